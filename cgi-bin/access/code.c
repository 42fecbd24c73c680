/* The code that an authenticator app scans. */
#include <stdlib.h>

#include "base/text.h"
#include "entry.h"
#include "print/qr.h"
#include "web/page.h"

void
access_code(struct req *r, const char *contents, const char *label)
{
	unsigned char *squares;
	int side = qr_make(contents, &squares);

	if (side > 0)
		code_drawing(r, squares, side, label,
		    _("Scan it with your authenticator app."));
	free(squares);
}

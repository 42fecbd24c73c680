/* libqrencode. */
#include "qr.h"

#include <qrencode.h>
#include <string.h>

#include "mem.h"

/* Level M and at most version 13 is what EPC069-12 asks for. */
enum { VERSION_MOST = 13 };

int
qr_make(const char *text, unsigned char **squares)
{
	QRcode *q = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	int side = q != NULL && q->version <= VERSION_MOST ? q->width : 0;

	*squares = NULL;
	if (side > 0) {
		*squares = xmalloc((size_t)side * (size_t)side);
		memcpy(*squares, q->data, (size_t)side * (size_t)side);
	}
	QRcode_free(q);
	return side;
}

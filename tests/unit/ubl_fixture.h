/* Documents of tests/golden/ubl, changed in one place. */
#ifndef POSTERN_UBL_FIXTURE_H
#define POSTERN_UBL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/str.h"
#include "../../lib/format/ubl.h"

static inline void
load_golden(const char *name, struct buf *b)
{
	struct xml_fault f;
	char path[200];

	str_printf(path, sizeof path, "tests/golden/ubl/%s.xml", name);
	buf_clear(b);
	if (!xml_load(path, XML_LIMIT, b, &f))
		fail_msg("%s: %s", path, f.text);
}

/* The first place that reads from, behind the one that reads after, becomes
 * to. */
static inline void
change_after(struct buf *b, const char *after, const char *from, const char *to)
{
	char *at = strstr(b->data, after);
	struct buf with = { 0 };

	at = at != NULL ? strstr(at, from) : NULL;

	if (at == NULL)
		fail_msg("the document has no %s", from);
	buf_add(&with, b->data, (size_t)(at - b->data));
	buf_str(&with, to);
	buf_str(&with, at + strlen(from));
	buf_free(b);
	*b = with;
}

static inline void
change(struct buf *b, const char *from, const char *to)
{
	change_after(b, "", from, to);
}

static inline struct ubl_document *
read_good(const struct buf *b)
{
	struct xml_faults faults = { .most = 3 };
	struct ubl_document *d = ubl_read(b->data, b->len, &faults);

	for (int i = 0; i < xml_faults_kept(&faults); i++)
		print_message("%ld: %s %s\n", faults.at[i].line,
		    faults.at[i].code, faults.at[i].text);
	if (d == NULL || faults.n > 0)
		fail_msg("%d faults", faults.n);
	xml_faults_free(&faults);
	return d;
}

#endif

/* Downloads of a case's attachments. */
#include <ctype.h>
#include <string.h>

#include "erp.h"

/*
 * Always an attachment, never shown in the site's own origin. The name goes in
 * twice: plain for old programs, and as RFC 6266 wants it.
 */
static const char *
disposition(struct req *r, const char *name)
{
	struct buf b = { .data = NULL };
	const char *made;

	buf_str(&b, "attachment; filename=\"");
	for (const char *p = name; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		if (c < 0x80 && (isalnum(c) || strchr(" ._-()+,", c) != NULL))
			buf_char(&b, *p);
		else if (c < 0x80 || c >= 0xc0)
			buf_char(&b, '_');
	}
	buf_str(&b, "\"; filename*=UTF-8''");
	for (const char *p = name; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		if (c < 0x80 && (isalnum(c) || strchr("._-", c) != NULL))
			buf_char(&b, *p);
		else
			buf_printf(&b, "%%%02X", c);
	}
	made = arena_strdup(r->mem, b.data);
	buf_free(&b);
	return made;
}

enum rc
case_file(struct req *r)
{
	struct attachment *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &attachment_entity, r->id2, a);
	int fd;

	if (rc != RC_OK)
		return rc;
	if (a->case_id != r->id)
		return RC_NOTFOUND;
	fd = store_file_open(r->x, a->stored_as);
	if (fd == -1)
		return RC_NOTFOUND;
	r->out.status = 200;
	r->out.type = str_starts(a->media_type, "text/") ?
	    arena_printf(r->mem, "%s; charset=utf-8", a->media_type) :
	    a->media_type;
	r->out.disposition = disposition(r, a->file_name);
	r->out.file = fd;
	r->out.file_size = a->size;
	return RC_OK;
}

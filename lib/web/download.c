/* Files as downloads: never shown as a page of the site. */
#include <ctype.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "request.h"
#include "str.h"

/* The name goes in twice: plain for old programs, and as RFC 6266 wants it. */
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

void
reply_body(struct req *r, const char *type, const char *name)
{
	r->out.status = 200;
	r->out.type = str_starts(type, "text/") ?
	    arena_printf(r->mem, "%s; charset=utf-8", type) :
	    type;
	r->out.disposition = disposition(r, name);
}

void
reply_file(
    struct req *r, int fd, int64_t size, const char *type, const char *name)
{
	reply_body(r, type, name);
	r->out.file = fd;
	r->out.file_size = size;
}

enum rc
reply_picture(
    struct req *r, int fd, int64_t most, const char *type, const char *cache)
{
	struct stat st;

	if (fd < 0)
		return RC_NOTFOUND;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > most) {
		close(fd);
		return RC_NOTFOUND;
	}
	r->out.status = 200;
	r->out.type = type;
	r->out.cache = cache;
	r->out.file = fd;
	r->out.file_size = st.st_size;
	return RC_OK;
}

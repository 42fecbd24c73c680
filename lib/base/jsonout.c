/* Writing JSON. */
#include "jsonout.h"

#include <inttypes.h>

static void
add_string(struct buf *out, const char *s)
{
	buf_char(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_printf(out, "\\u%04x", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

static void
begin(struct json *j, const char *name)
{
	if (j->more)
		buf_char(j->out, ',');
	j->more = true;
	if (name != NULL) {
		add_string(j->out, name);
		buf_char(j->out, ':');
	}
}

void
json_open(struct json *j, const char *name, char open)
{
	begin(j, name);
	buf_char(j->out, open);
	j->more = false;
}

void
json_close(struct json *j, char close)
{
	buf_char(j->out, close);
	j->more = true;
}

void
json_text(struct json *j, const char *name, const char *s)
{
	begin(j, name);
	add_string(j->out, s);
}

void
json_int(struct json *j, const char *name, int64_t v)
{
	begin(j, name);
	buf_printf(j->out, "%" PRId64, v);
}

/*
 * The same form sent twice: a double click, or a reload while the answer was
 * on its way. What such a form made is made once; the second sending gets the
 * first one's answer. A form that was changed in between is another one.
 *
 * Each page has its own token, so token and contents together tell one sending
 * from another. The session remembers the last few, in the transaction of what
 * they made.
 */
#include <string.h>

#include "base/secret.h"
#include "base/str.h"
#include "model/session.h"
#include "web.h"

enum { KEPT = 4, MARK = 20 }; /* 80 bits of a hash */

/* Lengths go in too, so that no two forms read the same. */
static void
add(struct buf *b, const char *s)
{
	buf_printf(b, "%zu:", strlen(s));
	buf_str(b, s);
}

static void
mark_of(const struct req *r, char mark[MARK + 1])
{
	struct buf all = { 0 };
	char hex[HASH_TEXT];

	add(&all, r->path);
	for (int i = 0; i < r->forms; i++) {
		add(&all, r->form[i].name);
		add(&all, r->form[i].value);
	}
	for (int i = 0; i < r->uploads; i++)
		add(&all, r->files[i].file.hash);
	hash_keyed(r->secret, "once", all.data, hex);
	buf_free(&all);
	memcpy(mark, hex, MARK);
	mark[MARK] = '\0';
}

/* Lines of a mark, a blank and where its answer led to. */
static const char *
location_of(struct req *r, const char *kept, const char *mark)
{
	for (const char *line = kept; *line != '\0';) {
		size_t n = strcspn(line, "\n");

		if (n > MARK && strncmp(line, mark, MARK) == 0)
			return arena_strndup(
			    r->mem, line + MARK + 1, n - MARK - 1);
		line += n + (line[n] == '\n');
	}
	return NULL;
}

bool
once_answered(struct req *r)
{
	char mark[MARK + 1];
	const char *location;

	if (!(r->route->flags & ROUTE_ONCE))
		return false;
	mark_of(r, mark);
	location = location_of(r, r->visitor->session.once, mark);
	if (location == NULL)
		return false;
	r->out.status = 303;
	r->out.location = location;
	return true;
}

enum rc
once_keep(struct req *r)
{
	char mark[MARK + 1];
	struct buf b = { 0 };
	struct session s;
	const char *line;
	enum rc rc;

	if (!(r->route->flags & ROUTE_ONCE) || r->out.status != 303)
		return RC_OK;
	rc = store_get(r->x, &session_entity, r->visitor->session.id, &s);
	if (rc != RC_OK)
		return rc;
	mark_of(r, mark);
	buf_printf(&b, "%s %s\n", mark, r->out.location);
	line = s.once;
	for (int i = 1; i < KEPT && *line != '\0'; i++) {
		size_t n = strcspn(line, "\n");

		buf_add(&b, line, n + (line[n] == '\n'));
		line += n + (line[n] == '\n');
	}
	/* Only whole lines fit; the oldest is the one to go. */
	while (b.len >= sizeof s.once) {
		b.data[--b.len] = '\0';
		while (b.len > 0 && b.data[b.len - 1] != '\n')
			b.data[--b.len] = '\0';
	}
	str_copy(s.once, sizeof s.once, b.data);
	buf_free(&b);
	return store_save(r->x, &session_entity, &s, NULL);
}

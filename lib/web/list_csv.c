/*
 * A list as a file: all its rows in its order. The rows are read in portions,
 * between which the store is let go, and what no longer fits into a little
 * memory goes to a file of the spool folder that has no name any more.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/csvout.h"
#include "base/die.h"
#include "listing.h"
#include "spool.h"
#include "store/refer.h"
#include "web.h"

enum { PORTION = 500, CHUNK = 256 * 1024 };

/* ---- rows in portions
 * ----------------------------------------------------------- */

struct portion {
	const struct listing *l;
	bool (*each)(void *, const void *);
	void *arg;
	char place[PLACE_TEXT]; /* of the last row */
	int n;
	bool stopped;
};

static bool
take(void *arg, const void *rec)
{
	struct portion *p = arg;
	const struct listing *l = p->l;

	if (!p->each(p->arg, rec)) {
		p->stopped = true;
		return false;
	}
	if (++p->n < PORTION)
		return true;
	store_place(l->v->e, l->sort->index, rec, p->place);
	return false;
}

static bool
take_found(void *arg, const void *rec)
{
	struct portion *p = arg;

	return !listing_selects(p->l, rec) || p->each(p->arg, rec);
}

enum rc
list_export(struct req *r, const struct view *v,
    bool (*each)(void *, const void *), void *arg)
{
	struct listing *l = arena_alloc(r->mem, sizeof *l);
	struct portion *p = arena_alloc(r->mem, sizeof *p);
	struct list range;
	enum rc rc;

	if (!listing_read(r, v, l))
		return RC_INVALID;
	*p = (struct portion){ .l = l, .each = each, .arg = arg };
	time_limit(SECONDS_EXPORT);
	if (l->q != NULL)
		return v->source->search(r, v->e, l->q, &l->cut, take_found, p);
	range = listing_range(l);
	range.after = p->place;
	do {
		if (p->n > 0)
			store_pause(r->store);
		time_check();
		p->n = 0;
		rc = v->source->list(r, &range, take, p);
	} while (rc == RC_OK && !p->stopped && p->n == PORTION);
	return rc;
}

/* ---- the file
 * --------------------------------------------------------------------- */

struct csv {
	struct req *r;
	const struct entity *e;
	const unsigned *tags;
	char *cell;
	int fd; /* -1: all is still in memory */
	int64_t size;
	bool full;
};

/* Out of memory's way. False when the disk is full. */
static bool
spill(struct csv *c)
{
	struct buf *b = &c->r->out.body;
	const char *p = b->data;
	char path[600];
	size_t n = b->len;

	if (c->fd < 0) {
		c->fd = spool_file(c->r->conf->spool, path, sizeof path);
		if (c->fd < 0 && errno != ENOSPC)
			die("web", "%s: %s", path, strerror(errno));
		if (c->fd < 0)
			return false;
		(void)unlink(path);
	}
	while (n > 0) {
		ssize_t done = write(c->fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0 && errno != ENOSPC && errno != EFBIG)
			die("web", "an export: %s", strerror(errno));
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	c->size += (int64_t)b->len;
	buf_clear(b);
	return true;
}

/* Texts are somebody's words; a key may be, too. */
static bool
guarded(const struct field *f)
{
	return f->type->storage == STORE_TEXT || f->type == &type_ref;
}

static bool
csv_row(void *arg, const void *rec)
{
	struct csv *c = arg;
	struct buf *b = &c->r->out.body;

	for (const unsigned *t = c->tags; *t != 0; t++) {
		const struct field *f = record_field(c->e, *t);
		const char *s = c->cell;

		if (f->type->storage == STORE_TEXT)
			s = record_text(f, rec);
		else
			refer_print(c->r->x, f, rec, c->cell, FIELD_TEXT);
		csv_cell(b, s, guarded(f), t == c->tags);
	}
	csv_row_end(b);
	if (b->len >= CHUNK && !spill(c))
		c->full = true;
	return !c->full;
}

static void
csv_heads(struct csv *c)
{
	struct buf *b = &c->r->out.body;

	for (const unsigned *t = c->tags; *t != 0; t++)
		csv_cell(b, record_field(c->e, *t)->name, false, t == c->tags);
	csv_row_end(b);
}

enum rc
list_csv(struct req *r, const struct view *v, const unsigned *tags,
    const char *file_name)
{
	struct csv c = { .r = r, .e = v->e, .tags = tags, .fd = -1 };
	enum rc rc;

	buf_clear(&r->out.body);
	c.cell = arena_alloc(r->mem, FIELD_TEXT);
	csv_heads(&c);
	rc = list_export(r, v, csv_row, &c);
	if (rc == RC_OK && c.fd >= 0 && !c.full && !spill(&c))
		c.full = true;
	if (rc == RC_OK && c.full)
		rc = RC_FULL;
	if (rc != RC_OK) {
		if (c.fd >= 0)
			close(c.fd);
		return rc;
	}
	if (c.fd >= 0 && lseek(c.fd, 0, SEEK_SET) < 0)
		die("web", "an export: %s", strerror(errno));
	reply_file(r, c.fd, c.size, "text/csv", file_name);
	r->out.type = "text/csv; charset=utf-8; header=present";
	return RC_OK;
}

/* What a run of an import made and changed. */
#include "import_change.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "import_run.h"

static const struct choice whats[] = {
	{ CHANGE_CREATED, "created", N_("Created"), NULL },
	{ CHANGE_UPDATED, "updated", N_("Updated"), NULL },
	{ CHANGE_WAITS, "waits", N_("Rows that wait"), NULL },
	{ CHANGE_MET, "met", N_("Rows that wait no longer"), NULL },
	{ CHANGE_RESTORED, "restored", N_("Restored"), NULL },
	{ 0 },
};

#define HERE (F_SYSTEM | F_QUIET)
#define C struct import_change
/* clang-format off */
static const struct field fields[] = {
{ CHANGE_ID,       INT(C, id),          N_("Id"),       F_SYSTEM },
{ CHANGE_REV,      INT(C, rev),         N_("Revision"), F_SYSTEM },
{ CHANGE_RUN,      REF(C, run_id),      N_("Run"),      HERE, .refers = &import_run_entity },
{ CHANGE_WHAT,     CHOICE(C, what),     N_("What"),     HERE, .choices = whats },
{ CHANGE_ENTITY,   TEXT(C, entity),     N_("Entity"),   HERE },
{ CHANGE_RECORD,   INT(C, record),      N_("Record"),   HERE },
{ CHANGE_MADE_REV, INT(C, made_rev),    N_("Revision Made"), HERE },
{ CHANGE_PART,     COUNT(C, part),      N_("Part"),     HERE },
{ CHANGE_DATA,     TEXT(C, data),       N_("Data"),     HERE },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CHANGE_OF_RUN, .tags = { CHANGE_RUN }, .prefix = 1 },
	{ .number = CHANGE_OF_RECORD,
	    .tags = { CHANGE_ENTITY, CHANGE_RECORD },
	    .prefix = 2 },
	{ 0 },
};

const struct entity import_change_entity = {
	.number = 36,
	.name = "import_change",
	.label = N_("Change by an Import"),
	.plural = N_("Changes by Imports"),
	.size = sizeof(struct import_change),
	.fields = fields,
	.indexes = indexes,
};

/* ---- gathering */

void
changes_clear(struct changes *c)
{
	for (int i = 0; i < c->n; i++)
		buf_free(&c->lists[i].data);
	for (int i = 0; i < c->updated_n; i++)
		free(c->updated[i].before);
	free(c->lists);
	free(c->updated);
	*c = (struct changes){ .n = 0 };
}

static struct change_list *
list_of(struct changes *c, const struct entity *e, enum change_what what)
{
	for (int i = 0; i < c->n; i++)
		if (c->lists[i].e == e && c->lists[i].what == what)
			return &c->lists[i];
	c->lists = xrealloc(c->lists, (size_t)(c->n + 1) * sizeof *c->lists);
	c->lists[c->n] = (struct change_list){ .e = e, .what = what };
	return &c->lists[c->n++];
}

static void
end_range(struct change_list *l)
{
	if (l->last == 0)
		return;
	buf_printf(&l->data, "%s%lld", l->data.len > 0 ? " " : "",
	    (long long)l->first);
	if (l->last > l->first)
		buf_printf(&l->data, "-%lld", (long long)l->last);
	if (l->rev > 0)
		buf_printf(&l->data, ":%lld", (long long)l->rev);
	l->last = 0;
}

static void
add_to(struct change_list *l, int64_t id, int64_t rev)
{
	if (l->last > 0 && l->last + 1 == id && l->rev == rev) {
		l->last = id;
		return;
	}
	end_range(l);
	l->first = l->last = id;
	l->rev = rev;
}

void
changes_created(
    struct changes *c, const struct entity *e, int64_t id, int64_t rev)
{
	add_to(list_of(c, e, CHANGE_CREATED), id, rev);
}

void
changes_row(struct changes *c, enum change_what what, int64_t number)
{
	add_to(list_of(c, NULL, what), number, 0);
}

void
changes_updated(struct changes *c, const struct entity *e, int64_t id,
    int64_t made_rev, const struct buf *before)
{
	size_t size = sodium_base64_encoded_len(
	    before->len, sodium_base64_VARIANT_ORIGINAL);
	struct changed *at;

	c->updated = xrealloc(
	    c->updated, (size_t)(c->updated_n + 1) * sizeof *c->updated);
	at = &c->updated[c->updated_n++];
	*at = (struct changed){ .e = e, .record = id, .made_rev = made_rev };
	at->before = xmalloc(size);
	sodium_bin2base64(at->before, size, (const unsigned char *)before->data,
	    before->len, sodium_base64_VARIANT_ORIGINAL);
}

/* ---- images: for each record its length in four bytes, then the record */

void
image_add(struct buf *b, const struct entity *e, const void *rec)
{
	struct buf packed = { 0 };
	unsigned char n[4];

	record_pack(e, rec, &packed);
	for (int i = 0; i < 4; i++)
		n[i] = (unsigned char)(packed.len >> (8 * (3 - i)));
	buf_add(b, n, sizeof n);
	buf_add(b, packed.data, packed.len);
	buf_free(&packed);
}

bool
image_next(const struct buf *b, size_t *at, const struct entity *e, void *rec)
{
	const unsigned char *p = (const unsigned char *)b->data + *at;
	size_t n = 0;

	if (b->len < *at + 4)
		return false;
	for (int i = 0; i < 4; i++)
		n = n << 8 | p[i];
	if (b->len - *at - 4 < n || !record_unpack(e, p + 4, n, rec))
		return false;
	*at += 4 + n;
	return true;
}

/* ---- writing */

static enum rc
keep(struct txn *x, struct import_change *c, const char *data, size_t n,
    struct problems *bad)
{
	enum rc rc;

	c->id = c->rev = 0;
	memcpy(c->data, data, n);
	c->data[n] = '\0';
	rc = store_save(x, &import_change_entity, c, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* Ranges, cut between two of them where they are too many for one record. */
static enum rc
keep_list(
    struct txn *x, int64_t run, struct change_list *l, struct problems *bad)
{
	struct import_change c = { .run_id = run, .what = l->what };
	const char *s;
	enum rc rc = RC_OK;

	end_range(l);
	if (l->e != NULL)
		str_copy(c.entity, sizeof c.entity, l->e->name);
	for (s = l->data.data; rc == RC_OK && s != NULL && *s != '\0';) {
		size_t n = strlen(s);

		if (n >= sizeof c.data) {
			n = sizeof c.data - 1;
			while (s[n] != ' ')
				n--;
		}
		rc = keep(x, &c, s, n, bad);
		s += n + (s[n] == ' ');
	}
	return rc;
}

static enum rc
keep_image(
    struct txn *x, int64_t run, const struct changed *was, struct problems *bad)
{
	struct import_change c = { .run_id = run,
		.what = CHANGE_UPDATED,
		.record = was->record,
		.made_rev = was->made_rev };
	const char *s = was->before;
	enum rc rc = RC_OK;

	str_copy(c.entity, sizeof c.entity, was->e->name);
	for (; rc == RC_OK && *s != '\0'; c.part++) {
		size_t n = strnlen(s, sizeof c.data - 1);

		rc = keep(x, &c, s, n, bad);
		s += n;
	}
	return rc;
}

enum rc
changes_keep(struct txn *x, int64_t run, const struct entity *last,
    struct changes *c, struct problems *bad)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < c->n; i++)
		if (c->lists[i].e != last)
			rc = keep_list(x, run, &c->lists[i], bad);
	for (int i = 0; rc == RC_OK && i < c->n; i++)
		if (c->lists[i].e == last)
			rc = keep_list(x, run, &c->lists[i], bad);
	for (int i = 0; rc == RC_OK && i < c->updated_n; i++)
		rc = keep_image(x, run, &c->updated[i], bad);
	return rc;
}

/* ---- reading */

bool
range_next(const char **data, struct id_range *r)
{
	char *s;

	if (**data == '\0')
		return false;
	r->first = r->last = strtoll(*data, &s, 10);
	r->rev = 0;
	if (*s == '-')
		r->last = strtoll(s + 1, &s, 10);
	if (*s == ':')
		r->rev = strtoll(s + 1, &s, 10);
	if (*s == ' ')
		s++;
	if (s == *data)
		return false;
	*data = s;
	return true;
}

struct walk {
	bool (*each)(void *, const struct import_change *);
	void *arg;
};

static bool
step(void *arg, const void *rec)
{
	struct walk *w = arg;

	return w->each(w->arg, rec);
}

enum rc
changes_each(struct txn *x, int64_t run,
    bool (*each)(void *arg, const struct import_change *), void *arg)
{
	struct import_change like = { .run_id = run };
	struct list l = { .e = &import_change_entity,
		.index = CHANGE_OF_RUN,
		.like = &like,
		.prefix = 1 };
	struct walk w = { each, arg };

	return store_list(x, &l, step, &w);
}

static bool
take_one(void *arg, const void *rec)
{
	*(struct import_change *)arg = *(const struct import_change *)rec;
	return false;
}

static void
add_base64(const char *all, struct buf *b)
{
	size_t n = strlen(all), len;
	unsigned char *bytes = xmalloc(n + 1);

	if (sodium_base642bin(bytes, n + 1, all, n, NULL, &len, NULL,
		sodium_base64_VARIANT_ORIGINAL) == 0)
		buf_add(b, bytes, len);
	free(bytes);
}

/* All parts of an image; they have ids one after the other. */
static enum rc
gather(struct txn *x, const struct import_change *last, struct buf *before)
{
	struct buf all = { 0 };
	struct import_change c;
	enum rc rc = RC_OK;

	for (int64_t i = 0; rc == RC_OK && i <= last->part; i++) {
		rc = store_get(
		    x, &import_change_entity, last->id - last->part + i, &c);
		if (rc == RC_OK)
			buf_str(&all, c.data);
	}
	if (rc == RC_OK && all.data != NULL)
		add_base64(all.data, before);
	buf_free(&all);
	return rc;
}

enum rc
change_last(
    struct txn *x, int64_t run, struct import_change *c, struct buf *before)
{
	struct import_change like = { .run_id = run };
	struct list l = { .e = &import_change_entity,
		.index = CHANGE_OF_RUN,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	enum rc rc;

	c->id = 0;
	rc = store_list(x, &l, take_one, c);
	if (rc != RC_OK)
		return rc;
	if (c->id == 0)
		return RC_NOTFOUND;
	buf_clear(before);
	return c->what == CHANGE_UPDATED ? gather(x, c, before) : RC_OK;
}

struct still {
	int64_t rev;      /* as it is */
	int64_t made_rev; /* as a run left it */
	bool same;
};

static bool
look_restored(void *arg, const void *rec)
{
	const struct import_change *c = rec;
	struct still *s = arg;

	s->same = c->what == CHANGE_RESTORED && c->made_rev == s->rev &&
	    c->part == s->made_rev;
	return !s->same;
}

bool
change_still(struct txn *x, const struct entity *e, int64_t id, int64_t rev,
    int64_t made_rev)
{
	struct import_change like = { .record = id };
	struct list l = { .e = &import_change_entity,
		.index = CHANGE_OF_RECORD,
		.like = &like,
		.prefix = 2 };
	struct still s = { rev, made_rev, rev == made_rev };

	str_copy(like.entity, sizeof like.entity, e->name);
	if (!s.same && store_list(x, &l, look_restored, &s) != RC_OK)
		return false;
	return s.same;
}

enum rc
change_restored(struct txn *x, const struct entity *e, int64_t id, int64_t rev,
    int64_t was, struct problems *bad)
{
	struct import_change c = { .what = CHANGE_RESTORED,
		.record = id,
		.made_rev = rev,
		.part = was };
	enum rc rc;

	str_copy(c.entity, sizeof c.entity, e->name);
	rc = store_save(x, &import_change_entity, &c, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
change_rest(struct txn *x, struct import_change *c, struct problems *bad)
{
	enum rc rc = store_save(x, &import_change_entity, c, bad);

	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
change_done(struct txn *x, const struct import_change *c)
{
	enum rc rc = RC_OK;

	for (int64_t i = 0; rc == RC_OK && i <= c->part; i++)
		rc = store_delete(x, &import_change_entity, c->id - i);
	return rc;
}

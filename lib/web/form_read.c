/*
 * Values of a form into a record: only the fields that are listed, each parsed
 * by its type. What cannot be read is told beside its field.
 */
#include <assert.h>
#include <string.h>

#include "base/str.h"
#include "form.h"
#include "store/refer.h"
#include "web.h"

/* A type's sentence has a place for the label; other sentences hold words of
 * the user, and are nobody's format. */
static void
tell(struct problems *bad, const struct field *f, const char *sentence)
{
	const char *place = strstr(sentence, "%s");

	if (place == NULL || f->type == &type_ref)
		problem(bad, f->tag, "%s", sentence);
	else
		problem(bad, f->tag, "%.*s%s%s", (int)(place - sentence),
		    sentence, _(f->label), place + 2);
}

/* ---- references by name -----------------------------------------------------
 */

struct namesakes {
	int n;
	int64_t id;
};

static bool
count_one(void *arg, const void *rec)
{
	struct namesakes *same = arg;

	same->n++;
	same->id = record_id(rec);
	return same->n < 2;
}

/* How many records have this name; two stand for several. */
static int
named(struct req *r, const struct entity *e, const char *name, int64_t *id)
{
	const struct field *title = record_field(e, e->title);
	struct namesakes same = { .n = 0 };
	void *like;

	if (e->title == 0 || title->type->storage != STORE_TEXT)
		return 0;
	like = arena_alloc(r->mem, e->size);
	if (!record_set_text(title, like, name))
		return 0;
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		const struct list l = {
			.e = e,
			.index = ix->number,
			.like = like,
			.prefix = 1,
		};

		if (ix->tags[0] != e->title)
			continue;
		if (store_list(r->x, &l, count_one, &same) != RC_OK)
			return 0;
		*id = same.id;
		return same.n;
	}
	return 0;
}

static void
read_ref(struct req *r, const struct field *f, const char *s, void *rec,
    struct problems *bad)
{
	const char *sentence = refer_parse(r->x, f, s, rec);
	int64_t id = 0;
	int n;

	if (sentence == NULL)
		return;
	n = named(r, f->refers, s, &id);
	if (n == 1)
		record_set_int(f, rec, id);
	else if (n > 1)
		problem(bad, f->tag,
		    _("There are several with the name “%.80s”. Enter the "
		      "number of the one you mean."),
		    s);
	else
		tell(bad, f, sentence);
}

/* ---- values
 * ------------------------------------------------------------------- */

static void
read_value(struct req *r, const struct field *f, const char *value, void *rec,
    struct problems *bad)
{
	const char *s = str_trim(arena_strdup(r->mem, value));
	const char *sentence;
	int64_t t;

	if (f->type == &type_ref) {
		read_ref(r, f, s, rec, bad);
		return;
	}
	if (f->type == &type_time &&
	    time_input_parse(s, r->visitor->time_zone, &t)) {
		record_set_int(f, rec, t);
		return;
	}
	sentence = field_parse(f, s, rec);
	if (sentence != NULL)
		tell(bad, f, sentence);
}

bool
form_read_value(struct req *r, const struct field *f, const char *typed,
    void *rec, struct problems *bad)
{
	int before = bad->n;

	if (f->type == &type_bool)
		record_set_int(f, rec, *typed != '\0');
	else
		read_value(r, f, typed, rec, bad);
	return bad->n == before;
}

static bool
set_rev(struct req *r, void *rec)
{
	int64_t rev = form_id(r, "rev");

	if (rev == 0)
		return false;
	((int64_t *)rec)[1] = rev;
	return true;
}

bool
form_read_rev(struct req *r, void *rec)
{
	return set_rev(r, rec);
}

bool
form_read(struct req *r, const struct entity *e, const unsigned *tags,
    void *rec, struct problems *bad)
{
	int before = bad->n;

	for (; *tags != 0; tags++) {
		const struct field *f = record_field(e, *tags);
		const char *value;

		assert(f != NULL && !(f->flags & F_SECRET));
		if (f->type == &type_bits) {
			form_read_bits(r, e, *tags, ~(int64_t)0, rec, bad);
			continue;
		}
		value = form_value(r, f->name);
		if (f->type == &type_bool)
			record_set_int(f, rec, value != NULL);
		else if (value != NULL)
			read_value(r, f, value, rec, bad);
	}
	/* A new record has no revision yet; a form of an old one brings it. */
	if (form_value(r, "rev") != NULL && !set_rev(r, rec))
		problem(bad, 0, "%s",
		    _("This form was damaged. Open the page again."));
	return bad->n == before;
}

bool
form_read_bits(struct req *r, const struct entity *e, unsigned tag,
    int64_t among, void *rec, struct problems *bad)
{
	const struct field *f = record_field(e, tag);
	int64_t bits = 0;
	const char *s;

	assert(f != NULL && f->type == &type_bits);
	for (int i = 0; (s = form_value_at(r, f->name, i)) != NULL; i++) {
		const struct choice *c = choice_named(f->choices, s);

		if (c == NULL || !(c->value & among)) {
			problem(bad, tag,
			    _("%s has a value that does not exist."),
			    _(f->label));
			return false;
		}
		bits |= c->value;
	}
	record_set_int(f, rec, (record_int(f, rec) & ~among) | bits);
	return true;
}

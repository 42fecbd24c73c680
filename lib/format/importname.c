/* Records that are meant by their name, or by their number elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

struct by_name {
	const struct field *title, *key;
	const char *folded;
	struct named *n;
};

static bool
match_name(void *arg, const void *rec)
{
	struct by_name *b = arg;
	char folded[KEY_TEXT];

	utf8_fold(record_text(b->title, rec), folded, sizeof folded);
	if (strcmp(folded, b->folded) != 0)
		return true;
	b->n->id = record_id(rec);
	field_print(b->key, rec, b->n->code[b->n->n], sizeof b->n->code[0]);
	return ++b->n->n < 2;
}

/* The list of an entity by its name alone, or NULL. */
static const struct index *
name_index(const struct entity *e)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++)
		if (ix->tags[0] == e->title && ix->tags[1] == 0)
			return ix;
	return NULL;
}

void
name_find(
    struct txn *x, const struct entity *e, const char *name, struct named *n)
{
	const struct index *ix = name_index(e);
	char folded[KEY_TEXT];
	struct by_name b = { .folded = folded, .n = n };
	struct list l = { .e = e, .prefix = 1 };
	void *like;

	memset(n, 0, sizeof *n);
	if (ix == NULL || e->key == 0 || e->title == 0)
		return;
	b.title = record_field(e, e->title);
	b.key = record_field(e, e->key);
	like = txn_scratch(x, e->size);
	if (!record_set_text(b.title, like, name))
		return;
	utf8_fold(name, folded, sizeof folded);
	l.index = ix->number;
	l.like = like;
	if (store_list(x, &l, match_name, &b) != RC_OK)
		n->n = 0;
}

bool
external_find(struct import *im, struct txn *x, const struct entity *e,
    const char *value, int64_t *id)
{
	const struct field *f = external_field(e);
	const struct index *ix = f != NULL ? record_key_index(e, f->tag) : NULL;
	char text[KEY_TEXT];
	void *rec;

	if (ix == NULL)
		return false;
	str_printf(text, sizeof text, "%s%s%s",
	    im->o->source != NULL ? im->o->source : "",
	    im->o->source != NULL ? ":" : "", value);
	rec = txn_scratch(x, e->size);
	if (!record_set_text(f, rec, text) ||
	    store_find(x, e, ix->number, rec) != RC_OK)
		return false;
	*id = record_id(rec);
	return true;
}

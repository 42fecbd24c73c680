/* One field as a file has it, with references called by their codes. */
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "export.h"
#include "mem.h"
#include "refer.h"
#include "str.h"

/*
 * Most references are to the same few records: one slot for each remainder of
 * the id, and the newest stays.
 */
enum { SLOTS = 4096, NAME_KEPT = 64 };

struct export_names {
	struct slot {
		const struct entity *e; /* NULL: free */
		int64_t id;
		char text[NAME_KEPT];
	} at[SLOTS];
};

struct export_names *
export_names_new(void)
{
	return xcalloc(1, sizeof(struct export_names));
}

void
export_names_free(struct export_names *names)
{
	free(names);
}

void
export_names_forget(struct export_names *names)
{
	for (int i = 0; i < SLOTS; i++)
		names->at[i].e = NULL;
}

/* A document has no code of its own, but a number. */
static void
name_of(struct export *x, const struct field *f, const void *rec)
{
	const struct document *d = document_of(f->refers);
	void *head;

	if (f->refers->key != 0 || d == NULL) {
		refer_key(x->x, f, rec, x->cell, FIELD_TEXT);
		return;
	}
	head = xmalloc(f->refers->size);
	x->cell[0] = '\0';
	if (store_get(x->x, f->refers, record_int(f, rec), head) == RC_OK)
		field_print(record_field(f->refers, d->number), head, x->cell,
		    FIELD_TEXT);
	free(head);
}

static const char *
reference(struct export *x, const struct field *f, const void *rec)
{
	int64_t id = record_int(f, rec);
	struct slot *s =
	    &x->names->at[((uint64_t)id + f->refers->number * UINT64_C(977)) %
		SLOTS];

	if (s->e == f->refers && s->id == id)
		return s->text;
	name_of(x, f, rec);
	s->e = f->refers;
	s->id = id;
	if (str_copy(s->text, sizeof s->text, x->cell))
		return s->text;
	s->e = NULL;
	return x->cell;
}

bool
export_is_amount(const struct field *f)
{
	return f->type == &type_money || f->type == &type_price ||
	    f->type == &type_quantity || f->type == &type_rate;
}

const char *
export_text(struct export *x, const struct field *f, const void *rec)
{
	if (f->type->storage == STORE_TEXT)
		return record_text(f, rec);
	if (record_int(f, rec) == 0 &&
	    (x->kind->doc == NULL || !export_is_amount(f)))
		return "";
	if (f->type == &type_ref && f->refers != NULL)
		return reference(x, f, rec);
	field_print(f, rec, x->cell, FIELD_TEXT);
	return x->cell;
}

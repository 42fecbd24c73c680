/* References as people know them. */
#include "refer.h"

#include <stdlib.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "parts.h"

/* The first field that has a text, of the tags given; else the id. */
static void
name_of(struct txn *x, const struct field *f, const void *rec,
    const unsigned tags[2], char *to, size_t size)
{
	const struct entity *e = f->refers;
	int64_t id = record_int(f, rec);
	void *other;

	to[0] = '\0';
	if (id == 0 || e == NULL)
		return;
	other = xmalloc(e->size);
	if (!fetch(x, e, id, other)) {
		str_printf(to, size, "#%lld", (long long)id);
		free(other);
		return;
	}
	for (int i = 0; i < 2 && to[0] == '\0'; i++)
		if (tags[i] != 0)
			field_print(record_field(e, tags[i]), other, to, size);
	if (to[0] == '\0')
		str_printf(to, size, "#%lld", (long long)id);
	free(other);
}

void
refer_key(struct txn *x, const struct field *f, const void *rec, char *to,
    size_t size)
{
	name_of(x, f, rec,
	    (const unsigned[]){ f->refers != NULL ? f->refers->key : 0, 0 }, to,
	    size);
}

void
refer_title(struct txn *x, const struct field *f, const void *rec, char *to,
    size_t size)
{
	const struct entity *e = f->refers;

	name_of(x, f, rec,
	    (const unsigned[]){
		e != NULL ? e->title : 0, e != NULL ? e->key : 0 },
	    to, size);
}

void
refer_print(struct txn *x, const struct field *f, const void *rec, char *to,
    size_t size)
{
	if (f->type == &type_ref && f->refers != NULL)
		refer_key(x, f, rec, to, size);
	else
		field_print(f, rec, to, size);
}

/* "#12" for records without a code, as refer_key prints them. */
static int64_t
id_named(struct txn *x, const struct entity *e, const char *text, void *other)
{
	const struct index *ix;
	char *end;
	long long id;

	if (text[0] == '#') {
		id = strtoll(text + 1, &end, 10);
		return *end == '\0' && end != text + 1 &&
			fetch(x, e, id, other) ?
		    id :
		    0;
	}
	if (e->key == 0 || (ix = record_key_index(e, e->key)) == NULL ||
	    field_parse(record_field(e, e->key), text, other) != NULL)
		return 0;
	return find_id(x, e, ix, other);
}

const char *
refer_parse(struct txn *x, const struct field *f, const char *text, void *rec)
{
	void *other;
	int64_t id;

	if (f->type != &type_ref || f->refers == NULL)
		return field_parse(f, text, rec);
	if (text[0] == '\0') {
		record_set_int(f, rec, 0);
		return NULL;
	}
	other = xcalloc(1, f->refers->size);
	id = id_named(x, f->refers, text, other);
	free(other);
	if (id == 0) {
		char *why = txn_scratch(x, 400);

		str_printf(why, 400, _("There is no %s %.120s."),
		    _(f->refers->label), text);
		return why;
	}
	record_set_int(f, rec, id);
	return NULL;
}

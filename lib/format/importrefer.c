/* References of a file: by id, by a number elsewhere, by name, or to nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "refer.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

/* ---- what this file brings itself */

void
remember(struct import *im, const char *what, const char *value, long line)
{
	char key[KEY_TEXT], folded[KEY_TEXT];

	if (value[0] == '\0')
		return;
	str_printf(key, sizeof key, "good %s:%s", what, value);
	utf8_fold(key, folded, sizeof folded);
	(void)key_set_add(&im->keys, folded, line);
}

static bool
brought(struct import *im, const char *what, const char *value)
{
	char key[KEY_TEXT], folded[KEY_TEXT];

	str_printf(key, sizeof key, "good %s:%s", what, value);
	utf8_fold(key, folded, sizeof folded);
	return key_set_has(&im->keys, folded);
}

/* ---- by name */

/* When exactly one has it. */
static bool
refer_by_name(struct txn *x, struct row *row, int i, const struct field *f,
    const char *value, void *rec)
{
	struct named named;

	name_find(x, f->refers, value, &named);
	if (named.n > 1)
		row_fault(row, i, "E_REF_AMBIGUOUS",
		    _("several have this name, among them %s and %s; give the "
		      "id"),
		    named.code[0], named.code[1]);
	if (named.n == 1)
		record_set_int(f, rec, named.id);
	return named.n > 0;
}

/* ---- bare records for what is missing */

bool
missing_wanted(const struct import *im, const struct entity *e)
{
	for (int i = 0; im->o->missing[i] != NULL; i++)
		if (im->o->missing[i] == e)
			return true;
	return false;
}

/* Names have blanks and small letters, codes rarely have both. */
static bool
is_name(const char *s)
{
	return strchr(s, ' ') != NULL &&
	    strpbrk(s, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

/* What the row says besides: what the customer is called, or the item. */
static const char *
name_beside(
    const struct import *im, const struct row *row, const struct entity *e)
{
	static const char *const beside[][2] = {
		{ "account", "account_name" },
		{ "account", "bill_name" },
		{ "product", "item_name" },
		{ "product", "description" },
	};

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		for (int j = 0; j < im->src.layout.n; j++)
			if (strcmp(beside[i][0], e->name) == 0 &&
			    strcmp(im->src.layout.columns[j].field->name,
				beside[i][1]) == 0 &&
			    row->value[j] != NULL)
				return row->value[j];
	return NULL;
}

/* At its end text may be cut, but not inside a letter. */
static void
set_cut(const struct field *f, void *rec, const char *s)
{
	char cut[KEY_TEXT];

	str_copy(cut, f->size < sizeof cut ? f->size : sizeof cut, s);
	(void)record_set_text(f, rec, cut);
}

void
missing_made(struct import *im, struct entry *u, struct row *row, int column,
    const struct entity *e, const void *rec)
{
	row->made |= (uint64_t)1 << (column < 63 ? column : 63);
	u->made++;
	if (!im->dry)
		changes_created(
		    &im->changes, e, record_id(rec), record_rev(rec));
}

static void
make_missing(struct import *im, struct txn *x, struct entry *u, struct row *row,
    int i, const char *value, void *rec)
{
	const struct field *f = im->src.layout.columns[i].field;
	const struct entity *e = f->refers;
	const struct field *key = record_field(e, e->key);
	const struct field *title = record_field(e, e->title);
	const char *name = name_beside(im, row, e);
	void *new = txn_scratch(x, e->size);
	struct problems bad = { 0 };

	if (strlen(value) < key->size && !is_name(value))
		(void)field_parse(key, value, new);
	set_cut(title, new, name != NULL ? name : value);
	if (e->save(x, new, &bad) != RC_OK) {
		row_fault(row, i, "E_REF",
		    _("there is no such record, and none can be made: %s"),
		    bad.n > 0 ? bad.at[0].text : _("refused"));
		return;
	}
	record_set_int(f, rec, record_id(new));
	missing_made(im, u, row, i, e, new);
}

/* ---- all of it */

void
set_reference(struct import *im, struct txn *x, struct entry *u,
    struct row *row, int i, const char *value, void *rec)
{
	const struct column *c = &im->src.layout.columns[i];
	const struct field *f = c->field;
	const char *why = refer_parse(x, f, value, rec);
	int64_t id;

	if (why == NULL)
		return;
	if (external_find(im, x, f->refers, value, &id)) {
		record_set_int(f, rec, id);
		return;
	}
	if (refer_by_name(x, row, i, f, value, rec))
		return;
	if (f->refers == im->e && im->doc == NULL) {
		/* In a dry run what the same file brings is not there. */
		if (im->dry &&
		    (brought(im, "id", value) || brought(im, "name", value)))
			return;
		if (im->patient) {
			u->waits = true;
			return;
		}
	}
	if (c->rule != NULL && (c->rule->does & MAP_KNOWN))
		row->unknown |= (uint64_t)1 << (i < 63 ? i : 63);
	else if (missing_wanted(im, f->refers))
		make_missing(im, x, u, row, i, value, rec);
	else
		row_fault(row, i, "E_REF", "%s", why);
}

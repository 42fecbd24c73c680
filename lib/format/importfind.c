/*
 * Which stored record a row of a file means: by the other system's id, by our
 * own, or by what tells two people apart.
 */
#include <string.h>

#include "contact.h"
#include "importparts.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

/* By the unique index on tag: RC_OK, RC_NOTFOUND. */
static enum rc
find_by(struct txn *x, const struct entity *e, unsigned tag, const char *value,
    void *rec)
{
	const struct index *ix = record_key_index(e, tag);

	if (ix == NULL || value[0] == '\0' ||
	    !record_set_text(record_field(e, tag), rec, value))
		return RC_NOTFOUND;
	return store_find(x, e, ix->number, rec);
}

struct person {
	const struct contact *like;
	int n;
	struct contact found;
	char first[31];
};

static bool
match_person(void *arg, const void *rec)
{
	struct person *p = arg;
	const struct contact *c = rec;
	char a[KEY_TEXT], b[KEY_TEXT];

	if (c->account_id != p->like->account_id)
		return true;
	if (p->like->email[0] == '\0') {
		utf8_fold(c->display_name, a, sizeof a);
		utf8_fold(p->like->display_name, b, sizeof b);
		if (strcmp(a, b) != 0)
			return true;
	}
	if (p->n++ == 0)
		p->found = *c;
	return p->n < 2;
}

/* Account and e-mail, else account and name. */
static enum rc
find_person(struct import *im, struct txn *x, struct row *row,
    struct contact *like, struct contact *found)
{
	struct person p = { .like = like };
	struct list l = { .e = &contact_entity, .like = like };
	enum rc rc;

	if (like->display_name[0] == '\0')
		str_printf(like->display_name, sizeof like->display_name,
		    "%s%s%s%s%s", like->first_name,
		    like->first_name[0] != '\0' &&
			    like->middle_name[0] != '\0' ?
			" " :
			"",
		    like->middle_name,
		    like->first_name[0] != '\0' ||
			    like->middle_name[0] != '\0' ?
			" " :
			"",
		    like->last_name);
	l.index =
	    like->email[0] != '\0' ? CONTACT_BY_EMAIL : CONTACT_OF_ACCOUNT;
	l.prefix = like->email[0] != '\0' ? 1 : 2;
	if ((rc = store_list(x, &l, match_person, &p)) != RC_OK)
		return rc;
	if (p.n > 1)
		row_fault(row, column_of(im, CONTACT_LAST_NAME),
		    "E_REF_AMBIGUOUS",
		    _("several contacts of this account are the same person; "
		      "give the contact_id"));
	*found = p.found;
	return p.n == 1 ? RC_OK : RC_NOTFOUND;
}

static void
natural_key(const struct contact *c, char key[KEY_TEXT])
{
	char who[200];

	utf8_fold(
	    c->email[0] != '\0' ? c->email : c->display_name, who, sizeof who);
	str_printf(
	    key, KEY_TEXT, "person:%lld:%s", (long long)c->account_id, who);
}

/* Where the other system knows its records by nothing but their names. */
static enum rc
find_named(struct import *im, struct txn *x, struct row *row, void *rec,
    char key[KEY_TEXT])
{
	const char *name = row_value(im, row, im->e->title);
	struct named named;

	str_printf(key, KEY_TEXT, "name:%s", name);
	name_find(x, im->e, name, &named);
	if (named.n > 1) {
		row_fault(row, column_of(im, im->e->title), "E_REF_AMBIGUOUS",
		    _("several have this name, among them %s and %s; give the "
		      "id"),
		    named.code[0], named.code[1]);
		return RC_INVALID;
	}
	return named.n == 0 ? RC_NOTFOUND : store_get(x, im->e, named.id, rec);
}

/* A contact without ids: needs its fields to be looked for. */
static enum rc
find_natural(struct import *im, struct txn *x, struct row *row, void *rec,
    char key[KEY_TEXT])
{
	struct contact like = { .id = 0 }, found;
	enum rc rc;

	if (im->src.map != NULL && im->src.map->by_name &&
	    row_value(im, row, im->e->title)[0] != '\0')
		return find_named(im, x, row, rec, key);
	if (im->e != &contact_entity) {
		row_fault(row, -1, "E_REQUIRED",
		    _("%s or external_id is needed, or the next import of "
		      "this file could not find the record again"),
		    record_field(im->e, im->e->key)->name);
		return RC_INVALID;
	}
	for (int i = 0; i < im->src.layout.n; i++)
		if (row->value[i] != NULL)
			row_set(im, x, row, i, &like);
	if (row->faults > 0)
		return RC_INVALID;
	rc = find_person(im, x, row, &like, &found);
	natural_key(&like, key);
	if (rc == RC_OK)
		memcpy(rec, &found, sizeof found);
	return row->faults > 0 ? RC_INVALID : rc;
}

static const char *
external_id(const struct import *im, const struct row *row)
{
	const struct field *f = external_field(im->e);

	return f != NULL ? row_value(im, row, f->tag) : "";
}

enum rc
row_find(struct import *im, struct txn *x, struct row *row, void *rec,
    char key[KEY_TEXT])
{
	const struct entity *e = im->e;
	const char *code = row_value(im, row, e->key);
	const char *external = external_id(im, row);
	void *other = txn_scratch(x, e->size);
	enum rc by_external = RC_NOTFOUND, by_code;

	if (external[0] != '\0') {
		by_external =
		    find_by(x, e, external_field(e)->tag, external, rec);
		str_printf(key, KEY_TEXT, "external:%s", external);
	}
	by_code = find_by(x, e, e->key, code, other);
	if (code[0] != '\0')
		str_printf(key, KEY_TEXT, "id:%s", code);
	if (by_external == RC_OK && by_code == RC_OK &&
	    record_id(rec) != record_id(other)) {
		row_fault(row, column_of(im, e->key), "E_DUP_KEY",
		    _("external_id and %s belong to two different records"),
		    record_field(e, e->key)->name);
		return RC_INVALID;
	}
	if (by_external == RC_OK)
		return RC_OK;
	memset(rec, 0, e->size);
	if (by_code == RC_OK)
		memcpy(rec, other, e->size);
	if (by_code == RC_OK || external[0] != '\0' || code[0] != '\0')
		return by_code;
	return find_natural(im, x, row, rec, key);
}

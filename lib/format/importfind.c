/*
 * Which stored record a row of a file means: by the other system's id, by our
 * own, or by what tells two people apart.
 */
#include <string.h>

#include "bank.h"
#include "company.h"
#include "contact.h"
#include "importparts.h"
#include "product.h"
#include "stock.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

/* By the unique index on tag: RC_OK, RC_NOTFOUND. */
static enum rc
find_by(struct txn *x, const struct entity *e, unsigned tag, const char *value,
    void *rec)
{
	const struct index *ix = tag != 0 ? record_key_index(e, tag) : NULL;

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
		row_fault(row, column_of(im, KIND_RECORD, CONTACT_LAST_NAME),
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
		row_fault(row, column_of(im, KIND_RECORD, im->e->title),
		    "E_REF_AMBIGUOUS",
		    _("several have this name, among them %s and %s; give the "
		      "id"),
		    named.code[0], named.code[1]);
		return RC_INVALID;
	}
	return named.n == 0 ? RC_NOTFOUND : store_get(x, im->e, named.id, rec);
}

/* All that the row says, in a record that is only looked for. */
static bool
fill_like(struct import *im, struct txn *x, struct entry *u, void *like)
{
	row_fill(im, x, u, like);
	return u->row->faults == 0 && !u->waits;
}

/* Account and e-mail or name. */
static enum rc
natural_contact(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	struct contact found;
	enum rc rc = find_person(im, x, row, like, &found);

	natural_key(like, key);
	if (rc == RC_OK)
		memcpy(like, &found, sizeof found);
	return row->faults > 0 ? RC_INVALID : rc;
}

/* Item and unit. */
static enum rc
natural_unit(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	const struct unit *unit = like;

	(void)im;
	(void)row;
	str_printf(
	    key, KEY_TEXT, "unit:%lld:%s", (long long)unit->item_id, unit->uom);
	return store_find(x, &unit_entity, UNIT_OF_PRODUCT, like);
}

/* Item and warehouse. */
static enum rc
natural_stock(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	const struct stock *s = like;

	(void)im;
	(void)row;
	str_printf(key, KEY_TEXT, "stock:%lld:%lld", (long long)s->item_id,
	    (long long)s->warehouse);
	return store_find(x, &stock_entity, STOCK_OF_BOTH, like);
}

/* For whom, which item, from when and how many on. */
static enum rc
natural_price(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	struct price *p = like;
	enum rc rc = price_same(x, p);

	(void)im;
	(void)row;
	str_printf(key, KEY_TEXT, "price:%s", p->same);
	return rc;
}

/* There is one. */
static enum rc
natural_company(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	struct company *c = txn_scratch(x, sizeof *c);
	enum rc rc = company_load(x, c);

	(void)im;
	(void)row;
	str_copy(key, KEY_TEXT, "company");
	if (rc != RC_OK || c->id == 0)
		return rc != RC_OK ? rc : RC_NOTFOUND;
	memcpy(like, c, sizeof *c);
	return RC_OK;
}

/* Our account and the bank's number, or all that the bank says. A file may
 * have several that are alike: the nth of them is the nth. */
static enum rc
natural_bank(struct import *im, struct txn *x, struct row *row, void *like,
    char key[KEY_TEXT])
{
	struct bank_entry *b = like, *stored = txn_scratch(x, sizeof *b);
	char nth[KEY_TEXT];
	long by;
	enum rc rc;

	for (int i = 1;; i++) {
		bank_entry_ref(b, i);
		str_printf(nth, sizeof nth, "bank row:%s", b->entry_ref);
		by = key_set_add(&im->keys, nth, row->number);
		if (by == 0 || by == row->number)
			break;
	}
	str_printf(key, KEY_TEXT, "bank:%s", b->entry_ref);
	*stored = *b;
	rc = store_find(x, &bank_entry_entity, BANK_BY_REF, stored);
	if (rc == RC_OK)
		*b = *stored;
	return rc;
}

/* What tells records apart that come without a number. */
static const struct natural {
	const struct entity *e;
	enum rc (*find)(struct import *, struct txn *, struct row *, void *like,
	    char key[KEY_TEXT]);
	bool begins; /* a new one begins as what was looked for */
} naturals[] = {
	{ &contact_entity, natural_contact, false },
	{ &unit_entity, natural_unit, false },
	{ &price_entity, natural_price, false },
	{ &stock_entity, natural_stock, false },
	{ &company_entity, natural_company, false },
	{ &bank_entry_entity, natural_bank, true },
	{ NULL, NULL, false },
};

static enum rc
find_natural(struct import *im, struct txn *x, struct entry *u, void *rec,
    char key[KEY_TEXT])
{
	const struct natural *n = naturals;
	void *like = blank(im, ROOM_LIKE);
	enum rc rc;

	if (im->src.map != NULL && im->src.map->by_name &&
	    row_value(im, u->row, im->e->title)[0] != '\0')
		return find_named(im, x, u->row, rec, key);
	while (n->e != NULL && n->e != im->e)
		n++;
	if (n->e == NULL) {
		row_fault(u->row, -1, "E_REQUIRED",
		    _("%s or external_id is needed, or the next import of "
		      "this file could not find the record again"),
		    record_field(
			im->e, im->doc != NULL ? im->doc->number : im->e->key)
			->name);
		return RC_INVALID;
	}
	if (!fill_like(im, x, u, like))
		return u->waits ? RC_NOTFOUND : RC_INVALID;
	rc = n->find(im, x, u->row, like, key);
	if (rc == RC_OK || (rc == RC_NOTFOUND && n->begins))
		memcpy(rec, like, im->e->size);
	return rc;
}

/* A document by its type and number; the first type where none is said. */
static enum rc
find_numbered(struct import *im, struct txn *x, struct entry *u, void *rec,
    char key[KEY_TEXT])
{
	const struct document *d = im->doc;
	const char *number = row_value(im, u->row, d->number);
	int kind = d->kind != 0 ? column_of(im, KIND_RECORD, d->kind) : -1;

	if (number[0] == '\0')
		return RC_NOTFOUND;
	if (d->kind != 0)
		record_set_int(record_field(d->head, d->kind), rec, 1);
	if (kind >= 0 && u->row->value[kind] != NULL)
		row_set(im, x, u, u->row, kind, rec);
	if (u->row->faults > 0)
		return RC_INVALID;
	str_printf(key, KEY_TEXT, "number:%lld:%s",
	    d->kind != 0 ?
		(long long)record_int(record_field(d->head, d->kind), rec) :
		0,
	    number);
	if (!record_set_text(record_field(d->head, d->number), rec, number)) {
		row_fault(u->row, column_of(im, KIND_RECORD, d->number),
		    "E_LENGTH", _("longer than the %zu bytes that fit"),
		    record_field(d->head, d->number)->size - 1);
		return RC_INVALID;
	}
	return store_find(x, d->head, d->by_number, rec);
}

/* By its own number or code. */
static enum rc
find_own(struct import *im, struct txn *x, struct entry *u, void *rec,
    char key[KEY_TEXT])
{
	const char *code = row_value(im, u->row, im->e->key);

	if (im->doc != NULL)
		return find_numbered(im, x, u, rec, key);
	if (code[0] != '\0')
		str_printf(key, KEY_TEXT, "id:%s", code);
	return find_by(x, im->e, im->e->key, code, rec);
}

static const char *
external_id(const struct import *im, const struct row *row)
{
	const struct field *f = external_field(im->e);

	return f != NULL ? row_value(im, row, f->tag) : "";
}

enum rc
entry_find(struct import *im, struct txn *x, struct entry *u, void *rec,
    char key[KEY_TEXT])
{
	const struct entity *e = im->e;
	const char *external = external_id(im, u->row);
	void *other = blank(im, ROOM_OTHER);
	enum rc by_external = RC_NOTFOUND, by_own;

	if (external[0] != '\0') {
		by_external =
		    find_by(x, e, external_field(e)->tag, external, rec);
		str_printf(key, KEY_TEXT, "external:%s", external);
	}
	if ((by_own = find_own(im, x, u, other, key)) > RC_NOTFOUND)
		return by_own;
	if (by_external == RC_OK && by_own == RC_OK &&
	    record_id(rec) != record_id(other)) {
		row_fault(u->row,
		    column_of(im, KIND_RECORD,
			im->doc != NULL ? im->doc->number : e->key),
		    "E_DUP_KEY",
		    _("external_id and %s belong to two different records"),
		    record_field(e, im->doc != NULL ? im->doc->number : e->key)
			->name);
		return RC_INVALID;
	}
	if (by_external == RC_OK)
		return RC_OK;
	memset(rec, 0, e->size);
	if (by_own == RC_OK)
		memcpy(rec, other, e->size);
	if (by_own == RC_OK || key[0] != '\0')
		return by_own;
	return find_natural(im, x, u, rec, key);
}

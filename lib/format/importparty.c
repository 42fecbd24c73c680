/*
 * Customers and items that a document names otherwise than by our own
 * numbers: by the address of their electronic mail box, their tax number,
 * their name; by bar code or by the buyer's own number.
 */
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "importextra.h"
#include "importparts.h"
#include "product.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

/* ---- an index of all customers, made when first asked for */

struct known_as {
	uint64_t hash;
	int64_t id;
};

struct parties {
	struct known_as *at;
	size_t n, size;
};

/* "DE 123.456" and "de123456" are one number. */
static void
plain(const char *what, const char *s, char key[KEY_TEXT])
{
	size_t n;

	str_copy(key, KEY_TEXT, what);
	n = strlen(key);
	for (; *s != '\0' && n + 1 < KEY_TEXT; s++) {
		char c = *s;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (strchr(" .-/", c) == NULL)
			key[n++] = c;
	}
	key[n] = '\0';
}

static void
add_known(struct parties *p, const char *what, const char *s, int64_t id)
{
	char key[KEY_TEXT];

	if (s[0] == '\0')
		return;
	plain(what, s, key);
	if (p->n == p->size) {
		p->size = p->size == 0 ? 256 : 2 * p->size;
		p->at = xrealloc(p->at, p->size * sizeof *p->at);
	}
	p->at[p->n++] = (struct known_as){ key_hash(key), id };
}

static void
endpoint_of(const struct account *a, char to[KEY_TEXT])
{
	to[0] = '\0';
	if (a->endpoint_id[0] != '\0')
		str_printf(
		    to, KEY_TEXT, "%s:%s", a->endpoint_scheme, a->endpoint_id);
}

static bool
add_account(void *arg, const void *rec)
{
	const struct account *a = rec;
	char endpoint[KEY_TEXT];

	endpoint_of(a, endpoint);
	add_known(arg, "endpoint ", endpoint, a->id);
	add_known(arg, "tax ", a->tax_id, a->id);
	return true;
}

static int
by_hash(const void *a, const void *b)
{
	const struct known_as *p = a, *q = b;

	return p->hash < q->hash ? -1 :
	    p->hash > q->hash    ? 1 :
	    p->id < q->id        ? -1 :
				   p->id > q->id;
}

static struct parties *
parties_of(struct import *im, struct txn *x)
{
	struct list all = { .e = &account_entity };

	if (im->parties != NULL)
		return im->parties;
	im->parties = xcalloc(1, sizeof *im->parties);
	if (store_list(x, &all, add_account, im->parties) != RC_OK)
		im->parties->n = 0;
	if (im->parties->n > 0)
		qsort(im->parties->at, im->parties->n, sizeof *im->parties->at,
		    by_hash);
	return im->parties;
}

void
parties_free(struct parties *p)
{
	if (p != NULL)
		free(p->at);
	free(p);
}

/* ---- one customer */

/* Is it still known so? The index is of another moment. */
static bool
still(struct txn *x, int64_t id, const char *what, const char *key,
    struct account *a)
{
	char now[KEY_TEXT], text[KEY_TEXT];

	if (store_get(x, &account_entity, id, a) != RC_OK)
		return false;
	if (strcmp(what, "tax ") == 0)
		str_copy(text, sizeof text, a->tax_id);
	else
		endpoint_of(a, text);
	plain(what, text, now);
	return strcmp(now, key) == 0;
}

/* How many are known so, up to two. */
static int
find_known(struct import *im, struct txn *x, const char *what, const char *s,
    struct account found[2])
{
	struct parties *p;
	char key[KEY_TEXT];
	uint64_t hash;
	size_t low = 0, high;
	int n = 0;

	if (s[0] == '\0')
		return 0;
	p = parties_of(im, x);
	plain(what, s, key);
	hash = key_hash(key);
	high = p->n;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (p->at[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < p->n && p->at[low].hash == hash && n < 2; low++)
		n += still(x, p->at[low].id, what, key, &found[n]);
	return n;
}

/* True when the question is settled, one way or the other. */
static bool
settle(struct import *im, struct row *row, unsigned tag, int n,
    const struct account found[2], void *head)
{
	const struct field *f = record_named(im->e, "account_id");

	if (n == 1) {
		record_set_int(f, head, found[0].id);
		row->matched = tag;
		str_copy(row->matched_id, sizeof row->matched_id,
		    found[0].account_id);
	}
	if (n > 1)
		row_fault(row, column_of(im, KIND_EXTRA, tag),
		    "E_REF_AMBIGUOUS",
		    _("several customers have this, among them %s and %s"),
		    found[0].account_id, found[1].account_id);
	return n > 0;
}

static int
find_code(struct txn *x, const char *code, struct account found[2])
{
	return record_set_text(record_field(&account_entity, ACCOUNT_CODE),
		   &found[0], code) &&
	    store_find(x, &account_entity, ACCOUNT_BY_CODE, &found[0]) == RC_OK;
}

static int
find_name(struct txn *x, const char *name, struct account found[2])
{
	struct named named;

	if (name[0] == '\0')
		return 0;
	name_find(x, &account_entity, name, &named);
	if (named.n == 1 &&
	    store_get(x, &account_entity, named.id, &found[0]) != RC_OK)
		return 0;
	for (int i = 0; named.n > 1 && i < 2; i++)
		str_copy(found[i].account_id, sizeof found[i].account_id,
		    named.code[i]);
	return named.n;
}

/* A bare customer with what the document says of it, or a fault. */
static void
party_missing(struct import *im, struct txn *x, struct entry *u,
    const struct import_extra *extra, void *head)
{
	static const unsigned tags[] = { EXTRA_ACCOUNT_NAME,
		EXTRA_ACCOUNT_TAX_ID, EXTRA_ACCOUNT_ENDPOINT,
		EXTRA_ACCOUNT_CODE };
	const char *colon = strchr(extra->account_endpoint, ':');
	struct account *a = txn_scratch(x, sizeof *a);
	struct problems bad = { 0 };
	int column = -1;

	for (size_t i = 0; column < 0 && i < sizeof tags / sizeof *tags; i++)
		column = column_of(im, KIND_EXTRA, tags[i]);
	str_copy(a->name, sizeof a->name, extra->account_name);
	str_copy(a->tax_id, sizeof a->tax_id, extra->account_tax_id);
	if (colon != NULL) {
		str_printf(a->endpoint_scheme, sizeof a->endpoint_scheme,
		    "%.*s", (int)(colon - extra->account_endpoint),
		    extra->account_endpoint);
		str_copy(a->endpoint_id, sizeof a->endpoint_id, colon + 1);
	}
	if (!missing_wanted(im, &account_entity))
		row_fault(u->row, column, "E_REF",
		    _("no customer has this address, tax number, number or "
		      "name"));
	else if (a->name[0] == '\0' || account_save(x, a, &bad) != RC_OK)
		row_fault(u->row, column, "E_REF",
		    _("there is no such record, and none can be made: %s"),
		    bad.n > 0 ? bad.at[0].text : _("it has no name"));
	else {
		record_set_int(record_named(im->e, "account_id"), head, a->id);
		missing_made(im, u, u->row, column, &account_entity, a);
	}
}

void
party_find(struct import *im, struct txn *x, struct entry *u,
    const struct import_extra *extra, void *head)
{
	const struct field *f = record_named(im->e, "account_id");
	struct row *row = u->row;
	struct account *found;

	row->matched = 0;
	if (f == NULL || !record_empty(f, head) || row->faults > 0 ||
	    (extra->account_endpoint[0] == '\0' &&
		extra->account_tax_id[0] == '\0' &&
		extra->account_code[0] == '\0' &&
		extra->account_name[0] == '\0'))
		return;
	found = txn_scratch(x, 2 * sizeof *found);
	if (settle(im, row, EXTRA_ACCOUNT_ENDPOINT,
		find_known(im, x, "endpoint ", extra->account_endpoint, found),
		found, head) ||
	    settle(im, row, EXTRA_ACCOUNT_TAX_ID,
		find_known(im, x, "tax ", extra->account_tax_id, found), found,
		head) ||
	    settle(im, row, EXTRA_ACCOUNT_CODE,
		find_code(x, extra->account_code, found), found, head) ||
	    settle(im, row, EXTRA_ACCOUNT_NAME,
		find_name(x, extra->account_name, found), found, head))
		return;
	party_missing(im, x, u, extra, head);
}

/* ---- one item */

struct by_gtin {
	struct product found[2];
	int n;
};

static bool
take_item(void *arg, const void *rec)
{
	struct by_gtin *b = arg;

	b->found[b->n++] = *(const struct product *)rec;
	return b->n < 2;
}

static enum rc
find_gtin(struct txn *x, const char *gtin, struct by_gtin *b)
{
	struct product *like = txn_scratch(x, sizeof *like);
	struct list l = { .e = &product_entity,
		.index = PRODUCT_BY_GTIN,
		.like = like,
		.prefix = 1 };

	if (gtin[0] == '\0' || !str_copy(like->gtin, sizeof like->gtin, gtin))
		return RC_OK;
	return store_list(x, &l, take_item, b);
}

static bool
find_item_code(struct txn *x, const char *code, int64_t *id)
{
	struct product *p = txn_scratch(x, sizeof *p);

	if (code[0] == '\0' || !str_copy(p->item_id, sizeof p->item_id, code) ||
	    store_find(x, &product_entity, PRODUCT_BY_CODE, p) != RC_OK)
		return false;
	*id = p->id;
	return true;
}

/* A line may be of text and price alone; that it is, is said. */
static void
item_missing(struct import *im, struct txn *x, struct entry *u, struct row *row,
    const struct import_extra *extra, void *line)
{
	int column = column_of(im, KIND_EXTRA, EXTRA_ITEM_CODE);
	struct product *p = txn_scratch(x, sizeof *p);
	struct problems bad = { 0 };

	if (extra->item_code[0] == '\0' || column < 0)
		return;
	if (!missing_wanted(im, &product_entity)) {
		row->unknown |= (uint64_t)1 << (column < 63 ? column : 63);
		return;
	}
	str_copy(p->item_id, sizeof p->item_id, extra->item_code);
	str_copy(p->name, sizeof p->name,
	    extra->item_name[0] != '\0' ? extra->item_name : extra->item_code);
	str_copy(p->gtin, sizeof p->gtin, extra->item_gtin);
	if (product_save(x, p, &bad) != RC_OK) {
		row_fault(row, column, "E_REF",
		    _("there is no such record, and none can be made: %s"),
		    bad.n > 0 ? bad.at[0].text : _("refused"));
		return;
	}
	record_set_int(record_named(im->doc->line, "item_id"), line, p->id);
	missing_made(im, u, row, column, &product_entity, p);
}

void
item_find(struct import *im, struct txn *x, struct entry *u, struct row *row,
    const struct import_extra *extra, void *line)
{
	const struct field *f = record_named(im->doc->line, "item_id");
	struct by_gtin *b;
	int64_t id;

	if (f == NULL || !record_empty(f, line) ||
	    (extra->item_code[0] == '\0' && extra->item_gtin[0] == '\0' &&
		extra->buyers_item_id[0] == '\0'))
		return;
	if (find_item_code(x, extra->item_code, &id) ||
	    (extra->buyers_item_id[0] != '\0' &&
		external_find(
		    im, x, &product_entity, extra->buyers_item_id, &id))) {
		record_set_int(f, line, id);
		return;
	}
	b = txn_scratch(x, sizeof *b);
	if (find_gtin(x, extra->item_gtin, b) != RC_OK || b->n == 0)
		item_missing(im, x, u, row, extra, line);
	else if (b->n == 1)
		record_set_int(f, line, b->found[0].id);
	else
		row_fault(row, column_of(im, KIND_EXTRA, EXTRA_ITEM_GTIN),
		    "E_REF_AMBIGUOUS",
		    _("several items have this, among them %s and %s"),
		    b->found[0].item_id, b->found[1].item_id);
}

/* Cross references: bar codes and part numbers of items. */
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "catalogue.h"
#include "rules.h"

const struct choice xref_kinds[] = {
	{ XREF_BARCODE, "barcode", N_("Barcode"), NULL },
	{ XREF_GTIN, "gtin", N_("GTIN"), NULL },
	{ XREF_CUSTOMER, "customer", N_("Customer Part Number"), "info" },
	{ XREF_OTHER, "other", N_("Other"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return cross_reference_save(x, rec, bad);
}

#define R struct cross_reference
/* clang-format off */
static const struct field fields[] = {
{ XREF_ID,      INT(R, id),         N_("Id"),       F_SYSTEM },
{ XREF_REV,     INT(R, rev),        N_("Revision"), F_SYSTEM },
{ XREF_ITEM,    REF(R, item_id),    N_("Item"),     F_REQUIRED, .refers = &product_entity },
{ XREF_KIND,    CHOICE(R, kind),    N_("Kind"),     F_REQUIRED, .choices = xref_kinds },
{ XREF_ACCOUNT, REF(R, account_id), N_("Customer"), 0, .refers = &account_entity, .hint = N_("Whose part number it is; nobody else finds the item by it.") },
{ XREF_VALUE,   TEXT(R, value),     N_("Number"),   F_REQUIRED },
{ XREF_UOM,     TEXT(R, uom),       N_("Unit"),     0, .hint = N_("What the bar code is on. Left empty, the item's.") },
{ XREF_CHANGED, TIME(R, changed),   N_("Changed On"), F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef R

static const struct index indexes[] = {
	{ .number = XREF_BY_VALUE,
	    .tags = { XREF_VALUE },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = XREF_OF_ITEM,
	    .tags = { XREF_ITEM, XREF_VALUE },
	    .prefix = 1 },
	{ .number = XREF_OF_ACCOUNT,
	    .tags = { XREF_ACCOUNT, XREF_VALUE },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

const struct entity cross_reference_entity = {
	.number = 55,
	.name = "cross_reference",
	.label = N_("Cross Reference"),
	.plural = N_("Cross References"),
	.size = sizeof(struct cross_reference),
	.fields = fields,
	.indexes = indexes,
	.title = XREF_VALUE,
	.save = save,
};

/* ---- saving */

struct double_of {
	const struct cross_reference *c;
	bool found;
};

/* One number means one item, for everybody or for one customer. */
static bool
is_double(void *arg, const void *rec)
{
	const struct cross_reference *other = rec;
	struct double_of *d = arg;

	d->found =
	    other->id != d->c->id && other->account_id == d->c->account_id;
	return !d->found;
}

static enum rc
check_double(
    struct txn *x, const struct cross_reference *c, struct problems *bad)
{
	const struct list l = { .e = &cross_reference_entity,
		.index = XREF_BY_VALUE,
		.like = c,
		.prefix = 1 };
	struct double_of d = { c, false };
	enum rc rc = store_list(x, &l, is_double, &d);

	if (rc == RC_OK && d.found)
		problem(bad, XREF_VALUE, _("An item has this number already."));
	return rc;
}

enum rc
cross_reference_save(
    struct txn *x, struct cross_reference *c, struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);
	struct product *p = txn_scratch(x, sizeof *p);
	enum rc rc;

	if (c->kind == 0)
		c->kind = c->account_id != 0 ? XREF_CUSTOMER : XREF_BARCODE;
	if (c->kind != XREF_CUSTOMER)
		c->account_id = 0;
	else if (c->account_id == 0)
		problem(bad, XREF_ACCOUNT, _("Say whose part number it is."));
	record_check(&cross_reference_entity, c, bad);
	(void)refers_to(x, &cross_reference_entity, c, XREF_ACCOUNT, a, bad);
	if (refers_to(x, &cross_reference_entity, c, XREF_ITEM, p, bad) &&
	    c->uom[0] != '\0' && unit_factor(x, p, c->uom) == 0)
		problem(bad, XREF_UOM,
		    _("%s has no unit %s: enter the unit first."), p->item_id,
		    c->uom);
	if (bad->n == 0 && (rc = check_double(x, c, bad)) != RC_OK)
		return rc;
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &cross_reference_entity, c))
		c->changed = clock_now();
	return store_save(x, &cross_reference_entity, c, bad);
}

enum rc
cross_reference_erase(
    struct txn *x, const struct cross_reference *c, struct problems *bad)
{
	struct cross_reference stored;
	enum rc rc = store_get(x, &cross_reference_entity, c->id, &stored);

	(void)bad; /* nothing is built on it */
	if (rc == RC_OK && stored.rev != c->rev)
		return RC_CONFLICT;
	return rc == RC_OK ? store_delete(x, &cross_reference_entity, c->id) :
			     rc;
}

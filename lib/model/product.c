/* Items: what is sold. */
#include "product.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "catalogue.h"
#include "document.h"
#include "rules.h"
#include "terms.h"
#include "warehouse.h"

static const struct choice kinds[] = {
	{ PRODUCT_STOCK, "stock", N_("Stock Item"), NULL },
	{ PRODUCT_NON_STOCK, "non_stock", N_("Non-Stock Item"), NULL },
	{ 0 },
};

static const struct choice statuses[] = {
	{ PRODUCT_IS_ACTIVE, "active", N_("Active"), "ok" },
	{ PRODUCT_NO_SALES, "no_sales", N_("No Sales"), "warn" },
	{ PRODUCT_NO_PURCHASES, "no_purchases", N_("No Purchases"), NULL },
	{ PRODUCT_NO_REQUEST, "no_request", N_("No Request"), NULL },
	{ PRODUCT_INACTIVE, "inactive", N_("Inactive"), "draft" },
	{ PRODUCT_TO_DELETE, "to_delete", N_("Marked for Deletion"), "draft" },
	{ 0 },
};

static const struct choice web_choices[] = {
	{ PRODUCT_SHOWN, "shown", N_("Shown"), "ok" },
	{ PRODUCT_HIDDEN, "hidden", N_("Hidden"), "draft" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return product_save(x, rec, bad);
}

#define P struct product
/* clang-format off */
static const struct field fields[] = {
{ PRODUCT_ID,          INT(P, id),           N_("Id"),           F_SYSTEM },
{ PRODUCT_REV,         INT(P, rev),          N_("Revision"),     F_SYSTEM },
{ PRODUCT_CODE,        TEXT(P, item_id),     N_("Inventory ID"), F_REQUIRED | F_SEARCH },
{ PRODUCT_NAME,        TEXT(P, name),        N_("Name"),         F_REQUIRED | F_SEARCH },
{ PRODUCT_DESCRIPTION, NOTE(P, description), N_("Description"),  0, .hint = N_("What customers read in the catalogue.") },
{ PRODUCT_CLASS,       TEXT(P, class),       N_("Item Class"),   0 },
{ PRODUCT_KIND,        CHOICE(P, kind),      N_("Type"),         0, .choices = kinds, .hint = N_("Services and fees are non-stock items.") },
{ PRODUCT_ACTIVE,      CHOICE(P, active),    N_("Item Status"),  0, .choices = statuses },
{ PRODUCT_UOM,         TEXT(P, uom),         N_("Unit"),         0, .hint = N_("EA, BOX, KG ... Left empty, EA.") },
{ PRODUCT_PRICE,       PRICE(P, price),      N_("Default Price"), 0, .hint = N_("Used where no sales price fits; 0 is no price.") },
{ PRODUCT_CURRENCY,    TEXT(P, currency),    N_("Currency"),     0, .hint = N_("Left empty, the company's.") },
{ PRODUCT_TAX,         REF(P, tax_code),     N_("Tax"),          0, .refers = &tax_entity, .hint = N_("Left empty, the company's.") },
{ PRODUCT_GTIN,        TEXT(P, gtin),        N_("GTIN"),         F_SEARCH, .hint = N_("The number below the bar code.") },
{ PRODUCT_WEIGHT,      QUANTITY(P, weight),  N_("Weight in kg"), 0 },
{ PRODUCT_EXTERNAL_ID, TEXT(P, external_id), N_("Ext. Ref. Nbr."), 0, .hint = N_("Its number in another system; files find the item by it.") },
{ PRODUCT_CREATED,     TIME(P, created),     N_("Created On"),   F_SYSTEM | F_QUIET },
{ PRODUCT_CHANGED,     TIME(P, changed),     N_("Changed On"),   F_SYSTEM | F_QUIET },
{ PRODUCT_DEFAULT_WAREHOUSE, REF(P, default_warehouse), N_("Default Warehouse"), 0, .refers = &warehouse_entity, .hint = N_("Where it is taken from first. Left empty, the default one.") },
{ PRODUCT_CATEGORY,    REF(P, category),     N_("Category"),     0, .refers = &category_entity },
{ PRODUCT_WEB,         CHOICE(P, web),       N_("On Portals"),   0, .choices = web_choices, .hint = N_("Hidden, customers cannot find it or order it.") },
{ PRODUCT_PICTURE,     TEXT(P, picture),     N_("Picture"),      F_SYSTEM },
{ PRODUCT_PICTURE_TYPE, TEXT(P, picture_type), N_("Type of Picture"), F_SYSTEM | F_QUIET },
{ PRODUCT_ON_WEB,      CHOICE(P, on_web),    N_("In the Catalogue"), F_SYSTEM | F_QUIET, .choices = is_choices },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index indexes[] = {
	{ .number = PRODUCT_BY_CODE, .tags = { PRODUCT_CODE }, .unique = true },
	{ .number = PRODUCT_BY_NAME, .tags = { PRODUCT_NAME } },
	{ .number = PRODUCT_BY_ACTIVE,
	    .tags = { PRODUCT_ACTIVE, PRODUCT_NAME },
	    .prefix = 1 },
	{ .number = PRODUCT_OF_CLASS,
	    .tags = { PRODUCT_CLASS, PRODUCT_NAME },
	    .prefix = 1 },
	{ .number = PRODUCT_BY_EXTERNAL,
	    .tags = { PRODUCT_EXTERNAL_ID },
	    .unique = true },
	{ .number = PRODUCT_BY_GTIN, .tags = { PRODUCT_GTIN }, .sparse = true },
	{ .number = PRODUCT_IN_CODE_ORDER, .tags = { PRODUCT_CODE } },
	{ .number = PRODUCT_OF_TAX,
	    .tags = { PRODUCT_TAX, PRODUCT_NAME },
	    .prefix = 1 },
	{ .number = PRODUCT_BY_ON_WEB,
	    .tags = { PRODUCT_ON_WEB, PRODUCT_NAME },
	    .prefix = 1,
	    .sparse = true },
	{ .number = PRODUCT_OF_CATEGORY,
	    .tags = { PRODUCT_CATEGORY, PRODUCT_ON_WEB, PRODUCT_NAME },
	    .prefix = 2,
	    .sparse = true },
	{ 0 },
};

const struct entity product_entity = {
	.number = 21,
	.name = "product",
	.label = N_("Item"),
	.plural = N_("Items"),
	.size = sizeof(struct product),
	.fields = fields,
	.indexes = indexes,
	.key = PRODUCT_CODE,
	.title = PRODUCT_NAME,
	.save = save,
};

/* GS1: 8, 12, 13 or 14 digits; weights 3 and 1 from the right, sum to tens. */
static bool
gtin_holds(const char *s)
{
	size_t n = strlen(s);
	int sum = 0;

	if (n != 8 && (n < 12 || n > 14))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		sum += (s[i] - '0') * ((n - i) % 2 == 0 ? 3 : 1);
	}
	return sum % 10 == 0;
}

void
product_mend(void *rec)
{
	struct product *p = rec;

	if (p->web == 0)
		p->web = PRODUCT_SHOWN;
	p->on_web = p->web == PRODUCT_SHOWN && product_sold(p) ? IS_YES : 0;
}

enum rc
product_save(struct txn *x, struct product *p, struct problems *bad)
{
	int64_t now = clock_now();
	struct category category;
	struct warehouse w;
	struct tax tax;

	if (p->kind == 0)
		p->kind = PRODUCT_STOCK;
	if (p->active == 0)
		p->active = PRODUCT_IS_ACTIVE;
	if (p->uom[0] == '\0')
		str_copy(p->uom, sizeof p->uom, "EA");
	product_mend(p);
	record_check(&product_entity, p, bad);
	/* "#12" is how records without a code are called. */
	if (p->item_id[0] == '#')
		problem(bad, PRODUCT_CODE,
		    _("An inventory ID does not begin with #."));
	check_currency(p->currency, PRODUCT_CURRENCY, bad);
	(void)refers_to(x, &product_entity, p, PRODUCT_TAX, &tax, bad);
	(void)refers_to(
	    x, &product_entity, p, PRODUCT_DEFAULT_WAREHOUSE, &w, bad);
	(void)refers_to(
	    x, &product_entity, p, PRODUCT_CATEGORY, &category, bad);
	if (p->price < 0)
		problem(bad, PRODUCT_PRICE, _("A price is not negative."));
	if (p->weight < 0)
		problem(bad, PRODUCT_WEIGHT, _("A weight is not negative."));
	if (p->gtin[0] != '\0' && !gtin_holds(p->gtin))
		problem(bad, PRODUCT_GTIN,
		    _("A GTIN has 8, 12, 13 or 14 digits, and the last one "
		      "must fit the others."));
	if (bad->n > 0)
		return RC_INVALID;
	if (p->id == 0)
		p->created = now;
	if (would_change(x, &product_entity, p))
		p->changed = now;
	return store_save(x, &product_entity, p, bad);
}

bool
product_sold(const struct product *p)
{
	return p->active == PRODUCT_IS_ACTIVE ||
	    p->active == PRODUCT_NO_PURCHASES ||
	    p->active == PRODUCT_NO_REQUEST;
}

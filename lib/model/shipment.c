/* Shipments, their lines and packages: what is stored. */
#include "shipment.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "invoice.h"
#include "order.h"
#include "product.h"
#include "rules.h"
#include "shipmentparts.h"
#include "warehouse.h"

/* A head alone, from a form: the lines stay as they are. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	struct shipment *s = rec;
	void *lines = NULL;
	int n = 0;
	enum rc rc = RC_OK;

	if (s->id != 0)
		rc = document_lines(x, &shipment_document, s->id, &lines, &n);
	return rc == RC_OK ? shipment_put(x, s, lines, n, bad) : rc;
}

enum { OURS = F_SYSTEM | F_QUIET };
#define S struct shipment
/* clang-format off */
static const struct field fields[] = {
{ SHIPMENT_ID,        INT(S, id),            N_("Id"),            F_SYSTEM },
{ SHIPMENT_REV,       INT(S, rev),           N_("Revision"),      F_SYSTEM },
{ SHIPMENT_NO,        TEXT(S, shipment_no),  N_("Shipment Nbr."), F_SEARCH, .hint = N_("Left empty, it takes the next number.") },
{ SHIPMENT_STATUS,    CHOICE(S, status),     N_("Status"),        0, .choices = shipment_statuses },
{ SHIPMENT_OPERATION, CHOICE(S, operation),  N_("Operation"),     0, .choices = shipment_operations },
{ SHIPMENT_ORDER,     REF(S, order_id),      N_("Order"),         F_REQUIRED, .refers = &order_entity },
{ SHIPMENT_ACCOUNT,   REF(S, account_id),    N_("Customer"),      F_SYSTEM, .refers = &account_entity },
{ SHIPMENT_DATE,      DATE(S, ship_date),    N_("Date"),          0 },
ADDRESS_ROWS(S, SHIPMENT_SHIP, ship),
{ SHIPMENT_VIA,       TEXT(S, ship_via),     N_("Ship Via"),      0 },
{ SHIPMENT_SUMMARY,   TEXT(S, summary),      N_("Description"),   F_SEARCH },
{ SHIPMENT_QUANTITY,  QUANTITY(S, quantity), N_("Shipped Qty."),  OURS },
{ SHIPMENT_WEIGHT,    QUANTITY(S, weight),   N_("Weight in kg"),  OURS },
{ SHIPMENT_PACKAGES,  COUNT(S, packages),    N_("Packages"),      OURS },
{ SHIPMENT_INVOICE,   REF(S, invoice_id),    N_("Invoice"),       F_SYSTEM, .refers = &invoice_entity },
{ SHIPMENT_SHOWN,     CHOICE(S, shown),      N_("On the Portal"), OURS, .choices = is_choices },
{ SHIPMENT_CREATED,   TIME(S, created),      N_("Created On"),    OURS },
{ SHIPMENT_CHANGED,   TIME(S, changed),      N_("Changed On"),    OURS },
{ SHIPMENT_WAREHOUSE, REF(S, warehouse),     N_("Warehouse"),     OURS | F_EXTERNAL, .refers = &warehouse_entity },
{ 0 },
};
/* clang-format on */
#undef S

static const struct index indexes[] = {
	{ .number = SHIPMENT_BY_NO, .tags = { SHIPMENT_NO }, .unique = true },
	{ .number = SHIPMENT_BY_DATE, .tags = { SHIPMENT_DATE } },
	{ .number = SHIPMENT_BY_STATUS,
	    .tags = { SHIPMENT_STATUS, SHIPMENT_DATE },
	    .prefix = 1 },
	{ .number = SHIPMENT_OF_ORDER,
	    .tags = { SHIPMENT_ORDER, SHIPMENT_DATE },
	    .prefix = 1 },
	{ .number = SHIPMENT_OF_ACCOUNT,
	    .tags = { SHIPMENT_ACCOUNT, SHIPMENT_DATE },
	    .prefix = 1 },
	{ .number = SHIPMENT_OF_SHOWN,
	    .tags = { SHIPMENT_ACCOUNT, SHIPMENT_SHOWN, SHIPMENT_DATE },
	    .prefix = 2,
	    .carry = true },
	{ .number = SHIPMENT_OF_INVOICE,
	    .tags = { SHIPMENT_INVOICE },
	    .prefix = 1 },
	{ 0 },
};

const struct entity shipment_entity = {
	.number = 26,
	.name = "shipment",
	.label = N_("Shipment"),
	.plural = N_("Shipments"),
	.size = sizeof(struct shipment),
	.fields = fields,
	.indexes = indexes,
	.key = SHIPMENT_NO,
	.scope = SHIPMENT_ACCOUNT,
	.save = save,
};

static enum rc
put(struct txn *x, void *head, void *lines, int n, struct problems *bad)
{
	return shipment_put(x, head, lines, n, bad);
}

const struct document shipment_document = {
	.head = &shipment_entity,
	.line = &shipment_line_entity,
	.number = SHIPMENT_NO,
	.by_number = SHIPMENT_BY_NO,
	.line_head = SHIPMENT_LINE_SHIPMENT,
	.line_no = SHIPMENT_LINE_NO,
	.lines = SHIPMENT_LINE_OF_SHIPMENT,
	.put = put,
};

/* ---- lines */

static enum rc
save_line(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A line is changed with its document only."));
	return RC_INVALID;
}

#define L struct shipment_line
/* clang-format off */
static const struct field line_fields[] = {
{ SHIPMENT_LINE_ID,          INT(L, id),            N_("Id"),           F_SYSTEM },
{ SHIPMENT_LINE_REV,         INT(L, rev),           N_("Revision"),     F_SYSTEM },
{ SHIPMENT_LINE_SHIPMENT,    REF(L, shipment_id),   N_("Shipment"),     OURS, .refers = &shipment_entity },
{ SHIPMENT_LINE_NO,          COUNT(L, line_no),     N_("Line Nbr."),    F_QUIET },
{ SHIPMENT_LINE_ORDER_LINE,  REF(L, order_line_id), N_("Order Line"),   F_REQUIRED | F_QUIET, .refers = &order_line_entity },
{ SHIPMENT_LINE_PRODUCT,     REF(L, item_id),       N_("Inventory ID"), OURS, .refers = &product_entity },
{ SHIPMENT_LINE_DESCRIPTION, TEXT(L, description),  N_("Description"),  F_QUIET },
{ SHIPMENT_LINE_UOM,         TEXT(L, uom),          N_("UOM"),          OURS },
{ SHIPMENT_LINE_QUANTITY,    QUANTITY(L, quantity), N_("Shipped Qty."), F_REQUIRED | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index line_indexes[] = {
	{ .number = SHIPMENT_LINE_OF_SHIPMENT,
	    .tags = { SHIPMENT_LINE_SHIPMENT, SHIPMENT_LINE_NO },
	    .prefix = 1 },
	{ .number = SHIPMENT_LINE_OF_ORDER_LINE,
	    .tags = { SHIPMENT_LINE_ORDER_LINE, SHIPMENT_LINE_SHIPMENT },
	    .prefix = 1 },
	{ .number = SHIPMENT_LINE_OF_PRODUCT,
	    .tags = { SHIPMENT_LINE_PRODUCT },
	    .prefix = 1 },
	{ 0 },
};

const struct entity shipment_line_entity = {
	.number = 27,
	.name = "shipment_line",
	.label = N_("Shipment Line"),
	.plural = N_("Shipment Lines"),
	.size = sizeof(struct shipment_line),
	.fields = line_fields,
	.indexes = line_indexes,
	.title = SHIPMENT_LINE_DESCRIPTION,
	.save = save_line,
};

/* ---- packages */

static enum rc
save_package(struct txn *x, void *rec, struct problems *bad)
{
	return package_save(x, rec, bad);
}

#define P struct package
/* clang-format off */
static const struct field package_fields[] = {
{ PACKAGE_ID,          INT(P, id),            N_("Id"),            F_SYSTEM },
{ PACKAGE_REV,         INT(P, rev),           N_("Revision"),      F_SYSTEM },
{ PACKAGE_SHIPMENT,    REF(P, shipment_id),   N_("Shipment"),      F_REQUIRED, .refers = &shipment_entity },
{ PACKAGE_NO,          COUNT(P, package_no),  N_("Package Nbr."),  0, .hint = N_("Left empty, it takes the next number.") },
{ PACKAGE_DESCRIPTION, TEXT(P, description),  N_("Description"),   0 },
{ PACKAGE_WEIGHT,      QUANTITY(P, weight),   N_("Weight in kg"),  0 },
{ PACKAGE_TRACKING,    TEXT(P, tracking_no),  N_("Tracking Nbr."), F_SEARCH },
{ PACKAGE_URL,         URL(P, tracking_url),  N_("Tracking Page"), 0 },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index package_indexes[] = {
	{ .number = PACKAGE_OF_SHIPMENT,
	    .tags = { PACKAGE_SHIPMENT, PACKAGE_NO },
	    .prefix = 1 },
	{ 0 },
};

const struct entity package_entity = {
	.number = 28,
	.name = "package",
	.label = N_("Package"),
	.plural = N_("Packages"),
	.size = sizeof(struct package),
	.fields = package_fields,
	.indexes = package_indexes,
	.title = PACKAGE_DESCRIPTION,
	.save = save_package,
};

/* One behind the highest. */
static enum rc
next_package(struct txn *x, struct package *p)
{
	const struct list l = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = p,
		.prefix = 1,
		.backwards = true };
	struct package last = { .id = 0 };
	enum rc rc;

	if (p->package_no != 0)
		return RC_OK;
	rc = first_of(x, &l, &last);
	p->package_no = last.package_no + 1;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* Packages get their tracking numbers after the goods have left, too. */
enum rc
package_save(struct txn *x, struct package *p, struct problems *bad)
{
	struct shipment s, old;
	enum rc rc;

	record_check(&package_entity, p, bad);
	if (p->weight < 0)
		problem(bad, PACKAGE_WEIGHT, _("A weight is not negative."));
	if (!refers_to(x, &package_entity, p, PACKAGE_SHIPMENT, &s, bad) ||
	    bad->n > 0)
		return RC_INVALID;
	if ((rc = next_package(x, p)) != RC_OK ||
	    (rc = store_save(x, &package_entity, p, bad)) != RC_OK)
		return rc;
	old = s;
	s.packages = store_count(x, &package_entity, PACKAGE_OF_SHIPMENT, p);
	rc = shipment_keep(x, &old, &s, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
package_erase(struct txn *x, const struct package *p, struct problems *bad)
{
	struct shipment s, old;
	struct package stored;
	enum rc rc = store_get(x, &package_entity, p->id, &stored);

	if (rc == RC_OK && stored.rev != p->rev)
		rc = RC_CONFLICT;
	if (rc == RC_OK)
		rc = store_get(x, &shipment_entity, stored.shipment_id, &s);
	if (rc != RC_OK)
		return rc;
	if (!shipment_may_change(&s)) {
		problem(bad, 0,
		    _("Shipment %s is confirmed: correct it first."),
		    s.shipment_no);
		return RC_INVALID;
	}
	if ((rc = store_delete(x, &package_entity, p->id)) != RC_OK)
		return rc;
	old = s;
	s.packages = store_count(x, &package_entity, PACKAGE_OF_SHIPMENT, p);
	rc = shipment_keep(x, &old, &s, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- keeping the head */

enum rc
shipment_keep(struct txn *x, const struct shipment *old, struct shipment *s,
    struct problems *bad)
{
	s->shown = shipment_may_change(s) ? IS_NO : IS_YES;
	if (s->status == SHIPMENT_CONFIRMED)
		s->invoice_id = 0;
	if (old == NULL || would_change(x, &shipment_entity, s))
		s->changed = clock_now();
	return store_save(x, &shipment_entity, s, bad);
}

struct ids {
	int n;
	int64_t id[LINES_MOST];
};

static bool
add_id(void *arg, const void *rec)
{
	struct ids *all = arg;

	all->id[all->n++] = record_id(rec);
	return all->n < LINES_MOST;
}

enum rc
shipments_of_invoice(
    struct txn *x, int64_t invoice, int64_t to, struct problems *bad)
{
	const struct shipment like = { .invoice_id = invoice };
	const struct list l = { .e = &shipment_entity,
		.index = SHIPMENT_OF_INVOICE,
		.like = &like,
		.prefix = 1 };
	struct ids *all;
	enum rc rc;

	if (store_count(x, &shipment_entity, SHIPMENT_OF_INVOICE, &like) == 0)
		return RC_OK;
	all = txn_scratch(x, sizeof *all);
	if ((rc = store_list(x, &l, add_id, all)) != RC_OK)
		return rc;
	for (int i = 0; i < all->n; i++) {
		struct shipment s, old;

		if ((rc = store_get(x, &shipment_entity, all->id[i], &s)) !=
		    RC_OK)
			return rc;
		if (!shipment_step_exists(s.status, to))
			continue;
		old = s;
		s.status = to;
		if ((rc = shipment_keep(x, &old, &s, bad)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

struct waiting {
	int64_t except;
	bool found;
};

static bool
is_waiting(void *arg, const void *rec)
{
	const struct shipment *s = rec;
	struct waiting *w = arg;

	w->found = s->id != w->except && shipment_may_change(s);
	return !w->found;
}

enum rc
shipment_waits(struct txn *x, int64_t order, int64_t except, bool *waits)
{
	const struct shipment like = { .order_id = order };
	const struct list l = { .e = &shipment_entity,
		.index = SHIPMENT_OF_ORDER,
		.like = &like,
		.prefix = 1 };
	struct waiting w = { .except = except };
	enum rc rc = store_list(x, &l, is_waiting, &w);

	*waits = w.found;
	return rc;
}

/* Shipments (SO302000): list, verbs, page, form. */
#include <string.h>

#include "bulk.h"
#include "orders.h"

/* ---- list ------------------------------------------------------------------
 */

const struct column shipment_columns[] = {
	{ .tag = SHIPMENT_NO, .how = COL_LINK },
	{ .tag = SHIPMENT_ACCOUNT, .how = COL_TITLE },
	{ .tag = SHIPMENT_ORDER, .how = COL_TITLE },
	{ .tag = SHIPMENT_DATE, .how = COL_DATE },
	{ .tag = SHIPMENT_QUANTITY, .how = COL_NUMBER, .hide_small = true },
	{ .tag = SHIPMENT_PACKAGES, .how = COL_NUMBER, .hide_small = true },
	{ .tag = SHIPMENT_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

#define OF_STATUS                                                              \
	{                                                                      \
		{ "newest", SHIPMENT_DATE, SHIPMENT_BY_STATUS, true },         \
		    { "oldest", SHIPMENT_DATE, SHIPMENT_BY_STATUS, false },    \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct shipment open = { .status = SHIPMENT_OPEN },
			     on_hold = { .status = SHIPMENT_ON_HOLD },
			     confirmed = { .status = SHIPMENT_CONFIRMED },
			     invoiced = { .status = SHIPMENT_INVOICED },
			     completed = { .status = SHIPMENT_COMPLETED };

static const struct tab tabs[] = {
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &open,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "hold",
	    .label = N_("On Hold"),
	    .like = &on_hold,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "confirmed",
	    .label = N_("Confirmed"),
	    .like = &confirmed,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "invoiced",
	    .label = N_("Invoiced"),
	    .like = &invoiced,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "completed",
	    .label = N_("Completed"),
	    .like = &completed,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", SHIPMENT_DATE, SHIPMENT_BY_DATE, true },
		{ "oldest", SHIPMENT_DATE, SHIPMENT_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static void
box(struct req *r, const void *rec)
{
	bulk_box(r, doc_name(&shipment_doc, rec));
}

static const struct view view = {
	.e = &shipment_entity,
	.path = "/shipments",
	.item = "/shipments/",
	.source = &source_store,
	.tabs = tabs,
	.columns = shipment_columns,
	.caption = N_("Shipments, newest first"),
	.search_hint = N_("Number or words"),
	.export_path = "/shipments/export.csv",
	.empty_icon = "truck",
	.empty_title = N_("No shipments here"),
	.empty_says = N_("What leaves the house for an order. The page of an "
			 "open order has the button that makes one."),
	.empty_path = "/orders",
	.empty_action = N_("Open orders"),
	.select_path = "/shipments/chosen",
	.box = box,
	.bulk = bulk_bar,
};

enum rc
shipment_list(struct req *r)
{
	return list_page(
	    r, &view, _("Shipments"), "shipments", "SO302000", NULL, NULL);
}

static const unsigned exported[] = {
	SHIPMENT_NO,
	SHIPMENT_STATUS,
	SHIPMENT_OPERATION,
	SHIPMENT_ORDER,
	SHIPMENT_ACCOUNT,
	SHIPMENT_DATE,
	SHIPMENT_VIA,
	SHIPMENT_SUMMARY,
	SHIPMENT_QUANTITY,
	SHIPMENT_WEIGHT,
	SHIPMENT_PACKAGES,
	SHIPMENT_INVOICE,
	0,
};

enum rc
shipment_csv(struct req *r)
{
	return list_csv(r, &view, exported, "shipments.csv");
}

/* ---- verbs -----------------------------------------------------------------
 */

static bool
can(const void *rec, int64_t to)
{
	const struct shipment *s = rec;

	return shipment_step_exists(s->status, to);
}

static bool
may_confirm(const void *rec)
{
	return can(rec, SHIPMENT_CONFIRMED);
}

static enum rc
confirm(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return shipment_confirm(r->x, rec, bad);
}

static bool
may_invoice(const void *rec)
{
	return can(rec, SHIPMENT_INVOICED);
}

static enum rc
invoice(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return shipment_invoice(r->x, rec, made, bad);
}

static bool
may_correct(const void *rec)
{
	const struct shipment *s = rec;

	return s->status == SHIPMENT_CONFIRMED && can(rec, SHIPMENT_OPEN);
}

static enum rc
correct(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return shipment_correct(r->x, rec, bad);
}

static bool
may_change(const void *rec)
{
	const struct shipment *s = rec;

	return s->status == SHIPMENT_OPEN || s->status == SHIPMENT_ON_HOLD;
}

static enum rc
erase(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return shipment_erase(r->x, rec, bad);
}

static const struct verb verbs[] = {
	{ .rest = "/confirm",
	    .label = N_("Confirm shipment"),
	    .icon = "check",
	    .roles = ROLE_SALES,
	    .done = "confirmed",
	    .fits = may_confirm,
	    .bulk = true,
	    .run = confirm },
	{ .rest = "/invoice",
	    .label = N_("Prepare invoice"),
	    .icon = "file-text",
	    .roles = LEDGER,
	    .done = "invoice-created",
	    .fits = may_invoice,
	    .bulk = true,
	    .run = invoice,
	    .made = "/invoices" },
	{ .rest = "/correct",
	    .label = N_("Correct shipment"),
	    .icon = "undo",
	    .roles = ROLE_SALES,
	    .done = "corrected",
	    .fits = may_correct,
	    .run = correct },
	{ .rest = "/delete",
	    .label = N_("Delete shipment"),
	    .icon = "trash",
	    .roles = ROLE_SALES,
	    .done = "deleted",
	    .fits = may_change,
	    .run = erase,
	    .gone = true,
	    .asks = N_("Delete shipment %s?"),
	    .says = N_("Nothing is shipped by it; the order is open again."),
	    .keep = N_("Keep the shipment") },
	{ .rest = NULL },
};

static const char *
name(const void *rec)
{
	const struct shipment *s = rec;

	return s->shipment_no;
}

static bool
is_told(const void *rec)
{
	const struct shipment *s = rec;

	return s->operation != SHIPMENT_RECEIPT && s->shown == IS_YES;
}

const struct doc shipment_doc = {
	.d = &shipment_document,
	.list = "/shipments",
	.list_title = N_("Shipments"),
	.nav = "shipments",
	.screen = "SO302000",
	.verbs = verbs,
	.name = name,
	.nameless = N_("New shipment"),
	.prints = true,
	.ubl = is_told,
	.ubl_label = N_("Despatch advice (UBL)"),
};

enum rc
shipment_verb(struct req *r)
{
	return verb_post(r, &shipment_doc);
}

enum rc
shipment_verb_page(struct req *r)
{
	return verb_page(r, &shipment_doc);
}

enum rc
shipment_chosen(struct req *r)
{
	return bulk_chosen(r, &shipment_doc, N_("Chosen shipments"));
}

enum rc
shipment_step_post(struct req *r)
{
	return bulk_step(r, &shipment_doc);
}

enum rc
shipment_audit(struct req *r)
{
	return doc_audit(r, &shipment_doc);
}

/* ---- form ------------------------------------------------------------------
 */

static const unsigned head_fields[] = {
	SHIPMENT_DATE,
	SHIPMENT_VIA,
	SHIPMENT_SUMMARY,
	0,
};
static const unsigned address[] = { SHIPMENT_SHIP_NAME, SHIPMENT_SHIP_ATTENTION,
	SHIPMENT_SHIP_LINE1, SHIPMENT_SHIP_LINE2, SHIPMENT_SHIP_POSTAL_CODE,
	SHIPMENT_SHIP_CITY, SHIPMENT_SHIP_REGION, SHIPMENT_SHIP_COUNTRY, 0 };

static const struct part main_parts[] = {
	{ NULL, head_fields, NULL },
	{ .tags = NULL },
};
static const struct part more[] = {
	{ N_("Ship to"), address, NULL },
	{ .tags = NULL },
};

static const struct line_col cols[] = {
	{ SHIPMENT_LINE_PRODUCT, "c-item", true },
	{ SHIPMENT_LINE_DESCRIPTION, "c-text", true },
	{ SHIPMENT_LINE_QUANTITY, "num", false },
	{ SHIPMENT_LINE_UOM, "c-uom", true },
	{ 0, NULL, false },
};

static const struct line_form line_form = {
	.e = &shipment_line_entity,
	.title = N_("Lines"),
	.cols = cols,
	.closed = true,
};

static const struct docedit editor = {
	.doc = &shipment_doc,
	.save = N_("Save shipment"),
	.lines = &line_form,
	.main = main_parts,
	.more = more,
	.fold = N_("Address"),
	.may_change = may_change,
	.fixed = N_("This shipment is confirmed and can no longer be changed. "
		    "Correct it first."),
};

enum rc
shipment_edit(struct req *r)
{
	return doc_edit(r, &editor);
}

enum rc
shipment_post(struct req *r)
{
	return doc_edit_post(r, &editor);
}

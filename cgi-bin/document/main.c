/*
 * The ERP's documents: every address that ends in /pdf or /ubl. A program of
 * its own, because it links what sets text and writes XML.
 */
#include "../erp/erp.h"
#include "give.h"

enum { LEDGER_TOO = ROLE_SALES | ROLE_BOOKS };

static handler invoice_pdf, invoice_ubl, order_pdf, shipment_pdf, statement_pdf;

/* clang-format off */
static const struct route routes[] = {
	{ "GET", "/invoices/#/pdf", LEDGER_TOO, 0, "", invoice_pdf, NULL, 0 },
	{ "GET", "/invoices/#/ubl", LEDGER_TOO, 0, "", invoice_ubl, NULL, 0 },
	{ "GET", "/orders/#/pdf", LEDGER_TOO, FEATURE_INVENTORY, "",
	    order_pdf, NULL, 0 },
	{ "GET", "/shipments/#/pdf", LEDGER_TOO, FEATURE_INVENTORY, "",
	    shipment_pdf, NULL, 0 },
	{ "GET", "/accounts/#/statement/pdf", LEDGER_TOO, 0,
	    "from to currency", statement_pdf, NULL, 0 },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, 0 },
};
/* clang-format on */

static const struct done done[] = {
	{ NULL, NULL },
};

static const struct site document = {
	.kind = SITE_ERP,
	.channel = CHANNEL_ERP,
	.name = "erp",
	.prefix = "/erp",
	.cookie = "__Host-erp",
	.routes = routes,
	.enter = frame_enter,
	.open = frame_open,
	.close = frame_close,
	.done = done,
	.home = "/",
};

static enum rc
invoice_pdf(struct req *r)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	enum rc rc = store_get(r->x, &invoice_entity, r->id, inv);

	return rc == RC_OK ? give_invoice(r, inv) : rc;
}

static enum rc
invoice_ubl(struct req *r)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	enum rc rc = store_get(r->x, &invoice_entity, r->id, inv);

	return rc == RC_OK ? give_invoice_ubl(r, inv) : rc;
}

static enum rc
order_pdf(struct req *r)
{
	struct sales_order *o = arena_alloc(r->mem, sizeof *o);
	enum rc rc = store_get(r->x, &order_entity, r->id, o);

	return rc == RC_OK ? give_order(r, o) : rc;
}

static enum rc
shipment_pdf(struct req *r)
{
	struct shipment *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = store_get(r->x, &shipment_entity, r->id, s);

	return rc == RC_OK ? give_shipment(r, s) : rc;
}

static enum rc
statement_pdf(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct statement_sheet s;
	struct period p;
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	if (rc != RC_OK)
		return rc;
	if (!give_period(r, &p))
		return RC_INVALID;
	rc = statement_make(r->x, a, p.currency, p.from, p.to, &s);
	if (rc == RC_OK)
		return give_statement(r, a, &s);
	statement_free(&s);
	return rc;
}

int
main(int argc, char **argv)
{
	return site_main(&document, argc, argv);
}

/*
 * The ERP's documents: every address that ends in /pdf or /ubl. A program of
 * its own, because it links what sets text; nothing else, since that is what a
 * PDF waits for.
 */
#include "../erp/docs.h"
#include "give.h"
#include "model/statement_run.h"
#include "papers.h"
#include "print/noticepaper.h"

static handler invoice_pdf, invoice_ubl, order_pdf, order_ubl, shipment_pdf,
    shipment_ubl, statement_pdf, prepared_pdf, notice_pdf;

/* clang-format off */
static const struct route routes[] = {
	{ "GET", "/invoices/#/pdf", LEDGER, 0, "", invoice_pdf, NULL, 0 },
	{ "GET", "/invoices/#/ubl", LEDGER, 0, "", invoice_ubl, NULL, 0 },
	{ "GET", "/orders/pdf", LEDGER, FEATURE_INVENTORY, "id+",
	    order_papers, NULL, 0 },
	{ "GET", "/shipments/pdf", LEDGER, FEATURE_INVENTORY, "id+",
	    shipment_papers, NULL, 0 },
	{ "GET", "/orders/#/pdf", LEDGER, FEATURE_INVENTORY, "",
	    order_pdf, NULL, 0 },
	{ "GET", "/orders/#/ubl", LEDGER, FEATURE_INVENTORY, "",
	    order_ubl, NULL, 0 },
	{ "GET", "/shipments/#/ubl", LEDGER, FEATURE_INVENTORY, "",
	    shipment_ubl, NULL, 0 },
	{ "GET", "/shipments/#/pdf", LEDGER, FEATURE_INVENTORY, "",
	    shipment_pdf, NULL, 0 },
	{ "GET", "/accounts/#/statement/pdf", LEDGER, 0,
	    "from to currency", statement_pdf, NULL, 0 },
	{ "GET", "/statements/#/pdf", LEDGER, 0, "", prepared_pdf, NULL,
	    0 },
	{ "GET", "/notices/#/pdf", LEDGER, 0, "currency", notice_pdf, NULL,
	    0 },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, 0 },
};
/* clang-format on */

static const struct done done[] = {
	{ NULL, NULL },
};

static const struct site document = ERP_SITE(routes, done);

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
order_ubl(struct req *r)
{
	struct sales_order *o = arena_alloc(r->mem, sizeof *o);
	enum rc rc = store_get(r->x, &order_entity, r->id, o);

	return rc == RC_OK ? give_order_ubl(r, o) : rc;
}

static enum rc
shipment_ubl(struct req *r)
{
	struct shipment *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = store_get(r->x, &shipment_entity, r->id, s);

	return rc == RC_OK ? give_shipment_ubl(r, s) : rc;
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

/* As it was prepared; made again of its documents. */
static enum rc
prepared_pdf(struct req *r)
{
	struct statement *made = arena_alloc(r->mem, sizeof *made);
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct statement_sheet s;
	enum rc rc = store_get(r->x, &statement_entity, r->id, made);

	if (rc != RC_OK ||
	    (rc = store_get(r->x, &account_entity, made->account_id, a)) !=
		RC_OK)
		return rc;
	rc = statement_make(
	    r->x, a, made->currency, made->from_date, made->statement_date, &s);
	if (rc == RC_OK)
		return give_statement(r, a, &s);
	statement_free(&s);
	return rc;
}

static enum rc
notice_pdf(struct req *r)
{
	struct notice *n = arena_alloc(r->mem, sizeof *n);
	struct notice_papers *papers = arena_alloc(r->mem, sizeof *papers);
	enum rc rc = store_get(r->x, &notice_entity, r->id, n);

	if (rc == RC_OK)
		rc = notice_papers(
		    r->x, r->mem, n, query_value(r, "currency"), papers);
	if (rc != RC_OK)
		return rc;
	return papers->n > 0 ? give_drawn(r, papers->doc[0]) : RC_NOTFOUND;
}

int
main(int argc, char **argv)
{
	return site_main(&document, argc, argv);
}

/*
 * The portal's documents: every address that ends in /pdf, /ubl or /zip. What
 * a customer may have comes through lib/own, as on the pages; a draft, or
 * somebody else's, looks like a missing one.
 */
#include "../document/give.h"
#include "../portal/pages.h"

#include <stdlib.h>
#include <string.h>

static handler invoice_pdf, invoice_ubl, invoice_zip, order_pdf, order_ubl,
    statement_pdf;

static const struct route routes[] = {
	{ "GET", "/invoices/#/pdf", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "", invoice_pdf, NULL, 0 },
	{ "GET", "/invoices/#/ubl", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "", invoice_ubl, NULL, 0 },
	{ "GET", "/invoices/zip", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "id+", invoice_zip, NULL, 0 },
	{ "GET", "/statement/pdf", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "from to currency", statement_pdf, NULL, 0 },
	{ "GET", "/orders/#/pdf", PORTAL_ORDERS, FEATURE_PORTAL_ORDERS, "",
	    order_pdf, NULL, 0 },
	{ "GET", "/orders/#/ubl", PORTAL_ORDERS, FEATURE_PORTAL_ORDERS, "",
	    order_ubl, NULL, 0 },
	{ .method = NULL },
};

static const struct done done[] = {
	{ NULL, NULL },
};

static const struct site document = PORTAL_SITE(routes, done);

static enum rc
invoice_pdf(struct req *r)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	enum rc rc = own_get(mine(r), &invoice_entity, r->id, inv);

	return rc == RC_OK ? give_invoice(r, inv) : rc;
}

static enum rc
invoice_ubl(struct req *r)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	enum rc rc = own_get(mine(r), &invoice_entity, r->id, inv);

	return rc == RC_OK ? give_invoice_ubl(r, inv) : rc;
}

static bool
is_among(const struct invoice *const *all, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (all[i]->id == id)
			return true;
	return false;
}

/* Each document of the address once; one that is not theirs ends it all. */
static enum rc
invoice_zip(struct req *r)
{
	const struct invoice *all[LIMIT_PARAMS];
	int n = 0;

	for (int i = 0; i < r->queries; i++) {
		const char *s = r->query[i].value;
		struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
		int64_t id = strtoll(s, NULL, 10);
		enum rc rc;

		if (*s == '\0' || s[strspn(s, "0123456789")] != '\0')
			return RC_NOTFOUND;
		if ((rc = own_get(mine(r), &invoice_entity, id, inv)) != RC_OK)
			return rc;
		if (!is_among(all, n, id))
			all[n++] = inv;
	}
	return give_archive(r, all, n);
}

static enum rc
order_pdf(struct req *r)
{
	struct sales_order *o = arena_alloc(r->mem, sizeof *o);
	enum rc rc = own_get(mine(r), &order_entity, r->id, o);

	return rc == RC_OK ? give_order(r, o) : rc;
}

static enum rc
order_ubl(struct req *r)
{
	struct sales_order *o = arena_alloc(r->mem, sizeof *o);
	enum rc rc = own_get(mine(r), &order_entity, r->id, o);

	return rc == RC_OK ? give_order_ubl(r, o) : rc;
}

static enum rc
statement_pdf(struct req *r)
{
	struct statement_sheet s;
	struct period p;
	enum rc rc;

	if (!give_period(r, &p))
		return RC_INVALID;
	rc = own_statement(mine(r), p.currency, p.from, p.to, &s);
	if (rc == RC_OK)
		return give_statement(r, &r->visitor->account, &s);
	statement_free(&s);
	return rc;
}

int
main(int argc, char **argv)
{
	return site_main(&document, argc, argv);
}

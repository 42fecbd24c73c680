/* Documents as downloads. */
#include "give.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "format/ublmap.h"
#include "print/issued.h"
#include "print/printed.h"

/* "Invoice INV000042.pdf" */
static const char *
invoice_file(struct req *r, const struct invoice *inv, const char *ending)
{
	const struct choice *kind = choice_of(invoice_types, inv->doc_type);

	return arena_printf(r->mem, "%s %s.%s",
	    kind != NULL ? _(kind->label) : "", inv->invoice_no, ending);
}

/* ---- PDF */

struct drawing {
	const struct print_doc *doc;
	struct buf *pdf;
	int64_t invoice; /* to keep it for; 0: nobody's */
	int fd;
	int64_t size;
	enum rc rc;
};

static void
draw(struct req *r, void *arg)
{
	struct drawing *d = arg;
	struct actor who = request_actor(r);
	struct buf pdf = { 0 };

	if (d->invoice == 0) {
		print_pdf(d->doc, d->pdf);
		return;
	}
	print_pdf(d->doc, &pdf);
	d->rc = issued_keep(
	    r->conf->store, &who, d->invoice, &pdf, &d->fd, &d->size);
	buf_free(&pdf);
}

enum rc
give_drawn(struct req *r, const struct print_doc *doc)
{
	struct drawing d = { .doc = doc, .pdf = &r->out.body, .fd = -1 };

	request_apart(r, draw, &d);
	reply_body(r, "application/pdf", printed_name(r->mem, doc));
	return RC_OK;
}

static enum rc
give_issued(struct req *r, const struct invoice *inv)
{
	struct print_doc *doc = arena_alloc(r->mem, sizeof *doc);
	struct drawing d = { .doc = doc, .invoice = inv->id, .fd = -1 };
	enum rc rc = issued_open(r->x, inv->id, &d.fd, &d.size);

	if (rc == RC_NOTFOUND) {
		rc = printed_invoice(r->x, r->mem, inv, doc);
		if (rc == RC_OK) {
			request_apart(r, draw, &d);
			rc = d.rc;
		}
	}
	if (rc == RC_OK)
		reply_file(r, d.fd, d.size, "application/pdf",
		    invoice_file(r, inv, "pdf"));
	return rc;
}

enum rc
give_invoice(struct req *r, const struct invoice *inv)
{
	struct print_doc *doc;
	enum rc rc;

	if (inv->issued == IS_YES)
		return give_issued(r, inv);
	doc = arena_alloc(r->mem, sizeof *doc);
	rc = printed_invoice(r->x, r->mem, inv, doc);
	return rc == RC_OK ? give_drawn(r, doc) : rc;
}

enum rc
give_order(struct req *r, const struct sales_order *o)
{
	struct print_doc *doc = arena_alloc(r->mem, sizeof *doc);
	enum rc rc = printed_order(r->x, r->mem, o, doc);

	return rc == RC_OK ? give_drawn(r, doc) : rc;
}

enum rc
give_shipment(struct req *r, const struct shipment *s)
{
	struct print_doc *doc = arena_alloc(r->mem, sizeof *doc);
	enum rc rc = printed_shipment(r->x, r->mem, s, doc);

	return rc == RC_OK ? give_drawn(r, doc) : rc;
}

/* ---- statements */

bool
give_period(const struct req *r, struct period *p)
{
	const char *from = query_value(r, "from"), *to = query_value(r, "to");
	const char *currency = query_value(r, "currency");

	return from != NULL && to != NULL && currency != NULL &&
	    date_parse(from, &p->from) && date_parse(to, &p->to) &&
	    p->from <= p->to && strlen(currency) == 3 &&
	    str_copy(p->currency, sizeof p->currency, currency);
}

enum rc
give_statement(
    struct req *r, const struct account *a, struct statement_sheet *s)
{
	struct print_doc *doc = arena_alloc(r->mem, sizeof *doc);
	enum rc rc = printed_statement(r->x, r->mem, a, s, doc);

	statement_free(s);
	return rc == RC_OK ? give_drawn(r, doc) : rc;
}

/* ---- UBL */

/* What the rules of EN 16931 find; NULL: nothing. */
static const char *
finding(struct req *r, const struct ubl_document *d)
{
	struct ubl_findings found = { 0 };
	const char *first = NULL;

	if (ublmap_is_european(d))
		ubl_check(d, &found);
	if (found.n > 0)
		first = arena_printf(
		    r->mem, "%s: %s", found.at[0].rule, found.at[0].text);
	ubl_findings_free(&found);
	return first;
}

static void
give_no_ubl(struct req *r, const char *why)
{
	page_status(r, 409, _("There is no e-invoice of this document"),
	    arena_printf(r->mem,
		_("Not all is known that the rules of e-invoices ask for. %s"),
		why));
}

enum rc
give_ubl_bytes(
    struct req *r, const struct invoice *inv, struct buf *xml, const char **why)
{
	struct ublmap *map = arena_alloc(r->mem, sizeof *map);
	struct ubl_document *d;
	void *lines;
	int n;
	enum rc rc;

	if ((rc = ublmap_start(map, r->x)) != RC_OK ||
	    (rc = document_lines(
		 r->x, &invoice_document, inv->id, &lines, &n)) != RC_OK)
		return rc;
	d = ublmap_invoice(map, inv, lines, n);
	*why = d == NULL ? map->why : finding(r, d);
	if (*why == NULL)
		ubl_write(d, xml);
	if (d != NULL)
		ubl_free(d);
	return RC_OK;
}

enum rc
give_invoice_ubl(struct req *r, const struct invoice *inv)
{
	const char *why;
	enum rc rc;

	if (inv->issued != IS_YES)
		return RC_NOTFOUND;
	rc = give_ubl_bytes(r, inv, &r->out.body, &why);
	if (rc != RC_OK)
		return rc;
	if (why != NULL)
		give_no_ubl(r, why);
	else
		reply_body(r, "application/xml", invoice_file(r, inv, "xml"));
	return RC_OK;
}

/* ---- what is told of an order */

/* The document is freed. */
static enum rc
give_told(struct req *r, const struct ublmap *map, struct ubl_document *d,
    const char *file)
{
	if (d == NULL) {
		page_status(
		    r, 409, _("There is no file of this document"), map->why);
		return RC_OK;
	}
	ubl_write(d, &r->out.body);
	ubl_free(d);
	reply_body(r, "application/xml", file);
	return RC_OK;
}

enum rc
give_order_ubl(struct req *r, const struct sales_order *o)
{
	struct ublmap *map = arena_alloc(r->mem, sizeof *map);
	void *lines;
	int n;
	enum rc rc;

	if (o->order_type != ORDER_SO || o->shown != IS_YES)
		return RC_NOTFOUND;
	if ((rc = ublmap_start(map, r->x)) != RC_OK ||
	    (rc = document_lines(r->x, &order_document, o->id, &lines, &n)) !=
		RC_OK)
		return rc;
	return give_told(r, map, ublmap_order_response(map, o, lines, n),
	    arena_printf(
		r->mem, "%s %s.xml", _("Order response"), o->order_no));
}

enum rc
give_shipment_ubl(struct req *r, const struct shipment *s)
{
	struct ublmap *map = arena_alloc(r->mem, sizeof *map);
	void *lines;
	int n;
	enum rc rc;

	if (s->operation == SHIPMENT_RECEIPT || s->shown != IS_YES)
		return RC_NOTFOUND;
	if ((rc = ublmap_start(map, r->x)) != RC_OK ||
	    (rc = document_lines(
		 r->x, &shipment_document, s->id, &lines, &n)) != RC_OK)
		return rc;
	return give_told(r, map, ublmap_shipment(map, s, lines, n),
	    arena_printf(
		r->mem, "%s %s.xml", _("Despatch advice"), s->shipment_no));
}

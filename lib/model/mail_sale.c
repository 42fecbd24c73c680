/* Mails about orders, shipments and invoices. */
#include "outbox.h"

#include <string.h>

#include "../base/amount.h"
#include "../base/buf.h"
#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "invoice.h"
#include "order.h"
#include "shipment.h"

enum { LINES_SHOWN = 30 };

/* "1,234.50 EUR" */
static const char *
money(struct arena *mem, int64_t amount, const char *currency)
{
	char text[AMOUNT_TEXT];
	int decimals = currency_decimals(currency);

	decimal_print(amount, decimals, decimals, text, sizeof text);
	return arena_printf(
	    mem, "%s %s", amount_grouped(mem, text, "-"), currency);
}

static const char *
day(struct arena *mem, int64_t date)
{
	char text[DATE_TEXT] = "";

	if (date != DATE_NONE)
		date_long(date, text, sizeof text);
	return arena_strdup(mem, text);
}

static void
add_line(struct buf *b, int i, int64_t quantity, const char *uom,
    const char *description)
{
	char text[AMOUNT_TEXT];

	if (i >= LINES_SHOWN) {
		if (i == LINES_SHOWN)
			buf_str(b, "\n…");
		return;
	}
	decimal_print(quantity, QUANTITY_PLACES, 0, text, sizeof text);
	buf_printf(b, "%s%s %s  %s", i > 0 ? "\n" : "", text, uom, description);
}

static struct outbox_about
about_order(struct arena *mem, const struct sales_order *o)
{
	return (struct outbox_about){
		.contact = o->contact_id,
		.account = o->account_id,
		.e = &order_entity,
		.id = o->id,
		.link = arena_printf(mem, "/orders/%lld", (long long)o->id),
		.value = { { "number", o->order_no }, { "po", o->customer_po },
		    { "date", day(mem, o->order_date) },
		    { "total", money(mem, o->total, o->currency) },
		    { "lines", "" } },
	};
}

enum { LINES = 4, MORE }; /* places in value[] of an order */

enum rc
mail_order(struct txn *x, enum mail_event event, const struct sales_order *o)
{
	struct arena *mem = arena_new();
	struct outbox_about about = about_order(mem, o);
	const struct order_line *l;
	struct buf b = { 0 };
	void *lines;
	int n;
	enum rc rc = document_lines(x, &order_document, o->id, &lines, &n);

	l = lines;
	for (int i = 0; rc == RC_OK && i < n; i++)
		add_line(&b, i, l[i].quantity, l[i].uom, l[i].description);
	about.value[LINES].value = b.data;
	if (rc == RC_OK)
		rc = outbox_event(x, event, &about);
	buf_free(&b);
	arena_free(mem);
	return rc;
}

/* ---- shipments ----------------------------------------------------------- */

static bool
add_tracking(void *arg, const void *rec)
{
	const struct package *p = rec;
	struct buf *b = arg;

	if (p->tracking_no[0] == '\0')
		return true;
	if (b->len > 0)
		buf_str(b, ", ");
	buf_str(b, p->tracking_no);
	if (p->tracking_url[0] != '\0')
		buf_printf(b, "\n%s\n", p->tracking_url);
	return b->len < 1000;
}

enum rc
mail_shipment(struct txn *x, const struct shipment *s)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);
	const struct package like = { .shipment_id = s->id };
	const struct list packages = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };
	struct arena *mem = arena_new();
	struct buf b = { 0 }, tracking = { 0 };
	struct outbox_about about;
	const struct shipment_line *l;
	void *lines;
	int n;
	enum rc rc = store_get(x, &order_entity, s->order_id, o);

	/* What comes back is no news to who sent it. */
	if (rc != RC_OK || o->order_type != ORDER_SO) {
		arena_free(mem);
		return rc;
	}
	about = about_order(mem, o);
	rc = document_lines(x, &shipment_document, s->id, &lines, &n);
	l = lines;
	for (int i = 0; rc == RC_OK && i < n; i++)
		add_line(&b, i, l[i].quantity, l[i].uom, l[i].description);
	if (rc == RC_OK)
		rc = store_list(x, &packages, add_tracking, &tracking);
	about.value[LINES].value = b.data;
	about.value[MORE] = (struct mail_value){ "shipment", s->shipment_no };
	about.value[MORE + 1] = (struct mail_value){ "carrier", s->ship_via };
	about.value[MORE + 2] =
	    (struct mail_value){ "tracking", tracking.data };
	if (rc == RC_OK)
		rc = outbox_event(x, MAIL_ORDER_SHIPPED, &about);
	buf_free(&b);
	buf_free(&tracking);
	arena_free(mem);
	return rc;
}

/* ---- invoices ------------------------------------------------------------ */

enum rc
mail_invoice(struct txn *x, const struct invoice *inv)
{
	struct arena *mem = arena_new();
	struct outbox_about about = {
		.account = inv->account_id,
		.e = &invoice_entity,
		.id = inv->id,
		.link = arena_printf(mem, "/invoices/%lld", (long long)inv->id),
		.value = { { "kind",
			       _(choice_of(invoice_types, inv->doc_type)
				       ->label) },
		    { "number", inv->invoice_no },
		    { "date", day(mem, inv->invoice_date) },
		    { "due", day(mem, inv->due_date) },
		    { "total", money(mem, inv->total, inv->currency) },
		    { "balance", money(mem, inv->balance, inv->currency) } },
	};
	enum rc rc = outbox_event(x, MAIL_INVOICE_ISSUED, &about);

	arena_free(mem);
	return rc;
}

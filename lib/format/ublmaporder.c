/* Orders, the answers to them, and shipments as UBL. */
#include <string.h>

#include "product.h"
#include "str.h"
#include "ublmapparts.h"

static struct ubl_document *
give_up(struct ubl_document *d)
{
	ubl_free(d);
	return NULL;
}

/* ---- orders */

static bool
map_order_line(
    struct ublmap *m, struct ubl_document *d, const struct order_line *l)
{
	const struct map_line common = { l->line_no, l->item_id, l->quantity,
		l->unit_price, l->discount_pct, l->line_amount, l->tax_category,
		l->tax_rate, l->description, l->uom, l->line_note };
	struct ubl_line *to = ubl_add(d, &d->lines, &d->lines_n);

	if (l->line_requested_date != 0)
		to->requested.end = ubl_count(l->line_requested_date);
	return map_line(m, d, &common, to);
}

static bool
map_order_totals(
    struct ublmap *m, struct ubl_document *d, const struct sales_order *o)
{
	struct ubl_totals *to = &d->totals;
	struct ubl_tax_total *tax =
	    ubl_add(d, &d->tax_totals, &d->tax_totals_n);
	int64_t net = o->total - o->tax_total;

	return map_amount(m, d, o->tax_total, &tax->amount) &&
	    map_amount(m, d, o->line_total, &to->lines) &&
	    map_amount(m, d, net, &to->exclusive) &&
	    map_amount(m, d, o->total, &to->inclusive) &&
	    (o->charge_amount == 0 ||
		map_amount(m, d, o->charge_amount, &to->charges)) &&
	    map_amount(m, d, o->total, &to->payable);
}

static void
map_order_parties(struct ublmap *m, struct ubl_document *d,
    const struct sales_order *o, const struct account *a)
{
	const struct map_address bill = MAP_ADDRESS(o, bill);
	const struct map_address ship = MAP_ADDRESS(o, ship);

	map_seller(m, d, false);
	map_buyer(m, d, a, &bill);
	map_delivery(d, &ship, d->buyer.legal_name.s);
	if (o->requested_date != 0)
		d->delivery.requested.end = ubl_count(o->requested_date);
}

static enum ubl_profile
profile_of(const struct ublmap *m)
{
	return m->company.peppol != 0 ? UBL_PEPPOL : UBL_PLAIN;
}

static struct ubl_document *
new_order(struct ublmap *m, enum ubl_kind kind, const struct sales_order *o)
{
	struct ubl_document *d;
	struct account a;

	if (!map_account(m, o->account_id, &a))
		return NULL;
	d = ubl_new(kind);
	d->id = ubl_say(d, o->order_no);
	d->issued = ubl_count(o->order_date);
	d->currency = ubl_say(d, o->currency);
	if (o->summary[0] != '\0')
		*ubl_add(d, &d->notes, &d->notes_n) = ubl_say(d, o->summary);
	d->buyer_reference = ubl_say(d, o->customer_po);
	map_order_parties(m, d, o, &a);
	ubl_set_profile(d, profile_of(m));
	return d;
}

struct ubl_document *
ublmap_order(struct ublmap *m, const struct sales_order *o,
    const struct order_line *lines, int n)
{
	struct ubl_document *d = new_order(m, UBL_ORDER, o);
	bool good;

	if (d == NULL)
		return NULL;
	d->type = ubl_say(d, "220");
	if (o->expires != 0)
		d->period.end = ubl_count(o->expires);
	map_terms(m, d, o->terms);
	good = map_freight(m, d, o->charge_amount, o->charge_tax_category,
		   o->charge_tax_rate) &&
	    map_order_totals(m, d, o);
	for (int i = 0; good && i < n; i++)
		good = map_order_line(m, d, &lines[i]);
	return good ? d : give_up(d);
}

/* ---- answers */

/* AP accepted, CA with changes, RE rejected, AB received. */
static const char *
answer(const struct sales_order *o, const struct order_line *lines, int n)
{
	switch (o->status) {
	case ORDER_CANCELED:
	case ORDER_EXPIRED:
		return "RE";
	case ORDER_ON_HOLD:
	case ORDER_CREDIT_HOLD:
	case ORDER_AWAITING_PAYMENT:
		return "AB";
	default:
		break;
	}
	for (int i = 0; i < n; i++)
		if (lines[i].canceled != 0)
			return "CA";
	return "AP";
}

/* 5 accepted without change, 3 changed, 7 not accepted. */
static const char *
line_answer(const char *all, const struct order_line *l)
{
	if (strcmp(all, "RE") == 0 || l->canceled >= l->quantity)
		return "7";
	return l->canceled != 0 ? "3" : "5";
}

struct ubl_document *
ublmap_order_response(struct ublmap *m, const struct sales_order *o,
    const struct order_line *lines, int n)
{
	struct ubl_document *d = new_order(m, UBL_ORDER_RESPONSE, o);
	const char *all = answer(o, lines, n);
	bool good = true;

	if (d == NULL)
		return NULL;
	d->type = ubl_say(d, all);
	d->order = ubl_say(
	    d, o->customer_po[0] != '\0' ? o->customer_po : o->order_no);
	d->sales_order = ubl_say(d, o->order_no);
	/* Lines are told where the answer is not the same for all. */
	for (int i = 0; good && strcmp(all, "AB") != 0 && i < n; i++) {
		struct ubl_line *to;

		good = map_order_line(m, d, &lines[i]);
		to = &d->lines[d->lines_n - 1];
		to->status = ubl_say(d, line_answer(all, &lines[i]));
		to->order_line = to->id;
		if (lines[i].promised_date != 0)
			to->requested.end = ubl_count(lines[i].promised_date);
	}
	return good ? d : give_up(d);
}

/* ---- shipments */

static void
map_shipment_line(struct ublmap *m, struct ubl_document *d,
    const struct shipment_line *l, const char *order_no)
{
	const struct map_line common = { .no = l->line_no,
		.item_id = l->item_id,
		.description = l->description };
	struct ubl_line *to = ubl_add(d, &d->lines, &d->lines_n);
	struct order_line ordered;
	char no[24];

	str_printf(no, sizeof no, "%lld", (long long)l->line_no);
	to->id = ubl_say(d, no);
	to->quantity = ubl_units(d, l->quantity, unit_rec20(l->uom));
	map_item(m, d, &common, false, &to->item);
	if (l->order_line_id == 0 ||
	    store_get(m->x, &order_line_entity, l->order_line_id, &ordered) !=
		RC_OK)
		return;
	str_printf(no, sizeof no, "%lld", (long long)ordered.line_no);
	to->order_line = ubl_say(d, no);
	to->order = ubl_say(d, order_no);
}

struct ubl_document *
ublmap_shipment(struct ublmap *m, const struct shipment *s,
    const struct shipment_line *lines, int n)
{
	const struct map_address ship = MAP_ADDRESS(s, ship);
	struct sales_order o = { 0 };
	struct ubl_document *d;
	struct account a;
	const char *order_no;

	if (!map_account(m, s->account_id, &a))
		return NULL;
	if (s->order_id != 0 &&
	    store_get(m->x, &order_entity, s->order_id, &o) != RC_OK)
		o.order_no[0] = '\0';
	order_no = o.customer_po[0] != '\0' ? o.customer_po : o.order_no;
	d = ubl_new(UBL_DESPATCH_ADVICE);
	d->id = ubl_say(d, s->shipment_no);
	d->issued = ubl_count(s->ship_date);
	d->order = ubl_say(d, order_no);
	if (s->summary[0] != '\0')
		*ubl_add(d, &d->notes, &d->notes_n) = ubl_say(d, s->summary);
	map_seller(m, d, false);
	map_buyer(m, d, &a, &ship);
	d->shipment = ubl_say(d, "1");
	d->despatched = ubl_count(s->ship_date);
	ubl_set_profile(d, profile_of(m));
	for (int i = 0; i < n; i++)
		map_shipment_line(m, d, &lines[i], order_no);
	return d;
}

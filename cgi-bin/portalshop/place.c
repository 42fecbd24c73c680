/*
 * Check and place (SP504004): one page with all that the order will say. What
 * is sent is the state of the cart that was shown and the total; the order is
 * made once, whatever the browser does.
 */
#include <stdlib.h>
#include <string.h>

#include "model/location.h"
#include "model/terms.h"
#include "shops.h"
#include "web/control.h"

static const unsigned address[] = { ORDER_SHIP_NAME, ORDER_SHIP_ATTENTION,
	ORDER_SHIP_LINE1, ORDER_SHIP_LINE2, ORDER_SHIP_CITY, ORDER_SHIP_REGION,
	ORDER_SHIP_POSTAL_CODE, ORDER_SHIP_COUNTRY, 0 };
static const unsigned places[] = { LOCATION_SHIP_NAME, LOCATION_SHIP_ATTENTION,
	LOCATION_SHIP_LINE1, LOCATION_SHIP_LINE2, LOCATION_SHIP_CITY,
	LOCATION_SHIP_REGION, LOCATION_SHIP_POSTAL_CODE, LOCATION_SHIP_COUNTRY,
	0 };
static const unsigned said[] = { ORDER_CUSTOMER_PO, ORDER_REQUESTED,
	ORDER_SHIPPING_RULE, ORDER_SUMMARY, ORDER_NOTES, 0 };

struct sheet {
	struct cart cart;
	struct placing p;
	struct sales_order typed; /* what the customer says, as it was typed */
	struct problems bad;
	bool elsewhere; /* another address than the usual one */
	bool po_again;  /* the same reference twice is meant */
	char po_order[31];
	struct choice *places; /* locations to ship to; NULL: there are none */
	int64_t location;      /* the one that was chosen, or 0 */
	bool placed;           /* its address is in typed */
};

/* ---- what the customer says -------------------------------------------- */

static const char *
error_of(const struct sheet *s, unsigned tag)
{
	return problem_of(&s->bad, tag);
}

static void
reference(struct req *r, const struct sheet *s)
{
	card_open(r, "h-ref", _("Your order"), NULL, NULL);
	html(r, "<div class=\"form two\">");
	form_input(r,
	    &(struct input){ .name = "customer_po",
		.label = _("Your order number"),
		.hint = _("It stands on all papers."),
		.type = "text",
		.value = s->typed.customer_po,
		.error = error_of(s, ORDER_CUSTOMER_PO),
		.max = 80 });
	form_input(r,
	    &(struct input){ .name = "requested_date",
		.label = _("Wanted for"),
		.hint = _("Left empty, as soon as we can."),
		.type = "date",
		.value = form_value(r, "requested_date"),
		.error = error_of(s, ORDER_REQUESTED) });
	if (s->po_order[0] != '\0')
		form_input(r,
		    &(struct input){ .name = "po_again",
			.label = arena_printf(r->mem,
			    _("Yes, order once more under the number of %s"),
			    s->po_order),
			.type = "checkbox" });
	form_input(r,
	    &(struct input){ .name = "summary",
		.label = _("What it is for"),
		.type = "text",
		.value = s->typed.summary,
		.error = error_of(s, ORDER_SUMMARY),
		.max = 200 });
	form_input(r,
	    &(struct input){ .name = "notes",
		.label = _("Note for us"),
		.type = "textarea",
		.value = s->typed.notes,
		.error = error_of(s, ORDER_NOTES) });
	html(r, "</div>");
	card_close(r);
}

static void
usual_address(struct req *r, const struct sheet *s)
{
	html(r, "<dl class=\"kv two\">");
	kv_address(r, &order_entity, ORDER_SHIP_NAME, &s->p.o,
	    s->elsewhere || s->placed ? _("Ship to, this time") : _("Ship to"));
	kv_address(r, &order_entity, ORDER_BILL_NAME, &s->p.o, _("Bill to"));
	html(r, "</dl>");
}

/* ---- locations of the company ------------------------------------------ */

enum { PLACES = 100, USUAL = INT32_MAX };

struct gathered {
	struct req *r;
	struct choice *at;
	int n;
};

static bool
keep_place(void *arg, const void *rec)
{
	const struct location *l = rec;
	struct gathered *g = arg;
	struct req *r = g->r;

	g->at[g->n++] = (struct choice){
		.value = l->id,
		.name = arena_printf(r->mem, "%lld", (long long)l->id),
		.label = arena_printf(r->mem, "%s: %s, %s %s", l->description,
		    l->ship_line1, l->ship_postal_code, l->ship_city),
	};
	return g->n <= PLACES;
}

static enum rc
find_places(struct req *r, struct sheet *s)
{
	const struct location like = { .active = IS_YES };
	const struct list l = { .e = &location_entity,
		.index = LOCATION_IN_USE,
		.like = &like,
		.prefix = 2 };
	struct gathered g = { .r = r };
	enum rc rc;

	g.at = arena_alloc(r->mem, (PLACES + 3) * sizeof *g.at);
	g.at[g.n++] = (struct choice){
		.value = USUAL,
		.name = "",
		.label = N_("Your delivery address"),
	};
	rc = own_list(mine(r), &l, keep_place, &g);
	s->places = g.n > 1 ? g.at : NULL;
	return rc;
}

/* The address of the location that was chosen, into what is typed. */
static enum rc
take_place(struct req *r, struct sheet *s)
{
	struct location *l = arena_alloc(r->mem, sizeof *l);
	struct sales_order *o = &s->typed;
	enum rc rc;

	if (s->location == 0 || s->elsewhere)
		return RC_OK;
	rc = own_get(mine(r), &location_entity, s->location, l);
	if (rc != RC_OK || l->active != IS_YES)
		return RC_NOTFOUND;
	for (unsigned i = 0; address[i] != 0; i++)
		(void)record_set_text(record_field(&order_entity, address[i]),
		    o,
		    record_text(record_field(&location_entity, places[i]), l));
	s->placed = true;
	return RC_OK;
}

static void
delivery(struct req *r, const struct sheet *s)
{
	card_open(r, "h-ship", _("Delivery"), NULL, NULL);
	usual_address(r, s);
	html(r, "<div class=\"form\">");
	form_select(r, "shipping_rule", _("When not all is there"), NULL,
	    order_preferences,
	    s->typed.shipping_rule != 0 ? s->typed.shipping_rule :
					  s->p.o.shipping_rule,
	    error_of(s, ORDER_SHIPPING_RULE));
	if (s->places != NULL)
		form_select(r, "location", _("Ship to"), NULL, s->places,
		    s->location == 0 ? USUAL : s->location, NULL);
	html(r, "</div><details class=\"fold\"");
	if (s->elsewhere)
		html(r, " open");
	html(r, "><summary>");
	text(r, _("Ship to another address"));
	html(r, "</summary><div class=\"form two\">");
	form_input(r,
	    &(struct input){ .name = "elsewhere",
		.label = _("Ship this order to the address below"),
		.type = "checkbox",
		.value = s->elsewhere ? "1" : NULL });
	form_fields(r, &order_entity, address, &s->typed, &s->bad);
	html(r, "</div></details>");
	card_close(r);
}

/* ---- what it comes to -------------------------------------------------- */

static void
lines_card(struct req *r, const struct sheet *s)
{
	static const char *const heads[] = { N_("Item"), N_(">Quantity"),
		N_(">Price"), N_(">Amount"), NULL };
	const char *c = s->p.o.currency;

	table_open(r, "h-lines", _("Items"), heads);
	for (int i = 0; i < s->p.n; i++) {
		const struct order_line *l = &s->p.lines[i];

		html(r, "<tr");
		attribute(r, "id", arena_printf(r->mem, "line-%d", i + 1));
		html(r, "><th scope=\"row\">");
		text(r, l->description);
		html(r, "</th><td class=\"num\" data-l=\"");
		text(r, _("Quantity"));
		html(r, "\">");
		textf(r, "%s %s", quantity_words(r, l->quantity), l->uom);
		html(r, "</td><td class=\"num\" data-l=\"");
		text(r, _("Price"));
		html(r, "\">");
		if (l->unit_price == 0 && l->manual_price)
			text(r, _("On request"));
		else
			price_text(r, l->unit_price, c);
		html(r, "</td>");
		amount_cell(r, _("Amount"), l->line_amount, c);
		html(r, "</tr>\n");
	}
	html(r, "</tbody></table></div><footer>");
	button_link(r, "/cart", "btn", "edit", _("Change"));
	html(r, "</footer></section>");
}

static void
place_card(struct req *r, const struct sheet *s)
{
	const struct sales_order *o = &s->p.o;
	const char *c = o->currency;

	card_open(r, "h-sums", s->p.quote ? _("Your request") : _("Total"),
	    NULL, NULL);
	html(r, "<dl class=\"sums\">");
	sum_row(r, _("Items"), o->line_total, c, false);
	sum_row(r, _("Tax"), o->tax_total, c, false);
	sum_row(r, _("Total"), o->total, c, true);
	html(r, "</dl><p class=\"small muted\">");
	text(r,
	    s->p.quote ?
		_("Nothing is ordered yet. You get our offer here, and accept "
		  "or decline it.") :
		_("Freight, where it is charged, is added when we confirm."));
	html(r, "</p><div class=\"acts-list\">");
	form_button(r, "btn primary", NULL, NULL, "check",
	    s->p.quote ? _("Ask for a quote") : _("Place order"));
	button_link(r, "/cart", "btn quiet", NULL, _("Back to the cart"));
	html(r, "</div>");
	card_close(r);
}

/* ---- the page ---------------------------------------------------------- */

static void
show(struct req *r, const struct sheet *s)
{
	page_open(r,
	    &(struct head){
		.title =
		    s->p.quote ? _("Ask for a quote") : _("Check and order"),
		.nav = "cart",
		.crumb = _("Cart"),
		.crumb_path = "/cart",
	    });
	form_errors(r, &(struct form_bad){ &order_entity, &s->bad }, 1);
	form_open(r, "/cart/order");
	form_rev(r, &s->cart);
	form_hidden(
	    r, "total", arena_printf(r->mem, "%lld", (long long)s->p.o.total));
	if (s->p.quote)
		form_hidden(r, "quote", "1");
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	reference(r, s);
	delivery(r, s);
	lines_card(r, s);
	html(r, "</div><div class=\"stack\">");
	place_card(r, s);
	html(r, "</div></div>");
	form_close(r);
	page_close(r);
}

/* What the customer has typed goes into the order; the rest fills it up. */
static void
take_typed(struct sheet *s)
{
	const struct sales_order *t = &s->typed;
	struct sales_order *o = &s->p.o;

	memset(o, 0, sizeof *o);
	if (s->elsewhere || s->placed)
		*o = *t;
	memcpy(o->customer_po, t->customer_po, sizeof o->customer_po);
	memcpy(o->summary, t->summary, sizeof o->summary);
	memcpy(o->notes, t->notes, sizeof o->notes);
	o->requested_date = t->requested_date;
	o->shipping_rule = t->shipping_rule;
}

static enum rc
prepare(struct req *r, struct sheet *s)
{
	enum rc rc = own_cart(mine(r), &s->cart);

	if (rc == RC_OK) {
		take_typed(s);
		rc = own_prepare(mine(r), &s->p, &s->bad);
	}
	if (rc == RC_OK && s->places == NULL)
		rc = find_places(r, s);
	return rc;
}

enum rc
place_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc;

	s->p.quote = query_value(r, "quote") != NULL;
	rc = prepare(r, s);
	/* Nothing, or something that the cart says what is wrong with. */
	if (rc == RC_NOTFOUND || rc == RC_INVALID) {
		redirect(r, "/cart", NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		show(r, s);
	return rc;
}

/* ---- placing ----------------------------------------------------------- */

static void
read_form(struct req *r, struct sheet *s)
{
	s->p.quote = form_value(r, "quote") != NULL;
	s->elsewhere = form_value(r, "elsewhere") != NULL;
	s->location = form_id(r, "location");
	(void)form_read(r, &order_entity, said, &s->typed, &s->bad);
	(void)form_read(r, &order_entity, address, &s->typed, &s->bad);
	if (s->elsewhere && s->typed.ship_line1[0] == '\0')
		problem(&s->bad, ORDER_SHIP_LINE1,
		    _("Enter the address to ship to."));
	if (own_po_taken(mine(r), s->typed.customer_po, s->po_order) &&
	    form_value(r, "po_again") == NULL)
		problem(&s->bad, ORDER_CUSTOMER_PO,
		    _("Order %s has this number already. Tick the box below "
		      "if you mean it."),
		    s->po_order);
}

/* The cart is another one than was shown, or became an order, or cannot be
 * had. */
static enum rc
elsewhere(struct req *r, struct sheet *s, enum rc rc)
{
	if (rc == RC_EXISTS) {
		redirect(r, order_path(r, s->p.o.id, ""), "placed-once");
		return RC_OK;
	}
	if (rc != RC_CONFLICT)
		return rc;
	s->bad.n = 0;
	problem(&s->bad, 0,
	    _("Your cart was changed in another window. Look at it again, "
	      "then place the order."));
	rc = prepare(r, s);
	if (rc != RC_OK) {
		redirect(r, "/cart", "changed");
		return rc;
	}
	r->out.status = 409;
	show(r, s);
	return RC_CONFLICT;
}

/* What is wrong is said on the page, with what was typed; with the cart itself,
 * on the cart's. */
static enum rc
again(struct req *r, struct sheet *s)
{
	struct problems was = s->bad;
	enum rc rc;

	s->bad.n = 0;
	rc = prepare(r, s);
	/* Whatever was begun is undone. */
	if (rc == RC_NOTFOUND || rc == RC_INVALID) {
		redirect(r, "/cart", NULL);
		return RC_INVALID;
	}
	s->bad = was;
	if (rc != RC_OK)
		return rc;
	r->out.status = 422;
	show(r, s);
	return RC_INVALID;
}

enum rc
place_post(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct cart seen = { .id = 0 };
	const char *total = form_value(r, "total");
	enum rc rc;

	if (!form_read_rev(r, &seen) || total == NULL)
		return RC_INVALID;
	/* Before its reference is taken for that of another order. */
	rc = own_cart_state(mine(r), seen.rev, &s->p.o.id);
	if (rc != RC_OK)
		return elsewhere(r, s, rc);
	read_form(r, s);
	if ((rc = take_place(r, s)) != RC_OK)
		return rc;
	take_typed(s);
	rc = s->bad.n > 0 ? RC_INVALID :
			    own_place(mine(r), &s->p, seen.rev,
				strtoll(total, NULL, 10), &s->bad);
	switch (rc) {
	case RC_OK:
		redirect(r, order_path(r, s->p.o.id, ""),
		    s->p.quote ? "asked" : "placed");
		return RC_OK;
	case RC_INVALID:
		return again(r, s);
	case RC_NOTFOUND:
		redirect(r, "/cart", NULL);
		return RC_OK;
	default:
		return rc;
	}
}

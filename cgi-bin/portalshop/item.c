/* One item: what it is, what it costs by quantity, whether it is there. */
#include <string.h>

#include "base/str.h"
#include "shops.h"
#include "web/control.h"

struct sheet {
	struct product p;
	struct own_stock stock;
	struct price_step step[BREAKS_MOST];
	int steps;
	struct unit unit[UNITS_MOST];
	int units;
	char currency[4];
	struct problems bad;
};

static enum rc
load(struct req *r, struct sheet **to)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = own_get(mine(r), &product_entity, r->id, &s->p);

	*to = s;
	if (rc == RC_OK)
		rc = own_stock(mine(r), &s->p, &s->stock);
	if (rc == RC_OK)
		rc = own_price_steps(mine(r), &s->p, "", s->step, &s->steps);
	if (rc == RC_OK)
		rc = own_units(mine(r), &s->p, s->unit, &s->units);
	return rc == RC_OK ? own_currency(mine(r), s->currency) : rc;
}

/* ---- prices ------------------------------------------------------------ */

static void
price_figure(struct req *r, const struct sheet *s)
{
	char rule[160];

	html(r, "<p class=\"figure\"><span class=\"fig\">");
	if (s->steps == 0) {
		text(r, _("Price on request"));
		html(r, "</span></p><p class=\"muted\">");
		text(r,
		    _("Put it into your cart and ask for a quote: we tell you "
		      "the price."));
		html(r, "</p>");
		return;
	}
	price_text(r, s->step[0].found.price, s->currency);
	html(r, "</span><span class=\"small muted\">");
	price_rule_text(&s->step[0].found, true, rule, sizeof rule);
	textf(r, _("for one %s, before tax. %s"), s->p.uom, rule);
	html(r, "</span></p>");
}

static void
steps_table(struct req *r, const struct sheet *s)
{
	char rule[160];

	if (s->steps < 2)
		return;
	html(r,
	    "<div class=\"tablewrap\"><table><caption class=\"small muted\">");
	text(r, _("The more, the cheaper"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("From"));
	html(r, "</th><th scope=\"col\" class=\"num\">");
	text(r, _("Price"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Why"));
	html(r, "</th></tr></thead><tbody>");
	for (int i = 0; i < s->steps; i++) {
		html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
		textf(r, "%s %s", quantity_words(r, s->step[i].from), s->p.uom);
		html(r, "</th><td class=\"num\">");
		price_text(r, s->step[i].found.price, s->currency);
		html(r, "</td><td class=\"small\">");
		price_rule_text(&s->step[i].found, true, rule, sizeof rule);
		text(r, rule);
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></div>");
}

/* ---- buying ------------------------------------------------------------ */

static void
unit_select(struct req *r, const struct sheet *s)
{
	const char *was = form_value(r, "uom");

	if (s->units < 2)
		return;
	control_open(r, &(struct control){ .name = "uom", .label = _("Unit") });
	html(r, "<select");
	control_names(r, &(struct control){ .name = "uom" });
	html(r, ">");
	for (int i = 0; i < s->units; i++)
		control_option(r, s->unit[i].uom,
		    i == 0 ?
			s->unit[i].uom :
			arena_printf(r->mem, _("%s of %s %s"), s->unit[i].uom,
			    quantity_words(r, s->unit[i].factor), s->p.uom),
		    was != NULL ? strcmp(was, s->unit[i].uom) == 0 : i == 0);
	html(r, "</select>");
	control_close(r);
}

static void
buy_card(struct req *r, const struct sheet *s)
{
	const char *was = form_value(r, "quantity");

	card_open(r, "h-buy", _("Order it"), NULL, NULL);
	price_figure(r, s);
	html(r, "<p>");
	stock_pill(r, &s->p, &s->stock);
	html(r, "</p>");
	if (s->stock.tracked && !s->stock.in_stock) {
		html(r, "<p class=\"small muted\">");
		text(r,
		    s->stock.may_wait ?
			_("You can order it; we send it as soon as it comes.") :
			_("It can be ordered again as soon as it comes."));
		html(r, "</p>");
	}
	if (!r->visitor->read_only) {
		form_open(r, item_path(r, &s->p, "/add"));
		html(r, "<div class=\"form\">");
		form_input(r,
		    &(struct input){ .name = "quantity",
			.label = _("Quantity"),
			.type = "text",
			.value = was != NULL ? was : "1",
			.error = problem_of(&s->bad, CART_LINE_QUANTITY),
			.autocomplete = "off" });
		unit_select(r, s);
		html(r, "<div class=\"acts\">");
		form_button(
		    r, "btn primary", NULL, NULL, "cart", _("Add to cart"));
		html(r, "</div></div>");
		form_close(r);
	}
	card_close(r);
}

static void
facts(struct req *r, const struct product *p)
{
	static const unsigned tags[] = { PRODUCT_CODE, PRODUCT_GTIN,
		PRODUCT_UOM, PRODUCT_WEIGHT, 0 };

	card_open(r, "h-item", _("About it"), NULL, NULL);
	if (p->description[0] != '\0') {
		html(r, "<p>");
		text_lines(r, p->description);
		html(r, "</p>");
	}
	html(r, "<dl class=\"kv two\">");
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(&product_entity, *t), p))
			kv_field(r, &product_entity, *t, p);
	html(r, "</dl>");
	card_close(r);
}

static void
show(struct req *r, const struct sheet *s)
{
	struct category *c = arena_alloc(r->mem, sizeof *c);
	bool within = s->p.category != 0 &&
	    own_get(mine(r), &category_entity, s->p.category, c) == RC_OK;

	page_open(r,
	    &(struct head){
		.title = s->p.name,
		.nav = "catalogue",
		.crumb = within ? c->name : _("Catalogue"),
		.crumb_path = within ?
		    arena_printf(
			r->mem, "/catalogue/in/%lld", (long long)c->id) :
		    "/catalogue",
		.lead = s->p.item_id,
	    });
	form_errors(
	    r, &(struct form_bad){ &cart_line_entity, &s->bad }, s->bad.n > 0);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	html(r, "<div class=\"card bigpic\">");
	item_picture(r, &s->p);
	html(r, "</div>");
	facts(r, &s->p);
	html(r, "</div><div class=\"stack\">");
	buy_card(r, s);
	if (s->steps > 1) {
		card_open(r, "h-steps", _("Your prices"), NULL, NULL);
		steps_table(r, s);
		card_close(r);
	}
	html(r, "</div></div>");
	page_close(r);
}

enum rc
item_page(struct req *r)
{
	struct sheet *s;
	enum rc rc = load(r, &s);

	if (rc == RC_OK)
		show(r, s);
	return rc;
}

/* Back to where it was chosen, so that one can go on choosing. */
static const char *
way_back(struct req *r)
{
	int64_t category = form_id(r, "category");

	return category != 0 ?
	    arena_printf(r->mem, "/catalogue/in/%lld", (long long)category) :
	    arena_printf(r->mem, "/catalogue/%lld", (long long)r->id);
}

enum rc
item_add_post(struct req *r)
{
	const char *uom = form_value(r, "uom");
	struct cart_line wish = { .item_id = r->id };
	struct sheet *s;
	enum rc rc = load(r, &s);

	if (rc != RC_OK)
		return rc;
	if (!quantity_typed(form_value(r, "quantity"), &wish.quantity))
		problem(&s->bad, CART_LINE_QUANTITY,
		    _("Enter a number, such as 12."));
	if (uom != NULL && !str_copy(wish.uom, sizeof wish.uom, uom))
		problem(&s->bad, CART_LINE_UOM, _("This unit is unknown."));
	rc = s->bad.n > 0 ? RC_INVALID :
			    own_cart_add(mine(r), &wish, 1, &s->bad);
	if (rc == RC_OK)
		redirect(r, way_back(r), "added");
	if (rc == RC_INVALID) {
		/* Of the one line there is. */
		for (int i = 0; i < s->bad.n; i++)
			s->bad.at[i].row = 0;
		r->out.status = 422;
		show(r, s);
	}
	return rc;
}

enum rc
item_picture_file(struct req *r)
{
	struct product *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = own_get(mine(r), &product_entity, r->id, p);

	return rc != RC_OK ? rc :
			     reply_picture(r, own_picture_open(mine(r), p),
				 PICTURE_MOST, p->picture_type, "no-store");
}

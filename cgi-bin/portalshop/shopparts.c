/* Parts of the pages of ordering. */
#include <string.h>

#include "base/amount.h"
#include "base/date.h"
#include "base/str.h"
#include "shops.h"

const struct choice order_preferences[] = {
	{ SHIP_BACK_ORDER, "back_order", N_("Allow partial shipments"), NULL },
	{ SHIP_COMPLETE, "complete", N_("Ship all items together"), NULL },
	{ SHIP_CANCEL_REST, "cancel_rest", N_("Ship available items only"),
	    NULL },
	{ 0 },
};

const char *
quantity_words(struct req *r, int64_t quantity)
{
	char text[AMOUNT_TEXT];

	decimal_print(quantity, QUANTITY_PLACES, 0, text, sizeof text);
	return amount_grouped(r->mem, text, "\u2212");
}

void
price_text(struct req *r, int64_t price, const char *currency)
{
	char number[AMOUNT_TEXT];

	decimal_print(price, PRICE_PLACES, currency_decimals(currency), number,
	    sizeof number);
	text(r, amount_grouped(r->mem, number, "\u2212"));
	html(r, " <span class=\"cur\">");
	text(r, currency);
	html(r, "</span>");
}

bool
quantity_typed(const char *s, int64_t *quantity)
{
	char plain[AMOUNT_TEXT];
	char *comma;

	if (s == NULL || !str_copy(plain, sizeof plain, s))
		return false;
	if ((comma = strchr(plain, ',')) != NULL && strchr(plain, '.') == NULL)
		*comma = '.';
	return amount_parse(str_trim(plain), QUANTITY_PLACES, quantity, NULL);
}

void
stock_pill(struct req *r, const struct product *p, const struct own_stock *s)
{
	char day[DATE_TEXT];

	if (!s->tracked)
		pill(r, "ok", _("Available"));
	else if (s->in_stock && s->quantity >= 0)
		pill(r, "ok",
		    arena_printf(r->mem, _("%s %s in stock"),
			quantity_words(r, s->quantity), p->uom));
	else if (s->in_stock)
		pill(r, "ok", _("In stock"));
	else if (s->expected != DATE_NONE) {
		date_long(s->expected, day, sizeof day);
		pill(r, "warn",
		    arena_printf(r->mem, _("Out of stock, expected %s"), day));
	} else
		pill(r, "warn", _("Out of stock"));
}

const char *
item_path(struct req *r, const struct product *p, const char *rest)
{
	return arena_printf(
	    r->mem, "/catalogue/%lld%s", (long long)p->id, rest);
}

void
item_picture(struct req *r, const struct product *p)
{
	if (p->picture[0] == '\0') {
		html(r, "<span class=\"pic none\">");
		icon(r, "package");
		html(r, "</span>");
		return;
	}
	/* The name of the file changes with the picture. */
	html(r, "<span class=\"pic\"><img alt=\"\" loading=\"lazy\" src=\"");
	text(r,
	    url(r, item_path(r, p, "/picture"), "v",
		arena_strndup(r->mem, p->picture, 8), NULL));
	html(r, "\"></span>");
}

void
ask_page(struct req *r, const struct question *q)
{
	page_open(r,
	    &(struct head){
		.title = q->title, .nav = "orders", .no_title = true });
	html(r, "<div class=\"narrow stack\">");
	form_errors(r, &(struct form_bad){ q->e, q->bad }, q->bad != NULL);
	html(r,
	    "<section class=\"card status\"><div class=\"body\">"
	    "<span class=\"mark");
	if (q->mark != NULL) {
		html(r, " ");
		text(r, q->mark);
	}
	html(r, "\">");
	icon(r, q->icon);
	html(r, "</span><h1>");
	text(r, q->title);
	html(r, "</h1><p>");
	text(r, q->says);
	html(r, "</p>");
	form_open(r, q->path);
	form_rev(r, q->rec);
	if (q->more != NULL)
		q->more(r, q);
	html(r, "<div class=\"acts\">");
	form_button(r, q->button, NULL, NULL, NULL, q->act);
	button_link(r, q->back, "btn quiet", NULL, q->kept);
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section></div>");
	page_close(r);
}

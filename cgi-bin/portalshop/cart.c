/*
 * The cart (SP504003). A form tells for each line the quantity that was seen,
 * so that two tabs put their changes together: what both changed is asked for
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "model/invoice.h"
#include "shops.h"
#include "web/control.h"

struct row {
	const struct order_line *l;
	int64_t line;         /* id of the cart's line */
	struct product *item; /* NULL: it is no longer sold */
	const char *typed;
};

struct sheet {
	struct cart cart;
	struct placing p;
	struct row row[CART_MOST];
	char currency[4];
	struct problems bad; /* of the order that it would be */
	struct problems typed;
};

/* The order that it would be tells prices and what is wrong. */
static enum rc
load(struct req *r, struct sheet *s)
{
	struct cart_line *lines;
	int n;
	enum rc rc = own_cart(mine(r), &s->cart);

	if (rc == RC_OK)
		rc = own_currency(mine(r), s->currency);
	if (rc != RC_OK)
		return rc;
	rc = own_prepare(mine(r), &s->p, &s->bad);
	if (rc != RC_OK && rc != RC_INVALID)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	rc = own_cart_lines(mine(r), &lines, &n);
	for (int i = 0; rc == RC_OK && i < n && i < s->p.n; i++) {
		s->row[i].l = &s->p.lines[i];
		s->row[i].line = lines[i].id;
		s->row[i].item = arena_alloc(r->mem, sizeof *s->row[i].item);
		if (own_get(mine(r), &product_entity, lines[i].item_id,
			s->row[i].item) != RC_OK)
			s->row[i].item = NULL;
	}
	return rc;
}

/* ---- rows -------------------------------------------------------------- */

static const char *
row_error(const struct sheet *s, int row)
{
	const struct problems *both[] = { &s->typed, &s->bad };

	for (int b = 0; b < 2; b++)
		for (int i = 0; i < both[b]->n; i++)
			if (both[b]->at[i].row == row)
				return both[b]->at[i].text;
	return NULL;
}

static void
quantity_input(struct req *r, const struct sheet *s, int i)
{
	const struct row *row = &s->row[i];
	const char *error = row_error(s, i + 1);
	const char *id = arena_printf(r->mem, "line-%d", i + 1);
	char plain[32];

	decimal_print(row->l->quantity, 3, 0, plain, sizeof plain);
	form_hidden(
	    r, "l_id", arena_printf(r->mem, "%lld", (long long)row->line));
	form_hidden(r, "l_was", plain);
	html(
	    r, "<input type=\"text\" inputmode=\"decimal\" class=\"num w-xs\"");
	attribute(r, "id", id);
	attribute(r, "name", "l_quantity");
	attribute(r, "value", row->typed != NULL ? row->typed : plain);
	attribute(r, "aria-label",
	    arena_printf(r->mem, _("Quantity of %s"), row->l->description));
	html(r, " autocomplete=\"off\"");
	if (error != NULL) {
		html(r, " aria-invalid=\"true\"");
		attribute(r, "aria-describedby",
		    arena_printf(r->mem, "line-%d-error", i + 1));
	}
	html(r, "> ");
	text(r, row->l->uom);
}

static void
row_end(struct req *r, const struct sheet *s, int i)
{
	const struct order_line *l = s->row[i].l;
	bool priced = l->unit_price != 0 || l->manual_price;

	html(r, "<td class=\"num\" data-l=\"");
	text(r, _("Price"));
	html(r, "\">");
	if (priced)
		price_text(r, l->unit_price, s->currency);
	else
		text(r, _("On request"));
	html(r, "</td>");
	if (priced)
		amount_cell(r, _("Amount"), l->line_amount, s->currency);
	else
		html(r, "<td></td>");
	html(r, "<td class=\"c-end\">");
	form_button(r, "btn sm quiet", "do",
	    arena_printf(r->mem, "remove-%lld", (long long)s->row[i].line),
	    "trash", _("Remove"));
	html(r, "</td></tr>\n");
}

/* Number and whether it is there. */
static void
about(struct req *r, const struct row *row)
{
	struct own_stock stock;

	if (row->item == NULL)
		return;
	html(r, "<br><span class=\"small muted\">");
	text(r, row->item->item_id);
	html(r, "</span> ");
	if (own_stock(mine(r), row->item, &stock) == RC_OK)
		stock_pill(r, row->item, &stock);
}

static void
cart_row(struct req *r, const struct sheet *s, int i)
{
	const struct order_line *l = s->row[i].l;
	const char *error = row_error(s, i + 1);
	char code[64];

	own_order_item(mine(r), l, code, sizeof code);
	html(r, "<tr><th scope=\"row\">");
	link_to(r,
	    arena_printf(r->mem, "/catalogue/%lld", (long long)l->item_id),
	    l->description[0] != '\0' ? l->description : code);
	about(r, &s->row[i]);
	if (error != NULL) {
		html(r, "<p class=\"errtext\"");
		attribute(
		    r, "id", arena_printf(r->mem, "line-%d-error", i + 1));
		html(r, ">");
		text(r, error);
		html(r, "</p>");
	}
	html(r, "</th><td data-l=\"");
	text(r, _("Quantity"));
	html(r, "\">");
	quantity_input(r, s, i);
	html(r, "</td>");
	row_end(r, s, i);
}

static void
cart_table(struct req *r, const struct sheet *s)
{
	static const char *const heads[] = { N_("Item"), N_("Quantity"),
		N_(">Price"), N_(">Amount"), N_("Change"), NULL };

	table_open(r, "h-cart", _("What you want"), heads);
	for (int i = 0; i < s->p.n; i++)
		cart_row(r, s, i);
	html(r, "</tbody></table></div><footer>");
	form_button(r, "btn", "do", "update", "refresh", _("Update"));
	form_button(r, "btn quiet", "do", "clear", NULL, _("Empty the cart"));
	html(r, "</footer></section>");
}

static void
total_card(struct req *r, const struct sheet *s)
{
	bool right = s->bad.n == 0;

	card_open(r, "h-total", _("Together"), NULL, NULL);
	html(r, "<p class=\"figure\"><span class=\"fig\">");
	amount_text(r, s->p.o.line_total, s->currency);
	html(r, "</span><span class=\"small muted\">");
	text(r, _("before tax and freight"));
	html(r, "</span></p><div class=\"acts-list\">");
	if (!r->visitor->read_only) {
		form_button(r, right ? "btn primary" : "btn", "do", "order",
		    "check", _("Check and order"));
		form_button(
		    r, "btn", "do", "quote", "file-text", _("Ask for a quote"));
	}
	html(r, "</div>");
	card_close(r);
}

/* ---- the page ---------------------------------------------------------- */

static void
nothing(struct req *r)
{
	html(r, "<section class=\"card\"><div class=\"body\">");
	empty_state(r, "cart", _("Your cart is empty"),
	    _("Choose items in the catalogue, or paste a list of numbers and "
	      "quantities. It stays here until you order."),
	    "/catalogue", _("To the catalogue"));
	html(r, "</div></section>");
}

static void
show(struct req *r, const struct sheet *s)
{
	page_open(r, &(struct head){ .title = _("Cart"), .nav = "cart" });
	form_errors(r,
	    &(struct form_bad){
		&cart_line_entity, s->typed.n > 0 ? &s->typed : &s->bad },
	    1);
	if (s->p.n == 0)
		nothing(r);
	else {
		html(r, "<form method=\"post\" action=\"");
		text(r, url(r, "/cart", NULL));
		html(r, "\" novalidate data-warn><div class=\"cols\">");
		form_token(r);
		html(r, "<div class=\"stack\">");
		cart_table(r, s);
		html(r, "</div><div class=\"stack\">");
		total_card(r, s);
		html(r, "</div></div></form>");
	}
	if (!r->visitor->read_only)
		quick_form(r, NULL);
	page_close(r);
}

enum rc
cart_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc == RC_OK)
		show(r, s);
	return rc;
}

/* ---- changing ---------------------------------------------------------- */

/* What was typed in a row, as far as it differs from what was seen. */
static enum rc
change_row(struct req *r, int i, int row, struct problems *bad)
{
	const char *id = form_value_at(r, "l_id", i);
	const char *was = form_value_at(r, "l_was", i);
	const char *typed = form_value_at(r, "l_quantity", i);
	struct problems own = { .n = 0 };
	int64_t before, quantity;
	enum rc rc;

	if (was == NULL || typed == NULL || !quantity_typed(was, &before))
		return RC_INVALID;
	if (*typed == '\0')
		quantity = 0;
	else if (!quantity_typed(typed, &quantity) || quantity < 0) {
		problem_in(bad, row, CART_LINE_QUANTITY,
		    _("Enter a number, such as 12."));
		return RC_OK;
	}
	rc = own_cart_set(
	    mine(r), strtoll(id, NULL, 10), before, quantity, &own);
	if (rc == RC_CONFLICT)
		problem_in(bad, row, CART_LINE_QUANTITY,
		    _("This line was changed in another window meanwhile: it "
		      "stays as it is now. Change it here if you want."));
	else if (rc == RC_INVALID)
		problem_in(bad, row, CART_LINE_QUANTITY, "%s", own.at[0].text);
	return rc == RC_OK || rc == RC_SAME || rc == RC_CONFLICT ||
		rc == RC_INVALID ?
	    RC_OK :
	    rc;
}

static enum rc
remove_line(struct req *r, int64_t line, struct problems *bad)
{
	for (int i = 0;; i++) {
		const char *id = form_value_at(r, "l_id", i);
		const char *was = form_value_at(r, "l_was", i);
		int64_t before;
		enum rc rc;

		if (id == NULL || was == NULL)
			return RC_OK;
		if (strtoll(id, NULL, 10) != line ||
		    !quantity_typed(was, &before))
			continue;
		rc = own_cart_set(mine(r), line, before, 0, bad);
		return rc == RC_SAME ? RC_OK : rc;
	}
}

/* A row of the form stands where its line is now, or nowhere. */
static int
row_now(const struct cart_line *lines, int n, const char *id)
{
	for (int i = 0; i < n; i++)
		if (lines[i].id == strtoll(id, NULL, 10))
			return i + 1;
	return 0;
}

static enum rc
change_all(struct req *r, struct problems *bad)
{
	struct cart_line *lines;
	const char *id;
	int n;
	enum rc rc = own_cart_lines(mine(r), &lines, &n);

	for (int i = 0;
	     rc == RC_OK && (id = form_value_at(r, "l_id", i)) != NULL; i++)
		rc = change_row(r, i, row_now(lines, n, id), bad);
	return rc;
}

static const char *
where_to(const char *wish)
{
	return strcmp(wish, "order") == 0 ? "/cart/order" :
	    strcmp(wish, "quote") == 0    ? "/cart/order?quote=1" :
					    "/cart";
}

/* What fits is kept, whatever is wrong with other lines. */
enum rc
cart_post(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	const char *wish = form_value(r, "do");
	enum rc rc;

	if (wish == NULL)
		wish = "update";
	if (strcmp(wish, "clear") == 0)
		rc = own_cart_clear(mine(r));
	else if (strncmp(wish, "remove-", 7) == 0)
		rc = remove_line(r, strtoll(wish + 7, NULL, 10), &s->typed);
	else
		rc = change_all(r, &s->typed);
	if (rc == RC_CONFLICT) {
		problem(&s->typed, 0,
		    _("This line was changed in another window meanwhile."));
		rc = RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (s->typed.n == 0) {
		redirect(r, where_to(wish),
		    strcmp(wish, "update") == 0 ? "updated" : NULL);
		return RC_OK;
	}
	if ((rc = load(r, s)) != RC_OK)
		return rc;
	r->out.status = 409;
	show(r, s);
	return RC_OK;
}

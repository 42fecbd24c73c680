/* The catalogue (SP504001): categories, search, and cards of items. */
#include <string.h>

#include "shops.h"

enum { PAGE_ITEMS = 24 };

/* ---- categories -------------------------------------------------------- */

struct cats {
	struct req *r;
	int64_t at; /* the one that is open */
	int n;
};

static const char *
category_path(struct req *r, int64_t id)
{
	return arena_printf(r->mem, "/catalogue/in/%lld", (long long)id);
}

static bool
category_link(void *arg, const void *rec)
{
	const struct category *c = rec;
	struct cats *cats = arg;
	struct req *r = cats->r;

	cats->n++;
	html(r, "<li><a href=\"");
	text(r, url(r, category_path(r, c->id), NULL));
	html(r, "\"");
	if (c->id == cats->at)
		html(r, " aria-current=\"page\"");
	html(r, ">");
	text(r, c->name);
	html(r, "</a></li>");
	return true;
}

static enum rc
children(struct req *r, int64_t parent, int64_t at, int *n)
{
	const struct category like = { .parent = parent };
	const struct list l = { .e = &category_entity,
		.index = CATEGORY_OF_PARENT,
		.like = &like,
		.prefix = 1 };
	struct cats c = { r, at, 0 };
	enum rc rc = own_list(mine(r), &l, category_link, &c);

	*n = c.n;
	return rc;
}

/* The categories beside the items: the one that is open with those in it, or
 * those at the top. */
static enum rc
category_card(struct req *r, const struct category *open)
{
	int64_t parent = open == NULL ? 0 : open->id;
	int n;
	enum rc rc;

	card_open(r, "h-categories", _("Categories"), NULL, NULL);
	html(r, "<ul class=\"cats\">");
	if (open != NULL) {
		html(r, "<li><a href=\"");
		text(r,
		    url(r,
			open->parent == 0 ? "/catalogue" :
					    category_path(r, open->parent),
			NULL));
		html(r, "\">");
		icon(r, "chevron-left");
		text(r, open->parent == 0 ? _("All items") : _("One up"));
		html(r, "</a></li>");
	}
	rc = children(r, parent, parent, &n);
	/* Where nothing is below, its like are of more use. */
	if (rc == RC_OK && n == 0 && open != NULL)
		rc = children(r, open->parent, open->id, &n);
	html(r, "</ul>");
	card_close(r);
	return rc;
}

/* ---- items ------------------------------------------------------------- */

struct cards {
	struct req *r;
	int64_t category; /* 0: none */
	char currency[4];
	struct product last;
	int n;
	bool more;
	enum rc rc;
};

static void
add_form(struct req *r, const struct cards *c, const struct product *p)
{
	html(r, "<form class=\"add\" method=\"post\" action=\"");
	text(r, url(r, item_path(r, p, "/add"), NULL));
	html(r, "\">");
	form_token(r);
	if (c->category != 0)
		form_hidden(r, "category",
		    arena_printf(r->mem, "%lld", (long long)c->category));
	html(r,
	    "<input type=\"text\" inputmode=\"decimal\" class=\"num\" "
	    "name=\"quantity\" value=\"1\" autocomplete=\"off\" aria-label=\"");
	textf(r, _("Quantity of %s"), p->item_id);
	html(r, "\">");
	form_button(r, "btn primary", NULL, NULL, "cart", _("Add"));
	html(r, "</form>");
}

static enum rc
card(struct cards *c, const struct product *p)
{
	struct req *r = c->r;
	struct price_found price;
	struct own_stock stock;
	enum rc rc = own_stock(mine(r), p, &stock), priced;

	if (rc != RC_OK)
		return rc;
	priced = own_price(mine(r), p, "", UNIT_ONE, &price);
	html(r, "<li class=\"card item\">");
	item_picture(r, p);
	html(r, "<div class=\"what\"><h3><a href=\"");
	text(r, url(r, item_path(r, p, ""), NULL));
	html(r, "\">");
	text(r, p->name);
	html(r, "</a></h3><p class=\"small muted\">");
	text(r, p->item_id);
	html(r, "</p><p>");
	stock_pill(r, p, &stock);
	html(r, "</p></div><div class=\"buy\"><p class=\"strong\">");
	if (priced == RC_OK) {
		price_text(r, price.price, c->currency);
		html(r, " <span class=\"small muted\">/ ");
		text(r, p->uom);
		html(r, "</span>");
	} else
		text(r, _("Price on request"));
	html(r, "</p>");
	if (!r->visitor->read_only)
		add_form(r, c, p);
	html(r, "</div></li>\n");
	return priced == RC_NOTFOUND ? RC_OK : priced;
}

/* One more than fits tells that there is another page. */
static bool
card_row(void *arg, const void *rec)
{
	struct cards *c = arg;

	if (c->n == PAGE_ITEMS) {
		c->more = true;
		return false;
	}
	c->last = *(const struct product *)rec;
	c->rc = card(c, &c->last);
	c->n++;
	return c->rc == RC_OK;
}

static bool
found_row(void *arg, const void *rec)
{
	struct cards *c = arg;

	c->last = *(const struct product *)rec;
	c->rc = card(c, &c->last);
	c->n++;
	return c->rc == RC_OK;
}

static void
none(struct req *r, bool searched)
{
	html(r, "<section class=\"card\"><div class=\"body\">");
	if (searched)
		empty_state(r, "search", _("Nothing found"),
		    _("Try fewer or shorter words, an item's number, a bar "
		      "code, or your own part number."),
		    "/catalogue", _("All items"));
	else
		empty_state(r, "package", _("Nothing here yet"),
		    _("Items appear here when we put them into this category. "
		      "The search finds all we sell."),
		    NULL, NULL);
	html(r, "</div></section>");
}

static void
next_page(struct req *r, const struct cards *c, const char *path)
{
	char place[PLACE_TEXT];

	own_item_place(&c->last, c->category != 0, place);
	html(r, "<nav class=\"acts\" aria-label=\"");
	text(r, _("Pages"));
	html(r, "\"><a class=\"btn\" href=\"");
	text(r, url(r, path, "after", place, NULL));
	html(r, "\">");
	text(r, _("More items"));
	icon(r, "chevron-right");
	html(r, "</a></nav>");
}

static enum rc
browse(struct req *r, struct cards *c, const char *path)
{
	const char *after = query_value(r, "after");
	const struct product like = { .category = c->category };
	const struct list l = { .e = &product_entity,
		.index =
		    c->category != 0 ? PRODUCT_OF_CATEGORY : PRODUCT_BY_ON_WEB,
		.like = &like,
		.prefix = c->category != 0 ? 2 : 1,
		.after = after };
	enum rc rc;

	html(r, "<ul class=\"items\">");
	rc = own_list(mine(r), &l, card_row, c);
	html(r, "</ul>");
	if (c->n == 0)
		none(r, false);
	if (c->more)
		next_page(r, c, path);
	return rc == RC_OK ? c->rc : rc;
}

static enum rc
search(struct req *r, struct cards *c, const char *words)
{
	bool cut;
	enum rc rc;

	html(r, "<ul class=\"items\">");
	rc = own_find(mine(r), words, &cut, found_row, c);
	html(r, "</ul>");
	if (c->n == 0)
		none(r, true);
	else if (cut)
		banner(r, "info", _("There may be more."),
		    _("These are the best. Another word narrows them down."));
	return rc == RC_OK ? c->rc : rc;
}

/* ---- the page ---------------------------------------------------------- */

static void
search_box(struct req *r, const char *words)
{
	html(r,
	    "<form class=\"card find\" role=\"search\" method=\"get\" action=\"");
	text(r, url(r, "/catalogue", NULL));
	html(r, "\"><div><label for=\"q\">");
	text(r, _("Find an item"));
	html(r, "</label><input id=\"q\" name=\"q\" type=\"search\" value=\"");
	text(r, words);
	html(r, "\" placeholder=\"");
	text(r, _("Name, number, bar code or your part number"));
	html(r, "\"></div>");
	form_button(r, "btn primary", NULL, NULL, "search", _("Search"));
	html(r, "</form>");
}

static enum rc
show(struct req *r, const struct category *open)
{
	const char *words = query_value(r, "q");
	const struct category top = { .parent = 0 };
	struct cards *c = arena_alloc(r->mem, sizeof *c);
	const char *path =
	    open == NULL ? "/catalogue" : category_path(r, open->id);
	enum rc rc;

	c->r = r;
	c->category = open == NULL ? 0 : open->id;
	if ((rc = own_currency(mine(r), c->currency)) != RC_OK)
		return rc;
	page_open(r,
	    &(struct head){
		.title = open == NULL ? _("Catalogue") : open->name,
		.nav = "catalogue",
		.crumb = open == NULL ? NULL : _("Catalogue"),
		.crumb_path = "/catalogue",
		.lead = _("Your own prices, before tax."),
	    });
	if (own_count(mine(r), &category_entity, CATEGORY_OF_PARENT, &top) >
	    0) {
		html(
		    r, "<div class=\"cols facts\"><div class=\"stack first\">");
		rc = category_card(r, open);
		html(r, "</div><div class=\"stack\">");
	} else
		html(r, "<div><div class=\"stack\">");
	search_box(r, words == NULL ? "" : words);
	html(r, "<h2 class=\"vh\">");
	text(r, _("Items"));
	html(r, "</h2>");
	if (rc == RC_OK && words != NULL && *words != '\0')
		rc = search(r, c, words);
	else if (rc == RC_OK)
		rc = browse(r, c, path);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
catalogue_page(struct req *r)
{
	return show(r, NULL);
}

enum rc
category_page(struct req *r)
{
	struct category *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = own_get(mine(r), &category_entity, r->id, c);

	return rc == RC_OK ? show(r, c) : rc;
}

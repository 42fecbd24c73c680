/*
 * Taking away what has no page of steps: prices, units of items, packages. A
 * page asks first; the model says whether it may be.
 */
#include <string.h>

#include "base/str.h"
#include "docs.h"
#include "model/catalogue.h"
#include "model/product.h"
#include "model/shipment.h"

struct erase {
	const struct entity *e;
	const char *list; /* "/prices": its address and the record's id */
	const char *nav, *screen;
	const char *asks, *says, *keep, *label; /* N_() */
	/* The page it belongs to, and where it leads afterwards. */
	const char *(*back)(struct req *, const void *rec);
	const char *(*after)(struct req *, const void *rec);
	enum rc (*run)(struct txn *, const void *rec, struct problems *);
};

/* ---- what can be taken away */

static const char *
price_back(struct req *r, const void *rec)
{
	return at(r, "/prices", record_id(rec), "");
}

static const char *
price_after(struct req *r, const void *rec)
{
	const struct price *p = rec;

	return at(r, "/items", p->item_id, "/prices");
}

static enum rc
run_price(struct txn *x, const void *rec, struct problems *bad)
{
	return price_erase(x, rec, bad);
}

static const char *
unit_back(struct req *r, const void *rec)
{
	return at(r, "/units", record_id(rec), "");
}

static const char *
unit_after(struct req *r, const void *rec)
{
	const struct unit *u = rec;

	return at(r, "/items", u->item_id, "/units");
}

static enum rc
run_unit(struct txn *x, const void *rec, struct problems *bad)
{
	return unit_erase(x, rec, bad);
}

static const char *
package_back(struct req *r, const void *rec)
{
	const struct package *p = rec;

	return at(r, "/shipments", p->shipment_id, "");
}

static enum rc
run_package(struct txn *x, const void *rec, struct problems *bad)
{
	return package_erase(x, rec, bad);
}

static const char *
category_back(struct req *r, const void *rec)
{
	return at(r, "/categories", record_id(rec), "");
}

static const char *
category_after(struct req *r, const void *rec)
{
	(void)r;
	(void)rec;
	return "/categories";
}

static enum rc
run_category(struct txn *x, const void *rec, struct problems *bad)
{
	return category_erase(x, rec, bad);
}

static const char *
reference_back(struct req *r, const void *rec)
{
	const struct cross_reference *c = rec;

	return at(r, "/items", c->item_id, "/references");
}

static enum rc
run_reference(struct txn *x, const void *rec, struct problems *bad)
{
	return cross_reference_erase(x, rec, bad);
}

static const struct erase categories = {
	.e = &category_entity,
	.list = "/categories",
	.nav = "categories",
	.screen = "IN204060",
	.asks = N_("Delete this category?"),
	.says = N_("It must be empty: no item and no other category in it."),
	.keep = N_("Keep the category"),
	.label = N_("Delete category"),
	.back = category_back,
	.after = category_after,
	.run = run_category,
};
static const struct erase references = {
	.e = &cross_reference_entity,
	.list = "/references",
	.nav = "items",
	.screen = "IN202500",
	.asks = N_("Remove this number?"),
	.says = N_("The item is no longer found by it."),
	.keep = N_("Keep the number"),
	.label = N_("Remove number"),
	.back = reference_back,
	.after = reference_back,
	.run = run_reference,
};
static const struct erase prices = {
	.e = &price_entity,
	.list = "/prices",
	.nav = "prices",
	.screen = "AR202000",
	.asks = N_("Delete this price?"),
	.says = N_("Documents that were priced by it keep what they have; the "
		   "next ones find another price, or none."),
	.keep = N_("Keep the price"),
	.label = N_("Delete price"),
	.back = price_back,
	.after = price_after,
	.run = run_price,
};
static const struct erase units = {
	.e = &unit_entity,
	.list = "/units",
	.nav = "items",
	.screen = "IN202500",
	.asks = N_("Delete this unit?"),
	.says = N_("The item can no longer be sold by it."),
	.keep = N_("Keep the unit"),
	.label = N_("Delete unit"),
	.back = unit_back,
	.after = unit_after,
	.run = run_unit,
};
static const struct erase packages = {
	.e = &package_entity,
	.list = "/packages",
	.nav = "shipments",
	.screen = "SO302000",
	.asks = N_("Delete this package?"),
	.says = N_("Its weight and tracking number are gone with it."),
	.keep = N_("Keep the package"),
	.label = N_("Delete package"),
	.back = package_back,
	.after = package_back,
	.run = run_package,
};

/* ---- asked, and done */

static enum rc
ask(struct req *r, const struct erase *w)
{
	void *rec = arena_alloc(r->mem, w->e->size);
	enum rc rc = store_get(r->x, w->e, r->id, rec);
	struct head h = {
		.nav = w->nav, .screen = w->screen, .no_title = true
	};

	if (rc != RC_OK)
		return rc;
	h.title = _(w->asks);
	h.crumb = _(w->e->label);
	h.crumb_path = w->back(r, rec);
	page_open(r, &h);
	html(r,
	    "<div class=\"narrow\"><section class=\"card status\">"
	    "<div class=\"body\"><span class=\"mark bad\">");
	icon(r, "trash");
	html(r, "</span><h1>");
	text(r, h.title);
	html(r, "</h1><p>");
	text(r, _(w->says));
	html(r, "</p><form class=\"acts\" method=\"post\" action=\"");
	text(r, url(r, at(r, w->list, r->id, "/delete"), NULL));
	html(r, "\">");
	form_token(r);
	form_rev(r, rec);
	html(r, "<button type=\"submit\" class=\"btn danger\">");
	text(r, _(w->label));
	html(r, "</button>");
	button_link(r, h.crumb_path, "btn quiet", NULL, _(w->keep));
	html(r, "</form></div></section></div>");
	page_close(r);
	return RC_OK;
}

static enum rc
erase(struct req *r, const struct erase *w)
{
	void *rec = arena_alloc(r->mem, w->e->size);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = store_get(r->x, w->e, r->id, rec);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, rec))
		return RC_INVALID;
	rc = w->run(r->x, rec, bad);
	if (rc != RC_OK)
		return refuse(r, rc, bad, w->back(r, rec));
	redirect(r, w->after(r, rec), "deleted");
	return RC_OK;
}

enum rc
price_erase_page(struct req *r)
{
	return ask(r, &prices);
}

enum rc
price_erase_post(struct req *r)
{
	return erase(r, &prices);
}

enum rc
unit_erase_page(struct req *r)
{
	return ask(r, &units);
}

enum rc
unit_erase_post(struct req *r)
{
	return erase(r, &units);
}

enum rc
package_erase_page(struct req *r)
{
	return ask(r, &packages);
}

enum rc
package_erase_post(struct req *r)
{
	return erase(r, &packages);
}

enum rc
category_erase_page(struct req *r)
{
	return ask(r, &categories);
}

enum rc
category_erase_post(struct req *r)
{
	return erase(r, &categories);
}

enum rc
reference_erase_page(struct req *r)
{
	return ask(r, &references);
}

enum rc
reference_erase_post(struct req *r)
{
	return erase(r, &references);
}

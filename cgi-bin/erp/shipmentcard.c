/* One shipment: facts, lines, packages with their tracking. */
#include <string.h>

#include "orders.h"

enum { RELATIONS_TOO = LEDGER | ROLE_CASES | ROLE_CUSTOMERS };

static void
facts(struct req *r, const struct shipment *s)
{
	static const unsigned tags[] = { SHIPMENT_DATE, SHIPMENT_OPERATION,
		SHIPMENT_WAREHOUSE, SHIPMENT_VIA, SHIPMENT_QUANTITY,
		SHIPMENT_WEIGHT, SHIPMENT_PACKAGES, SHIPMENT_CREATED, 0 };
	const struct entity *e = &shipment_entity;

	card_open(r, "h-facts", _("Shipment"));
	html(r, "<dl class=\"kv\">");
	doc_link(r, e, SHIPMENT_ACCOUNT, s, "/accounts", RELATIONS_TOO);
	doc_link(r, e, SHIPMENT_ORDER, s, "/orders", LEDGER);
	doc_link(r, e, SHIPMENT_INVOICE, s, "/invoices", LEDGER);
	doc_facts(r, e, tags, s);
	kv_address(r, e, SHIPMENT_SHIP_NAME, s, _("Ship to"));
	html(r, "</dl>");
	card_close(r);
}

/* ---- lines
 * ---------------------------------------------------------------------------
 */

static const struct column columns[] = {
	{ .tag = SHIPMENT_LINE_NO, .label = N_("Line"), .how = COL_LINK },
	{ .tag = SHIPMENT_LINE_DESCRIPTION, .how = COL_OWN },
	{ .tag = SHIPMENT_LINE_QUANTITY, .how = COL_NUMBER },
	{ .tag = SHIPMENT_LINE_UOM, .how = COL_TEXT },
	{ .tag = 0 },
};

static void
line_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct shipment_line *l = rec;

	(void)c;
	line_text(r, l->item_id, l->description, "");
}

/* ---- packages
 * ------------------------------------------------------------------------ */

static const unsigned package_fields[] = {
	PACKAGE_DESCRIPTION,
	PACKAGE_WEIGHT,
	PACKAGE_TRACKING,
	PACKAGE_URL,
	0,
};

struct rows {
	struct req *r;
	bool may_erase;
};

static bool
package_row(void *arg, const void *rec)
{
	const struct package *p = rec;
	const struct rows *rows = arg;
	struct req *r = rows->r;

	html(r, "<li>");
	icon(r, "package");
	html(r, "<span>");
	textf(r, _("Package %lld"), (long long)p->package_no);
	if (p->description[0] != '\0')
		textf(r, ": %s", p->description);
	html(r, "<br><span class=\"small muted\">");
	if (p->tracking_url[0] != '\0') {
		html(r, "<a href=\"");
		text(r, p->tracking_url);
		html(r, "\" rel=\"noopener noreferrer nofollow\">");
		text(r,
		    p->tracking_no[0] != '\0' ? p->tracking_no : _("Track it"));
		html(r, "</a>");
	} else if (p->tracking_no[0] != '\0') {
		text(r, p->tracking_no);
	} else {
		text(r, _("No tracking number"));
	}
	if (p->weight != 0) {
		html(r, ", ");
		number_field(
		    r, record_field(&package_entity, PACKAGE_WEIGHT), p);
		html(r, " kg");
	}
	if (rows->may_erase) {
		html(r, "<br>");
		link_to(
		    r, at(r, "/packages", p->id, "/delete"), _("Delete it"));
	}
	html(r, "</span></span></li>");
	return true;
}

static enum rc
packages(struct req *r, const struct shipment *s, const struct package *typed,
    const struct problems *bad)
{
	const struct package like = { .shipment_id = s->id };
	const struct list l = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };
	struct rows rows = { r, may(r, ROLE_SALES) && shipment_may_change(s) };
	enum rc rc;

	card_open(r, "h-packages", _("Packages"));
	html(r, "<div class=\"stack\"><ul class=\"todo\">");
	rc = store_list(r->x, &l, package_row, &rows);
	html(r, "</ul>");
	if (may(r, ROLE_SALES)) {
		html(r, "<details");
		if (bad != NULL)
			html(r, " open");
		html(r, "><summary class=\"btn sm\">");
		icon(r, "plus");
		text(r, _("Add a package"));
		html(r, "</summary>");
		form_open(r, at(r, "/shipments", s->id, "/packages"));
		form_fields(r, &package_entity, package_fields, typed, bad);
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Add package"));
		html(r, "</div>");
		form_close(r);
		html(r, "</details>");
	}
	html(r, "</div>");
	card_close(r);
	return rc;
}

/* ---- the page
 * ------------------------------------------------------------------------ */

static enum rc
show(struct req *r, const struct package *typed, const struct problems *bad)
{
	void *head, *lines;
	const struct shipment *s;
	int n;
	enum rc rc = doc_load(r, &shipment_doc, &head, &lines, &n);

	if (rc != RC_OK)
		return rc;
	s = head;
	doc_head(r, &shipment_doc, s,
	    arena_printf(r->mem, _("Shipment %s"), s->shipment_no),
	    may(r, ROLE_SALES) &&
		(s->status == SHIPMENT_OPEN || s->status == SHIPMENT_ON_HOLD));
	form_errors(r, &(struct form_bad){ &package_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, s);
	html(r, "</div><div class=\"stack\">");
	if (s->summary[0] != '\0') {
		html(r, "<p class=\"strong\">");
		text(r, s->summary);
		html(r, "</p>");
	}
	doc_lines(r, at(r, "/shipments", s->id, ""), &shipment_line_entity,
	    columns, lines, n, line_cell);
	rc = packages(r, s, typed, bad);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
shipment_page(struct req *r)
{
	static const struct package none;

	return show(r, &none, NULL);
}

enum rc
shipment_package_post(struct req *r)
{
	struct package *p = arena_alloc(r->mem, sizeof *p);
	struct shipment *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = store_get(r->x, &shipment_entity, r->id, s), shown;

	if (rc != RC_OK)
		return rc;
	p->shipment_id = s->id;
	rc = form_read(r, &package_entity, package_fields, p, bad) ?
	    package_save(r->x, p, bad) :
	    RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/shipments", s->id, ""), "package-added");
		return rc;
	}
	edit_status(r, rc);
	shown = show(r, p, bad);
	return shown == RC_OK ? rc : shown;
}

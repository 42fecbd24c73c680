/* What the catalogue shows of an item besides its form: picture and the other
 * numbers it is known by. */
#include "items.h"
#include "model/catalogue.h"

static enum rc
load(struct req *r, struct product **p)
{
	*p = arena_alloc(r->mem, sizeof **p);
	return store_get(r->x, &product_entity, r->id, *p);
}

/* ---- cross references -------------------------------------------------- */

static const struct column columns[] = {
	{ .tag = XREF_VALUE, .how = COL_TEXT },
	{ .tag = XREF_KIND, .how = COL_TEXT },
	{ .tag = XREF_ACCOUNT, .how = COL_TITLE },
	{ .tag = XREF_UOM, .how = COL_TEXT, .hide_small = true },
	{ .tag = XREF_CHANGED, .label = N_("Remove"), .how = COL_OWN },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	(void)c;
	if (may(r, ROLE_SALES))
		link_to(r, at(r, "/references", record_id(rec), "/delete"),
		    _("Remove"));
}

static const unsigned fields[] = { XREF_KIND, XREF_VALUE, XREF_ACCOUNT,
	XREF_UOM, 0 };

static void
reference_form(
    struct req *r, const struct cross_reference *c, const struct problems *bad)
{
	card_open(r, "h-reference", _("Another number"));
	form_open(r, at(r, "/items", c->item_id, "/references"));
	form_fields(r, &cross_reference_entity, fields, c, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Add number"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
}

static enum rc
references_page(struct req *r, const struct product *p,
    const struct cross_reference *c, const struct problems *bad)
{
	const struct cross_reference like = { .item_id = p->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "number", XREF_VALUE, XREF_OF_ITEM, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &cross_reference_entity,
		.path = at(r, "/items", p->id, "/references"),
		.source = &source_store,
		.tabs = all,
		.columns = columns,
		.caption = N_("Other numbers of this item"),
		.empty_icon = "tag",
		.empty_title = N_("No other numbers"),
		.empty_says = N_("Bar codes and part numbers of customers; the "
				 "catalogue and the quick order find the item "
				 "by them."),
		.cell = cell,
	};
	enum rc rc;

	item_tab(r, p, "/references",
	    arena_printf(r->mem, _("Numbers of %s"), p->name));
	html(r, "</div>");
	form_errors(
	    r, &(struct form_bad){ &cross_reference_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	rc = list_show(r, &v);
	html(r, "</div><div class=\"stack\">");
	if (may(r, ROLE_SALES))
		reference_form(r, c, bad);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
item_references(struct req *r)
{
	const struct cross_reference c = { .item_id = r->id,
		.kind = XREF_BARCODE };
	struct product *p;
	enum rc rc = load(r, &p);

	return rc == RC_OK ? references_page(r, p, &c, NULL) : rc;
}

enum rc
item_references_post(struct req *r)
{
	struct cross_reference *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct product *p;
	enum rc rc = load(r, &p), shown;

	if (rc != RC_OK)
		return rc;
	c->item_id = p->id;
	rc = form_read(r, &cross_reference_entity, fields, c, bad) ?
	    cross_reference_save(r->x, c, bad) :
	    RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/items", p->id, "/references"), "saved");
		return rc;
	}
	edit_status(r, rc);
	shown = references_page(r, p, c, bad);
	return shown == RC_OK ? rc : shown;
}

/* ---- the picture ------------------------------------------------------- */

static void
picture_page(struct req *r, const struct product *p, const char *wrong)
{
	item_tab(r, p, "/picture",
	    arena_printf(r->mem, _("Picture of %s"), p->name));
	html(r, "<div class=\"body\">");
	if (p->picture[0] != '\0') {
		html(r, "<p><img class=\"paper-logo\" alt=\"");
		text(r, p->name);
		html(r, "\" src=\"");
		text(r,
		    url(r, at(r, "/items", p->id, "/picture/file"), "v",
			arena_strndup(r->mem, p->picture, 8), NULL));
		html(r, "\"></p>");
	} else {
		html(r, "<p class=\"muted\">");
		text(r, _("The catalogue shows a drawing in its place."));
		html(r, "</p>");
	}
	if (may(r, ROLE_SALES)) {
		form_open_upload(r, at(r, "/items", p->id, "/picture"));
		html(r, "<div class=\"form\">");
		form_input(r,
		    &(struct input){ .name = "file",
			.label = _("Picture"),
			.hint = _("PNG or JPEG, up to 1 MB."),
			.type = "file",
			.accept = "image/png,image/jpeg",
			.error = wrong });
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Upload picture"));
		html(r, "</div></div>");
		form_close(r);
		if (p->picture[0] != '\0')
			button_post(r,
			    at(r, "/items", p->id, "/picture/delete"), "btn",
			    "trash", _("Delete picture"), NULL);
	}
	html(r, "</div></div>");
	page_close(r);
}

enum rc
item_picture(struct req *r)
{
	struct product *p;
	enum rc rc = load(r, &p);

	if (rc == RC_OK)
		picture_page(r, p, NULL);
	return rc;
}

enum rc
item_picture_post(struct req *r)
{
	const struct spooled *file = form_file(r, "file", 0);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *wrong = _("Choose a file.");
	struct product *p;
	enum rc rc = load(r, &p);

	if (rc != RC_OK)
		return rc;
	rc = RC_INVALID;
	if (file != NULL) {
		rc = product_picture_set(r->x, p, file->path, bad);
		wrong = bad->n > 0 ? bad->at[0].text : NULL;
	}
	if (rc == RC_OK)
		redirect(r, at(r, "/items", p->id, "/picture"), "saved");
	if (rc == RC_INVALID) {
		edit_status(r, rc);
		picture_page(r, p, wrong);
	}
	return rc;
}

enum rc
item_picture_delete(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct product *p;
	enum rc rc = load(r, &p);

	if (rc == RC_OK)
		rc = product_picture_drop(r->x, p, bad);
	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, at(r, "/items", r->id, "/picture"), "deleted");
	return rc;
}

enum rc
item_picture_file(struct req *r)
{
	struct product *p;
	enum rc rc = load(r, &p);
	int fd;

	if (rc != RC_OK)
		return rc;
	fd = p->picture[0] != '\0' ? store_file_open(r->x, p->picture) : -1;
	return reply_picture(r, fd, PICTURE_MOST, p->picture_type, "no-store");
}

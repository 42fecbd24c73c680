/*
 * Enable/Disable Features (CS100000): Modify ticks, a look at what that would
 * change, Enable.
 */
#include <string.h>

#include "erp.h"
#include "model/feature.h"

static const struct feature_fact *
fact_of(int64_t bit)
{
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (f->bit == bit)
			return f;
	return NULL;
}

/* Why nobody can tick this row, or NULL. */
static const char *
locked(struct req *r, const struct feature_fact *f)
{
	if (f->always)
		return _("Always on.");
	if (!f->built)
		return _("Not part of this release.");
	if ((r->visitor->licences.features & f->bit) == 0)
		return _("The licence does not cover it.");
	return NULL;
}

/* ---- the tree
 * ---------------------------------------------------------------------- */

static void
tree_row(struct req *r, const struct feature_fact *f, int64_t set, bool edits)
{
	const char *why = locked(r, f);

	html(r,
	    "<div class=\"check\"><input type=\"checkbox\" "
	    "name=\"feature\" id=\"f-");
	text(r, f->name);
	html(r, "\" value=\"");
	text(r, f->name);
	html(r, "\" aria-describedby=\"h-");
	text(r, f->name);
	html(r, "\"");
	if (set & f->bit)
		html(r, " checked");
	if (why != NULL || !edits)
		html(r, " disabled");
	html(r, "><label for=\"f-");
	text(r, f->name);
	html(r, "\">");
	text(r, _(f->label));
	html(r, "</label><p class=\"hint\" id=\"h-");
	text(r, f->name);
	html(r, "\">");
	text(r, _(f->what));
	if (why != NULL) {
		html(r, " <span class=\"strong\">");
		text(r, why);
		html(r, "</span>");
	}
	html(r, "</p></div>");
}

static void
tree(struct req *r, int64_t parent, const char *group, int64_t set, bool edits)
{
	bool any = false;

	for (const struct feature_fact *f = features; f->bit != 0; f++) {
		if (f->parent != parent ||
		    (parent == 0 && strcmp(f->group, group) != 0))
			continue;
		if (!any)
			html(r, "<ul class=\"tree\">");
		any = true;
		html(r, "<li>");
		tree_row(r, f, set, edits);
		tree(r, f->bit, group, set, edits);
		html(r, "</li>");
	}
	if (any)
		html(r, "</ul>");
}

/* Each heading once, in the order of the table. */
static void
groups(struct req *r, int64_t set, bool edits)
{
	const struct feature_fact *f, *before;

	for (f = features; f->bit != 0; f++) {
		if (f->parent != 0)
			continue;
		for (before = features; before != f; before++)
			if (before->parent == 0 &&
			    strcmp(before->group, f->group) == 0)
				break;
		if (before != f)
			continue;
		html(r, "<fieldset class=\"box\"><legend>");
		text(r, _(f->group));
		html(r, "</legend>");
		tree(r, 0, f->group, set, edits);
		html(r, "</fieldset>");
	}
}

/* ---- the page
 * ------------------------------------------------------------------------ */

static void
change_list(
    struct req *r, const char *title, const char *icon_name, int64_t bits)
{
	if (bits == 0)
		return;
	html(r, "<h3>");
	text(r, title);
	html(r, "</h3><ul class=\"todo\">");
	for (const struct feature_fact *f = features; f->bit != 0; f++) {
		if ((f->bit & bits) == 0)
			continue;
		html(r, "<li>");
		icon(r, icon_name);
		html(r, "<span><span class=\"strong\">");
		text(r, _(f->label));
		html(r, "</span><br><span class=\"small muted\">");
		text(r, _(f->what));
		html(r, "</span></span></li>");
	}
	html(r, "</ul>");
}

static void
pending_card(struct req *r, const struct switches *s)
{
	int64_t appears = s->pending & ~s->enabled;
	int64_t goes = s->enabled & ~s->pending;

	card_open(r, "h-pending", _("What Enable will change"));
	html(r, "<div class=\"stack\">");
	if (appears == 0 && goes == 0) {
		html(r, "<p>");
		text(r, _("Nothing: the ticked features are on already."));
		html(r, "</p>");
	}
	change_list(r, _("Will appear"), "plus", appears);
	change_list(r, _("Will disappear"), "ban", goes);
	if (goes != 0) {
		html(r, "<p class=\"small muted\">");
		text(r,
		    _("No data is lost: switched on again, everything is "
		      "back."));
		html(r, "</p>");
	}
	if (goes & FEATURE_PORTAL)
		banner(r, "warn", _("The portal closes for your customers."),
		    _("They see a page that says so."));
	html(r, "<div class=\"acts\">");
	if (may(r, ROLE_ADMIN)) {
		button_post(r, "/features/enable", "btn primary", "power",
		    _("Enable"), NULL);
		button_post(r, "/features/discard", "btn quiet", NULL,
		    _("Discard"), NULL);
	}
	html(r, "</div></div>");
	card_close(r);
}

static void
status_card(struct req *r, const struct switches *s)
{
	card_open(r, "h-status", _("Activation Status"));
	html(r, "<dl class=\"kv\">");
	html(r, "<div><dt>");
	text(r, _("Status"));
	html(r, "</dt><dd>");
	pill_choice(r, record_field(&switches_entity, SWITCHES_STATUS), s);
	html(r, "</dd></div>");
	if (s->changed != 0)
		kv_field(r, &switches_entity, SWITCHES_CHANGED, s);
	html(r, "</dl>");
	card_close(r);
}

static const struct head page_head = {
	.nav = "features",
	.screen = "CS100000",
};

enum rc
feature_page(struct req *r)
{
	struct switches *s = arena_alloc(r->mem, sizeof *s);
	struct head h = page_head;
	enum rc rc = switches_load(r->x, s);
	bool waits;

	if (rc != RC_OK)
		return rc;
	waits = s->activation_status == SWITCHES_WAITING;
	h.title = _("Enable/Disable Features");
	h.lead = _("What both sites offer. A portal shows those of them that "
		   "its own record names.");
	head_begin(r, &h);
	if (may(r, ROLE_ADMIN))
		button_link(r, "/features/modify",
		    waits ? "btn" : "btn primary", "edit", _("Modify"));
	head_end(r);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, _("Features"));
	html(r, "\"><div class=\"body\"><div class=\"stack\">");
	groups(r, waits ? s->pending : s->enabled, false);
	html(r, "</div></div></section></div><div class=\"stack\">");
	status_card(r, s);
	if (waits)
		pending_card(r, s);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}

static void
modify(struct req *r, int64_t set, const struct problems *bad)
{
	struct head h = page_head;

	h.title = _("Modify features");
	h.crumb = _("Features");
	h.crumb_path = "/features";
	h.lead = _("Nothing changes yet: you see what would appear and "
		   "disappear before it does.");
	page_open(r, &h);
	form_errors(
	    r, &(struct form_bad){ &switches_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	form_open(r, "/features/modify");
	groups(r, set, true);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Continue"));
	button_link(r, "/features", "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
feature_modify_page(struct req *r)
{
	struct switches s;
	enum rc rc = switches_load(r->x, &s);

	if (rc != RC_OK)
		return rc;
	modify(r,
	    s.activation_status == SWITCHES_WAITING ? s.pending : s.enabled,
	    NULL);
	return RC_OK;
}

enum rc
feature_modify_post(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *name;
	int64_t ticked = 0;
	enum rc rc;

	for (int i = 0; (name = form_value_at(r, "feature", i)) != NULL; i++) {
		const struct choice *c = choice_named(feature_choices, name);
		if (c == NULL || fact_of(c->value) == NULL)
			return RC_INVALID;
		ticked |= c->value;
	}
	rc = switches_modify(r->x, ticked, bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, "/features", "modified");
		return rc;
	}
	edit_status(r, rc);
	modify(r, ticked, bad);
	return rc;
}

enum rc
feature_enable_post(struct req *r)
{
	struct problems bad = { .n = 0 };
	enum rc rc = switches_enable(r->x, &bad);

	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, "/features");
	redirect(r, "/features", "features-enabled");
	return rc;
}

enum rc
feature_discard_post(struct req *r)
{
	enum rc rc = switches_discard(r->x);

	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/features", "discarded");
	return rc;
}

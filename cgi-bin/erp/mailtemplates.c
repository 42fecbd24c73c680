/*
 * Mail templates (SM204003): what the mail of each event says, for all portals
 * or for one, with a preview made of examples. What nobody has written is the
 * program's own words.
 */
#include "erp.h"

#include <stdlib.h>
#include <string.h>

#include "model/portal.h"
#include "model/template.h"

enum { PORTALS = 20 };

struct portals {
	int n;
	int64_t id[PORTALS];
	char name[PORTALS][61];
};

static bool
add_portal(void *arg, const void *rec)
{
	const struct portal *p = rec;
	struct portals *all = arg;

	all->id[all->n] = p->id;
	str_copy(all->name[all->n++], sizeof all->name[0], p->name);
	return all->n < PORTALS;
}

/* "/mail-templates/case_created" or ".../case_created-3" of a portal. */
static const char *
path_of(struct req *r, const struct mail_fact *f, int64_t portal)
{
	const char *name = choice_of(mail_events, f->event)->name;

	return portal == 0 ? arena_printf(r->mem, "/mail-templates/%s", name) :
			     arena_printf(r->mem, "/mail-templates/%s-%lld",
				 name, (long long)portal);
}

static const char *
event_name(const struct mail_fact *f)
{
	return _(choice_of(mail_events, f->event)->label);
}

/* ---- list ------------------------------------------------------------------
 */

static void
state(struct req *r, const struct mail_template *t)
{
	if (t->off)
		pill(r, "draft", _("Not sent"));
	else if (t->id != 0)
		pill(r, "info", _("Our own words"));
	else
		pill(r, NULL, _("Default"));
}

static enum rc
list_row(
    struct req *r, const struct mail_fact *f, int64_t portal, const char *of)
{
	struct mail_template *t = arena_alloc(r->mem, sizeof *t);
	enum rc rc = template_find(r->x, f->event, portal, t);

	/* A portal without one of its own has no row. */
	if (rc != RC_OK || (portal != 0 && (t->id == 0 || !t->portal_id)))
		return rc;
	html(r, "<tr><th scope=\"row\">");
	link_to(r, path_of(r, f, portal),
	    portal == 0 ? event_name(f) :
			  arena_printf(r->mem, "%s (%s)", event_name(f), of));
	html(r, "</th><td data-l=\"");
	text(r, _("Subject"));
	html(r, "\">");
	text(r, t->subject);
	html(r, "</td><td data-l=\"");
	text(r, _("To"));
	html(r, "\">");
	text(r, f->flags & MAIL_TO_STAFF ? _("Staff") : _("Customer"));
	html(r, "</td><td class=\"c-end\">");
	state(r, t);
	html(r, "</td></tr>");
	return RC_OK;
}

enum rc
mail_template_list(struct req *r)
{
	static const char *const heads[] = { N_("Event"), N_("Subject"),
		N_("To"), N_("Template"), NULL };
	const struct head h = {
		.title = _("Mail templates"),
		.nav = "mail-templates",
		.screen = "SM204003",
		.lead = _("What the mail of each event says. Where nobody has "
			  "written a template, the default holds."),
	};
	const struct list all = { .e = &portal_entity };
	struct portals *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = store_list(r->x, &all, add_portal, p);

	page_open(r, &h);
	html(r, "<section class=\"card flush\" aria-label=\"");
	text(r, h.title);
	html(r, "\">");
	heads_open(r, h.title, heads);
	for (const struct mail_fact *f = mail_facts;
	     rc == RC_OK && f->event != 0; f++) {
		rc = list_row(r, f, 0, "");
		for (int i = 0; rc == RC_OK && i < p->n; i++)
			rc = list_row(r, f, p->id[i], p->name[i]);
	}
	html(r, "</tbody></table></div></section>");
	page_close(r);
	return rc;
}

/* ---- one -------------------------------------------------------------------
 */

struct sheet {
	const struct mail_fact *f;
	struct mail_template t;
	struct portals portals;
	bool own; /* a record of just this event and portal */
};

/* Of the address: event, and portal behind a dash. */
static enum rc
load(struct req *r, struct sheet *s)
{
	const struct list all = { .e = &portal_entity };
	const char *dash = strchr(r->word, '-');
	size_t n = dash != NULL ? (size_t)(dash - r->word) : strlen(r->word);
	int64_t portal = dash != NULL ? strtoll(dash + 1, NULL, 10) : 0;
	bool known = portal == 0 && dash == NULL;
	enum rc rc = store_list(r->x, &all, add_portal, &s->portals);

	for (const struct choice *c = mail_events; c->value != 0; c++)
		if (strlen(c->name) == n && memcmp(c->name, r->word, n) == 0)
			s->f = mail_fact(c->value);
	for (int i = 0; i < s->portals.n; i++)
		known = known || s->portals.id[i] == portal;
	if (s->f == NULL || !known ||
	    (portal != 0 && s->f->flags & MAIL_TO_STAFF))
		return RC_NOTFOUND;
	if (rc == RC_OK)
		rc = template_find(r->x, s->f->event, portal, &s->t);
	s->own = s->t.id != 0 && s->t.portal_id == portal;
	/* What holds for all is where a portal's own begins. */
	if (!s->own)
		s->t.id = s->t.rev = 0;
	s->t.portal_id = portal;
	return rc;
}

static void
portal_links(struct req *r, const struct sheet *s)
{
	if (s->f->flags & MAIL_TO_STAFF || s->portals.n == 0)
		return;
	html(r, "<nav class=\"acts\" aria-label=\"");
	text(r, _("Portals"));
	html(r, "\">");
	button_link(r, path_of(r, s->f, 0),
	    s->t.portal_id == 0 ? "btn sm primary" : "btn sm", NULL,
	    _("All portals"));
	for (int i = 0; i < s->portals.n; i++)
		button_link(r, path_of(r, s->f, s->portals.id[i]),
		    s->t.portal_id == s->portals.id[i] ? "btn sm primary" :
							 "btn sm",
		    NULL, s->portals.name[i]);
	html(r, "</nav>");
}

static void
placeholder_rows(struct req *r, const struct mail_value *v)
{
	for (; v->name != NULL; v++) {
		html(r, "<div><dt><code>");
		textf(r, "{{%s}}", v->name);
		html(r, "</code></dt><dd>");
		text(r, _(v->value));
		html(r, "</dd></div>");
	}
}

static void
placeholders(struct req *r, const struct sheet *s)
{
	card_open(r, "h-values", _("Placeholders"));
	html(r, "<dl class=\"kv\">");
	placeholder_rows(r, s->f->value);
	placeholder_rows(r, mail_common);
	html(r, "</dl>");
	card_close(r);
}

static void
preview(struct req *r, const struct sheet *s)
{
	struct buf b = { 0 };

	card_open(r, "h-preview", _("Preview, with examples"));
	html(r, "<div class=\"stack\"><p><strong>");
	template_line(s->t.subject, s->f->value, mail_common, &b);
	text(r, b.data != NULL ? b.data : "");
	html(r, "</strong></p><div class=\"text\">");
	buf_clear(&b);
	template_fill(s->t.text, s->f->value, mail_common, &b);
	text_lines(r, b.data != NULL ? b.data : "");
	html(r, "</div></div>");
	card_close(r);
	buf_free(&b);
}

static const unsigned fields[] = { TEMPLATE_SUBJECT, TEMPLATE_TEXT,
	TEMPLATE_OFF, 0 };

static void
show(struct req *r, const struct sheet *s, const struct problems *bad)
{
	const struct head h = {
		.title = event_name(s->f),
		.nav = "mail-templates",
		.screen = "SM204003",
		.crumb = _("Mail templates"),
		.crumb_path = "/mail-templates",
	};

	head_begin(r, &h);
	head_end(r);
	form_errors(
	    r, &(struct form_bad){ &template_entity, bad }, bad != NULL);
	portal_links(r, s);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	placeholders(r, s);
	html(r, "</div><div class=\"stack\">");
	card_open(r, "h-template", _("Template"));
	form_open(r, path_of(r, s->f, s->t.portal_id));
	if (s->own)
		form_rev(r, &s->t);
	form_fields(r, &template_entity, fields, &s->t, bad);
	html(r, "<div class=\"acts\">");
	form_button(r, "btn primary", "do", "save", NULL, _("Save template"));
	form_button(r, "btn", "do", "preview", "eye", _("Preview"));
	if (s->own)
		form_button(r, "btn danger", "do", "reset", "undo",
		    _("Back to the default"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
	preview(r, s);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
mail_template_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc == RC_OK)
		show(r, s, NULL);
	return rc;
}

static enum rc
save(struct req *r, struct sheet *s, struct problems *bad)
{
	const char *act = form_value(r, "do");
	bool read;

	/* Of what was written for it meanwhile the form knows no rev. */
	if (s->own && !form_read_rev(r, &s->t))
		return RC_CONFLICT;
	if (s->own && act != NULL && strcmp(act, "reset") == 0)
		return template_reset(r->x, s->t.id, s->t.rev);
	read = form_read(r, &template_entity, fields, &s->t, bad);
	if (act != NULL && strcmp(act, "preview") == 0)
		return RC_INVALID;
	return read ? template_save(r->x, &s->t, bad) : RC_INVALID;
}

enum rc
mail_template_post(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *act = form_value(r, "do");
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	rc = save(r, s, bad);
	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, path_of(r, s->f, s->t.portal_id),
		    act != NULL && strcmp(act, "reset") == 0 ? "mail-default" :
							       "saved");
		return rc;
	case RC_INVALID:
		/* Only looked at: nothing is wrong, and nothing is kept. */
		if (bad->n > 0)
			edit_status(r, rc);
		show(r, s, bad->n > 0 ? bad : NULL);
		return rc;
	case RC_CONFLICT:
		return refuse(r, rc, bad, path_of(r, s->f, s->t.portal_id));
	default:
		return rc;
	}
}

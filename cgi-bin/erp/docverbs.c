/* Steps of documents as buttons: shown where the step exists, done by POST. */
#include <string.h>

#include "docs.h"

static const char *
back_to(struct req *r, const struct doc *d)
{
	return at(r, d->list, r->id, "");
}

const char *
doc_name(const struct doc *d, const void *head)
{
	const char *name = d->name(head);

	return *name != '\0' ? name : _(d->nameless);
}

/* ---- buttons ---------------------------------------------------------------
 */

static bool
offered(struct req *r, const struct verb *v, const void *head)
{
	return may(r, v->roles) && v->fits(head);
}

static void
button(struct req *r, const struct doc *d, const struct verb *v,
    const void *head, const char *class)
{
	const char *path = at(r, d->list, record_id(head), v->rest);

	if (v->asks != NULL)
		button_link(r, path, class, v->icon, _(v->label));
	else
		button_post(r, path, class, v->icon, _(v->label), "rev",
		    arena_printf(r->mem, "%lld", (long long)record_rev(head)),
		    NULL);
}

/* An entry of the menu: a link or a form, without the look of a button. */
static void
entry(
    struct req *r, const struct doc *d, const struct verb *v, const void *head)
{
	button(r, d, v, head, "item");
}

static int
how_many(struct req *r, const struct doc *d, const void *head)
{
	int n = 0;

	for (const struct verb *v = d->verbs; v->rest != NULL; v++)
		n += offered(r, v, head);
	return n;
}

static void
menu(struct req *r, const struct doc *d, const void *head)
{
	bool first = true, audit = may(r, ROLE_ADMIN);
	bool ubl = d->ubl != NULL && d->ubl(head);

	if (how_many(r, d, head) < 2 && !audit && !ubl && !d->seen)
		return;
	html(r, "<details class=\"menu end\"><summary class=\"btn\">");
	text(r, _("More"));
	icon(r, "chevron-down");
	html(r, "</summary><div class=\"menu-list\">");
	for (const struct verb *v = d->verbs; v->rest != NULL; v++) {
		if (!offered(r, v, head))
			continue;
		if (!first)
			entry(r, d, v, head);
		first = false;
	}
	if (ubl)
		button_link(r, at(r, d->list, record_id(head), "/ubl"), "item",
		    "download",
		    d->ubl_label != NULL ? _(d->ubl_label) :
					   _("E-invoice (UBL)"));
	if (d->seen)
		why_object_button(r, "item", d->list, record_id(head));
	if (audit)
		button_link(r, at(r, d->list, record_id(head), "/audit"),
		    "item", "history", _("Audit"));
	html(r, "</div></details>");
}

void
verb_buttons(struct req *r, const struct doc *d, const void *head, bool edit)
{
	const struct verb *v = d->verbs;

	menu(r, d, head);
	if (d->prints)
		button_link(r, at(r, d->list, record_id(head), "/pdf"), "btn",
		    "download", _("PDF"));
	if (edit) {
		html(r, "<a class=\"btn\" data-key=\"e\" href=\"");
		text(r, url(r, at(r, d->list, record_id(head), "/edit"), NULL));
		html(r, "\">");
		icon(r, "edit");
		text(r, _("Edit"));
		html(r, "</a>");
	}
	while (v->rest != NULL && !offered(r, v, head))
		v++;
	if (v->rest != NULL)
		button(r, d, v, head, "btn primary");
}

/* A sentence of a table with one %s in it. */
static void
sentence(struct req *r, const char *s, const char *name)
{
	const char *place;

	s = _(s);
	place = strstr(s, "%s");
	if (place == NULL) {
		text(r, s);
		return;
	}
	text(r, arena_strndup(r->mem, s, (size_t)(place - s)));
	text(r, name);
	text(r, place + 2);
}

/* ---- the step
 * ------------------------------------------------------------------ */

static const struct verb *
verb_of(const struct req *r, const struct doc *d)
{
	const char *rest = strrchr(r->path, '/');
	const struct verb *v = d->verbs;

	while (v->rest != NULL && strcmp(v->rest, rest) != 0)
		v++;
	return v->rest != NULL ? v : NULL;
}

enum rc
verb_post(struct req *r, const struct doc *d)
{
	void *head = arena_alloc(r->mem, d->d->head->size);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const struct verb *v = verb_of(r, d);
	int64_t made = 0;
	enum rc rc = store_get(r->x, d->d->head, r->id, head);

	if (rc != RC_OK || v == NULL || v->run == NULL)
		return rc == RC_OK ? RC_NOTFOUND : rc;
	if (!form_read_rev(r, head))
		return RC_INVALID;
	rc = v->run(r, head, &made, bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, bad, back_to(r, d));
	if (v->gone)
		redirect(r, d->list, v->done);
	else if (v->made != NULL && made != 0)
		redirect(r, at(r, v->made, made, ""), v->done);
	else
		redirect(r, back_to(r, d), v->done);
	return rc;
}

enum rc
verb_page(struct req *r, const struct doc *d)
{
	void *head = arena_alloc(r->mem, d->d->head->size);
	const struct verb *v = verb_of(r, d);
	enum rc rc = store_get(r->x, d->d->head, r->id, head);
	struct head h = { .nav = d->nav, .screen = d->screen };

	if (rc != RC_OK || v == NULL)
		return rc == RC_OK ? RC_NOTFOUND : rc;
	if (!v->fits(head)) {
		redirect(r, back_to(r, d), NULL);
		return RC_OK;
	}
	h.title =
	    arena_printf(r->mem, "%s: %s", doc_name(d, head), _(v->label));
	h.crumb = doc_name(d, head);
	h.crumb_path = back_to(r, d);
	h.no_title = true;
	head_tail(r, _(v->label));
	page_open(r, &h);
	html(r,
	    "<div class=\"narrow\"><section class=\"card status\">"
	    "<div class=\"body\"><span class=\"mark bad\">");
	icon(r, v->icon);
	html(r, "</span><h1>");
	sentence(r, v->asks, doc_name(d, head));
	html(r, "</h1><p>");
	text(r, _(v->says));
	html(r, "</p><form method=\"post\" action=\"");
	text(r, url(r, at(r, d->list, r->id, v->rest), NULL));
	html(r, "\">");
	form_token(r);
	form_rev(r, head);
	if (v->reason != NULL)
		form_input(r,
		    &(struct input){ .name = "reason",
			.label = _(v->reason),
			.type = "text",
			.required = true,
			.max = 200 });
	html(r, "<div class=\"acts\">");
	form_button(r, "btn danger", NULL, NULL, NULL, _(v->label));
	button_link(r, back_to(r, d), "btn quiet", NULL, _(v->keep));
	html(r, "</div></form></div></section></div>");
	page_close(r);
	return RC_OK;
}

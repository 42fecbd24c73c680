/* Support > New case. */
#include <string.h>

#include "base/str.h"
#include "pages.h"

enum { CLASSES = 60 };

/* A new case while it is being written. */
struct draft {
	struct support_case c;
	struct case_class class[CLASSES];
	struct choice choices[CLASSES + 1]; /* the same, for the form */
	int classes;
	struct problems bad;
};

static bool
offer(void *arg, const void *rec)
{
	struct draft *d = arg;
	const struct case_class *class = rec;
	int i = d->classes;

	d->class[i] = *class;
	d->choices[i] = (struct choice){
		.value = class->id,
		.name = d->class[i].case_class_id,
		.label = class->description[0] != '\0' ?
		    d->class[i].description :
		    d->class[i].case_class_id,
	};
	return ++d->classes < CLASSES;
}

static enum rc
begin(struct req *r, struct draft *d)
{
	struct list l = {
		.e = &case_class_entity,
		.index = CASE_CLASS_BY_CODE,
	};

	d->c.severity = SEVERITY_MEDIUM;
	d->c.case_class = r->visitor->portal.case_class;
	return own_list(mine(r), &l, offer, d);
}

/* "Follow-up to CS-000123: ..." for a case that cannot be reopened. */
static void
follow_up(struct req *r, struct draft *d)
{
	struct support_case *old = arena_alloc(r->mem, sizeof *old);
	int64_t about = query_id(r, "about");

	if (about == 0 || own_get(mine(r), &case_entity, about, old) != RC_OK)
		return;
	str_printf(d->c.subject, sizeof d->c.subject, _("Follow-up to %s: %s"),
	    old->case_id, old->subject);
	for (int i = 0; i < d->classes; i++)
		if (d->class[i].id == old->case_class)
			d->c.case_class = old->case_class;
}

static void
tips(struct req *r)
{
	card_open(r, "h-tips", _("What helps us"), NULL, NULL);
	html(r, "<div class=\"prose small\"><ul><li>");
	text(r, _("One case for each problem."));
	html(r, "</li><li>");
	text(r,
	    _("Numbers that are concerned: of an order, an invoice, a "
	      "delivery."));
	html(r, "</li><li>");
	text(r, _("What you did, what happened, and what you expected."));
	html(r, "</li><li>");
	text(r, _("A photo or a screenshot often says more than a page."));
	html(r, "</li></ul></div>");
	card_close(r);
	if (!support_known(r))
		return;
	card_open(r, "h-urgent", _("If it cannot wait"), NULL, NULL);
	support_lines(r);
	card_close(r);
}

static void
show(struct req *r, const struct draft *d)
{
	const struct problems *bad = d->bad.n > 0 ? &d->bad : NULL;

	page_open(r,
	    &(struct head){
		.title = _("New case"),
		.nav = "new",
		.crumb = _("Cases"),
		.crumb_path = "/cases",
	    });
	message_errors(r, bad);
	html(r,
	    "<div class=\"cols\"><div class=\"stack\">"
	    "<section class=\"card\" aria-label=\"");
	text(r, _("New case"));
	html(r, "\"><div class=\"body\">");
	form_open_upload(r, "/cases/new");
	form_star(r);
	form_field(r, &case_entity, CASE_SUBJECT, &d->c, bad);
	form_select(r, "case_class", _("What is it about?"), NULL, d->choices,
	    d->c.case_class, bad == NULL ? NULL : problem_of(bad, CASE_CLASS));
	form_field(r, &case_entity, CASE_SEVERITY, &d->c, bad);
	form_text(r, _("Description"), bad);
	form_files(r, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Send case"));
	button_link(r, "/cases", "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section></div><div class=\"stack\">");
	tips(r);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
case_new(struct req *r)
{
	struct draft *d = arena_alloc(r->mem, sizeof *d);
	enum rc rc = begin(r, d);

	if (rc != RC_OK)
		return rc;
	follow_up(r, d);
	show(r, d);
	return RC_OK;
}

/* The class is one of those that were offered, or none. */
static void
read_class(struct req *r, struct draft *d)
{
	const char *name = form_value(r, "case_class");

	if (name == NULL)
		return;
	d->c.case_class = 0;
	for (int i = 0; i < d->classes; i++)
		if (strcmp(d->choices[i].name, name) == 0)
			d->c.case_class = d->class[i].id;
	if (d->c.case_class == 0)
		problem(&d->bad, CASE_CLASS, "%s",
		    _("Choose what your case is about"));
}

enum rc
case_new_post(struct req *r)
{
	static const unsigned fields[] = { CASE_SUBJECT, CASE_SEVERITY, 0 };
	struct draft *d = arena_alloc(r->mem, sizeof *d);
	struct spooled files[CASE_UPLOADS];
	const char *words = form_value(r, "description");
	enum rc rc = begin(r, d);
	int n;

	if (rc != RC_OK)
		return rc;
	form_read(r, &case_entity, fields, &d->c, &d->bad);
	read_class(r, d);
	n = files_read(r, files, &d->bad);
	/* Asked even when something is wrong already: the reasons come all at
	 * once, and an answer that is not RC_OK undoes the whole. */
	rc = own_new_case(
	    mine(r), &d->c, words == NULL ? "" : words, files, n, &d->bad);
	if (rc == RC_OK && d->bad.n > 0)
		rc = RC_INVALID;
	if (rc == RC_OK) {
		redirect(r, case_path(r, d->c.id, ""), "sent");
		return rc;
	}
	if (rc == RC_INVALID) {
		d->c.id = 0;
		r->out.status = 422;
		show(r, d);
	}
	return rc;
}

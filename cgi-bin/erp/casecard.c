/* One case: facts and their form, timeline, reply. */
#include <string.h>

#include "casecard.h"
#include "erp.h"
#include "model/class.h"

static const unsigned facts[] = {
	CASE_SUBJECT,
	CASE_SEVERITY,
	CASE_PRIORITY,
	CASE_OWNER,
	CASE_CLASS,
	CASE_ACCOUNT,
	CASE_CONTACT,
	0,
};

const struct part case_facts_parts[] = {
	{ NULL, facts, NULL },
	{ .tags = NULL },
};

/* ---- facts
 * -------------------------------------------------------------------- */

/* A reference as a link to the record, where the visitor may see it. */
static void
fact_link(struct req *r, const struct support_case *c, unsigned tag,
    const char *list, int64_t id, int64_t roles_needed)
{
	const struct field *f = record_field(&case_entity, tag);
	char title[FIELD_TEXT];

	html(r, "<div><dt>");
	text(r, _(f->label));
	html(r, "</dt><dd>");
	if (tag == CASE_OWNER)
		staff_name(r, id, title, sizeof title);
	else
		refer_title(r->x, f, c, title, sizeof title);
	if (id == 0) {
		html(r, "<span class=\"muted\">");
		text(r, _("None"));
		html(r, "</span>");
	} else if (may(r, roles_needed)) {
		link_to(r, at(r, list, id, ""), title);
	} else {
		text(r, title);
	}
	html(r, "</dd></div>");
}

static void
fact_field(struct req *r, const struct support_case *c, unsigned tag)
{
	if (!record_empty(record_field(&case_entity, tag), c))
		kv_field(r, &case_entity, tag, c);
}

static void
facts_list(struct req *r, const struct support_case *c)
{
	html(r, "<dl class=\"kv\">");
	fact_field(r, c, CASE_REASON);
	fact_link(r, c, CASE_OWNER, "/users", c->owner, ROLE_ADMIN);
	fact_link(r, c, CASE_ACCOUNT, "/accounts", c->account_id,
	    ROLE_CASES | ROLE_CUSTOMERS);
	fact_link(r, c, CASE_CONTACT, "/contacts", c->contact_id,
	    ROLE_CASES | ROLE_CUSTOMERS);
	fact_field(r, c, CASE_SEVERITY);
	fact_field(r, c, CASE_PRIORITY);
	fact_link(r, c, CASE_CLASS, "/case-classes", c->case_class, ROLE_ADMIN);
	fact_field(r, c, CASE_REPORTED);
	fact_field(r, c, CASE_LAST_ACTIVITY);
	fact_field(r, c, CASE_CLOSED);
	fact_field(r, c, CASE_CLOSURE_NOTES);
	html(r, "</dl>");
}

static void
facts_card(
    struct req *r, const struct support_case *c, const struct problems *bad)
{
	html(r,
	    "<section class=\"card\" aria-labelledby=\"h-facts\"><header>"
	    "<h2 id=\"h-facts\">");
	text(r, _("Facts"));
	html(r, "</h2></header><div class=\"body\"><div class=\"stack\">");
	facts_list(r, c);
	if (c->status != CASE_IS_RELEASED) {
		html(r, "<details");
		if (bad != NULL)
			html(r, " open");
		html(r, "><summary class=\"btn sm\">");
		icon(r, "edit");
		text(r, _("Change facts"));
		html(r, "</summary>");
		form_open(r, at(r, "/cases", c->id, ""));
		form_rev(r, c);
		form_fields(r, &case_entity, facts, c, bad);
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Save case"));
		html(r, "</div>");
		form_close(r);
		html(r, "</details>");
	}
	html(r, "</div></div></section>");
}

/* ---- timeline
 * ------------------------------------------------------------------- */

enum { FILES = 500 };

struct thread {
	struct req *r;
	const struct support_case *c;
	char company[161];
	int files;
	struct attachment at[FILES];
};

static bool
keep_file(void *arg, const void *rec)
{
	struct thread *t = arg;

	t->at[t->files++] = *(const struct attachment *)rec;
	return t->files < FILES;
}

static void
activity_files(struct thread *t, int64_t activity)
{
	struct req *r = t->r;
	bool any = false;

	for (int i = 0; i < t->files; i++) {
		const struct attachment *a = &t->at[i];
		if (a->activity_id != activity)
			continue;
		if (!any)
			html(r, "<ul class=\"files\">");
		any = true;
		html(r, "<li>");
		icon(r, "paperclip");
		link_to(r,
		    arena_printf(r->mem, "%s/%lld",
			at(r, "/cases", t->c->id, "/files"), (long long)a->id),
		    a->file_name);
		html(r, "<span class=\"muted\">");
		size_text(r, a->size);
		html(r, "</span></li>");
	}
	if (any)
		html(r, "</ul>");
}

static void
event_item(struct req *r, const struct activity *a)
{
	html(r, "<li class=\"event\"><span>");
	text(r, a->description);
	time_text(r, a->time);
	html(r, "</span></li>");
}

static bool
activity_item(void *arg, const void *rec)
{
	const struct activity *a = rec;
	struct thread *t = arg;
	struct req *r = t->r;
	bool customer = a->contact_id != 0 && a->channel == CHANNEL_PORTAL;

	if (a->kind == ACTIVITY_EVENT) {
		event_item(r, a);
		return true;
	}
	if (a->kind == ACTIVITY_NOTE)
		html(r, "<li class=\"msg note\">");
	else if (customer)
		html(r, "<li class=\"msg customer\">");
	else
		html(r, "<li class=\"msg staff\">");
	avatar(r, a->author);
	html(r, "<div><header><strong>");
	text(r, a->author);
	html(r, "</strong>");
	if (a->kind == ACTIVITY_NOTE) {
		pill(r, "warn", _("Internal note"));
	} else if (customer) {
		html(r, "<span class=\"small muted\">");
		text(r, t->company);
		html(r, "</span>");
	}
	time_text(r, a->time);
	html(r, "</header><div class=\"text\">");
	text_lines(r, a->description);
	html(r, "</div>");
	activity_files(t, a->id);
	html(r, "</div></li>");
	return true;
}

static void
timeline(struct req *r, const struct support_case *c)
{
	const struct attachment file_like = { .case_id = c->id };
	const struct list files = {
		.e = &attachment_entity,
		.index = ATTACHMENT_OF_CASE,
		.like = &file_like,
		.prefix = 1,
	};
	const struct activity like = { .case_id = c->id };
	const struct list l = {
		.e = &activity_entity,
		.index = ACTIVITY_OF_CASE,
		.like = &like,
		.prefix = 1,
	};
	struct thread *t = arena_alloc(r->mem, sizeof *t);
	char company[FIELD_TEXT];

	t->r = r;
	t->c = c;
	refer_title(r->x, record_field(&case_entity, CASE_ACCOUNT), c, company,
	    sizeof company);
	str_copy(t->company, sizeof t->company, company);
	if (store_list(r->x, &files, keep_file, t) != RC_OK)
		t->files = 0;
	html(r, "<h2 class=\"vh\">");
	text(r, _("Messages"));
	html(r, "</h2><ol class=\"thread\">");
	if (store_list(r->x, &l, activity_item, t) != RC_OK)
		html(r, "<!-- nothing -->");
	html(r, "</ol>");
}

/* ---- reply
 * ------------------------------------------------------------------------ */

/* Reasons that only the portal itself gives. */
static bool
portal_reason(int64_t reason)
{
	return reason == REASON_OPENED_ON_PORTAL ||
	    reason == REASON_CLOSED_ON_PORTAL ||
	    reason == REASON_REOPENED_ON_PORTAL;
}

static void
step_group(struct req *r, const struct choice *status, const char *chosen)
{
	const int64_t *reason = case_reasons(status->value);
	char value[40];

	html(r, "<optgroup label=\"");
	text(r, _(status->label));
	html(r, "\">");
	for (; *reason != 0; reason++) {
		const struct choice *c =
		    choice_of(case_reason_choices, *reason);
		if (c == NULL || portal_reason(*reason))
			continue;
		str_printf(value, sizeof value, "%s.%s", status->name, c->name);
		html(r, "<option value=\"");
		text(r, value);
		html(r, "\"");
		if (chosen != NULL && strcmp(chosen, value) == 0)
			html(r, " selected");
		html(r, ">");
		textf(r, "%s: %s", _(status->label), _(c->label));
		html(r, "</option>");
	}
	html(r, "</optgroup>");
}

/* Status and reason belong together, so they are one choice. */
static void
step_select(struct req *r, const struct support_case *c)
{
	const char *chosen = form_value(r, "step");

	html(r, "<div class=\"field\"><label for=\"f-step\">");
	text(r, _("Status after this reply"));
	html(r,
	    "</label><select id=\"f-step\" name=\"step\"><option "
	    "value=\"\">");
	text(r, _("Leave as it is"));
	html(r, "</option>");
	for (const struct choice *s = case_statuses; s->value != 0; s++)
		if (s->value != CASE_IS_RELEASED && s->value != CASE_IS_NEW &&
		    (s->value == c->status || case_may_step(c, s->value)))
			step_group(r, s, chosen);
	html(r, "</select></div>");
}

bool
case_step_chosen(const char *text, int64_t *status, int64_t *reason)
{
	char word[40];
	char *dot;
	const struct choice *s, *why;

	*status = *reason = 0;
	if (text == NULL || *text == '\0')
		return true;
	if (!str_copy(word, sizeof word, text) ||
	    (dot = strchr(word, '.')) == NULL)
		return false;
	*dot = '\0';
	s = choice_named(case_statuses, word);
	why = choice_named(case_reason_choices, dot + 1);
	if (s == NULL || why == NULL || portal_reason(why->value))
		return false;
	*status = s->value;
	*reason = why->value;
	return true;
}

static void
reply_text(struct req *r, const struct problems *bad)
{
	const char *error = bad != NULL && bad->n > 0 ? bad->at[0].text : NULL;
	const char *typed = form_value(r, "description");

	if (error == NULL)
		html(r, "<div class=\"field\">");
	else
		html(r, "<div class=\"field bad\">");
	html(r, "<label for=\"f-description\">");
	text(r, _("Message"));
	html(r, "</label>");
	if (error != NULL) {
		html(r, "<p class=\"errtext\" id=\"f-description-error\">");
		text(r, error);
		html(r, "</p>");
	}
	html(r,
	    "<textarea id=\"f-description\" name=\"description\" "
	    "rows=\"6\" maxlength=\"10000\"");
	if (error != NULL)
		html(r,
		    " aria-invalid=\"true\" "
		    "aria-describedby=\"f-description-error\"");
	html(r, ">");
	text(r, typed == NULL ? "" : typed);
	html(r, "</textarea></div>");
}

static void
reply_card(
    struct req *r, const struct support_case *c, const struct problems *bad)
{
	bool closed = c->active != CASE_YES;

	html(r,
	    "<section class=\"card\" aria-labelledby=\"h-reply\"><header>"
	    "<h2 id=\"h-reply\">");
	text(r, closed ? _("Add a note") : _("Reply"));
	html(r,
	    "</h2></header><div class=\"body\"><form class=\"reply\" "
	    "method=\"post\" enctype=\"multipart/form-data\" action=\"");
	text(r, url(r, at(r, "/cases", c->id, "/reply"), NULL));
	html(r, "\" novalidate data-warn>");
	form_token(r);
	form_rev(r, c);
	reply_text(r, bad);
	form_files(r);
	if (!closed)
		step_select(r, c);
	html(r, "<div class=\"acts\">");
	if (!closed)
		form_button(
		    r, "btn primary", "as", "reply", "send", _("Send reply"));
	form_button(r, "btn", "as", "note", "note", _("Keep as internal note"));
	html(r, "<span class=\"small muted\">");
	text(r,
	    closed ?
		_("The case is closed. Reopen it to answer the customer.") :
		_("The customer sees replies, never notes."));
	html(r, "</span></div></form></div></section>");
}

/* ---- the page
 * ----------------------------------------------------------------------- */

static void
head(struct req *r, const struct support_case *c)
{
	const char *rev = arena_printf(r->mem, "%lld", (long long)c->rev);
	const struct head h = {
		.title = arena_printf(r->mem, "%s %s", c->case_id, c->subject),
		.nav = "cases",
		.screen = "CR306000",
		.crumb = _("Cases"),
		.crumb_path = "/cases",
	};

	head_tail(r, c->case_id);
	head_begin_pill(r, &h, record_field(&case_entity, CASE_STATUS), c);
	why_object_button(r, "btn quiet", "/cases", c->id);
	if (may(r, ROLE_ADMIN))
		button_link(r, at(r, "/cases", c->id, "/audit"), "btn quiet",
		    "history", _("Audit"));
	if (c->active == CASE_YES) {
		button_link(r, at(r, "/cases", c->id, "/close"), "btn", "check",
		    _("Close case"));
		if (c->owner != r->visitor->user.id)
			button_post(r, at(r, "/cases", c->id, "/take"),
			    "btn primary", "user-check", _("Take case"), "rev",
			    rev, NULL);
	} else if (case_may_step(c, CASE_IS_OPEN)) {
		button_post(r, at(r, "/cases", c->id, "/reopen"), "btn", "undo",
		    _("Reopen case"), "rev", rev, NULL);
	}
	head_end(r);
}

void
case_show(
    struct req *r, const struct support_case *c, const struct case_shown *shown)
{
	const struct problems *f = shown->facts, *p = shown->reply;

	head(r, c);
	form_errors(
	    r, &(struct form_bad){ &case_entity, f }, f != NULL && f->n > 0);
	if (p != NULL && p->n > 0)
		banner(r, "bad", p->at[0].text, NULL);
	if (c->hidden == CASE_YES)
		banner(r, "info", _("Internal class."),
		    _("The portal does not show this case."));
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts_card(r, c, f);
	html(r, "</div><div class=\"stack\">");
	timeline(r, c);
	if (c->status != CASE_IS_RELEASED)
		reply_card(r, c, p);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
case_page(struct req *r)
{
	static const struct case_shown plain = { NULL, NULL };
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = store_get(r->x, &case_entity, r->id, c);

	if (rc == RC_OK)
		case_show(r, c, &plain);
	return rc;
}

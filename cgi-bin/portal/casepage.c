/*
 * One case: its facts, what was said and done, and the customer's three verbs:
 * reply, close, reopen.
 */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "pages.h"

enum { FILES = 200 };

/* Everything the page shows. */
struct sheet {
	struct req *r;
	struct support_case c;
	struct attachment file[FILES];
	int files;
	bool may_close, may_reopen;
	int64_t until;              /* last day for reopening; 0: no limit */
	const struct problems *bad; /* of a refused message, or NULL */
};

static bool
keep_file(void *arg, const void *rec)
{
	struct sheet *s = arg;

	s->file[s->files++] = *(const struct attachment *)rec;
	return s->files < FILES;
}

static enum rc
load(struct req *r, struct sheet *s)
{
	enum rc rc = own_get(mine(r), &case_entity, r->id, &s->c);

	s->r = r;
	if (rc != RC_OK)
		return rc;
	s->may_close = !r->visitor->read_only && case_may_close(&s->c);
	s->may_reopen =
	    !r->visitor->read_only && own_may_reopen(mine(r), &s->c, &s->until);
	return own_attachments(mine(r), &s->c, keep_file, s);
}

/* ---- facts ------------------------------------------------------------- */

static void
fact(struct req *r, const char *label)
{
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
}

static void
fact_end(struct req *r)
{
	html(r, "</dd></div>");
}

static void
fact_time(struct req *r, const char *label, int64_t t)
{
	if (t == 0)
		return;
	fact(r, label);
	time_text(r, t);
	fact_end(r);
}

static void
facts(struct req *r, const struct support_case *c)
{
	html(r, "<div class=\"stack first\">");
	card_open(r, "h-facts", _("Facts"), NULL, NULL);
	kv_open(r);
	kv_text(r, _("Case"), c->case_id);
	fact(r, _("Status"));
	case_pill(r, c);
	fact_end(r);
	kv_field(r, &case_entity, CASE_REASON, c);
	kv_field(r, &case_entity, CASE_CLASS, c);
	fact(r, _("Severity"));
	case_severity(r, c);
	fact_end(r);
	kv_field(r, &case_entity, CASE_PRIORITY, c);
	kv_field(r, &case_entity, CASE_CONTACT, c);
	fact_time(r, _("Reported"), c->reported_on);
	fact_time(r, _("Last activity"), c->last_activity);
	fact_time(r, _("Closed"), c->closed_on);
	kv_close(r);
	card_close(r);
	html(r, "</div>");
}

/* ---- timeline ---------------------------------------------------------- */

static void
file_row(struct req *r, const struct attachment *f)
{
	html(r, "<li>");
	icon(r, "paperclip");
	html(r, "<a href=\"");
	text(r,
	    url(r,
		arena_printf(r->mem, "/cases/%lld/files/%lld",
		    (long long)f->case_id, (long long)f->id),
		NULL));
	html(r, "\">");
	text(r, f->file_name);
	html(r, "</a><span class=\"muted\">");
	size_text(r, f->size);
	html(r, "</span></li>");
}

static void
files_of(const struct sheet *s, int64_t activity)
{
	bool any = false;

	for (int i = 0; i < s->files; i++) {
		if (s->file[i].activity_id != activity)
			continue;
		if (!any)
			html(s->r, "<ul class=\"files\">");
		any = true;
		file_row(s->r, &s->file[i]);
	}
	if (any)
		html(s->r, "</ul>");
}

static void
message(const struct sheet *s, const struct activity *a)
{
	struct req *r = s->r;
	bool customer = a->contact_id != 0;
	const char *company =
	    customer ? r->visitor->account.name : r->conf->company;

	html(r, "<li class=\"msg ");
	if (customer)
		html(r, "customer\">");
	else
		html(r, "staff\">");
	avatar(r, a->author);
	html(r, "<div><header><strong>");
	text(r, a->author);
	html(r, "</strong>");
	if (*company != '\0') {
		html(r, "<span class=\"small muted\">");
		text(r, company);
		html(r, "</span>");
	}
	time_text(r, a->time);
	html(r, "</header><div class=\"text\">");
	text_lines(r, a->description);
	html(r, "</div>");
	files_of(s, a->id);
	html(r, "</div></li>\n");
}

static void
event(struct req *r, const struct activity *a)
{
	html(r, "<li class=\"event\"><span>");
	text(r, a->description);
	html(r, " ");
	time_text(r, a->time);
	html(r, "</span></li>\n");
}

static bool
activity(void *arg, const void *rec)
{
	const struct sheet *s = arg;
	const struct activity *a = rec;

	if (a->kind == ACTIVITY_EVENT)
		event(s->r, a);
	else
		message(s, a);
	return true;
}

/* ---- what the customer can do ------------------------------------------ */

static void
reply_card(struct req *r, const struct sheet *s)
{
	card_open(r, "h-reply", _("Reply"), NULL, NULL);
	form_open_upload(r, case_path(r, s->c.id, "/reply"));
	form_text(r, _("Your message"), s->bad);
	form_files(r, s->bad);
	html(r, "<div class=\"acts\">");
	form_button(r, "btn primary", NULL, NULL, "send", _("Send message"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
}

static void
reopen_card(struct req *r, const struct sheet *s)
{
	char day[DATE_TEXT];

	card_open(r, "h-reopen", _("Is it not solved?"), NULL, NULL);
	form_open(r, case_path(r, s->c.id, "/reopen"));
	html(r, "<p>");
	if (s->until != 0) {
		date_long(s->until, day, sizeof day);
		textf(r,
		    _("This case is closed. Until %s you can open it again: "
		      "write what is still wrong."),
		    day);
	} else {
		text(r,
		    _("This case is closed. You can open it again: write "
		      "what is still wrong."));
	}
	html(r, "</p>");
	form_text(r, _("Your message"), s->bad);
	html(r, "<div class=\"acts\">");
	form_button(r, "btn primary", NULL, NULL, "undo", _("Reopen case"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
}

static void
over_card(struct req *r, const struct sheet *s)
{
	card_open(r, "h-over", _("This case is over"), NULL, NULL);
	html(r, "<div class=\"form\"><p>");
	text(r,
	    _("It is closed, and the time for opening it again has "
	      "passed. If you still need help, send a new case; it will "
	      "name this one."));
	html(r, "</p><div class=\"acts\"><a class=\"btn primary\" href=\"");
	text(r,
	    url(r, "/cases/new", "about",
		arena_printf(r->mem, "%lld", (long long)s->c.id), NULL));
	html(r, "\">");
	icon(r, "plus");
	text(r, _("New case about this"));
	html(r, "</a></div></div>");
	card_close(r);
}

static void
next_step(struct req *r, const struct sheet *s)
{
	if (r->visitor->read_only)
		return;
	if (s->c.portal_state != PORTAL_STATE_CLOSED)
		reply_card(r, s);
	else if (s->may_reopen)
		reopen_card(r, s);
	else
		over_card(r, s);
}

/* ---- page -------------------------------------------------------------- */

static void
head_pill(struct req *r, const void *arg)
{
	const struct sheet *s = arg;

	case_pill(r, &s->c);
}

static void
head_acts(struct req *r, const void *arg)
{
	const struct sheet *s = arg;

	if (s->may_close)
		button_link(r, case_path(r, s->c.id, "/close"), "btn", "check",
		    _("Close case"));
}

static void
waiting_banner(struct req *r, const struct sheet *s)
{
	const struct choice *reason =
	    choice_of(case_reason_choices, s->c.reason);

	html(r, "<div class=\"banner warn\">");
	icon(r, "clock");
	html(r, "<p><strong>");
	text(r, _("We are waiting for you."));
	html(r, "</strong> ");
	if (s->c.reason == REASON_WAITING_CONFIRMATION)
		text(r,
		    _("Please try what we proposed and tell us whether it "
		      "helped. If it did, close the case."));
	else if (s->c.reason == REASON_MORE_INFO || reason == NULL)
		text(r, _("We need to know more before we can go on."));
	else
		text(r, _(reason->label));
	html(r, "</p><a class=\"btn primary\" href=\"#f-description\">");
	text(r, _("Answer"));
	html(r, "</a></div>\n");
}

static enum rc
show(struct req *r, struct sheet *s)
{
	enum rc rc;

	page_with(r,
	    &(struct head){
		.title = s->c.subject,
		.nav = "cases",
		.crumb = _("Cases"),
		.crumb_path = "/cases",
	    },
	    &(struct beside){
		.number = s->c.case_id,
		.title = head_pill,
		.acts = head_acts,
		.arg = s,
	    });
	message_errors(r, s->bad);
	if (s->c.portal_state == PORTAL_STATE_WITH_YOU &&
	    !r->visitor->read_only)
		waiting_banner(r, s);
	html(r, "<div class=\"cols facts\">");
	facts(r, &s->c);
	html(r, "<div class=\"stack\"><h2 class=\"vh\">");
	text(r, _("Messages"));
	html(r, "</h2><ol class=\"thread\">\n");
	rc = own_activities(mine(r), &s->c, activity, s);
	html(r, "</ol>");
	next_step(r, s);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
case_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	return rc == RC_OK ? show(r, s) : rc;
}

/* ---- verbs ------------------------------------------------------------- */

/* What a body needs besides the case. */
struct said {
	const char *words;
	struct spooled files[CASE_UPLOADS];
	int n;
	struct problems bad;
};

static enum rc
reply(struct txn *x, void *rec, void *arg)
{
	struct said *said = arg;

	return case_reply_customer(
	    x, rec, said->words, said->files, said->n, &said->bad);
}

static enum rc
reopen(struct txn *x, void *rec, void *arg)
{
	struct said *said = arg;

	return case_reopen_customer(x, rec, said->words, &said->bad);
}

static enum rc
close_it(struct txn *x, void *rec, void *arg)
{
	struct said *said = arg;

	return case_close_customer(x, rec, &said->bad);
}

/* The page again, with the reasons and the typed text. */
static enum rc
show_refused(struct req *r, struct said *said)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	s->bad = &said->bad;
	r->out.status = 422;
	rc = show(r, s);
	return rc == RC_OK ? RC_INVALID : rc;
}

enum rc
case_reply_post(struct req *r)
{
	struct said *said = arena_alloc(r->mem, sizeof *said);
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	const char *words = form_value(r, "description");
	enum rc rc;

	said->words = words == NULL ? "" : words;
	said->n = files_read(r, said->files, &said->bad);
	rc = own_run(mine(r), &case_entity, r->id, c, reply, said);
	if (rc == RC_OK && said->bad.n > 0)
		rc = RC_INVALID;
	if (rc == RC_INVALID)
		return show_refused(r, said);
	if (rc == RC_OK)
		redirect(r, case_path(r, r->id, ""), "replied");
	return rc;
}

enum rc
case_reopen_post(struct req *r)
{
	struct said *said = arena_alloc(r->mem, sizeof *said);
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	const char *words = form_value(r, "description");
	enum rc rc;

	said->words = words == NULL ? "" : words;
	rc = own_run(mine(r), &case_entity, r->id, c, reopen, said);
	if (rc == RC_INVALID)
		return show_refused(r, said);
	if (rc == RC_OK)
		redirect(r, case_path(r, r->id, ""), "reopened");
	return rc;
}

enum rc
case_close_post(struct req *r)
{
	struct said *said = arena_alloc(r->mem, sizeof *said);
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = own_run(mine(r), &case_entity, r->id, c, close_it, said);

	if (rc == RC_INVALID)
		return show_refused(r, said);
	if (rc == RC_OK)
		redirect(r, case_path(r, r->id, ""), "closed");
	return rc;
}

enum rc
case_close_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	if (!s->may_close) {
		redirect(r, case_path(r, r->id, ""), NULL);
		return RC_OK;
	}
	page_open(r,
	    &(struct head){
		.title =
		    arena_printf(r->mem, _("Close case %s?"), s->c.case_id),
		.nav = "cases",
		.no_title = true,
	    });
	html(r,
	    "<div class=\"narrow\"><section class=\"card status\">"
	    "<div class=\"body\"><span class=\"mark\">");
	icon(r, "check");
	html(r, "</span><h1>");
	textf(r, _("Close case %s?"), s->c.case_id);
	html(r, "</h1><p class=\"strong\">");
	text(r, s->c.subject);
	html(r, "</p><p>");
	text(r,
	    _("Close it when your problem is solved or has gone. We stop "
	      "working on it; everything stays readable here."));
	html(r, "</p><div class=\"acts\">");
	button_post(r, case_path(r, r->id, "/close"), "btn primary", NULL,
	    _("Close case"), NULL);
	button_link(
	    r, case_path(r, r->id, ""), "btn quiet", NULL, _("Keep it open"));
	html(r, "</div></div></section></div>");
	page_close(r);
	return RC_OK;
}

/* ---- download ---------------------------------------------------------- */

/* As a download, never shown inside the site; id is the case, id2 the file. */
enum rc
case_file(struct req *r)
{
	struct attachment *f = arena_alloc(r->mem, sizeof *f);
	int fd;
	enum rc rc = own_attachment_open(mine(r), r->id, r->id2, f, &fd);

	if (rc != RC_OK)
		return rc;
	reply_file(r, fd, f->size, f->media_type, f->file_name);
	return RC_OK;
}

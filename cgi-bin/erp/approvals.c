/*
 * Approvals (EP503010): what customers ask to change about their company. The
 * inbox, what differs, and the decision.
 */
#include <string.h>

#include "docs.h"
#include "model/change_request.h"

static const struct change_request waiting = { .status = ASKED_IS_WAITING },
				   approved = { .status = ASKED_IS_APPROVED },
				   declined = { .status = ASKED_IS_DECLINED },
				   withdrawn = { .status = ASKED_IS_WITHDRAWN };

#define OLDEST                                                                 \
	{                                                                      \
		"oldest", ASKED_ON, ASKED_BY_STATUS, false                     \
	}
#define NEWEST                                                                 \
	{                                                                      \
		"newest", ASKED_ON, ASKED_BY_STATUS, true                      \
	}
#define TAB(n, l, of, one, two)                                                \
	{                                                                      \
		.name = (n), .label = (l), .like = &(of), .prefix = 1,         \
		.sorts = {                                                     \
			one,                                                   \
			two,                                                   \
			{ .name = NULL }                                       \
		}                                                              \
	}

static const struct tab tabs[] = {
	TAB("waiting", N_("Waiting for approval"), waiting, OLDEST, NEWEST),
	TAB("approved", N_("Approved"), approved, NEWEST, OLDEST),
	TAB("declined", N_("Declined"), declined, NEWEST, OLDEST),
	TAB("withdrawn", N_("Withdrawn"), withdrawn, NEWEST, OLDEST),
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = ASKED_ACCOUNT, .how = COL_OWN },
	{ .tag = ASKED_NAME, .label = N_("What differs"), .how = COL_OWN },
	{ .tag = ASKED_CONTACT, .how = COL_TITLE },
	{ .tag = ASKED_ON, .how = COL_TIME },
	{ .tag = ASKED_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct field *
field_of(unsigned tag)
{
	return record_field(&change_request_entity, tag);
}

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	const struct change_request *q = rec;
	const char *comma = "";

	if (c->tag == ASKED_ACCOUNT) {
		link_to(r, at(r, "/approvals", q->id, ""), q->was_name);
		return;
	}
	for (const struct change_fact *f = change_facts; f->account != 0; f++) {
		if (!change_differs(q, f))
			continue;
		textf(r, "%s%s", comma, _(field_of(f->wanted)->label));
		comma = ", ";
	}
}

static const struct view view = {
	.e = &change_request_entity,
	.path = "/approvals",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("What customers ask to change about their company"),
	.empty_icon = "user-check",
	.empty_title = N_("No requests here"),
	.empty_says = N_("When a customer asks on the portal to change name, "
			 "tax number or the e-mail for invoices, it waits "
			 "here for a decision."),
	.cell = cell,
};

int64_t
approvals_waiting(const struct req *r)
{
	return store_count(
	    r->x, &change_request_entity, ASKED_BY_STATUS, &waiting);
}

enum rc
approval_list(struct req *r)
{
	return list_page(
	    r, &view, _("Approvals"), "approvals", "EP503010", NULL, NULL);
}

/* ---- one request ------------------------------------------------------- */

struct sheet {
	struct change_request q;
	struct account a; /* as it is now */
};

static enum rc
load(struct req *r, struct sheet *s)
{
	enum rc rc = store_get(r->x, &change_request_entity, r->id, &s->q);

	return rc == RC_OK ?
	    store_get(r->x, &account_entity, s->q.account_id, &s->a) :
	    rc;
}

static void
or_none(struct req *r, const char *value)
{
	text(r, *value == '\0' ? _("None") : value);
}

/* A fact that is to change; of a request that waits, beside what the account
 * says today. */
static void
difference(struct req *r, const struct sheet *s, const struct change_fact *f)
{
	bool waits = s->q.status == ASKED_IS_WAITING;
	const char *was = record_text(field_of(f->was), &s->q);
	const char *now = waits ?
	    record_text(record_field(&account_entity, f->account), &s->a) :
	    was;

	html(r, "<tr><th scope=\"row\">");
	text(r, _(field_of(f->wanted)->label));
	html(r, "</th><td data-l=\"");
	text(r, waits ? _("Now") : _("Before"));
	html(r, "\"><del>");
	or_none(r, now);
	html(r, "</del>");
	if (strcmp(now, was) != 0) {
		html(r, "<p class=\"theirs\">");
		textf(r, _("It was “%s” when this was asked."), was);
		html(r, "</p>");
	}
	html(r, "</td><td data-l=\"");
	text(r, _("Wanted"));
	html(r, "\"><ins>");
	or_none(r, record_text(field_of(f->wanted), &s->q));
	html(r, "</ins></td></tr>");
}

static void
differences(struct req *r, const struct sheet *s)
{
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-what\">"
	    "<header><h2 id=\"h-what\">");
	text(r, _("What should change"));
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table class=\"resp\">"
	    "<thead><tr><th scope=\"col\">");
	text(r, _("Field"));
	html(r, "</th><th scope=\"col\">");
	text(r, s->q.status == ASKED_IS_WAITING ? _("Now") : _("Before"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Wanted"));
	html(r, "</th></tr></thead><tbody>");
	for (const struct change_fact *f = change_facts; f->account != 0; f++)
		if (change_differs(&s->q, f))
			difference(r, s, f);
	html(r, "</tbody></table></div></section>");
}

static void
decision(struct req *r, const struct sheet *s, const struct problems *bad)
{
	static const unsigned reason[] = { ASKED_REASON, 0 };

	card_open(r, "h-decide", _("Decision"));
	html(r, "<div class=\"stack\"><p>");
	text(r,
	    _("Approved, it is changed at once; documents that were issued "
	      "keep what they say."));
	html(r, "</p>");
	form_open(r, at(r, "/approvals", s->q.id, "/approve"));
	form_rev(r, &s->q);
	form_hidden(r, "account_rev",
	    arena_printf(r->mem, "%lld", (long long)s->a.rev));
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Approve"));
	html(r, "</div>");
	form_close(r);
	form_open(r, at(r, "/approvals", s->q.id, "/decline"));
	form_rev(r, &s->q);
	form_fields(r, &change_request_entity, reason, &s->q, bad);
	html(r, "<div class=\"acts\">");
	form_button(r, "btn danger", NULL, NULL, "ban", _("Decline"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div>");
	card_close(r);
}

static void
show(struct req *r, const struct sheet *s, const struct problems *bad)
{
	static const unsigned facts[] = { ASKED_CONTACT, ASKED_ON,
		ASKED_DECIDED, ASKED_BY, 0 };
	const struct entity *e = &change_request_entity;
	const struct head h = {
		.title = arena_printf(r->mem, _("Change of %s"), s->q.was_name),
		.nav = "approvals",
		.screen = "EP503010",
		.crumb = _("Approvals"),
		.crumb_path = "/approvals",
	};

	head_begin_pill(r, &h, field_of(ASKED_STATUS), &s->q);
	head_end(r);
	form_errors(r, &(struct form_bad){ e, bad }, bad != NULL);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	card_open(r, "h-facts", _("Request"));
	html(r, "<dl class=\"kv\">");
	doc_link(r, e, ASKED_ACCOUNT, &s->q, "/accounts", ROLE_CUSTOMERS);
	doc_facts(r, e, facts, &s->q);
	html(r, "</dl>");
	card_close(r);
	html(r, "</div><div class=\"stack\">");
	differences(r, s);
	doc_text(r, "h-note", _("What the customer says"), s->q.note);
	doc_text(r, "h-why", _("Why it was declined"), s->q.reason);
	if (s->q.status == ASKED_IS_WAITING)
		decision(r, s, bad);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
approval_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc == RC_OK)
		show(r, s, NULL);
	return rc;
}

enum rc
approval_approve(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *path = at(r, "/approvals", r->id, "");
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, &s->q))
		return RC_INVALID;
	rc = change_approve(r->x, &s->q, form_id(r, "account_rev"), bad);
	if (rc != RC_OK)
		return refuse(r, rc, bad, path);
	redirect(r, path, "approved");
	return rc;
}

enum rc
approval_decline(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct change_request *q = arena_alloc(r->mem, sizeof *q);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *reason = form_value(r, "reason");
	const char *path = at(r, "/approvals", r->id, "");
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	*q = s->q;
	if (!form_read_rev(r, q))
		return RC_INVALID;
	rc = change_decline(r->x, q, reason == NULL ? "" : reason, bad);
	if (rc == RC_OK)
		redirect(r, path, "not-approved");
	else if (rc == RC_INVALID && problem_of(bad, ASKED_REASON) != NULL) {
		edit_status(r, rc);
		show(r, s, bad);
	} else
		return refuse(r, rc, bad, path);
	return rc;
}

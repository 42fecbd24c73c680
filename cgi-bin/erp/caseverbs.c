/* What staff do with a case: change facts, reply, take, close, reopen. */
#include "casecard.h"
#include "erp.h"
#include "model/class.h"

static const char *
back_to(struct req *r)
{
	return at(r, "/cases", r->id, "");
}

/* The case as the user saw it: their rev, so that a save in between shows. */
static enum rc
load(struct req *r, struct support_case *c)
{
	enum rc rc = store_get(r->x, &case_entity, r->id, c);

	if (rc == RC_OK && !form_read_rev(r, c))
		rc = RC_INVALID;
	return rc;
}

enum rc
case_facts(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const struct case_shown shown = { .facts = bad };
	const unsigned *tags = case_facts_parts[0].tags;
	enum rc rc = load(r, c);

	if (rc != RC_OK)
		return rc;
	if (form_read(r, &case_entity, tags, c, bad))
		rc = case_save(r->x, c, bad);
	else
		rc = RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, back_to(r), "saved");
		return rc;
	}
	if (rc == RC_CONFLICT)
		edit_conflict(r, &case_entity, case_facts_parts, c, bad);
	edit_status(r, rc);
	case_show(r, c, &shown);
	return rc;
}

static enum rc
reply(struct req *r, struct support_case *c, bool note, struct problems *bad)
{
	struct spooled files[CASE_UPLOADS];
	const char *said = form_value(r, "description");
	int64_t status, reason;
	int n = take_files(r, files, bad);

	if (n < 0)
		return RC_INVALID;
	if (!case_step_chosen(form_value(r, "step"), &status, &reason)) {
		problem(bad, 0, _("Choose a status from the list."));
		return RC_INVALID;
	}
	if (note)
		status = reason = 0;
	return case_reply_staff(r->x, c, said == NULL ? "" : said, note, status,
	    reason, files, n, bad);
}

enum rc
case_reply(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const struct case_shown shown = { .reply = bad };
	const char *as = form_value(r, "as");
	bool note = as == NULL || !str_same(as, "reply");
	enum rc rc = load(r, c);

	if (rc != RC_OK)
		return rc;
	rc = reply(r, c, note, bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, back_to(r), note ? "noted" : "sent");
		return rc;
	}
	if (rc == RC_CONFLICT) {
		bad->n = 0;
		problem(bad, 0,
		    _("This case changed while you were writing. Read what is "
		      "new above, then send again. Your text is kept."));
	}
	if (store_get(r->x, &case_entity, r->id, c) != RC_OK)
		return RC_NOTFOUND;
	edit_status(r, rc);
	case_show(r, c, &shown);
	return rc;
}

enum rc
case_take_post(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	struct problems bad = { .n = 0 };
	enum rc rc = load(r, c);

	if (rc != RC_OK)
		return rc;
	rc = case_take(r->x, c, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, back_to(r));
	redirect(r, back_to(r), "taken");
	return rc;
}

enum rc
case_reopen_post(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	struct problems bad = { .n = 0 };
	enum rc rc = load(r, c);

	if (rc != RC_OK)
		return rc;
	rc = case_step(r->x, c, CASE_IS_OPEN, REASON_IN_PROCESS, NULL, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, back_to(r));
	redirect(r, back_to(r), "reopened");
	return rc;
}

/* ---- closing: a page that asks for the reason
 * --------------------------------- */

static void
reason_boxes(struct req *r, int64_t chosen)
{
	html(r, "<fieldset class=\"box\" id=\"f-reason\"><legend>");
	text(r, _("Reason"));
	html(r, "</legend><div class=\"checks\">");
	for (const int64_t *p = case_reasons(CASE_IS_CLOSED); *p != 0; p++) {
		const struct choice *c = choice_of(case_reason_choices, *p);
		if (c == NULL || *p == REASON_CLOSED_ON_PORTAL)
			continue;
		html(r,
		    "<div class=\"check\"><input type=\"radio\" "
		    "name=\"reason\" id=\"f-reason-");
		text(r, c->name);
		html(r, "\" value=\"");
		text(r, c->name);
		html(r, "\"");
		if (*p == chosen)
			html(r, " checked");
		html(r, "><label for=\"f-reason-");
		text(r, c->name);
		html(r, "\">");
		text(r, _(c->label));
		html(r, "</label></div>");
	}
	html(r, "</div></fieldset>");
}

static void
close_page(struct req *r, const struct support_case *c, int64_t chosen,
    const struct problems *bad)
{
	static const unsigned notes[] = { CASE_CLOSURE_NOTES, 0 };
	const struct head h = {
		.title = arena_printf(r->mem, _("Close case %s"), c->case_id),
		.nav = "cases",
		.screen = "CR306000",
		.crumb = c->case_id,
		.crumb_path = back_to(r),
		.lead = c->subject,
	};

	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &case_entity, bad }, bad != NULL);
	html(r, "<section class=\"card narrow\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	form_open(r, at(r, "/cases", c->id, "/close"));
	form_rev(r, c);
	reason_boxes(r, chosen);
	form_fields(r, &case_entity, notes, c, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Close case"));
	button_link(r, back_to(r), "btn quiet", NULL, _("Keep it open"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
case_close_page(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = store_get(r->x, &case_entity, r->id, c);

	if (rc != RC_OK)
		return rc;
	if (!case_may_close(c)) {
		redirect(r, back_to(r), NULL);
		return RC_OK;
	}
	close_page(r, c, REASON_RESOLVED, NULL);
	return RC_OK;
}

enum rc
case_close_post(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *word = form_value(r, "reason");
	const char *notes = form_value(r, "closure_notes");
	const struct choice *why =
	    word == NULL ? NULL : choice_named(case_reason_choices, word);
	enum rc rc = load(r, c);

	if (rc != RC_OK)
		return rc;
	if (why == NULL || why->value == REASON_CLOSED_ON_PORTAL) {
		problem(bad, CASE_REASON, _("Choose a reason."));
		rc = RC_INVALID;
	} else {
		rc = case_step(r->x, c, CASE_IS_CLOSED, why->value, notes, bad);
	}
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, back_to(r), "closed");
		return rc;
	}
	if (rc == RC_CONFLICT)
		return refuse(r, rc, bad, back_to(r));
	edit_status(r, rc);
	close_page(r, c, why == NULL ? 0 : why->value, bad);
	return rc;
}

enum rc
case_audit(struct req *r)
{
	struct support_case *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = store_get(r->x, &case_entity, r->id, c);
	struct head h = {
		.nav = "cases",
		.screen = "CR306000",
		.crumb_path = back_to(r),
	};

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Audit of case %s"), c->case_id);
	h.crumb = c->case_id;
	page_open(r, &h);
	rc = audit_of(r, &case_entity, r->id, at(r, "/cases", r->id, "/audit"));
	page_close(r);
	return rc;
}

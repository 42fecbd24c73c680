/* What a customer asks to change: the form, and what became of each request. */
#include "companies.h"

static const unsigned wanted[] = { ASKED_NAME, ASKED_LEGAL_NAME, ASKED_TAX_ID,
	ASKED_REGISTRATION_NO, ASKED_EMAIL, ASKED_NOTE, 0 };

static const struct field *
field_of(unsigned tag)
{
	return record_field(&change_request_entity, tag);
}

static void
state_pill(struct req *r, const void *arg)
{
	pill_choice(r, field_of(ASKED_STATUS), arg);
}

static const char *
path_of(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(
	    r->mem, "/company/changes/%lld%s", (long long)id, rest);
}

/* ---- the newest ones --------------------------------------------------- */

enum { NEWEST = 5 };

struct newest {
	struct req *r;
	int n;
};

static bool
row(void *arg, const void *rec)
{
	const struct change_request *q = rec;
	struct newest *rows = arg;
	struct req *r = rows->r;

	if (rows->n++ == 0) {
		card_open(
		    r, "h-changes", _("Changes you asked for"), NULL, NULL);
		html(r, "<ul class=\"todo\">");
	}
	html(r, "<li>");
	icon(r, "history");
	html(r, "<span><a href=\"");
	text(r, url(r, path_of(r, q->id, ""), NULL));
	html(r, "\">");
	time_text(r, q->asked);
	html(r, "</a></span>");
	state_pill(r, q);
	html(r, "</li>");
	return rows->n < NEWEST;
}

enum rc
changes_card(struct req *r)
{
	const struct list l = { .e = &change_request_entity,
		.index = ASKED_OF_ACCOUNT,
		.backwards = true };
	struct newest rows = { r, 0 };
	enum rc rc = own_list(mine(r), &l, row, &rows);

	if (rows.n > 0) {
		html(r, "</ul>");
		card_close(r);
	}
	return rc;
}

/* ---- asking ------------------------------------------------------------ */

static void
show_form(
    struct req *r, const struct change_request *q, const struct problems *bad)
{
	page_open(r,
	    &(struct head){
		.title = _("Ask for a change"),
		.nav = "company",
		.crumb = _("Company profile"),
		.crumb_path = "/company",
		.lead = _("We check it and answer on your company page."),
	    });
	html(r, "<div class=\"narrow stack\">");
	form_errors(
	    r, &(struct form_bad){ &change_request_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, _("What it should be"));
	html(r, "\"><div class=\"body\">");
	form_open(r, "/company/changes/new");
	form_star(r);
	form_fields(r, &change_request_entity, wanted, q, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Send request"));
	button_link(r, "/company", "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section></div>");
	page_close(r);
}

static struct change_request *
begin(struct req *r)
{
	struct change_request *q = arena_alloc(r->mem, sizeof *q);

	change_begin(&r->visitor->account, q);
	return q;
}

enum rc
change_new(struct req *r)
{
	show_form(r, begin(r), NULL);
	return RC_OK;
}

enum rc
change_new_post(struct req *r)
{
	struct change_request *q = begin(r);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = RC_INVALID;

	if (form_read(r, &change_request_entity, wanted, q, bad))
		rc = own_change_ask(mine(r), q, bad);
	if (rc == RC_OK)
		redirect(r, path_of(r, q->id, ""), "asked");
	if (rc == RC_INVALID) {
		r->out.status = 422;
		show_form(r, q, bad);
	}
	return rc;
}

/* ---- one request ------------------------------------------------------- */

static void
or_none(struct req *r, const char *value)
{
	text(r, *value == '\0' ? _("None") : value);
}

static void
differences(struct req *r, const struct change_request *q)
{
	card_open(r, "h-what", _("What should change"), NULL, NULL);
	html(r, "<dl class=\"kv\">");
	for (const struct change_fact *f = change_facts; f->account != 0; f++) {
		if (!change_differs(q, f))
			continue;
		html(r, "<div><dt>");
		text(r, _(field_of(f->wanted)->label));
		html(r, "</dt><dd><del>");
		or_none(r, record_text(field_of(f->was), q));
		html(r, "</del> <ins>");
		or_none(r, record_text(field_of(f->wanted), q));
		html(r, "</ins></dd></div>");
	}
	kv_field(r, &change_request_entity, ASKED_ON, q);
	if (q->note[0] != '\0')
		kv_text(r, _("Your note"), q->note);
	if (q->status == ASKED_IS_APPROVED || q->status == ASKED_IS_DECLINED)
		kv_field(r, &change_request_entity, ASKED_DECIDED, q);
	if (q->reason[0] != '\0')
		kv_text(r, _("Why not"), q->reason);
	html(r, "</dl>");
	card_close(r);
}

static void
withdraw_button(struct req *r, const void *arg)
{
	const struct change_request *q = arg;

	if (q->status != ASKED_IS_WAITING || r->visitor->read_only)
		return;
	button_post(r, path_of(r, q->id, "/withdraw"), "btn danger", "undo",
	    _("Withdraw"), "rev",
	    arena_printf(r->mem, "%lld", (long long)q->rev), NULL);
}

enum rc
change_page(struct req *r)
{
	struct change_request *q = arena_alloc(r->mem, sizeof *q);
	enum rc rc = own_get(mine(r), &change_request_entity, r->id, q);

	if (rc != RC_OK)
		return rc;
	page_with(r,
	    &(struct head){
		.title = _("Change of company data"),
		.nav = "company",
		.crumb = _("Company profile"),
		.crumb_path = "/company",
	    },
	    &(struct beside){
		.title = state_pill, .acts = withdraw_button, .arg = q });
	html(r, "<div class=\"narrow stack\">");
	differences(r, q);
	html(r, "</div>");
	page_close(r);
	return RC_OK;
}

enum rc
change_withdraw_post(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct change_request *q = arena_alloc(r->mem, sizeof *q);
	enum rc rc;

	if (!form_read_rev(r, q))
		return RC_INVALID;
	rc = own_change_withdraw(mine(r), r->id, q->rev, bad);
	/* Decided meanwhile: the page says how. */
	if (rc == RC_OK || rc == RC_INVALID || rc == RC_CONFLICT)
		redirect(
		    r, path_of(r, r->id, ""), rc == RC_OK ? "withdrawn" : NULL);
	return rc;
}

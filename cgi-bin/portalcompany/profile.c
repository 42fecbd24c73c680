/* Company profile (SP201000): what a customer may change at once, and what is
 * locked because documents say it. */
#include <string.h>

#include "companies.h"

static const unsigned facts[] = { ACCOUNT_NAME, ACCOUNT_LEGAL_NAME,
	ACCOUNT_TAX_ID, ACCOUNT_REGISTRATION_NO, ACCOUNT_EMAIL, 0 };
static const unsigned called[] = { ACCOUNT_NAME, 0 };
static const unsigned reach[] = { ACCOUNT_PHONE, ACCOUNT_PHONE2, ACCOUNT_FAX,
	ACCOUNT_WEBSITE, 0 };
static const unsigned bill[] = { ACCOUNT_BILL_ATTENTION, ACCOUNT_BILL_LINE1,
	ACCOUNT_BILL_LINE2, ACCOUNT_BILL_POSTAL_CODE, ACCOUNT_BILL_CITY,
	ACCOUNT_BILL_REGION, ACCOUNT_BILL_COUNTRY, 0 };
static const unsigned ship[] = { ACCOUNT_SHIP_ATTENTION, ACCOUNT_SHIP_LINE1,
	ACCOUNT_SHIP_LINE2, ACCOUNT_SHIP_POSTAL_CODE, ACCOUNT_SHIP_CITY,
	ACCOUNT_SHIP_REGION, ACCOUNT_SHIP_COUNTRY, 0 };

/* ---- cards ------------------------------------------------------------- */

static void
locked_card(struct req *r, const struct account *a, bool locked)
{
	card_open(r, "h-facts", _("On our documents"), NULL, NULL);
	html(r, "<div class=\"form\">");
	kv_open(r);
	for (const unsigned *tag = facts; *tag != 0; tag++)
		if (!record_empty(record_field(&account_entity, *tag), a))
			kv_field(r, &account_entity, *tag, a);
	kv_close(r);
	html(r, "<p class=\"small muted\">");
	text(r,
	    locked ?
		_("Orders or invoices were made out to this name and tax "
		  "number, so they are locked. Ask for a change: we check it, "
		  "and it holds for new documents. Those you have keep what "
		  "they say.") :
		_("What stands on invoices is changed by asking us, because "
		  "taxes and payments depend on it."));
	html(r, "</p><div class=\"acts\">");
	button_link(r, "/company/changes/new", "btn", locked ? "lock" : "edit",
	    _("Ask for a change"));
	html(r, "</div></div>");
	card_close(r);
}

static void
fields_card(struct req *r, const char *id, const char *title,
    const unsigned *tags, const struct account *a, const struct problems *bad)
{
	card_open(r, id, title, NULL, NULL);
	html(r, "<div class=\"form two\">");
	form_fields(r, &account_entity, tags, a, bad);
	html(r, "</div>");
	card_close(r);
}

static void
profile_form(struct req *r, const struct account *a, bool locked,
    const struct problems *bad)
{
	form_open(r, "/company");
	form_rev(r, a);
	if (!locked)
		fields_card(r, "h-name", _("Name"), called, a, bad);
	fields_card(r, "h-reach", _("How we reach you"), reach, a, bad);
	fields_card(r, "h-bill", _("Billing address"), bill, a, bad);
	fields_card(r, "h-ship", _("Delivery address"), ship, a, bad);
	html(r, "<p class=\"small muted\">");
	text(r,
	    _("Addresses hold for what is ordered and issued from now on; "
	      "documents you have keep theirs."));
	html(r, "</p>");
	if (!r->visitor->read_only) {
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Save company"));
		html(r, "</div>");
	}
	form_close(r);
}

/* ---- page -------------------------------------------------------------- */

static enum rc
show(struct req *r, const struct account *a, const struct problems *bad)
{
	bool locked = own_company_locked(mine(r));
	enum rc rc;

	page_open(r,
	    &(struct head){
		.title = _("Company profile"),
		.nav = "company",
		.lead = _("What you change here, we see at once."),
	    });
	form_errors(r, &(struct form_bad){ &account_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	profile_form(r, a, locked, bad);
	html(r, "</div><div class=\"stack\">");
	locked_card(r, &r->visitor->account, locked);
	rc = changes_card(r);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
company_page(struct req *r)
{
	return show(r, &r->visitor->account, NULL);
}

enum rc
company_post(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	static const unsigned *const parts[] = { called, reach, bill, ship };
	bool good = true;
	enum rc rc = RC_INVALID, shown;

	*a = r->visitor->account;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		good &= form_read(r, &account_entity, parts[i], a, bad);
	if (good)
		rc = own_company_save(mine(r), a, bad);
	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/company", "saved");
	if (rc == RC_CONFLICT) {
		a->rev = r->visitor->account.rev;
		somebody_saved(bad);
	}
	if (rc != RC_INVALID && rc != RC_CONFLICT)
		return rc;
	r->out.status = rc == RC_CONFLICT ? 409 : 422;
	shown = show(r, a, bad);
	return shown == RC_OK ? rc : shown;
}

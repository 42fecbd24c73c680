/* Sign-in policy (SM201060): what is asked of everybody who signs in. */
#include "model/policy.h"

#include "erp.h"

static const unsigned asked[] = {
	POLICY_FREE_ADMINS,
	POLICY_INVITATION_HOURS,
	0,
};

static const struct part parts[] = {
	{ NULL, asked, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	if (policy_load(r->x, rec) != RC_OK)
		return;
}

static const struct edit card = {
	.e = &policy_entity,
	.list = "/sign-in-policy",
	.save = N_("Save policy"),
	.parts = parts,
	.begin = begin,
};

static void
form_page(struct req *r, const struct policy *p, const struct problems *bad)
{
	const struct head h = {
		.title = _("Sign-in policy"),
		.nav = "sign-in-policy",
		.screen = "SM201060",
		.lead = _("Others need a second factor when their user type "
			  "says so; everybody may set one up."),
	};

	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &policy_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	edit_form(r, &card, "/sign-in-policy", NULL, p, bad);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
policy_page(struct req *r)
{
	struct policy *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = policy_load(r->x, p);

	if (rc == RC_OK)
		form_page(r, p, NULL);
	return rc;
}

enum rc
policy_post(struct req *r)
{
	struct policy *p = arena_alloc(r->mem, sizeof *p);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = policy_load(r->x, p);

	if (rc != RC_OK)
		return rc;
	r->id = p->id; /* 0: nobody has decided yet */
	rc = edit_save(r, &card, p, bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, "/sign-in-policy", "saved");
		return rc;
	}
	if (rc == RC_INVALID || rc == RC_CONFLICT) {
		p->id = r->id;
		edit_status(r, rc);
		form_page(r, p, bad);
	}
	return rc;
}

/*
 * A member of staff comes over from the ERP to look at the portal as a
 * customer. The form comes from another site, so it has no token of this one:
 * the pass in it, which holds once and for a minute, takes its place. It
 * stands in no address.
 */
#include "base/secret.h"
#include "base/str.h"
#include "model/viewing.h"
#include "store/audit.h"
#include "web.h"

struct coming {
	struct call *c;
	char hash[HASH_TEXT];
	struct viewing pass;
	struct user viewer, as;
};

static enum rc
look(struct txn *x, struct coming *k)
{
	enum rc rc;

	if ((rc = viewing_take(x, k->hash, &k->pass)) != RC_OK ||
	    (rc = store_get(x, &user_entity, k->pass.viewer, &k->viewer)) !=
		RC_OK ||
	    (rc = store_get(x, &user_entity, k->pass.user_id, &k->as)) != RC_OK)
		return rc;
	return may_view(&k->viewer) ? RC_OK : RC_NOTFOUND;
}

/* The browser's own session on this portal, if any, is over. */
static enum rc
come_in(struct txn *x, void *arg)
{
	struct coming *k = arg;
	struct req *r = &k->c->r;
	const struct visitor *v = r->visitor;
	enum rc rc = look(x, k);

	if (rc == RC_OK && v->signed_in) {
		rc = session_end(x, v->session.id);
		rc = rc == RC_NOTFOUND ? RC_OK : rc;
	}
	if (rc == RC_OK)
		rc = signin_viewing(r, x, &k->viewer, &k->as);
	if (rc == RC_OK)
		audit_event(x, "view as customer", k->as.login, k->as.id,
		    arena_printf(r->mem, "begun, %s", r->address));
	return rc;
}

static enum rc
who_comes(struct txn *x, void *arg)
{
	struct coming *k = arg;
	enum rc rc = look(x, k);

	/* Undone: it is taken in the transaction that needs it. */
	return rc == RC_OK ? RC_INVALID : rc;
}

enum rc
view_post(struct req *r)
{
	const char *pass = form_value(r, "pass");
	struct coming *k = arena_alloc(r->mem, sizeof *k);
	struct actor who = { .channel = r->site->channel };
	struct store *s;
	enum rc rc;

	k->c = call_of(r);
	hash_text(pass != NULL ? pass : "", k->hash);
	s = store_open(k->c->conf.store, STORE_WRITE);
	rc = txn_run(s, &who, who_comes, k);
	if (rc == RC_INVALID) {
		who.user = k->viewer.id;
		user_name(&k->viewer, who.name, sizeof who.name);
		rc = txn_run(s, &who, come_in, k);
	}
	store_close(s);
	if (rc == RC_NOTFOUND) {
		/* The store is closed: nothing of the visitor can be shown. */
		r->visitor->signed_in = false;
		page_status(r, 403, _("This pass is no longer good"),
		    _("It holds for a minute, and once. Ask for another one "
		      "on the card of the contact in the ERP."));
		return RC_OK;
	}
	if (rc == RC_OK)
		redirect(r, r->site->home, NULL);
	return rc;
}

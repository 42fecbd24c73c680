/*
 * The chain of rules between a user and something on a portal. Nothing is
 * decided here: each stage calls the function that decides and finds out which
 * of its questions was answered no.
 */
#include "why.h"

#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/refer.h"
#include "balance.h"
#include "class.h"
#include "factor.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "product.h"

/* clang-format off */
static const struct rule {
	const char *word, *holds;
} rules[WHY_RULES] = {
	[WHY_USER] = { "user", N_("The contact has a user.") },
	[WHY_SITE] = { "portal", N_("There is a portal with this URL.") },
	[WHY_ONLINE] = { "online", N_("The portal is online.") },
	[WHY_LICENCE] = { "licence", N_("The portal is licensed.") },
	[WHY_PORTAL] = { "portal-feature", N_("Modern Customer Portal is switched on.") },
	[WHY_LOCKED] = { "locked", N_("The user is not locked out.") },
	[WHY_PASSWORD] = { "password", N_("The user has a password.") },
	[WHY_STATUS] = { "status", N_("The user is active.") },
	[WHY_GUEST] = { "guest", N_("It is a user of the portal.") },
	[WHY_TYPE] = { "user-type", N_("The user's type allows pages.") },
	[WHY_CONTACT] = { "contact", N_("The contact is active.") },
	[WHY_LINKED] = { "business-account", N_("The contact's business account is active.") },
	[WHY_PORTAL_USER] = { "portal-user", N_("The user has the role Portal User.") },
	[WHY_OWN_PASSWORD] = { "own-password", N_("No new password is due.") },
	[WHY_FEATURE] = { "feature", N_("The feature is switched on.") },
	[WHY_CATEGORY] = { "category", N_("This portal shows it.") },
	[WHY_ROLE] = { "role", N_("The user has a role for it.") },
	[WHY_FULL] = { "read-only", N_("The portal is not read-only.") },
	[WHY_PAGE] = { "page", N_("The portal does not leave this page out.") },
	[WHY_THERE] = { "there", N_("The record exists.") },
	[WHY_ACCOUNT] = { "account", N_("The user works for its business account.") },
	[WHY_INTERNAL] = { "internal", N_("Its class is not internal.") },
	[WHY_DOCUMENT] = { "document", N_("Its status lets customers see it.") },
	[WHY_COLLEAGUE] = { "colleague", N_("It is the user's own, or the user sees those of the company.") },
};
/* clang-format on */

const char *
why_word(enum why_rule rule)
{
	return rules[rule].word;
}

/* ---- an inquiry */

struct inquiry {
	struct txn *x;
	int64_t now;
	const struct why_asked *asked;
	const struct area *area;
	struct visitor v;
	enum why_rule no; /* the first that refuses, or 0 */
	char says[301], link[61];
};

#define SAYS(q, rule, ...)                                                     \
	do {                                                                   \
		(q)->no = (rule);                                              \
		str_printf((q)->says, sizeof(q)->says, __VA_ARGS__);           \
	} while (0)

static void
leads(struct inquiry *q, const char *list, int64_t id, const char *rest)
{
	if (id != 0)
		str_printf(q->link, sizeof q->link, "%s/%lld%s", list,
		    (long long)id, rest);
	else
		str_copy(q->link, sizeof q->link, list);
}

/* Where the user's login is looked after. */
static void
leads_to_user(struct inquiry *q)
{
	if (q->asked->contact.id != 0)
		leads(q, "/contacts", q->asked->contact.id, "/user");
	else
		leads(q, "/users", q->asked->user.id, "");
}

/* ---- the site, as for somebody who has not signed in */

static const char *
label_of(const struct choice *choices, int64_t value)
{
	const struct choice *c = choice_of(choices, value);

	return c != NULL ? _(c->label) : "";
}

static const char *
feature_label(int64_t bits)
{
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (f->bit & bits)
			return _(f->label);
	return "";
}

static void
feature_is_off(struct inquiry *q, enum why_rule rule, int64_t needs)
{
	int64_t off = needs & ~q->v.switched;
	struct switches on;

	if (switches_load(q->x, &on) == RC_OK && (on.enabled & off) == off) {
		SAYS(q, rule, _("The licences do not cover the feature %s."),
		    feature_label(off));
		leads(q, "/licence", 0, "");
		return;
	}
	SAYS(q, rule, _("The feature %s is switched off."), feature_label(off));
	leads(q, "/features", 0, "");
}

static void
refused_by_site(struct inquiry *q, enum refusal no)
{
	const struct portal *p = &q->v.portal;

	switch (no) {
	case MAY_NOT_WRONG_SITE:
		if (q->asked->site_url[0] == '\0')
			SAYS(q, WHY_SITE, _("There is no portal yet."));
		else
			SAYS(q, WHY_SITE, _("No portal has the URL %s."),
			    q->asked->site_url);
		leads(q, "/portals", 0, "");
		break;
	case MAY_NOT_OFFLINE:
		SAYS(q, WHY_ONLINE, _("The portal %s is offline."), p->name);
		leads(q, "/portals", p->id, "");
		break;
	case MAY_NOT_UNLICENSED:
		SAYS(q, WHY_LICENCE, _("The licence of the portal: %s."),
		    label_of(licence_statuses, q->v.licences.portal_status));
		leads(q, "/licence", 0, "");
		break;
	case MAY_NOT_FEATURE:
		feature_is_off(q, WHY_PORTAL, FEATURE_PORTAL);
		break;
	case MAY:
	case MAY_NOT_SIGN_IN_FIRST:
	case MAY_NOT_NEW_PASSWORD:
	case MAY_NOT_FACTOR:
	case MAY_NOT_CATEGORY:
	case MAY_NOT_ROLE:
	case MAY_NOT_READ_ONLY:
	case MAY_NOT_VIEWING:
		break;
	}
}

static void
ask_site(struct inquiry *q)
{
	visitor_load(
	    q->x, SITE_PORTAL, q->asked->site_url, NULL, q->now, "", &q->v);
	refused_by_site(q, may_use(&q->v, SITE_PORTAL, ROLE_ANYBODY, 0, false));
}

/* ---- signing in */

static const enum why_rule entry_rules[] = {
	[NO_ENTRY_PENDING] = WHY_STATUS,
	[NO_ENTRY_DISABLED] = WHY_STATUS,
	[NO_ENTRY_STAFF_ONLY] = WHY_GUEST,
	[NO_ENTRY_GUESTS_ONLY] = WHY_GUEST,
	[NO_ENTRY_SITE] = WHY_SITE,
	[NO_ENTRY_PROGRAM] = WHY_TYPE,
	[NO_ENTRY_NO_CONTACT] = WHY_CONTACT,
	[NO_ENTRY_CONTACT] = WHY_CONTACT,
	[NO_ENTRY_NO_ACCOUNT] = WHY_LINKED,
	[NO_ENTRY_ACCOUNT] = WHY_LINKED,
	[NO_ENTRY_ROLE] = WHY_PORTAL_USER,
};

static void
leads_to_entry(struct inquiry *q)
{
	const struct contact *c = &q->asked->contact;

	if (q->no == WHY_CONTACT && c->id != 0)
		leads(q, "/contacts", c->id, "");
	else if (q->no == WHY_LINKED && c->account_id != 0)
		leads(q, "/accounts", c->account_id, "");
	else if (q->no == WHY_TYPE)
		leads(q, "/user-types", q->asked->user.user_type, "");
	else
		leads_to_user(q);
}

static void
ask_user(struct inquiry *q)
{
	if (q->asked->user.id != 0)
		return;
	SAYS(q, WHY_USER,
	    _("The contact %s has no user: nobody can sign in as this "
	      "contact."),
	    q->asked->contact.display_name);
	leads_to_user(q);
}

static void
ask_entry(struct inquiry *q)
{
	const struct user *u = &q->asked->user;
	enum no_entry no;

	if (u->locked_until > q->now)
		SAYS(q, WHY_LOCKED,
		    _("The user is locked out for a while, after too many "
		      "wrong passwords."));
	else if (u->password_hash[0] == '\0')
		SAYS(q, WHY_PASSWORD, _("The user has no password yet."));
	else if ((no = entry_refused(q->x, u, SITE_PORTAL, &q->v)) != ENTRY)
		SAYS(q, entry_rules[no], "%s", entry_says(no));
	if (q->no != 0)
		leads_to_entry(q);
}

/* As somebody who has just signed in, and chosen the customer it is about,
 * where the user may. */
static void
ask_session(struct inquiry *q)
{
	const struct session s = { .id = 1,
		.user_id = q->asked->user.id,
		.site = SITE_PORTAL,
		.portal_id = q->v.portal.id,
		.account_id = q->asked->object.account_id,
		.created = q->now,
		.last_seen = q->now,
		.enrol = factor_due(q->x, &q->asked->user) };

	visitor_load(
	    q->x, SITE_PORTAL, q->asked->site_url, &s, q->now, "", &q->v);
	if (q->v.signed_in)
		return;
	SAYS(q, WHY_LINKED,
	    _("The user and its contact belong to different business "
	      "accounts."));
	leads_to_user(q);
}

/* ---- the page */

static void
ask_page(struct inquiry *q)
{
	const struct area *a = q->area;
	const struct portal *p = &q->v.portal;

	switch (may_use(&q->v, SITE_PORTAL, a->roles, a->feature, a->sends)) {
	case MAY_NOT_NEW_PASSWORD:
		SAYS(q, WHY_OWN_PASSWORD,
		    _("The user has to set a password of its own first; the "
		      "portal asks for it after the sign-in."));
		leads_to_user(q);
		break;
	case MAY_NOT_FACTOR:
		SAYS(q, WHY_OWN_PASSWORD,
		    _("The user has to set up a second factor first; the "
		      "portal asks for it after the sign-in."));
		leads_to_user(q);
		break;
	case MAY_NOT_FEATURE:
		feature_is_off(q, WHY_FEATURE, a->feature);
		break;
	case MAY_NOT_CATEGORY:
		SAYS(q, WHY_CATEGORY, _("The portal %s does not show %s."),
		    p->name, feature_label(a->feature & ~q->v.features));
		leads(q, "/portals", p->id, "");
		break;
	case MAY_NOT_ROLE:
		SAYS(q, WHY_ROLE, _("The user does not have the role %s."),
		    role_missing(a->roles));
		leads_to_user(q);
		break;
	case MAY_NOT_READ_ONLY:
		SAYS(q, WHY_FULL,
		    _("The licence of the portal has ended: customers can "
		      "read and export, but not send."));
		leads(q, "/licence", 0, "");
		break;
	case MAY:
	case MAY_NOT_SIGN_IN_FIRST:
	case MAY_NOT_WRONG_SITE:
	case MAY_NOT_OFFLINE:
	case MAY_NOT_UNLICENSED:
	case MAY_NOT_VIEWING:
		break;
	}
	if (q->no == 0 && !page_shown(&q->v, a->path)) {
		SAYS(q, WHY_PAGE, _("The portal %s leaves this page out."),
		    p->name);
		leads(q, "/portals", p->id, "");
	}
}

/* ---- the record */

union record {
	struct support_case c;
	struct invoice invoice;
	struct payment payment;
	struct sales_order order;
	struct product product;
};

static enum unseen
unseen(const struct visitor *v, const struct entity *e, const void *rec)
{
	return e == &case_entity ? case_unseen(v, rec) :
	    e == &product_entity ? product_unseen(v, rec) :
				   document_unseen(v, e, rec);
}

static void
of_another_account(struct inquiry *q)
{
	struct account a = { .name = "" };

	if (store_get(q->x, &account_entity, q->asked->object.account_id, &a) !=
	    RC_OK)
		a.name[0] = '\0';
	SAYS(q, WHY_ACCOUNT, _("It belongs to %s %s, the user to %s %s."),
	    a.account_id, a.name, q->v.account.account_id, q->v.account.name);
	leads(q, "/accounts", a.id, "");
}

static void
is_internal(struct inquiry *q, const struct support_case *c)
{
	struct case_class class = { .case_class_id = "" };

	if (store_get(q->x, &case_class_entity, c->case_class, &class) != RC_OK)
		class.case_class_id[0] = '\0';
	SAYS(q, WHY_INTERNAL,
	    _("Its class %s is internal: no customer sees such cases."),
	    class.case_class_id);
	leads(q, "/case-classes", c->case_class, "");
}

static void
of_a_colleague(struct inquiry *q, const struct support_case *c)
{
	struct contact by = { .display_name = "" };

	if (store_get(q->x, &contact_entity, c->contact_id, &by) != RC_OK)
		by.display_name[0] = '\0';
	SAYS(q, WHY_COLLEAGUE,
	    _("It was opened by %s. Those of colleagues are seen with "
	      "Portal Company Management or Portal Manager."),
	    by.display_name[0] != '\0' ? by.display_name : _("nobody known"));
	leads_to_user(q);
}

static void
has_a_status(struct inquiry *q, const union record *rec)
{
	const struct entity *e = q->area->e;
	char status[80] = "";
	unsigned tag = e == &invoice_entity ? INVOICE_STATUS :
	    e == &payment_entity            ? PAYMENT_STATUS :
	    e == &order_entity              ? ORDER_STATUS :
					      PRODUCT_ACTIVE;

	field_print(record_field(e, tag), rec, status, sizeof status);
	if (e != &product_entity)
		SAYS(q, WHY_DOCUMENT,
		    _("Its status is %s: customers see it once it is "
		      "released."),
		    status);
	else if (rec->product.web != PRODUCT_SHOWN)
		SAYS(q, WHY_DOCUMENT, _("The item is hidden on the web."));
	else
		SAYS(q, WHY_DOCUMENT,
		    _("The item's status is %s: it is not for sale."), status);
	leads(q,
	    e == &invoice_entity     ? "/invoices" :
		e == &payment_entity ? "/payments" :
		e == &order_entity   ? "/orders" :
				       "/items",
	    q->asked->object.id, "");
}

static void
not_there(struct inquiry *q)
{
	SAYS(q, WHY_THERE, _("There is no %s %s."),
	    q->area->e != NULL ? _(q->area->e->label) : _("record"),
	    q->asked->object.name);
}

static void
ask_record(struct inquiry *q)
{
	const struct entity *e = q->area->e;
	union record rec;

	if (q->asked->object.missing ||
	    store_get(q->x, e, q->asked->object.id, &rec) != RC_OK) {
		not_there(q);
		return;
	}
	switch (unseen(&q->v, e, &rec)) {
	case UNSEEN_ACCOUNT:
		of_another_account(q);
		break;
	case UNSEEN_INTERNAL:
		is_internal(q, &rec.c);
		break;
	case UNSEEN_STATUS:
		has_a_status(q, &rec);
		break;
	case UNSEEN_COLLEAGUE:
		of_a_colleague(q, &rec.c);
		break;
	case UNSEEN_AREA:
		feature_is_off(q, WHY_FEATURE, q->area->feature);
		break;
	case UNSEEN_ROLE:
		SAYS(q, WHY_ROLE, _("The user does not have the role %s."),
		    role_missing(q->area->roles));
		leads_to_user(q);
		break;
	case UNSEEN_NOBODY:
	case UNSEEN_EVER:
	case IS_SEEN:
		break;
	}
}

/* ---- the chain */

/* Is this a question about such a thing at all? */
static bool
asks(const struct why_asked *asked, enum why_rule rule)
{
	const struct area *a = asked->object.area;
	const struct entity *e = a->e;
	bool record = asked->object.id != 0 || asked->object.missing;

	switch (rule) {
	case WHY_FEATURE:
	case WHY_CATEGORY:
		return a->feature != 0;
	case WHY_FULL:
		return a->sends;
	case WHY_PAGE:
		return a->page != 0;
	case WHY_THERE:
		return record;
	case WHY_ACCOUNT:
		return record && e != &product_entity;
	case WHY_INTERNAL:
	case WHY_COLLEAGUE:
		return record && e == &case_entity;
	case WHY_DOCUMENT:
		return record && e != &case_entity;
	default:
		return true;
	}
}

static void
add_step(const struct inquiry *q, enum why_rule rule, struct why_chain *to)
{
	struct why_step *s = &to->at[to->n++];

	*s = (struct why_step){ .rule = rule,
		.verdict = q->no == 0 || rule < q->no ? WHY_PASSED :
		    rule == q->no                     ? WHY_REFUSED :
							WHY_NOT_ASKED };
	if (s->verdict == WHY_REFUSED) {
		str_copy(s->says, sizeof s->says, q->says);
		str_copy(s->link, sizeof s->link, q->link);
		to->refused = to->n - 1;
	} else
		str_copy(s->says, sizeof s->says, _(rules[rule].holds));
}

void
why(struct txn *x, int64_t now, const struct why_asked *asked,
    struct why_chain *to)
{
	static void (*const stages[])(struct inquiry *) = { ask_user, ask_site,
		ask_entry, ask_session, ask_page, ask_record };
	struct inquiry q = {
		.x = x, .now = now, .asked = asked, .area = asked->object.area
	};
	bool record = asked->object.id != 0 || asked->object.missing;
	size_t n = sizeof stages / sizeof *stages - (record ? 0 : 1);

	for (size_t i = 0; i < n && q.no == 0; i++)
		stages[i](&q);
	*to = (struct why_chain){ .refused = -1 };
	for (enum why_rule rule = WHY_USER; rule < WHY_RULES; rule++)
		if (asks(asked, rule) || rule == q.no)
			add_step(&q, rule, to);
}

/* Two customers with documents of all kinds, and what may be wrong with them.
 */
#ifndef POSTERN_WHY_FIXTURE_H
#define POSTERN_WHY_FIXTURE_H

#include "order_fixture.h"
#include "own_fixture.h"

#include "../../lib/model/grant.h"
#include "../../lib/model/payment.h"
#include "../../lib/model/why.h"

/* ---- who and what there is: Maria and Tom of one firm, Hanna of another */

static struct cast {
	struct town t;
	struct sales_order order, draft_order, their_order;
	struct invoice invoice, draft_invoice, their_invoice;
	struct payment payment, draft_payment;
	struct product chai, hidden;
	struct contact visitor; /* without a user */
	struct user agent;
} cast;

static inline void
kept(enum rc rc)
{
	for (int i = 0; rc != RC_OK && i < world.bad.n; i++)
		print_message("%s\n", world.bad.at[i].text);
	assert_true(rc == RC_OK || rc == RC_SAME);
}

static inline struct sales_order
order_of(const struct account *firm, bool release)
{
	struct sales_order o = { .account_id = firm->id };
	struct order_line l = { .item_id = cast.chai.id, .quantity = ONE };

	good(put(&o, &l, 1));
	if (release)
		good(does(RELEASE, &o));
	return o;
}

static inline struct invoice
invoice_of(const struct account *firm, bool release)
{
	struct sales_order o = order_of(firm, true);
	struct invoice inv;
	int64_t made;

	good(makes(BILL_ORDER, &o, &made));
	assert_int_equal(load(&invoice_entity, made, &inv), RC_OK);
	if (release)
		good(does(RELEASE_INVOICE, &inv));
	return inv;
}

static inline enum rc
put_payment(struct txn *x, void *rec, struct problems *bad)
{
	return payment_document.put(x, rec, NULL, 0, bad);
}

static inline enum rc
release_payment(struct txn *x, void *rec, struct problems *bad)
{
	return payment_release(x, rec, bad);
}

static inline struct payment
payment_of(const struct account *firm, bool release)
{
	struct payment p = { .payment_type = PAYMENT_PAYMENT,
		.account_id = firm->id,
		.payment_date = TODAY,
		.amount = 100 };

	p.status = release ? PAYMENT_BALANCED : PAYMENT_ON_HOLD;
	good(call(put_payment, &p));
	if (release)
		kept(call(release_payment, &p));
	return p;
}

enum {
	ALL = FEATURE_CASES | FEATURE_INVENTORY | FEATURE_PORTAL_ALL |
	    FEATURE_FINANCIALS,
};

static inline void
cover(int64_t product)
{
	struct licence l = licence_for(product);

	l.features = ALL;
	str_copy(l.text, sizeof l.text, "signed for all of it");
	good(run(licence_body, &l));
}

static inline void
billed_to(struct account *a)
{
	assert_int_equal(load(&account_entity, a->id, a), RC_OK);
	str_copy(a->bill_line1, sizeof a->bill_line1, "Obere Str. 57");
	str_copy(a->bill_city, sizeof a->bill_city, "Berlin");
	str_copy(a->currency, sizeof a->currency, "EUR");
	kept(save(&account_entity, a));
}

enum {
	ROLES_OF_MARIA =
	    PORTAL_USER | PORTAL_CASES | PORTAL_ORDERS | PORTAL_FINANCE
};

static inline enum rc
dress_body(struct txn *x, void *arg)
{
	struct user *u = arg;

	u->roles = ROLES_OF_MARIA;
	str_copy(u->password_hash, sizeof u->password_hash, "$y$x");
	return store_save(x, &user_entity, u, NULL);
}

static inline void
new_items(void)
{
	cast.chai = new_item("CHAI", 180000, PRODUCT_NON_STOCK);
	cast.chai.web = PRODUCT_SHOWN;
	kept(save(&product_entity, &cast.chai));
	cast.hidden = new_item("SECRET", 10000, PRODUCT_NON_STOCK);
	cast.hidden.web = PRODUCT_HIDDEN;
	kept(save(&product_entity, &cast.hidden));
}

static inline int
assemble(void **state)
{
	struct person *maria = &cast.t.maria;
	struct portal p;

	set_up(state);
	town(&cast.t);
	cover(LICENCE_ERP);
	cover(LICENCE_PORTAL);
	switch_on(ALL);
	assert_int_equal(
	    load(&portal_entity, maria->session.portal_id, &p), RC_OK);
	p.categories = FEATURE_PORTAL_ALL & ~FEATURE_PORTAL;
	kept(save(&portal_entity, &p));
	good(run(dress_body, &maria->user));
	billed_to(&maria->firm);
	billed_to(&cast.t.hanna.firm);
	new_items();
	cast.order = order_of(&maria->firm, true);
	cast.draft_order = order_of(&maria->firm, false);
	cast.their_order = order_of(&cast.t.hanna.firm, true);
	cast.invoice = invoice_of(&maria->firm, true);
	cast.draft_invoice = invoice_of(&maria->firm, false);
	cast.their_invoice = invoice_of(&cast.t.hanna.firm, true);
	cast.payment = payment_of(&maria->firm, true);
	cast.draft_payment = payment_of(&maria->firm, false);
	cast.visitor = person(maria->firm.id, "Vera", "Klein", "v@example.com");
	assert_int_equal(
	    load(&user_entity, id_of(&user_entity, "agent"), &cast.agent),
	    RC_OK);
	return 0;
}

/* ---- what may be wrong: in a transaction that is undone */

enum fault {
	OTHER_URL = 1,
	OFFLINE,
	LEFT_OUT,
	NO_LICENCE,
	FOREIGN_LICENCE,
	IN_GRACE,
	LICENCE_OVER,
	NOT_COVERED, /* cases, by the ERP's licence */
	PORTAL_OFF,
	CASES_OFF,
	PORTAL_CASES_OFF,
	INVENTORY_OFF,
	PAYMENTS_OFF,
	NO_CATEGORY,
	ONLY_CASES, /* of the categories */
	LOCKED,
	NO_PASSWORD,
	PENDING,
	DISABLED,
	IS_STAFF,
	PROGRAM,
	CONTACT_GONE,
	CONTACT_INACTIVE, /* as saved: its user is disabled, too */
	CONTACT_ASLEEP,   /* only the contact */
	UNLINKED,
	FIRM_INACTIVE,
	FIRM_MOVED,
	NO_PORTAL_USER,
	ONLY_PORTAL_USER,
	NEW_PASSWORD,
	MANAGER,
	COMPANY,
	NO_USER,
	TOM_ASKS,
	ITEM_RETIRED,
	MENDED,    /* the hidden item is shown */
	GRANTED,   /* Maria is let in for the other firm, too */
	IS_PARENT, /* ... which her firm may read as its child */
};

/* As time, or a copy of the store, would do it: nobody applies such a one. */
static inline void
spoil_licence(struct txn *x, enum fault f)
{
	struct licence l;

	if (f == NO_LICENCE) {
		kept(licence_remove(x, LICENCE_PORTAL));
		return;
	}
	kept(licence_of(x, f == NOT_COVERED ? LICENCE_ERP : LICENCE_PORTAL,
	    LICENCE_IN_FORCE, &l));
	if (f == NOT_COVERED)
		l.features &= ~(int64_t)FEATURE_CASES;
	else if (f == FOREIGN_LICENCE)
		str_copy(l.instance, sizeof l.instance, "somewhere-else");
	else
		l.valid_to = TODAY - (f == IN_GRACE ? 3 : 60);
	kept(store_save(x, &licence_entity, &l, NULL));
}

static inline void
spoil_features(struct txn *x, enum fault f)
{
	int64_t off = f == PORTAL_OFF ? FEATURE_PORTAL :
	    f == CASES_OFF            ? FEATURE_CASES | FEATURE_PORTAL_CASES :
	    f == PORTAL_CASES_OFF     ? FEATURE_PORTAL_CASES :
	    f == INVENTORY_OFF ? FEATURE_INVENTORY | FEATURE_PORTAL_ORDERS :
				 FEATURE_PORTAL_PAYMENTS;

	kept(switches_modify(x, ALL & ~off, &world.bad));
	kept(switches_enable(x, &world.bad));
}

static inline void
spoil_portal(struct txn *x, enum fault f)
{
	struct portal p;

	kept(store_get(x, &portal_entity, cast.t.maria.session.portal_id, &p));
	if (f == OTHER_URL)
		str_copy(p.url, sizeof p.url, "https://x.example/portal");
	else if (f == OFFLINE)
		p.online = 0;
	else if (f == LEFT_OUT)
		p.hidden = PAGE_STATEMENT | PAGE_ORDERS;
	else
		p.categories = f == ONLY_CASES ? FEATURE_PORTAL_CASES : 0;
	kept(portal_save(x, &p, &world.bad));
}

static inline void
spoil_contact(struct txn *x, enum fault f)
{
	struct contact c;
	struct account a;

	kept(store_get(x, &contact_entity, cast.t.maria.contact.id, &c));
	if (f == CONTACT_GONE) {
		kept(store_delete(x, &contact_entity, c.id));
	} else if (f == FIRM_INACTIVE) {
		kept(store_get(x, &account_entity, c.account_id, &a));
		a.status = ACCOUNT_INACTIVE;
		kept(store_save(x, &account_entity, &a, NULL));
	} else if (f == CONTACT_INACTIVE) {
		c.active = CONTACT_IS_INACTIVE;
		kept(contact_save(x, &c, &world.bad));
	} else {
		if (f == CONTACT_ASLEEP)
			c.active = CONTACT_IS_INACTIVE;
		else
			c.account_id = f == UNLINKED ? 0 : cast.t.hanna.firm.id;
		kept(store_save(x, &contact_entity, &c, NULL));
	}
}

static inline void
spoil_item(struct txn *x, enum fault f)
{
	struct product p;

	kept(store_get(x, &product_entity,
	    f == MENDED ? cast.hidden.id : cast.chai.id, &p));
	if (f == MENDED)
		p.web = PRODUCT_SHOWN;
	else
		p.active = PRODUCT_INACTIVE;
	kept(product_entity.save(x, &p, &world.bad));
}

static inline void
spoil_type(struct txn *x, int64_t type)
{
	struct user_type t;

	kept(store_get(x, &user_type_entity, type, &t));
	t.login_type = LOGIN_API;
	kept(store_save(x, &user_type_entity, &t, NULL));
}

static inline void
spoil_user(struct txn *x, enum fault f)
{
	struct user u;

	kept(store_get(x, &user_entity, cast.t.maria.user.id, &u));
	switch (f) {
	case LOCKED:
		u.locked_until = clock_now() + 60;
		break;
	case NO_PASSWORD:
		u.password_hash[0] = '\0';
		break;
	case PENDING:
		u.status = USER_PENDING;
		break;
	case DISABLED:
		u.status = USER_DISABLED;
		break;
	case NO_PORTAL_USER:
		u.roles &= ~(int64_t)PORTAL_USER;
		break;
	case ONLY_PORTAL_USER:
		u.roles = PORTAL_USER;
		break;
	case NEW_PASSWORD:
		u.force_change = 1;
		break;
	case MANAGER:
		u.roles = PORTAL_MANAGER;
		break;
	case COMPANY:
		u.roles |= PORTAL_COMPANY;
		break;
	default:
		fail_msg("no such fault: %d", f);
	}
	kept(store_save(x, &user_entity, &u, NULL));
}

static inline void
spoil_grant(struct txn *x)
{
	struct contact c = { .account_id = cast.t.hanna.firm.id };
	struct grant g = { .roles = ROLES_OF_MARIA };

	str_copy(c.last_name, sizeof c.last_name, "Maria, there");
	kept(contact_save(x, &c, &world.bad));
	g.contact_id = c.id;
	kept(grant_make(x, &g, cast.t.maria.user.login, &world.bad));
}

static inline void
spoil_family(struct txn *x)
{
	struct account a;

	kept(store_get(x, &account_entity, cast.t.hanna.firm.id, &a));
	a.parent_account_id = cast.t.maria.firm.id;
	a.parent_sees = 1;
	kept(account_save(x, &a, &world.bad));
}

static inline void
spoil(struct txn *x, enum fault f)
{
	if (f == 0 || f == IS_STAFF || f == NO_USER || f == TOM_ASKS)
		return; /* somebody else asks */
	if (f == PROGRAM)
		spoil_type(x, cast.t.maria.user.user_type);
	else if (f <= LEFT_OUT || f == NO_CATEGORY || f == ONLY_CASES)
		spoil_portal(x, f);
	else if (f <= NOT_COVERED)
		spoil_licence(x, f);
	else if (f <= PAYMENTS_OFF)
		spoil_features(x, f);
	else if (f >= CONTACT_GONE && f <= FIRM_MOVED)
		spoil_contact(x, f);
	else if (f == GRANTED)
		spoil_grant(x);
	else if (f == IS_PARENT)
		spoil_family(x);
	else if (f >= ITEM_RETIRED)
		spoil_item(x, f);
	else
		spoil_user(x, f);
}

#endif

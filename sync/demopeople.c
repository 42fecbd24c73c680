/* postern demo: accounts, contacts and users. */
#include <stdio.h>
#include <string.h>

#include "balance.h"
#include "clock.h"
#include "contact.h"
#include "demo.h"
#include "policy.h"
#include "str.h"
#include "terms.h"
#include "text.h"
#include "userfind.h"

int
demo_contact_of(const struct demo *d, const char *email)
{
	for (int i = 0; d->contacts[i].id != 0; i++)
		if (strcmp(d->contacts[i].email, email) == 0)
			return i;
	return -1;
}

struct part {
	struct demo *d;
	int i;
};

/* ---- accounts */

#define COPY_TO(to, v) str_copy((to), sizeof(to), (v))

static int64_t
zero_tax(struct txn *x)
{
	struct tax t = { .tax_code = "VAT-Z" };

	return store_find(x, &tax_entity, TAX_BY_CODE, &t) == RC_OK ? t.id : 0;
}

/* The cycle that every company has goes by mail here, and reminds. */
static enum rc
monthly(struct txn *x, struct demo *d)
{
	struct statement_cycle c = { .cycle_id = "EOM" };
	enum rc rc;

	if (d->cycle != 0)
		return RC_OK;
	rc = store_find(x, &statement_cycle_entity, CYCLE_BY_CODE, &c);
	if (rc != RC_OK)
		return rc;
	c.by_mail = 1;
	c.remind1 = 7;
	c.remind2 = 21;
	c.remind3 = 35;
	d->cycle = c.id;
	return statement_cycle_save(x, &c, &d->bad);
}

static enum rc
add_account(struct txn *x, void *arg)
{
	struct part *p = arg;
	const struct demo_account *from = &demo_accounts[p->i];
	struct account a = { .type = from->type,
		.status = from->status,
		.credit_limit = from->credit_limit };
	struct terms terms = { 0 };
	enum rc rc;

#define COPY(m, v) str_copy(a.m, sizeof a.m, v)
	COPY(account_id, from->code);
	COPY(name, from->name);
	COPY(legal_name, from->name);
	COPY(tax_id, from->tax_id);
	COPY(currency, from->currency);
	COPY(email, from->email);
	COPY(phone, from->phone);
	COPY(website, from->website);
	COPY(bill_line1, from->line1);
	COPY(bill_city, from->city);
	COPY(bill_region, from->region);
	COPY(bill_postal_code, from->postal_code);
	COPY(bill_country, from->country);
	COPY(ship_line1, from->line1);
	COPY(ship_city, from->city);
	COPY(ship_region, from->region);
	COPY(ship_postal_code, from->postal_code);
	COPY(ship_country, from->country);
#undef COPY
	if ((rc = monthly(x, p->d)) != RC_OK)
		return rc;
	a.statement_cycle = p->d->cycle;
	str_copy(terms.terms_id, sizeof terms.terms_id, from->terms);
	if (store_find(x, &terms_entity, TERMS_BY_CODE, &terms) == RC_OK)
		a.terms = terms.id;
	/* What leaves the country is zero rated. */
	if (strcmp(from->country, "GB") != 0)
		a.tax = zero_tax(x);
	if (p->i % 4 == 1)
		COPY_TO(a.price_class, "TRADE");
	rc = account_save(x, &a, &p->d->bad);
	p->d->accounts[p->i].id = a.id;
	return rc;
}

/* ---- contacts */

static int64_t
account_of(const struct demo *d, const char *code)
{
	for (int i = 0; demo_accounts[i].code != NULL; i++)
		if (strcmp(demo_accounts[i].code, code) == 0)
			return d->accounts[i].id;
	return 0;
}

static enum rc
add_contact(struct txn *x, void *arg)
{
	struct part *p = arg;
	const struct demo_contact *from = &demo_contacts[p->i];
	struct contact c = {
		.active =
		    from->inactive ? CONTACT_IS_INACTIVE : CONTACT_IS_ACTIVE,
		.account_id = account_of(p->d, from->account),
	};
	enum rc rc;

#define COPY(m, v) str_copy(c.m, sizeof c.m, v)
	COPY(title, from->title);
	COPY(first_name, from->first_name);
	COPY(last_name, from->last_name);
	COPY(job_title, from->job_title);
	COPY(email, from->email);
	COPY(phone, from->phone);
#undef COPY
	rc = contact_save(x, &c, &p->d->bad);
	p->d->contacts[p->i].id = c.id;
	p->d->contacts[p->i].account = c.account_id;
	p->d->contacts[p->i].email = from->email;
	str_copy(p->d->contacts[p->i].name, sizeof p->d->contacts[p->i].name,
	    c.display_name);
	return rc;
}

/* The first contact of each account is its primary one. */
static enum rc
set_primary(struct txn *x, void *arg)
{
	struct part *p = arg;
	struct account a;
	enum rc rc;

	rc = store_get(x, &account_entity, p->d->accounts[p->i].id, &a);
	for (int i = 0; rc == RC_OK && p->d->contacts[i].id != 0; i++)
		if (p->d->contacts[i].account == a.id) {
			a.primary_contact = p->d->contacts[i].id;
			return account_save(x, &a, &p->d->bad);
		}
	return rc;
}

/* ---- users */

static enum rc
set_admin(struct txn *x, void *arg)
{
	struct demo *d = arg;
	struct user u = { 0 };
	enum rc rc;

	str_copy(u.login, sizeof u.login, d->admin.name);
	rc = store_find(x, &user_entity, USER_BY_LOGIN, &u);
	if (rc == RC_NOTFOUND) {
		u = (struct user){ .status = USER_ACTIVE,
			.roles = ROLE_ADMIN,
			.user_type = staff_type(x) };
		str_copy(u.login, sizeof u.login, d->admin.name);
	} else if (rc != RC_OK)
		return rc;
	str_copy(u.first_name, sizeof u.first_name, "Alex");
	str_copy(u.last_name, sizeof u.last_name, "Harrow");
	str_copy(u.email, sizeof u.email, "alex@harrowandpine.example");
	str_copy(u.time_zone, sizeof u.time_zone, "Europe/London");
	str_copy(u.password_hash, sizeof u.password_hash, d->admin.hash);
	u.force_change = 0;
	u.password_changed = clock_now();
	if ((rc = policy_trial(x, &d->bad)) != RC_OK)
		return rc;
	return user_save(x, &u, &d->bad);
}

static enum rc
add_staff(struct txn *x, void *arg)
{
	struct part *p = arg;
	const struct demo_staff *from = &demo_staff[p->i];
	struct user u = { .status = USER_ACTIVE,
		.roles = from->roles,
		.user_type = staff_type(x),
		.password_changed = clock_now() };
	enum rc rc;

	str_copy(u.login, sizeof u.login, from->login);
	str_copy(u.first_name, sizeof u.first_name, from->first_name);
	str_copy(u.last_name, sizeof u.last_name, from->last_name);
	str_copy(u.email, sizeof u.email, from->email);
	str_copy(u.time_zone, sizeof u.time_zone, from->zone);
	str_copy(u.password_hash, sizeof u.password_hash, p->d->hash);
	rc = user_save(x, &u, &p->d->bad);
	p->d->staff[p->i].id = u.id;
	p->d->staff[p->i].login = from->login;
	user_name(&u, p->d->staff[p->i].name, sizeof p->d->staff[p->i].name);
	return rc;
}

static enum rc
add_customer(struct txn *x, void *arg)
{
	struct part *p = arg;
	const struct demo_user *from = &demo_users[p->i];
	int at = demo_contact_of(p->d, from->email);
	struct user u = { .roles = from->roles,
		.user_type = user_type_named(x, "Portal External User"),
		.password_changed = clock_now() };
	enum rc rc;

	str_copy(u.login, sizeof u.login, from->email);
	rc = user_for_contact(x, p->d->contacts[at].id, &u, &p->d->bad);
	if (rc != RC_OK)
		return rc;
	p->d->contacts[at].user = u.id;
	if (from->standing == DEMO_PENDING) {
		u.status = USER_PENDING;
		return user_save(x, &u, &p->d->bad);
	}
	str_copy(u.password_hash, sizeof u.password_hash,
	    p->i == 0 ? p->d->customer.hash : p->d->hash);
	u.status =
	    from->standing == DEMO_DISABLED ? USER_DISABLED : USER_ACTIVE;
	u.force_change = 0;
	return user_save(x, &u, &p->d->bad);
}

void
demo_people(struct demo *d)
{
	const char *name = d->t->actor.name;
	const int64_t when = clock_now(), minute = 60;
	struct part p = { .d = d };

	for (p.i = 0; demo_accounts[p.i].code != NULL; p.i++)
		demo_run(d, when + p.i * minute, CHANNEL_BATCH, 0, name,
		    add_account, &p, demo_accounts[p.i].code);
	for (p.i = 0; demo_contacts[p.i].account != NULL; p.i++)
		demo_run(d, when + 3600 + p.i * minute, CHANNEL_BATCH, 0, name,
		    add_contact, &p, demo_contacts[p.i].email);
	for (p.i = 0; demo_accounts[p.i].code != NULL; p.i++)
		demo_run(d, when + 7200 + p.i * minute, CHANNEL_BATCH, 0, name,
		    set_primary, &p, demo_accounts[p.i].code);
	demo_run(d, when + 9000, CHANNEL_BATCH, 0, name, set_admin, d,
	    d->admin.name);
	for (p.i = 0; demo_staff[p.i].login != NULL; p.i++)
		demo_run(d, when + 9060 + p.i * minute, CHANNEL_BATCH, 0, name,
		    add_staff, &p, demo_staff[p.i].login);
	for (p.i = 0; demo_users[p.i].email != NULL; p.i++)
		demo_run(d, when + 9600 + p.i * minute, CHANNEL_BATCH, 0, name,
		    add_customer, &p, demo_users[p.i].email);
}

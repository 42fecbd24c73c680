/* A small company in a store of its own for each test. */
#ifndef POSTERN_MODEL_FIXTURE_H
#define POSTERN_MODEL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/clock.h"
#include "../../lib/base/date.h"
#include "../../lib/base/str.h"
#include "../../lib/model/access.h"
#include "../../lib/model/class.h"
#include "../../lib/model/entities.h"
#include "../../lib/store/audit.h"
#include "../../lib/store/store.h"

enum { DAY = 24 * 3600, NOON = 20780 * DAY + DAY / 2 }; /* 2026-11-23 */

#define SITE_URL "https://portal.example.com/portal"

/* ---- the store of a test */

struct world {
	char home[200];
	struct store *s;
	struct txn *x;      /* while a body runs */
	struct actor actor; /* who does it */
	struct problems bad;
};

static struct world world;

static inline void
complain(void *arg, const char *line)
{
	(void)arg;
	print_message("verify: %s\n", line);
}

static inline int
set_up(void **state)
{
	const char *tmp = getenv("TMP");

	(void)state;
	memset(&world, 0, sizeof world);
	str_printf(world.home, sizeof world.home, "%s/model-XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(world.home));
	store_create(world.home);
	world.actor = (struct actor){ 0, "System", CHANNEL_BATCH, false };
	clock_stop(NOON);
	return 0;
}

/* Every test leaves a store in order. */
static inline int
tear_down(void **state)
{
	char command[300];
	long wrong;

	(void)state;
	wrong = store_verify(world.home, entities, complain, NULL);
	str_printf(command, sizeof command, "rm -rf '%s'", world.home);
	clock_set(0);
	return system(command) == 0 && wrong == 0 ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* One transaction in a session of its own, by world.actor. */
static inline enum rc
run(enum rc (*body)(struct txn *, void *), void *arg)
{
	struct store *s = store_open(world.home, STORE_WRITE);
	enum rc rc = txn_run(s, &world.actor, body, arg);

	store_close(s);
	return rc;
}

/* ---- one save or verb as a transaction: problems are in world.bad */

struct call {
	enum rc (*verb)(struct txn *, void *, struct problems *);
	void *rec;
};

static inline enum rc
call_body(struct txn *x, void *arg)
{
	struct call *c = arg;

	return c->verb(x, c->rec, &world.bad);
}

static inline enum rc
call(enum rc (*verb)(struct txn *, void *, struct problems *), void *rec)
{
	struct call c = { verb, rec };

	memset(&world.bad, 0, sizeof world.bad);
	return run(call_body, &c);
}

static inline enum rc
save(const struct entity *e, void *rec)
{
	return call(e->save, rec);
}

/* The sentence that a test expects; every sentence ends as one. */
static inline void
refused(enum rc rc, unsigned tag, const char *part)
{
	const char *sentence = problem_of(&world.bad, tag);

	assert_int_equal(rc, RC_INVALID);
	for (int i = 0; i < world.bad.n; i++) {
		const char *s = world.bad.at[i].text;

		assert_true(str_ends(s, "."));
		if (sentence == NULL)
			print_message("got %u: %s\n", world.bad.at[i].tag, s);
	}
	assert_non_null(sentence);
	if (strstr(sentence, part) == NULL)
		fail_msg(
		    "got: %s", sentence != NULL ? sentence : "no sentence");
}

static inline void
good(enum rc rc)
{
	for (int i = 0; rc != RC_OK && i < world.bad.n; i++)
		print_message(
		    "%u: %s\n", world.bad.at[i].tag, world.bad.at[i].text);
	assert_int_equal(rc, RC_OK);
}

/* ---- looking */

static inline enum rc
load(const struct entity *e, int64_t id, void *rec)
{
	struct store *s = store_open(world.home, STORE_READ);
	enum rc rc = store_get(store_view(s), e, id, rec);

	store_close(s);
	return rc;
}

/* By its code. */
static inline int64_t
id_of(const struct entity *e, const char *code)
{
	struct store *s = store_open(world.home, STORE_READ);
	void *rec = calloc(1, e->size);
	int64_t id = 0;

	assert_non_null(rec);
	record_set_text(record_field(e, e->key), rec, code);
	if (store_find(store_view(s), e, record_key_index(e, e->key)->number,
		rec) == RC_OK)
		id = record_id(rec);
	free(rec);
	store_close(s);
	return id;
}

static inline int64_t
count(const struct entity *e, unsigned index, const void *like)
{
	struct store *s = store_open(world.home, STORE_READ);
	int64_t n = store_count(store_view(s), e, index, like);

	store_close(s);
	return n;
}

/* ---- the company */

static inline enum rc
seed_body(struct txn *x, void *arg)
{
	(void)arg;
	return company_seed(x, &world.bad);
}

static inline struct licence
licence_for(int64_t product)
{
	int64_t today = time_date(clock_now(), "");
	struct licence l = {
		.product = product,
		.number = "N-1",
		.licensee = "Harrow & Pine",
		.edition = "Standard",
		.instance = "any",
		.issued = today - 1,
		.valid_from = today - 1,
		.valid_to = today + 365,
		.warn_days = 30,
		.grace_days = 14,
		.erp_users = 10,
		.portal_users = 10,
		.instances = 3,
		.features =
		    FEATURE_CASES | FEATURE_PORTAL | FEATURE_PORTAL_CASES,
		.text = "signed",
		.source = LICENCE_BY_FILE,
	};

	if (product == LICENCE_PORTAL)
		str_copy(l.text, sizeof l.text, "signed too");
	return l;
}

static inline enum rc
licence_body(struct txn *x, void *arg)
{
	struct licence *l = arg;
	enum rc rc = licence_keep(x, l, &world.bad);

	return rc != RC_OK ? rc : licence_apply(x, l->product, &world.bad);
}

static inline void
license(int64_t product)
{
	struct licence l = licence_for(product);

	good(run(licence_body, &l));
}

static inline enum rc
switch_body(struct txn *x, void *arg)
{
	const int64_t *set = arg;
	enum rc rc = switches_modify(x, *set, &world.bad);

	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	return switches_enable(x, &world.bad);
}

static inline void
switch_on(int64_t set)
{
	good(run(switch_body, &set));
}

static inline struct user
staff(const char *login, int64_t roles_held)
{
	struct user u = { .roles = roles_held };

	str_copy(u.login, sizeof u.login, login);
	str_copy(u.last_name, sizeof u.last_name, login);
	str_copy(u.password_hash, sizeof u.password_hash, "$y$x");
	good(save(&user_entity, &u));
	return u;
}

static inline struct account
customer(const char *code, const char *name)
{
	struct account a = { .type = ACCOUNT_CUSTOMER };

	str_copy(a.account_id, sizeof a.account_id, code);
	str_copy(a.name, sizeof a.name, name);
	good(save(&account_entity, &a));
	return a;
}

static inline struct contact
person(int64_t account, const char *first, const char *last, const char *email)
{
	struct contact c = { .account_id = account };

	str_copy(c.first_name, sizeof c.first_name, first);
	str_copy(c.last_name, sizeof c.last_name, last);
	str_copy(c.email, sizeof c.email, email);
	good(save(&contact_entity, &c));
	return c;
}

struct newcomer {
	int64_t contact;
	struct user u;
};

static inline enum rc
newcomer_body(struct txn *x, void *arg)
{
	struct newcomer *n = arg;

	return user_for_contact(x, n->contact, &n->u, &world.bad);
}

static inline struct user
portal_user(int64_t contact, int64_t roles_held)
{
	struct newcomer n = { contact,
		{ .user_type = id_of(&user_type_entity, "Portal External User"),
		    .roles = roles_held } };

	good(run(newcomer_body, &n));
	return n.u;
}

static inline struct portal
new_portal(const char *name, const char *url)
{
	struct portal p = {
		.online = 1,
		.access_role = PORTAL_CASES,
		.categories = FEATURE_PORTAL_SYSTEM | FEATURE_PORTAL_CASES,
		.user_type = id_of(&user_type_entity, "Portal External User"),
		.case_class = id_of(&case_class_entity, "SUPISSUE"),
		.contact_class = id_of(&contact_class_entity, "CUSTOMER"),
	};

	str_copy(p.name, sizeof p.name, name);
	str_copy(p.url, sizeof p.url, url);
	good(save(&portal_entity, &p));
	return p;
}

/* Licensed and switched on, with a portal, an admin and an agent. */
static inline void
company(void)
{
	good(run(seed_body, NULL));
	license(LICENCE_ERP);
	license(LICENCE_PORTAL);
	switch_on(FEATURE_CASES | FEATURE_PORTAL | FEATURE_PORTAL_CASES);
	new_portal("Support", SITE_URL);
	staff("admin", ROLE_ADMIN);
	staff("agent", ROLE_CASES);
}

static inline void
act_as(const struct user *u, enum channel channel)
{
	world.actor.user = u->id;
	world.actor.channel = channel;
	user_name(u, world.actor.name, sizeof world.actor.name);
}

static inline void
act_as_system(void)
{
	world.actor = (struct actor){ 0, "System", CHANNEL_BATCH, false };
}

#endif

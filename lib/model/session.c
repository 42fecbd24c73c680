/* Sessions, and the throttle of the sign-in. */
#include "session.h"

#include <stddef.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/secret.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "licence.h"
#include "portal.h"

static const struct choice sites[] = {
	{ SITE_ERP, "erp", N_("ERP"), NULL },
	{ SITE_PORTAL, "portal", N_("Portal"), "info" },
	{ 0 },
};

/* Sessions come and go without a trace in the audit, which has the sign-ins. */
#define S struct session
#define QUIET (F_SYSTEM | F_QUIET)
/* clang-format off */
static const struct field session_fields[] = {
{ SESSION_ID,        INT(S, id),          N_("Id"),        F_SYSTEM },
{ SESSION_REV,       INT(S, rev),         N_("Revision"),  F_SYSTEM },
{ SESSION_TOKEN,     TEXT(S, token_hash), N_("Token"),     QUIET | F_SECRET },
{ SESSION_USER,      REF(S, user_id),     N_("User"),      QUIET, .refers = &user_entity },
{ SESSION_SITE,      CHOICE(S, site),     N_("Site"),      QUIET, .choices = sites },
{ SESSION_PORTAL,    REF(S, portal_id),   N_("Portal"),    QUIET, .refers = &portal_entity },
{ SESSION_CREATED,   TIME(S, created),    N_("Signed In"), QUIET },
{ SESSION_LAST_SEEN, TIME(S, last_seen),  N_("Last Seen"), QUIET | F_PASSING },
{ SESSION_ADDRESS,   TEXT(S, address),    N_("Address"),   QUIET },
{ SESSION_AGENT,     TEXT(S, agent),      N_("Browser"),   QUIET },
{ SESSION_ONCE,      NOTE(S, once),       N_("Sent Forms"), QUIET | F_PASSING | F_SECRET },
{ SESSION_AS,        REF(S, as_user),     N_("Viewing As"), QUIET, .refers = &user_entity },
{ SESSION_FRESH,     TIME(S, fresh),      N_("Password Given"), QUIET | F_PASSING },
{ SESSION_ENROL,     BOOL(S, enrol),      N_("Second Factor Due"), QUIET },
{ SESSION_ACCOUNT,   INT(S, account_id),  N_("Chosen Account"), QUIET },
{ 0 },
};
/* clang-format on */
#undef S

static const struct index session_indexes[] = {
	{ .number = SESSION_BY_TOKEN,
	    .tags = { SESSION_TOKEN },
	    .unique = true },
	{ .number = SESSION_OF_USER,
	    .tags = { SESSION_USER, SESSION_LAST_SEEN },
	    .prefix = 1 },
	{ .number = SESSION_BY_AGE, .tags = { SESSION_LAST_SEEN } },
	{ 0 },
};

const struct entity session_entity = {
	.number = 14,
	.name = "session",
	.label = N_("Session"),
	.plural = N_("Sessions"),
	.size = sizeof(struct session),
	.fields = session_fields,
	.indexes = session_indexes,
};

#define T struct throttle
/* clang-format off */
static const struct field throttle_fields[] = {
{ THROTTLE_ID,     INT(T, id),       N_("Id"),       F_SYSTEM },
{ THROTTLE_REV,    INT(T, rev),      N_("Revision"), F_SYSTEM },
{ THROTTLE_KEY,    TEXT(T, key),     N_("Key"),      QUIET },
{ THROTTLE_MISSES, COUNT(T, misses), N_("Misses"),   QUIET },
{ THROTTLE_SINCE,  TIME(T, since),   N_("Since"),    QUIET },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index throttle_indexes[] = {
	{ .number = THROTTLE_BY_KEY, .tags = { THROTTLE_KEY }, .unique = true },
	{ .number = THROTTLE_BY_AGE, .tags = { THROTTLE_SINCE } },
	{ 0 },
};

const struct entity throttle_entity = {
	.number = 15,
	.name = "throttle",
	.label = N_("Throttle"),
	.plural = N_("Throttles"),
	.size = sizeof(struct throttle),
	.fields = throttle_fields,
	.indexes = throttle_indexes,
};

/* ---- records that are gathered first and deleted then */

enum { GATHER = 64 };

struct gathered {
	int n, most;
	int64_t before; /* only records older than this; 0: all */
	size_t age;     /* where the record keeps its time */
	int64_t id[GATHER];
};

static bool
gather(void *arg, const void *rec)
{
	struct gathered *g = arg;
	int64_t t;

	memcpy(&t, (const char *)rec + g->age, sizeof t);
	if (g->before != 0 && t >= g->before)
		return false; /* oldest first: the rest is younger */
	g->id[g->n++] = record_id(rec);
	return g->n < g->most;
}

static enum rc
delete_all(
    struct txn *x, const struct entity *e, const struct gathered *g, int n)
{
	for (int i = 0; i < n; i++) {
		enum rc rc = store_delete(x, e, g->id[i]);

		if (rc != RC_OK && rc != RC_NOTFOUND)
			return rc;
	}
	return RC_OK;
}

/* Some of the oldest: each new one clears up more than it adds. */
static enum rc
delete_older(struct txn *x, const struct list *l, size_t age, int64_t before)
{
	struct gathered g = { .most = 20, .before = before, .age = age };
	enum rc rc = store_list(x, l, gather, &g);

	return rc != RC_OK ? rc : delete_all(x, l->e, &g, g.n);
}

/* ---- sessions */

bool
session_live(const struct session *s, int64_t now)
{
	int64_t life = s->as_user != 0 ? SESSION_VIEWING : SESSION_LIFE;

	return s->id != 0 && now - s->last_seen < SESSION_IDLE &&
	    now - s->created < life;
}

/* The user's, oldest first. */
static enum rc
sessions_of(struct txn *x, int64_t user, struct gathered *g)
{
	const struct session like = { .user_id = user };
	const struct list l = { .e = &session_entity,
		.index = SESSION_OF_USER,
		.like = &like,
		.prefix = 1 };

	*g = (struct gathered){ .most = GATHER,
		.age = offsetof(struct session, last_seen) };
	return store_list(x, &l, gather, g);
}

/* Whoever uses a portal shows that its site is there. */
static enum rc
answered(struct txn *x, const struct session *s)
{
	enum rc rc =
	    s->portal_id == 0 ? RC_SAME : portal_answered(x, s->portal_id);

	return rc == RC_FULL ? rc : RC_OK;
}

enum rc
session_begin(struct txn *x, struct session *s, int64_t max_sessions)
{
	const struct list oldest = { .e = &session_entity,
		.index = SESSION_BY_AGE };
	int64_t now = clock_now();
	struct gathered g;
	enum rc rc;

	licence_clock(x, now);
	if ((rc = delete_older(x, &oldest, offsetof(struct session, last_seen),
		 now - SESSION_IDLE + 1)) != RC_OK ||
	    (rc = sessions_of(x, s->user_id, &g)) != RC_OK)
		return rc;
	if (max_sessions > 0 && g.n >= max_sessions &&
	    (rc = delete_all(
		 x, &session_entity, &g, g.n - (int)max_sessions + 1)) != RC_OK)
		return rc;
	s->id = s->rev = 0;
	s->created = s->last_seen = s->fresh = now;
	if ((rc = store_save(x, &session_entity, s, NULL)) != RC_OK)
		return rc;
	return answered(x, s);
}

enum rc
session_touch(struct txn *x, int64_t session)
{
	int64_t now = clock_now();
	struct session s;
	enum rc rc;

	if ((rc = store_get(x, &session_entity, session, &s)) != RC_OK)
		return rc;
	if (!session_live(&s, now))
		return RC_NOTFOUND;
	if (now - s.last_seen < SESSION_TOUCH)
		return RC_SAME;
	licence_clock(x, now);
	s.last_seen = now;
	if ((rc = store_save(x, &session_entity, &s, NULL)) != RC_OK)
		return rc;
	return answered(x, &s);
}

bool
session_is_fresh(const struct session *s, int64_t now)
{
	return now - s->fresh < SESSION_FRESH_FOR;
}

enum rc
session_refresh(struct txn *x, int64_t session)
{
	struct session s;
	enum rc rc;

	if ((rc = store_get(x, &session_entity, session, &s)) != RC_OK)
		return rc;
	s.fresh = clock_now();
	return store_save(x, &session_entity, &s, NULL);
}

enum rc
session_choose(struct txn *x, int64_t session, int64_t account)
{
	struct session s;
	enum rc rc = store_get(x, &session_entity, session, &s);

	if (rc != RC_OK)
		return rc;
	s.account_id = account;
	return store_save(x, &session_entity, &s, NULL);
}

enum rc
session_end(struct txn *x, int64_t session)
{
	return store_delete(x, &session_entity, session);
}

enum rc
session_end_all(struct txn *x, int64_t user, int64_t keep)
{
	struct gathered g, go;
	enum rc rc;

	do {
		if ((rc = sessions_of(x, user, &g)) != RC_OK)
			return rc;
		go.n = 0;
		for (int i = 0; i < g.n; i++)
			if (g.id[i] != keep)
				go.id[go.n++] = g.id[i];
		if ((rc = delete_all(x, &session_entity, &go, go.n)) != RC_OK)
			return rc;
	} while (g.n == GATHER && go.n > 0);
	return RC_OK;
}

struct online {
	int64_t now;
	bool yes;
};

static bool
is_live(void *arg, const void *rec)
{
	struct online *o = arg;

	/* Newest first: when this one is idle too long, so are the rest. */
	o->yes = session_live(rec, o->now);
	return !o->yes &&
	    o->now - ((const struct session *)rec)->last_seen < SESSION_IDLE;
}

bool
session_online(struct txn *x, int64_t user, int64_t now)
{
	const struct session like = { .user_id = user };
	const struct list l = { .e = &session_entity,
		.index = SESSION_OF_USER,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct online o = { now, false };

	return store_list(x, &l, is_live, &o) == RC_OK && o.yes;
}

/* ---- the throttle */

enum {
	ADDRESS_MORE = 5, /* misses an address has beyond those of a user:
			   * a whole office may share one */
	KEEP = 24 * 3600,
	ALL_WINDOW = 10, /* seconds */
	ALL_MISSES = 60, /* over all addresses in one window */
};

/* Addresses and logins are kept as hashes: a list of them is nobody's due. */
static void
throttle_key(char kind, const char *text, char key[81])
{
	char low[161], hash[HASH_TEXT];

	str_copy(low, sizeof low, text);
	str_lower(low);
	hash_text(low, hash);
	str_printf(key, 81, "%c:%s", kind, hash);
}

static bool
throttle_get(struct txn *x, const char *key, struct throttle *t)
{
	memset(t, 0, sizeof *t);
	str_copy(t->key, sizeof t->key, key);
	if (store_find(x, &throttle_entity, THROTTLE_BY_KEY, t) == RC_OK)
		return true;
	memset(t, 0, sizeof *t);
	str_copy(t->key, sizeof t->key, key);
	return false;
}

static int64_t
wait_until(int64_t then, int64_t now)
{
	return then > now ? then - now : 0;
}

static int64_t
wait_of(struct txn *x, const char *key, int64_t more, int64_t now)
{
	struct throttle t;

	if (!throttle_get(x, key, &t) || now - t.since > THROTTLE_FORGET)
		return 0;
	return wait_until(t.since + user_delay(t.misses - more), now);
}

int64_t
throttle_wait(
    struct txn *x, const char *address, const char *login, int64_t now)
{
	int64_t wait = 0, more;
	struct throttle t;
	char key[81];

	if (address != NULL && address[0] != '\0') {
		throttle_key('a', address, key);
		wait = wait_of(x, key, ADDRESS_MORE, now);
	}
	if (login != NULL && login[0] != '\0') {
		throttle_key('l', login, key);
		if ((more = wait_of(x, key, 0, now)) > wait)
			wait = more;
	}
	if (throttle_get(x, "all", &t) && t.misses >= ALL_MISSES &&
	    (more = wait_until(t.since + ALL_WINDOW, now)) > wait)
		wait = more;
	return wait;
}

static enum rc
add_miss(struct txn *x, const char *key, int64_t fresh_after, int64_t now)
{
	struct throttle t;
	bool window = strcmp(key, "all") == 0;

	if (!throttle_get(x, key, &t) || now - t.since >= fresh_after) {
		t.misses = 0;
		t.since = now;
	}
	t.misses++;
	if (!window)
		t.since = now;
	return store_save(x, &throttle_entity, &t, NULL);
}

enum rc
throttle_miss(struct txn *x, const char *address, const char *login)
{
	const struct list oldest = { .e = &throttle_entity,
		.index = THROTTLE_BY_AGE };
	int64_t now = clock_now();
	char key[81];
	enum rc rc;

	if ((rc = delete_older(x, &oldest, offsetof(struct throttle, since),
		 now - KEEP)) != RC_OK)
		return rc;
	if (address != NULL && address[0] != '\0') {
		throttle_key('a', address, key);
		if ((rc = add_miss(x, key, THROTTLE_FORGET, now)) != RC_OK)
			return rc;
	}
	if (login != NULL && login[0] != '\0') {
		throttle_key('l', login, key);
		if ((rc = add_miss(x, key, THROTTLE_FORGET, now)) != RC_OK)
			return rc;
	}
	return add_miss(x, "all", ALL_WINDOW, now);
}

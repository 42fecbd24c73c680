/* Passes for viewing a portal as a customer. */
#include "viewing.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"

#define V struct viewing
#define QUIET (F_SYSTEM | F_QUIET)
/* clang-format off */
static const struct field fields[] = {
{ VIEWING_ID,      INT(V, id),          N_("Id"),       F_SYSTEM },
{ VIEWING_REV,     INT(V, rev),         N_("Revision"), F_SYSTEM },
{ VIEWING_TOKEN,   TEXT(V, token_hash), N_("Token"),    QUIET | F_SECRET },
{ VIEWING_USER,    REF(V, user_id),     N_("As"),       QUIET, .refers = &user_entity },
{ VIEWING_VIEWER,  REF(V, viewer),      N_("By"),       QUIET, .refers = &user_entity },
{ VIEWING_CREATED, TIME(V, created),    N_("Created"),  QUIET },
{ 0 },
};
/* clang-format on */
#undef V

static const struct index indexes[] = {
	{ .number = VIEWING_BY_TOKEN,
	    .tags = { VIEWING_TOKEN },
	    .unique = true },
	{ .number = VIEWING_BY_AGE, .tags = { VIEWING_CREATED } },
	{ 0 },
};

const struct entity viewing_entity = {
	.number = 75,
	.name = "viewing",
	.label = N_("Viewing"),
	.plural = N_("Viewings"),
	.size = sizeof(struct viewing),
	.fields = fields,
	.indexes = indexes,
};

bool
may_view(const struct user *u)
{
	return u->status == USER_ACTIVE && u->guest == USER_IS_STAFF &&
	    (role_reach(u->roles) & ROLE_VIEWERS) != 0;
}

static bool
is_over(const struct viewing *v, int64_t now)
{
	return now - v->created >= VIEWING_PASS;
}

static bool
keep_id(void *arg, const void *rec)
{
	*(struct viewing *)arg = *(const struct viewing *)rec;
	return false;
}

/* Each new one clears up two, so that they do not pile up. */
static enum rc
clear_up(struct txn *x, int64_t now)
{
	const struct list oldest = { .e = &viewing_entity,
		.index = VIEWING_BY_AGE };
	enum rc rc = RC_OK;

	for (int i = 0; i < 2 && rc == RC_OK; i++) {
		struct viewing v = { .id = 0 };

		rc = store_list(x, &oldest, keep_id, &v);
		if (rc != RC_OK || v.id == 0 || !is_over(&v, now))
			return rc;
		rc = store_delete(x, &viewing_entity, v.id);
	}
	return rc;
}

enum rc
viewing_begin(
    struct txn *x, int64_t viewer, const struct user *as, const char *hash)
{
	struct viewing v = {
		.user_id = as->id, .viewer = viewer, .created = clock_now()
	};
	enum rc rc = clear_up(x, v.created);

	str_copy(v.token_hash, sizeof v.token_hash, hash);
	if (rc == RC_OK)
		rc = store_save(x, &viewing_entity, &v, NULL);
	if (rc == RC_OK)
		audit_event(
		    x, "view as customer", as->login, as->id, _("asked for"));
	return rc;
}

enum rc
viewing_take(struct txn *x, const char *hash, struct viewing *v)
{
	enum rc rc;

	memset(v, 0, sizeof *v);
	str_copy(v->token_hash, sizeof v->token_hash, hash);
	rc = store_find(x, &viewing_entity, VIEWING_BY_TOKEN, v);
	if (rc == RC_OK)
		rc = store_delete(x, &viewing_entity, v->id);
	return rc == RC_OK && is_over(v, clock_now()) ? RC_NOTFOUND : rc;
}

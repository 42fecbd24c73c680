/* For which customer a login acts, and choosing another one. */
#include <string.h>

#include "../base/str.h"
#include "../model/grant.h"
#include "../store/audit.h"
#include "ownparts.h"
#include "ownswitch.h"

enum { CHOICES = 100 };

struct gathered {
	int64_t account[CHOICES];
	int n;
};

static bool
keep_grant(void *arg, const void *rec)
{
	struct gathered *g = arg;

	g->account[g->n++] = ((const struct grant *)rec)->account_id;
	return g->n < CHOICES;
}

static bool
keep_child(void *arg, const void *rec)
{
	struct gathered *g = arg;

	g->account[g->n++] = record_id(rec);
	return g->n < CHOICES;
}

bool
own_may_switch(struct own *o)
{
	const struct grant mine = { .user_id = o->v->user.id };
	struct account *below = arena_alloc(o->mem, sizeof *below);

	below->parent_account_id = o->v->home;
	below->parent_sees = 1;
	return o->v->signed_in && o->v->home != 0 &&
	    (store_count(o->x, &grant_entity, GRANT_OF_USER, &mine) > 0 ||
		store_count(o->x, &account_entity, ACCOUNT_SEEN_BY, below) > 0);
}

static enum rc
gather(struct own *o, struct gathered *g)
{
	const struct grant mine = { .user_id = o->v->user.id };
	struct account *below = arena_alloc(o->mem, sizeof *below);
	const struct list grants = { .e = &grant_entity,
		.index = GRANT_OF_USER,
		.like = &mine,
		.prefix = 1 };
	const struct list children = { .e = &account_entity,
		.index = ACCOUNT_SEEN_BY,
		.like = below,
		.prefix = 2 };
	enum rc rc;

	g->account[g->n++] = o->v->home;
	rc = store_list(o->x, &grants, keep_grant, g);
	below->parent_account_id = o->v->home;
	below->parent_sees = 1;
	if (rc == RC_OK && g->n < CHOICES)
		rc = store_list(o->x, &children, keep_child, g);
	return rc;
}

enum rc
own_choices(struct own *o, bool (*each)(void *arg, const struct own_choice *),
    void *arg)
{
	struct gathered *g = arena_alloc(o->mem, sizeof *g);
	struct account *a = arena_alloc(o->mem, sizeof *a);
	enum rc rc = RC_NOTFOUND;

	if (o->v->signed_in && o->v->home != 0)
		rc = gather(o, g);
	for (int i = 0; rc == RC_OK && i < g->n; i++) {
		struct own_choice c = { .account = g->account[i] };

		/* The very question that choosing it asks. */
		if (!may_switch(o->x, o->v, c.account) ||
		    store_get(o->x, &account_entity, c.account, a) != RC_OK)
			continue;
		str_copy(c.name, sizeof c.name, a->name);
		c.now = c.account == o->v->account.id;
		c.child = c.account != o->v->home &&
		    a->parent_account_id == o->v->home;
		if (!each(arg, &c))
			break;
	}
	return rc;
}

enum rc
own_switch(struct own *o, int64_t account)
{
	struct account *a = arena_alloc(o->mem, sizeof *a);
	enum rc rc;

	if (o->v->viewer.id != 0 || !may_switch(o->x, o->v, account))
		return RC_NOTFOUND;
	if ((rc = store_get(o->x, &account_entity, account, a)) != RC_OK)
		return rc;
	rc = session_choose(o->x, o->v->session.id, account);
	if (rc == RC_OK)
		audit_event(
		    o->x, "account chosen", a->account_id, o->v->user.id, "");
	return rc;
}

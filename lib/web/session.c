/* Who asks: the session behind the cookie, and the visitor behind it. */
#include <string.h>

#include "base/secret.h"
#include "base/str.h"
#include "model/session.h"
#include "store/audit.h"
#include "web.h"

/* The live session of the cookie on this site; false: there is none. */
static bool
session_find(struct call *c, struct txn *x, struct session *s)
{
	*s = (struct session){ .id = 0 };
	if (c->r.token == NULL)
		return false;
	hash_text(c->r.token, s->token_hash);
	return store_find(x, &session_entity, SESSION_BY_TOKEN, s) == RC_OK &&
	    s->site == (int64_t)c->r.site->kind && session_live(s, c->r.now);
}

void
session_load(struct call *c, struct txn *x)
{
	struct req *r = &c->r;
	struct visitor *v = r->visitor;
	struct session s;
	bool found = session_find(c, x, &s);

	r->x = x;
	memset(v, 0, sizeof *v);
	visitor_load(x, r->site->kind, c->conf.site_url, found ? &s : NULL,
	    r->now, c->conf.time_zone, v);
	/* Two portals on one machine see each other's cookies. */
	if (v->signed_in && s.portal_id != v->portal.id) {
		memset(v, 0, sizeof *v);
		visitor_load(x, r->site->kind, c->conf.site_url, NULL, r->now,
		    c->conf.time_zone, v);
	}
	if (r->site->kind == SITE_PORTAL)
		c->answers = v->portal.id != 0 ?
		    r->now - v->portal.last_answer >= PORTAL_ANSWER :
		    site_answer_due(x, c->conf.site_url, r->now);
	if (r->site->enter != NULL)
		r->site->enter(r);
}

/* Who views as a customer reads; leaving is the one thing to send. */
static bool
viewing_refuses(const struct call *c)
{
	unsigned flags = c->r.route->flags;

	return c->r.visitor->viewer.id != 0 &&
	    ((flags & ROUTE_PRIVATE) != 0 ||
		(c->r.method == METHOD_POST &&
		    (flags & (ROUTE_LEAVES | ROUTE_PASS)) == 0));
}

enum refusal
session_may(struct call *c)
{
	const struct route *t = c->r.route;
	struct visitor *v = c->r.visitor;
	int64_t force = v->user.force_change, enrol = v->session.enrol;
	bool writes = c->r.method == METHOD_POST;
	enum refusal no;

	if (viewing_refuses(c))
		return MAY_NOT_VIEWING;
	if (t->roles & ROLE_ANYBODY)
		return MAY;
	if (t->flags & ROUTE_EXPIRED_OK)
		writes = false;
	if (t->flags & ROUTE_NEW_PASSWORD)
		v->user.force_change = 0;
	if (t->flags & (ROUTE_NEW_PASSWORD | ROUTE_NEW_FACTOR))
		v->session.enrol = 0;
	no = may_use(v, c->r.site->kind, t->roles, t->feature, writes);
	v->user.force_change = force;
	v->session.enrol = enrol;
	if (no == MAY && c->r.site->kind == SITE_PORTAL &&
	    !page_shown(v, c->r.path))
		no = MAY_NOT_CATEGORY;
	/* For such a route being signed in is all that is asked. */
	if ((t->flags & ROUTE_OFFLINE_OK) && t->feature == 0 &&
	    (t->roles & ROLE_SIGNED_IN) &&
	    (no == MAY_NOT_OFFLINE || no == MAY_NOT_UNLICENSED ||
		no == MAY_NOT_FEATURE))
		no = MAY;
	return no;
}

/* Asks what a portal user, or member of staff, without any fault would hear. */
enum refusal
session_site(struct call *c)
{
	struct visitor *v = c->r.visitor;
	int64_t force = v->user.force_change, held = v->roles;
	int64_t enrol = v->session.enrol;
	bool signed_in = v->signed_in;
	enum refusal no;

	v->user.force_change = v->session.enrol = 0;
	v->roles = ROLE_SIGNED_IN |
	    (c->r.site->kind == SITE_PORTAL ? PORTAL_USER : ROLE_ADMIN);
	v->signed_in = true;
	no = may_use(v, c->r.site->kind, ROLE_SIGNED_IN, 0, false);
	v->user.force_change = force;
	v->session.enrol = enrol;
	v->roles = held;
	v->signed_in = signed_in;
	return no;
}

struct actor
session_actor(const struct req *r)
{
	struct actor who = { .channel = r->site->channel };

	if (r->visitor->viewer.id != 0) {
		who.user = r->visitor->viewer.id;
		str_copy(who.name, sizeof who.name, r->visitor->viewer.name);
	} else if (r->visitor->signed_in) {
		who.user = r->visitor->user.id;
		str_copy(who.name, sizeof who.name, r->visitor->name);
	}
	return who;
}

/* ---- last seen -------------------------------------------------------------
 */

static enum rc
seen(struct txn *x, void *arg)
{
	const struct call *c = arg;
	const struct visitor *v = &c->visitor;
	enum rc rc = RC_SAME;

	if (v->signed_in)
		rc = session_touch(x, v->session.id);
	if (c->answers && (rc == RC_OK || rc == RC_SAME))
		rc = site_answered(x, c->conf.site_url);
	return rc;
}

/* A page does not fail because this could not be noted. */
void
session_seen(struct call *c)
{
	const struct visitor *v = &c->visitor;
	struct actor who = session_actor(&c->r);

	if (!c->answers &&
	    !(v->signed_in && c->r.now - v->session.last_seen >= SESSION_TOUCH))
		return;
	c->r.store = store_open(c->conf.store, STORE_WRITE);
	(void)!txn_run(c->r.store, &who, seen, c);
	store_close(c->r.store);
	c->r.store = NULL;
}

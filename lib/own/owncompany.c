/* A customer's company, as the customer manages it. */
#include "owncompany.h"

#include <string.h>

#include "../model/order.h"
#include "ownparts.h"

bool
manages(const struct visitor *v)
{
	return v->signed_in && v->account.id != 0 &&
	    (v->roles & PORTAL_COMPANY) != 0 &&
	    (v->features & FEATURE_PORTAL_SYSTEM) != 0;
}

bool
own_manages(const struct own *o)
{
	return manages(o->v);
}

/* ---- what is shown; see the table of own.c */

bool
shown_person(const struct visitor *v, const void *rec)
{
	const struct contact *c = rec;

	return manages(v) && c->account_id == v->account.id;
}

bool
force_person(const struct visitor *v, void *like)
{
	((struct contact *)like)->account_id = v->account.id;
	return manages(v);
}

/* Who orders says where to; who manages keeps the addresses. */
bool
shown_location(const struct visitor *v, const void *rec)
{
	const struct sales_order mine = { .account_id = v->account.id,
		.shown = IS_YES };
	const struct location *l = rec;

	return (manages(v) ||
		   (!v->child && document_shown(v, &order_entity, &mine))) &&
	    l->account_id == v->account.id;
}

bool
force_location(const struct visitor *v, void *like)
{
	((struct location *)like)->account_id = v->account.id;
	return shown_location(v, like);
}

bool
shown_change(const struct visitor *v, const void *rec)
{
	const struct change_request *q = rec;

	return manages(v) && q->account_id == v->account.id;
}

bool
force_change(const struct visitor *v, void *like)
{
	((struct change_request *)like)->account_id = v->account.id;
	return manages(v);
}

/* ---- the profile */

/* What a customer may change without asking. */
static const unsigned free_to_change[] = { ACCOUNT_PHONE, ACCOUNT_PHONE2,
	ACCOUNT_FAX, ACCOUNT_WEBSITE, ACCOUNT_BILL_ATTENTION,
	ACCOUNT_BILL_LINE1, ACCOUNT_BILL_LINE2, ACCOUNT_BILL_CITY,
	ACCOUNT_BILL_REGION, ACCOUNT_BILL_POSTAL_CODE, ACCOUNT_BILL_COUNTRY,
	ACCOUNT_SHIP_ATTENTION, ACCOUNT_SHIP_LINE1, ACCOUNT_SHIP_LINE2,
	ACCOUNT_SHIP_CITY, ACCOUNT_SHIP_REGION, ACCOUNT_SHIP_POSTAL_CODE,
	ACCOUNT_SHIP_COUNTRY, 0 };

void
own_take_over(
    const struct entity *e, unsigned tag, const void *typed, void *rec)
{
	const struct field *f = record_field(e, tag);

	(void)record_set_text(f, rec, record_text(f, typed));
}

bool
own_company_locked(struct own *o)
{
	return account_documented(o->x, o->v->account.id);
}

enum rc
own_company_save(
    struct own *o, const struct account *typed, struct problems *bad)
{
	struct account *a = arena_alloc(o->mem, sizeof *a);
	enum rc rc;

	if (!manages(o->v))
		return RC_NOTFOUND;
	rc = store_get(o->x, &account_entity, o->v->account.id, a);
	if (rc != RC_OK)
		return rc;
	a->rev = typed->rev;
	for (const unsigned *tag = free_to_change; *tag != 0; tag++)
		own_take_over(&account_entity, *tag, typed, a);
	if (!own_company_locked(o))
		own_take_over(&account_entity, ACCOUNT_NAME, typed, a);
	return account_save(o->x, a, bad);
}

/* ---- what must be asked for */

enum rc
own_change_ask(struct own *o, struct change_request *q, struct problems *bad)
{
	if (!manages(o->v))
		return RC_NOTFOUND;
	q->id = q->rev = 0;
	q->account_id = o->v->account.id;
	q->contact_id = o->v->contact.id;
	return change_ask(o->x, q, bad);
}

enum rc
own_change_withdraw(
    struct own *o, int64_t id, int64_t rev, struct problems *bad)
{
	struct change_request *q = arena_alloc(o->mem, sizeof *q);
	enum rc rc = own_get(o, &change_request_entity, id, q);

	q->rev = rev;
	return rc == RC_OK ? change_withdraw(o->x, q, bad) : rc;
}

/* ---- locations */

static const unsigned place[] = { LOCATION_CODE, LOCATION_DESCRIPTION,
	LOCATION_PHONE, LOCATION_SHIP_NAME, LOCATION_SHIP_ATTENTION,
	LOCATION_SHIP_LINE1, LOCATION_SHIP_LINE2, LOCATION_SHIP_CITY,
	LOCATION_SHIP_REGION, LOCATION_SHIP_POSTAL_CODE, LOCATION_SHIP_COUNTRY,
	0 };

enum rc
own_location_save(struct own *o, struct location *typed, struct problems *bad)
{
	struct location *l = arena_alloc(o->mem, sizeof *l);
	enum rc rc;

	if (!manages(o->v))
		return RC_NOTFOUND;
	if (typed->id != 0) {
		rc = own_get(o, &location_entity, typed->id, l);
		if (rc != RC_OK)
			return rc;
		l->rev = typed->rev;
	} else
		l->account_id = o->v->account.id;
	for (const unsigned *tag = place; *tag != 0; tag++)
		own_take_over(&location_entity, *tag, typed, l);
	l->active = typed->active;
	rc = location_save(o->x, l, bad);
	typed->id = l->id;
	return rc;
}

enum rc
own_location_versions(struct own *o, const struct location *l,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct location_version like = { .location = l->id };
	const struct list list = { .e = &location_version_entity,
		.index = LOCATION_VERSIONS,
		.like = &like,
		.prefix = 1,
		.backwards = true };

	return shown_location(o->v, l) ? store_list(o->x, &list, each, arg) :
					 RC_NOTFOUND;
}

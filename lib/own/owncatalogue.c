/* The catalogue, as one customer sees it. */
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../model/company.h"
#include "../model/stock.h"
#include "ownparts.h"
#include "ownshop.h"

bool
own_may_order(const struct own *o)
{
	const struct sales_order mine = { .account_id = o->v->account.id,
		.shown = IS_YES };

	return !o->v->child && document_shown(o->v, &order_entity, &mine);
}

void
own_item_place(
    const struct product *p, bool in_category, char place[PLACE_TEXT])
{
	store_place(&product_entity,
	    in_category ? PRODUCT_OF_CATEGORY : PRODUCT_BY_ON_WEB, p, place);
}

enum rc
own_find(struct own *o, const char *text, bool *cut,
    bool (*each)(void *arg, const void *product), void *arg)
{
	*cut = false;
	return own_may_order(o) ?
	    catalogue_search(o->x, o->v->account.id, text, cut, each, arg) :
	    RC_NOTFOUND;
}

enum rc
own_find_one(struct own *o, const char *number, struct product *p, char uom[11])
{
	return own_may_order(o) ?
	    catalogue_exact(o->x, o->v->account.id, number, p, uom) :
	    RC_NOTFOUND;
}

/* ---- prices */

enum rc
own_currency(struct own *o, char currency[4])
{
	struct company c;
	enum rc rc = RC_OK;

	memcpy(currency, o->v->account.currency, 4);
	if (currency[0] != '\0' || (rc = company_load(o->x, &c)) != RC_OK)
		return rc;
	memcpy(currency, c.currency, 4);
	return RC_OK;
}

static bool
is_shown(const struct own *o, const struct product *p)
{
	return product_unseen(o->v, p) == IS_SEEN;
}

static int64_t
today(const struct own *o)
{
	return time_date(clock_now(), o->v->portal.time_zone);
}

enum rc
own_price(struct own *o, const struct product *p, const char *uom,
    int64_t quantity, struct price_found *to)
{
	char currency[4];
	enum rc rc = is_shown(o, p) ? own_currency(o, currency) : RC_NOTFOUND;

	memset(to, 0, sizeof *to);
	return rc == RC_OK ? price_find(o->x, &o->v->account, p, uom, quantity,
				 currency, today(o), to) :
			     rc;
}

enum rc
own_price_steps(struct own *o, const struct product *p, const char *uom,
    struct price_step step[BREAKS_MOST], int *n)
{
	char currency[4];
	enum rc rc = is_shown(o, p) ? own_currency(o, currency) : RC_NOTFOUND;

	*n = 0;
	return rc == RC_OK ? price_steps(o->x, &o->v->account, p, uom, currency,
				 today(o), step, n) :
			     rc;
}

/* ---- units */

struct units {
	struct unit *at;
	int n;
};

static bool
keep_unit(void *arg, const void *rec)
{
	struct units *u = arg;

	u->at[u->n++] = *(const struct unit *)rec;
	return u->n < UNITS_MOST;
}

enum rc
own_units(struct own *o, const struct product *p, struct unit unit[UNITS_MOST],
    int *n)
{
	const struct unit like = { .item_id = p->id };
	const struct list l = { .e = &unit_entity,
		.index = UNIT_IN_PRODUCT,
		.like = &like,
		.prefix = 1 };
	struct units u = { unit, 1 };
	enum rc rc = RC_OK;

	*n = 0;
	if (!is_shown(o, p))
		return RC_NOTFOUND;
	unit[0] = (struct unit){ .item_id = p->id, .factor = UNIT_ONE };
	memcpy(unit[0].uom, p->uom, sizeof unit[0].uom);
	if ((o->v->switched & FEATURE_UNITS) != 0)
		rc = store_list(o->x, &l, keep_unit, &u);
	*n = u.n;
	return rc;
}

/* ---- what is there */

enum rc
own_stock(struct own *o, const struct product *p, struct own_stock *to)
{
	const struct portal *portal = &o->v->portal;
	struct availability a;
	enum rc rc = is_shown(o, p) ?
	    stock_available(o->x, p, portal->warehouses, &a) :
	    RC_NOTFOUND;

	*to = (struct own_stock){ .quantity = -1 };
	if (rc != RC_OK)
		return rc;
	to->tracked = a.tracked;
	to->in_stock = !a.tracked || a.available > 0;
	to->may_wait = !a.tracked || portal->out_of_stock;
	to->expected = to->in_stock ? DATE_NONE : a.expected;
	if (a.tracked && portal->show_quantities)
		to->quantity = a.available;
	return RC_OK;
}

int
own_picture_open(struct own *o, const struct product *p)
{
	return is_shown(o, p) && p->picture[0] != '\0' ?
	    store_file_open(o->x, p->picture) :
	    -1;
}

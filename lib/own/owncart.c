/* The visitor's cart, and what becomes of it. */
#include <string.h>

#include "../base/text.h"
#include "ownparts.h"
#include "ownshop.h"

enum rc
own_cart(struct own *o, struct cart *c)
{
	memset(c, 0, sizeof *c);
	return own_may_order(o) ?
	    cart_of(o->x, o->v->account.id, o->v->user.id, c) :
	    RC_NOTFOUND;
}

int64_t
own_cart_count(struct own *o)
{
	struct cart c;

	return own_cart(o, &c) == RC_OK ? c.lines : 0;
}

enum rc
own_cart_lines(struct own *o, struct cart_line **lines, int *n)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	*n = 0;
	return rc == RC_OK ? cart_lines(o->x, &c, lines, n) : rc;
}

/* ---- changing */

/* Hidden items look like missing ones. */
static enum rc
check_shown(
    struct own *o, const struct cart_line *wish, int n, struct problems *bad)
{
	struct product *p = arena_alloc(o->mem, sizeof *p);

	for (int i = 0; i < n; i++) {
		enum rc rc = own_get(o, &product_entity, wish[i].item_id, p);

		if (rc == RC_NOTFOUND)
			problem_in(bad, i + 1, CART_LINE_ITEM,
			    _("There is no such item any more."));
		else if (rc != RC_OK)
			return rc;
	}
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

enum rc
own_cart_add(
    struct own *o, const struct cart_line *wish, int n, struct problems *bad)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	if (rc == RC_OK)
		rc = check_shown(o, wish, n, bad);
	return rc == RC_OK ? cart_add(o->x, &c, wish, n, bad) : rc;
}

enum rc
own_cart_set(struct own *o, int64_t line, int64_t was, int64_t quantity,
    struct problems *bad)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	return rc == RC_OK ? cart_set(o->x, &c, line, was, quantity, bad) : rc;
}

enum rc
own_cart_clear(struct own *o)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	return rc == RC_OK ? cart_clear(o->x, &c, 0) : rc;
}

enum rc
own_cart_again(struct own *o, const struct sales_order *order, int64_t line,
    int *left, struct problems *bad)
{
	struct cart_line *wish = arena_alloc(o->mem, CART_MOST * sizeof *wish);
	struct product *p = arena_alloc(o->mem, sizeof *p);
	const struct order_line *l;
	void *lines;
	int count, n = 0;
	enum rc rc = own_order_lines(o, order, &lines, &count);

	*left = 0;
	l = lines;
	for (int i = 0; rc == RC_OK && i < count && n < CART_MOST; i++) {
		if (line != 0 && l[i].id != line)
			continue;
		if (l[i].quantity <= 0 || l[i].item_id == 0 ||
		    own_get(o, &product_entity, l[i].item_id, p) != RC_OK ||
		    unit_factor(o->x, p, l[i].uom) == 0) {
			++*left;
			continue;
		}
		wish[n] = (struct cart_line){ .item_id = l[i].item_id,
			.quantity = l[i].quantity };
		memcpy(wish[n++].uom, l[i].uom, sizeof l[i].uom);
	}
	if (rc == RC_OK && line != 0 && n == 0 && *left == 0)
		return RC_NOTFOUND;
	return rc == RC_OK && n > 0 ? own_cart_add(o, wish, n, bad) : rc;
}

/* ---- placing */

static void
begin(const struct own *o, struct placing *p)
{
	p->account = &o->v->account;
	p->portal = &o->v->portal;
	p->contact = o->v->contact.id;
}

enum rc
own_prepare(struct own *o, struct placing *p, struct problems *bad)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	begin(o, p);
	return rc == RC_OK ? order_prepare(o->x, p, &c, bad) : rc;
}

enum rc
own_cart_state(struct own *o, int64_t rev, int64_t *order)
{
	struct cart c;
	enum rc rc = own_cart(o, &c);

	*order = 0;
	if (rc != RC_OK)
		return rc;
	if (c.placed_order != 0 && rev == c.placed_rev) {
		*order = c.placed_order;
		return RC_EXISTS;
	}
	return c.rev == rev ? RC_OK : RC_CONFLICT;
}

enum rc
own_place(struct own *o, struct placing *p, int64_t rev, int64_t total,
    struct problems *bad)
{
	struct cart c;
	enum rc rc = own_cart_state(o, rev, &p->o.id);

	begin(o, p);
	if (rc == RC_OK)
		rc = own_cart(o, &c);
	return rc == RC_OK ? order_place(o->x, p, &c, total, bad) : rc;
}

bool
own_po_taken(struct own *o, const char *po, char number[31])
{
	return own_may_order(o) && po[0] != '\0' &&
	    order_po_taken(o->x, o->v->account.id, po, 0, number);
}

/* Carts of portal users. */
#include "cart.h"

#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "product.h"
#include "rules.h"
#include "user.h"

/* What somebody may want is nothing for the audit. */
enum { OURS = F_SYSTEM | F_QUIET };
#define C struct cart
/* clang-format off */
static const struct field cart_fields[] = {
{ CART_ID,           INT(C, id),             N_("Id"),       F_SYSTEM },
{ CART_REV,          INT(C, rev),            N_("Revision"), F_SYSTEM },
{ CART_ACCOUNT,      REF(C, account_id),     N_("Customer"), OURS, .refers = &account_entity },
{ CART_USER,         REF(C, user_id),        N_("User"),     OURS, .refers = &user_entity },
{ CART_LINES,        COUNT(C, lines),        N_("Lines"),    OURS },
{ CART_CHANGES,      COUNT(C, changes),      N_("Changes"),  OURS },
{ CART_PLACED_REV,   INT(C, placed_rev),     N_("Ordered State"), OURS },
{ CART_PLACED_ORDER, INT(C, placed_order),   N_("Ordered As"), OURS },
{ CART_CHANGED,      TIME(C, changed),       N_("Changed On"), OURS },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index cart_indexes[] = {
	{ .number = CART_OF_BOTH,
	    .tags = { CART_ACCOUNT, CART_USER },
	    .unique = true },
	{ .number = CART_OF_USER,
	    .tags = { CART_USER },
	    .prefix = 1,
	    .uncounted = true },
	{ 0 },
};

const struct entity cart_entity = {
	.number = 56,
	.name = "cart",
	.label = N_("Cart"),
	.plural = N_("Carts"),
	.size = sizeof(struct cart),
	.fields = cart_fields,
	.indexes = cart_indexes,
};

#define L struct cart_line
/* clang-format off */
static const struct field line_fields[] = {
{ CART_LINE_ID,       INT(L, id),            N_("Id"),        F_SYSTEM },
{ CART_LINE_REV,      INT(L, rev),           N_("Revision"),  F_SYSTEM },
{ CART_LINE_CART,     REF(L, cart_id),       N_("Cart"),      OURS, .refers = &cart_entity },
{ CART_LINE_NO,       COUNT(L, line_no),     N_("Line Nbr."), OURS },
{ CART_LINE_ITEM,     REF(L, item_id),       N_("Item"),      OURS, .refers = &product_entity },
{ CART_LINE_UOM,      TEXT(L, uom),          N_("Unit"),      OURS },
{ CART_LINE_QUANTITY, QUANTITY(L, quantity), N_("Quantity"),  OURS },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index line_indexes[] = {
	{ .number = CART_LINE_OF_CART,
	    .tags = { CART_LINE_CART, CART_LINE_NO },
	    .prefix = 1,
	    .uncounted = true,
	    .carry = true },
	{ .number = CART_LINE_OF_ITEM,
	    .tags = { CART_LINE_ITEM },
	    .prefix = 1,
	    .uncounted = true },
	{ 0 },
};

const struct entity cart_line_entity = {
	.number = 57,
	.name = "cart_line",
	.label = N_("Cart Line"),
	.plural = N_("Cart Lines"),
	.size = sizeof(struct cart_line),
	.fields = line_fields,
	.indexes = line_indexes,
};

/* ---- looking */

enum rc
cart_of(struct txn *x, int64_t account, int64_t user, struct cart *c)
{
	enum rc rc;

	*c = (struct cart){ .account_id = account, .user_id = user };
	rc = store_find(x, &cart_entity, CART_OF_BOTH, c);
	if (rc != RC_NOTFOUND)
		return rc;
	*c = (struct cart){ .account_id = account, .user_id = user };
	return RC_OK;
}

struct gathering {
	struct cart_line *at;
	int n;
};

static bool
gather(void *arg, const void *rec)
{
	struct gathering *g = arg;

	g->at[g->n++] = *(const struct cart_line *)rec;
	return g->n < CART_MOST;
}

enum rc
cart_lines(
    struct txn *x, const struct cart *c, struct cart_line **lines, int *n)
{
	const struct cart_line like = { .cart_id = c->id };
	const struct list l = { .e = &cart_line_entity,
		.index = CART_LINE_OF_CART,
		.like = &like,
		.prefix = 1 };
	struct gathering g = { txn_scratch(x, CART_MOST * sizeof *g.at), 0 };
	enum rc rc = c->id == 0 ? RC_OK : store_list(x, &l, gather, &g);

	*lines = g.at;
	*n = g.n;
	return rc;
}

/* ---- changing */

static enum rc
keep(struct txn *x, struct cart *c)
{
	enum rc rc;

	c->changes++;
	c->changed = clock_now();
	rc = store_save(x, &cart_entity, c, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

static bool
quantity_good(int64_t quantity)
{
	return quantity > 0 && quantity <= (int64_t)CART_QUANTITY_MOST * 1000;
}

/* The unit of a wish as the item writes it; false, with a sentence. */
static bool
wish_good(struct txn *x, struct cart_line *w, int row, struct problems *bad)
{
	struct product *p = txn_scratch(x, sizeof *p);

	if (store_get(x, &product_entity, w->item_id, p) != RC_OK) {
		problem_in(bad, row, CART_LINE_ITEM,
		    _("There is no such item any more."));
		return false;
	}
	if (w->uom[0] == '\0' || str_same(w->uom, p->uom))
		str_copy(w->uom, sizeof w->uom, p->uom);
	else if (unit_factor(x, p, w->uom) == 0)
		problem_in(bad, row, CART_LINE_UOM, _("%s has no unit %s."),
		    p->item_id, w->uom);
	if (!quantity_good(w->quantity))
		problem_in(bad, row, CART_LINE_QUANTITY,
		    _("Enter a quantity between 0.001 and 1,000,000."));
	return bad->n == 0;
}

static enum rc
add_one(struct txn *x, struct cart *c, struct cart_line *lines, int *n,
    const struct cart_line *wish, int row, struct problems *bad)
{
	struct cart_line w = *wish, *l = lines;
	enum rc rc;

	if (!wish_good(x, &w, row, bad))
		return RC_OK;
	while (l < lines + *n &&
	    (l->item_id != w.item_id || !str_same(l->uom, w.uom)))
		l++;
	if (l == lines + *n) {
		if (*n == CART_MOST) {
			problem_in(bad, row, 0,
			    _("A cart has 500 lines at most: place this one "
			      "first."));
			return RC_OK;
		}
		w.id = w.rev = 0;
		w.cart_id = c->id;
		w.line_no = *n > 0 ? lines[*n - 1].line_no + 1 : 1;
		*l = w;
		++*n;
		c->lines++;
	} else if (!amount_add(l->quantity, w.quantity, &l->quantity) ||
	    !quantity_good(l->quantity)) {
		problem_in(bad, row, CART_LINE_QUANTITY,
		    _("Enter a quantity between 0.001 and 1,000,000."));
		return RC_OK;
	}
	rc = store_save(x, &cart_line_entity, l, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
cart_add(struct txn *x, struct cart *c, const struct cart_line *wish, int n,
    struct problems *bad)
{
	struct cart_line *lines;
	int count;
	enum rc rc = keep(x, c);

	if (rc == RC_OK)
		rc = cart_lines(x, c, &lines, &count);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = add_one(x, c, lines, &count, &wish[i], i + 1, bad);
	if (rc == RC_OK && bad->n > 0)
		return RC_INVALID;
	return rc == RC_OK ? keep(x, c) : rc;
}

enum rc
cart_set(struct txn *x, struct cart *c, int64_t line, int64_t was,
    int64_t quantity, struct problems *bad)
{
	struct cart_line l;
	enum rc rc;

	if (was == quantity)
		return RC_SAME;
	rc = store_get(x, &cart_line_entity, line, &l);
	if (rc == RC_NOTFOUND || (rc == RC_OK && l.cart_id != c->id))
		return quantity == 0 ? RC_SAME : RC_CONFLICT;
	if (rc != RC_OK)
		return rc;
	if (l.quantity == quantity)
		return RC_SAME;
	if (l.quantity != was)
		return RC_CONFLICT;
	if (quantity == 0) {
		if ((rc = store_delete(x, &cart_line_entity, line)) != RC_OK)
			return rc;
		c->lines--;
		return keep(x, c);
	}
	if (!quantity_good(quantity)) {
		problem(bad, CART_LINE_QUANTITY,
		    _("Enter a quantity between 0.001 and 1,000,000."));
		return RC_INVALID;
	}
	l.quantity = quantity;
	rc = store_save(x, &cart_line_entity, &l, NULL);
	return rc == RC_OK ? keep(x, c) : rc;
}

enum rc
cart_clear(struct txn *x, struct cart *c, int64_t order)
{
	struct cart_line *lines;
	int n;
	enum rc rc = cart_lines(x, c, &lines, &n);

	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = store_delete(x, &cart_line_entity, lines[i].id);
	if (rc != RC_OK || c->id == 0)
		return rc;
	c->lines = 0;
	if (order != 0) {
		c->placed_rev = c->rev;
		c->placed_order = order;
	}
	return keep(x, c);
}

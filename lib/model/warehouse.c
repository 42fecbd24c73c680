/* Warehouses. */
#include "warehouse.h"

#include <assert.h>

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "feature.h"
#include "rules.h"

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return warehouse_save(x, rec, bad);
}

#define W struct warehouse
/* clang-format off */
static const struct field fields[] = {
{ WAREHOUSE_ID,        INT(W, id),         N_("Id"),         F_SYSTEM },
{ WAREHOUSE_REV,       INT(W, rev),        N_("Revision"),   F_SYSTEM },
{ WAREHOUSE_CODE,      CODE(W, code),      N_("Warehouse ID"), F_REQUIRED | F_SEARCH, .hint = N_("A short name such as MAIN.") },
{ WAREHOUSE_NAME,      TEXT(W, name),      N_("Name"),       F_SEARCH },
{ WAREHOUSE_ACTIVE,    BOOL(W, active),    N_("Active"),     0, .hint = N_("Only what is in an active warehouse can be ordered.") },
{ WAREHOUSE_PREFERRED, BOOL(W, preferred), N_("Default"),    0, .hint = N_("For items that name no warehouse of their own. One warehouse is it.") },
ADDRESS_ROWS(W, WAREHOUSE_SITE, site),
{ WAREHOUSE_CHANGED,   TIME(W, changed),   N_("Changed On"), F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef W

static const struct index indexes[] = {
	{ .number = WAREHOUSE_BY_CODE,
	    .tags = { WAREHOUSE_CODE },
	    .unique = true },
	{ .number = WAREHOUSE_IN_CODE_ORDER,
	    .tags = { WAREHOUSE_CODE },
	    .carry = true },
	{ 0 },
};

const struct entity warehouse_entity = {
	.number = 50,
	.name = "warehouse",
	.label = N_("Warehouse"),
	.plural = N_("Warehouses"),
	.size = sizeof(struct warehouse),
	.fields = fields,
	.indexes = indexes,
	.key = WAREHOUSE_CODE,
	.title = WAREHOUSE_NAME,
	.save = save,
};

int64_t
warehouse_bit(int64_t id)
{
	assert(id > 0 && id <= WAREHOUSES_MOST);
	return (int64_t)1 << (id - 1);
}

/* ---- all of them */

struct all {
	int n;
	struct warehouse at[WAREHOUSES_MOST];
};

static bool
add(void *arg, const void *rec)
{
	struct all *all = arg;

	all->at[all->n++] = *(const struct warehouse *)rec;
	return all->n < WAREHOUSES_MOST;
}

static enum rc
take_all(struct txn *x, struct all **all)
{
	const struct list l = { .e = &warehouse_entity,
		.index = WAREHOUSE_IN_CODE_ORDER };

	*all = txn_scratch(x, sizeof **all);
	return store_list(x, &l, add, *all);
}

struct active {
	int64_t set, found;
};

static bool
add_active(void *arg, const void *rec)
{
	const struct warehouse *w = rec;
	struct active *a = arg;
	int64_t bit = warehouse_bit(w->id);

	if (w->active && (a->set == 0 || (a->set & bit) != 0))
		a->found |= bit;
	return true;
}

enum rc
warehouses_active(struct txn *x, int64_t set, int64_t *active)
{
	const struct list l = { .e = &warehouse_entity,
		.index = WAREHOUSE_IN_CODE_ORDER };
	struct active a = { .set = set };
	enum rc rc = store_list(x, &l, add_active, &a);

	*active = a.found;
	return rc;
}

/* ---- rules */

/* A company of one place needs no feature. */
static enum rc
check_number(struct txn *x, const struct warehouse *w, const struct all *all,
    struct problems *bad)
{
	struct switches s;
	enum rc rc = switches_load(x, &s);
	int others = 0;

	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < all->n; i++)
		others += all->at[i].id != w->id && all->at[i].active;
	if (w->active && others > 0 && (s.enabled & FEATURE_WAREHOUSES) == 0)
		problem(bad, WAREHOUSE_ACTIVE,
		    _("One warehouse is active already: several need the "
		      "feature Multiple Warehouses."));
	if (w->id == 0 && all->n == WAREHOUSES_MOST)
		problem(bad, 0, _("There are at most %d warehouses."),
		    WAREHOUSES_MOST);
	return RC_OK;
}

/* There is one default, the newest word. */
static enum rc
prefer_only(struct txn *x, const struct warehouse *w, struct all *all)
{
	for (int i = 0; w->preferred && i < all->n; i++) {
		struct warehouse *other = &all->at[i];
		enum rc rc;

		if (other->id == w->id || !other->preferred)
			continue;
		other->preferred = 0;
		rc = store_save(x, &warehouse_entity, other, NULL);
		if (rc > RC_SAME)
			return rc;
	}
	return RC_OK;
}

enum rc
warehouse_save(struct txn *x, struct warehouse *w, struct problems *bad)
{
	struct all *all;
	enum rc rc = take_all(x, &all);

	if (rc != RC_OK)
		return rc;
	if (all->n == 0)
		w->preferred = 1;
	record_check(&warehouse_entity, w, bad);
	check_country(w->site_country, WAREHOUSE_SITE_COUNTRY, bad);
	if (w->code[0] == '#')
		problem(bad, WAREHOUSE_CODE,
		    _("A warehouse ID does not begin with #."));
	if (w->preferred && !w->active)
		problem(bad, WAREHOUSE_PREFERRED,
		    _("The default warehouse must be active."));
	if ((rc = check_number(x, w, all, bad)) != RC_OK || bad->n > 0)
		return rc != RC_OK ? rc : RC_INVALID;
	if (would_change(x, &warehouse_entity, w))
		w->changed = clock_now();
	if ((rc = store_save(x, &warehouse_entity, w, bad)) != RC_OK)
		return rc;
	if (w->id > WAREHOUSES_MOST) {
		problem(bad, 0,
		    _("Too many warehouses have been made and taken away: use "
		      "one of the old ones again."));
		return RC_INVALID;
	}
	return prefer_only(x, w, all);
}

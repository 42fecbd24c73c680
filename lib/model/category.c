/* Categories of items. */
#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "catalogue.h"
#include "referrer.h"
#include "rules.h"

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return category_save(x, rec, bad);
}

#define C struct category
/* clang-format off */
static const struct field fields[] = {
{ CATEGORY_ID,       INT(C, id),           N_("Id"),          F_SYSTEM },
{ CATEGORY_REV,      INT(C, rev),          N_("Revision"),    F_SYSTEM },
{ CATEGORY_CODE,     CODE(C, category_id), N_("Category ID"), F_REQUIRED | F_SEARCH, .hint = N_("A short name such as CARTONS.") },
{ CATEGORY_NAME,     TEXT(C, name),        N_("Name"),        F_REQUIRED | F_SEARCH },
{ CATEGORY_PARENT,   REF(C, parent),       N_("Part Of"),     0, .refers = &category_entity, .hint = N_("Left empty, it stands at the top of the catalogue.") },
{ CATEGORY_POSITION, COUNT(C, position),   N_("Position"),    0, .hint = N_("Lower numbers come first.") },
{ CATEGORY_CHANGED,  TIME(C, changed),     N_("Changed On"),  F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CATEGORY_BY_CODE,
	    .tags = { CATEGORY_CODE },
	    .unique = true },
	{ .number = CATEGORY_OF_PARENT,
	    .tags = { CATEGORY_PARENT, CATEGORY_POSITION, CATEGORY_NAME },
	    .prefix = 1,
	    .carry = true },
	{ .number = CATEGORY_IN_CODE_ORDER, .tags = { CATEGORY_CODE } },
	{ 0 },
};

const struct entity category_entity = {
	.number = 54,
	.name = "category",
	.label = N_("Category"),
	.plural = N_("Categories"),
	.size = sizeof(struct category),
	.fields = fields,
	.indexes = indexes,
	.key = CATEGORY_CODE,
	.title = CATEGORY_NAME,
	.save = save,
};

/* The way up ends, and is not too long. */
static void
check_parent(struct txn *x, const struct category *c, struct problems *bad)
{
	struct category up;
	int64_t at = c->parent;

	if (at == 0 ||
	    !refers_to(x, &category_entity, c, CATEGORY_PARENT, &up, bad))
		return;
	for (int depth = 1; at != 0; depth++) {
		if (at == c->id || depth == CATEGORY_DEPTH) {
			problem(bad, CATEGORY_PARENT,
			    at == c->id ?
				_("A category cannot be part of itself.") :
				_("Categories are nested too deeply."));
			return;
		}
		if (store_get(x, &category_entity, at, &up) != RC_OK)
			return;
		at = up.parent;
	}
}

enum rc
category_save(struct txn *x, struct category *c, struct problems *bad)
{
	record_check(&category_entity, c, bad);
	check_parent(x, c, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &category_entity, c))
		c->changed = clock_now();
	return store_save(x, &category_entity, c, bad);
}

enum rc
category_erase(struct txn *x, const struct category *c, struct problems *bad)
{
	struct referrer found;
	struct category stored;
	char name[160];
	enum rc rc = store_get(x, &category_entity, c->id, &stored);

	if (rc != RC_OK)
		return rc;
	if (stored.rev != c->rev)
		return RC_CONFLICT;
	rc = referrer_find(x, &category_entity, c->id, NULL, NULL, &found);
	if (rc == RC_OK) {
		referrer_print(x, &found, name, sizeof name);
		problem(bad, 0, _("%s is in this category."), name);
		return RC_REFUSED;
	}
	return rc == RC_NOTFOUND ? store_delete(x, &category_entity, c->id) :
				   rc;
}

#include "upgrade.h"

#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/mem.h"
#include "../base/secret.h"
#include "../base/str.h"
#include "../store/store.h"
#include "balance.h"
#include "balanceparts.h"
#include "entities.h"
#include "notice.h"
#include "order_type.h"
#include "orderparts.h"
#include "product.h"

static enum rc
mend_balance(struct txn *x, void *rec)
{
	(void)x;
	balance_mend(rec);
	return RC_OK;
}

static enum rc
mend_product(struct txn *x, void *rec)
{
	(void)x;
	product_mend(rec);
	return RC_OK;
}

/*
 * Fields that follow from others, in the order in which they came. The name is
 * on disk and never used again; mend, as often as it is called, makes of a
 * record what it would be if it were saved today. Indexes need no row: a kind
 * whose indexes are others than the store has seen is walked through by itself.
 */
static const struct step {
	const char *name;
	const struct entity *e;
	enum rc (*mend)(struct txn *, void *rec);
} steps[] = {
	{ "balance owing", &balance_entity, mend_balance },
	{ "product on web", &product_entity, mend_product },
	{ "order unpaid", &order_entity, order_mend },
	{ "notice mail", &notice_entity, notice_mend },
	{ NULL, NULL, NULL },
};

enum { NAME_TEXT = 80, AT_TEXT = 200 };

static const char all_setting[] = "upgrade", at_setting[] = "upgrade:at",
		  done[] = "done";

/* ---- what is wanted */

static void
add_number(struct buf *b, int64_t n, char end)
{
	buf_printf(b, "%lld%c", (long long)n, end);
}

/* All that says which keys a record asks for. */
static void
add_shape(struct buf *b, const struct entity *e)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		add_number(b, ix->number, ':');
		for (int i = 0; i < INDEX_TAGS && ix->tags[i] != 0; i++)
			add_number(b, ix->tags[i], ',');
		add_number(b, ix->prefix, ' ');
		buf_printf(b, "%d%d%d%d;", ix->unique, ix->sparse, ix->carry,
		    ix->uncounted);
	}
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (f->flags & F_SEARCH && !(f->flags & F_SECRET))
			add_number(b, f->tag, ' ');
	add_number(b, e->scope, '\n');
}

static void
shape_of(const struct entity *e, char hex[HASH_TEXT])
{
	struct buf b = { 0 };

	add_shape(&b, e);
	hash_text(b.data, hex);
	buf_free(&b);
}

static void
all_of_it(char hex[HASH_TEXT])
{
	struct buf b = { 0 };

	for (int i = 0; entities[i] != NULL; i++)
		add_shape(&b, entities[i]);
	for (const struct step *s = steps; s->name != NULL; s++)
		buf_printf(&b, "%s\n", s->name);
	hash_text(b.data, hex);
	buf_free(&b);
}

static bool
is_set(struct txn *x, const char *name, const char *value)
{
	char was[HASH_TEXT];

	return store_setting(x, name, was, sizeof was) &&
	    strcmp(was, value) == 0;
}

bool
upgrade_wanted(struct txn *x)
{
	char hex[HASH_TEXT];

	all_of_it(hex);
	return !is_set(x, all_setting, hex);
}

static void
shape_setting(const struct entity *e, char name[NAME_TEXT])
{
	str_printf(name, NAME_TEXT, "upgrade:shape:%s", e->name);
}

static void
step_setting(const struct step *s, char name[NAME_TEXT])
{
	str_printf(name, NAME_TEXT, "upgrade:step:%s", s->name);
}

static bool
other_shape(struct txn *x, const struct entity *e)
{
	char name[NAME_TEXT], hex[HASH_TEXT];

	shape_setting(e, name);
	shape_of(e, hex);
	return !is_set(x, name, hex);
}

static bool
step_wanted(struct txn *x, const struct step *s)
{
	char name[NAME_TEXT];

	step_setting(s, name);
	return !is_set(x, name, done);
}

static bool
entity_wanted(struct txn *x, const struct entity *e)
{
	for (const struct step *s = steps; s->name != NULL; s++)
		if (s->e == e && step_wanted(x, s))
			return true;
	return other_shape(x, e);
}

static void
entity_done(struct txn *x, const struct entity *e)
{
	char name[NAME_TEXT], hex[HASH_TEXT];

	for (const struct step *s = steps; s->name != NULL; s++)
		if (s->e == e) {
			step_setting(s, name);
			store_set_setting(x, name, done);
		}
	shape_setting(e, name);
	shape_of(e, hex);
	store_set_setting(x, name, hex);
}

static void
all_done(struct txn *x)
{
	char hex[HASH_TEXT];

	all_of_it(hex);
	store_set_setting(x, all_setting, hex);
}

void
upgrade_none(struct txn *x)
{
	for (int i = 0; entities[i] != NULL; i++)
		entity_done(x, entities[i]);
	all_done(x);
}

/* ---- doing it */

struct portion {
	int most, n;
	int64_t *id;
};

static bool
add_id(void *arg, const void *rec)
{
	struct portion *p = arg;

	p->id[p->n++] = record_id(rec);
	return p->n < p->most;
}

/*
 * Where the last portion of this kind ended, an id. That of an upgrade to
 * another version is none: those before it lack what has come since.
 */
static int64_t
place_of(struct txn *x, const struct entity *e)
{
	char at[AT_TEXT], target[HASH_TEXT], *end;
	size_t n = strlen(e->name);
	long long id;

	all_of_it(target);
	if (!store_setting(x, at_setting, at, sizeof at) ||
	    strncmp(at, e->name, n) != 0 || at[n] != ' ')
		return 0;
	id = strtoll(at + n + 1, &end, 10);
	return *end == ' ' && strcmp(end + 1, target) == 0 ? id : 0;
}

static void
keep_place(struct txn *x, const struct entity *e, int64_t id)
{
	char at[AT_TEXT], target[HASH_TEXT];

	all_of_it(target);
	str_printf(at, sizeof at, "%s %lld %s", e->name, (long long)id, target);
	store_set_setting(x, at_setting, at);
}

static enum rc
mend(struct txn *x, const struct entity *e, void *rec, struct upgrade *u,
    struct problems *bad)
{
	enum rc rc = RC_SAME;

	for (const struct step *s = steps; s->name != NULL; s++)
		if (s->e == e && (rc = s->mend(x, rec)) != RC_OK)
			return rc;
	if (rc == RC_OK)
		rc = store_save(x, e, rec, bad);
	u->mended += rc == RC_OK;
	return rc <= RC_SAME ? store_complete(x, e, rec, bad) : rc;
}

/* Lists hand out records that a change would move: ids first. */
static enum rc
next_ids(struct txn *x, const struct entity *e, struct portion *p)
{
	char place[PLACE_TEXT];
	void *like = xcalloc(1, e->size);
	const struct list l = { .e = e, .after = place };
	enum rc rc;

	((int64_t *)like)[0] = place_of(x, e);
	store_place(e, 0, like, place);
	free(like);
	rc = store_list(x, &l, add_id, p);
	return rc;
}

static enum rc
some_of(struct txn *x, const struct entity *e, struct portion *p,
    struct upgrade *u, struct problems *bad)
{
	void *rec = xmalloc(e->size);
	enum rc rc = next_ids(x, e, p);

	for (int i = 0; rc <= RC_SAME && i < p->n; i++) {
		rc = store_get(x, e, p->id[i], rec);
		if (rc == RC_OK)
			rc = mend(x, e, rec, u, bad);
	}
	free(rec);
	if (rc > RC_SAME)
		return rc;
	u->seen = p->n;
	keep_place(x, e, p->n == p->most ? p->id[p->n - 1] : 0);
	if (p->n < p->most)
		entity_done(x, e);
	return RC_OK;
}

enum rc
upgrade_some(struct txn *x, int most, struct upgrade *u, struct problems *bad)
{
	struct portion p = { .most = most };
	int i = 0;
	enum rc rc;

	*u = (struct upgrade){ .e = NULL };
	while (entities[i] != NULL && !entity_wanted(x, entities[i]))
		i++;
	if (entities[i] == NULL) {
		rc = order_type_seed(x, bad);
		all_done(x);
		return rc == RC_SAME ? RC_OK : rc;
	}
	u->e = entities[i];
	u->more = true;
	p.id = xcalloc((size_t)most, sizeof *p.id);
	rc = some_of(x, u->e, &p, u, bad);
	free(p.id);
	return rc;
}

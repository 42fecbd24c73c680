/*
 * Checking a whole store, without holding more than a record in memory.
 *
 * Each record says which keys must be there; each of them is looked up. When
 * there are as many keys as the records asked for, there are no others; only
 * when the numbers differ the surplus ones are searched for.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "parts.h"

enum { SMALL = 32 * 1024 * 1024 }; /* checked in less than a second or two */

struct care {
	struct txn *x;
	void (*tell)(void *arg, const char *line);
	void *arg;
	long wrong;
};

/* What the records of one entity ask for. */
struct demand {
	const struct entity *e;
	void *rec;
	struct words *words;
	int64_t records, highest, word_keys;
	int64_t entries[KIND_INDEX_MAX + 1];
};

__attribute__((format(printf, 2, 3))) static void
wrong(struct care *care, const char *sentence, ...)
{
	char line[600];
	va_list args;

	va_start(args, sentence);
	vsnprintf(line, sizeof line, sentence, args);
	va_end(args);
	care->tell(care->arg, line);
	care->wrong++;
}

/* Calls each with every key that begins so; the cursor may be left alone. */
static void
range(struct care *care, const struct key *k,
    void (*each)(struct care *, struct bytes key, struct bytes value, void *),
    void *arg)
{
	struct cursor *c = cursor_open(care->x->engine, "", 0);
	bool more = cursor_seek(c, k->at, k->n);

	while (more && begins_with(cursor_key(c), k)) {
		each(care, cursor_key(c), cursor_value(c), arg);
		more = cursor_next(c);
	}
	cursor_close(c);
}

static bool
any(struct care *care, const struct key *k)
{
	struct cursor *c = cursor_open(care->x->engine, "", 0);
	bool is = cursor_seek(c, k->at, k->n) && begins_with(cursor_key(c), k);

	cursor_close(c);
	return is;
}

/* ---- from records to keys */

static void
expect_entry(struct care *care, struct demand *d, const struct index *ix,
    struct bytes packed)
{
	bool carry = ix->carry && !ix->unique;
	struct key k, id = { 0 };
	struct bytes want, v;

	if (record_unindexed(d->e, ix, d->rec))
		return;
	d->entries[ix->number]++;
	key_entry(&k, d->e, ix, d->rec);
	key_number(&id, (uint64_t)record_id(d->rec));
	want = carry   ? packed :
	    ix->unique ? (struct bytes){ id.at, id.n } :
			 (struct bytes){ "", 0 };
	if (!engine_get(care->x->engine, k.at, k.n, &v))
		wrong(care, "%s %" PRId64 " is missing in index %u", d->e->name,
		    record_id(d->rec), ix->number);
	else if (v.n != want.n || (v.n > 0 && memcmp(v.at, want.at, v.n) != 0))
		wrong(care, "%s %" PRId64 " is wrong in index %u", d->e->name,
		    record_id(d->rec), ix->number);
}

static void
expect_words(struct care *care, struct demand *d, int64_t scope)
{
	for (int i = 0; i < d->words->n; i++) {
		struct bytes v;
		struct key k;

		key_word(&k, d->e, scope, d->words->at[i], true);
		key_number(&k, ~(uint64_t)record_id(d->rec));
		d->word_keys++;
		if (!engine_get(care->x->engine, k.at, k.n, &v))
			wrong(care,
			    "%s %" PRId64 " is not found by the word %s",
			    d->e->name, record_id(d->rec), d->words->at[i]);
	}
}

static void
check_record(struct care *care, struct bytes key, struct bytes value, void *arg)
{
	struct demand *d = arg;
	int64_t id =
	    key.n == 10 ? (int64_t)number_at((const char *)key.at + 2) : 0;
	struct buf packed = { 0 };

	if (id <= 0 || !record_unpack(d->e, value.at, value.n, d->rec) ||
	    record_id(d->rec) != id || record_rev(d->rec) <= 0) {
		wrong(care, "%s %" PRId64 " cannot be read", d->e->name, id);
		return;
	}
	d->records++;
	d->highest = id;
	record_pack(d->e, d->rec, &packed);
	for (const struct index *ix = d->e->indexes;
	     ix != NULL && ix->number != 0; ix++)
		expect_entry(
		    care, d, ix, (struct bytes){ packed.data, packed.len });
	buf_free(&packed);
	words_of(d->e, d->rec, d->words);
	expect_words(care, d, 0);
	if (scope_of(d->e, d->rec) != 0)
		expect_words(care, d, scope_of(d->e, d->rec));
}

/* ---- from keys to records, when there are too many keys */

static bool
asked_for(struct care *care, struct demand *d, struct bytes key, int64_t id)
{
	struct key own, record;
	struct bytes v;

	key_record(&record, d->e, id);
	if (!engine_get(care->x->engine, record.at, record.n, &v) ||
	    !record_unpack(d->e, v.at, v.n, d->rec))
		return false;
	for (const struct index *ix = d->e->indexes;
	     ix != NULL && ix->number != 0; ix++) {
		if (record_unindexed(d->e, ix, d->rec))
			continue;
		key_entry(&own, d->e, ix, d->rec);
		if (own.n == key.n && begins_with(key, &own))
			return true;
	}
	words_of(d->e, d->rec, d->words);
	for (int i = 0; i < 2 * d->words->n; i++) {
		key_word(&own, d->e,
		    i < d->words->n ? 0 : scope_of(d->e, d->rec),
		    d->words->at[i % d->words->n], true);
		key_number(&own, ~(uint64_t)id);
		if (own.n == key.n && begins_with(key, &own))
			return true;
	}
	return false;
}

static void
name_surplus(struct care *care, struct bytes at, struct bytes value, void *arg)
{
	struct demand *d = arg;
	struct key key = { 0 };
	unsigned kind;
	int64_t id = 0;

	if (at.n < 2 || at.n > sizeof key.at)
		return;
	key_bytes(&key, at.at, at.n);
	kind = key.at[1];
	if (value.n == 8 && kind <= KIND_INDEX_MAX &&
	    record_index(d->e, kind)->unique)
		id = (int64_t)number_at(value.at);
	else if (key.n >= 10)
		id = (int64_t)number_at(key.at + key.n - 8);
	if (kind == KIND_WORD)
		id = ~id;
	if (!asked_for(care, d, (struct bytes){ key.at, key.n }, id))
		wrong(care,
		    kind == KIND_WORD ?
			"%s %" PRId64 " has a word too many (%u)" :
			"%s %" PRId64 " has an entry too many in index %u",
		    d->e->name, id, kind);
}

static void
check_surplus(struct care *care, struct demand *d, const struct key *k,
    int64_t is, int64_t should_be)
{
	if (is > should_be)
		range(care, k, name_surplus, d);
}

/* ---- counts */

struct tally {
	const struct entity *e;
	const struct index *ix;
	int64_t all, run;
	struct key last; /* the values that select the current list */
};

static void
compare_count(struct care *care, const struct tally *t)
{
	struct key k;
	int64_t stored;

	if (!index_counted(t->ix))
		return;
	key_start(&k, t->e->number, KIND_COUNT);
	key_byte(&k, t->ix->number);
	key_bytes(&k, t->last.at, t->last.n);
	stored = counter_get(care->x, &k);
	if (stored != t->run)
		wrong(care,
		    "index %u of %s: a list of %" PRId64
		    " is counted as %" PRId64,
		    t->ix->number, t->e->name, t->run, stored);
}

/* How many bytes of an entry's key are the values that select a list. */
static size_t
selecting(const struct entity *e, const struct index *ix, struct bytes key)
{
	const char *p = key.at;
	size_t n = 2;

	for (unsigned i = 0; i < ix->prefix; i++) {
		const struct field *f = record_field(e, ix->tags[i]);
		const char *nul =
		    n < key.n ? memchr(p + n, '\0', key.n - n) : NULL;

		if (f->type->storage == STORE_INT)
			n += 8;
		else
			n = nul != NULL ? (size_t)(nul - p) + 1 : key.n;
	}
	return (n < key.n ? n : key.n) - 2;
}

static void
tally_entry(struct care *care, struct bytes key, struct bytes value, void *arg)
{
	struct tally *t = arg;
	size_t n = selecting(t->e, t->ix, key);
	const char *list = (const char *)key.at + 2;

	(void)value;
	t->all++;
	if (t->run > 0 && n == t->last.n && memcmp(list, t->last.at, n) == 0) {
		t->run++;
		return;
	}
	if (t->run > 0) {
		/* The counter's lookup invalidates list. */
		struct key next = { 0 };

		key_bytes(&next, list, n);
		compare_count(care, t);
		t->last = next;
	} else {
		t->last.n = 0;
		key_bytes(&t->last, list, n);
	}
	t->run = 1;
}

static void
check_index(struct care *care, struct demand *d, const struct index *ix)
{
	struct tally *t = xcalloc(1, sizeof *t);
	struct key k;

	t->e = d->e;
	t->ix = ix;
	key_start(&k, d->e->number, ix->number);
	range(care, &k, tally_entry, t);
	if (t->run > 0)
		compare_count(care, t);
	check_surplus(care, d, &k, t->all, d->entries[ix->number]);
	free(t);
}

/* A count without a list: those with one were compared above. */
static void
check_count(struct care *care, struct bytes key, struct bytes value, void *arg)
{
	struct demand *d = arg;
	struct key k;
	const struct index *ix;
	unsigned number = key.n > 2 ? ((const unsigned char *)key.at)[2] : 0;

	(void)value;
	if (key.n < 3 || key.n > KEY_MAX || number == 0)
		return;
	ix = record_index(d->e, number);
	/* Left by a version that still counted them. */
	if (ix != NULL && ix->uncounted)
		return;
	key_start(&k, d->e->number, number);
	key_bytes(&k, (const char *)key.at + 3, key.n - 3);
	if (ix == NULL || !index_counted(ix) || !any(care, &k))
		wrong(care, "index %u of %s: an empty list is counted", number,
		    d->e->name);
}

static void
count_key(struct care *care, struct bytes key, struct bytes value, void *arg)
{
	(void)care;
	(void)key;
	(void)value;
	++*(int64_t *)arg;
}

/* ---- an entity */

static void
check_numbers(struct care *care, const struct demand *d)
{
	struct key k;

	key_count(&k, d->e, NULL, NULL);
	if (counter_get(care->x, &k) != d->records)
		wrong(care, "%s: %" PRId64 " records are counted as %" PRId64,
		    d->e->name, d->records, counter_get(care->x, &k));
	key_start(&k, d->e->number, KIND_LAST_ID);
	if (counter_get(care->x, &k) < d->highest)
		wrong(care, "%s: the highest id is behind", d->e->name);
}

static bool
kind_known(const struct entity *e, unsigned kind)
{
	return kind == KIND_RECORD || record_index(e, kind) != NULL ||
	    kind == KIND_COUNT || kind == KIND_WORD || kind == KIND_LAST_ID;
}

static void
check_kinds(struct care *care, const struct entity *e)
{
	struct cursor *c = cursor_open(care->x->engine, "", 0);
	struct key k;

	for (unsigned kind = 0; kind <= 255; kind++) {
		key_start(&k, e->number, kind);
		if (!cursor_seek(c, k.at, k.n) || cursor_key(c).n < 2 ||
		    ((const unsigned char *)cursor_key(c).at)[0] != e->number)
			break;
		kind = ((const unsigned char *)cursor_key(c).at)[1];
		if (!kind_known(e, kind))
			wrong(care, "%s has keys of an unknown kind, %u",
			    e->name, kind);
	}
	cursor_close(c);
}

static void
check_entity(struct care *care, const struct entity *e)
{
	struct demand *d = xcalloc(1, sizeof *d);
	int64_t words = 0;
	struct key k;

	d->e = e;
	d->rec = xmalloc(e->size);
	d->words = xmalloc(sizeof *d->words);
	key_start(&k, e->number, KIND_RECORD);
	range(care, &k, check_record, d);
	check_numbers(care, d);
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++)
		check_index(care, d, ix);
	key_start(&k, e->number, KIND_COUNT);
	range(care, &k, check_count, d);
	key_start(&k, e->number, KIND_WORD);
	range(care, &k, count_key, &words);
	check_surplus(care, d, &k, words, d->word_keys);
	check_kinds(care, e);
	free(d->words);
	free(d->rec);
	free(d);
}

/* ---- the audit */

struct chain {
	int64_t id;
	char hash[65];
	struct audit *row;
};

static void
check_link(struct care *care, struct bytes key, struct bytes value, void *arg)
{
	struct chain *chain = arg;
	char hash[65];

	(void)key;
	if (!record_unpack(&audit_entity, value.at, value.n, chain->row))
		return;
	chain->id++;
	if (chain->row->id != chain->id) {
		wrong(care, "the audit lacks what stood before entry %" PRId64,
		    chain->row->id);
		chain->id = chain->row->id;
	}
	audit_hash(chain->row, chain->hash, hash);
	if (strcmp(hash, chain->row->chain) != 0)
		wrong(care, "audit entry %" PRId64 " is not as it was written",
		    chain->id);
	memcpy(chain->hash, chain->row->chain, sizeof chain->hash);
}

static void
check_audit(struct care *care)
{
	struct chain *chain = xcalloc(1, sizeof *chain);
	struct key k;

	chain->row = xmalloc(sizeof *chain->row);
	key_start(&k, audit_entity.number, KIND_RECORD);
	range(care, &k, check_link, chain);
	key_start(&k, audit_entity.number, KIND_LAST_ID);
	if (counter_get(care->x, &k) != chain->id)
		wrong(care, "the audit lacks its last entries");
	free(chain->row);
	free(chain);
}

/* ---- the whole store */

static bool
known(const struct entity *const *entities, unsigned number)
{
	if (number == audit_entity.number || number == ENTITY_SYSTEM)
		return true;
	for (; *entities != NULL; entities++)
		if ((*entities)->number == number)
			return true;
	return false;
}

static void
check_strangers(struct care *care, const struct entity *const *entities)
{
	struct cursor *c = cursor_open(care->x->engine, "", 0);

	for (unsigned number = 0; number <= 255; number++) {
		struct key k = { 0 };

		key_byte(&k, number);
		if (!cursor_seek(c, k.at, k.n))
			break;
		number = ((const unsigned char *)cursor_key(c).at)[0];
		if (!known(entities, number))
			wrong(care, "there are keys of an unknown entity, %u",
			    number);
	}
	cursor_close(c);
}

static void
tell_file(void *arg, const char *line)
{
	wrong(arg, "%s", line);
}

static long
check_all(
    struct care *care, const struct entity *const *entities, const char *home)
{
	care->wrong = engine_verify(home, care->tell, care->arg);
	if (care->wrong > 0)
		return care->wrong; /* nothing beyond can be trusted */
	for (int i = 0; entities[i] != NULL; i++)
		if (entities[i] != &audit_entity)
			check_entity(care, entities[i]);
	check_entity(care, &audit_entity);
	check_audit(care);
	check_strangers(care, entities);
	return care->wrong;
}

/* False when there is no space for a copy. */
static bool
check_copy(
    struct care *care, const struct entity *const *entities, const char *home)
{
	struct txn x = { 0 };
	struct care there = { &x, care->tell, care->arg, 0 };
	char copy[600];
	bool made;

	str_printf(copy, sizeof copy, "%s/copy", home);
	made = copy_make(home, copy) &&
	    (x.engine = engine_open(copy, ENGINE_READ)) != NULL;
	if (made) {
		care->wrong += check_all(&there, entities, copy);
		(void)engine_close(x.engine);
	}
	copy_remove(copy);
	return made;
}

/*
 * A million records take a minute and more. Writers need not wait so long: all
 * but a small store is checked in a copy.
 */
long
store_verify(const char *path, const struct entity *const *entities,
    void (*tell)(void *arg, const char *line), void *arg)
{
	struct care care = { NULL, tell, arg, 0 };
	struct store *s = store_open(path, STORE_READ);
	char home[512], file[600];
	struct stat st;
	bool checked = false;

	str_copy(home, sizeof home, store_home(store_view(s)));
	str_printf(file, sizeof file, "%s/postern.db", home);
	if (stat(file, &st) == 0 && st.st_size > SMALL) {
		store_close(s);
		checked = check_copy(&care, entities, home);
		s = store_open(home, STORE_READ);
	}
	care.x = store_view(s);
	if (checked || check_all(&care, entities, home) == 0)
		files_check(care.x, tell_file, &care);
	store_close(s);
	return care.wrong;
}

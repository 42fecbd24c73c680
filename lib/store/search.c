/*
 * Searching: the entries of a word stand newest first, so records that hold
 * several whole words are found by walking their entries side by side. A last,
 * unfinished word alone is a range of words; its records are gathered.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "parts.h"

enum { LOOKS = 2000, FEW = 200 };

struct search {
	struct txn *x;
	const struct entity *e;
	int64_t scope;
	const struct words *want;
	struct cursor *c;
	int looks;
	bool cut;
	void *rec;
	struct words *has;
	bool (*each)(void *arg, const void *rec);
	void *arg;
};

/* Both ways to a record come by here, so each entry is proved by the record. */
static bool
holds_all(struct search *s)
{
	if (s->scope != 0 && scope_of(s->e, s->rec) != s->scope)
		return false;
	words_of(s->e, s->rec, s->has);
	for (int i = 0; i < s->want->n; i++) {
		const char *w = s->want->at[i];
		bool part = i == s->want->n - 1 && s->want->unfinished;
		size_t n = part ? strlen(w) : strlen(w) + 1;
		int j = 0;

		while (j < s->has->n && strncmp(s->has->at[j], w, n) != 0)
			j++;
		if (j == s->has->n)
			return false;
	}
	return true;
}

/* False when the caller has enough. */
static bool
offer(struct search *s, int64_t id)
{
	if (!fetch(s->x, s->e, id, s->rec) || !holds_all(s))
		return true;
	return s->each(s->arg, s->rec);
}

/* The newest record with this word whose id is at most id; 0: none. */
static int64_t
newest(struct search *s, const char *word, int64_t id)
{
	struct key range, from;
	struct bytes k;

	key_word(&range, s->e, s->scope, word, true);
	from = range;
	key_number(&from, ~(uint64_t)id);
	s->looks++;
	if (!cursor_seek(s->c, from.at, from.n))
		return 0;
	k = cursor_key(s->c);
	if (k.n != range.n + 8 || !begins_with(k, &range))
		return 0;
	return (int64_t)~number_at((const char *)k.at + range.n);
}

/* The newest record, at most id, that has the first n words. */
static int64_t
newest_of_all(struct search *s, int n, int64_t id)
{
	for (int agreed = 0, i = 0; agreed < n; i = (i + 1) % n) {
		int64_t found = newest(s, s->want->at[i], id);

		if (found == 0)
			return 0;
		agreed = found == id ? agreed + 1 : 1;
		id = found;
		if (s->looks > LOOKS)
			return 0;
	}
	return id;
}

static void
by_words(struct search *s, int n)
{
	int64_t id = INT64_MAX;

	while (s->looks <= LOOKS && (id = newest_of_all(s, n, id)) != 0 &&
	    offer(s, id) && --id > 0)
		;
	s->cut = s->looks > LOOKS;
}

static int
newest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

/* The records of all words that begin so; false when they are too many. */
static bool
by_beginning(struct search *s, const char *word, int most)
{
	int64_t *ids = xmalloc((size_t)most * sizeof *ids);
	struct key range;
	bool more;
	int n = 0;

	key_word(&range, s->e, s->scope, word, false);
	more = cursor_seek(s->c, range.at, range.n);
	while (more && n < most && begins_with(cursor_key(s->c), &range)) {
		struct bytes k = cursor_key(s->c);

		ids[n++] = (int64_t)~number_at((const char *)k.at + k.n - 8);
		more = cursor_next(s->c);
	}
	more = more && begins_with(cursor_key(s->c), &range);
	if (more && most < LOOKS) {
		free(ids);
		return false;
	}
	if (n > 1)
		qsort(ids, (size_t)n, sizeof *ids, newest_first);
	for (int i = 0; i < n; i++)
		if ((i == 0 || ids[i] != ids[i - 1]) && !offer(s, ids[i]))
			break;
	free(ids);
	s->cut = more;
	return true;
}

enum rc
store_search(struct txn *x, const struct entity *e, int64_t scope,
    const char *text, bool *cut, bool (*each)(void *arg, const void *rec),
    void *arg)
{
	struct words *words = xcalloc(2, sizeof *words);
	struct search s = { .x = x,
		.e = e,
		.scope = scope,
		.want = words,
		.has = words + 1,
		.each = each,
		.arg = arg };
	struct key words_key;
	int whole;

	words_add(words, text);
	whole = words->n - (words->unfinished ? 1 : 0);
	s.rec = xmalloc(e->size);
	key_start(&words_key, e->number, KIND_WORD);
	s.c = cursor_open(x->engine, words_key.at, words_key.n);
	/* An unfinished word that few records have leads to all of them; else
	 * the whole words lead, and it is looked for in what they find. */
	if (words->n > 0 && words->unfinished &&
	    by_beginning(&s, words->at[words->n - 1], whole > 0 ? FEW : LOOKS))
		;
	else if (whole > 0)
		by_words(&s, whole);
	*cut = s.cut;
	cursor_close(s.c);
	free(s.rec);
	free(words);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}

/* The words of a record, and the entries by which searching finds them. */
#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "parts.h"

static bool
in_word(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* False when it was there already. */
static bool
add_word(struct words *w, const char *start, size_t n)
{
	char word[KEY_MAX], cut[WORD_SIZE];

	if (n >= sizeof word)
		n = sizeof word - 1;
	memcpy(word, start, n);
	word[n] = '\0';
	str_copy(cut, sizeof cut, word); /* never splits a character */
	for (int i = 0; i < w->n; i++)
		if (strcmp(w->at[i], cut) == 0)
			return false;
	if (w->n == WORDS_MAX || cut[0] == '\0')
		return false;
	memcpy(w->at[w->n++], cut, sizeof cut);
	return true;
}

void
words_add(struct words *w, const char *text)
{
	size_t size = 4 * strlen(text) + 1;
	char *folded = xmalloc(size);
	const char *p = folded;

	utf8_fold(text, folded, size);
	while (*p != '\0') {
		size_t n = 0;
		bool new;

		while (in_word((unsigned char)p[n]))
			n++;
		new = n > 0 && add_word(w, p, n);
		w->unfinished = new &&p[n] == '\0';
		p += p[n] == '\0' ? n : n + 1;
	}
	free(folded);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

void
words_of(const struct entity *e, const void *rec, struct words *w)
{
	w->n = 0;
	for (const struct field *f = e->fields; f->tag != 0; f++) {
		char number[MONEY_TEXT];

		if (!(f->flags & F_SEARCH) || f->flags & F_SECRET ||
		    record_empty(f, rec))
			continue;
		if (f->type->storage == STORE_TEXT) {
			words_add(w, record_text(f, rec));
			continue;
		}
		field_print(f, rec, number, sizeof number);
		words_add(w, number);
	}
	if (w->n > 1)
		qsort(w->at, (size_t)w->n, sizeof w->at[0], by_text);
}

int64_t
scope_of(const struct entity *e, const void *rec)
{
	return e->scope == 0 ? 0 : record_int(record_field(e, e->scope), rec);
}

void
key_word(struct key *k, const struct entity *e, int64_t scope, const char *word,
    bool whole)
{
	key_start(k, e->number, KIND_WORD);
	key_number(k, (uint64_t)scope);
	key_bytes(k, word, strlen(word) + (whole ? 1 : 0));
}

static void
write_word(struct txn *x, const struct entity *e, int64_t scope,
    const char *word, int64_t id, bool add)
{
	struct key k;

	key_word(&k, e, scope, word, true);
	key_number(&k, ~(uint64_t)id);
	if (add)
		engine_put(x->engine, k.at, k.n, NULL, 0);
	else
		engine_delete(x->engine, k.at, k.n);
}

/* The words of a that are not among those of b; both are sorted. */
static void
write_rest(struct txn *x, const struct entity *e, int64_t scope, int64_t id,
    const struct words *a, const struct words *b, bool add)
{
	int j = 0;

	for (int i = 0; i < a->n; i++) {
		while (j < b->n && strcmp(b->at[j], a->at[i]) < 0)
			j++;
		if (j == b->n || strcmp(b->at[j], a->at[i]) != 0)
			write_word(x, e, scope, a->at[i], id, add);
	}
}

static bool
searched(const struct entity *e)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (f->flags & F_SEARCH)
			return true;
	return false;
}

/* Each word stands under scope 0, and once more under the record's own. */
void
words_replace(
    struct txn *x, const struct entity *e, const void *from, const void *to)
{
	struct words *was, *is, *none;
	int64_t id = record_id(to != NULL ? to : from), a, b;

	if (!searched(e))
		return;
	if (x->words == NULL)
		x->words = xmalloc(3 * sizeof *x->words);
	was = x->words;
	is = was + 1;
	none = was + 2;
	was->n = is->n = none->n = 0;
	a = from != NULL ? scope_of(e, from) : 0;
	b = to != NULL ? scope_of(e, to) : 0;
	if (from != NULL)
		words_of(e, from, was);
	if (to != NULL)
		words_of(e, to, is);
	write_rest(x, e, 0, id, was, is, false);
	write_rest(x, e, 0, id, is, was, true);
	if (a != 0)
		write_rest(x, e, a, id, was, a == b ? is : none, false);
	if (b != 0)
		write_rest(x, e, b, id, is, a == b ? was : none, true);
}

void
words_complete(struct txn *x, const struct entity *e, const void *rec)
{
	const int64_t id = record_id(rec), scopes[] = { 0, scope_of(e, rec) };
	struct words *w;

	if (!searched(e))
		return;
	w = xmalloc(sizeof *w);
	words_of(e, rec, w);
	for (int i = 0; i < (scopes[1] != 0 ? 2 : 1); i++)
		for (int j = 0; j < w->n; j++) {
			struct bytes v;
			struct key k;

			key_word(&k, e, scopes[i], w->at[j], true);
			key_number(&k, ~(uint64_t)id);
			if (!engine_get(x->engine, k.at, k.n, &v))
				engine_put(x->engine, k.at, k.n, NULL, 0);
		}
	free(w);
}

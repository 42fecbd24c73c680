/* Loops over field tables: members, bytes on disk, checks, index keys. */
#include "record.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../base/utf8.h"

/* ---- problems */

__attribute__((format(printf, 4, 0))) static void
add_problem(struct problems *bad, int row, unsigned tag, const char *sentence,
    va_list args)
{
	char text[PROBLEM_TEXT * 2];

	if (bad->n >= PROBLEMS)
		return;
	vsnprintf(text, sizeof text, sentence, args);
	bad->at[bad->n].tag = tag;
	bad->at[bad->n].row = row;
	str_copy(bad->at[bad->n].text, PROBLEM_TEXT, text);
	bad->n++;
}

void
problem(struct problems *bad, unsigned tag, const char *sentence, ...)
{
	va_list args;

	va_start(args, sentence);
	add_problem(bad, 0, tag, sentence, args);
	va_end(args);
}

void
problem_in(
    struct problems *bad, int row, unsigned tag, const char *sentence, ...)
{
	va_list args;

	va_start(args, sentence);
	add_problem(bad, row, tag, sentence, args);
	va_end(args);
}

const char *
problem_of(const struct problems *bad, unsigned tag)
{
	for (int i = 0; i < bad->n; i++)
		if (bad->at[i].tag == tag && bad->at[i].row == 0)
			return bad->at[i].text;
	return NULL;
}

/* ---- looking up */

const struct field *
record_field(const struct entity *e, unsigned tag)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (f->tag == tag)
			return f;
	return NULL;
}

const struct field *
record_named(const struct entity *e, const char *name)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct index *
record_index(const struct entity *e, unsigned number)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++)
		if (ix->number == number)
			return ix;
	return NULL;
}

const struct index *
record_key_index(const struct entity *e, unsigned tag)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++)
		if (ix->unique && ix->tags[0] == tag && ix->tags[1] == 0)
			return ix;
	return NULL;
}

/* ---- members */

int64_t
record_int(const struct field *f, const void *rec)
{
	assert(f->type->storage == STORE_INT);
	return *(const int64_t *)((const char *)rec + f->off);
}

void
record_set_int(const struct field *f, void *rec, int64_t v)
{
	assert(f->type->storage == STORE_INT);
	*(int64_t *)((char *)rec + f->off) = v;
}

const char *
record_text(const struct field *f, const void *rec)
{
	assert(f->type->storage == STORE_TEXT);
	return (const char *)rec + f->off;
}

bool
record_set_text(const struct field *f, void *rec, const char *s)
{
	assert(f->type->storage == STORE_TEXT);
	return str_copy((char *)rec + f->off, f->size, s);
}

bool
record_empty(const struct field *f, const void *rec)
{
	if (f->type->storage == STORE_INT)
		return record_int(f, rec) == 0;
	return record_text(f, rec)[0] == '\0';
}

int64_t
record_id(const void *rec)
{
	return ((const int64_t *)rec)[0];
}

int64_t
record_rev(const void *rec)
{
	return ((const int64_t *)rec)[1];
}

/* ---- bytes on disk */

static void
add_number(struct buf *b, uint64_t v)
{
	while (v >= 0x80) {
		buf_char(b, (char)(v | 0x80));
		v >>= 7;
	}
	buf_char(b, (char)v);
}

static bool
take_number(const unsigned char **p, const unsigned char *end, uint64_t *v)
{
	*v = 0;
	for (unsigned shift = 0; *p < end && shift < 64; shift += 7) {
		unsigned char c = *(*p)++;

		if (shift == 63 && c > 1)
			return false;
		*v |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

/* Most tags and lengths are of one byte, and there are many. */
static inline bool
take_small(const unsigned char **p, const unsigned char *end, uint64_t *v)
{
	if (*p < end && **p < 0x80) {
		*v = *(*p)++;
		return true;
	}
	return take_number(p, end, v);
}

/* Small numbers of either sign take few bytes. */
static uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static int64_t
unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1 ^ (~(v & 1) + 1));
}

void
record_pack(const struct entity *e, const void *rec, struct buf *b)
{
	for (const struct field *f = e->fields; f->tag != 0; f++) {
		if (record_empty(f, rec))
			continue;
		add_number(b, f->tag);
		if (f->type->storage == STORE_INT) {
			uint64_t v = zigzag(record_int(f, rec));
			uint64_t n = 1;

			for (uint64_t w = v; w >= 0x80; w >>= 7)
				n++;
			add_number(b, n);
			add_number(b, v);
		} else {
			const char *s = record_text(f, rec);
			size_t n = strlen(s);

			add_number(b, n);
			buf_add(b, s, n);
		}
	}
}

static bool
unpack_value(const struct field *f, const unsigned char *p, size_t n, void *rec)
{
	const unsigned char *end = p + n;
	char *to = (char *)rec + f->off;
	uint64_t v;

	if (f->type->storage == STORE_INT) {
		if (!take_number(&p, end, &v) || p != end)
			return false;
		record_set_int(f, rec, unzigzag(v));
		return true;
	}
	if (n >= f->size || memchr(p, '\0', n) != NULL)
		return false;
	memcpy(to, p, n);
	to[n] = '\0';
	return true;
}

bool
record_unpack(const struct entity *e, const void *bytes, size_t len, void *rec)
{
	const unsigned char *p = bytes, *end;
	const struct field *f = e->fields;
	uint64_t tag, n;

	memset(rec, 0, e->size);
	if (len == 0) /* bytes may be NULL then, and NULL has no end */
		return true;
	end = p + len;
	while (p < end) {
		if (!take_small(&p, end, &tag) || !take_small(&p, end, &n) ||
		    n > (uint64_t)(end - p))
			return false;
		/* Fields stand in table order on disk, so look on from here. */
		while (f->tag != 0 && f->tag != tag)
			f++;
		if (f->tag == 0)
			f = tag <= UINT32_MAX ? record_field(e, (unsigned)tag) :
						NULL;
		if (f == NULL)
			f = e->fields; /* a field this program does not know */
		else if (!unpack_value(f, p, (size_t)n, rec))
			return false;
		p += n;
	}
	return true;
}

/* ---- checks */

static const char *
bad_value(const struct field *f, const void *rec)
{
	if (f->type->storage == STORE_TEXT) {
		const char *s = record_text(f, rec);

		if (!utf8_clean(s, f->type == &type_note))
			return _("%s contains characters that cannot be "
				 "stored.");
	} else if (f->type == &type_choice &&
	    choice_of(f->choices, record_int(f, rec)) == NULL)
		return _("%s is not one of the values to choose from.");
	return NULL;
}

void
record_check(const struct entity *e, const void *rec, struct problems *bad)
{
	for (const struct field *f = e->fields; f->tag != 0; f++) {
		const char *sentence;

		if (record_empty(f, rec)) {
			if (f->flags & F_REQUIRED &&
			    problem_of(bad, f->tag) == NULL)
				problem(bad, f->tag, _("%s is missing."),
				    _(f->label));
			continue;
		}
		if ((sentence = bad_value(f, rec)) != NULL) {
			char text[PROBLEM_TEXT];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			str_printf(text, sizeof text, sentence, _(f->label));
#pragma GCC diagnostic pop
			problem(bad, f->tag, "%s", text);
		}
	}
}

/* ---- index keys */

static void
key_int(int64_t v, struct buf *key)
{
	uint64_t u = (uint64_t)v ^ (uint64_t)1 << 63;
	char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (char)(u >> (56 - 8 * i));
	buf_add(key, bytes, sizeof bytes);
}

/*
 * Text by its folded form, ended by a NUL, which no folded text contains.
 * Lists cut it; a unique key is exact but for case and accents.
 */
static void
key_text(const char *s, bool whole, struct buf *key)
{
	char folded[KEY_MAX / 2];

	utf8_fold(s, folded, whole ? sizeof folded : KEY_WORD);
	buf_add(key, folded, strlen(folded) + 1);
}

void
record_key(const struct entity *e, const struct index *ix, unsigned n,
    const void *rec, struct buf *key)
{
	for (unsigned i = 0; i < n && i < INDEX_TAGS && ix->tags[i] != 0; i++) {
		const struct field *f = record_field(e, ix->tags[i]);

		assert(f != NULL);
		if (f->type->storage == STORE_INT)
			key_int(record_int(f, rec), key);
		else
			key_text(record_text(f, rec), ix->unique, key);
	}
	assert(key->len <= KEY_MAX);
}

bool
record_unindexed(
    const struct entity *e, const struct index *ix, const void *rec)
{
	const struct field *f;
	unsigned last = 0;

	if (!ix->unique && !ix->sparse)
		return false;
	while (ix->unique && last + 1 < INDEX_TAGS && ix->tags[last + 1] != 0)
		last++;
	f = record_field(e, ix->tags[last]);
	assert(f != NULL);
	return record_empty(f, rec);
}

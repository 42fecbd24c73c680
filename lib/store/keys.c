/* Building keys; see keys.h for what they look like. */
#include "keys.h"

#include <assert.h>
#include <string.h>

void
key_start(struct key *k, unsigned entity, unsigned kind)
{
	k->n = 0;
	key_byte(k, entity);
	key_byte(k, kind);
}

void
key_byte(struct key *k, unsigned c)
{
	assert(c <= 255 && k->n < sizeof k->at);
	k->at[k->n++] = (unsigned char)c;
}

void
key_bytes(struct key *k, const void *bytes, size_t n)
{
	assert(n <= sizeof k->at - k->n);
	if (n > 0)
		memcpy(k->at + k->n, bytes, n);
	k->n += n;
}

void
key_number(struct key *k, uint64_t v)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		key_byte(k, (unsigned)(v >> shift & 0xff));
}

void
key_values(struct key *k, const struct entity *e, const struct index *ix,
    unsigned n, const void *rec)
{
	struct buf b = { 0 };

	if (n == 0)
		return;
	record_key(e, ix, n, rec, &b);
	key_bytes(k, b.data, b.len);
	buf_free(&b);
}

void
key_entry(struct key *k, const struct entity *e, const struct index *ix,
    const void *rec)
{
	key_start(k, e->number, ix->number);
	key_values(k, e, ix, INDEX_TAGS, rec);
	if (!ix->unique)
		key_number(k, (uint64_t)record_id(rec));
}

void
key_record(struct key *k, const struct entity *e, int64_t id)
{
	key_start(k, e->number, KIND_RECORD);
	key_number(k, (uint64_t)id);
}

bool
key_after(struct key *k)
{
	while (k->n > 0 && k->at[k->n - 1] == 0xff)
		k->n--;
	if (k->n == 0)
		return false;
	k->at[k->n - 1]++;
	return true;
}

uint64_t
number_at(const void *at)
{
	const unsigned char *p = at;
	uint64_t v = 0;

	for (int i = 0; i < 8; i++)
		v = v << 8 | p[i];
	return v;
}

bool
begins_with(struct bytes b, const struct key *k)
{
	return b.n >= k->n && memcmp(b.at, k->at, k->n) == 0;
}

/*
 * Bytes of a record, as a damaged file may hold them: unpacking never reads or
 * writes outside, and what it takes is stable: unpack, pack, unpack again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct thing {
	int64_t id, rev;
	char code[9];
	char name[21];
	int64_t amount;
	int64_t kind;
	char remark[41];
};

static const struct choice kinds[] = {
	{ 1, "round", "Round", NULL },
	{ 2, "square", "Square", NULL },
	{ 0 },
};

#define T struct thing
/* clang-format off */
static const struct field fields[] = {
{ 1, INT(T, id),        "Id",     F_SYSTEM },
{ 2, INT(T, rev),       "Rev",    F_SYSTEM },
{ 3, CODE(T, code),     "Code",   F_REQUIRED },
{ 4, TEXT(T, name),     "Name",   F_REQUIRED },
{ 9, MONEY(T, amount),  "Amount", 0 },
{ 7, CHOICE(T, kind),   "Kind",   0, .choices = kinds },
{ 200, NOTE(T, remark), "Remark", 0 },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = 1, .tags = { 3 }, .unique = true },
	{ .number = 2, .tags = { 7, 4, 9 }, .prefix = 1 },
	{ 0 },
};

static const struct entity thing_entity = { 199, "thing", "Thing", "Things",
	sizeof(struct thing), fields, indexes, 3, 4, 0, NULL };

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct thing a, b;
	struct problems bad = { 0 };
	struct buf packed = { 0 }, key = { 0 };

	if (!record_unpack(&thing_entity, bytes, n, &a))
		return 0;
	record_pack(&thing_entity, &a, &packed);
	if (!record_unpack(&thing_entity, packed.data, packed.len, &b) ||
	    a.id != b.id || a.rev != b.rev || a.amount != b.amount ||
	    a.kind != b.kind || strcmp(a.code, b.code) != 0 ||
	    strcmp(a.name, b.name) != 0 || strcmp(a.remark, b.remark) != 0)
		abort();
	record_check(&thing_entity, &a, &bad);
	record_key(&thing_entity, &indexes[0], INDEX_TAGS, &a, &key);
	record_key(&thing_entity, &indexes[1], INDEX_TAGS, &a, &key);
	buf_free(&packed);
	buf_free(&key);
	return 0;
}

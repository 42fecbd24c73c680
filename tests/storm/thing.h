/*
 * What the storms write: accounts with a balance, and movements between them.
 * No matter who dies when, the balances of a store add up to zero, and the
 * movements have the numbers 1, 2, 3 ...
 */
#ifndef POSTERN_THING_H
#define POSTERN_THING_H

#include "../../lib/store/audit.h"
#include "../../lib/store/store.h"

enum { ACCOUNTS = 50 };

struct balance {
	int64_t id, rev;
	char code[17];
	int64_t amount;
	int64_t moves;
};
enum {
	BALANCE_ID = 1,
	BALANCE_REV,
	BALANCE_CODE,
	BALANCE_AMOUNT,
	BALANCE_MOVES
};
enum { BALANCE_BY_CODE = 1 };

struct move {
	int64_t id, rev;
	int64_t number; /* of the gap-free sequence "move" */
	int64_t balance;
	int64_t day;
	int64_t amount;
	char writer[33]; /* who, and its how-manieth */
	char subject[101];
};
enum {
	MOVE_ID = 1,
	MOVE_REV,
	MOVE_NUMBER,
	MOVE_BALANCE,
	MOVE_DAY,
	MOVE_AMOUNT,
	MOVE_WRITER,
	MOVE_SUBJECT
};
enum { MOVE_BY_NUMBER = 1, MOVE_BY_WRITER, MOVE_OF_BALANCE, MOVE_BY_DAY };

#define B struct balance
#define M struct move
/* clang-format off */
static const struct field balance_fields[] = {
{ BALANCE_ID,     INT(B, id),       "Id",     F_SYSTEM },
{ BALANCE_REV,    INT(B, rev),      "Rev",    F_SYSTEM },
{ BALANCE_CODE,   CODE(B, code),    "Code",   F_REQUIRED | F_SEARCH },
{ BALANCE_AMOUNT, MONEY(B, amount), "Amount", F_QUIET },
{ BALANCE_MOVES,  INT(B, moves),    "Moves",  F_QUIET },
{ 0 },
};
static const struct index balance_indexes[] = {
	{ .number = BALANCE_BY_CODE, .tags = { BALANCE_CODE }, .unique = true },
	{ 0 },
};
static const struct entity balance_entity = { 90, "balance", "Balance",
	"Balances", sizeof(B), balance_fields, balance_indexes, BALANCE_CODE,
	BALANCE_CODE, 0, NULL };

static const struct field move_fields[] = {
{ MOVE_ID,      INT(M, id),       "Id",      F_SYSTEM },
{ MOVE_REV,     INT(M, rev),      "Rev",     F_SYSTEM },
{ MOVE_NUMBER,  INT(M, number),   "Number",  F_REQUIRED },
{ MOVE_BALANCE, REF(M, balance),  "Balance", F_REQUIRED, .refers = &balance_entity },
{ MOVE_DAY,     INT(M, day),      "Day",     0 },
{ MOVE_AMOUNT,  MONEY(M, amount), "Amount",  0 },
{ MOVE_WRITER,  TEXT(M, writer),  "Writer",  F_REQUIRED },
{ MOVE_SUBJECT, TEXT(M, subject), "Subject", F_SEARCH },
{ 0 },
};
static const struct index move_indexes[] = {
	{ .number = MOVE_BY_NUMBER, .tags = { MOVE_NUMBER }, .unique = true },
	{ .number = MOVE_BY_WRITER, .tags = { MOVE_WRITER }, .unique = true },
	{ .number = MOVE_OF_BALANCE, .tags = { MOVE_BALANCE, MOVE_DAY },
	  .prefix = 1, .carry = true },
	{ .number = MOVE_BY_DAY, .tags = { MOVE_DAY } },
	{ 0 },
};
static const struct entity move_entity = { 91, "move", "Move", "Moves",
	sizeof(M), move_fields, move_indexes, 0, MOVE_SUBJECT, MOVE_BALANCE,
	NULL };
/* clang-format on */
#undef B
#undef M

static const struct entity *const thing_entities[] = { &balance_entity,
	&move_entity, NULL };

#endif

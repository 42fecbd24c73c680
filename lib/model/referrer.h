/* What points to a record: asked before one is taken away. */
#ifndef POSTERN_REFERRER_H
#define POSTERN_REFERRER_H

#include "../record/record.h"

struct referrer {
	const struct entity *e;
	int64_t id;
};

/*
 * RC_OK: a record points to this one, in found; RC_NOTFOUND: none does. Those
 * that `ours` claims do not count; it may be NULL. Nor do balances: they follow
 * from documents, which point to the customer themselves.
 */
enum rc referrer_find(struct txn *, const struct entity *, int64_t id,
    bool (*ours)(void *arg, const struct entity *, const void *rec), void *arg,
    struct referrer *found) CHECK_RC;

/* "Contact KOENE-1", "Order SO000012". */
void referrer_print(
    struct txn *, const struct referrer *, char *to, size_t size);

/*
 * How the referrers along a REF field are found; REFERRER_UNKNOWN must not
 * be, for records that files can bring (a test looks).
 */
enum referrer_way {
	REFERRER_UNKNOWN,
	REFERRER_INDEX,   /* by an index that begins with it */
	REFERRER_SCAN,    /* all records are looked at: what points is rare */
	REFERRER_BACK,    /* by the way back: an account's primary contact */
	REFERRER_COVERED, /* cannot be alone; see the table */
};
enum referrer_way referrer_way(const struct entity *, const struct field *);

#endif

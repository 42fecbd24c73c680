/* Warehouses (IN204000): the places goods are in. */
#ifndef POSTERN_WAREHOUSE_H
#define POSTERN_WAREHOUSE_H

#include "address.h"

enum {
	WAREHOUSE_ID = 1,
	WAREHOUSE_REV,
	WAREHOUSE_CODE,
	WAREHOUSE_NAME,
	WAREHOUSE_ACTIVE,
	WAREHOUSE_PREFERRED,
	ADDRESS_TAGS(WAREHOUSE_SITE),
	WAREHOUSE_CHANGED,
};
enum { WAREHOUSE_BY_CODE = 1, /* unique */ WAREHOUSE_IN_CODE_ORDER };
/* Ids are bits of a set, so there are no more. */
enum { WAREHOUSES_MOST = 62 };

struct warehouse {
	int64_t id, rev;
	char code[31];
	char name[121];
	int64_t active;    /* bool: goods of it are promised */
	int64_t preferred; /* bool, one has it: of items that name none */
	ADDRESS_MEMBERS(site);
	int64_t changed;
};

extern const struct entity warehouse_entity;
enum rc warehouse_save(
    struct txn *, struct warehouse *, struct problems *) CHECK_RC;

/* Its place in a set of warehouses; of a set, 0 is all that are active. */
int64_t warehouse_bit(int64_t id);
/* Those of the set that are active, as a set that is never "all". */
enum rc warehouses_active(struct txn *, int64_t set, int64_t *active) CHECK_RC;

#endif

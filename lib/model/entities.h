/* Every entity of the product, for verify, describe, tests and fuzzing. */
#ifndef POSTERN_ENTITIES_H
#define POSTERN_ENTITIES_H

#include "../record/record.h"

extern const struct entity *const entities[]; /* ends with NULL */

/* By name, or NULL. */
const struct entity *entity_named(const char *name);

/*
 * What every new company has: classes SUPISSUE and CUSTOMER, user types, terms,
 * taxes, switches, settings (instance id). Idempotent.
 */
enum rc company_seed(struct txn *, struct problems *) CHECK_RC;

#endif

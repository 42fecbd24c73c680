/*
 * What several entities' rules share: references that must exist, codes and
 * numbers. For lib/model alone.
 */
#ifndef POSTERN_RULES_H
#define POSTERN_RULES_H

#include "../record/record.h"

/*
 * Loads the record a REF field points to. False when there is none: with a
 * sentence in bad when the field is set all the same.
 */
bool refers_to(struct txn *, const struct entity *, const void *rec,
    unsigned tag, void *other, struct problems *bad);

/* Sentence unless the REF is empty or an active member of staff. */
void refers_to_staff(struct txn *, const struct entity *, const void *rec,
    unsigned tag, struct problems *bad);

/* True when saving rec would change something; times of changes are set only
 * then, so that saving twice is still the same. */
bool would_change(struct txn *, const struct entity *, const void *rec);

/* The next free code of a numbered kind: "C" and 6 digits. */
enum rc next_code(struct txn *, const char *sequence, const char *letters,
    const struct entity *, void *rec) CHECK_RC;

/* Upper case and two letters, or a sentence; empty is fine. */
void check_country(char country[3], unsigned tag, struct problems *bad);

/* Upper case and three letters, or a sentence; empty is fine. */
void check_currency(char currency[4], unsigned tag, struct problems *bad);

/* The first record of a list, copied into rec; RC_NOTFOUND when empty. */
struct list;
enum rc first_of(struct txn *, const struct list *, void *rec) CHECK_RC;

#endif

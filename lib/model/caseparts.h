/* What the files about cases know of each other; for nobody else. */
#ifndef POSTERN_CASEPARTS_H
#define POSTERN_CASEPARTS_H

#include "case.h"

/* ---- case.c */

/* The request comes from a customer on a portal. */
bool case_from_portal(struct txn *);
/* active, hidden and portal_state. */
void case_derive(struct support_case *, const struct case_class *);
/* All rules between the fields, and the class. old: as stored, or id 0. */
enum rc case_check(struct txn *, struct support_case *,
    const struct support_case *old, struct case_class *,
    struct problems *) CHECK_RC;
void case_begin(struct txn *, struct support_case *);
enum rc case_number(struct txn *, struct support_case *) CHECK_RC;

/* ---- activity.c */

/* Something said, with sentences when it may not be stored. */
struct said {
	int64_t kind; /* enum activity_kind */
	bool internal;
	const char *text;
	const struct spooled *files;
	int n;
};
void said_check(const struct said *, struct problems *bad);
/* Writes the activity, and its files. The case has its id. */
enum rc said_save(struct txn *, const struct support_case *,
    const struct said *, struct problems *) CHECK_RC;
/* An event: the sentence of a step. */
enum rc event_save(struct txn *, const struct support_case *, bool internal,
    const char *text) CHECK_RC;

/* ---- attachment.c */

/* Sentences for files that may not be taken. */
void attachments_check(const struct spooled *, int n, struct problems *bad);
enum rc attachments_save(struct txn *, const struct activity *,
    const struct spooled *, int n, struct problems *) CHECK_RC;

#endif

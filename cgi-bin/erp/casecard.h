/* The page of one case, and what its verbs need of it. */
#ifndef ERP_CASECARD_H
#define ERP_CASECARD_H

#include "erp.h"

struct case_shown {
	const struct problems *facts; /* of the form of facts, or NULL */
	const struct problems *reply; /* of the reply box, or NULL */
};

void case_show(
    struct req *, const struct support_case *, const struct case_shown *);

/* The form of facts, for edit_conflict. */
extern const struct part case_facts_parts[];

/* "open.in_process" of the choice of step; 0, 0 for an empty one; false when
 * it is neither. */
bool case_step_chosen(const char *, int64_t *status, int64_t *reason);

#endif

/* Users and their types by what people call them. */
#ifndef POSTERN_USERFIND_H
#define POSTERN_USERFIND_H

#include "user.h"

/* The id of a user type by its name, 0 when there is none. */

int64_t user_type_named(struct txn *, const char *name);
/* The type that employees have. */
int64_t staff_type(struct txn *);

#endif

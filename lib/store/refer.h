/* References as people know them: by the code or name of what they point to. */
#ifndef POSTERN_REFER_H
#define POSTERN_REFER_H

#include "store.h"

/* The key of the referred record ("ALFKI"); empty when there is none. */
void refer_key(
    struct txn *, const struct field *, const void *rec, char *, size_t);
/* Its title ("Alfreds Futterkiste"), else its key. */
void refer_title(
    struct txn *, const struct field *, const void *rec, char *, size_t);
/*
 * field_print and field_parse for any field, with references by key. parse
 * gives NULL, or a translated sentence ("There is no Account ALFKX.").
 */
void refer_print(
    struct txn *, const struct field *, const void *rec, char *, size_t);
const char *refer_parse(
    struct txn *, const struct field *, const char *text, void *rec);

#endif

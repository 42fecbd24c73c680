/* Text in fixed arrays. Lengths are bytes; a cut never splits a character. */
#ifndef POSTERN_STR_H
#define POSTERN_STR_H

#include <stdbool.h>
#include <stddef.h>

/* False when s did not fit and was cut. */
bool str_copy(char *to, size_t size, const char *s);
bool str_printf(char *to, size_t size, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* ASCII only, independent of any locale. */
bool str_same(const char *, const char *); /* ignoring case */
bool str_starts(const char *s, const char *with);
bool str_ends(const char *s, const char *with);
void str_lower(char *);
char *str_trim(char *); /* cuts outer blanks in place, returns the start */

/* True when word is one of the blank-separated words of list. */
bool str_listed(const char *list, const char *word);

#endif

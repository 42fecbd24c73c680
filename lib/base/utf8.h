/* UTF-8: checks at the border, and the folded form that search and sort use. */
#ifndef POSTERN_UTF8_H
#define POSTERN_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Valid UTF-8 without NUL; n bytes. Returns the offset of the first bad byte,
 * or n. */
size_t utf8_check(const char *, size_t n);

/* True when s holds only characters a form or file may bring: valid UTF-8, no
 * control characters but, where lines is true, tab and newline. */
bool utf8_clean(const char *s, bool lines);

/* Canonical composition (NFC); false when the result does not fit. */
bool utf8_nfc(const char *s, char *to, size_t size);

/*
 * The key for searching and sorting: case and accents gone, blanks squeezed,
 * so that "Äpfel" stands beside "Apfel" and "ŁÓDŹ" is found by "lodz". Cut at
 * a character to fit.
 */
void utf8_fold(const char *s, char *to, size_t size);

/* Characters, not bytes. */
size_t utf8_length(const char *);

#endif

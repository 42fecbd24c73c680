/* Countries: ISO 3166-1 codes and English names; data/countries.tsv. */
#ifndef POSTERN_COUNTRY_H
#define POSTERN_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

enum { COUNTRY_CODE = 3 };

/* Alpha-2, alpha-3, or an English name in any case, to alpha-2. */
bool country_code(const char *text, char code[COUNTRY_CODE]);
/* The English name of an alpha-2 code; false when there is none. */
bool country_name(const char *code, char *name, size_t size);

#endif

/* Rows of bank_entries, for the readers of statements alone. */
#ifndef POSTERN_BANKROW_H
#define POSTERN_BANKROW_H

#include "bank.h"
#include "convert.h"

/* Decimals that amounts of statements have at most. */
enum { BANK_PLACES = 5 };

/* A row; texts are cut to what the record holds. */
struct bank_row {
	long line;
	struct bank_entry b; /* texts and currency */
	char booked[12], value[12];
	int64_t amount; /* BANK_PLACES */
};

void bank_head(struct converted *);
void bank_put(struct converted *, const struct bank_row *);
/* Blanks squeezed, signs that no record holds gone. */
void bank_cut(char *to, size_t size, const char *from);
/* Another piece of a text, behind a blank, unless it is in it. */
void bank_add(char *to, size_t size, const char *piece);
/* Over the blanks in front of a file. */
void bank_skip(const char **text, size_t *n);
/* And over what an XML file says of its encoding: it is UTF-8 by now. */
void bank_skip_declaration(const char **text, size_t *n);

#endif

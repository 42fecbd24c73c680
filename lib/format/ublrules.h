/* What the files with the rules share; nobody else includes it. */
#ifndef POSTERN_UBLRULES_H
#define POSTERN_UBLRULES_H

#include "str.h"
#include "ublparts.h"

struct check {
	const struct ubl_document *d;
	struct ubl_findings *found;
	const struct ubl_line *row; /* its id goes in front of the sentence */
};

/* A finding with this translated sentence unless it is true. */
void claim(struct check *, bool is_true, long line, const char *rule,
    const char *sentence, ...) __attribute__((format(printf, 5, 6)));
/* The amount that was computed, printed. */
const char *shown(__int128, char to[AMOUNT_TEXT]);

/* Is the code in this list of data/codes.txt, or a "country"? */
bool ubl_listed(const char *list, const char *code);

/* The category's code where the scheme is VAT, else NULL. */
const char *vat_code(const struct ubl_category *);
/* The party's first VAT identifier; with other: any tax identifier. */
const struct ubl_tax_id *vat_id(const struct ubl_party *, bool other);
/* Does the total stand in the document's currency? */
bool is_main(const struct ubl_document *, const struct ubl_tax_total *);

void check_codes(struct check *);
void check_vat(struct check *);
void check_parties(struct check *);
void check_repeats(struct check *);
void check_lines(struct check *);
void check_charges(struct check *);
void check_totals(struct check *);

#endif

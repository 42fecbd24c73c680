/* What the files of bank entries share; nobody else includes it. */
#ifndef POSTERN_BANKPARTS_H
#define POSTERN_BANKPARTS_H

#include "bank.h"
#include "invoice.h"

/* What is told apart of a document while looking. */
struct bank_doc {
	int64_t id, account, balance;
	bool weak; /* of digits alone: means it only if the amount does too */
	char no[31];
};
enum { BANK_DOCS = 24 };
struct bank_docs {
	struct bank_doc at[BANK_DOCS];
	int n;
	int64_t announced; /* an announced payment, by its number; or 0 */
};

/* ---- bank_words.c */

/* Documents in the entry's currency that its reference or text names, by the
 * unique number, in the order of the text. */
void bank_named(struct txn *, const struct bank_entry *, struct bank_docs *);
/* Is this number in it, whatever stands between its letters? */
bool bank_names(const struct bank_entry *, const char *number);

#endif

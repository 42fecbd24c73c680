/*
 * What documents ask of account, company, item and tax, read once for a
 * document: most lines ask for the same. For lib/model alone.
 */
#ifndef POSTERN_KNOWN_H
#define POSTERN_KNOWN_H

#include "account.h"
#include "company.h"
#include "product.h"
#include "terms.h"

struct known {
	struct account account; /* id 0: none, or not there */
	struct company company; /* rev -1: not read yet */
	struct product product;
	struct tax tax;
};

void known_start(struct txn *, int64_t account, struct known *);
const struct company *known_company(struct txn *, struct known *);
/* NULL: none, or not there. */
const struct product *known_product(struct txn *, struct known *, int64_t id);
/* The tax of a document's part: `own` (an id) goes before all, then what the
 * account says, the item (may be NULL), the company. NULL: nobody knows. */
const struct tax *known_tax(
    struct txn *, struct known *, int64_t own, const struct product *);

/* Category and rate where nothing is said: S for a rate, else O. */
void tax_fill(const struct tax *, int64_t *category, int64_t *rate);
/* A sentence when they do not fit together, or NULL. */
const char *tax_wrong(int64_t category, int64_t rate);

#endif

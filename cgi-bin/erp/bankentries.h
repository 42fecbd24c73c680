/* What the screens of bank entries share. */
#ifndef ERP_BANKENTRIES_H
#define ERP_BANKENTRIES_H

#include "invoices.h"
#include "model/account.h"
#include "model/bank.h"

extern const struct doc bank_doc;

/* The customer's name as a link. */
void bank_customer(struct req *, int64_t account);
/* What would be paid: numbers of documents and amounts, or the payment. */
void bank_pays(
    struct req *, const struct bank_proposal *, const char *currency);

#endif

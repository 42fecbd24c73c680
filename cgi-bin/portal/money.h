/* What the pages of Financials share. */
#ifndef PORTAL_MONEY_H
#define PORTAL_MONEY_H

#include "model/balance.h"
#include "model/invoice.h"
#include "model/payment.h"
#include "pages.h"

/* ---- moneyparts.c */

bool offers_money(const struct req *);
bool offers_pay(const struct req *);
/* The day it is for the visitor. */
int64_t today(const struct req *);

const char *invoice_path(struct req *, int64_t id, const char *rest);
const char *payment_path(struct req *, int64_t id, const char *rest);
/* "Credit memo" */
const char *invoice_kind(const struct invoice *);
/* What a document is to the customer: memos count the other way. */
int64_t invoice_side(const struct invoice *, int64_t amount);
/* The state in words for a customer: "3 days overdue", "Paid 18 Sep 2026". */
void invoice_pill(struct req *, const struct invoice *);
void payment_pill(struct req *, const struct payment *);
const char *due_words(struct req *, int64_t due);

/* What the account owes, the account's own currency first. */
enum { DEBTS = 12 };
struct debts {
	struct balance at[DEBTS];
	int64_t overdue[DEBTS];
	int n; /* at least 1 */
};
enum rc debts_load(struct req *, struct debts *) CHECK_RC;
/* A figure of a key figure card; path NULL: no link. */
void money_figure(struct req *, const char *path, const char *label,
    int64_t amount, const char *currency, const char *says, const char *tone);

/* A table with a title inside a card: heads end with NULL, '>' before one
 * that stands over amounts. */
void table_open(
    struct req *, const char *id, const char *title, const char *const *heads);
void table_close(struct req *);
/* A cell of an amount, with its label for phones. */
void amount_cell(
    struct req *, const char *label, int64_t amount, const char *currency);
void date_cell(struct req *, const char *label, int64_t date);
/* A row of a document: number, kind, a day, an amount of it, its state. */
void bill_row(struct req *, const struct invoice *, const char *when,
    int64_t date, const char *what, int64_t amount);

/* What paid what: rows of one card; nothing is written without rows. */
struct applied_card {
	struct req *r;
	const char *title, *currency;
	int n;
};
bool applied_row(void *card, const struct own_applied *);
void applied_end(struct applied_card *);
/* What a payment that is not in force was meant for. */
enum rc intended_card(struct req *, const struct payment *) CHECK_RC;

/* ---- handlers */

handler balance_list, balance_csv, balance_chosen, payment_list, payment_csv;
handler invoice_page, payment_page;
handler statement_page, statement_csv;

#endif

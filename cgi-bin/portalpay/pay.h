/* What the pages of paying share. */
#ifndef PORTAL_PAY_H
#define PORTAL_PAY_H

#include "../portal/money.h"
#include "../portal/pages.h"
#include "model/company.h"

/* As many as fit into one address, with their amounts. */
enum { PAY_DOCUMENTS = 90 };

struct pay_row {
	struct invoice *inv;
	int64_t announced; /* of what is open, and not confirmed */
	int64_t amount;    /* to be paid now */
	const char *typed; /* NULL: nothing was */
};

/* Documents of one currency, each with what is to be paid of it. */
struct pay {
	struct pay_row row[PAY_DOCUMENTS];
	int n;
	int64_t sum;
	char currency[4];
	bool more;          /* there are documents that did not fit in */
	bool all;           /* nothing was chosen: what is open */
	int left_out;       /* credit memos, and what is paid already */
	const char *others; /* where those of other currencies are paid */
	struct company payee;
	const char *center;  /* who takes cards; NULL: nobody */
	struct problems bad; /* row: of a document, from 1 */
};

/* ---- choice.c: what is to be paid */

/* Of the address, or of the form. RC_NOTFOUND: one of them is not there. */
enum rc pay_load(struct req *, struct pay *) CHECK_RC;
/* The address of the same choice. */
const char *pay_path(struct req *, const struct pay *);

/* ---- ways.c: how money gets to us */

struct transfer_words {
	int64_t amount;
	const char *currency;
	const char *reference; /* of transfer_reference, or "" */
	const char *text;      /* what is said without one */
};
/* A card with our bank account, as text and as a code; nothing when we have
 * given no account. */
void transfer_card(
    struct req *, const struct company *, const struct transfer_words *);

/* ---- handlers */

handler pay_page, pay_post;
handler pay_announced, pay_withdraw_post;

/* ---- card.c: the page of a payment that a processing center takes */

enum rc card_page(struct req *, const struct payment *) CHECK_RC;
/* Buttons of an announced payment. */
void pay_withdraw(struct req *, const void *payment);
void pay_facts(struct req *, const struct payment *);

#endif

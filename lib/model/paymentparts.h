/* What the files of payments know of each other. */
#ifndef POSTERN_PAYMENTPARTS_H
#define POSTERN_PAYMENTPARTS_H

#include "invoice.h"
#include "payment.h"

/* Applications in memory of their own, with room for more. */
struct paid {
	struct application *at;
	int n;
};

/* What a line pays, whatever it is; looked up by type and number. */
struct target {
	struct invoice invoice; /* id 0: it is a payment */
	struct payment payment;
	int64_t left; /* how much of it is still to be paid, or used */
};

/* ---- payment_lines.c */

void paid_add(struct paid *, const struct application *);
/* False, with a sentence in bad: there is no such document. */
bool target_find(
    struct txn *, struct application *, struct target *, struct problems *);
/*
 * Each line against its target; with `final` also against what is left of it.
 * Whatever lines say of the same target counts together.
 */
void paid_check(struct txn *, const struct payment *, struct paid *, bool final,
    struct problems *);
/* Each line no more than is left of its target, and none without any. */
void paid_trim(struct txn *, struct paid *);
int64_t paid_sum(const struct paid *);
/* Lines for the open documents of the account, oldest due date first, as far
 * as the money goes. */
enum rc paid_plan(struct txn *, const struct payment *, struct paid *) CHECK_RC;
/* What the line pays has less to be paid; sign -1: more again. */
enum rc paid_effect(struct txn *, const struct application *, int sign,
    struct problems *) CHECK_RC;

/* ---- payment_verbs.c */

/*
 * Final, before it is saved: number, applied, unapplied, status, and lines
 * that are added by themselves. RC_INVALID with sentences.
 */
enum rc payment_finish(
    struct txn *, struct payment *, struct paid *, struct problems *) CHECK_RC;
/* Saved with its lines; these take effect. */
enum rc payment_keep_final(
    struct txn *, struct payment *, struct paid *, struct problems *) CHECK_RC;
void payment_settle(struct payment *);
/* Saves the head, and passes what changed on to the account's sums. */
enum rc payment_keep(
    struct txn *, struct payment *, struct problems *) CHECK_RC;

#endif

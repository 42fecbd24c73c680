/*
 * A customer's books for ledger.c: documents by the names a script gave them,
 * deeds as the screens and files do them.
 */
#ifndef POSTERN_LEDGER_H
#define POSTERN_LEDGER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/clock.h"
#include "../../lib/base/date.h"
#include "../../lib/base/die.h"
#include "../../lib/base/mem.h"
#include "../../lib/base/str.h"
#include "../../lib/model/account.h"
#include "../../lib/model/balance.h"
#include "../../lib/model/entities.h"
#include "../../lib/model/invoice.h"
#include "../../lib/model/payment.h"
#include "../../lib/model/statement.h"
#include "../../lib/model/statement_run.h"
#include "../../lib/model/summary.h"
#include "../../lib/model/terms.h"
#include "../../lib/own/own.h"
#include "../../lib/store/store.h"

enum { NAMES = 500, WORDS = 40, LINE = 4000, SECONDS_A_DAY = 86400 };

struct named {
	char name[31];   /* the script's */
	char number[31]; /* the document's */
	const struct entity *e;
	int64_t id, type;
};

struct ledger {
	struct store *s;
	struct txn *x; /* while a deed is done */
	struct actor actor;
	struct problems bad;
	struct account account;
	struct statement_cycle cycle; /* id 0: none */
	struct named named[NAMES];
	int names, words;
	char *word[WORDS];
};

static inline int64_t
whole(const char *s)
{
	return strtoll(s, NULL, 10);
}

static inline int64_t
number(const struct ledger *l, int i)
{
	if (i >= l->words)
		die("ledger", "a word is missing");
	return whole(l->word[i]);
}

static inline struct named *
name_of(struct ledger *l, const char *name)
{
	for (int i = 0; i < l->names; i++)
		if (strcmp(l->named[i].name, name) == 0)
			return &l->named[i];
	die("ledger", "no such name");
}

static inline void
name(struct ledger *l, const char *as, const struct entity *e, int64_t id,
    int64_t type, const char *no)
{
	struct named *n = &l->named[l->names++];

	if (l->names == NAMES)
		die("ledger", "too many names");
	n->e = e;
	n->id = id;
	n->type = type;
	str_copy(n->name, sizeof n->name, as);
	str_copy(n->number, sizeof n->number, no);
}

static inline const char *
name_by_id(const struct ledger *l, const struct entity *e, int64_t id)
{
	for (int i = 0; i < l->names; i++)
		if (l->named[i].e == e && l->named[i].id == id)
			return l->named[i].name;
	return "?";
}

/* The record behind word i. */
static inline enum rc
fetch(struct ledger *l, int i, const struct entity *e, void *rec)
{
	const struct named *n = name_of(l, l->word[i]);

	if (n->e != e)
		die("ledger", "another kind of document");
	return store_get(l->x, e, n->id, rec);
}

/* ---- deeds --------------------------------------------------------------- */

static inline void
parse_line(char *text, struct invoice_line *l)
{
	int64_t *to[] = { &l->quantity, &l->unit_price, &l->discount_pct,
		&l->tax_category, &l->tax_rate };
	char *rest;

	for (int i = 0; i < 5; i++)
		*to[i] = whole(strtok_r(i == 0 ? text : NULL, ",", &rest));
	str_copy(l->description, sizeof l->description, "Goods");
}

/* bill NAME TYPE batch|erp final|draft DATE DUE CURRENCY BEFORE CHARGE LINE...,
 * a line being quantity,price,discount,category,rate. */
static inline enum rc
deed_bill(struct ledger *l)
{
	struct invoice inv = { .doc_type = number(l, 2),
		.account_id = l->account.id,
		.invoice_date = number(l, 5),
		.due_date = number(l, 6),
		.paid_before = number(l, 8),
		.charge_amount = number(l, 9),
		.charge_tax_category = TAX_STANDARD,
		.charge_tax_rate = 19000 };
	bool draft = strcmp(l->word[4], "draft") == 0;
	bool batch = strcmp(l->word[3], "batch") == 0;
	struct invoice_line line[WORDS] = { { 0 } };
	int n = l->words - 10;
	enum rc rc;

	if (!batch || draft)
		inv.status = INVOICE_BALANCED;
	str_copy(inv.invoice_no, sizeof inv.invoice_no, l->word[1]);
	str_copy(inv.currency, sizeof inv.currency, l->word[7]);
	for (int i = 0; i < n; i++)
		parse_line(l->word[10 + i], &line[i]);
	rc = invoice_put(l->x, &inv, line, n, &l->bad);
	if (rc == RC_OK && !batch && !draft)
		rc = invoice_release(l->x, &inv, &l->bad);
	name(l, l->word[1], &invoice_entity, inv.id, inv.doc_type, l->word[1]);
	return rc;
}

static inline void
parse_paid(struct ledger *l, char *text, struct application *a)
{
	char *rest, *target = strtok_r(text, ":", &rest);
	const struct named *n = name_of(l, target);

	a->applied_type = n->e == &payment_entity ? APPLIED_PAYMENT : n->type;
	str_copy(a->applied_no, sizeof a->applied_no, n->number);
	a->applied_amount = whole(strtok_r(NULL, ":", &rest));
	a->applied_date = whole(strtok_r(NULL, ":", &rest));
}

/* pay NAME TYPE batch|erp final|draft DATE CURRENCY AMOUNT
 * TARGET:AMOUNT:DATE... */
static inline enum rc
deed_pay(struct ledger *l)
{
	struct payment p = { .payment_type = number(l, 2),
		.account_id = l->account.id,
		.payment_date = number(l, 5),
		.amount = number(l, 7) };
	bool draft = strcmp(l->word[4], "draft") == 0;
	bool batch = strcmp(l->word[3], "batch") == 0;
	struct application line[WORDS] = { { 0 } };
	int n = l->words - 8;
	enum rc rc;

	p.status = batch && !draft ? 0 : PAYMENT_BALANCED;
	str_copy(p.payment_no, sizeof p.payment_no, l->word[1]);
	str_copy(p.currency, sizeof p.currency, l->word[6]);
	for (int i = 0; i < n; i++)
		parse_paid(l, l->word[8 + i], &line[i]);
	rc = payment_put(l->x, &p, line, n, &l->bad);
	if (rc == RC_OK && !batch && !draft)
		rc = payment_release(l->x, &p, &l->bad);
	name(l, l->word[1], &payment_entity, p.id, p.payment_type, l->word[1]);
	return rc;
}

/* release NAME */
static inline enum rc
deed_release(struct ledger *l)
{
	struct invoice inv;
	struct payment p;
	enum rc rc;

	if (name_of(l, l->word[1])->e == &invoice_entity) {
		rc = fetch(l, 1, &invoice_entity, &inv);
		return rc == RC_OK ? invoice_release(l->x, &inv, &l->bad) : rc;
	}
	rc = fetch(l, 1, &payment_entity, &p);
	return rc == RC_OK ? payment_release(l->x, &p, &l->bad) : rc;
}

/* apply PAYMENT-OR-MEMO DOCUMENT AMOUNT */
static inline enum rc
deed_apply(struct ledger *l)
{
	struct invoice inv, memo;
	struct payment p;
	enum rc rc = fetch(l, 2, &invoice_entity, &inv);

	if (rc != RC_OK)
		return rc;
	if (name_of(l, l->word[1])->e == &invoice_entity) {
		rc = fetch(l, 1, &invoice_entity, &memo);
		return rc == RC_OK ?
		    credit_apply(l->x, &memo, &inv, number(l, 3), &l->bad) :
		    rc;
	}
	rc = fetch(l, 1, &payment_entity, &p);
	return rc == RC_OK ?
	    payment_apply(l->x, &p, &inv, number(l, 3), &l->bad) :
	    rc;
}

/* auto PAYMENT */
static inline enum rc
deed_auto(struct ledger *l)
{
	struct payment p;
	enum rc rc = fetch(l, 1, &payment_entity, &p);

	return rc == RC_OK ? payment_auto_apply(l->x, &p, &l->bad) : rc;
}

struct seeking {
	int64_t invoice;
	struct application found;
};

static inline bool
seek_application(void *arg, const void *rec)
{
	const struct application *a = rec;
	struct seeking *k = arg;

	if (a->invoice_id != k->invoice)
		return true;
	k->found = *a;
	return false;
}

/* unapply PAYMENT-OR-MEMO DOCUMENT: the first application of the two */
static inline enum rc
deed_unapply(struct ledger *l)
{
	const struct named *from = name_of(l, l->word[1]);
	struct application like = { .payment_id = from->id,
		.credit_id = from->id };
	struct list list = { .e = &application_entity,
		.index = from->e == &payment_entity ? APPLICATION_OF_PAYMENT :
						      APPLICATION_OF_CREDIT,
		.like = &like,
		.prefix = 1 };
	struct seeking k = { .invoice = name_of(l, l->word[2])->id };
	enum rc rc = store_list(l->x, &list, seek_application, &k);

	return rc == RC_OK ? payment_unapply(l->x, &k.found, &l->bad) : rc;
}

/* void NAME */
static inline enum rc
deed_void(struct ledger *l)
{
	struct invoice inv;
	struct payment p;
	enum rc rc;

	if (name_of(l, l->word[1])->e == &invoice_entity) {
		rc = fetch(l, 1, &invoice_entity, &inv);
		return rc == RC_OK ? invoice_void(l->x, &inv, &l->bad) : rc;
	}
	rc = fetch(l, 1, &payment_entity, &p);
	return rc == RC_OK ? payment_void(l->x, &p, &l->bad) : rc;
}

/* erase NAME */
static inline enum rc
deed_erase(struct ledger *l)
{
	struct invoice inv;
	struct payment p;
	enum rc rc;

	if (name_of(l, l->word[1])->e == &invoice_entity) {
		rc = fetch(l, 1, &invoice_entity, &inv);
		return rc == RC_OK ? invoice_erase(l->x, &inv, &l->bad) : rc;
	}
	rc = fetch(l, 1, &payment_entity, &p);
	return rc == RC_OK ? payment_erase(l->x, &p, &l->bad) : rc;
}

/* cancel INVOICE MEMO: the memo that cancels it gets this name */
static inline enum rc
deed_cancel(struct ledger *l)
{
	struct invoice inv, memo = { .id = 0 };
	int64_t made = 0;
	enum rc rc = fetch(l, 1, &invoice_entity, &inv);

	if (rc == RC_OK)
		rc = invoice_cancel(l->x, &inv, &made, &l->bad);
	if (rc == RC_OK)
		rc = store_get(l->x, &invoice_entity, made, &memo);
	name(l, l->word[2], &invoice_entity, made, INVOICE_CREDIT,
	    memo.invoice_no);
	return rc;
}

/* hold MEMO, and unhold MEMO */
static inline enum rc
deed_hold(struct ledger *l)
{
	struct invoice inv;
	enum rc rc = fetch(l, 1, &invoice_entity, &inv);

	if (rc != RC_OK)
		return rc;
	return l->word[0][0] == 'h' ? invoice_hold(l->x, &inv, &l->bad) :
				      invoice_remove_hold(l->x, &inv, &l->bad);
}

#endif

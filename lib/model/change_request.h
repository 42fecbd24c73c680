/*
 * What a customer asks to change about the company and may not change alone:
 * names, tax number, where invoices go. Staff see what differs and decide;
 * documents that were issued keep what they say.
 */
#ifndef POSTERN_CHANGE_REQUEST_H
#define POSTERN_CHANGE_REQUEST_H

#include "account.h"

enum {
	ASKED_ID = 1,
	ASKED_REV,
	ASKED_ACCOUNT,
	ASKED_CONTACT,
	ASKED_STATUS,
	ASKED_WAITS,
	ASKED_ON,
	ASKED_NOTE,
	ASKED_NAME,
	ASKED_LEGAL_NAME,
	ASKED_TAX_ID,
	ASKED_REGISTRATION_NO,
	ASKED_EMAIL,
	ASKED_WAS_NAME,
	ASKED_WAS_LEGAL_NAME,
	ASKED_WAS_TAX_ID,
	ASKED_WAS_REGISTRATION_NO,
	ASKED_WAS_EMAIL,
	ASKED_DECIDED,
	ASKED_BY,
	ASKED_REASON,
};
enum {
	ASKED_BY_STATUS = 1, /* (status) asked */
	ASKED_OF_ACCOUNT,    /* (account_id) asked */
	ASKED_OF_CONTACT,    /* (contact_id) */
	ASKED_WAITING,       /* unique: waits */
};
enum change_status {
	ASKED_IS_WAITING = 1,
	ASKED_IS_APPROVED,
	ASKED_IS_DECLINED,
	ASKED_IS_WITHDRAWN,
};

struct change_request {
	int64_t id, rev;
	int64_t account_id, contact_id;
	int64_t status;
	int64_t waits; /* the account while it waits: one at a time */
	int64_t asked;
	char note[1001];
	/* What is wanted, all of it; what was true when it was asked. */
	char name[121], legal_name[121], tax_id[31], registration_no[31],
	    email[121];
	char was_name[121], was_legal_name[121], was_tax_id[31],
	    was_registration_no[31], was_email[121];
	int64_t decided;
	char decided_by[81];
	char reason[1001]; /* of declining; the customer reads it */
};
extern const struct entity change_request_entity;

/* A fact of an account that is changed in this way. */
struct change_fact {
	unsigned account, wanted, was; /* tags of the two entities */
};
extern const struct change_fact change_facts[]; /* ends with account 0 */

/* Something was issued to this account under its name and tax number, or
 * ordered. */
bool account_documented(struct txn *, int64_t account);

/* What the account says now, as wanted and as was. */
void change_begin(const struct account *, struct change_request *);
bool change_differs(const struct change_request *, const struct change_fact *);

/* account_id, contact_id, note and what is wanted are given. */
enum rc change_ask(
    struct txn *, struct change_request *, struct problems *) CHECK_RC;
/* Decisions: the record brings id and the rev that was seen; account_rev is
 * the account's. */
enum rc change_approve(struct txn *, struct change_request *,
    int64_t account_rev, struct problems *) CHECK_RC;
enum rc change_decline(struct txn *, struct change_request *,
    const char *reason, struct problems *) CHECK_RC;
enum rc change_withdraw(
    struct txn *, struct change_request *, struct problems *) CHECK_RC;

#endif

/* Our own company: what documents say of the seller. One record, id 1. */
#ifndef POSTERN_COMPANY_H
#define POSTERN_COMPANY_H

#include "address.h"

enum {
	COMPANY_ID = 1,
	COMPANY_REV,
	COMPANY_CODE,
	COMPANY_LEGAL_NAME,
	ADDRESS_TAGS(COMPANY_MAIN),
	COMPANY_TAX_ID,
	COMPANY_REGISTRATION_NO,
	COMPANY_EMAIL,
	COMPANY_PHONE,
	COMPANY_WEBSITE,
	COMPANY_IBAN,
	COMPANY_BIC,
	COMPANY_BANK_NAME,
	COMPANY_CURRENCY,
	COMPANY_TERMS,
	COMPANY_TAX,
	COMPANY_FREIGHT_TAX,
	COMPANY_ENDPOINT_SCHEME,
	COMPANY_ENDPOINT_ID,
	COMPANY_PEPPOL,
	COMPANY_CHANGED,
};

struct company {
	int64_t id, rev;
	char code[31]; /* how customers' systems know us: BT-29 */
	char legal_name[121];
	ADDRESS_MEMBERS(main); /* main_name: the trading name */
	char tax_id[31];
	char registration_no[31];
	char email[121];
	char phone[51];
	char website[201];
	char iban[35];
	char bic[12];
	char bank_name[81];
	char currency[4];    /* base currency, ISO 4217 */
	int64_t terms;       /* of customers without their own */
	int64_t tax;         /* of items without their own */
	int64_t freight_tax; /* of freight; 0: the same as tax */
	char endpoint_scheme[9];
	char endpoint_id[61];
	int64_t peppol; /* e-invoices carry Peppol BIS ids */
	int64_t changed;
};

extern const struct entity company_entity;

/* The record, or the defaults of a company nobody has described (EUR). */
enum rc company_load(struct txn *, struct company *) CHECK_RC;
enum rc company_save(
    struct txn *, struct company *, struct problems *) CHECK_RC;

/*
 * The logo that documents are headed with: a PNG of at most COMPANY_LOGO_MOST
 * bytes, taken from a spool file. RC_INVALID: it is none.
 */
enum { COMPANY_LOGO_MOST = 1024 * 1024 };
enum rc company_logo_set(
    struct txn *, const char *spool, struct problems *) CHECK_RC;
/* For reading, or -1 when there is none. */
int company_logo_open(struct txn *);

#endif

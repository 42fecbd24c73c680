/* Payment terms, and taxes. */
#ifndef POSTERN_TERMS_H
#define POSTERN_TERMS_H

#include "../record/record.h"

enum {
	TERMS_ID = 1,
	TERMS_REV,
	TERMS_CODE,
	TERMS_DESCRIPTION,
	TERMS_DUE_KIND,
	TERMS_DUE_DAYS,
	TERMS_DISCOUNT_DAYS,
	TERMS_DISCOUNT_PCT,
	TERMS_ACTIVE,
};
enum { TERMS_BY_CODE = 1 /* unique */ };
enum due_kind {
	DUE_AFTER_DAYS = 1, /* due_days after the document's date */
	DUE_END_OF_MONTH,   /* end of the month, then due_days */
	DUE_DAY_OF_NEXT,    /* the due_days-th of the next month */
};

struct terms {
	int64_t id, rev;
	char terms_id[31]; /* 30D */
	char description[121];
	int64_t due_kind;
	int64_t due_days;
	int64_t discount_days; /* 0: no cash discount */
	int64_t discount_pct;  /* 1/1000 percent */
	int64_t active;
};

extern const struct entity terms_entity;
enum rc terms_save(struct txn *, struct terms *, struct problems *) CHECK_RC;
/* Due date of a document of that date; terms id 0: the same day. */
int64_t terms_due(const struct terms *, int64_t date);
/* Last day of the cash discount, or 0. */
int64_t terms_discount_date(const struct terms *, int64_t date);

/* ---- taxes */

enum {
	TAX_ID = 1,
	TAX_REV,
	TAX_CODE,
	TAX_DESCRIPTION,
	TAX_CATEGORY,
	TAX_RATE,
	TAX_REASON_CODE,
	TAX_REASON,
	TAX_ACTIVE,
};
enum { TAX_BY_CODE = 1 /* unique */ };

/* UNCL 5305, the part of it that EN 16931 uses (BT-118, BT-151). */
enum tax_category {
	TAX_STANDARD = 1,    /* S */
	TAX_ZERO,            /* Z */
	TAX_EXEMPT,          /* E */
	TAX_REVERSE_CHARGE,  /* AE */
	TAX_INTRA_COMMUNITY, /* K */
	TAX_EXPORT,          /* G */
	TAX_OUTSIDE,         /* O: not subject to VAT */
	TAX_CANARY,          /* L */
	TAX_CEUTA,           /* M */
};

struct tax {
	int64_t id, rev;
	char tax_code[31]; /* VAT20 */
	char description[121];
	int64_t category;
	int64_t rate;         /* 1/1000 percent */
	char reason_code[31]; /* VATEX-EU-IC: BT-121 */
	char reason[161];     /* BT-120 */
	int64_t active;
};

extern const struct entity tax_entity;
extern const struct choice tax_categories[]; /* names s z e ae k g o l m */
enum rc tax_save(struct txn *, struct tax *, struct problems *) CHECK_RC;
/* True for the categories whose rate is above zero (S, L, M). */
bool tax_category_rated(int64_t category);

#endif

/*
 * Business documents in UBL 2.1, as a neutral struct that knows nothing of
 * our store: read from a file, written to one, and checked by the rules of
 * EN 16931. Names follow the elements; BT and BG numbers are the standard's.
 *
 * A document and all it points to live in its arena. A value that is absent
 * is all zeroes. Values that were read know their line in the file.
 */
#ifndef POSTERN_UBL_H
#define POSTERN_UBL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "amount.h"
#include "buf.h"
#include "mem.h"
#include "xml.h"

enum ubl_kind {
	UBL_NONE,
	UBL_INVOICE,
	UBL_CREDIT_NOTE,
	UBL_ORDER,
	UBL_ORDER_RESPONSE,
	UBL_DESPATCH_ADVICE,
	UBL_STATEMENT,
	UBL_KINDS
};

enum {
	/* More places than our own records have: a price of another system
	 * is kept as it came; whoever needs 1/10,000 rescales and compares. */
	UBL_PRICE_PLACES = 6,
	UBL_WHY = 300,
	UBL_RULE = 12
};

/* Every struct begins with the line of its element; 0: not read, or absent. */

/* Clean text; line breaks only in notes and descriptions. s NULL: absent. */
struct ubl_text {
	long line;
	const char *s;
	const char *scheme; /* schemeID, listID; or NULL */
};

/*
 * Amounts have AMOUNT_PLACES whatever the currency (our records have those of
 * the currency: amount_rescale), prices UBL_PRICE_PLACES, quantities
 * QUANTITY_PLACES, percents PERCENT_PLACES; a date is its day, an indicator 0
 * or 1.
 */
struct ubl_number {
	int64_t v;
	const char *unit; /* unitCode, currencyID; or NULL */
	long line;
	short decimals; /* as written in the file */
	bool given;
};

struct ubl_period {
	long line;
	struct ubl_number start, end;
	struct ubl_text code; /* BT-8 */
};

struct ubl_address { /* BG-5 BG-8 BG-12 BG-15 */
	long line;
	struct ubl_text street, street2, street3;
	struct ubl_text building; /* number; older documents only */
	struct ubl_text city, zone, region, country;
};

struct ubl_tax_id {
	long line;
	struct ubl_text company; /* BT-31 BT-32 BT-48 BT-63 */
	struct ubl_text scheme;  /* "VAT", or another for BT-32 */
};

struct ubl_contact {
	long line;
	struct ubl_text name, phone, mail;
};

struct ubl_party {
	long line;
	struct ubl_text endpoint; /* BT-34 BT-49, with its scheme */
	struct ubl_text *ids;     /* BT-29 BT-46 BT-60 */
	int ids_n;
	struct ubl_text name; /* trading name: BT-28 BT-45 BT-59 BT-62 */
	struct ubl_address address;
	struct ubl_tax_id *taxes;
	int taxes_n;
	struct ubl_text legal_name; /* BT-27 BT-44 */
	struct ubl_text legal_id;   /* BT-30 BT-47 BT-61 */
	struct ubl_text legal_form; /* BT-33 */
	struct ubl_contact contact; /* BG-6 BG-9 */
	struct ubl_text account;    /* CustomerAssignedAccountID, in orders */
};

struct ubl_category {
	long line;
	struct ubl_text id;         /* BT-95 BT-102 BT-118 BT-151: S, Z ... */
	struct ubl_number percent;  /* absent in O */
	struct ubl_text code, text; /* BT-121 BT-120, in a breakdown only */
	struct ubl_text scheme;     /* "VAT" */
};

struct ubl_charge { /* BG-20 BG-21 BG-27 BG-28 */
	long line;
	struct ubl_number charge; /* 1: charge, 0: allowance */
	struct ubl_text code, reason;
	struct ubl_number percent; /* 15, not 0.15 */
	struct ubl_number amount, base;
	struct ubl_category category; /* of the document's, not of a line's */
};

struct ubl_tax { /* BG-23 */
	long line;
	struct ubl_number taxable, amount;
	struct ubl_category category;
};

/* BT-110 with the breakdown; BT-111 in another currency without it. */
struct ubl_tax_total {
	long line;
	struct ubl_number amount;
	struct ubl_tax *taxes;
	int taxes_n;
};

struct ubl_reference { /* BG-3, BG-24 and other documents */
	long line;
	struct ubl_text id;
	struct ubl_text type, description, uri; /* BG-24 */
	struct ubl_number date;
};

struct ubl_totals { /* BG-22 */
	long line;
	struct ubl_number lines;     /* BT-106 */
	struct ubl_number exclusive; /* BT-109 */
	struct ubl_number inclusive; /* BT-112 */
	struct ubl_number allowances, charges, prepaid, rounding;
	struct ubl_number payable; /* BT-115 */
};

struct ubl_bank { /* BG-17 */
	long line;
	struct ubl_text account, owner, branch; /* BT-84 BT-85 BT-86 */
};

struct ubl_payment { /* BG-16 */
	long line;
	struct ubl_text code; /* BT-81; scheme: BT-82, its name */
	struct ubl_number due;
	struct ubl_text reference;          /* BT-83 */
	struct ubl_text card, card_network; /* BG-18 */
	struct ubl_bank bank;
	struct ubl_text mandate, debited; /* BT-89 BT-91 */
};

struct ubl_delivery { /* BG-13 */
	long line;
	struct ubl_number date;      /* BT-72 */
	struct ubl_period requested; /* orders */
	struct ubl_text place;       /* BT-71 */
	struct ubl_address address;  /* BG-15 */
	struct ubl_text name;        /* BT-70 */
	struct ubl_contact contact;  /* orders */
};

struct ubl_property { /* BG-32 */
	long line;
	struct ubl_text name, value;
};

struct ubl_item { /* BG-31 */
	long line;
	struct ubl_text description, name;
	struct ubl_text buyer_id, seller_id, standard_id;
	struct ubl_text origin;   /* BT-159 */
	struct ubl_text *classes; /* BT-158 */
	int classes_n;
	struct ubl_category category; /* BG-30 */
	struct ubl_property *properties;
	int properties_n;
};

struct ubl_price { /* BG-29 */
	long line;
	struct ubl_number amount;          /* BT-146 */
	struct ubl_number quantity;        /* BT-149 */
	struct ubl_number charge;          /* 0 where a discount is given */
	struct ubl_number discount, gross; /* BT-147 BT-148, price places */
};

struct ubl_line { /* BG-25, and a line of every other document */
	long line;
	struct ubl_text id;
	struct ubl_text *notes; /* BT-127 */
	int notes_n;
	struct ubl_text status; /* of an order response */
	/* Invoiced, credited, ordered, delivered; unit: BT-130. */
	struct ubl_number quantity;
	struct ubl_number outstanding; /* despatch advice */
	struct ubl_text outstanding_reason;
	struct ubl_number amount;          /* BT-131 */
	struct ubl_text cost;              /* BT-133 */
	struct ubl_period period;          /* BG-26 */
	struct ubl_period requested;       /* delivery, in an order */
	struct ubl_text order_line, order; /* BT-132; DespatchLine */
	struct ubl_reference object;       /* BT-128; its type is 130 */
	struct ubl_charge *charges;
	int charges_n;
	struct ubl_item item;
	struct ubl_price price;
};

struct ubl_entry { /* a line of a statement */
	long line;
	struct ubl_text id;
	struct ubl_text *notes;
	int notes_n;
	struct ubl_number forward; /* 1: balance brought forward */
	struct ubl_number debit, credit, balance;
	struct ubl_reference invoice, credit_note; /* one of them, or none */
};

/* An element that stands again where one may stand; it is not taken. */
struct ubl_repeat {
	const char *path; /* "Invoice/PaymentTerms" */
	long line;
};

struct ubl_document {
	enum ubl_kind kind;
	struct arena *mem;
	long line;

	struct ubl_text version, customization, profile; /* BT-24 BT-23 */
	struct ubl_text id;                              /* BT-1 */
	struct ubl_number issued, due, tax_point;        /* BT-2 BT-9 BT-7 */
	struct ubl_text type; /* BT-3; order type, response code */
	struct ubl_text *notes;
	int notes_n;
	struct ubl_text currency, tax_currency;   /* BT-5 BT-6 */
	struct ubl_text cost, buyer_reference;    /* BT-19 BT-10 */
	struct ubl_number entries_count;          /* statement */
	struct ubl_number debit, credit, balance; /* statement */
	struct ubl_period period; /* BG-14; validity, statement period */
	struct ubl_text order, sales_order; /* BT-13 BT-14 */
	struct ubl_number order_date;
	struct ubl_reference *corrects; /* BG-3 */
	int corrects_n;
	struct ubl_text despatch, receipt, tender, contract; /* 16 15 17 12 */
	struct ubl_text quotation;                           /* order */
	struct ubl_reference *attached;                      /* BG-24 BT-18 */
	int attached_n;
	struct ubl_text project; /* BT-11 */

	/* In every document the one who sells and the one who buys, whatever
	 * their elements are called there. */
	struct ubl_party seller, buyer; /* BG-4 BG-7 */
	struct ubl_party payee;         /* BG-10 */
	struct ubl_party agent;         /* BG-11 */
	struct ubl_delivery delivery;
	struct ubl_text shipment;     /* despatch advice */
	struct ubl_number despatched; /* despatch advice */
	struct ubl_payment *payments; /* BG-16 */
	int payments_n;
	struct ubl_text terms; /* BT-20 */
	struct ubl_charge *charges;
	int charges_n;
	struct ubl_tax_total *tax_totals;
	int tax_totals_n;
	struct ubl_totals totals;
	struct ubl_line *lines;
	int lines_n;
	struct ubl_entry *entries; /* statement */
	int entries_n;

	/* Of reading. */
	int embedded; /* attachments in the file; passed over */
	struct ubl_repeat *repeats;
	int repeats_n;
};

/* ---- kinds */

/* The kind of a file, or UBL_NONE, and f names what it is instead. */
enum ubl_kind ubl_kind(const char *text, size_t n, struct xml_fault *f);
const char *ubl_kind_name(enum ubl_kind); /* "CreditNote" */

/* ---- filling in */

/* An empty document; ubl_free takes it and all that was put into its arena. */
struct ubl_document *ubl_new(enum ubl_kind);
void ubl_free(struct ubl_document *);

/* Copied into the arena; NULL and "" are absent. */
struct ubl_text ubl_say(struct ubl_document *, const char *);
struct ubl_text ubl_say_as(
    struct ubl_document *, const char *scheme, const char *);
struct ubl_number ubl_count(int64_t); /* amounts, prices, percents, dates */
struct ubl_number ubl_units(struct ubl_document *, int64_t, const char *unit);

/*
 * One more element, zeroed, at the end of a list of the document: the list
 * and its number, as in ubl_add(d, &d->lines, &d->lines_n). Elements move.
 */
#define ubl_add(d, list, n)                                                    \
	((__typeof__(*(list)))ubl_more((d), (list), (n), sizeof **(list)))
void *ubl_more(struct ubl_document *, void *list, int *n, size_t size);

/* ---- reading */

/*
 * faults: what cannot be kept (X_WELLFORMED, X_DOCTYPE, X_KIND; E_NUMBER,
 * E_DATE, E_CODE with the element's name in the sentence). NULL only for the
 * X_ codes; otherwise the document with what could be read, and faults->n
 * says whether to trust it.
 */
struct ubl_document *ubl_read(
    const char *text, size_t n, struct xml_faults *faults);

/* The OASIS schemas (their folder xsdrt), each loaded when first needed. */
struct ubl_schemas;
struct ubl_schemas *ubl_schemas_open(const char *folder);
void ubl_schemas_close(struct ubl_schemas *);
/* False: the faults say why; a schema that cannot be used is one of them. */
bool ubl_validate(struct ubl_schemas *, enum ubl_kind, const char *text,
    size_t n, struct xml_faults *);

/* ---- writing */

/*
 * The identifiers a document carries: a plain invoice of EN 16931, or Peppol's
 * for each kind that has them; UBL_PLAIN sets none, for what is no European
 * invoice. Sets customization, profile and version.
 */
enum ubl_profile { UBL_PLAIN, UBL_EN16931, UBL_PEPPOL };
void ubl_set_profile(struct ubl_document *, enum ubl_profile);

/*
 * The document as XML, elements in the schema's order, none empty. Amounts
 * and prices carry the document's currency. A despatch advice of Peppol
 * leaves out the trading name and the contact inside a party.
 */
void ubl_write(const struct ubl_document *, struct buf *);

/* ---- checking */

struct ubl_finding {
	char rule[UBL_RULE]; /* BR-CO-10 */
	long line;           /* 0 when the document was not read */
	char text[UBL_WHY];  /* translated */
};
struct ubl_findings {
	int n, size;
	struct ubl_finding *at; /* ubl_findings_free */
};

/*
 * An invoice or a credit note against the rules of EN 16931 that are fatal;
 * of other kinds nothing is asked. Left out are a few about what is not read:
 * attachments, subjects of notes, schemes of the invoiced object.
 */
void ubl_check(const struct ubl_document *, struct ubl_findings *);
void ubl_findings_free(struct ubl_findings *);

#endif

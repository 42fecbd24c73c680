/*
 * The document of an issued invoice or memo, as it was first given out: a file
 * of the store that nothing replaces, whatever becomes of the company or the
 * program that drew it.
 */
#ifndef POSTERN_INVOICE_PDF_H
#define POSTERN_INVOICE_PDF_H

#include "../record/record.h"

enum {
	INVOICE_PDF_ID = 1,
	INVOICE_PDF_REV,
	INVOICE_PDF_INVOICE,
	INVOICE_PDF_FILE,
	INVOICE_PDF_HASH,
	INVOICE_PDF_SIZE,
	INVOICE_PDF_MADE,
};
enum { INVOICE_PDF_OF_INVOICE = 1 /* unique */ };

struct invoice_pdf {
	int64_t id, rev;
	int64_t invoice_id;
	char stored_as[33]; /* name of the file in the store */
	char hash[65];      /* SHA-256, hexadecimal */
	int64_t size;       /* bytes */
	int64_t made;
};

extern const struct entity invoice_pdf_entity;

/* RC_NOTFOUND: not given out yet. */
enum rc invoice_pdf_find(
    struct txn *, int64_t invoice, struct invoice_pdf *) CHECK_RC;
/*
 * Keeps the file at spool, which is gone afterwards, for an issued invoice.
 * RC_SAME: there is one already, which is what pdf says then, and spool is
 * left. RC_REFUSED: the invoice is not issued.
 */
enum rc invoice_pdf_keep(struct txn *, int64_t invoice, const char *spool,
    int64_t size, const char *hash, struct invoice_pdf *pdf,
    struct problems *) CHECK_RC;

#endif

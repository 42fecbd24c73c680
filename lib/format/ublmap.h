/*
 * Our own documents as UBL: who sells is our company, who buys the account,
 * with what the document itself says of it. What comes out is to be checked
 * (ubl_check) before it is written.
 */
#ifndef POSTERN_UBLMAP_H
#define POSTERN_UBLMAP_H

#include "company.h"
#include "invoice.h"
#include "order.h"
#include "shipment.h"
#include "store.h"
#include "ubl.h"

struct account;

/* What all documents of a run share. */
struct ublmap {
	struct txn *x;
	struct company company;
	char why[UBL_WHY]; /* when a document could not be made */
};

enum rc ublmap_start(struct ublmap *, struct txn *) CHECK_RC;

/*
 * The caller frees with ubl_free. NULL: why says what stands in the way; an
 * invoice that is not issued is no document.
 */
struct ubl_document *ublmap_invoice(struct ublmap *, const struct invoice *,
    const struct invoice_line *, int n);
struct ubl_document *ublmap_order(struct ublmap *, const struct sales_order *,
    const struct order_line *, int n);
/* Accepted, with changes, rejected, or received: by the order's status. */
struct ubl_document *ublmap_order_response(struct ublmap *,
    const struct sales_order *, const struct order_line *, int n);
struct ubl_document *ublmap_shipment(struct ublmap *, const struct shipment *,
    const struct shipment_line *, int n);
/* All that was billed and paid in the period, both dates included. */
struct ubl_document *ublmap_statement(struct ublmap *, const struct account *,
    const char *currency, int64_t from, int64_t to);

/* Is it an e-invoice of EN 16931? A sale with US sales tax has no home there,
 * and is plain UBL. */
bool ublmap_is_european(const struct ubl_document *);

#endif

/* Documents as downloads, for both sites: who may have one is asked before. */
#ifndef POSTERN_GIVE_H
#define POSTERN_GIVE_H

#include "model/account.h"
#include "model/invoice.h"
#include "model/order.h"
#include "model/shipment.h"
#include "model/statement.h"
#include "web/route.h"

/*
 * As PDF. That of an issued invoice or memo is the one that is kept; the store
 * is let go while it is drawn, so that nothing read before is current.
 */
enum rc give_invoice(struct req *, const struct invoice *) CHECK_RC;
enum rc give_order(struct req *, const struct sales_order *) CHECK_RC;
enum rc give_shipment(struct req *, const struct shipment *) CHECK_RC;

/* What is drawn for this request alone, as its body. */
struct print_doc;
enum rc give_drawn(struct req *, const struct print_doc *) CHECK_RC;

/* Of a period, as PDF; the sheet is freed. */
enum rc give_statement(
    struct req *, const struct account *, struct statement_sheet *) CHECK_RC;
/* What the parameters from, to and currency say; false: not all of them, or
 * none of ours. */
struct period {
	int64_t from, to;
	char currency[4];
};
bool give_period(const struct req *, struct period *);

/* The UBL of an issued one is added to xml; or why says what is missing. */
enum rc give_ubl_bytes(struct req *, const struct invoice *, struct buf *xml,
    const char **why) CHECK_RC;
/*
 * Take-away (archive.c): PDF and UBL of issued documents and an index as CSV,
 * in one archive; a page with the reason for none or too many.
 */
enum { ARCHIVE_MOST = 40 };
enum rc give_archive(
    struct req *, const struct invoice *const *, int n) CHECK_RC;

/* An issued invoice or memo as UBL; a page with the reasons where none can be
 * made. */
enum rc give_invoice_ubl(struct req *, const struct invoice *) CHECK_RC;
/* The answer to an order (OrderResponse), and what is on its way
 * (DespatchAdvice); of nothing else, and not before it is told. */
enum rc give_order_ubl(struct req *, const struct sales_order *) CHECK_RC;
enum rc give_shipment_ubl(struct req *, const struct shipment *) CHECK_RC;

#endif

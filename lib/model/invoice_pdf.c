/* Documents that were given out. */
#include "invoice_pdf.h"

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"

#define P struct invoice_pdf
/* clang-format off */
static const struct field fields[] = {
{ INVOICE_PDF_ID,      INT(P, id),         N_("Id"),        F_SYSTEM },
{ INVOICE_PDF_REV,     INT(P, rev),        N_("Revision"),  F_SYSTEM },
{ INVOICE_PDF_INVOICE, REF(P, invoice_id), N_("Invoice"),   F_SYSTEM | F_REQUIRED, .refers = &invoice_entity },
{ INVOICE_PDF_FILE,    TEXT(P, stored_as), N_("Stored As"), F_SYSTEM },
{ INVOICE_PDF_HASH,    TEXT(P, hash),      N_("Hash"),      F_SYSTEM },
{ INVOICE_PDF_SIZE,    COUNT(P, size),     N_("Size"),      F_SYSTEM },
{ INVOICE_PDF_MADE,    TIME(P, made),      N_("Made On"),   F_SYSTEM },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index indexes[] = {
	{ .number = INVOICE_PDF_OF_INVOICE,
	    .tags = { INVOICE_PDF_INVOICE },
	    .unique = true },
	{ 0 },
};

const struct entity invoice_pdf_entity = {
	.number = 45,
	.name = "invoice_pdf",
	.label = N_("Issued document"),
	.plural = N_("Issued documents"),
	.size = sizeof(struct invoice_pdf),
	.fields = fields,
	.indexes = indexes,
	.title = INVOICE_PDF_HASH,
};

enum rc
invoice_pdf_find(struct txn *x, int64_t invoice, struct invoice_pdf *pdf)
{
	*pdf = (struct invoice_pdf){ .invoice_id = invoice };
	return store_find(x, &invoice_pdf_entity, INVOICE_PDF_OF_INVOICE, pdf);
}

enum rc
invoice_pdf_keep(struct txn *x, int64_t invoice, const char *spool,
    int64_t size, const char *hash, struct invoice_pdf *pdf,
    struct problems *bad)
{
	struct invoice inv;
	enum rc rc = invoice_pdf_find(x, invoice, pdf);

	if (rc != RC_NOTFOUND)
		return rc == RC_OK ? RC_SAME : rc;
	if ((rc = store_get(x, &invoice_entity, invoice, &inv)) != RC_OK)
		return rc;
	if (inv.issued != IS_YES)
		return RC_REFUSED;
	*pdf = (struct invoice_pdf){
		.invoice_id = invoice, .size = size, .made = clock_now()
	};
	str_copy(pdf->hash, sizeof pdf->hash, hash);
	if ((rc = store_file_add(
		 x, spool, pdf->stored_as, sizeof pdf->stored_as)) != RC_OK)
		return rc;
	return store_save(x, &invoice_pdf_entity, pdf, bad);
}

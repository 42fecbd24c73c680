/*
 * Take-away: issued documents as one archive for somebody's bookkeeper. What
 * is read of the store is read first; PDFs that nobody has wanted before are
 * drawn and kept with the store closed.
 */
#include <errno.h>
#include <unistd.h>

#include "base/csvout.h"
#include "base/outfile.h"
#include "base/str.h"
#include "base/text.h"
#include "format/exportubl.h"
#include "format/zipfile.h"
#include "give.h"
#include "print/issued.h"
#include "print/printed.h"
#include "web/page.h"

struct item {
	const struct invoice *inv;
	char name[120];
	int pdf;               /* open, or -1 */
	struct print_doc *doc; /* to be drawn, when it is -1 */
	struct buf ubl;        /* empty: there is none */
};

struct archive {
	struct item *at;
	int n;
	struct outfile out;
	struct zipfile zip;
	enum rc rc;
};

/* ---- with the store open */

static enum rc
load(struct req *r, const struct invoice *inv, struct item *to)
{
	int64_t size;
	const char *why;
	enum rc rc;

	to->inv = inv;
	export_invoice_name(inv, to->name, sizeof to->name);
	rc = issued_open(r->x, inv->id, &to->pdf, &size);
	if (rc == RC_NOTFOUND) {
		to->pdf = -1;
		to->doc = arena_alloc(r->mem, sizeof *to->doc);
		rc = printed_invoice(r->x, r->mem, inv, to->doc);
	}
	return rc == RC_OK ? give_ubl_bytes(r, inv, &to->ubl, &why) : rc;
}

/* ---- with the store closed */

/* False: the archive cannot be written. */
static bool
add_file(struct archive *a, const char *name, const char *ending,
    const struct buf *bytes)
{
	char path[140];

	str_printf(path, sizeof path, "%s.%s", name, ending);
	return zip_add(&a->zip, path, bytes->data, bytes->len);
}

static bool
read_all(int fd, struct buf *to)
{
	char part[65536];
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) != 0) {
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			buf_add(to, part, (size_t)n);
	}
	return true;
}

static bool
add_pdf(struct req *r, struct archive *a, struct item *item)
{
	struct actor who = request_actor(r);
	struct buf pdf = { 0 };
	int64_t size;
	bool good;

	if (item->pdf < 0) {
		print_pdf(item->doc, &pdf);
		a->rc = issued_keep(r->conf->store, &who, item->inv->id, &pdf,
		    &item->pdf, &size);
		buf_clear(&pdf);
	}
	good = a->rc == RC_OK && read_all(item->pdf, &pdf) &&
	    add_file(a, item->name, "pdf", &pdf);
	buf_free(&pdf);
	return good;
}

static void
cell(struct buf *b, const struct invoice *inv, unsigned tag)
{
	const struct field *f = record_field(&invoice_entity, tag);
	char value[256];

	field_print(f, inv, value, sizeof value);
	csv_cell(b, value, f->type->storage == STORE_TEXT, false);
}

static bool
add_index(struct archive *a)
{
	static const unsigned tags[] = { INVOICE_TYPE, INVOICE_NO, INVOICE_DATE,
		INVOICE_DUE, INVOICE_CUSTOMER_PO, INVOICE_CURRENCY,
		INVOICE_LINE_TOTAL, INVOICE_TAX_TOTAL, INVOICE_TOTAL,
		INVOICE_BALANCE, 0 };
	struct buf b = { 0 };
	char file[140];
	bool good;

	csv_cell(&b, "pdf", false, true);
	csv_cell(&b, "ubl", false, false);
	for (const unsigned *t = tags; *t != 0; t++)
		csv_cell(
		    &b, record_field(&invoice_entity, *t)->name, false, false);
	csv_row_end(&b);
	for (int i = 0; i < a->n; i++) {
		const struct item *item = &a->at[i];

		str_printf(file, sizeof file, "%s.pdf", item->name);
		csv_cell(&b, file, false, true);
		str_printf(file, sizeof file, "%s.xml", item->name);
		csv_cell(&b, item->ubl.len > 0 ? file : "", false, false);
		for (const unsigned *t = tags; *t != 0; t++)
			cell(&b, item->inv, *t);
		csv_row_end(&b);
	}
	good = add_file(a, "index", "csv", &b);
	buf_free(&b);
	return good;
}

static void
pack(struct req *r, void *arg)
{
	struct archive *a = arg;
	bool good = outfile_open(&a->out, NULL);

	if (!good) {
		a->rc = RC_FULL;
		return;
	}
	zip_begin(&a->zip, &a->out, r->now);
	for (int i = 0; good && i < a->n; i++) {
		struct item *item = &a->at[i];

		good = add_pdf(r, a, item) &&
		    (item->ubl.len == 0 ||
			add_file(a, item->name, "xml", &item->ubl));
	}
	good = good && add_index(a);
	good = zip_end(&a->zip) && good;
	if (!good && a->rc == RC_OK)
		a->rc = RC_FULL;
}

/* ---- the whole */

static enum rc
refuse(struct req *r, int n)
{
	page_status(r, 422, _("No archive was made"),
	    n == 0 ? _("Tick documents in the list first.") :
		     arena_printf(r->mem,
			 _("An archive holds %d documents at most. Choose "
			   "fewer; several archives are fine."),
			 ARCHIVE_MOST));
	return RC_OK;
}

enum rc
give_archive(struct req *r, const struct invoice *const *inv, int n)
{
	struct archive *a = arena_alloc(r->mem, sizeof *a);
	int64_t size = 0;
	int fd = -1;

	if (n == 0 || n > ARCHIVE_MOST)
		return refuse(r, n);
	a->at = arena_alloc(r->mem, (size_t)n * sizeof *a->at);
	a->out.fd = -1;
	for (; a->rc == RC_OK && a->n < n; a->n++) {
		a->at[a->n].pdf = -1;
		a->rc = load(r, inv[a->n], &a->at[a->n]);
	}
	if (a->rc == RC_OK)
		request_apart(r, pack, a);
	for (int i = 0; i < a->n; i++) {
		if (a->at[i].pdf >= 0)
			close(a->at[i].pdf);
		buf_free(&a->at[i].ubl);
	}
	if (a->rc == RC_OK && (fd = outfile_take(&a->out, &size)) < 0)
		a->rc = RC_FULL;
	if (a->rc == RC_OK)
		reply_file(r, fd, size, "application/zip", _("documents.zip"));
	else
		outfile_drop(&a->out);
	return a->rc;
}

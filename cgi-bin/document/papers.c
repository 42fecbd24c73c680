/* Orders or shipments, chosen in their lists, as one archive of PDFs. */
#include "papers.h"

#include <stdlib.h>

#include "base/outfile.h"
#include "base/text.h"
#include "format/zipfile.h"
#include "give.h"
#include "print/printed.h"
#include "web/page.h"

struct papers {
	struct print_doc *at[PAPERS_MOST];
	int n;
	struct outfile out;
	struct zipfile zip;
	bool good;
};

/* ---- with the store open: what each says */

struct kind {
	const struct entity *e;
	enum rc (*print)(
	    struct txn *, struct arena *, const void *rec, struct print_doc *);
	const char *file; /* N_() */
};

static enum rc
print_order(
    struct txn *x, struct arena *mem, const void *rec, struct print_doc *to)
{
	return printed_order(x, mem, rec, to);
}

static enum rc
print_shipment(
    struct txn *x, struct arena *mem, const void *rec, struct print_doc *to)
{
	return printed_shipment(x, mem, rec, to);
}

static enum rc
load(struct req *r, const struct kind *k, struct papers *p)
{
	for (int i = 0; i < r->queries; i++) {
		void *rec = arena_alloc(r->mem, k->e->size);
		enum rc rc = store_get(
		    r->x, k->e, strtoll(r->query[i].value, NULL, 10), rec);

		if (rc != RC_OK)
			return rc;
		p->at[p->n] = arena_alloc(r->mem, sizeof *p->at[p->n]);
		rc = k->print(r->x, r->mem, rec, p->at[p->n++]);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* ---- with the store closed */

static void
pack(struct req *r, void *arg)
{
	struct papers *p = arg;

	if (!(p->good = outfile_open(&p->out, NULL)))
		return;
	zip_begin(&p->zip, &p->out, r->now);
	for (int i = 0; p->good && i < p->n; i++) {
		struct buf pdf = { 0 };

		print_pdf(p->at[i], &pdf);
		p->good = zip_add(
		    &p->zip, printed_name(r->mem, p->at[i]), pdf.data, pdf.len);
		buf_free(&pdf);
	}
	p->good = zip_end(&p->zip) && p->good;
}

/* ---- the whole */

static enum rc
give(struct req *r, const struct kind *k)
{
	struct papers *p = arena_alloc(r->mem, sizeof *p);
	int64_t size = 0;
	int fd = -1;
	enum rc rc;

	if (r->queries == 0 || r->queries > PAPERS_MOST) {
		page_status(r, 422, _("No archive was made"),
		    r->queries == 0 ?
			_("Tick documents in the list first.") :
			_("Choose fewer documents; several archives are "
			  "fine."));
		return RC_OK;
	}
	p->out.fd = -1;
	if ((rc = load(r, k, p)) != RC_OK)
		return rc;
	request_apart(r, pack, p);
	if (p->good && (fd = outfile_take(&p->out, &size)) >= 0) {
		reply_file(r, fd, size, "application/zip", _(k->file));
		return RC_OK;
	}
	outfile_drop(&p->out);
	return RC_FULL;
}

enum rc
order_papers(struct req *r)
{
	return give(
	    r, &(struct kind){ &order_entity, print_order, N_("orders.zip") });
}

enum rc
shipment_papers(struct req *r)
{
	return give(r,
	    &(struct kind){
		&shipment_entity, print_shipment, N_("shipments.zip") });
}

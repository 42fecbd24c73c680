/* postern document: documents as PDF. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "company.h"
#include "die.h"
#include "issued.h"
#include "outfile.h"
#include "printed.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

static const struct paper {
	const char *name;
	const struct entity *e;
	int64_t type;
} papers[] = {
	{ "invoice", &invoice_entity, INVOICE_INVOICE },
	{ "credit", &invoice_entity, INVOICE_CREDIT },
	{ "debit", &invoice_entity, INVOICE_DEBIT },
	{ "order", &order_entity, ORDER_SO },
	{ "quote", &order_entity, ORDER_QT },
	{ "return", &order_entity, ORDER_RC },
	{ "shipment", &shipment_entity, 0 },
	{ NULL, NULL, 0 },
};

union record {
	struct invoice invoice;
	struct sales_order order;
	struct shipment shipment;
};

static enum rc
find(
    struct txn *x, const struct paper *p, const char *number, union record *rec)
{
	memset(rec, 0, sizeof *rec);
	if (p->e == &invoice_entity) {
		rec->invoice.doc_type = p->type;
		str_copy(rec->invoice.invoice_no,
		    sizeof rec->invoice.invoice_no, number);
		return store_find(x, p->e, INVOICE_BY_NO, rec);
	}
	if (p->e == &order_entity) {
		rec->order.order_type = p->type;
		str_copy(
		    rec->order.order_no, sizeof rec->order.order_no, number);
		return store_find(x, p->e, ORDER_BY_NO, rec);
	}
	str_copy(rec->shipment.shipment_no, sizeof rec->shipment.shipment_no,
	    number);
	return store_find(x, p->e, SHIPMENT_BY_NO, rec);
}

static enum rc
describe(struct txn *x, struct arena *mem, const struct paper *p,
    const union record *rec, struct print_doc *doc)
{
	if (p->e == &invoice_entity)
		return printed_invoice(x, mem, &rec->invoice, doc);
	if (p->e == &order_entity)
		return printed_order(x, mem, &rec->order, doc);
	return printed_shipment(x, mem, &rec->shipment, doc);
}

/* What is kept is what goes out. */
static void
read_kept(int fd, int64_t size, struct buf *out)
{
	char bytes[65536];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(out, bytes, (size_t)n);
	if (n < 0 || out->len != (size_t)size)
		die("print", "the kept PDF cannot be read");
	close(fd);
}

static void
draw(const struct tool *t, const union record *rec, const struct print_doc *doc,
    bool issued, struct buf *out)
{
	struct buf pdf = { 0 };
	int64_t size;
	int fd;

	print_pdf(doc, issued ? &pdf : out);
	if (!issued)
		return;
	if (issued_keep(tool_home(t), &t->actor, rec->invoice.id, &pdf, &fd,
		&size) != RC_OK)
		tool_fail(TOOL_STORE, _("the PDF could not be kept"));
	buf_free(&pdf);
	read_kept(fd, size, out);
}

static void
make(const struct tool *t, const struct paper *p, const char *number,
    struct buf *out)
{
	struct store *s = tool_open(t, STORE_READ);
	struct arena *mem = arena_new();
	struct print_doc doc;
	union record rec;
	int64_t size = 0;
	bool issued;
	int fd = -1;

	if (find(store_view(s), p, number, &rec) != RC_OK)
		tool_fail(
		    TOOL_REJECTED, _("there is no %s %s"), p->name, number);
	issued = p->e == &invoice_entity && rec.invoice.issued == IS_YES;
	if ((!issued ||
		issued_open(store_view(s), rec.invoice.id, &fd, &size) !=
		    RC_OK) &&
	    describe(store_view(s), mem, p, &rec, &doc) != RC_OK)
		tool_fail(TOOL_STORE, _("%s cannot be printed"), number);
	store_close(s);
	if (fd >= 0)
		read_kept(fd, size, out);
	else
		draw(t, &rec, &doc, issued, out);
	arena_free(mem);
}

enum tool_exit
verb_document(struct tool *t)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'o' },
		TOOL_OPTIONS,
	};
	const struct paper *p = papers;
	const char *output = NULL;
	struct outfile out;

	while (tool_next(t, options) != -1)
		output = optarg;
	tool_operands(t, 2, 2);
	while (p->name != NULL && strcmp(p->name, t->argv[optind]) != 0)
		p++;
	if (p->name == NULL)
		tool_usage(t, _("%s is no kind of document"), t->argv[optind]);
	if (!outfile_open(&out, output))
		tool_fail(TOOL_UNUSABLE, "%s", out.why);
	make(t, p, t->argv[optind + 1], &out.out);
	if (!outfile_close(&out))
		tool_fail(TOOL_UNUSABLE, "%s", out.why);
	return TOOL_DONE;
}

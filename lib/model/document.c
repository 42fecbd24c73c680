/* Documents with lines: reading, numbering and keeping the lines. */
#include "document.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/refer.h"
#include "../store/store.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "shipment.h"

const struct choice is_choices[] = {
	{ IS_YES, "yes", N_("Yes"), NULL },
	{ IS_NO, "no", N_("No"), NULL },
	{ 0 },
};

const struct choice document_channels[] = {
	{ CHANNEL_ERP, "erp", N_("ERP"), NULL },
	{ CHANNEL_PORTAL, "portal", N_("Portal"), "info" },
	{ CHANNEL_BATCH, "batch", N_("Batch"), "draft" },
	{ 0 },
};

const struct document *const documents[] = {
	&order_document,
	&shipment_document,
	&invoice_document,
	&payment_document,
	NULL,
};

const struct document *
document_of(const struct entity *head)
{
	for (int i = 0; documents[i] != NULL; i++)
		if (documents[i]->head == head)
			return documents[i];
	return NULL;
}

/* ---- reading */

struct taking {
	size_t size;
	char *at;
	int n, room;
};

static bool
take(void *arg, const void *rec)
{
	struct taking *t = arg;

	if (t->n == t->room) {
		t->room = t->room == 0 ? 16 : t->room * 2;
		t->at = xrealloc(t->at, (size_t)t->room * t->size);
	}
	memcpy(t->at + (size_t)t->n++ * t->size, rec, t->size);
	return true;
}

enum rc
document_take_lines(
    struct txn *x, const struct document *d, int64_t head, void **lines, int *n)
{
	struct taking t = { .size = d->line->size };
	void *like = xcalloc(1, d->line->size);
	struct list l = {
		.e = d->line, .index = d->lines, .like = like, .prefix = 1
	};
	enum rc rc;

	record_set_int(record_field(d->line, d->line_head), like, head);
	rc = store_list(x, &l, take, &t);
	free(like);
	*lines = t.at;
	*n = t.n;
	return rc;
}

enum rc
document_lines(
    struct txn *x, const struct document *d, int64_t head, void **lines, int *n)
{
	void *own;
	enum rc rc = document_take_lines(x, d, head, &own, n);

	*lines = txn_scratch(x, (size_t)(*n + 1) * d->line->size);
	if (*n > 0)
		memcpy(*lines, own, (size_t)*n * d->line->size);
	free(own);
	return rc;
}

/* ---- numbers */

static void *
line_at(const struct document *d, void *lines, int i)
{
	return (char *)lines + (size_t)i * d->line->size;
}

static int
compare_numbers(const void *a, const void *b)
{
	int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;

	return p < q ? -1 : p > q;
}

/* In order they come from files and editors; then no sorting is needed. */
static void
check_twice(const struct document *d, const struct field *no, void *lines,
    int n, struct problems *bad)
{
	int64_t *all = xcalloc((size_t)n + 1, sizeof *all);
	int64_t twice = 0;

	for (int i = 0; i < n; i++)
		all[i] = record_int(no, line_at(d, lines, i));
	qsort(all, (size_t)n, sizeof *all, compare_numbers);
	for (int i = 1; i < n && twice == 0; i++)
		if (all[i] == all[i - 1])
			twice = all[i];
	for (int i = n; twice != 0 && i > 0; i--)
		if (record_int(no, line_at(d, lines, i - 1)) == twice) {
			problem_in(bad, i, d->line_no,
			    _("The line number %lld is given twice."),
			    (long long)twice);
			twice = 0;
		}
	free(all);
}

void
document_number_lines(
    const struct document *d, void *lines, int n, struct problems *bad)
{
	const struct field *no = record_field(d->line, d->line_no);
	int64_t last = 0, before = 0;
	bool rising = true;

	if (n > LINES_MOST) {
		problem(
		    bad, 0, _("A document has at most %d lines."), LINES_MOST);
		return;
	}
	for (int i = 0; i < n; i++) {
		int64_t v = record_int(no, line_at(d, lines, i));

		if (v < 0 || v > INT32_MAX)
			problem_in(bad, i + 1, d->line_no,
			    _("%s is not a number a line can have."),
			    _(no->label));
		else if (v > last)
			last = v;
	}
	for (int i = 0; i < n; i++) {
		void *line = line_at(d, lines, i);

		if (record_int(no, line) == 0)
			record_set_int(no, line, ++last);
		rising = rising && record_int(no, line) > before;
		before = record_int(no, line);
	}
	if (!rising)
		check_twice(d, no, lines, n, bad);
}

enum rc
document_next_number(struct txn *x, const struct document *d,
    const char *sequence, const char *letters, void *head)
{
	const struct field *f = record_field(d->head, d->number);
	void *other = xmalloc(d->head->size);
	enum rc rc = RC_OK;

	/* A file may have brought numbers of the same form before. */
	while (rc == RC_OK) {
		char number[32];
		int64_t n;

		if ((rc = store_number(x, sequence, &n)) != RC_OK)
			break;
		str_printf(
		    number, sizeof number, "%s%06lld", letters, (long long)n);
		record_set_text(f, head, number);
		memcpy(other, head, d->head->size);
		rc = store_find(x, d->head, d->by_number, other);
	}
	free(other);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* ---- writing */

/* Lines as they are stored, and which of them have been met. */
struct stored {
	void *lines;
	bool *met;
	int n;
};

/* The stored line that one given is meant to be, or -1. A line keeps its place
 * mostly, so the search begins there. */
static int
find(const struct document *d, const struct stored *was, const void *line,
    int hint)
{
	const struct field *no = record_field(d->line, d->line_no);

	for (int pass = 0; pass < 2; pass++)
		for (int k = 0; k < was->n; k++) {
			int j = (hint + k) % was->n;
			const void *old = line_at(d, was->lines, j);

			if (was->met[j])
				continue;
			if (pass == 0 ?
				record_id(old) == record_id(line) :
				record_int(no, old) == record_int(no, line))
				return j;
			if (pass == 0 && record_id(line) == 0)
				break;
		}
	return -1;
}

static bool
differs(const struct field *f, const void *a, const void *b)
{
	return f->type->storage == STORE_INT ?
	    record_int(f, a) != record_int(f, b) :
	    strcmp(record_text(f, a), record_text(f, b)) != 0;
}

static void
tell_value(
    struct txn *x, const struct field *f, const void *line, struct buf *told)
{
	char value[FIELD_TEXT];

	buf_char(told, '\t');
	if (line == NULL || record_empty(f, line))
		return;
	refer_print(x, f, line, value, sizeof value);
	for (char *c = value; *c != '\0'; c++)
		buf_char(told, *c == '\t' || *c == '\n' ? ' ' : *c);
}

/* What differs between two lines, as the audit writes changes; either may be
 * NULL. */
static void
tell_line(struct txn *x, const struct document *d, const void *old,
    const void *new, struct buf *told)
{
	const void *any = new != NULL ? new : old;
	int64_t no = record_int(record_field(d->line, d->line_no), any);

	for (const struct field *f = d->line->fields; f->tag != 0; f++) {
		if (f->tag == TAG_ID || f->tag == TAG_REV ||
		    f->tag == d->line_head ||
		    (old != NULL && new != NULL ? !differs(f, old, new) :
						  record_empty(f, any)))
			continue;
		buf_printf(told, "%lld %s", (long long)no, f->name);
		tell_value(x, f, old, told);
		tell_value(x, f, new, told);
		buf_char(told, '\n');
	}
}

static void
tell(struct txn *x, const struct document *d, int64_t head, const char *what)
{
	void *rec = xmalloc(d->head->size);
	char number[64] = "";

	if (store_get(x, d->head, head, rec) == RC_OK)
		field_print(record_field(d->head, d->number), rec, number,
		    sizeof number);
	audit_event(x, d->head->name, number, head, what);
	free(rec);
}

/* One line; RC_SAME when it is as it was. */
static enum rc
put_line(struct txn *x, const struct document *d, struct stored *was,
    void *line, int i, struct buf *told, struct problems *bad)
{
	int64_t *id_rev = line; /* every record begins with id, rev */
	int j = was->n > 0 ? find(d, was, line, i) : -1;
	const void *old = NULL;
	enum rc rc;

	id_rev[0] = id_rev[1] = 0;
	if (j >= 0) {
		was->met[j] = true;
		old = line_at(d, was->lines, j);
		id_rev[0] = record_id(old);
		id_rev[1] = record_rev(old);
	}
	rc = store_save(x, d->line, line, bad);
	if (rc == RC_OK && was->n > 0)
		tell_line(x, d, old, line, told);
	return rc;
}

static enum rc
take_away(struct txn *x, const struct document *d, const struct stored *was,
    struct buf *told)
{
	enum rc rc = RC_SAME;

	for (int i = 0; i < was->n; i++) {
		const void *old = line_at(d, was->lines, i);

		if (was->met[i])
			continue;
		tell_line(x, d, old, NULL, told);
		if ((rc = store_delete(x, d->line, record_id(old))) != RC_OK)
			return rc;
	}
	return rc;
}

enum rc
document_put_lines(struct txn *x, const struct document *d, int64_t head,
    void *lines, int n, struct problems *bad)
{
	const struct field *f = record_field(d->line, d->line_head);
	struct stored was = { 0 };
	struct buf told = { 0 };
	enum rc all = RC_SAME, rc;

	document_number_lines(d, lines, n, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = document_take_lines(x, d, head, &was.lines, &was.n);
	was.met = xcalloc((size_t)was.n + 1, sizeof *was.met);
	for (int i = 0; rc <= RC_SAME && i < n; i++) {
		record_set_int(f, line_at(d, lines, i), head);
		rc = put_line(x, d, &was, line_at(d, lines, i), i, &told, bad);
		if (rc == RC_OK)
			all = RC_OK;
	}
	if (rc <= RC_SAME && (rc = take_away(x, d, &was, &told)) == RC_OK)
		all = RC_OK;
	if (rc <= RC_SAME && told.len > 0)
		tell(x, d, head, told.data);
	buf_free(&told);
	free(was.met);
	free(was.lines);
	return rc <= RC_SAME ? all : rc;
}

enum rc
document_erase(
    struct txn *x, const struct document *d, int64_t head, int64_t rev)
{
	void *rec = xmalloc(d->head->size), *lines = NULL;
	int n = 0;
	enum rc rc = store_get(x, d->head, head, rec);

	if (rc == RC_OK && record_rev(rec) != rev)
		rc = RC_CONFLICT;
	if (rc == RC_OK)
		rc = document_take_lines(x, d, head, &lines, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = store_delete(x, d->line, record_id(line_at(d, lines, i)));
	if (rc == RC_OK)
		rc = store_delete(x, d->head, head);
	free(lines);
	free(rec);
	return rc;
}

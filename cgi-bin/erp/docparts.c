/* Parts of a document's page: head, facts, lines, sums, what it led to. */
#include <string.h>

#include "docs.h"
#include "model/terms.h"
#include "web/control.h"

enum rc
doc_load(struct req *r, const struct doc *d, void **head, void **lines, int *n)
{
	enum rc rc;

	*head = arena_alloc(r->mem, d->d->head->size);
	rc = store_get(r->x, d->d->head, r->id, *head);
	if (rc == RC_OK)
		rc = document_lines(r->x, d->d, r->id, lines, n);
	return rc;
}

enum rc
doc_audit(struct req *r, const struct doc *d)
{
	void *rec = arena_alloc(r->mem, d->d->head->size);
	enum rc rc = store_get(r->x, d->d->head, r->id, rec);
	struct head h = { .nav = d->nav,
		.screen = d->screen,
		.crumb_path = at(r, d->list, r->id, "") };

	if (rc != RC_OK)
		return rc;
	h.crumb = doc_name(d, rec);
	h.title = arena_printf(r->mem, _("Audit of %s"), h.crumb);
	page_open(r, &h);
	rc = audit_of(r, d->d->head, r->id, at(r, d->list, r->id, "/audit"));
	page_close(r);
	return rc;
}

/* ---- head and facts --------------------------------------------------------
 */

static const struct field *
status_of(const struct entity *e)
{
	return record_named(e, "status");
}

void
doc_head(struct req *r, const struct doc *d, const void *head,
    const char *title, bool edit)
{
	const struct head h = {
		.title = title,
		.nav = d->nav,
		.screen = d->screen,
		.crumb = _(d->list_title),
		.crumb_path = d->list,
	};

	head_tail(r, doc_name(d, head));
	head_begin_pill(r, &h, status_of(d->d->head), head);
	verb_buttons(r, d, head, edit);
	head_end(r);
}

void
doc_figure(struct req *r, const char *label, int64_t amount,
    const char *currency, const char *says)
{
	html(r, "<div class=\"figure\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	amount_text(r, amount, currency);
	html(r, "</span>");
	if (says != NULL) {
		html(r, "<span class=\"small muted\">");
		text(r, says);
		html(r, "</span>");
	}
	html(r, "</div>");
}

static void
dt(struct req *r, const char *label)
{
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
}

void
doc_link(struct req *r, const struct entity *e, unsigned tag, const void *rec,
    const char *list, int64_t any_of)
{
	const struct field *f = record_field(e, tag);
	char title[FIELD_TEXT];

	if (record_empty(f, rec))
		return;
	refer_title(r->x, f, rec, title, sizeof title);
	dt(r, _(f->label));
	if (may(r, any_of))
		link_to(r, at(r, list, record_int(f, rec), ""), title);
	else
		text(r, title);
	html(r, "</dd></div>");
}

void
doc_facts(struct req *r, const struct entity *e, const unsigned *tags,
    const void *rec)
{
	for (; *tags != 0; tags++)
		if (!record_empty(record_field(e, *tags), rec))
			kv_field(r, e, *tags, rec);
}

void
doc_text(struct req *r, const char *id, const char *title, const char *s)
{
	if (*s == '\0')
		return;
	card_open(r, id, title);
	html(r, "<div class=\"text\">");
	text_lines(r, s);
	html(r, "</div>");
	card_close(r);
}

/* ---- lines
 * ------------------------------------------------------------------------ */

static const char *
class_of(const struct column *c)
{
	switch (c->how) {
	case COL_AMOUNT:
	case COL_NUMBER:
		return c->hide_small ? "num hide-s" : "num";
	case COL_DATE:
	case COL_LINK:
		return c->hide_small ? "nowrap hide-s" : "nowrap";
	case COL_OWN:
		if (c->right)
			return c->hide_small ? "num hide-s" : "num";
		return NULL;
	default:
		return c->hide_small ? "hide-s" : NULL;
	}
}

static void
line_cell(struct req *r, const struct entity *e, const struct column *c,
    const void *rec,
    void (*own)(struct req *, const struct column *, const void *))
{
	const struct field *f = record_field(e, c->tag);
	char to[FIELD_TEXT];

	if (c->how == COL_OWN) {
		own(r, c, rec);
	} else if (c->how == COL_DATE) {
		date_text(r, record_int(f, rec));
	} else if (f->type->storage == STORE_TEXT) {
		text(r, record_text(f, rec));
	} else if (record_empty(f, rec) && c->how == COL_NUMBER) {
		return;
	} else if (is_amount(f)) {
		number_field(r, f, rec);
		if (f->type == &type_rate)
			html(r, "\u00a0%");
	} else {
		refer_print(r->x, f, rec, to, sizeof to);
		text(r, to);
	}
}

static void
line_row(struct req *r, const struct entity *e, const struct column *columns,
    const void *rec,
    void (*own)(struct req *, const struct column *, const void *))
{
	html(r, "<tr>");
	for (const struct column *c = columns; c->tag != 0; c++) {
		bool first = c == columns;

		if (first)
			html(r, "<th scope=\"row\" class=\"nowrap\"");
		else
			html(r, "<td");
		if (!first) {
			attribute(r, "class", class_of(c));
			if (c != columns + 1)
				attribute(r, "data-l",
				    c->label != NULL ?
					_(c->label) :
					_(record_field(e, c->tag)->label));
		}
		html(r, ">");
		line_cell(r, e, c, rec, own);
		if (first)
			html(r, "</th>");
		else
			html(r, "</td>");
	}
	html(r, "</tr>\n");
}

void
doc_lines(struct req *r, const char *path, const struct entity *e,
    const struct column *columns, const void *lines, int n,
    void (*own)(struct req *, const struct column *, const void *))
{
	int from = line_window(r, query_value(r, "from"), n);

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-lines\">"
	    "<header><h2 id=\"h-lines\">");
	text(r, _("Lines"));
	html(r, "</h2></header>");
	if (n == 0) {
		html(r, "<p class=\"body muted\">");
		text(r, _("There are no lines yet."));
		html(r, "</p></section>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Lines"));
	html(r, "</caption><thead><tr>");
	for (const struct column *c = columns; c->tag != 0; c++) {
		html(r, "<th scope=\"col\"");
		attribute(r, "class", class_of(c));
		html(r, ">");
		text(r,
		    c->label != NULL ? _(c->label) :
				       _(record_field(e, c->tag)->label));
		html(r, "</th>");
	}
	html(r, "</tr></thead>\n<tbody>");
	for (int i = from; i < n && i < from + LINE_WINDOW; i++)
		line_row(r, e, columns,
		    (const char *)lines + (size_t)i * e->size, own);
	html(r, "</tbody></table></div>");
	line_pager(r, path, from, LINE_WINDOW, n);
	html(r, "</section>");
}

/* ---- sums
 * ------------------------------------------------------------------------- */

void
sums_box(
    struct req *r, const char *currency, const struct totals *t, int64_t paid)
{
	html(r,
	    "<section class=\"card\" aria-labelledby=\"h-sums\"><header>"
	    "<h2 id=\"h-sums\">");
	text(r, _("Totals"));
	html(r, "</h2></header><div class=\"body\"><dl class=\"sums\">");
	sum_row(r, _("Lines"), t->lines, currency, false);
	if (t->charges != 0)
		sum_row(r, _("Freight"), t->charges, currency, false);
	for (int i = 0; i < t->n; i++) {
		const struct tax_row *tax = &t->row[i];

		sum_row(r,
		    tax_words(r, choice_of(tax_categories, tax->category),
			tax->rate, tax->taxable, currency),
		    tax->tax, currency, false);
	}
	sum_row(r, _("Total"), t->total, currency, true);
	if (paid >= 0) {
		sum_row(r, _("Paid"), paid, currency, false);
		sum_row(r, _("Balance"), t->total - paid, currency, true);
	}
	html(r, "</dl></div></section>");
}

/* ---- what it led to
 * ----------------------------------------------------------------- */

static void
linked_begin(struct req *r)
{
	const char *heads[] = { _("Document"), _("Kind"), _("Date"),
		_("Amount"), _("Status") };

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-linked\">"
	    "<header><h2 id=\"h-linked\">");
	text(r, _("Linked documents"));
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table class=\"resp\">"
	    "<caption class=\"vh\">");
	text(r, _("Linked documents"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; i < 5; i++) {
		if (i == 3)
			html(r, "<th scope=\"col\" class=\"num\">");
		else
			html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
}

void
linked_add(struct linked *l, const struct linked_row *row)
{
	struct req *r = l->r;

	if (l->n++ == 0)
		linked_begin(r);
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	if (row->path != NULL)
		link_to(r, row->path, row->number);
	else
		text(r, row->number);
	html(r, "</th><td>");
	text(r, row->kind);
	html(r, "</td><td class=\"nowrap\">");
	date_text(r, row->date);
	html(r, "</td><td class=\"num\">");
	if (row->currency != NULL)
		amount_text(r, row->amount, row->currency);
	html(r, "</td><td class=\"c-end\">");
	if (row->status != NULL)
		pill_choice(r, row->status, row->rec);
	html(r, "</td></tr>");
}

void
linked_end(struct linked *l)
{
	if (l->n > 0)
		html(l->r, "</tbody></table></div></section>");
}

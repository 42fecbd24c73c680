/* What comes back of an order: lines and quantities, made a return of it. */
#include <stdlib.h>

#include "orders.h"
#include "web/control.h"

/* A line that was shipped, and what can come back of it. */
struct row {
	const struct order_line *l;
	int64_t left;
	const char *typed;
	const char *error; /* NULL: none */
};

struct page {
	struct req *r;
	struct sales_order o;
	struct row *at;
	int n;
};

static const struct field *
quantity_field(void)
{
	return record_field(&order_line_entity, ORDER_LINE_QUANTITY);
}

static enum rc
load(struct req *r, struct page *p)
{
	void *head, *lines;
	int n;
	enum rc rc = doc_load(r, &order_doc, &head, &lines, &n);

	if (rc != RC_OK)
		return rc;
	p->r = r;
	p->o = *(const struct sales_order *)head;
	p->at = arena_alloc(r->mem, (size_t)(n + 1) * sizeof *p->at);
	for (int i = 0; i < n; i++) {
		const struct order_line *l = (struct order_line *)lines + i;
		struct row *to = &p->at[p->n];

		if (l->shipped <= 0)
			continue;
		*to = (struct row){ .l = l, .typed = "" };
		if ((rc = order_line_returnable(r->x, l, 0, &to->left)) !=
		    RC_OK)
			return rc;
		p->n++;
	}
	return RC_OK;
}

/* ---- the page --------------------------------------------------------------
 */

static void
number(struct req *r, const struct order_line *l, int64_t quantity)
{
	struct order_line of = { .quantity = quantity };

	number_field(r, quantity_field(), &of);
	textf(r, " %s", l->uom);
}

static void
input_cell(struct req *r, const struct row *row)
{
	const char *id = arena_printf(r->mem, "%lld", (long long)row->l->id);

	form_hidden(r, "l_line", id);
	html(
	    r, "<input type=\"text\" inputmode=\"decimal\" class=\"num w-xs\"");
	attribute(r, "id", arena_printf(r->mem, "f-back-%s", id));
	attribute(r, "name", "l_quantity");
	attribute(r, "value", row->typed);
	attribute(r, "aria-label",
	    arena_printf(r->mem, _("Quantity of %s that comes back"),
		row->l->description));
	html(r, " autocomplete=\"off\"");
	if (row->error != NULL) {
		html(r, " aria-invalid=\"true\"");
		attribute(r, "aria-describedby",
		    arena_printf(r->mem, "f-back-%s-error", id));
	}
	html(r, ">");
	if (row->error == NULL)
		return;
	html(r, "<p class=\"errtext\"");
	attribute(r, "id", arena_printf(r->mem, "f-back-%s-error", id));
	html(r, ">");
	text(r, row->error);
	html(r, "</p>");
}

static void
table_row(struct req *r, const struct row *row)
{
	html(r, "<tr><td>");
	line_text(r, row->l->item_id, row->l->description, "");
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Shipped"));
	html(r, "\">");
	number(r, row->l, row->l->shipped);
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Can come back"));
	html(r, "\">");
	number(r, row->l, row->left);
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Comes back"));
	html(r, "\">");
	input_cell(r, row);
	html(r, "</td></tr>");
}

static void
table(struct req *r, const struct page *p)
{
	html(r,
	    "<section class=\"card flush\"><div class=\"tablewrap\">"
	    "<table class=\"resp\"><caption class=\"vh\">");
	text(r, _("Lines that were shipped"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Item"));
	html(r, "</th><th scope=\"col\" class=\"num\">");
	text(r, _("Shipped"));
	html(r, "</th><th scope=\"col\" class=\"num\">");
	text(r, _("Can come back"));
	html(r, "</th><th scope=\"col\" class=\"num\">");
	text(r, _("Comes back"));
	html(r, "</th></tr></thead><tbody>");
	for (int i = 0; i < p->n; i++)
		table_row(r, &p->at[i]);
	html(r, "</tbody></table></div></section>");
}

static void
show(struct req *r, const struct page *p, const struct problems *bad)
{
	const char *back = at(r, "/orders", r->id, "");
	const char *why =
	    r->method == METHOD_POST ? form_value(r, "reason") : NULL;
	const struct head h = {
		.title = arena_printf(r->mem, _("Return of %s"), p->o.order_no),
		.nav = "orders",
		.screen = "SO301000",
		.crumb = p->o.order_no,
		.crumb_path = back,
	};

	head_tail(r, _("Return"));
	page_open(r, &h);
	if (bad != NULL && problem_of(bad, 0) != NULL)
		banner(r, "bad", problem_of(bad, 0), NULL);
	html(r, "<form class=\"stack\" method=\"post\" novalidate action=\"");
	text(r, url(r, at(r, "/orders", r->id, "/return"), NULL));
	html(r, "\">");
	form_token(r);
	form_rev(r, &p->o);
	table(r, p);
	form_input(r,
	    &(struct input){ .name = "reason",
		.label = _("Reason"),
		.type = "text",
		.value = why != NULL ? why : "",
		.max = 200 });
	html(r, "<div class=\"acts\">");
	form_button(r, "btn primary", NULL, NULL, NULL, _("Make the return"));
	button_link(r, back, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
	page_close(r);
}

enum rc
order_return_page(struct req *r)
{
	struct page *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = load(r, p);

	if (rc == RC_OK)
		show(r, p, NULL);
	return rc;
}

/* ---- sent
 * ---------------------------------------------------------------------- */

/* What was typed, by line; false: something could not be read. */
static bool
read_rows(struct req *r, struct page *p, struct order_back *back)
{
	bool good = true;

	for (int i = 0; i < p->n; i++) {
		struct row *row = &p->at[i];
		struct order_line to = { .quantity = 0 };
		struct problems one = { .n = 0 };
		const char *id;

		for (int j = 0; (id = form_value_at(r, "l_line", j)) != NULL;
		     j++)
			if (strtoll(id, NULL, 10) == row->l->id &&
			    form_value_at(r, "l_quantity", j) != NULL)
				row->typed = form_value_at(r, "l_quantity", j);
		if (row->typed[0] != '\0' &&
		    !form_read_value(
			r, quantity_field(), row->typed, &to, &one)) {
			row->error = arena_strdup(r->mem, one.at[0].text);
			good = false;
		}
		back[i] = (struct order_back){ row->l->id, to.quantity };
	}
	return good;
}

/* Sentences tell the line of the return: the n-th that comes back. */
static void
spread(
    struct page *p, const struct order_back *back, const struct problems *bad)
{
	int row = 0;

	for (int i = 0; i < p->n; i++) {
		row += back[i].quantity > 0;
		for (int j = 0; back[i].quantity > 0 && j < bad->n; j++)
			if (bad->at[j].row == row)
				p->at[i].error = bad->at[j].text;
	}
}

enum rc
order_return_post(struct req *r)
{
	struct page *p = arena_alloc(r->mem, sizeof *p);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *why = form_value(r, "reason");
	struct order_back *back;
	int64_t made = 0;
	enum rc rc = load(r, p);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, &p->o))
		return RC_INVALID;
	back = arena_alloc(r->mem, (size_t)(p->n + 1) * sizeof *back);
	rc = RC_INVALID;
	if (read_rows(r, p, back))
		rc = order_return(r->x, &p->o, back, p->n,
		    why != NULL ? why : "", &made, bad);
	if (rc == RC_OK) {
		redirect(r, at(r, "/orders", made, ""), "return-created");
		return rc;
	}
	if (rc != RC_INVALID)
		return refuse(r, rc, bad, at(r, "/orders", r->id, ""));
	spread(p, back, bad);
	r->out.status = 422;
	show(r, p, bad);
	return rc;
}

/* Many documents at once: chosen, stepped, told. */
#include "bulk.h"

#include <stdlib.h>
#include <string.h>

#include "orders.h"

/* ---- in the list -----------------------------------------------------------
 */

void
bulk_bar(struct req *r)
{
	html(r, "<div class=\"bulk\" role=\"group\" aria-label=\"");
	text(r, _("Chosen documents"));
	html(r, "\"><span data-live hidden><strong><span data-count>0</span> ");
	text(r, _("chosen"));
	html(r, "</strong></span><button type=\"submit\" class=\"btn sm\">");
	text(r, _("Go on with the chosen ones"));
	html(r, "</button></div>");
}

void
bulk_box(struct req *r, const char *name)
{
	html(r, " aria-label=\"");
	textf(r, _("Choose %s"), name);
	html(r, "\"");
}

/* ---- parts of both pages
 * ------------------------------------------------------- */

static void
begin_page(struct req *r, const struct doc *d, const char *title)
{
	const struct head h = {
		.title = _(title),
		.nav = d->nav,
		.screen = d->screen,
		.crumb = _(d->list_title),
		.crumb_path = d->list,
	};

	page_open(r, &h);
}

static void
table_begin(struct req *r, const char *title, const char *last)
{
	html(r,
	    "<section class=\"card flush\"><div class=\"tablewrap\">"
	    "<table class=\"resp\"><caption class=\"vh\">");
	text(r, _(title));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Document"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Customer"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Status"));
	if (last != NULL) {
		html(r, "</th><th scope=\"col\">");
		text(r, last);
	}
	html(r, "</th></tr></thead><tbody>");
}

/* Number, customer, status; the row is left open. */
static void
document_cells(struct req *r, const struct doc *d, const void *head)
{
	const struct entity *e = d->d->head;
	const struct field *account = record_named(e, "account_id");
	char name[FIELD_TEXT];

	html(r, "<tr><th scope=\"row\">");
	link_to(r, at(r, d->list, record_id(head), ""), doc_name(d, head));
	html(r, "</th><td data-l=\"");
	text(r, _("Customer"));
	html(r, "\">");
	refer_title(r->x, account, head, name, sizeof name);
	text(r, name);
	html(r, "</td><td data-l=\"");
	text(r, _("Status"));
	html(r, "\">");
	pill_choice(r, record_named(e, "status"), head);
	html(r, "</td>");
}

static void
table_end(struct req *r)
{
	html(r, "</tbody></table></div></section>");
}

/* ---- what can be done with them
 * ------------------------------------------------ */

struct chosen {
	const struct doc *d;
	void *at; /* heads */
	int n;
};

static const void *
head_at(const struct chosen *c, int i)
{
	return (const char *)c->at + (size_t)i * c->d->d->head->size;
}

static enum rc
load_chosen(struct req *r, const struct doc *d, struct chosen *c)
{
	const struct entity *e = d->d->head;

	*c = (struct chosen){ .d = d,
		.at = arena_alloc(r->mem, LIMIT_PARAMS * e->size) };
	for (int i = 0; i < r->queries; i++) {
		enum rc rc =
		    store_get(r->x, e, strtoll(r->query[i].value, NULL, 10),
			(char *)c->at + (size_t)c->n * e->size);

		if (rc != RC_OK && rc != RC_NOTFOUND)
			return rc;
		c->n += rc == RC_OK;
	}
	return RC_OK;
}

static int
how_many(const struct chosen *c, const struct verb *v)
{
	int n = 0;

	for (int i = 0; i < c->n; i++)
		n += v->fits(head_at(c, i));
	return n;
}

/* Each button says how many of them it is for. */
static void
buttons(struct req *r, const struct chosen *c)
{
	bool first = true;

	for (const struct verb *v = c->d->verbs; v->rest != NULL; v++) {
		int n = v->bulk && may(r, v->roles) ? how_many(c, v) : 0;

		if (n == 0)
			continue;
		form_button(r, first ? "btn primary" : "btn", "do", v->rest + 1,
		    v->icon,
		    arena_printf(
			r->mem, _("%s: %d of %d"), _(v->label), n, c->n));
		first = false;
	}
	if (!first)
		return;
	html(r, "<p class=\"muted\">");
	text(r,
	    c->n == 0 ? _("Nothing is chosen.") :
			_("There is no step that any of them can take."));
	html(r, "</p>");
}

/* All of them on paper, in one archive. */
static void
paper_link(struct req *r, const struct chosen *c)
{
	const char *path = at(r, c->d->list, 0, "/pdf");

	if (!c->d->prints || c->n == 0)
		return;
	for (int i = 0; i < c->n; i++)
		path = arena_printf(r->mem, "%s%sid=%lld", path,
		    i == 0 ? "?" : "&", (long long)record_id(head_at(c, i)));
	button_link(r, path, "btn", "download", _("PDF of each"));
}

enum rc
bulk_chosen(struct req *r, const struct doc *d, const char *title)
{
	struct chosen c;
	enum rc rc = load_chosen(r, d, &c);

	if (rc != RC_OK)
		return rc;
	begin_page(r, d, title);
	html(r, "<form class=\"stack\" method=\"post\" action=\"");
	text(r, url(r, at(r, d->list, 0, "/step"), NULL));
	html(r, "\">");
	form_token(r);
	for (int i = 0; i < c.n; i++)
		form_hidden(r, "item",
		    arena_printf(r->mem, "%lld.%lld",
			(long long)record_id(head_at(&c, i)),
			(long long)record_rev(head_at(&c, i))));
	if (c.n > 0)
		table_begin(r, title, NULL);
	for (int i = 0; i < c.n; i++) {
		document_cells(r, d, head_at(&c, i));
		html(r, "</tr>");
	}
	if (c.n > 0)
		table_end(r);
	html(r, "<div class=\"acts\">");
	buttons(r, &c);
	paper_link(r, &c);
	button_link(r, d->list, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
	page_close(r);
	return RC_OK;
}

/* ---- the step
 * ------------------------------------------------------------------ */

/* One of them: what it was, and what became of it. */
struct item {
	struct req *r;
	const struct doc *d;
	const struct verb *v;
	int64_t id, rev, made;
	void *head; /* as it was before */
	struct problems bad;
	enum rc rc;
};

static enum rc
body(struct txn *x, void *arg)
{
	struct item *it = arg;
	enum rc rc;

	it->r->x = x;
	if ((rc = store_get(x, it->d->d->head, it->id, it->head)) != RC_OK)
		return rc;
	if (record_rev(it->head) != it->rev)
		return RC_CONFLICT;
	if (!it->v->fits(it->head)) {
		problem(
		    &it->bad, 0, _("This step is not one that it can take."));
		return RC_INVALID;
	}
	return it->v->run(it->r, it->head, &it->made, &it->bad);
}

static bool
read_item(const char *s, struct item *it)
{
	char *end;

	it->id = strtoll(s, &end, 10);
	if (end == s || *end != '.')
		return false;
	s = end + 1;
	it->rev = strtoll(s, &end, 10);
	return end != s && *end == '\0';
}

static void
step_all(struct req *r, struct item *items, int n)
{
	struct actor who = request_actor(r);

	/* Whoever waits comes in between two documents. */
	for (int i = 0; i < n; i++) {
		struct store *s = store_open(r->conf->store, STORE_WRITE);

		items[i].rc = txn_run(s, &who, body, &items[i]);
		r->x = NULL;
		store_close(s);
	}
}

/* The document that a step made, as a link. */
static void
made_link(struct req *r, const struct verb *v, int64_t id)
{
	static const struct doc *const docs[] = { &order_doc, &shipment_doc,
		&invoice_doc, NULL };

	for (int i = 0; docs[i] != NULL; i++) {
		void *head;

		if (v->made == NULL || strcmp(docs[i]->list, v->made) != 0)
			continue;
		head = arena_alloc(r->mem, docs[i]->d->head->size);
		if (store_get(r->x, docs[i]->d->head, id, head) != RC_OK)
			continue;
		html(r, ": ");
		link_to(r, at(r, v->made, id, ""), doc_name(docs[i], head));
	}
}

static const char *
why_not(const struct item *it)
{
	switch (it->rc) {
	case RC_CONFLICT:
		return _("Somebody changed it meanwhile: nothing was done.");
	case RC_NOTFOUND:
		return _("It is not there any more.");
	case RC_FULL:
		return _("The disk is full: nothing was done.");
	default:
		return it->bad.n > 0 ? it->bad.at[0].text :
				       _("It was refused.");
	}
}

static void
outcome(struct req *r, const struct item *it)
{
	bool good = it->rc == RC_OK || it->rc == RC_SAME;

	html(r, "<td data-l=\"");
	text(r, _("What became of it"));
	html(r, "\">");
	pill(r, good ? "ok" : "bad", good ? _("Done") : _("Not done"));
	html(r, " ");
	if (!good)
		text(r, why_not(it));
	else if (it->made != 0)
		made_link(r, it->v, it->made);
	html(r, "</td></tr>");
}

static void
tell(struct req *r, const struct doc *d, const struct verb *v,
    struct item *items, int n)
{
	int good = 0;

	for (int i = 0; i < n; i++)
		good += items[i].rc == RC_OK || items[i].rc == RC_SAME;
	begin_page(r, d, v->label);
	banner(r, good == n ? "ok" : "warn",
	    arena_printf(r->mem, _("%d of %d done."), good, n),
	    good == n ? NULL : _("What was not done is as it was before."));
	html(r, "<div class=\"stack\">");
	table_begin(r, v->label, _("What became of it"));
	for (int i = 0; i < n; i++) {
		/* As it is now; what is gone, as it was. */
		if (store_get(r->x, d->d->head, items[i].id, items[i].head) !=
			RC_OK &&
		    record_id(items[i].head) == 0)
			continue;
		document_cells(r, d, items[i].head);
		outcome(r, &items[i]);
	}
	table_end(r);
	html(r, "<div class=\"acts\">");
	button_link(r, d->list, "btn primary", NULL, _("Back to the list"));
	html(r, "</div></div>");
	page_close(r);
}

static const struct verb *
verb_named(const struct doc *d, const char *word)
{
	const struct verb *v = d->verbs;

	while (v->rest != NULL &&
	    (!v->bulk || word == NULL || strcmp(v->rest + 1, word) != 0))
		v++;
	return v->rest != NULL ? v : NULL;
}

enum rc
bulk_step(struct req *r, const struct doc *d)
{
	const struct verb *v = verb_named(d, form_value(r, "do"));
	struct item *items = arena_alloc(r->mem, LINE_ROWS * sizeof *items);
	const char *s;
	struct store *store;
	int n = 0;

	if (v == NULL)
		return RC_NOTFOUND;
	if (!may(r, v->roles))
		return RC_REFUSED;
	for (; n < LINE_ROWS && (s = form_value_at(r, "item", n)) != NULL;
	     n++) {
		items[n] = (struct item){ .r = r, .d = d, .v = v };
		items[n].head = arena_alloc(r->mem, d->d->head->size);
		if (!read_item(s, &items[n]))
			return RC_NOTFOUND;
	}
	step_all(r, items, n);
	store = store_open(r->conf->store, STORE_READ);
	r->x = store_view(store);
	r->out.status = 200;
	tell(r, d, v, items, n);
	r->x = NULL;
	store_close(store);
	return RC_OK;
}

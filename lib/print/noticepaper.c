/* The documents of a notice, and the words of its mail. */
#include "noticepaper.h"

#include <string.h>

#include "balance.h"
#include "date.h"
#include "statement.h"
#include "statement_run.h"
#include "str.h"
#include "text.h"

struct gathering {
	struct txn *x;
	struct arena *mem;
	const struct notice *notice;
	const char *only; /* a currency, or NULL */
	struct notice_papers *to;
	enum rc rc;
};

static bool
wanted(const struct gathering *g, const char *currency)
{
	return g->to->n < NOTICE_PAPERS &&
	    (g->only == NULL || strcmp(g->only, currency) == 0);
}

static void
add(struct gathering *g, const char *currency, struct print_doc *doc)
{
	struct notice_papers *to = g->to;

	str_copy(to->currency[to->n], sizeof to->currency[0], currency);
	to->doc[to->n++] = doc;
}

static bool
add_statement(void *arg, const void *rec)
{
	const struct statement *s = rec;
	struct gathering *g = arg;
	struct print_doc *doc;
	struct statement_sheet sheet;

	if (!wanted(g, s->currency))
		return true;
	doc = arena_alloc(g->mem, sizeof *doc);
	g->rc = statement_make(g->x, &g->to->account, s->currency, s->from_date,
	    s->statement_date, &sheet);
	if (g->rc == RC_OK)
		g->rc = printed_statement(
		    g->x, g->mem, &g->to->account, &sheet, doc);
	statement_free(&sheet);
	if (g->rc == RC_OK)
		add(g, s->currency, doc);
	return g->rc == RC_OK;
}

static bool
add_reminder(void *arg, const void *rec)
{
	const struct balance *b = rec;
	struct gathering *g = arg;
	struct print_doc *doc;

	if (b->outstanding == 0 || !wanted(g, b->currency))
		return true;
	doc = arena_alloc(g->mem, sizeof *doc);
	g->rc = printed_reminder(g->x, g->mem, &g->to->account, b->currency,
	    g->notice->notice_date, g->notice->level, doc);
	if (g->rc == RC_OK && doc->table.rows > 0)
		add(g, b->currency, doc);
	return g->rc == RC_OK;
}

/* ---- the mail */

/* The table of a reminder in lines; a statement is in its attachment. */
static const char *
rows_of(struct arena *mem, const char *s, const struct print_doc *d)
{
	enum { SHOWN = 50 };

	for (int i = 0; i < d->table.rows && i < SHOWN; i++) {
		const struct print_row *row = &d->table.row[i];

		s = arena_printf(mem, "%s%s%s, %s %s: %s", s,
		    *s != '\0' ? "\n" : "", row->cell[0], _("due"),
		    row->cell[2], row->cell[5]);
	}
	return s;
}

static const char *
figures_of(struct arena *mem, const char *s, const struct print_doc *d)
{
	for (int i = 0; i < d->figures; i++)
		s = arena_printf(mem, "%s%s%s: %s", s, *s != '\0' ? "\n" : "",
		    d->figure[i].label, d->figure[i].value);
	return s;
}

static const char *
how_to_pay(struct arena *mem, const char *s, const struct print_doc *d)
{
	if (d->pay_label == NULL)
		return s;
	s = arena_printf(
	    mem, "%s%s%s:", s, *s != '\0' ? "\n" : "", d->pay_label);
	for (int i = 0; i < d->pay.n; i++)
		s = arena_printf(mem, "%s\n%s: %s", s, d->pay.at[i].label,
		    d->pay.at[i].value);
	return s;
}

static void
mail(struct gathering *g)
{
	struct notice_papers *to = g->to;

	for (int i = 0; i < to->n; i++) {
		const struct print_doc *d = to->doc[i];

		to->figures = figures_of(g->mem, to->figures, d);
		if (g->notice->kind != NOTICE_REMINDER)
			continue;
		to->rows = rows_of(g->mem, to->rows, d);
		to->pay = how_to_pay(g->mem, to->pay, d);
		to->words = d->text;
	}
}

enum rc
notice_papers(struct txn *x, struct arena *mem, const struct notice *n,
    const char *currency, struct notice_papers *to)
{
	const struct statement s = { .account_id = n->account_id,
		.statement_date = n->notice_date };
	const struct balance b = { .account_id = n->account_id };
	const struct list statements = { .e = &statement_entity,
		.index = STATEMENT_OF_ACCOUNT,
		.like = &s,
		.prefix = 2 };
	const struct list balances = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &b,
		.prefix = 1 };
	struct gathering g = { x, mem, n, currency, to, RC_OK };
	enum rc rc;

	*to = (struct notice_papers){
		.words = "", .figures = "", .rows = "", .pay = ""
	};
	rc = store_get(x, &account_entity, n->account_id, &to->account);
	if (rc == RC_OK && n->kind == NOTICE_STATEMENT)
		rc = store_list(x, &statements, add_statement, &g);
	else if (rc == RC_OK)
		rc = store_list(x, &balances, add_reminder, &g);
	if (rc == RC_OK)
		rc = g.rc;
	if (rc == RC_OK)
		mail(&g);
	return rc;
}

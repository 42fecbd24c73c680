/*
 * Print/E-mail statements (AR503500): notices to customers, statements and
 * reminders, by what is to become of them. The night sends mail; a clerk prints
 * the others, and says so.
 */
#include "reports.h"

#include <stdlib.h>
#include <string.h>

#include "model/account.h"
#include "model/balance.h"
#include "model/notice.h"
#include "model/statement_run.h"

/* ---- list ------------------------------------------------------------------
 */

static const unsigned tags[] = {
	NOTICE_DATE,
	NOTICE_KIND,
	NOTICE_LEVEL,
	NOTICE_ACCOUNT,
	NOTICE_STATUS,
	NOTICE_RECIPIENT,
	NOTICE_TRIED_ON,
	NOTICE_DONE_ON,
	NOTICE_WHY,
	0,
};

static const struct column columns[] = {
	{ .tag = NOTICE_DATE, .how = COL_LINK },
	{ .tag = NOTICE_ACCOUNT, .how = COL_TITLE },
	{ .tag = NOTICE_KIND, .how = COL_OWN },
	{ .tag = NOTICE_RECIPIENT, .how = COL_TEXT, .hide_small = true },
	{ .tag = NOTICE_DONE_ON, .how = COL_TIME, .hide_small = true },
	{ .tag = NOTICE_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

static const char *
kind_words(struct req *r, const struct notice *n)
{
	const char *kind = _(choice_of(notice_kinds, n->kind)->label);

	return n->kind != NOTICE_REMINDER ?
	    kind :
	    arena_printf(
		r->mem, _("%s, level %lld"), kind, (long long)n->level);
}

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	(void)c;
	text(r, kind_words(r, rec));
}

static void
box(struct req *r, const void *rec)
{
	const struct notice *n = rec;
	char name[FIELD_TEXT];

	refer_title(r->x, record_field(&notice_entity, NOTICE_ACCOUNT), n, name,
	    sizeof name);
	html(r, " aria-label=\"");
	textf(r, _("Choose %s of %s"), kind_words(r, n), name);
	html(r, "\"");
}

static void
bulk(struct req *r)
{
	html(r, "<div class=\"bulk\" role=\"group\" aria-label=\"");
	text(r, _("Chosen notices"));
	html(r, "\"><span data-live hidden><strong><span data-count>0</span> ");
	text(r, _("chosen"));
	html(r, "</strong></span><button type=\"submit\" class=\"btn sm\">");
	text(r, _("Go on with the chosen ones"));
	html(r, "</button></div>");
}

#define OF_STATUS                                                              \
	{                                                                      \
		{ "oldest", NOTICE_DATE, NOTICE_BY_STATUS, false },            \
		    { "newest", NOTICE_DATE, NOTICE_BY_STATUS, true },         \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}
#define STATUS_TAB(tab, words, of)                                             \
	{                                                                      \
		.name = (tab), .label = (words), .like = (of), .prefix = 1,    \
		.sorts = OF_STATUS                                             \
	}

static const struct notice to_print = { .status = NOTICE_TO_PRINT },
			   to_mail = { .status = NOTICE_TO_MAIL },
			   failed = { .status = NOTICE_FAILED },
			   mailed = { .status = NOTICE_MAILED },
			   printed = { .status = NOTICE_PRINTED };

static const struct tab tabs[] = {
	STATUS_TAB("print", N_("To print"), &to_print),
	STATUS_TAB("mail", N_("To e-mail"), &to_mail),
	STATUS_TAB("failed", N_("Failed"), &failed),
	STATUS_TAB("mailed", N_("E-mailed"), &mailed),
	STATUS_TAB("printed", N_("Printed"), &printed),
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", NOTICE_DATE, NOTICE_BY_DATE, true },
		{ "oldest", NOTICE_DATE, NOTICE_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

void
notice_report(struct req *r, struct report *to)
{
	*to = (struct report){ .tags = tags, .file = "notices" };
	to->view = (struct view){
		.e = &notice_entity,
		.path = "/notices",
		.item = "/notices/",
		.source = &source_store,
		.tabs = tabs,
		.columns = columns,
		.caption = N_("Statements and reminders"),
		.export_path = "/notices/export.csv",
		.xlsx_path = "/notices/xlsx",
		.empty_icon = "mail",
		.empty_title = N_("Nothing here"),
		.empty_says = N_("Statements stand here when they have been "
				 "prepared, reminders when documents have "
				 "become late enough."),
		.cell = cell,
	};
	if (may(r, ROLE_BOOKS)) {
		to->view.select_path = "/notices/chosen";
		to->view.box = box;
		to->view.bulk = bulk;
	}
}

enum rc
notice_list(struct req *r)
{
	struct report *report = arena_alloc(r->mem, sizeof *report);

	notice_report(r, report);
	return list_page(r, &report->view, _("Print/e-mail statements"),
	    "notices", "AR503500", NULL, NULL);
}

enum rc
notice_csv(struct req *r)
{
	return report_csv(r, notice_report);
}

/* ---- steps -----------------------------------------------------------------
 */

static const struct action {
	const char *word;
	int64_t to;
	const char *label; /* N_() */
	const char *icon, *done;
	enum rc (*run)(struct txn *, struct notice *, struct problems *);
} actions[] = {
	{ "printed", NOTICE_PRINTED, N_("Mark as printed"), "printer",
	    "notices-printed", notice_printed },
	{ "mail", NOTICE_TO_MAIL, N_("Send by e-mail tonight"), "mail",
	    "notices-mail", notice_mail },
	{ "print", NOTICE_TO_PRINT, N_("Print instead"), "printer",
	    "notices-print", notice_print },
	{ .word = NULL },
};

static const struct action *
action_of(struct req *r)
{
	const char *word = form_value(r, "do");

	for (const struct action *a = actions; a->word != NULL; a++)
		if (word != NULL && strcmp(a->word, word) == 0)
			return a;
	return NULL;
}

enum rc
notice_step_post(struct req *r)
{
	const struct action *a = action_of(r);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct notice *n = arena_alloc(r->mem, sizeof *n);
	const char *id;

	if (a == NULL)
		return RC_INVALID;
	for (int i = 0; (id = form_value_at(r, "id", i)) != NULL; i++) {
		enum rc rc =
		    store_get(r->x, &notice_entity, strtoll(id, NULL, 10), n);

		/* What has taken the step meanwhile needs it no more. */
		if (rc == RC_OK && n->status != a->to)
			rc = a->run(r->x, n, bad);
		if (rc != RC_OK && rc != RC_SAME)
			return refuse(r, rc, bad, "/notices");
	}
	redirect(r, "/notices", a->done);
	return RC_OK;
}

/* Buttons for those steps that all of them can take. */
static void
step_form(struct req *r, const struct notice *at_all, int n)
{
	bool first = true;

	html(r, "<form class=\"acts\" method=\"post\" action=\"");
	text(r, url(r, "/notices/step", NULL));
	html(r, "\">");
	form_token(r);
	for (int i = 0; i < n; i++)
		form_hidden(r, "id",
		    arena_printf(r->mem, "%lld", (long long)at_all[i].id));
	for (const struct action *a = actions; a->word != NULL; a++) {
		bool all = n > 0;

		for (int i = 0; i < n; i++)
			all = all && notice_may_become(&at_all[i], a->to);
		if (!all)
			continue;
		if (first)
			form_button(r, "btn primary", "do", a->word, a->icon,
			    _(a->label));
		else
			form_button(
			    r, "btn", "do", a->word, a->icon, _(a->label));
		first = false;
	}
	html(r, "</form>");
	if (!first)
		return;
	html(r, "<p class=\"muted\">");
	text(r,
	    n == 0 ? _("Nothing is chosen.") :
		     _("There is no step that all of them can take."));
	html(r, "</p>");
}

enum rc
notice_chosen(struct req *r)
{
	const struct head h = {
		.title = _("Chosen notices"),
		.nav = "notices",
		.screen = "AR503500",
		.crumb = _("Print/e-mail statements"),
		.crumb_path = "/notices",
	};
	struct notice *n = arena_alloc(r->mem, LIMIT_PARAMS * sizeof *n);
	char name[FIELD_TEXT];
	int count = 0;

	for (int i = 0; i < r->queries; i++) {
		enum rc rc = store_get(r->x, &notice_entity,
		    strtoll(r->query[i].value, NULL, 10), &n[count]);

		if (rc != RC_OK)
			return rc;
		count++;
	}
	page_open(r, &h);
	card_open(r, "h-chosen", _("Chosen notices"));
	html(r, "<div class=\"stack\"><ul class=\"todo\">");
	for (int i = 0; i < count; i++) {
		html(r, "<li>");
		link_to(
		    r, at(r, "/notices", n[i].id, ""), kind_words(r, &n[i]));
		html(r, ", ");
		date_text(r, n[i].notice_date);
		html(r, ", ");
		refer_title(r->x, record_field(&notice_entity, NOTICE_ACCOUNT),
		    &n[i], name, sizeof name);
		link_to(
		    r, at(r, "/accounts", n[i].account_id, "/details"), name);
		html(r, "</li>");
	}
	html(r, "</ul>");
	step_form(r, n, count);
	html(r, "</div>");
	card_close(r);
	page_close(r);
	return RC_OK;
}

/* ---- one -------------------------------------------------------------------
 */

struct papers {
	struct req *r;
	const struct notice *n;
	int count;
};

static void
paper_link(struct papers *p, const char *currency)
{
	struct req *r = p->r;

	button_link(r,
	    arena_printf(r->mem, "/notices/%lld/pdf?currency=%s",
		(long long)p->n->id, currency),
	    "btn", "download",
	    arena_printf(
		r->mem, _("%s in %s (PDF)"), kind_words(r, p->n), currency));
	p->count++;
}

static bool
statement_paper(void *arg, const void *rec)
{
	paper_link(arg, ((const struct statement *)rec)->currency);
	return true;
}

static bool
reminder_paper(void *arg, const void *rec)
{
	const struct balance *b = rec;

	if (b->outstanding != 0)
		paper_link(arg, b->currency);
	return true;
}

static enum rc
papers(struct req *r, const struct notice *n)
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
	struct papers p = { .r = r, .n = n };
	enum rc rc;

	html(r, "<div class=\"acts\">");
	if (n->kind == NOTICE_STATEMENT)
		rc = store_list(r->x, &statements, statement_paper, &p);
	else
		rc = store_list(r->x, &balances, reminder_paper, &p);
	if (p.count == 0)
		text(r, _("Nothing is open any more."));
	html(r, "</div>");
	return rc;
}

enum rc
notice_page(struct req *r)
{
	static const unsigned facts[] = { NOTICE_DATE, NOTICE_RECIPIENT,
		NOTICE_TRIED_ON, NOTICE_DONE_ON, NOTICE_WHY, 0 };
	struct notice *n = arena_alloc(r->mem, sizeof *n);
	struct head h = {
		.nav = "notices",
		.screen = "AR503500",
		.crumb = _("Print/e-mail statements"),
		.crumb_path = "/notices",
	};
	enum rc rc = store_get(r->x, &notice_entity, r->id, n);

	if (rc != RC_OK)
		return rc;
	h.title = kind_words(r, n);
	head_begin_pill(r, &h, record_field(&notice_entity, NOTICE_STATUS), n);
	head_end(r);
	card_open(r, "h-notice", _("Notice"));
	html(r, "<div class=\"stack\">");
	kv_open(r);
	doc_link(r, &notice_entity, NOTICE_ACCOUNT, n, "/accounts", LEDGER);
	doc_facts(r, &notice_entity, facts, n);
	kv_close(r);
	rc = papers(r, n);
	if (may(r, ROLE_BOOKS))
		step_form(r, n, 1);
	html(r, "</div>");
	card_close(r);
	page_close(r);
	return rc;
}

/*
 * ledger HOME: a script of deeds and questions about customers' money on its
 * input, answers on its output. See history.mjs, which writes such scripts
 * together with the answers, made in another way.
 */
#include "ledger.h"

/* ---- a customer ---------------------------------------------------------- */

/* history NAME CURRENCY AUTO-APPLY */
static enum rc
deed_history(struct ledger *l)
{
	struct account a = { .status = ACCOUNT_ACTIVE,
		.auto_apply = number(l, 3) };
	enum rc rc;

	str_copy(a.account_id, sizeof a.account_id, l->word[1]);
	str_copy(a.name, sizeof a.name, l->word[1]);
	str_copy(a.currency, sizeof a.currency, l->word[2]);
	str_copy(a.bill_country, sizeof a.bill_country, "GB");
	rc = account_entity.save(l->x, &a, &l->bad);
	l->account = a;
	l->names = 0;
	l->cycle = (struct statement_cycle){ .id = 0 };
	return rc;
}

/* cycle SCHEDULE DAY AGE-BY DAYS DAYS DAYS EMPTY */
static enum rc
deed_cycle(struct ledger *l)
{
	struct statement_cycle *c = &l->cycle;
	enum rc rc;

	*c = (struct statement_cycle){ .schedule = number(l, 1),
		.day = number(l, 2),
		.age_by = number(l, 3),
		.days1 = number(l, 4),
		.days2 = number(l, 5),
		.days3 = number(l, 6),
		.print_empty = number(l, 7),
		.active = 1 };
	str_copy(c->cycle_id, sizeof c->cycle_id, l->account.account_id);
	rc = statement_cycle_save(l->x, c, &l->bad);
	if (rc != RC_OK)
		return rc;
	l->account.statement_cycle = c->id;
	return account_entity.save(l->x, &l->account, &l->bad);
}

/* end: its cycle runs no more */
static enum rc
deed_end(struct ledger *l)
{
	enum rc rc;

	if (l->cycle.id == 0)
		return RC_OK;
	rc = store_get(l->x, &statement_cycle_entity, l->cycle.id, &l->cycle);
	l->cycle.active = 0;
	return rc == RC_OK ? statement_cycle_save(l->x, &l->cycle, &l->bad) :
			     rc;
}

/* night: overdue is brought up to date, statements of the cycle are made */
static enum rc
deed_night(struct ledger *l)
{
	struct statement_run run = { .done = false };
	int64_t today = time_date(clock_now(), "");
	bool more = true;
	enum rc rc = RC_OK;

	while (rc == RC_OK && more)
		rc = balance_refresh(l->x, today, 10, &more);
	while (rc == RC_OK && !run.done)
		rc = statement_prepare(l->x, &run, today, 10);
	return rc;
}

/* ---- questions ----------------------------------------------------------- */

static void
say_ages(const int64_t sum[AGES])
{
	for (int i = 0; i < AGES; i++)
		printf(" %lld", (long long)sum[i]);
}

#define SAY(n) printf(" %lld", (long long)(n))

/* owes CURRENCY */
static enum rc
ask_owes(struct ledger *l)
{
	int64_t today = time_date(clock_now(), ""), overdue;
	struct balance b;
	enum rc rc;

	if ((rc = balance_load(l->x, l->account.id, l->word[1], &b)) != RC_OK ||
	    (rc = balance_overdue(l->x, &b, today, &overdue)) != RC_OK)
		return rc;
	printf("owes");
	SAY(b.outstanding);
	SAY(b.credits);
	SAY(b.unapplied);
	SAY(balance_total(&b));
	SAY(overdue);
	SAY(b.open_invoices);
	return rc;
}

/* ages CURRENCY DAY */
static enum rc
ask_ages(struct ledger *l)
{
	struct ageing age;
	enum rc rc;

	if ((rc = ageing_of(l->x, &l->account, &age)) != RC_OK ||
	    (rc = ageing_sum(
		 l->x, l->account.id, l->word[1], number(l, 2), &age)) != RC_OK)
		return rc;
	printf("ages");
	say_ages(age.sum);
	SAY(age.total);
	SAY(age.documents);
	SAY(age.oldest);
	return rc;
}

static void
say_sheet(const struct ledger *l, const struct statement_sheet *s)
{
	SAY(s->opening);
	SAY(s->charged);
	SAY(s->paid);
	SAY(s->closing);
	SAY(s->unused);
	say_ages(s->age.sum);
	for (int i = 0; i < s->n; i++) {
		const struct statement_entry *e = &s->entry[i];

		printf(" %lld/%s/%lld/%lld", (long long)e->date,
		    e->invoice != 0 ?
			name_by_id(l, &invoice_entity, e->invoice) :
			name_by_id(l, &payment_entity, e->payment),
		    (long long)e->amount, (long long)e->balance);
	}
}

/* sheet CURRENCY FROM TO */
static enum rc
ask_sheet(struct ledger *l)
{
	struct statement_sheet s;
	enum rc rc = statement_make(
	    l->x, &l->account, l->word[1], number(l, 2), number(l, 3), &s);

	printf("sheet");
	say_sheet(l, &s);
	statement_free(&s);
	return rc;
}

static bool
say_prepared(void *arg, const void *rec)
{
	const struct statement *s = rec;

	(void)arg;
	printf(" %s", s->currency);
	SAY(s->from_date);
	SAY(s->statement_date);
	SAY(s->opening);
	SAY(s->charged);
	SAY(s->paid);
	SAY(s->balance);
	SAY(s->overdue);
	say_ages(
	    (const int64_t[]){ s->age0, s->age1, s->age2, s->age3, s->age4 });
	SAY(s->unused);
	return true;
}

/* prepared: all statements of the cycle, in the order of days */
static enum rc
ask_prepared(struct ledger *l)
{
	const struct statement like = { .account_id = l->account.id };
	const struct list list = { .e = &statement_entity,
		.index = STATEMENT_BY,
		.like = &like,
		.prefix = 1 };

	printf("prepared");
	return store_list(l->x, &list, say_prepared, NULL);
}

struct listed {
	const char *currency;
	int64_t owed, credits, unapplied;
};

static bool
add_listed(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct listed *sum = arg;

	if (strcmp(inv->currency, sum->currency) == 0)
		*(inv->doc_type == INVOICE_CREDIT ? &sum->credits :
						    &sum->owed) += inv->balance;
	return true;
}

static bool
add_unapplied(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct listed *sum = arg;

	if (strcmp(p->currency, sum->currency) == 0)
		sum->unapplied += p->unapplied;
	return true;
}

/* As the rows of the portal's lists add up. */
static enum rc
list_own(struct own *own, struct listed *sum)
{
	const struct invoice open = { .open = IS_YES };
	const struct payment shown = { .shown = IS_YES };
	enum rc rc = own_list(own,
	    &(struct list){ .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &open,
		.prefix = 2 },
	    add_listed, sum);

	return rc != RC_OK ? rc :
			     own_list(own,
				 &(struct list){ .e = &payment_entity,
				     .index = PAYMENT_SHOWN_DATE,
				     .like = &shown,
				     .prefix = 2 },
				 add_unapplied, sum);
}

static enum rc
say_own(struct ledger *l, struct own *own)
{
	int64_t today = time_date(clock_now(), ""), overdue;
	struct listed sum = { .currency = l->word[1] };
	struct statement_sheet s;
	struct balance b;
	struct ageing age;
	enum rc rc;

	if ((rc = own_balance(own, l->word[1], &b)) != RC_OK ||
	    (rc = own_overdue(own, &b, today, &overdue)) != RC_OK ||
	    (rc = own_ageing(own, l->word[1], today, &age)) != RC_OK ||
	    (rc = list_own(own, &sum)) != RC_OK)
		return rc;
	printf("portal");
	SAY(balance_total(&b));
	SAY(overdue);
	say_ages(age.sum);
	SAY(sum.owed);
	SAY(sum.credits);
	SAY(sum.unapplied);
	rc = own_statement(own, l->word[1], number(l, 2), number(l, 3), &s);
	say_sheet(l, &s);
	statement_free(&s);
	return rc;
}

/* portal CURRENCY FROM TO: what the customer is told */
static enum rc
ask_portal(struct ledger *l)
{
	const struct visitor v = { .signed_in = true,
		.account = l->account,
		.features = FEATURE_PORTAL | FEATURE_PORTAL_FINANCIALS,
		.roles = PORTAL_USER | PORTAL_FINANCE };
	struct arena *mem = arena_new();
	enum rc rc = say_own(l, own_new(mem, l->x, &v));

	arena_free(mem);
	return rc;
}

/* paid INVOICE: status, paid, balance */
static enum rc
ask_paid(struct ledger *l)
{
	struct invoice inv;
	enum rc rc = fetch(l, 1, &invoice_entity, &inv);

	if (rc != RC_OK)
		return rc;
	printf("paid %s", choice_of(invoice_statuses, inv.status)->name);
	SAY(inv.total);
	SAY(inv.amount_paid);
	SAY(inv.balance);
	return rc;
}

/* company CURRENCY DAY MONTHS: ages and sales of all customers together */
static enum rc
ask_company(struct ledger *l)
{
	int64_t net[40], day = number(l, 2);
	int n = (int)number(l, 3);
	struct summary_ages ages;
	enum rc rc;

	if ((rc = summary_ages(l->x, l->word[1], day, &ages)) != RC_OK ||
	    (rc = summary_months(l->x, l->word[1], day, net, n)) != RC_OK)
		return rc;
	printf("company");
	say_ages(ages.sum);
	for (int i = 0; i < n; i++)
		SAY(net[i]);
	return rc;
}

/* ---- the script ---------------------------------------------------------- */

static const struct command {
	const char *name;
	enum rc (*run)(struct ledger *);
	bool asks;
} commands[] = {
	{ "history", deed_history, false },
	{ "cycle", deed_cycle, false },
	{ "end", deed_end, false },
	{ "night", deed_night, false },
	{ "bill", deed_bill, false },
	{ "pay", deed_pay, false },
	{ "release", deed_release, false },
	{ "apply", deed_apply, false },
	{ "auto", deed_auto, false },
	{ "unapply", deed_unapply, false },
	{ "void", deed_void, false },
	{ "erase", deed_erase, false },
	{ "cancel", deed_cancel, false },
	{ "hold", deed_hold, false },
	{ "unhold", deed_hold, false },
	{ "owes", ask_owes, true },
	{ "ages", ask_ages, true },
	{ "sheet", ask_sheet, true },
	{ "prepared", ask_prepared, true },
	{ "portal", ask_portal, true },
	{ "paid", ask_paid, true },
	{ "company", ask_company, true },
	{ 0 },
};

struct doing {
	struct ledger *l;
	const struct command *c;
};

static enum rc
body(struct txn *x, void *arg)
{
	struct doing *d = arg;

	d->l->x = x;
	return d->c->run(d->l);
}

/* As a file brings it, or takes it away again. */
static bool
of_files(const struct ledger *l)
{
	return strcmp(l->word[0], "erase") == 0 ||
	    (l->words > 3 && strcmp(l->word[3], "batch") == 0);
}

/* What is refused is refused with a sentence. */
static void
deed(struct ledger *l, const struct command *c)
{
	struct doing d = { l, c };
	int names = l->names;
	enum rc rc;

	l->bad.n = 0;
	l->actor.channel = of_files(l) ? CHANNEL_BATCH : CHANNEL_ERP;
	rc = txn_run(l->s, &l->actor, body, &d);
	if (rc == RC_OK || rc == RC_SAME) {
		puts("ok");
		return;
	}
	l->names = names;
	if (l->bad.n == 0 || (rc != RC_INVALID && rc != RC_REFUSED))
		printf("%s: %d without a sentence\n", c->name, (int)rc);
	else
		puts("no");
}

static void
ask(struct ledger *l, const struct command *c)
{
	enum rc rc;

	l->x = store_view(l->s);
	rc = c->run(l);
	if (rc == RC_OK)
		putchar('\n');
	else
		printf("%s: %d\n", c->name, (int)rc);
}

static void
obey(struct ledger *l, char *line)
{
	const struct command *c = commands;
	char *rest;

	l->words = 0;
	for (char *w = strtok_r(line, " \n", &rest); w != NULL;
	     w = strtok_r(NULL, " \n", &rest)) {
		if (l->words == WORDS)
			die("ledger", "too many words");
		l->word[l->words++] = w;
	}
	if (strcmp(l->word[0], "day") == 0) {
		clock_stop(number(l, 1) * SECONDS_A_DAY + SECONDS_A_DAY / 2);
		return;
	}
	while (c->name != NULL && strcmp(c->name, l->word[0]) != 0)
		c++;
	if (c->name == NULL)
		die("ledger", "%s?", l->word[0]);
	(c->asks ? ask : deed)(l, c);
	store_forget(l->s);
}

static void
tell(void *arg, const char *line)
{
	(void)arg;
	printf("verify: %s\n", line);
}

int
main(int argc, char **argv)
{
	struct ledger *l = xcalloc(1, sizeof *l);
	char line[LINE];
	long wrong;

	if (argc != 2)
		die("ledger", "usage: ledger HOME");
	setvbuf(stdout, NULL, _IOLBF, 0);
	str_copy(l->actor.name, sizeof l->actor.name, "Ana");
	l->s = store_open(argv[1], STORE_BATCH);
	while (fgets(line, sizeof line, stdin) != NULL)
		obey(l, line);
	wrong = books_verify(l->s, tell, NULL);
	store_close(l->s);
	wrong += store_verify(argv[1], entities, tell, NULL);
	free(l);
	return wrong == 0 ? 0 : 1;
}

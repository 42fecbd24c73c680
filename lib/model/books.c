/*
 * Do the books add up? Every sum that is kept is made again from what it is a
 * sum of: documents from their lines, what is paid from applications, the
 * record of each account from its documents. Memory does not grow with the
 * store; others are let in between portions.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "balanceparts.h"
#include "booksparts.h"
#include "invoiceparts.h"
#include "order.h"
#include "payment.h"
#include "statement.h"
#include "stock.h"
#include "summary.h"

void
books_wrong(struct care *care, const char *sentence, ...)
{
	char line[600];
	va_list args;

	va_start(args, sentence);
	vsnprintf(line, sizeof line, sentence, args);
	va_end(args);
	care->tell(care->arg, line);
	care->wrong++;
}

/* Says which figure of what is not what it is a sum of. */
static void
compare(struct care *care, const char *what, const char *number,
    const char *figure, const char *currency, int64_t stored, int64_t summed)
{
	char a[MONEY_TEXT], b[MONEY_TEXT];
	int decimals = currency_decimals(currency);

	if (stored == summed)
		return;
	decimal_print(stored, decimals, decimals, a, sizeof a);
	decimal_print(summed, decimals, decimals, b, sizeof b);
	books_wrong(care, _("%s %s: the %s is %s %s and should be %s"), what,
	    number, figure, a, currency, b);
}

/* ---- all records of a kind, in portions */

enum { PORTION = 200 };

struct portion {
	struct care *care;
	const struct entity *e;
	void (*each)(struct care *, const void *rec);
	int n;
	char place[PLACE_TEXT];
};

static bool
step(void *arg, const void *rec)
{
	struct portion *p = arg;

	store_place(p->e, 0, rec, p->place);
	p->each(p->care, rec);
	return ++p->n < PORTION;
}

void
books_walk(struct care *care, const struct entity *e,
    void (*each)(struct care *, const void *rec))
{
	struct portion *p = xcalloc(1, sizeof *p);
	char after[PLACE_TEXT] = "";

	*p = (struct portion){ .care = care, .e = e, .each = each };
	do {
		const struct list l = { .e = e, .after = after };

		p->n = 0;
		care->x = store_view(care->s);
		if (store_list(care->x, &l, step, p) != RC_OK)
			break;
		memcpy(after, p->place, sizeof after);
		store_pause(care->s);
	} while (p->n == PORTION);
	care->x = store_view(care->s);
	free(p);
}

/* ---- invoices */

static const char *
name_of(const char *number, int64_t id, char *to, size_t size)
{
	if (number[0] != '\0')
		return number;
	str_printf(to, size, "#%" PRId64, id);
	return to;
}

static void
check_invoice_lines(
    struct care *care, const struct invoice *inv, const char *number)
{
	const char *what = _(choice_of(invoice_types, inv->doc_type)->label);
	struct invoice_line *lines;
	struct totals t;
	void *taken;
	int n;

	if (document_take_lines(
		care->x, &invoice_document, inv->id, &taken, &n) != RC_OK)
		return;
	lines = taken;
	for (int i = 0; i < n; i++) {
		struct invoice_line own = lines[i];
		char row[48];

		str_printf(row, sizeof row, _("%s line %" PRId64), number,
		    lines[i].line_no);
		if (!invoice_line_amount(&own))
			own.line_amount = 0;
		compare(care, what, row, _("amount"), inv->currency,
		    lines[i].line_amount, own.line_amount);
	}
	invoice_totals(inv, lines, n, &t);
	compare(care, what, number, _("detail total"), inv->currency,
	    inv->line_total, t.lines);
	compare(care, what, number, _("tax total"), inv->currency,
	    inv->tax_total, t.tax);
	compare(
	    care, what, number, _("total"), inv->currency, inv->total, t.total);
	free(taken);
}

static void
check_paid(struct care *care, const struct invoice *inv, const char *number)
{
	const char *what = _(choice_of(invoice_types, inv->doc_type)->label);
	bool open =
	    inv->status == INVOICE_IS_OPEN || inv->status == INVOICE_RESERVED;
	struct paid_by by;

	if (inv->issued != IS_YES || invoice_paid_by(care->x, inv->id, &by))
		return;
	compare(care, what, number, _("amount paid"), inv->currency,
	    inv->amount_paid, inv->paid_before + by.payments + by.credits);
	compare(care, what, number, _("balance"), inv->currency, inv->balance,
	    inv->total - inv->amount_paid);
	if (open != (inv->balance != 0) ||
	    (inv->open == IS_YES) != (inv->balance != 0))
		books_wrong(care,
		    _("%s %s: its status is not that of its balance"), what,
		    number);
}

/* Its month and, while it is open, its due date have a sum. What is in the
 * sums is looked at by check_month and check_day. */
static void
check_summed(struct care *care, const struct invoice *inv, const char *number)
{
	const char *what = _(choice_of(invoice_types, inv->doc_type)->label);
	struct sales_month m = { .month = month_of(inv->invoice_date) };
	struct due_day d = { .due_date = inv->due_date };

	if (inv->issued != IS_YES)
		return;
	(void)str_copy(m.currency, sizeof m.currency, inv->currency);
	(void)str_copy(d.currency, sizeof d.currency, inv->currency);
	if (store_find(care->x, &sales_month_entity, SALES_MONTH_BY, &m) !=
	    RC_OK)
		books_wrong(care, _("%s %s: there are no sales of its month"),
		    what, number);
	if (inv->open == IS_YES && inv->doc_type != INVOICE_CREDIT &&
	    inv->due_date != DATE_NONE &&
	    store_find(care->x, &due_day_entity, DUE_DAY_BY, &d) != RC_OK)
		books_wrong(care, _("%s %s: there is no sum of its due date"),
		    what, number);
}

static void
check_invoice(struct care *care, const void *rec)
{
	const struct invoice *inv = rec;
	char text[32];
	const char *number =
	    name_of(inv->invoice_no, inv->id, text, sizeof text);

	if (choice_of(invoice_types, inv->doc_type) == NULL)
		return;
	check_invoice_lines(care, inv, number);
	check_paid(care, inv, number);
	check_summed(care, inv, number);
}

/* ---- payments */

static void
check_payment(struct care *care, const void *rec)
{
	const struct payment *p = rec;
	bool final = p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED;
	struct application *lines;
	int64_t applied;
	char text[32];
	const char *number = name_of(p->payment_no, p->id, text, sizeof text);
	void *taken;
	int n;

	if (payment_refunded(care->x, p->id, &applied) != RC_OK ||
	    document_take_lines(
		care->x, &payment_document, p->id, &taken, &n) != RC_OK)
		return;
	lines = taken;
	for (int i = 0; final && i < n; i++)
		applied += lines[i].applied_amount;
	free(taken);
	compare(care, _("Payment"), number, _("applied amount"), p->currency,
	    p->applied, applied);
	compare(care, _("Payment"), number, _("available balance"), p->currency,
	    p->unapplied, final ? p->amount - p->applied : 0);
}

/* ---- orders */

static void
check_order(struct care *care, const void *rec)
{
	struct sales_order o = *(const struct sales_order *)rec;
	const struct sales_order *was = rec;
	void *lines;
	int n;

	if (document_take_lines(care->x, &order_document, o.id, &lines, &n) !=
	    RC_OK)
		return;
	if (!order_sums(&o, lines, n))
		books_wrong(
		    care, _("Order %s: its sums do not fit"), o.order_no);
	else {
		compare(care, _("Order"), o.order_no, _("detail total"),
		    o.currency, was->line_total, o.line_total);
		compare(care, _("Order"), o.order_no, _("tax total"),
		    o.currency, was->tax_total, o.tax_total);
		compare(care, _("Order"), o.order_no, _("total"), o.currency,
		    was->total, o.total);
		compare(care, _("Order"), o.order_no, _("unbilled amount"),
		    o.currency, was->unbilled, o.unbilled);
	}
	books_check_promises(care, was, lines, n);
	free(lines);
}

/* ---- what each account owes */

enum { CURRENCIES = 40 }; /* of one account */

struct sums {
	int n;
	struct balance at[CURRENCIES];
	bool too_many;
};

static struct balance *
sums_of(struct sums *sums, const char *currency)
{
	for (int i = 0; i < sums->n; i++)
		if (strcmp(sums->at[i].currency, currency) == 0)
			return &sums->at[i];
	if (sums->n == CURRENCIES) {
		sums->too_many = true;
		return NULL;
	}
	sums->at[sums->n] = (struct balance){ .rev = 0 };
	(void)str_copy(
	    sums->at[sums->n].currency, sizeof sums->at[0].currency, currency);
	return &sums->at[sums->n++];
}

/* Begins with the records stored: overdue is summed for the day of each. */
static bool
begin(void *arg, const void *rec)
{
	const struct balance *stored = rec;
	struct sums *sums = arg;
	struct balance *b = sums_of(sums, stored->currency);

	if (b != NULL) {
		b->id = stored->id;
		b->overdue_on = stored->overdue_on;
		b->ages_on = stored->ages_on;
		b->ages_rule = stored->ages_rule;
	}
	return true;
}

static bool
sum_invoice(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct sums *sums = arg;
	struct balance *b = sums_of(sums, inv->currency);

	if (b == NULL)
		return false;
	if (inv->doc_type == INVOICE_CREDIT) {
		b->credits += inv->balance;
		return true;
	}
	b->outstanding += inv->balance;
	b->open_invoices++;
	ages_add(b, inv, 1);
	if (inv->due_date < b->overdue_on)
		b->overdue += inv->balance;
	else if (b->next_due == DATE_NONE || inv->due_date < b->next_due)
		b->next_due = inv->due_date;
	return true;
}

static bool
sum_payment(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct sums *sums = arg;
	struct balance *b = sums_of(sums, p->currency);

	if (b != NULL)
		b->unapplied += p->unapplied;
	return b != NULL;
}

static bool
sum_order(void *arg, const void *rec)
{
	const struct sales_order *o = rec;
	struct sums *sums = arg;
	struct balance *b;

	if (o->order_type != ORDER_SO)
		return true;
	if ((b = sums_of(sums, o->currency)) == NULL)
		return false;
	b->open_orders += o->unbilled;
	b->open_order_count++;
	return true;
}

static bool
sum_documents(struct care *care, int64_t account, struct sums *sums)
{
	const struct balance stored = { .account_id = account };
	const struct invoice open = { .account_id = account, .open = IS_YES };
	const struct payment paid = { .account_id = account };
	struct sales_order order = { .account_id = account, .active = IS_YES };
	const struct list lists[] = {
		{ .e = &balance_entity,
		    .index = BALANCE_IN_ACCOUNT,
		    .like = &stored,
		    .prefix = 1 },
		{ .e = &invoice_entity,
		    .index = INVOICE_OPEN_DUE,
		    .like = &open,
		    .prefix = 2 },
		{ .e = &payment_entity,
		    .index = PAYMENT_OF_ACCOUNT,
		    .like = &paid,
		    .prefix = 1 },
		{ .e = &order_entity,
		    .index = ORDER_SHOWN_ACTIVE,
		    .like = &order,
		    .prefix = 3 },
	};

	if (store_list(care->x, &lists[0], begin, sums) != RC_OK ||
	    store_list(care->x, &lists[1], sum_invoice, sums) != RC_OK ||
	    store_list(care->x, &lists[2], sum_payment, sums) != RC_OK)
		return false;
	for (order.shown = IS_YES; order.shown <= IS_NO; order.shown++)
		if (store_list(care->x, &lists[3], sum_order, sums) != RC_OK)
			return false;
	return true;
}

static void
compare_ages(struct care *care, const char *account, const struct balance *was,
    const struct balance *b)
{
	const int64_t stored[] = { was->age0, was->age1, was->age2, was->age3,
		was->age4 },
		      is[] = { b->age0, b->age1, b->age2, b->age3, b->age4 };

	for (int i = 0; i < AGES; i++)
		compare(care, _("Account"), account, _("amount by age"),
		    b->currency, stored[i], is[i]);
	if (b->ages_until != 0 &&
	    (was->ages_until == 0 || was->ages_until > b->ages_until))
		books_wrong(care,
		    _("Account %s: ages in %s would be shown for too long"),
		    account, b->currency);
}

static void
compare_balance(struct care *care, const char *account, int64_t account_id,
    const struct balance *b)
{
	const char *what = _("Account");
	struct balance was;

	if (balance_load(care->x, account_id, b->currency, &was) != RC_OK)
		return;
	compare(care, what, account, _("outstanding amount"), b->currency,
	    was.outstanding, b->outstanding);
	compare(care, what, account, _("sum of credit memos"), b->currency,
	    was.credits, b->credits);
	compare(care, what, account, _("unapplied money"), b->currency,
	    was.unapplied, b->unapplied);
	compare(care, what, account, _("sum of open orders"), b->currency,
	    was.open_orders, b->open_orders);
	compare(care, what, account, _("overdue amount"), b->currency,
	    was.overdue, b->overdue);
	if (was.open_invoices != b->open_invoices ||
	    was.open_order_count != b->open_order_count)
		books_wrong(care,
		    _("Account %s: the numbers of its open documents in %s "
		      "are wrong"),
		    account, b->currency);
	if ((was.owing == IS_YES) !=
	    (b->outstanding != 0 || b->credits != 0 || b->unapplied != 0))
		books_wrong(care,
		    _("Account %s: in %s, it is wrong whether it owes"),
		    account, b->currency);
	compare_ages(care, account, &was, b);
	/* Earlier than need be is harmless, later is not. */
	if (b->next_due != DATE_NONE &&
	    (was.next_due == DATE_NONE || was.next_due > b->next_due))
		books_wrong(care,
		    _("Account %s: a due date in %s would be overlooked"),
		    account, b->currency);
}

static void
check_account(struct care *care, const void *rec)
{
	const struct account *a = rec;
	struct sums *sums = xcalloc(1, sizeof *sums);

	if (sum_documents(care, a->id, sums))
		for (int i = 0; i < sums->n; i++)
			compare_balance(
			    care, a->account_id, a->id, &sums->at[i]);
	if (sums->too_many)
		books_wrong(care, _("Account %s: it has too many currencies"),
		    a->account_id);
	free(sums);
}

static void
check_balance(struct care *care, const void *rec)
{
	const struct balance *b = rec;
	struct account a;

	if (store_get(care->x, &account_entity, b->account_id, &a) != RC_OK)
		books_wrong(care,
		    _("A balance is of account #%" PRId64
		      ", which does not exist"),
		    b->account_id);
}

/* ---- sums of the company */

struct summed {
	const char *currency;
	int64_t last; /* day */
	int64_t amount, documents;
};

static bool
add_sold(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct summed *sum = arg;
	int64_t net = inv->total - inv->tax_total;

	if (inv->invoice_date > sum->last)
		return false;
	if (inv->issued != IS_YES || strcmp(inv->currency, sum->currency) != 0)
		return true;
	sum->amount += inv->doc_type == INVOICE_CREDIT ? -net : net;
	sum->documents++;
	return true;
}

static bool
add_due(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct summed *sum = arg;

	if (inv->due_date > sum->last)
		return false;
	if (inv->doc_type == INVOICE_CREDIT ||
	    strcmp(inv->currency, sum->currency) != 0)
		return true;
	sum->amount += inv->balance;
	sum->documents++;
	return true;
}

static void
check_month(struct care *care, const void *rec)
{
	const struct sales_month *m = rec;
	const struct invoice before = { .id = INT64_MAX,
		.invoice_date = m->month - 1 };
	char place[PLACE_TEXT], name[DATE_TEXT];
	const struct list l = {
		.e = &invoice_entity, .index = INVOICE_BY_DATE, .after = place
	};
	struct summed sum = { .currency = m->currency,
		.last = month_of(m->month + 31) - 1 };

	store_place(&invoice_entity, INVOICE_BY_DATE, &before, place);
	if (store_list(care->x, &l, add_sold, &sum) != RC_OK)
		return;
	date_iso(m->month, name, sizeof name);
	compare(care, _("Month"), name, _("net sales"), m->currency, m->net,
	    sum.amount);
	if (m->documents != sum.documents)
		books_wrong(care,
		    _("Month %s: the number of documents in %s is wrong"), name,
		    m->currency);
}

static void
check_day(struct care *care, const void *rec)
{
	const struct due_day *d = rec;
	const struct invoice before = {
		.id = INT64_MAX, .open = IS_YES, .due_date = d->due_date - 1
	};
	char place[PLACE_TEXT], name[DATE_TEXT];
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_ALL_OPEN_DUE,
		.like = &before,
		.prefix = 1,
		.after = place };
	struct summed sum = { .currency = d->currency, .last = d->due_date };

	store_place(&invoice_entity, INVOICE_ALL_OPEN_DUE, &before, place);
	if (store_list(care->x, &l, add_due, &sum) != RC_OK)
		return;
	date_iso(d->due_date, name, sizeof name);
	compare(care, _("Due date"), name, _("outstanding amount"), d->currency,
	    d->outstanding, sum.amount);
	if (d->documents != sum.documents)
		books_wrong(care,
		    _("Due date %s: the number of documents in %s is wrong"),
		    name, d->currency);
}

long
books_verify(
    struct store *s, void (*tell)(void *arg, const char *line), void *arg)
{
	struct care care = { .s = s, .tell = tell, .arg = arg };

	books_walk(&care, &invoice_entity, check_invoice);
	books_walk(&care, &payment_entity, check_payment);
	books_walk(&care, &order_entity, check_order);
	books_walk(&care, &stock_entity, books_check_stock);
	books_walk(&care, &account_entity, check_account);
	books_walk(&care, &balance_entity, check_balance);
	books_walk(&care, &sales_month_entity, check_month);
	books_walk(&care, &due_day_entity, check_day);
	return care.wrong;
}

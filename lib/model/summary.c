/* Sums of the whole company: sales by month, what is open by due date. */
#include "summary.h"

#include <string.h>

#include "../base/amount.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"

/* ---- what is stored ---------------------------------------------------- */

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A sum changes with its documents only."));
	return RC_INVALID;
}

enum { OURS = F_SYSTEM | F_QUIET | F_PASSING };
#define M struct sales_month
#define D struct due_day
/* clang-format off */
static const struct field month_fields[] = {
{ SALES_MONTH_ID,        INT(M, id),                 N_("Id"),        F_SYSTEM },
{ SALES_MONTH_REV,       INT(M, rev),                N_("Revision"),  F_SYSTEM },
{ SALES_MONTH_CURRENCY,  TEXT(M, currency),          N_("Currency"),  OURS },
{ SALES_MONTH_MONTH,     DATE(M, month),             N_("Month"),     OURS },
{ SALES_MONTH_NET,       MONEY_IN(M, net, currency), N_("Net Sales"), OURS },
{ SALES_MONTH_DOCUMENTS, COUNT(M, documents),        N_("Number of Documents"), OURS },
{ 0 },
};
static const struct field day_fields[] = {
{ DUE_DAY_ID,          INT(D, id),                         N_("Id"),          F_SYSTEM },
{ DUE_DAY_REV,         INT(D, rev),                        N_("Revision"),    F_SYSTEM },
{ DUE_DAY_CURRENCY,    TEXT(D, currency),                  N_("Currency"),    OURS },
{ DUE_DAY_DATE,        DATE(D, due_date),                  N_("Due Date"),    OURS },
{ DUE_DAY_OUTSTANDING, MONEY_IN(D, outstanding, currency), N_("Outstanding"), OURS },
{ DUE_DAY_DOCUMENTS,   COUNT(D, documents),                N_("Number of Documents"), OURS },
{ 0 },
};
/* clang-format on */
#undef M
#undef D

static const struct index month_indexes[] = {
	{ .number = SALES_MONTH_BY,
	    .tags = { SALES_MONTH_CURRENCY, SALES_MONTH_MONTH },
	    .prefix = 1,
	    .unique = true },
	{ 0 },
};
static const struct index day_indexes[] = {
	{ .number = DUE_DAY_BY,
	    .tags = { DUE_DAY_CURRENCY, DUE_DAY_DATE },
	    .prefix = 1,
	    .unique = true },
	{ 0 },
};

const struct entity sales_month_entity = {
	.number = 42,
	.name = "sales_month",
	.label = N_("Sales of a Month"),
	.plural = N_("Sales by Month"),
	.size = sizeof(struct sales_month),
	.fields = month_fields,
	.indexes = month_indexes,
	.save = save,
};
const struct entity due_day_entity = {
	.number = 43,
	.name = "due_day",
	.label = N_("Open by Due Date"),
	.plural = N_("Open by Due Date"),
	.size = sizeof(struct due_day),
	.fields = day_fields,
	.indexes = day_indexes,
	.save = save,
};

/* ---- following documents ----------------------------------------------- */

int64_t
month_of(int64_t day)
{
	int year, month, of_month;

	date_split(day, &year, &month, &of_month);
	return day - of_month + 1;
}

int64_t
month_before(int64_t month, int back)
{
	while (back-- > 0)
		month = month_of(month - 1);
	return month;
}

/* A record that sums nothing any more is taken away: whoever takes back an
 * import leaves no trace. */
static enum rc
keep(struct txn *x, const struct entity *e, void *rec, int64_t n)
{
	enum rc rc;

	if (n == 0)
		return record_id(rec) == 0 ? RC_OK :
					     store_delete(x, e, record_id(rec));
	rc = store_save(x, e, rec, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
add_sale(struct txn *x, const struct invoice *inv, int sign)
{
	struct sales_month m = { .month = month_of(inv->invoice_date) };
	int64_t net = inv->total - inv->tax_total;
	enum rc rc;

	str_copy(m.currency, sizeof m.currency, inv->currency);
	rc = store_find(x, &sales_month_entity, SALES_MONTH_BY, &m);
	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (inv->doc_type == INVOICE_CREDIT)
		net = -net;
	if (!amount_add(m.net, sign * net, &m.net))
		return RC_REFUSED;
	m.documents += sign;
	return keep(x, &sales_month_entity, &m, m.documents);
}

static enum rc
add_due(struct txn *x, const struct invoice *inv, int sign)
{
	struct due_day d = { .due_date = inv->due_date };
	enum rc rc;

	str_copy(d.currency, sizeof d.currency, inv->currency);
	rc = store_find(x, &due_day_entity, DUE_DAY_BY, &d);
	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (!amount_add(d.outstanding, sign * inv->balance, &d.outstanding))
		return RC_REFUSED;
	d.documents += sign;
	return keep(x, &due_day_entity, &d, d.documents);
}

static bool
sold(const struct invoice *inv)
{
	return inv != NULL && inv->issued == IS_YES;
}

static bool
due(const struct invoice *inv)
{
	return sold(inv) && inv->open == IS_YES && inv->due_date != DATE_NONE &&
	    inv->doc_type != INVOICE_CREDIT;
}

enum rc
summary_invoice_changed(
    struct txn *x, const struct invoice *old, const struct invoice *new)
{
	enum rc rc = RC_OK;

	/* What is issued keeps its date and amount. */
	if (sold(old) != sold(new))
		rc = add_sale(x, sold(new) ? new : old, sold(new) ? 1 : -1);
	/* The new one first, so that a record that stays is not taken away. */
	if (rc == RC_OK && due(new))
		rc = add_due(x, new, 1);
	if (rc == RC_OK && due(old))
		rc = add_due(x, old, -1);
	return rc;
}

/* ---- reading ----------------------------------------------------------- */

struct months {
	int64_t first, last;
	int64_t *net;
	int n;
};

static bool
take_month(void *arg, const void *rec)
{
	const struct sales_month *m = rec;
	struct months *to = arg;
	int64_t month = to->last;

	if (m->month < to->first)
		return false;
	for (int i = to->n - 1; i >= 0; i--) {
		if (month == m->month)
			to->net[i] = m->net;
		month = month_before(month, 1);
	}
	return true;
}

enum rc
summary_months(
    struct txn *x, const char *currency, int64_t day, int64_t *net, int n)
{
	struct sales_month like = { .id = 0 };
	const struct list l = { .e = &sales_month_entity,
		.index = SALES_MONTH_BY,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct months to = { month_before(month_of(day), n - 1), month_of(day),
		net, n };

	memset(net, 0, (size_t)n * sizeof *net);
	str_copy(like.currency, sizeof like.currency, currency);
	return store_list(x, &l, take_month, &to);
}

struct days {
	int64_t day;
	struct summary_ages *to;
};

static bool
take_day(void *arg, const void *rec)
{
	const struct due_day *d = rec;
	const struct days *days = arg;
	int64_t late = days->day - d->due_date;
	int range = late <= 0 ? 0 :
	    late <= 30        ? 1 :
	    late <= 60        ? 2 :
	    late <= 90        ? 3 :
				4;

	days->to->sum[range] += d->outstanding;
	if (late > 0)
		days->to->late += d->documents;
	return true;
}

enum rc
summary_ages(
    struct txn *x, const char *currency, int64_t day, struct summary_ages *to)
{
	struct due_day like = { .id = 0 };
	const struct list l = { .e = &due_day_entity,
		.index = DUE_DAY_BY,
		.like = &like,
		.prefix = 1 };
	struct days days = { day, to };

	*to = (struct summary_ages){ .late = 0 };
	str_copy(like.currency, sizeof like.currency, currency);
	return store_list(x, &l, take_day, &days);
}

static bool
take_currency(void *arg, const void *rec)
{
	const struct due_day *d = rec;

	memcpy(arg, d->currency, sizeof d->currency);
	return false;
}

/* Each currency is the first one behind all days of the one before it. */
enum rc
summary_currencies(struct txn *x, char (*currency)[4], int most, int *n)
{
	char place[PLACE_TEXT] = "";
	const struct list l = {
		.e = &due_day_entity, .index = DUE_DAY_BY, .after = place
	};
	enum rc rc = RC_OK;

	for (*n = 0; rc == RC_OK && *n < most; ++*n) {
		struct due_day end = { .id = INT64_MAX, .due_date = INT32_MAX };

		currency[*n][0] = '\0';
		rc = store_list(x, &l, take_currency, currency[*n]);
		if (rc != RC_OK || currency[*n][0] == '\0')
			break;
		memcpy(end.currency, currency[*n], sizeof end.currency);
		store_place(&due_day_entity, DUE_DAY_BY, &end, place);
	}
	return rc;
}

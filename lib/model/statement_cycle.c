/* Cycles of statements: when they are made, and how they age what is owed. */
#include "../base/date.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balance.h"

static const struct choice schedules[] = {
	{ CYCLE_WEEKLY, "weekly", N_("Weekly"), NULL },
	{ CYCLE_TWICE_A_MONTH, "twice_a_month", N_("Twice a Month"), NULL },
	{ CYCLE_DAY_OF_MONTH, "day_of_month", N_("Fixed Day of Month"), NULL },
	{ CYCLE_END_OF_MONTH, "end_of_month", N_("End of Month"), NULL },
	{ 0 },
};

static const struct choice ages[] = {
	{ AGE_BY_DUE_DATE, "due_date", N_("Due Date"), NULL },
	{ AGE_BY_DOCUMENT_DATE, "document_date", N_("Document Date"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return statement_cycle_save(x, rec, bad);
}

#define C struct statement_cycle
/* clang-format off */
static const struct field fields[] = {
{ CYCLE_ID,          INT(C, id),            N_("Id"),               F_SYSTEM },
{ CYCLE_REV,         INT(C, rev),           N_("Revision"),         F_SYSTEM },
{ CYCLE_CODE,        CODE(C, cycle_id),     N_("Cycle ID"),         F_REQUIRED | F_SEARCH },
{ CYCLE_DESCRIPTION, TEXT(C, description),  N_("Description"),      F_SEARCH },
{ CYCLE_SCHEDULE,    CHOICE(C, schedule),   N_("Schedule Type"),    F_REQUIRED, .choices = schedules, .hint = N_("Twice a month is on the 15th and on the last day.") },
{ CYCLE_DAY,         COUNT(C, day),         N_("Day"),              0, .hint = N_("Of the week (1 is Monday) or of the month.") },
{ CYCLE_AGE_BY,      CHOICE(C, age_by),     N_("Age Based On"),     0, .choices = ages },
{ CYCLE_DAYS1,       COUNT(C, days1),       N_("First Range Ends"), 0, .hint = N_("In days, such as 30.") },
{ CYCLE_DAYS2,       COUNT(C, days2),       N_("Second Range Ends"), 0 },
{ CYCLE_DAYS3,       COUNT(C, days3),       N_("Third Range Ends"), 0 },
{ CYCLE_PRINT_EMPTY, BOOL(C, print_empty),  N_("Print Empty Statements"), 0 },
{ CYCLE_LAST,        DATE(C, last_date),    N_("Last Statement Date"), F_SYSTEM },
{ CYCLE_ACTIVE,      BOOL(C, active),       N_("Active"),           0 },
{ CYCLE_MAIL,        BOOL(C, by_mail),      N_("Send by E-mail"),   0, .hint = N_("The night sends statements, to customers with an e-mail address. Otherwise they are printed.") },
{ CYCLE_REMIND1,     COUNT(C, remind1),     N_("First Reminder"),   0, .hint = N_("Days after the due date, such as 7; 0: none. Reminders are mailed, or printed for customers without an e-mail address.") },
{ CYCLE_REMIND2,     COUNT(C, remind2),     N_("Second Reminder"),  0, .hint = N_("Days after the due date, such as 21.") },
{ CYCLE_REMIND3,     COUNT(C, remind3),     N_("Last Reminder"),    0, .hint = N_("Days after the due date, such as 35.") },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CYCLE_BY_CODE, .tags = { CYCLE_CODE }, .unique = true },
	{ 0 },
};

const struct entity statement_cycle_entity = {
	.number = 33,
	.name = "statement_cycle",
	.label = N_("Statement Cycle"),
	.plural = N_("Statement Cycles"),
	.size = sizeof(struct statement_cycle),
	.fields = fields,
	.indexes = indexes,
	.key = CYCLE_CODE,
	.title = CYCLE_DESCRIPTION,
	.save = save,
};

enum { DAYS_OF_WEEK = 7, DAYS_OF_MONTH = 31, MIDDLE = 15 };

static void
check_day(const struct statement_cycle *c, struct problems *bad)
{
	if (c->schedule == CYCLE_WEEKLY && (c->day < 1 || c->day > 7))
		problem(bad, CYCLE_DAY,
		    _("Say which day of the week, from 1 (Monday) to 7."));
	if (c->schedule == CYCLE_DAY_OF_MONTH &&
	    (c->day < 1 || c->day > DAYS_OF_MONTH))
		problem(bad, CYCLE_DAY,
		    _("Say which day of the month, from 1 to 31."));
}

static void
check_reminders(const struct statement_cycle *c, struct problems *bad)
{
	if ((c->remind2 != 0 && c->remind2 <= c->remind1) ||
	    (c->remind3 != 0 && c->remind3 <= c->remind2))
		problem(bad, CYCLE_REMIND1,
		    _("Each reminder comes later than the one before, such as "
		      "7, 21, 35."));
	if ((c->remind2 != 0 && c->remind1 == 0) ||
	    (c->remind3 != 0 && c->remind2 == 0))
		problem(bad, CYCLE_REMIND1,
		    _("A later reminder needs those before it."));
}

enum rc
statement_cycle_save(
    struct txn *x, struct statement_cycle *c, struct problems *bad)
{
	if (c->age_by == 0)
		c->age_by = AGE_BY_DUE_DATE;
	if (c->days1 == 0 && c->days2 == 0 && c->days3 == 0) {
		c->days1 = 30;
		c->days2 = 60;
		c->days3 = 90;
	}
	record_check(&statement_cycle_entity, c, bad);
	check_day(c, bad);
	if (c->days1 < 1 || c->days2 <= c->days1 || c->days3 <= c->days2)
		problem(bad, CYCLE_DAYS1,
		    _("Each range ends later than the one before, such as 30, "
		      "60, 90."));
	check_reminders(c, bad);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &statement_cycle_entity, c, bad);
}

static int
day_of_month(int64_t date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	return day;
}

/* The day-th of its month, or its last day when the month is shorter. */
static bool
is_day(int64_t date, int64_t day)
{
	return day_of_month(date) == day ||
	    (day_of_month(date) < day && day_of_month(date + 1) == 1);
}

static bool
statement_day(const struct statement_cycle *c, int64_t date)
{
	switch (c->schedule) {
	case CYCLE_WEEKLY:
		/* Day 0, 1970-01-01, was a Thursday. */
		return ((date + 3) % DAYS_OF_WEEK + DAYS_OF_WEEK) %
			DAYS_OF_WEEK +
		    1 ==
		    c->day;
	case CYCLE_TWICE_A_MONTH:
		return is_day(date, MIDDLE) || is_day(date, DAYS_OF_MONTH);
	case CYCLE_DAY_OF_MONTH:
		return is_day(date, c->day);
	default:
		return is_day(date, DAYS_OF_MONTH);
	}
}

int64_t
statement_next(const struct statement_cycle *c, int64_t after)
{
	/* Each schedule has a day in any two months. */
	for (int64_t date = after + 1;
	     date <= after + INT64_C(2) * DAYS_OF_MONTH; date++)
		if (statement_day(c, date))
			return date;
	return DATE_NONE;
}

/* Dates: shapes of cells, and the order of day and month in a column. */
#include <string.h>

#include "date.h"
#include "detectparts.h"
#include "str.h"

/* A date as it is written; a and b: day and month in an order not known. */
struct when {
	int year, month, day;
	int a, b;
	bool open; /* a and b are to be told apart */
	int hour, minute, second;
	bool clock;
	int offset; /* minutes east of UTC */
};

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };

/* 1 to most digits; how many, or 0. */
static int
take_digits(const char **s, int most, int *v)
{
	int n = 0;

	*v = 0;
	while (n < most && **s >= '0' && **s <= '9') {
		*v = *v * 10 + (*(*s)++ - '0');
		n++;
	}
	return **s >= '0' && **s <= '9' ? 0 : n;
}

/* Two digits are of 1970 to 2069. */
static bool
take_year(const char **s, int *year)
{
	int n = take_digits(s, 4, year);

	if (n == 2)
		*year += *year >= 70 ? 1900 : 2000;
	return n == 2 || n == 4;
}

/* Three letters or more of an English name. */
static bool
take_month(const char **s, int *month)
{
	char word[12];
	size_t n = 0;

	while (((*s)[n] >= 'a' && (*s)[n] <= 'z') ||
	    ((*s)[n] >= 'A' && (*s)[n] <= 'Z'))
		n++;
	if (n < 3 || n >= sizeof word)
		return false;
	memcpy(word, *s, n);
	word[n] = '\0';
	str_lower(word);
	for (int i = 0; i < 12; i++)
		if (strncmp(months[i], word, n) == 0 ||
		    (i == 8 && strcmp(word, "sept") == 0)) {
			*s += n;
			*s += **s == '.';
			*month = i + 1;
			return true;
		}
	return false;
}

static bool
take_gap(const char **s)
{
	const char *from = *s;

	*s += **s == ',';
	*s += strspn(*s, " ");
	if (*s == from && **s != '\0' && strchr("-/.", **s) != NULL)
		++*s;
	return *s > from;
}

/* 14-Mar-14, 14 March 2014; Jan 28 2021, January 28, 2021. */
static bool
take_named(const char **s, struct when *w)
{
	const char *p = *s;
	bool good;

	if (take_month(&p, &w->month))
		good = take_gap(&p) && take_digits(&p, 2, &w->day) > 0;
	else
		good = take_digits(&p, 2, &w->day) > 0 && take_gap(&p) &&
		    take_month(&p, &w->month);
	good = good && take_gap(&p) && take_year(&p, &w->year);
	if (good)
		*s = p;
	return good;
}

static bool
take_iso(const char **s, struct when *w)
{
	const char *p = *s;
	char gap;

	if (take_digits(&p, 4, &w->year) != 4 || *p == '\0' ||
	    strchr("-/.", *p) == NULL)
		return false;
	gap = *p++;
	if (take_digits(&p, 2, &w->month) == 0 || *p++ != gap ||
	    take_digits(&p, 2, &w->day) == 0)
		return false;
	*s = p;
	return true;
}

/* 1/2/2026, 1-2-26: open; 1.2.2026: the day comes first. */
static bool
take_parts(const char **s, struct when *w)
{
	const char *p = *s;
	char gap;

	if (take_digits(&p, 2, &w->a) == 0 || *p == '\0' ||
	    strchr("-/.", *p) == NULL)
		return false;
	gap = *p++;
	if (take_digits(&p, 2, &w->b) == 0 || *p++ != gap ||
	    !take_year(&p, &w->year))
		return false;
	w->open = gap != '.';
	w->day = w->a;
	w->month = w->b;
	*s = p;
	return true;
}

static bool
take_clock(const char **s, struct when *w)
{
	const char *p = *s;

	if (take_digits(&p, 2, &w->hour) == 0 || *p++ != ':' ||
	    take_digits(&p, 2, &w->minute) != 2)
		return false;
	if (*p == ':' && (p++, take_digits(&p, 2, &w->second) != 2))
		return false;
	if (*p == '.')
		p += 1 + strspn(p + 1, "0123456789");
	p += strspn(p, " ");
	if ((*p == 'A' || *p == 'a' || *p == 'P' || *p == 'p') &&
	    (p[1] == 'M' || p[1] == 'm')) {
		if (w->hour < 1 || w->hour > 12)
			return false;
		w->hour = w->hour % 12 + (*p == 'P' || *p == 'p' ? 12 : 0);
		p += 2;
	}
	w->clock = true;
	*s = p;
	return w->hour < 24 && w->minute < 60 && w->second < 60;
}

static bool
take_zone(const char **s, struct when *w)
{
	const char *p = *s;
	bool west = *p == '-';
	int h, m = 0;

	if (*p == 'Z') {
		*s = p + 1;
		return true;
	}
	if (str_starts(p, "UTC")) {
		*s = p + 3;
		return true;
	}
	if (*p != '+' && *p != '-')
		return *p == '\0';
	p++;
	if (p[0] != '\0' && p[1] != '\0' && p[2] != ':' && p[2] != '\0') {
		if (take_digits(&p, 4, &h) != 4)
			return false;
		m = h % 100;
		h /= 100;
	} else if (take_digits(&p, 2, &h) != 2 ||
	    (*p == ':' && (p++, take_digits(&p, 2, &m) != 2)))
		return false;
	w->offset = (h * 60 + m) * (west ? -1 : 1);
	*s = p;
	return h < 15 && m < 60;
}

/* Eight digits, where a map says what they are. */
static bool
take_compact(const char **s, enum date_order order, struct when *w)
{
	const char *p = *s;
	int v;

	if (strspn(p, "0123456789") != 8 || take_digits(&p, 8, &v) != 8)
		return false;
	w->year = order == DATES_YYYYMMDD ? v / 10000 : v % 10000;
	w->month = order == DATES_YYYYMMDD ? v / 100 % 100 :
	    order == DATES_MMDDYYYY        ? v / 1000000 :
					     v / 10000 % 100;
	w->day = order == DATES_YYYYMMDD ? v % 100 :
	    order == DATES_MMDDYYYY      ? v / 10000 % 100 :
					   v / 1000000;
	*s = p;
	return true;
}

static bool
take_when(const char *s, enum date_order order, struct when *w)
{
	memset(w, 0, sizeof *w);
	s += strspn(s, " ");
	if (order >= DATES_DDMMYYYY) {
		if (!take_compact(&s, order, w))
			return false;
	} else if (!take_iso(&s, w) && !take_parts(&s, w) && !take_named(&s, w))
		return false;
	if (*s == 'T' || *s == ' ') {
		s++;
		s += strspn(s, " ");
		if (*s != '\0' && (!take_clock(&s, w) || !take_zone(&s, w)))
			return false;
	}
	return s[strspn(s, " ")] == '\0';
}

void
detect_date(struct detect *d, const char *cell, long line, long column)
{
	struct when w;

	if (!take_when(cell, DATES_ANY, &w) || !w.open || w.a == w.b ||
	    (w.a > 12 && w.b > 12))
		return;
	detect_note(w.a > 12 ? &d->one :
		w.b > 12     ? &d->other :
			       &d->both,
	    cell, line, column);
}

bool
date_plain(
    const char *cell, enum date_order order, bool time, char to[WHEN_TEXT])
{
	struct when w;
	int64_t date;

	if (!take_when(cell, order, &w))
		return false;
	if (w.open && order == DATES_MDY) {
		w.month = w.a;
		w.day = w.b;
	}
	if (w.open && order == DATES_ANY && w.a != w.b)
		return false;
	str_printf(to, WHEN_TEXT, "%04d-%02d-%02d", w.year, w.month, w.day);
	if (!date_parse(to, &date))
		return false;
	if (time)
		time_iso(date * 86400 + (int64_t)w.hour * 3600 +
			(int64_t)(w.minute - w.offset) * 60 + w.second,
		    to, WHEN_TEXT);
	return true;
}

static const struct {
	const char *name;
	enum date_order order;
} orders[] = {
	{ "dmy", DATES_DMY },
	{ "mdy", DATES_MDY },
	{ "ddmmyyyy", DATES_DDMMYYYY },
	{ "mmddyyyy", DATES_MMDDYYYY },
	{ "yyyymmdd", DATES_YYYYMMDD },
	{ NULL, DATES_ANY },
};

enum date_order
date_order_named(const char *word)
{
	int i = 0;

	while (orders[i].name != NULL && strcmp(orders[i].name, word) != 0)
		i++;
	return orders[i].order;
}

const char *
date_order_name(enum date_order order)
{
	for (int i = 0; orders[i].name != NULL; i++)
		if (orders[i].order == order)
			return orders[i].name;
	return "";
}

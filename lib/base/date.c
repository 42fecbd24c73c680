/* Dates and times, printed and parsed without any locale. */
#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "str.h"

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* Days from the civil calendar, after the era arithmetic of ISO 8601 years. */
static int64_t
days(int y, int m, int d)
{
	int64_t era, yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void
date_split(int64_t date, int *year, int *month, int *day)
{
	int64_t z = date + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

/* n digits at s, or -1. */
static int
digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

static bool
civil(const char *s, int64_t *date)
{
	int y, m, d, y2, m2, d2;

	if ((y = digits(s, 4)) < 1900 || s[4] != '-' ||
	    (m = digits(s + 5, 2)) < 1 || s[7] != '-' ||
	    (d = digits(s + 8, 2)) < 1)
		return false;
	*date = days(y, m, d);
	date_split(*date, &y2, &m2, &d2);
	return y == y2 && m == m2 && d == d2;
}

bool
date_parse(const char *s, int64_t *date)
{
	return strlen(s) == 10 && civil(s, date);
}

/*
 * Digits and separators by hand: a page shows a time in each row, and printf
 * was a sixth of its work.
 */
static char *
put(char *to, int v, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		to[i] = (char)('0' + v % 10);
		v /= 10;
	}
	return to + width;
}

static char *
put_date(char *to, int64_t date)
{
	int y, m, d;

	date_split(date, &y, &m, &d);
	to = put(to, y, 4);
	*to++ = '-';
	to = put(to, m, 2);
	*to++ = '-';
	return put(to, d, 2);
}

/* Day without a leading zero, month's name, year. */
static char *
put_words(char *to, int y, int m, int d)
{
	to = put(to, d, d < 10 ? 1 : 2);
	*to++ = ' ';
	memcpy(to, months[m - 1], 3);
	to += 3;
	*to++ = ' ';
	return put(to, y, 4);
}

void
date_iso(int64_t date, char *to, size_t size)
{
	char text[DATE_TEXT];

	*put_date(text, date) = '\0';
	str_copy(to, size, text);
}

void
date_long(int64_t date, char *to, size_t size)
{
	char text[DATE_TEXT];
	int y, m, d;

	date_split(date, &y, &m, &d);
	*put_words(text, y, m, d) = '\0';
	str_copy(to, size, text);
}

bool
time_parse(const char *s, int64_t *t)
{
	size_t n = strlen(s);
	int64_t date;
	int h, m, sec = 0;

	if ((n != 17 && n != 20) || s[n - 1] != 'Z' || !civil(s, &date) ||
	    s[10] != 'T' || (h = digits(s + 11, 2)) < 0 || h > 23 ||
	    s[13] != ':' || (m = digits(s + 14, 2)) < 0 || m > 59)
		return false;
	if (n == 20 &&
	    (s[16] != ':' || (sec = digits(s + 17, 2)) < 0 || sec > 59))
		return false;
	*t = date * 86400 + h * INT64_C(3600) + m * INT64_C(60) + sec;
	return true;
}

int64_t
date_noon(int64_t date)
{
	return date * 86400 + 43200;
}

static int64_t
day_of(int64_t t)
{
	return (t >= 0 ? t : t - 86399) / 86400;
}

static char *
put_clock(char *to, int h, int m)
{
	to = put(to, h, 2);
	*to++ = ':';
	return put(to, m, 2);
}

void
time_iso(int64_t t, char *to, size_t size)
{
	int64_t date = day_of(t), s = t - date * 86400;
	char text[TIME_TEXT], *end = put_date(text, date);

	*end++ = 'T';
	end = put_clock(end, (int)(s / 3600), (int)(s / 60 % 60));
	*end++ = ':';
	end = put(end, (int)(s % 60), 2);
	memcpy(end, "Z", 2);
	str_copy(to, size, text);
}

bool
time_zone_known(const char *zone)
{
	char path[128];

	if (strcmp(zone, "UTC") == 0)
		return true;
	if (zone[0] == '\0' || zone[0] == '/' || strstr(zone, "..") != NULL ||
	    strspn(zone,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/_+-") != strlen(zone) ||
	    !str_printf(path, sizeof path, "/usr/share/zoneinfo/%s", zone))
		return false;
	return access(path, R_OK) == 0;
}

/* Without gmtime, which reads the machine's zone first. */
static void
utc(int64_t t, struct tm *tm)
{
	int64_t date = day_of(t), s = t - date * 86400;
	int y, m, d;

	date_split(date, &y, &m, &d);
	*tm = (struct tm){
		.tm_year = y - 1900,
		.tm_mon = m - 1,
		.tm_mday = d,
		.tm_hour = (int)(s / 3600),
		.tm_min = (int)(s / 60 % 60),
		.tm_sec = (int)(s % 60),
	};
}

/* Local time by the zone; a process shows times of one zone, so TZ is set. */
static void
local(int64_t t, const char *zone, struct tm *tm)
{
	const char *set = getenv("TZ");
	time_t when = (time_t)t;

	if (zone == NULL || zone[0] == '\0' || strcmp(zone, "UTC") == 0) {
		utc(t, tm);
		return;
	}
	if (set == NULL || strcmp(set, zone) != 0) {
		if (!time_zone_known(zone)) {
			utc(t, tm);
			return;
		}
		setenv("TZ", zone, 1);
		tzset();
	}
	localtime_r(&when, tm);
}

int64_t
time_date(int64_t t, const char *zone)
{
	struct tm tm;

	local(t, zone, &tm);
	return days(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

void
time_long(int64_t t, const char *zone, char *to, size_t size)
{
	char text[TIME_TEXT], *end;
	struct tm tm;

	local(t, zone, &tm);
	end = put_words(text, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	*end++ = ',';
	*end++ = ' ';
	*put_clock(end, tm.tm_hour, tm.tm_min) = '\0';
	str_copy(to, size, text);
}

int
time_hour(int64_t t, const char *zone)
{
	struct tm tm;

	local(t, zone, &tm);
	return tm.tm_hour;
}

/*
 * Times as people read them, in the visitor's zone. The zone is set once in a
 * process; UTC needs no zone and no files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/str.h"
#include "web.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static bool
is_utc(const char *zone)
{
	return zone == NULL || zone[0] == '\0' || strcmp(zone, "UTC") == 0;
}

/* The local clock at t. */
static void
local(int64_t t, const char *zone, struct tm *tm)
{
	const char *set;
	time_t when = (time_t)t;

	if (is_utc(zone)) {
		gmtime_r(&when, tm);
		return;
	}
	set = getenv("TZ");
	if (set == NULL || strcmp(set, zone) != 0) {
		if (!time_zone_known(zone)) {
			gmtime_r(&when, tm);
			return;
		}
		setenv("TZ", zone, 1);
		tzset();
	}
	localtime_r(&when, tm);
}

static const char *
month(int m)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	return names[m];
}

void
time_words(const struct req *r, int64_t t, char *to, size_t size)
{
	struct tm tm;

	local(t, r->visitor->time_zone, &tm);
	str_printf(to, size, "%d %s %d, %02d:%02d", tm.tm_mday,
	    month(tm.tm_mon), tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static void
time_open(struct req *r, int64_t t)
{
	char iso[TIME_TEXT];

	time_iso(t, iso, sizeof iso);
	html(r, "<time datetime=\"");
	text(r, iso);
	html(r, "\"");
}

void
time_text(struct req *r, int64_t t)
{
	char words[64];

	if (t == 0)
		return;
	time_words(r, t, words, sizeof words);
	time_open(r, t);
	html(r, ">");
	text(r, words);
	html(r, "</time>");
}

static void
ago(struct req *r, int64_t t)
{
	int64_t s = r->now - t;
	unsigned long n;

	if (s < MINUTE) {
		text(r, _("just now"));
	} else if (s < HOUR) {
		n = (unsigned long)(s / MINUTE);
		textf(r, ngettext("%lu minute ago", "%lu minutes ago", n), n);
	} else if (s < DAY) {
		n = (unsigned long)(s / HOUR);
		textf(r, ngettext("%lu hour ago", "%lu hours ago", n), n);
	} else {
		n = (unsigned long)(s / DAY);
		textf(r, ngettext("%lu day ago", "%lu days ago", n), n);
	}
}

/* What is older than two weeks, or still to come, is told by its date. */
void
time_ago(struct req *r, int64_t t)
{
	char words[64];
	struct tm tm;

	if (t == 0)
		return;
	time_words(r, t, words, sizeof words);
	time_open(r, t);
	html(r, " title=\"");
	text(r, words);
	html(r, "\">");
	if (t > r->now + MINUTE || t < r->now - 14 * DAY) {
		local(t, r->visitor->time_zone, &tm);
		textf(r, "%d %s %d", tm.tm_mday, month(tm.tm_mon),
		    tm.tm_year + 1900);
	} else {
		ago(r, t);
	}
	html(r, "</time>");
}

void
date_text(struct req *r, int64_t date)
{
	char iso[DATE_TEXT], words[DATE_TEXT];

	if (date == DATE_NONE)
		return;
	date_iso(date, iso, sizeof iso);
	date_long(date, words, sizeof words);
	html(r, "<time datetime=\"");
	text(r, iso);
	html(r, "\">");
	text(r, words);
	html(r, "</time>");
}

void
size_text(struct req *r, int64_t bytes)
{
	if (bytes < 1000)
		textf(r,
		    ngettext("%lu byte", "%lu bytes", (unsigned long)bytes),
		    (unsigned long)bytes);
	else if (bytes < 1000 * 1000)
		textf(r, _("%lld kB"), (long long)((bytes + 500) / 1000));
	else
		textf(r, _("%lld.%lld MB"), (long long)(bytes / 1000000),
		    (long long)(bytes / 100000 % 10));
}

/* ---- inputs
 * ------------------------------------------------------------------ */

void
time_input(int64_t t, const char *zone, char *to, size_t size)
{
	struct tm tm;

	if (t == 0) {
		str_copy(to, size, "");
		return;
	}
	local(t, zone, &tm);
	str_printf(to, size, "%04d-%02d-%02dT%02d:%02d", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

bool
time_input_parse(const char *s, const char *zone, int64_t *t)
{
	char utc[32];
	struct tm tm = { .tm_isdst = -1 };
	int64_t flat;
	time_t when;

	if (strlen(s) != 16 && strlen(s) != 19)
		return false;
	str_printf(utc, sizeof utc, "%sZ", s);
	if (!time_parse(utc, &flat))
		return false;
	*t = flat;
	local(flat, zone, &tm);
	if (is_utc(zone) || getenv("TZ") == NULL ||
	    strcmp(getenv("TZ"), zone) != 0)
		return true;
	when = (time_t)flat;
	gmtime_r(&when, &tm);
	tm.tm_isdst = -1;
	when = mktime(&tm);
	*t = (int64_t)when;
	return true;
}

/* Times as people read them, in the visitor's zone. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "web.h"

static const int64_t MINUTE = 60, HOUR = 3600, DAY = 86400;

void
time_words(const struct req *r, int64_t t, char *to, size_t size)
{
	time_long(t, r->visitor->time_zone, to, size);
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

	if (s < MINUTE)
		text(r, _("just now"));
	else if (s < HOUR)
		textn(
		    r, N_("%lu minute ago"), N_("%lu minutes ago"), s / MINUTE);
	else if (s < DAY)
		textn(r, N_("%lu hour ago"), N_("%lu hours ago"), s / HOUR);
	else
		textn(r, N_("%lu day ago"), N_("%lu days ago"), s / DAY);
}

/* What is older than two weeks, or still to come, is told by its date. */
void
time_ago(struct req *r, int64_t t)
{
	char words[64];

	if (t == 0)
		return;
	time_words(r, t, words, sizeof words);
	time_open(r, t);
	html(r, " title=\"");
	text(r, words);
	html(r, "\">");
	if (t > r->now + MINUTE || t < r->now - 14 * DAY) {
		words[strcspn(words, ",")] = '\0';
		text(r, words);
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
		textn(r, N_("%lu byte"), N_("%lu bytes"), bytes);
	else if (bytes < 1000000)
		textf(r, _("%lld kB"), (long long)((bytes + 500) / 1000));
	else
		textf(r, _("%lld.%lld MB"), (long long)(bytes / 1000000),
		    (long long)(bytes / 100000 % 10));
}

/* ---- inputs
 * ------------------------------------------------------------------
 */

/* "23 Nov 2026, 20:14" */
static int64_t
clock_of(int64_t t, const char *zone, char hhmm[6])
{
	char words[TIME_TEXT];

	time_long(t, zone, words, sizeof words);
	str_copy(hhmm, 6, words + strlen(words) - 5);
	return ((hhmm[0] - '0') * 10 + (hhmm[1] - '0')) * HOUR +
	    ((hhmm[3] - '0') * 10 + (hhmm[4] - '0')) * MINUTE;
}

void
time_input(int64_t t, const char *zone, char *to, size_t size)
{
	char day[DATE_TEXT], hhmm[6];

	str_copy(to, size, "");
	if (t == 0)
		return;
	(void)clock_of(t, zone, hhmm);
	date_iso(time_date(t, zone), day, sizeof day);
	str_printf(to, size, "%sT%s", day, hhmm);
}

/* What the clock of the zone shows at t, as if it were UTC. */
static int64_t
shown_at(int64_t t, const char *zone)
{
	char hhmm[6];

	return time_date(t, zone) * DAY + clock_of(t, zone, hhmm);
}

bool
time_input_parse(const char *s, const char *zone, int64_t *t)
{
	char whole[32];
	int64_t wanted;

	if (strlen(s) != 16 && strlen(s) != 19)
		return false;
	str_printf(whole, sizeof whole, "%.16sZ", s);
	if (!time_parse(whole, &wanted))
		return false;
	/* The offset may change between a guess and the time it leads to. */
	*t = wanted;
	for (int i = 0; i < 2; i++)
		*t += wanted - shown_at(*t, zone);
	return true;
}

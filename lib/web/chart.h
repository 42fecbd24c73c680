/*
 * Charts, drawn here as SVG: a sentence for who cannot see them, and the same
 * numbers as text beside or below. htdocs/README.md has their markup.
 */
#ifndef POSTERN_CHART_H
#define POSTERN_CHART_H

#include "page.h"

enum { CHART_AGES = 5 };

/* "31-60 days", of the i-th range. */
const char *chart_age_label(
    struct req *, const int64_t until[CHART_AGES - 2], int i);
/* A bar of what is open by age, with a legend of amounts. until: the last day
 * of each range but the first and the last. */
void chart_ages(struct req *, const int64_t until[CHART_AGES - 2],
    const int64_t sum[CHART_AGES], const char *currency);

struct chart_month {
	int year, month;
	int64_t amount;
	int64_t before; /* a year before; 0: nothing to compare with */
};
/* Bars of months, the last one being under way, and the table of numbers to
 * open. title: what is counted, for those who hear it. */
void chart_months(struct req *, const char *title, const struct chart_month *,
    int n, const char *currency);

#endif

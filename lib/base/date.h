/*
 * Dates are days since 1970-01-01, times are seconds since then, UTC. Zones
 * apply only when a time is shown.
 */
#ifndef POSTERN_DATE_H
#define POSTERN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DATE_TEXT = 16, TIME_TEXT = 32, DATE_NONE = 0 };

bool date_parse(const char *, int64_t *date); /* yyyy-mm-dd, years 1900-9999 */
void date_iso(int64_t date, char *, size_t);  /* 2026-11-23 */
void date_long(int64_t date, char *, size_t); /* 23 Nov 2026 */
void date_split(int64_t date, int *year, int *month, int *day);

bool time_parse(const char *, int64_t *t); /* yyyy-mm-ddThh:mm[:ss]Z */
int64_t date_noon(int64_t date);           /* the time at noon, UTC */
void time_iso(int64_t t, char *, size_t);  /* 2026-11-23T20:00:00Z */

/* In the zone given by an IANA name; an unknown or empty one counts as UTC. */
int64_t time_date(int64_t t, const char *zone); /* the local day */
void time_long(int64_t t, const char *zone, char *, size_t);
int time_hour(int64_t t, const char *zone); /* 0 to 23 */
bool time_zone_known(const char *zone);

#endif

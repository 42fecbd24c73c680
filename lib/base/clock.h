/* The one clock. Tests and the demo set it; everybody else only reads. */
#ifndef POSTERN_CLOCK_H
#define POSTERN_CLOCK_H

#include <stdint.h>

/* Seconds since 1970-01-01 UTC. */
int64_t clock_now(void);

/* From now on the clock starts at t and runs; 0 gives the real time back. */
void clock_set(int64_t t);

/* The clock stands still at t, for tests, until clock_set. */
void clock_stop(int64_t t);

#endif

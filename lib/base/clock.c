/* The one clock. */
#include "clock.h"

#include <time.h>

static int64_t shift, still;

int64_t
clock_now(void)
{
	return still != 0 ? still : (int64_t)time(NULL) + shift;
}

void
clock_set(int64_t t)
{
	still = 0;
	shift = t == 0 ? 0 : t - (int64_t)time(NULL);
}

void
clock_stop(int64_t t)
{
	still = t;
}

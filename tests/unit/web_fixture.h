/* What a form said, as one line. */
#ifndef POSTERN_WEB_FIXTURE_H
#define POSTERN_WEB_FIXTURE_H

#include <stdio.h>

#include "../../lib/web/parse.h"

static inline void
print(const struct pairs *p, char *to, size_t size)
{
	size_t n = 0;

	to[0] = '\0';
	for (int i = 0; i < p->n; i++)
		n += (size_t)snprintf(
		    to + n, size - n, "%s=%s;", p->at[i].name, p->at[i].value);
}

#endif

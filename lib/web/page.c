/* Begin and end of a page: the site's frame, and the banner after a redirect.
 */
#include <string.h>

#include "web.h"

static void
done_banner(struct req *r)
{
	const char *word = query_value(r, "done");

	if (word == NULL || r->site->done == NULL)
		return;
	for (const struct done *d = r->site->done; d->word != NULL; d++)
		if (strcmp(d->word, word) == 0)
			banner(r, "ok", NULL, _(d->sentence));
}

void
page_open(struct req *r, const struct head *h)
{
	if (r->out.status == 0)
		r->out.status = 200;
	r->site->open(r, h);
	if (!h->bare)
		done_banner(r);
}

void
page_close(struct req *r)
{
	r->site->close(r);
}

/*
 * What processing centers send: no bytes make more of a message than its
 * fields hold, no page is taken that is none, and nothing proves itself without
 * the secret.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/center/provider.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
ends(const char *s, size_t size)
{
	if (memchr(s, '\0', size) == NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct provider *with = provider_of(CENTER_STRIPE);
	char *s = malloc(n + 1), session[201], page[1501];
	struct checkout_news news;

	if (s == NULL)
		abort();
	if (n > 0)
		memcpy(s, data, n);
	s[n] = '\0';
	if (with->news(s, n, &news)) {
		if (news.event[0] == '\0' || news.kind < 0 ||
		    news.kind > NEWS_FAILED)
			abort();
		ends(news.event, sizeof news.event);
		ends(news.token, sizeof news.token);
		ends(news.session, sizeof news.session);
		ends(news.payment, sizeof news.payment);
		ends(news.currency, sizeof news.currency);
	}
	if (with->begun(s, n, session, page) &&
	    (session[0] == '\0' || !center_address_good(page)))
		abort();
	if (with->proves("whsec_of_ours", s, s, n, 1795900000))
		abort();
	free(s);
	return 0;
}

/*
 * How the protocols of processing centers go: a table of functions for each.
 * They make and read bytes and know neither network nor store, so that each can
 * be tried alone; send.h brings the bytes there.
 */
#ifndef POSTERN_PROVIDER_H
#define POSTERN_PROVIDER_H

#include "../base/buf.h"
#include "../model/center.h"
#include "../model/checkout.h"

/* A call to a center: POST, with lines of a head and a body. */
struct center_call {
	char url[301];
	struct buf head; /* "Name: value\n" */
	struct buf body;
};
void center_call_free(struct center_call *);

struct provider {
	int64_t id; /* enum center_provider */
	/*
	 * Asks for a page on which so much is paid. title: what the customer
	 * reads there; back: where he comes back to, "paid" or "left" is
	 * added. The same checkout asks the same, as often as it may be.
	 */
	void (*begin)(const struct center *, const struct checkout *,
	    const char *title, const char *back, struct center_call *);
	/* The answer to that; false when it is none. */
	bool (*begun)(
	    const char *answer, size_t n, char session[201], char page[1501]);
	/* The header of its messages that proves them, as CGI names it. */
	const char *signature;
	/* Is the message from the center, and of these minutes? */
	bool (*proves)(const char *secret, const char *signature,
	    const char *message, size_t n, int64_t now);
	/* False when it is no message at all; kind 0: nothing of ours. */
	bool (*news)(const char *message, size_t n, struct checkout_news *);
};

/* NULL: unknown. */
const struct provider *provider_of(int64_t id);
extern const struct provider provider_stripe;

#endif

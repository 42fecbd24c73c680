/* What importmatch.c and importverbs.c share. */
#ifndef IMPORTVERBS_H
#define IMPORTVERBS_H

#include "exchange.h"

/*
 * For a ROUTE_SELF handler: body brings the job of r->id into its next state;
 * then a process starts that does the work, and the page of the job follows.
 * A refusal is a page with the first sentence of bad.
 */
enum rc import_start(struct req *, enum rc (*body)(struct txn *, void *),
    void *arg, const struct problems *bad) CHECK_RC;

#endif

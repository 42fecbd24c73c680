/* Calls to processing centers over the network (libcurl). */
#ifndef POSTERN_SEND_H
#define POSTERN_SEND_H

#include <stdbool.h>

#include "provider.h"

enum { SEND_SECONDS = 15, SEND_MOST = 64 * 1024 };

/*
 * Sends it and takes the answer, whatever its status; false, with a sentence
 * for the log, when there is none. Redirects are not followed, certificates
 * are checked.
 */
bool center_send(const struct center_call *, long *status, struct buf *answer,
    char *why, size_t size);

#endif

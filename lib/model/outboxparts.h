/* What the files of the outbox know of each other; for nobody else. */
#ifndef POSTERN_OUTBOXPARTS_H
#define POSTERN_OUTBOXPARTS_H

#include "outbox.h"

enum rc outbox_keep(struct txn *, struct outbox *) CHECK_RC;
/* As stored; RC_CONFLICT when rev is no longer the one seen. */
enum rc outbox_load(struct txn *, struct outbox *) CHECK_RC;
/* A line for the log. */
void outbox_note(struct outbox *, const char *what);
/* Another Message-ID. */
void outbox_message(struct outbox *);
/* It is due then; an urgent one at once. */
void outbox_queue(struct outbox *, int64_t when);
/* Cancelled, with what it is about. */
enum rc outbox_drop(struct txn *, struct outbox *, const char *why) CHECK_RC;

#endif

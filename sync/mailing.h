/*
 * What the files of postern mail share with the night; nobody else includes
 * it. One at a time sends: mails are marked in the store, handed to sendmail
 * one by one with the store closed, and what became of them is told the store.
 */
#ifndef POSTERN_MAILING_H
#define POSTERN_MAILING_H

#include <stdio.h>

#include "outbox.h"
#include "tool.h"

/* ---- mailconf.c: the settings */

struct mail_conf {
	char sendmail[256], from[128];
	int keep; /* days that what was sent is kept; 0: for ever */
};
void mail_conf_none(struct mail_conf *);
/* One of its settings; false: it is none, or why says what is wrong. */
bool mail_conf_take(struct mail_conf *, const char *key, const char *value,
    char *why, size_t size);
void mail_conf_read(const struct tool *, struct mail_conf *);

/* ---- mailhand.c: one message to sendmail, and what became of it */

/*
 * A file beside the store that says of each mail that was begun how it ended.
 * It is written by the hand itself, a process that outlives its parent, so that
 * a sender that is killed leaves behind what the mail system said.
 */
struct mail_journal {
	char path[560];
	int fd; /* -1: none is kept */
};
bool mail_journal_open(struct mail_journal *, const char *store);
/* Forgets what it said; before mails are marked. */
bool mail_journal_begin(struct mail_journal *);
/* What it says of a mail that is marked. */
enum outbox_end mail_journal_end(struct mail_journal *, int64_t id);
void mail_journal_close(struct mail_journal *);

/*
 * From its beginning; recipient: one or several addresses, as words of their
 * own; no shell sees them.
 */
enum outbox_end mail_hand(struct mail_journal *, const struct mail_conf *,
    int64_t id, const char *sender, const char *recipient, FILE *message);

/* ---- mailmake.c: a mail as bytes */

enum { MAIL_WHY = 160 };
struct mail_made {
	FILE *message; /* the caller closes; NULL: end and why say it */
	char sender[128];
	enum outbox_end end;
	char why[MAIL_WHY];
};
void mail_make(const struct tool *, const struct mail_conf *,
    const struct outbox *, struct mail_made *);

/* ---- maildrain.c: all that is due */

struct mail_drain {
	struct tool *t;
	struct mail_conf conf;
	bool all; /* also what waits for another try */
	/* What became of it. */
	bool busy;    /* another one is at it */
	bool trouble; /* the store could not be written */
	bool stopped; /* the mail system takes nothing */
	int64_t sent, refused;
	char why[MAIL_WHY]; /* of the last refusal */
};
void mail_drain(struct mail_drain *);
/* Takes away what is older than the settings keep. */
bool mail_expire(struct tool *, const struct mail_conf *);

#endif

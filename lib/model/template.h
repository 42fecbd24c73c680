/*
 * Templates of mails: what the mail of an event says, for all portals or for
 * one. Where there is none, a default of the program holds, so that an empty
 * table works. {{name}} stands for a value; a paragraph with a value that is
 * empty is left out.
 */
#ifndef POSTERN_TEMPLATE_H
#define POSTERN_TEMPLATE_H

#include "outbox.h"

enum {
	TEMPLATE_ID = 1,
	TEMPLATE_REV,
	TEMPLATE_EVENT,
	TEMPLATE_PORTAL,
	TEMPLATE_OFF,
	TEMPLATE_SUBJECT,
	TEMPLATE_TEXT,
	TEMPLATE_CHANGED,
};
enum { TEMPLATE_BY = 1 /* unique: portal_id, event */ };

struct mail_template {
	int64_t id, rev;
	int64_t event;
	int64_t portal_id; /* 0: of all that have none of their own */
	int64_t off;       /* not sent at all */
	char subject[201];
	char text[6001];
	int64_t changed;
};
extern const struct entity template_entity;

/* ---- what is known of an event */

enum mail_flag {
	MAIL_TO_STAFF = 1, /* from the ERP, whose pages its link leads to */
	MAIL_URGENT = 2,   /* goes before all others */
	MAIL_ALWAYS = 4,   /* whatever the contact wants; cannot be put off */
	MAIL_IN_BATCH = 8, /* made by the command itself, not by an import */
	MAIL_FIGURES = 16, /* its figures are put in when it is sent */
};

struct mail_fact {
	enum mail_event event;
	int64_t group; /* enum mail_group; 0: none */
	unsigned flags;
	/* Its own values with an example each: what may stand in {{}}. */
	struct mail_value value[MAIL_VALUES + 1];
	const char *subject, *text; /* N_(): the defaults */
};
/* In the order people think; ends with event 0. */
extern const struct mail_fact mail_facts[];
const struct mail_fact *mail_fact(int64_t event);
/* The values that every event has. */
extern const struct mail_value mail_common[];

/* ---- finding, changing */

/* The portal's own, else that of all, else the default (id 0). */
enum rc template_find(struct txn *, int64_t event, int64_t portal,
    struct mail_template *) CHECK_RC;
/* The default alone, as if nobody had written one. */
void template_default(int64_t event, int64_t portal, struct mail_template *);
/* Placeholders that the event does not know are refused. */
enum rc template_save(
    struct txn *, struct mail_template *, struct problems *) CHECK_RC;
/* Back to the default: the record goes. */
enum rc template_reset(struct txn *, int64_t id, int64_t rev) CHECK_RC;

/* ---- filling */

/*
 * The text with values in their places; what is in none of the two lists stays
 * as it is. Paragraphs in which a value is empty are left out.
 */
void template_fill(const char *text, const struct mail_value *,
    const struct mail_value *more, struct buf *);
/* The same for a subject, of which nothing is left out. */
void template_line(const char *text, const struct mail_value *,
    const struct mail_value *more, struct buf *);

#endif

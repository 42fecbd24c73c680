/*
 * Forms from field tables. A list of tags is at once layout, order and
 * allow-list: what is not listed cannot be written by any request.
 */
#ifndef POSTERN_FORM_H
#define POSTERN_FORM_H

#include "page.h"

/* <form method="post"> with the token; path below the prefix. */
void form_open(struct req *, const char *path);
void form_open_upload(struct req *, const char *path);
void form_close(struct req *);
/* Only the hidden token, for forms written by hand. */
void form_token(struct req *);
void form_hidden(struct req *, const char *name, const char *value);
void form_rev(struct req *, const void *rec); /* hidden rev */

/* The summary on top, links to the fields; nothing when there are none. Takes
 * the problems of up to three entities (NULL e: names nothing). */
struct form_bad {
	const struct entity *e;
	const struct problems *bad;
};
void form_errors(struct req *, const struct form_bad *, int n);

/*
 * Label, hint, error and control of one field. After a failed POST the typed
 * text is shown again, whatever became of it. bad may be NULL.
 */
void form_field(struct req *, const struct entity *, unsigned tag,
    const void *rec, const struct problems *bad);
void form_fields(struct req *, const struct entity *, const unsigned *tags,
    const void *rec, const struct problems *bad);
/* The same for a field of no entity. type: text password email search date
 * checkbox textarea file; autocomplete may be NULL. */
struct input {
	const char *name, *label, *hint, *type, *value, *autocomplete, *error;
	bool required;
	int max;            /* characters, 0: none */
	bool multiple;      /* file */
	const char *accept; /* file */
};
void form_input(struct req *, const struct input *);
void form_select(struct req *, const char *name, const char *label,
    const char *hint, const struct choice *, int64_t value, const char *error);
/* A choice of time zones for a text field named time_zone. */
void form_zone(struct req *, const struct entity *, unsigned tag,
    const void *rec, const struct problems *bad);
/* A set of check boxes for a BITS field; only the bits of among are offered. */
void form_bits(struct req *, const struct entity *, unsigned tag,
    const void *rec, int64_t among, const struct problems *bad);
void form_submit(struct req *, const char *label); /* primary */
void form_button(struct req *, const char *class_literal, const char *name,
    const char *value, const char *icon_name, const char *label);
/* A form of one button: POST path with hidden pairs name, value, ..., NULL. */
void button_post(struct req *, const char *path, const char *class_literal,
    const char *icon_name, const char *label, ...);

/*
 * Takes the listed fields from the body into rec, and rev. False when a value
 * could not be read (bad says which). A listed field that the body lacks keeps
 * its value, but for check boxes, which then are off. BITS keep the bits
 * outside `among` (form_read_bits).
 */
bool form_read(struct req *, const struct entity *, const unsigned *tags,
    void *rec, struct problems *bad);
/* One value as it was typed; for rows of a table, which have no names of their
 * own. False, with a sentence in bad, when it cannot be read. */
bool form_read_value(struct req *, const struct field *, const char *typed,
    void *rec, struct problems *bad);
bool form_read_bits(struct req *, const struct entity *, unsigned tag,
    int64_t among, void *rec, struct problems *bad);
/* rev of the body into rec; false when missing or malformed. */
bool form_read_rev(struct req *, void *rec);

/* ---- a password that works once (oncepassword.c) ------------------------ */

struct once {
	char password[24];
	char hash[161];
};
/* Prepare step: makes one and its hash, store closed. */
handler once_prepare;
/* Login and password, with the sentence that says what it is for. */
void once_secret(struct req *, const char *login, const char *password);

#endif

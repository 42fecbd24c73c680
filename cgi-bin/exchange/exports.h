/* What the pages of exports share. */
#ifndef EXPORTS_H
#define EXPORTS_H

#include "exchange.h"
#include "format/exportwork.h"

/* "/exchange/exports/12/file" */
const char *export_at(struct req *, int64_t job, const char *rest);
/* The record of r->id; what is of the other sort is not found. */
enum rc export_load(struct req *, struct export_job *, bool profile) CHECK_RC;

/* ---- exportform.c: what can be wished, for the kind of the record */

enum { WISH_TAGS = 16 };
/* The fields that make sense for a kind, in two groups; end with 0. */
void wish_tags(const struct export_kind *, unsigned form[WISH_TAGS],
    unsigned filter[WISH_TAGS]);
/* Formats and statuses of the kind, which are no plain fields. */
void wish_format(struct req *, const void *rec, const struct problems *bad);
void wish_statuses(struct req *, const void *rec, const struct problems *bad);
/* Reads both, and checks all that has been read. */
bool wish_read(struct req *, void *rec, struct problems *bad);
/* The visitor's features have records of this kind. */
bool kind_shown(const struct req *, const struct export_kind *);

#endif

/*
 * Exporting: walks over the records of a kind in the order of their keys, in
 * portions between which others may use the store, and hands over those that
 * are wanted, each with its lines. What is made of them is the caller's.
 */
#ifndef POSTERN_EXPORT_H
#define POSTERN_EXPORT_H

#include "exportkind.h"
#include "store.h"

struct export_filter {
	int64_t account;  /* id of an account; 0: all */
	int64_t from, to; /* dates of documents, both included; 0: open */
	int64_t since;    /* changed at this time or later; 0: whenever */
	/* Values of the status, their number; 0: any. */
	int64_t status[32];
	int statuses;
};

struct export_names; /* what references are called; see exporttext.c */

struct export
{
	const struct export_kind *kind;
	struct export_filter only;
	/* Gets each record; lines NULL where the kind has none. */
	void (*record)(
	    struct export *, const void *head, const void *lines, int n);
	/* Between two portions. False: no more is wanted. */
	bool (*portion)(struct export *);
	/* What portion does takes long: the store is closed meanwhile, and
	 * portions are small. */
	bool apart;
	void *arg;

	struct txn *x; /* valid within record */
	long records;  /* handed over */
	struct export_names *names;
	char *cell; /* FIELD_TEXT */
};

/* In a session of its own. RC_REFUSED: portion said no. */
enum rc export_run(const char *home, struct export *) CHECK_RC;

/*
 * A field as files have it; within record. Nothing is "", but for amounts of
 * documents, which are always written. Lives until the next call.
 */
const char *export_text(struct export *, const struct field *, const void *rec);

/* ---- exporttext.c */

struct export_names *export_names_new(void);
void export_names_free(struct export_names *);
/* The store was let go: anything may be called otherwise now. */
void export_names_forget(struct export_names *);
bool export_is_amount(const struct field *); /* money price quantity rate */

#endif

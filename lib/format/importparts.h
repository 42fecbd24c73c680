/* What the files of the importer share; nobody else includes it. */
#ifndef POSTERN_IMPORTPARTS_H
#define POSTERN_IMPORTPARTS_H

#include "import.h"
#include "import_run.h"
#include "mem.h"

enum { BATCH_MOST = 2000, BATCH_FIRST = 100, ROW_FAULTS = 12 };

struct fault {
	int column; /* of the layout; -1: the whole record */
	const char *code;
	char text[PROBLEM_TEXT];
};

/* A record of the file on its way into the store. */
struct row {
	struct csv_record rec; /* its cells are not kept */
	long number;           /* from 1, the header not counted */
	const char **value;    /* one for each column; NULL: leave alone */
	const struct csv_cell **cell; /* where it stood; NULL: nowhere */
	int faults;
	struct fault *fault; /* ROW_FAULTS of them, once there is one */
	struct arena *mem;
	bool broken;    /* its cells cannot be told apart */
	bool bad, told; /* rejected; and said so */
	bool warned;
	uint32_t
	    unknown; /* columns whose reference is left out; see MAP_KNOWN */
	bool waits;  /* for a record that the file may bring later */
	enum rc rc;  /* RC_OK, RC_SAME */
	bool created;
};

/* Keys this file has brought, and their lines: 64-bit hashes. */
struct key_set {
	struct {
		uint64_t hash;
		long line;
	} * at;
	size_t n, size;
};
/* The line that brought it first, or 0 and it is remembered. */
long key_set_add(struct key_set *, const char *key, long line);
bool key_set_has(const struct key_set *, const char *key);
void key_set_free(struct key_set *);

/* A row that waits: where it stands in the file. */
struct waiting {
	const char *raw;
	size_t raw_n;
	long line, number;
};

struct import {
	const struct import_options *o;
	const struct entity *e; /* of the kind */
	struct source src;
	struct messages m;
	struct import_run run;
	struct key_set keys;
	struct import_counts *counts;
	bool dry;             /* the first pass: everything is undone */
	long *nulls, *filled; /* by column */
	bool patient;         /* a missing reference to this entity may wait */
	struct waiting *waiting;
	int waiting_n, next; /* next: of a round over those that waited */
	const struct waiting *again; /* the list of that round, or NULL */
	int again_n;

	struct arena *mem; /* of the batch */
	struct row *rows;
	int n, batch;
};

/* A fault of a row; beyond ROW_FAULTS the rest is dropped. */
void row_fault(struct row *, int column, const char *code, const char *, ...)
    __attribute__((format(printf, 4, 5)));

enum { KEY_TEXT = 400 };

/* ---- importopen.c */

/* The file up to its header; false: said why. */
bool import_open(
    struct import *, const struct import_options *, struct import_counts *);
void import_close(struct import *);
/* Journal, report and reject file; an earlier run is taken up. */
bool import_open_run(struct import *);
void forget_counts(struct import_run *);
/* A message about the whole; always false. */
bool import_fail(
    struct import *, const char *code, long line, long column, const char *why);

/* ---- importfind.c */

/*
 * The stored record a row means; RC_NOTFOUND and zeroes: a new one. key
 * receives what the row is known by.
 */
enum rc row_find(struct import *, struct txn *, struct row *, void *rec,
    char key[KEY_TEXT]) CHECK_RC;

/* ---- importname.c */

/* Records of one name: how many, up to two; the last one's id; their codes. */
struct named {
	int n;
	int64_t id;
	char code[2][PROBLEM_TEXT / 3];
};
void name_find(
    struct txn *, const struct entity *, const char *name, struct named *);
/* By its number in the system the file comes from. */
bool external_find(struct import *, struct txn *, const struct entity *,
    const char *value, int64_t *id);

/* ---- importrow.c */

/* The column that feeds a field, or -1. */
int column_of(const struct import *, unsigned tag);
/* The value for a field, or "" when the file brings none. */
const char *row_value(const struct import *, const struct row *, unsigned tag);
/* One value into the record; faults of the row say why not. */
void row_set(
    struct import *, struct txn *, struct row *, int column, void *rec);
const struct field *external_field(const struct entity *);

/* Cells to values, with what can be said without the store. */
void row_prepare(struct import *, struct row *, const struct csv_record *);
/* Finds or makes the record, fills it, saves it; faults say why not. */
enum rc row_apply(struct import *, struct txn *, struct row *) CHECK_RC;
/* For a row that an earlier run has done: only its key is remembered. */
void row_skip(struct import *, struct row *);
/* Says once which references were left out. */
void row_warn(struct import *, struct row *);
/* Its messages, and its place in the reject file. */
void row_reject(struct import *, const struct row *);

#endif

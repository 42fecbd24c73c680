/* What the files of the importer share; nobody else includes it. */
#ifndef POSTERN_IMPORTPARTS_H
#define POSTERN_IMPORTPARTS_H

#include "document.h"
#include "import.h"
#include "import_change.h"
#include "mem.h"

enum { BATCH_MOST = 2000, ROW_FAULTS = 12 }; /* BATCH_MOST: rows */

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
	bool broken; /* its cells cannot be told apart */
	/* By column: references that are left out (MAP_KNOWN), and those
	 * that a bare record was made for. */
	uint64_t unknown, made;
	/* A sum that is a little off, for W_SUM: its column + 1, and ours. */
	int sum_column, decimals;
	int64_t computed;
	/* What a customer was found by, of the extra fields; and who. */
	unsigned matched;
	char matched_id[31];
};

/* What becomes one record or one document: a row, or all rows of it. */
struct entry {
	struct row *row;
	int n;
	long number;    /* from 1 */
	bool bad, told; /* rejected; and said so */
	bool warned;
	bool waits; /* for a record that the file may bring later */
	enum rc rc; /* RC_OK, RC_SAME */
	bool created;
	int made;   /* bare records for its references */
	int64_t at; /* bytes of the file that are behind it */
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
uint64_t key_hash(const char *key); /* never 0 */

/* Where a row stands in the file. */
struct place {
	const char *raw;
	size_t raw_n;
	long line, number;
};

/* Which rows make one document; see importgroup.c. */
struct groups;

/* What is planned for each unit, in a byte; see importplan.c. */
struct plan {
	unsigned char *at;
	size_t n, size;
	char hash[65]; /* over all of it, but for text */
	struct buf text;
};

struct import {
	const struct import_options *o;
	const struct kind *kind;
	const struct entity *e;     /* of the kind */
	const struct document *doc; /* or NULL */
	struct source src;
	struct csv_reader *spare; /* for rows out of their order */
	struct messages m;
	struct import_run run;
	struct changes changes; /* of the batch */
	struct parties *parties;
	struct paid_sums *paid; /* of a dry pass, once there was a payment */
	struct key_set keys;
	struct import_counts *counts;
	bool dry;    /* the first pass: everything is undone */
	bool first;  /* warnings are given by the first pass there is */
	bool silent; /* nothing is said: another pass will say it */
	long *nulls, *filled; /* by column */

	long rows_read, entry_number;
	struct groups *groups; /* of documents */
	struct plan plan;
	bool planned;     /* plan holds what must happen */
	char promise[65]; /* hash of the file and what is to be done to it */

	bool patient; /* a missing reference to this entity may wait */
	struct waiting {
		struct place place;
		long unit;
	} * waiting;
	int waiting_n, next; /* next: of a round over those that waited */
	const struct waiting *again; /* the list of that round, or NULL */
	int again_n;

	struct store *s;   /* during a pass, or NULL */
	void *room[4];     /* see blank */
	struct arena *mem; /* of the entries */
	struct entry *entries;
	int n, ahead;      /* of the batch; read already for the next one */
	bool more;         /* the file has more than these */
	int64_t at;        /* bytes of the file that are behind it */
	long began, shown; /* ms: the pass, the last progress */
};

/* Room for a record of the kind, zeroed: one of each sort at a time, because
 * fresh memory for each of a million costs more than they do. */
enum room { ROOM_RECORD, ROOM_OTHER, ROOM_LIKE, ROOM_OLD };
void *blank(struct import *, enum room);

/* A fault of a row; beyond ROW_FAULTS the rest is dropped. */
void row_fault(struct row *, int column, const char *code, const char *, ...)
    __attribute__((format(printf, 4, 5)));
int entry_faults(const struct entry *);

enum { KEY_TEXT = 400 };

/* ---- importopen.c */

/* The file up to its header; false: said why. */
bool import_open(
    struct import *, const struct import_options *, struct import_counts *);
void import_close(struct import *);
/* Journal, report and reject file; an earlier run is taken up. False: said
 * why. */
bool import_open_run(struct import *);
/* A message about the whole; always false. */
bool import_fail(
    struct import *, const char *code, long line, long column, const char *why);

/* ---- importgroup.c, importentry.c */

/* Looks through the file for the documents its rows belong to. */
void groups_find(struct import *);
void groups_free(struct groups *);
/* Before a pass. */
void groups_rewind(struct groups *);
/* The rows of the next document; false: there is none. Only those that are
 * wanted are prepared. */
bool group_next(struct import *, struct entry *, bool wanted);

/* The next unit, its rows prepared in im->mem. */
bool entry_next(struct import *, struct entry *);
/* Over a unit that an earlier run has done: its key is remembered. */
bool entry_skip(struct import *, struct entry *);
/* The record at a place, read once more. */
void place_read(struct import *, const struct place *, struct csv_record *);
struct place place_of_record(const struct csv_record *, long number);

/* ---- importbatch.c */

/* False: there is no more after this one. */
bool import_batch(struct import *);
void import_rounds(struct import *);
/* Others come in, and signals do. */
void import_leave(struct import *);
long now_ms(void);

/* ---- importplan.c */

void plan_begin(struct import *);
/* Adds what a unit comes to, or, when the plan is kept, compares. */
void plan_entry(struct import *, const struct entry *);
bool plan_agrees(const struct import *, const struct entry *);
void plan_end(struct import *, char hash[65]);
void plan_free(struct plan *);

/* ---- importfind.c */

/*
 * The stored record a unit means; RC_NOTFOUND and zeroes: a new one. key
 * receives what the unit is known by.
 */
enum rc entry_find(struct import *, struct txn *, struct entry *, void *rec,
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

/* ---- importrefer.c */

/* A reference by id, number elsewhere, or name; faults say why not. */
void set_reference(struct import *, struct txn *, struct entry *, struct row *,
    int column, const char *value, void *rec);
/* Is a bare record wanted for what is missing? One was made. */
bool missing_wanted(const struct import *, const struct entity *);
void missing_made(struct import *, struct entry *, struct row *, int column,
    const struct entity *, const void *rec);
/* Ids and names that this file has brought so far, and that will be there. */
void remember(struct import *, const char *what, const char *value, long line);

/* ---- importrow.c */

/* The column that feeds a field, or -1. */
int column_of(const struct import *, enum kind_part, unsigned tag);
/* The value for a field of the record, or "" when the file brings none. */
const char *row_value(const struct import *, const struct row *, unsigned tag);
/* One value into the record; faults of the row say why not. */
void row_set(struct import *, struct txn *, struct entry *, struct row *,
    int column, void *rec);
const struct field *external_field(const struct entity *);
/* All values of a row that is a record into it, its currency before amounts. */
void row_fill(struct import *, struct txn *, struct entry *, void *rec);

/* Cells to values, with what can be said without the store. */
void row_prepare(struct import *, struct row *, const struct csv_record *);
/* Finds or makes the record, fills it, saves it; faults say why not. */
enum rc entry_apply(struct import *, struct txn *, struct entry *) CHECK_RC;
/* For one that an earlier run has done: only its key is remembered. */
void entry_remember(struct import *, struct entry *);
/* False, with a fault, when the file has brought this key before. */
bool key_is_new(struct import *, struct row *, const char *key);

/* ---- importdoc.c */

/* Joins the head's cells of all rows in the first; they must agree. */
void doc_prepare(struct import *, struct entry *);
enum rc doc_apply(struct import *, struct txn *, struct entry *) CHECK_RC;

/* ---- importpaid.c */

struct paid_sums;
/* Of a dry pass: does a payment that was just put, with so many lines of the
 * file, fit with those of earlier batches? RC_INVALID, with a sentence. */
struct payment;
enum rc paid_fits(struct import *, struct txn *, const struct payment *,
    int own, struct problems *) CHECK_RC;
/* Before each try of a batch; after the last one. */
void paid_begin(struct import *);
void paid_keep(struct import *);
void paid_free(struct import *);

/* ---- importparty.c */

struct import_extra;
struct parties;
/* Fills in account_id or item_id, where another name of theirs is given. */
void party_find(struct import *, struct txn *, struct entry *,
    const struct import_extra *, void *head);
void item_find(struct import *, struct txn *, struct entry *, struct row *,
    const struct import_extra *, void *line);
void parties_free(struct parties *);

/* ---- importtell.c */

/* Says once what was left out or made. */
void entry_warn(struct import *, struct entry *);
/* Its messages, and its place in the reject file. */
void entry_reject(struct import *, const struct entry *);
/* The code it is counted under. */
const char *entry_reason(const struct entry *);
/* A column of nothing but NULL is rarely meant so. */
void warn_nulls(struct import *);

#endif

/*
 * The store: all of Berkeley DB behind a dozen functions. One writer or many
 * readers, through a gate that the kernel opens when a process dies; see
 * ARCHITECTURE.md, "The store".
 */
#ifndef POSTERN_STORE_H
#define POSTERN_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../record/record.h"

enum store_session {
	STORE_READ,
	STORE_WRITE,
	STORE_BATCH, /* writes much and pauses: more memory, rarer syncs */
};

enum channel { CHANNEL_ERP = 1, CHANNEL_PORTAL, CHANNEL_BATCH };

/* Who changes something, for the audit. */
struct actor {
	int64_t user;  /* 0: the system itself */
	char name[81]; /* as shown; copied into the audit */
	enum channel channel;
	bool quiet; /* nobody is told of it by mail */
};

struct store;
struct txn;

/* ---- sessions -------------------------------------------------------- */

/* Makes an empty store in an existing or new folder; dies when there is one. */
void store_create(const char *home);
bool store_exists(const char *home);

/*
 * Enters the gate; at most one open store in a process (asserted). Dies with a
 * sentence when there is no store, or its format is newer than the program.
 * Signals that would end the process wait until it is closed (or paused).
 */
struct store *store_open(const char *home, enum store_session);
void store_close(struct store *);

/*
 * Lets others in and comes back; for long readers and long batches, between
 * two portions. True: somebody was let in, or a checkpoint was made, and
 * nothing read before is current.
 */
bool store_pause(struct store *);
/* Does anybody wait to come in? */
bool store_wanted(const struct store *);
/* Does a signal wait that would end the process? */
bool store_signalled(const struct store *);

/* The handle for reading, in either kind of session. */
struct txn *store_view(struct store *);

/*
 * Runs body in one transaction: kept when it returns RC_OK or RC_SAME, undone
 * otherwise, and its answer is passed on. RC_FULL when the disk is full.
 * Kept means on disk: the log is synced before this returns.
 */
enum rc txn_run(struct store *, const struct actor *,
    enum rc (*body)(struct txn *, void *), void *arg) CHECK_RC;

/* Grows with each write of a transaction: the same as before, and nothing was
 * written since. */
int64_t txn_writes(const struct txn *);

/* Zeroed memory that lives as long as the session, or until forgotten. */
void *txn_scratch(struct txn *, size_t);
void store_forget(struct store *);
const struct actor *txn_actor(const struct txn *);

/* ---- records --------------------------------------------------------- */

enum rc store_get(
    struct txn *, const struct entity *, int64_t id, void *rec) CHECK_RC;

/* By a unique index: rec brings the values of its tags and is overwritten. */
enum rc store_find(
    struct txn *, const struct entity *, unsigned index, void *rec) CHECK_RC;

/*
 * Creates (id 0: id and rev are filled in) or replaces (rev must be the
 * stored one, else RC_CONFLICT; rec->rev is raised, unless all that differs
 * are F_PASSING fields). Writes indexes, counts,
 * search words and the audit. RC_EXISTS: a unique value is taken, with a
 * sentence in bad. RC_SAME: nothing differed.
 */
enum rc store_save(struct txn *, const struct entity *, void *rec,
    struct problems *bad) CHECK_RC;

enum rc store_delete(struct txn *, const struct entity *, int64_t id) CHECK_RC;

/* Puts index entries and words of a stored record that are not there, because
 * the indexes came after it. RC_EXISTS: a unique value is another's. */
enum rc store_complete(struct txn *, const struct entity *, const void *rec,
    struct problems *bad) CHECK_RC;

/* The next number of a gap-free sequence, from 1; an abort gives it back. */
enum rc store_number(struct txn *, const char *sequence, int64_t *) CHECK_RC;

/* Single values of the whole system (instance id, latest time seen ...). */
bool store_setting(struct txn *, const char *name, char *to, size_t size);
void store_set_setting(struct txn *, const char *name, const char *value);

/* ---- lists ------------------------------------------------------------ */

enum { PLACE_TEXT = 2 * KEY_MAX + 32 };

struct list {
	const struct entity *e;
	unsigned index;    /* its number; 0: all records by id */
	const void *like;  /* brings the values that select; NULL: none */
	unsigned prefix;   /* how many of the index's values select */
	bool backwards;    /* highest first */
	const char *after; /* a place; NULL or "": from the start */
};

/*
 * Calls each with every record of the list, until it returns false. The
 * record lives until each returns. A place that is not one, or of another
 * list, is RC_INVALID: places come from requests.
 */
enum rc store_list(struct txn *, const struct list *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;

/* The place of rec in an index, as text for a link. */
void store_place(const struct entity *, unsigned index, const void *rec,
    char place[PLACE_TEXT]);

/*
 * How many records a list has; one read. prefix must be the index's own (the
 * counted one), or index and prefix both 0: all records.
 */
int64_t store_count(
    struct txn *, const struct entity *, unsigned index, const void *like);

/*
 * Records that hold all words of text (the last may be unfinished), newest
 * first; scope: the value of the entity's scope field, or 0 for all. Looks at
 * no more than a few thousand entries: *cut tells that there may be more.
 */
enum rc store_search(struct txn *, const struct entity *, int64_t scope,
    const char *text, bool *cut, bool (*each)(void *arg, const void *rec),
    void *arg) CHECK_RC;

/* ---- files (attachments) --------------------------------------------- */

/*
 * Takes a spool file into the store under a random name, synced; the spool
 * file is gone afterwards. A file whose record is never kept is an orphan
 * that store_verify removes. name receives 33 bytes.
 */
enum rc store_file_add(
    struct txn *, const char *spool, char *name, size_t size) CHECK_RC;
/*
 * A file is given up in the transaction of the record that named it, and taken
 * away in a later one: a death between the two leaves an orphan.
 */
void store_file_drop(struct txn *, const char *name);
void store_file_clear(struct txn *, const char *name);
/* An open descriptor for reading, or -1. */
int store_file_open(struct txn *, const char *name);

/* ---- care ------------------------------------------------------------- */

/*
 * Checks every page, every record, every index entry, count, search word and
 * the audit chain; lines of what is wrong go to tell. Returns how many.
 */
long store_verify(const char *home, const struct entity *const *entities,
    void (*tell)(void *arg, const char *line), void *arg);

#endif

/*
 * Documents with lines: what orders, shipments, invoices and payments have in
 * common, so that files, editors and screens can handle each of them alike.
 */
#ifndef POSTERN_DOCUMENT_H
#define POSTERN_DOCUMENT_H

#include "../record/record.h"

enum { LINES_MOST = 5000 };

/* System fields that select a list: never 0, so that they can be indexed. */
enum { IS_YES = 1, IS_NO = 2 };
extern const struct choice is_choices[];
extern const struct choice document_channels[]; /* enum channel */

struct document {
	const struct entity *head, *line;
	unsigned kind;      /* tag in head that number belongs to, or 0 */
	unsigned number;    /* tag in head: order_no */
	unsigned by_number; /* unique index of head: (kind) number */
	unsigned line_head; /* REF tag in line */
	unsigned line_no;   /* tag in line */
	unsigned lines;     /* index of line: (head) line_no */
	/*
	 * Creates or changes the document with all its lines, in order; lines
	 * that are stored and not given are taken away. Line numbers of 0 are
	 * filled in. The way in for editors and files: RC_SAME when nothing
	 * differed, RC_INVALID with sentences (problem_in tells the line),
	 * RC_REFUSED when the document is final and something differed.
	 */
	enum rc (*put)(
	    struct txn *, void *head, void *lines, int n, struct problems *);
};

/* Ends with head NULL: order, shipment, invoice, payment. */
extern const struct document *const documents[];
/* The document a head's entity belongs to, or NULL. */
const struct document *document_of(const struct entity *head);

/*
 * The lines of a stored document, in order, in memory of the session
 * (txn_scratch). RC_FULL when they are more than LINES_MOST cannot happen:
 * put refuses them.
 */
enum rc document_lines(struct txn *, const struct document *, int64_t head,
    void **lines, int *n) CHECK_RC;

/* The same in memory of its own, for long walks. The caller frees. */
enum rc document_take_lines(struct txn *, const struct document *, int64_t head,
    void **lines, int *n) CHECK_RC;

/*
 * For put, before anything is written: fills in line numbers of 0 (behind all
 * that are given), and says which are given twice, or are too many.
 */
void document_number_lines(
    const struct document *, void *lines, int n, struct problems *);

/* For put: the next free number of a sequence ("INV" and six digits) into the
 * head's own; numbers that a file has brought are left out. */
enum rc document_next_number(struct txn *, const struct document *,
    const char *sequence, const char *letters, void *head) CHECK_RC;

/*
 * For put: stores the lines given and takes away the others. The head has
 * its id. A line is the stored one of the same id, else of the same number.
 * RC_SAME: no line differed. Lines of a new document are not audited, for its
 * head is; later changes are told in the audit of the head.
 */
enum rc document_put_lines(struct txn *, const struct document *, int64_t head,
    void *lines, int n, struct problems *) CHECK_RC;

/* Takes a document away with its lines. RC_CONFLICT: it has another rev. */
enum rc document_erase(
    struct txn *, const struct document *, int64_t head, int64_t rev) CHECK_RC;

#endif

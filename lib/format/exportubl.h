/*
 * Exports as UBL: a file for each document, checked before it is written. One
 * that does not pass goes to a folder of its own with the reasons, and stops
 * nothing.
 */
#ifndef POSTERN_EXPORTUBL_H
#define POSTERN_EXPORTUBL_H

#include "export.h"
#include "ublmap.h"

struct export_ubl {
	const char *dir;
	const char *quarantine; /* made when it is needed */
	const char *schemas;    /* the OASIS folder xsdrt, or NULL */
	/* Of a bad document, or of its file; for standard error. */
	void (*tell)(void *arg, const char *line);
	void *arg;
	long written, bad, passed; /* passed: nothing for other people's eyes */
	char why[640];             /* after a failure of the disk */

	/* Private. */
	struct ubl_schemas *open;
	struct ublmap map;
	struct ubl_job *jobs, *last; /* made, not yet written */
};

/* The export's record, portion and arg. */
void export_ubl_begin(struct export_ubl *, struct export *);
void export_ubl_end(struct export_ubl *);

/* A number as the name of a file: what is no letter, digit, - . or _ becomes
 * %XX; never hidden, never "..". */
void export_file_name(const char *number, char *to, size_t size);
/* The same of an invoice: memos count for themselves, and may have the number
 * of an invoice, so theirs begins with what they are. */
struct invoice;
void export_invoice_name(const struct invoice *, char *to, size_t size);

#endif

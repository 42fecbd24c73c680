/*
 * A kind of file: which record its rows make, and the fields they may bring.
 * A file of documents has header and line fields in one row.
 */
#ifndef POSTERN_KIND_H
#define POSTERN_KIND_H

#include "record.h"

struct kind {
	const char *name; /* "accounts": in commands and map files */
	const struct entity *e;
	const struct entity *lines; /* of documents, or NULL */
	/* Fields of the file that no record holds, such as a total that is
	 * only checked; ends with tag 0; or NULL. */
	const struct field *extra;
	/* Of documents: fields of the head without which a file has none,
	 * names with blanks in between. */
	const char *needs;
};

enum kind_part { KIND_RECORD, KIND_LINE, KIND_EXTRA };

/*
 * The field that a heading names and files may set, or NULL. Where record and
 * lines both have it, it is the record's.
 */
const struct field *kind_field(
    const struct kind *, const char *name, enum kind_part *);

/*
 * All fields of a kind: extra ones, the record's, its lines'; start with
 * a zeroed step. NULL: that was all.
 */
struct kind_step {
	int part;
	const struct field *next;
};
const struct field *kind_next(
    const struct kind *, struct kind_step *, enum kind_part *);

/* May a file set it? */
bool field_importable(const struct field *);

/* The kinds that can be imported, by name, or NULL. */
const struct kind *kind_named(const char *name);
/* All of them, from 0; NULL behind the last. */
const struct kind *kind_at(int);
extern const struct kind kind_accounts, kind_contacts;

#endif

/* What the files about UBL share; nobody else includes it. */
#ifndef POSTERN_UBLPARTS_H
#define POSTERN_UBLPARTS_H

#include "ubl.h"

#define UBL_SPACE "urn:oasis:names:specification:ubl:schema:xsd:"
#define UBL_BASIC UBL_SPACE "CommonBasicComponents-2"
#define UBL_AGGREGATE UBL_SPACE "CommonAggregateComponents-2"

enum ubl_shape {
	SHAPE_WORDS, /* text on one line */
	SHAPE_NOTE,  /* text that may have several */
	SHAPE_AMOUNT,
	SHAPE_PRICE,
	SHAPE_QUANTITY,
	SHAPE_PERCENT,
	SHAPE_COUNT,
	SHAPE_DATE,
	SHAPE_FLAG,
	SHAPE_SKIPPED, /* counted, never kept */
	SHAPE_STRUCT,  /* elements inside, a struct of its own */
	SHAPE_PATH,    /* elements inside, of the struct around */
};

enum {
	UBL_READ = 1,      /* another place for the same value; not written */
	UBL_NO_PEPPOL = 2, /* Peppol forbids it here */
	UBL_ROUNDED = 4,   /* only explains another value; may be rounded */
};

/*
 * Where a member of a struct stands in a file. The rows of a table are in the
 * order of the schema, and the last one has no name. Reading and writing are
 * loops over these tables.
 */
struct ubl_element {
	const char *name; /* "cbc:ID" */
	enum ubl_shape shape;
	size_t off;
	const char *attribute; /* that goes with the value */
	const struct ubl_element *inside;
	size_t count, size; /* of a list: its number, one of it; or 0 */
	unsigned flags;
};

/* The elements of a document, by kind. */
extern const struct ubl_element *const ubl_elements[UBL_KINDS];

/* The list of a row, or its one value, as *n of them one after the other. */
const char *ubl_members(const struct ubl_element *, const char *base, int *n);

/* "urn:...:Invoice-2" */
void ubl_space(enum ubl_kind, char *, size_t);

#endif

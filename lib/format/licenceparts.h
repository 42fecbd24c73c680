/* What the files of the licence format share; nobody else includes it. */
#ifndef POSTERN_LICENCEPARTS_H
#define POSTERN_LICENCEPARTS_H

#include <stdint.h>

#include "licencefile.h"

enum { KEY_ID_BYTES = 8, SIGNATURE_BYTES = 64 };

enum licence_kind {
	LINE_FORMAT = 1,
	LINE_PRODUCT,
	LINE_TEXT,
	LINE_DATE,
	LINE_COUNT,
	LINE_FEATURES,
};

/* The lines of a licence in their order. */
struct licence_line {
	const char *name;
	enum licence_kind kind;
	size_t off, size; /* the member of struct licence */
};
extern const struct licence_line licence_lines[]; /* ends with name NULL */

const char *licence_product_word(int64_t product);

/* The last line as it stands in the file, newline included. */
void licence_signature_line(const unsigned char id[KEY_ID_BYTES],
    const unsigned char signature[SIGNATURE_BYTES], struct buf *);

/* Reads that line, without its newline. */
bool licence_signature_parse(const char *line, size_t n,
    unsigned char id[KEY_ID_BYTES], unsigned char signature[SIGNATURE_BYTES],
    char *why, size_t size);

/* Is the signature one of the vendor key with this id over these bytes? */
bool licence_signed(const char *keys, const unsigned char id[KEY_ID_BYTES],
    const unsigned char signature[SIGNATURE_BYTES], const char *text, size_t n,
    char *why, size_t size);

/* The text behind a typed key. */
bool licence_unkey(
    const char *key, size_t n, struct buf *text, char *why, size_t size);

#endif

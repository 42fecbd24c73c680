/*
 * Licence files and licence keys; see postern-licence(5). Both are the same
 * signed bytes, and licence_read is the one check for both.
 */
#ifndef POSTERN_LICENCEFILE_H
#define POSTERN_LICENCEFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "licence.h"

enum {
	LICENCE_TEXT_MAX = 4000,
	LICENCE_FILE_MAX = 65536,
	LICENCE_KEY_ID_TEXT = 17,
	LICENCE_WHY = 400
};

struct licence_rules {
	const char *keys; /* folder of the vendors' NAME.pub files */
	int64_t product;  /* the one that is wanted; 0: either */
	int64_t today;    /* a date */
	int64_t latest;   /* the latest date this store has seen, or 0 */
	/* This store's instance id; NULL: only ask whether it is genuine. */
	const char *instance;
};

/*
 * text is the n bytes of an uploaded file, or a key as it was typed; blanks,
 * line ends and dashes in a key do not count. True: l holds what it grants,
 * with text, key_id and source filled in, ready for licence_keep. False: why
 * holds a translated sentence.
 */
bool licence_read(const char *text, size_t n, const struct licence_rules *,
    struct licence *l, char *why, size_t size);

/*
 * What a text says, without asking whether it is genuine or fits here; text
 * and key_id are filled in too. For showing only.
 */
bool licence_parse(
    const char *text, size_t n, struct licence *, char *why, size_t size);

/* The key that says the same as a licence that was read or signed. */
void licence_key(const struct licence *, struct buf *key);

/* ---- the vendor's side */

/* The text without its signature line. */
void licence_write(const struct licence *, struct buf *);

/* Makes DIR/NAME.key (the secret, mode 0600) and DIR/NAME.pub; never replaces
 * a file. */
bool licence_keygen(const char *dir, const char *name,
    char id[LICENCE_KEY_ID_TEXT], char *why, size_t size);

/* Fills in text and key_id from the other fields. */
bool licence_sign(
    const char *key_file, struct licence *, char *why, size_t size);

#endif

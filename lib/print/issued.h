/*
 * The PDF of an issued invoice or memo, which is drawn once and kept. Who
 * wants it asks issued_open; where there is none yet, draws it with the store
 * closed, and hands it to issued_keep.
 */
#ifndef POSTERN_ISSUED_H
#define POSTERN_ISSUED_H

#include "buf.h"
#include "store.h"

/* For reading; the caller closes it. RC_NOTFOUND: none is kept. */
enum rc issued_open(
    struct txn *, int64_t invoice, int *fd, int64_t *size) CHECK_RC;

/*
 * Keeps a PDF, in a write session of its own, and opens what is kept: this
 * one, or that of somebody who was faster.
 */
enum rc issued_keep(const char *home, const struct actor *, int64_t invoice,
    const struct buf *pdf, int *fd, int64_t *size) CHECK_RC;

#endif

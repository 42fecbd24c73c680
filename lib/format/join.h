/*
 * A file of documents' heads and another of their lines, as one table: each
 * line with its head's cells in front.
 */
#ifndef POSTERN_JOIN_H
#define POSTERN_JOIN_H

#include "convert.h"
#include "textfile.h"

enum { JOIN_WHY = 400 };

/*
 * head is open. key: the heading that both files have. Headings that both
 * have besides get "Line " in front where they are the line's. hash: of both
 * files. False: said why.
 */
bool join_table(const struct textfile *head, const char *lines_path,
    const char *key, const char *encoding, struct converted *made,
    char hash[TEXTFILE_HASH], char why[JOIN_WHY]);

#endif

/*
 * Reading our own XML (postern-xml(5)) as the table that the same file would
 * be as CSV: a row for each record, or for each line of a document, with the
 * line of the file it came from. The file is read as a stream, twice; nothing
 * is fetched, no entity is expanded.
 */
#ifndef POSTERN_XMLOWN_H
#define POSTERN_XMLOWN_H

#include "convert.h"
#include "xml.h"

#define XMLOWN_ROOT "postern"
#define XMLOWN_VERSION "1"
#define XMLOWN_LINES "lines"
#define XMLOWN_LINE "line"

/* Is it ours, of whatever kind? text is UTF-8. */
bool xmlown_is(const char *text, size_t n);

/*
 * kind is what is wanted: accounts, orders ... An element without contents
 * clears its field. False: f says why, and made is empty.
 */
bool xmlown_table(const char *text, size_t n, const char *kind,
    struct converted *made, struct xml_fault *f);

#endif

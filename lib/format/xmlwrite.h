/*
 * Writing XML: UTF-8, each element on a line of its own, two blanks a level.
 * Names are literals of ours, prefix and all. Text is clean by contract: what
 * XML cannot hold was refused when it came in.
 */
#ifndef POSTERN_XMLWRITE_H
#define POSTERN_XMLWRITE_H

#include <stdbool.h>

#include "buf.h"

enum { XML_DEPTH = 32 };

struct xml_writer {
	struct buf *out;
	int depth;
	const char *open[XML_DEPTH];
	bool tag; /* the start tag still takes attributes */
};

/* Begins with the XML declaration; out is added to. */
void xml_begin(struct xml_writer *, struct buf *out);
void xml_open(struct xml_writer *, const char *name);
/* After xml_open or xml_attribute_add. */
void xml_attribute_add(
    struct xml_writer *, const char *name, const char *value);
void xml_close(struct xml_writer *);
/* A whole element that holds text; the attribute where its value is given. */
void xml_element(struct xml_writer *, const char *name, const char *attribute,
    const char *value, const char *text);
/* After the root has been closed. */
void xml_end(struct xml_writer *);

#endif

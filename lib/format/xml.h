/*
 * Reading XML that strangers send, and checking it against schemas. Nothing
 * is ever fetched, no entity is ever expanded, a DOCTYPE is refused before
 * what stands in it is read.
 */
#ifndef POSTERN_XML_H
#define POSTERN_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "mem.h"

enum {
	XML_LIMIT = 64 * 1024 * 1024, /* bytes of a file, where none is set */
	XML_WHY = 400,
	XML_NAME = 80,
	XML_SPACE = 160
};

/* ---- what is wrong with a document */

struct xml_fault {
	/* X_WELLFORMED X_DOCTYPE X_XSD X_KIND E_LIMIT; NULL: no such file */
	const char *code;
	long line, column; /* 0: the whole */
	char text[XML_WHY];
};

/* Zeroes but for most; the first most are kept, n counts all. */
struct xml_faults {
	int most, n;
	struct xml_fault *at; /* xml_faults_free */
};
void xml_faults_add(struct xml_faults *, const struct xml_fault *);
int xml_faults_kept(const struct xml_faults *);
void xml_faults_free(struct xml_faults *);

/* ---- the bytes */

/* path "-" is standard input. False: f says why. */
bool xml_load(
    const char *path, size_t limit, struct buf *, struct xml_fault *f);

/*
 * What the first start tag says. False: there is none, or a DOCTYPE stands
 * before it, or these are bytes of something else, which f names.
 */
struct xml_kind {
	char name[XML_NAME]; /* local name, cut */
	char space[XML_SPACE];
	long line;
};
bool xml_kind(
    const char *text, size_t n, struct xml_kind *, struct xml_fault *f);

/* ---- schemas */

struct xml_schema;

/*
 * FOLDER/FILE and what it includes from below FOLDER; nothing else can be
 * opened. Some 25 ms: once a run. NULL: f says why.
 */
struct xml_schema *xml_schema_load(
    const char *folder, const char *file, struct xml_fault *f);
void xml_schema_free(struct xml_schema *);

/* Against the schema, as a stream. False: X_XSD, X_WELLFORMED, X_DOCTYPE. */
bool xml_validate(
    const struct xml_schema *, const char *text, size_t n, struct xml_faults *);

/* ---- the tree */

struct xml_tree;
struct xml_node; /* an element; lives as long as its tree */

/* NULL: f says why. */
struct xml_tree *xml_parse(const char *text, size_t n, struct xml_fault *f);
void xml_tree_free(struct xml_tree *);

const struct xml_node *xml_root(const struct xml_tree *);
const struct xml_node *xml_first(const struct xml_node *); /* child element */
const struct xml_node *xml_next(const struct xml_node *);  /* or NULL */
const char *xml_name(const struct xml_node *);             /* local name */
const char *xml_space(const struct xml_node *);            /* "": none */
bool xml_is(const struct xml_node *, const char *space, const char *name);
/* The first child element of that name, or NULL. */
const struct xml_node *xml_child(
    const struct xml_node *, const char *space, const char *name);
/* An attribute without a namespace, or NULL. */
const char *xml_attribute(const struct xml_node *, const char *name);
/* What stands directly in the element. */
char *xml_text(const struct xml_node *, struct arena *);
long xml_line(const struct xml_node *);

#endif

/* Exports as our own XML; postern-xml(5), data/postern.xsd. */
#ifndef POSTERN_EXPORTXML_H
#define POSTERN_EXPORTXML_H

#include "export.h"
#include "outfile.h"
#include "xmlwrite.h"

struct export_xml {
	struct xml_writer w;
	struct export_column column[EXPORT_COLUMNS];
	int columns;
};

void export_xml_begin(
    struct export_xml *, const struct export_kind *, struct outfile *);
/* An export's record; its arg is the struct export_xml. */
void export_xml_record(
    struct export *, const void *head, const void *lines, int n);
void export_xml_end(struct export_xml *);

/* The schema of all kinds. */
void export_xsd(struct buf *);

#endif

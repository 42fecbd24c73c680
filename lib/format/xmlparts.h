/* What the files that use libxml2 share; nobody else includes it. */
#ifndef POSTERN_XMLPARTS_H
#define POSTERN_XMLPARTS_H

#include <libxml/xmlerror.h>

#include "die.h"
#include "xml.h"

/* Before any other call: nothing can be opened from within a document. */
void xml_library(void);

/* The library's message as one of ours, shorter. */
void xml_say(const xmlError *, const char *code, struct xml_fault *);

#endif

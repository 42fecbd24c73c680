/* Contacts as vCards. */
#ifndef POSTERN_EXPORTVCARD_H
#define POSTERN_EXPORTVCARD_H

#include "export.h"
#include "outfile.h"

/* An export's record; its arg is the struct outfile. */
void export_vcard_record(
    struct export *, const void *head, const void *lines, int n);

#endif

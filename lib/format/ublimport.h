/*
 * Invoices, credit notes and orders in UBL 2.1 as the table that the same
 * document would be in our own headings.
 */
#ifndef POSTERN_UBLIMPORT_H
#define POSTERN_UBLIMPORT_H

#include "convert.h"
#include "ubl.h"

/*
 * kind: invoices or orders. False: the faults say why, at least one. With
 * schemas (or NULL) it must be valid by them. What EN 16931 finds wrong is in
 * findings (ubl_findings_free), whatever the answer.
 */
bool ubl_table(const char *text, size_t n, const char *kind,
    struct ubl_schemas *, struct converted *, struct xml_faults *,
    struct ubl_findings *);

#endif

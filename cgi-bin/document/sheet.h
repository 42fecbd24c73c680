/* Lists and reports as spreadsheets. */
#ifndef POSTERN_SHEET_H
#define POSTERN_SHEET_H

#include "../erp/reports.h"

/* All rows of the report, in the order that is asked for. */
enum rc report_xlsx(
    struct req *, void (*fill)(struct req *, struct report *)) CHECK_RC;

#endif

/* Lists and reports as spreadsheets: what ends in /xlsx. */
#ifndef POSTERN_SHEET_H
#define POSTERN_SHEET_H

#include "../erp/reports.h"

/* All rows of each, in the order that is asked for. */
handler ageing_xlsx, standing_xlsx, details_xlsx, statement_xlsx, notice_xlsx;

#endif

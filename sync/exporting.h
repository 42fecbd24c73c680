/* An export that has been asked for; sync/export.c reads the options. */
#ifndef POSTERN_EXPORTING_H
#define POSTERN_EXPORTING_H

#include "exportcsv.h"
#include "exportubl.h"
#include "exportxlsx.h"
#include "exportxml.h"
#include "tool.h"

struct exporting {
	struct export x; /* first: portion finds the rest by it */
	const struct export_kind *kind;
	enum export_format format;
	const char *output, *account, *status, *from, *to, *since, *name;
	const char *columns, *quarantine, *schemas;
	char delimiter, decimal;
	bool raw, bom, quiet;
	char default_name[80];
	int64_t began;
	struct outfile out;
	struct export_csv csv;
	struct export_xml xml;
	struct export_ubl ubl;
	struct export_xlsx xlsx;
};

#endif

/* An export that has been asked for; sync/export.c reads the options. */
#ifndef POSTERN_EXPORTING_H
#define POSTERN_EXPORTING_H

#include "exportfile.h"
#include "exportubl.h"
#include "tool.h"

struct exporting {
	struct export_file file; /* UBL takes its walk, too */
	const struct export_kind *kind;
	const char *output, *account, *status, *from, *to, *since, *name;
	const char *columns, *quarantine, *schemas;
	char delimiter, decimal;
	bool raw, bom, quiet;
	char default_name[80];
	int64_t began;
	struct export_ubl ubl;
};

#endif

/* An export as one file: CSV, our own XML, a spreadsheet, or vCards. */
#ifndef POSTERN_EXPORTFILE_H
#define POSTERN_EXPORTFILE_H

#include "exportcsv.h"
#include "exportxlsx.h"
#include "exportxml.h"

struct export_file {
	struct export x; /* kind and filter; first: portion finds the rest */
	enum export_format format;
	struct export_csv csv; /* export_csv_init, and what was chosen */
	/* Between two portions, with the store closed; or NULL. */
	void (*between)(void *arg, long records);
	void *arg;
	char why[640]; /* after RC_REFUSED */
	/* From here on private. */
	struct outfile out;
	struct export_xml xml;
	struct export_xlsx xlsx;
};

/* "csv": in commands; "csv": the ending of files. */
const char *export_format_name(enum export_format);
const char *export_format_ending(enum export_format);
/* By its name; false when there is none. */
bool export_format_named(const char *name, enum export_format *);

/* The whole file, or none of it; path NULL: standard output. RC_REFUSED: the
 * disk, or the format, does not have it. */
enum rc export_file_write(
    struct export_file *, const char *home, const char *path) CHECK_RC;

#endif

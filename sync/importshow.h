/* What postern import says on the terminal. */
#ifndef POSTERN_IMPORTSHOW_H
#define POSTERN_IMPORTSHOW_H

#include "import.h"

/* How far it is: a line that is redrawn, or one every ten seconds. */
struct show {
	bool terminal, drawn;
	long last, every; /* ms */
};
void show_begin(struct show *, struct import_options *, bool quiet);
void show_end(const struct show *);

/* What was found out about the file. */
void show_file(const struct import_counts *);
/* The summary. False: what was read is not what became of it. */
bool show_counts(
    const struct import_options *, const struct import_counts *, bool quiet);

#endif

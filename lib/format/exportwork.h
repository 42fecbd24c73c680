/*
 * Exports that were asked for on a page (lib/model/export_job.h): what their
 * wishes mean, and the work, done by a process of its own.
 */
#ifndef POSTERN_EXPORTWORK_H
#define POSTERN_EXPORTWORK_H

#include "conf.h"
#include "export_job.h"
#include "exportfile.h"

/* The wishes as an export; what cannot be is in bad, by its field. */
void export_wishes(
    const struct export_job *, struct export_file *, struct problems *bad);
/* "orders-2026-11-28.csv" */
void export_wish_file(struct export_job *, int64_t today);

/*
 * Writes the file of a job that runs, stores it, and says how it ended. A
 * process that dies leaves a job that has gone silent: whoever asks again
 * begins anew. No store is open.
 */
void exportwork(const struct conf *, const struct actor *, int64_t job);

#endif

/*
 * Undoing an import: what a run made is taken away, what it changed is put
 * back, while nothing was built on it. Looked through first as a whole, then
 * done in batches from the last change to the first; an undoing that was
 * killed goes on where it stopped.
 */
#ifndef POSTERN_IMPORT_UNDO_H
#define POSTERN_IMPORT_UNDO_H

#include "import_run.h"

struct actor;

struct undo_options {
	const char *home;
	const struct actor *actor;
	int64_t run;
	bool check; /* look only */
	/* A sentence for each thing that stands in the way. */
	void (*tell)(void *arg, const char *sentence);
	void *arg;
};

struct undo_counts {
	int64_t made, changed; /* by the run, and not yet undone */
	int64_t in_the_way;
	struct import_run run; /* as it is afterwards */
};

/*
 * RC_OK: it is undone, or (check) it can be. RC_NOTFOUND: there is no such
 * run. RC_REFUSED: told why; before the first change unless somebody came
 * between. RC_CONFLICT: somebody else undoes it. RC_FULL.
 */
enum rc import_undo(const struct undo_options *, struct undo_counts *) CHECK_RC;

#endif

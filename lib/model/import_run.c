/* The journal of imports. */
#include "import_run.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"

static const struct choice states[] = {
	{ IMPORT_RUNNING, "running", N_("Running, or cut short"), "warn" },
	{ IMPORT_DONE, "done", N_("Done"), "ok" },
	{ 0 },
};

/* Counts change with every batch and need no trail. */
#define HERE (F_SYSTEM | F_QUIET)
#define R struct import_run
/* clang-format off */
static const struct field fields[] = {
{ IMPORT_RUN_ID,           INT(R, id),                N_("Id"),        F_SYSTEM },
{ IMPORT_RUN_REV,          INT(R, rev),               N_("Revision"),  F_SYSTEM },
{ IMPORT_RUN_KEY,          TEXT(R, key),              N_("Key"),       HERE | F_REQUIRED },
{ IMPORT_RUN_ENTITY,       TEXT(R, entity),           N_("Entity"),    HERE | F_REQUIRED },
{ IMPORT_RUN_FILE,         TEXT(R, file_name),        N_("File"),      F_SYSTEM },
{ IMPORT_RUN_STATE,        CHOICE(R, state),          N_("State"),     HERE | F_REQUIRED, .choices = states },
{ IMPORT_RUN_DONE,         COUNT(R, done),            N_("Records Read"), HERE },
{ IMPORT_RUN_CREATED,      COUNT(R, created_count),   N_("Created"),   HERE },
{ IMPORT_RUN_UPDATED,      COUNT(R, updated_count),   N_("Updated"),   HERE },
{ IMPORT_RUN_UNCHANGED,    COUNT(R, unchanged_count), N_("Unchanged"), HERE },
{ IMPORT_RUN_REJECTED,     COUNT(R, rejected_count),  N_("Rejected"),  HERE },
{ IMPORT_RUN_REJECTS_SIZE, COUNT(R, rejects_size),    N_("Size of the Reject File"), HERE },
{ IMPORT_RUN_REPORT_SIZE,  COUNT(R, report_size),     N_("Size of the Report"), HERE },
{ IMPORT_RUN_STARTED,      TIME(R, started),          N_("Started"),   HERE },
{ IMPORT_RUN_FINISHED,     TIME(R, finished),         N_("Finished"),  HERE },
{ 0 },
};
/* clang-format on */
#undef R

static const struct index indexes[] = {
	{ .number = IMPORT_RUN_BY_KEY,
	    .tags = { IMPORT_RUN_KEY },
	    .unique = true },
	{ .number = IMPORT_RUN_BY_START, .tags = { IMPORT_RUN_STARTED } },
	{ 0 },
};

const struct entity import_run_entity = {
	.number = 17,
	.name = "import_run",
	.label = N_("Import"),
	.plural = N_("Imports"),
	.size = sizeof(struct import_run),
	.fields = fields,
	.indexes = indexes,
	.title = IMPORT_RUN_FILE,
};

void
import_run_begin(struct txn *x, struct import_run *run)
{
	struct import_run old = *run;

	if (store_find(x, &import_run_entity, IMPORT_RUN_BY_KEY, &old) ==
	    RC_OK) {
		if (old.state == IMPORT_RUNNING) {
			*run = old;
			return;
		}
		run->id = old.id;
		run->rev = old.rev;
	}
	run->state = IMPORT_RUNNING;
	run->started = clock_now();
	run->finished = 0;
	run->done = 0;
	run->created_count = run->updated_count = 0;
	run->unchanged_count = run->rejected_count = 0;
}

enum rc
import_run_keep(struct txn *x, struct import_run *run, struct problems *bad)
{
	enum rc rc;

	if (run->state == IMPORT_DONE && run->finished == 0)
		run->finished = clock_now();
	record_check(&import_run_entity, run, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = store_save(x, &import_run_entity, run, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

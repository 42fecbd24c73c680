/* The ledger of nights. */
#include "batch_run.h"

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"

const struct choice batch_states[] = {
	{ BATCH_RUNNING, "running", N_("Running"), "info" },
	{ BATCH_OK, "ok", N_("Good"), "ok" },
	{ BATCH_REJECTED, "rejected", N_("Something Refused"), "warn" },
	{ BATCH_FAILED, "failed", N_("Failed"), "bad" },
	{ BATCH_CUT, "cut_short", N_("Cut Short"), "bad" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	record_check(&batch_run_entity, rec, bad);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &batch_run_entity, rec, bad);
}

#define B struct batch_run
enum { OURS = F_SYSTEM | F_QUIET };
/* clang-format off */
static const struct field fields[] = {
{ BATCH_RUN_ID,       INT(B, id),        N_("Id"),          OURS },
{ BATCH_RUN_REV,      INT(B, rev),       N_("Revision"),    OURS },
{ BATCH_RUN_STARTED,  TIME(B, started),  N_("Started On"),  OURS },
{ BATCH_RUN_FINISHED, TIME(B, finished), N_("Finished On"), OURS },
{ BATCH_RUN_STATE,    CHOICE(B, state),  N_("Status"),      OURS | F_REQUIRED, .choices = batch_states },
{ BATCH_RUN_HOST,     TEXT(B, host),     N_("Host"),        OURS },
{ BATCH_RUN_PID,      INT(B, pid),       N_("Process"),     OURS },
{ BATCH_RUN_FILES,    COUNT(B, files),   N_("Files"),       OURS },
{ BATCH_RUN_EXPORTS,  COUNT(B, exports), N_("Exports"),     OURS },
{ BATCH_RUN_REJECTED, COUNT(B, rejected), N_("With Something Refused"), OURS },
{ BATCH_RUN_FAILED,   COUNT(B, failed),  N_("Failed"),      OURS },
{ BATCH_RUN_SUMMARY,  TEXT(B, summary),  N_("Summary"),     OURS },
{ BATCH_RUN_DETAILS,  NOTE(B, details),  N_("Details"),     OURS },
{ 0 },
};
/* clang-format on */
#undef B

static const struct index indexes[] = {
	{ .number = BATCH_RUN_BY_START, .tags = { BATCH_RUN_STARTED } },
	{ 0 },
};

const struct entity batch_run_entity = {
	.number = 39,
	.name = "batch_run",
	.label = N_("Night"),
	.plural = N_("Nights"),
	.size = sizeof(struct batch_run),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

/* ---- beginning and end */

struct older {
	struct batch_run running; /* id 0: none */
	int seen, keep;
	int64_t surplus[16]; /* a few at a time are enough */
	int n;
};

static bool
look(void *arg, const void *rec)
{
	const struct batch_run *run = rec;
	struct older *o = arg;

	if (run->state == BATCH_RUNNING && o->running.id == 0)
		o->running = *run;
	if (++o->seen >= o->keep)
		o->surplus[o->n++] = run->id;
	return o->n < (int)(sizeof o->surplus / sizeof *o->surplus);
}

enum rc
batch_run_begin(struct txn *x, struct batch_run *run, int keep, int64_t *cut,
    struct problems *bad)
{
	const struct list newest = { .e = &batch_run_entity,
		.index = BATCH_RUN_BY_START,
		.backwards = true };
	struct older *o = txn_scratch(x, sizeof *o);
	enum rc rc;

	o->keep = keep > 1 ? keep : 1;
	*cut = 0;
	if ((rc = store_list(x, &newest, look, o)) != RC_OK)
		return rc;
	for (int i = 0; i < o->n; i++)
		if (o->surplus[i] != o->running.id &&
		    (rc = store_delete(x, &batch_run_entity, o->surplus[i])) !=
			RC_OK)
			return rc;
	if (o->running.id != 0) {
		*cut = o->running.started;
		o->running.state = BATCH_CUT;
		if ((rc = save(x, &o->running, bad)) != RC_OK)
			return rc;
	}
	run->started = clock_now();
	run->state = BATCH_RUNNING;
	return save(x, run, bad);
}

enum rc
batch_run_end(struct txn *x, struct batch_run *run, struct problems *bad)
{
	run->finished = clock_now();
	return save(x, run, bad);
}

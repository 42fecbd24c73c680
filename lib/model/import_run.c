/* The journal of imports. */
#include "import_run.h"

#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"

const struct choice import_states[] = {
	{ IMPORT_RUNNING, "running", N_("Running, or cut short"), "warn" },
	{ IMPORT_DONE, "done", N_("Applied, not yet reported"), "info" },
	{ IMPORT_REPORTED, "reported", N_("Done"), "ok" },
	{ IMPORT_UNDOING, "undoing", N_("Being undone"), "warn" },
	{ IMPORT_UNDONE, "undone", N_("Undone"), "draft" },
	{ IMPORT_FAILED, "failed", N_("Given up"), "bad" },
	{ 0 },
};

const struct choice import_modes[] = {
	{ IMPORT_DOCUMENT, "document", N_("Bad ones are rejected"), NULL },
	{ IMPORT_ALL, "all", N_("All or nothing"), NULL },
	{ IMPORT_STOP, "stop", N_("Up to the first bad one"), NULL },
	{ 0 },
};

/* Counts change with every batch and need no trail. */
#define HERE (F_SYSTEM | F_QUIET)
#define R struct import_run
/* clang-format off */
static const struct field fields[] = {
{ IMPORT_RUN_ID,           INT(R, id),                N_("Run"),       F_SYSTEM },
{ IMPORT_RUN_REV,          INT(R, rev),               N_("Revision"),  F_SYSTEM },
{ IMPORT_RUN_KEY,          TEXT(R, key),              N_("Key"),       HERE | F_REQUIRED },
{ IMPORT_RUN_ENTITY,       TEXT(R, entity),           N_("Entity"),    HERE | F_REQUIRED },
{ IMPORT_RUN_FILE,         TEXT(R, file_name),        N_("File"),      F_SYSTEM },
{ IMPORT_RUN_STATE,        CHOICE(R, state),          N_("State"),     HERE | F_REQUIRED, .choices = import_states },
{ IMPORT_RUN_DONE,         COUNT(R, done),            N_("Records Read"), HERE },
{ IMPORT_RUN_CREATED,      COUNT(R, created_count),   N_("Created"),   HERE },
{ IMPORT_RUN_UPDATED,      COUNT(R, updated_count),   N_("Updated"),   HERE },
{ IMPORT_RUN_UNCHANGED,    COUNT(R, unchanged_count), N_("Unchanged"), HERE },
{ IMPORT_RUN_REJECTED,     COUNT(R, rejected_count),  N_("Rejected"),  HERE },
{ IMPORT_RUN_REJECTS_SIZE, COUNT(R, rejects_size),    N_("Size of the Reject File"), HERE },
{ IMPORT_RUN_REPORT_SIZE,  COUNT(R, report_size),     N_("Size of the Report"), HERE },
{ IMPORT_RUN_STARTED,      TIME(R, started),          N_("Started"),   HERE },
{ IMPORT_RUN_FINISHED,     TIME(R, finished),         N_("Finished"),  HERE },
{ IMPORT_RUN_KIND,         TEXT(R, kind),             N_("Kind"),      HERE },
{ IMPORT_RUN_MODE,         CHOICE(R, mode),           N_("Mode"),      HERE, .choices = import_modes },
{ IMPORT_RUN_SOURCE,       TEXT(R, source),           N_("Source"),    HERE },
{ IMPORT_RUN_LAYOUT,       TEXT(R, layout),           N_("Layout"),    HERE },
{ IMPORT_RUN_ACTOR,        TEXT(R, actor),            N_("By"),        HERE },
{ IMPORT_RUN_PLAN,         TEXT(R, plan),             N_("Plan"),      HERE },
{ IMPORT_RUN_WARNINGS,     COUNT(R, warnings),        N_("Warnings"),  HERE },
{ IMPORT_RUN_BLANK,        COUNT(R, blank),           N_("Empty Records"), HERE },
{ IMPORT_RUN_PASSED,       COUNT(R, passed),          N_("Records of Another Sort"), HERE },
{ IMPORT_RUN_MADE,         COUNT(R, made_count),      N_("Missing Records Created"), HERE },
{ IMPORT_RUN_LINES,        COUNT(R, lines_read),      N_("Lines Read"), HERE },
{ IMPORT_RUN_LINES_TAKEN,  COUNT(R, lines_taken),     N_("Lines Taken"), HERE },
{ IMPORT_RUN_LINES_UNCHANGED, COUNT(R, lines_unchanged), N_("Lines Unchanged"), HERE },
{ IMPORT_RUN_LINES_REJECTED, COUNT(R, lines_rejected), N_("Lines Rejected"), HERE },
{ IMPORT_RUN_REASONS,      TEXT(R, reasons),          N_("Reasons"),   HERE },
{ IMPORT_RUN_STOPPED,      BOOL(R, stopped),          N_("Stopped"),   HERE },
{ IMPORT_RUN_SIZE,         COUNT(R, file_size),       N_("Size of the File"), HERE },
{ IMPORT_RUN_POSITION,     COUNT(R, position),        N_("Position"),  HERE },
{ IMPORT_RUN_UNDONE_COUNT, COUNT(R, undone_count),    N_("Taken Back"), HERE },
{ IMPORT_RUN_WHY,          TEXT(R, why),              N_("Reason"),    HERE },
{ IMPORT_RUN_MOVED,        TIME(R, moved),            N_("Last Batch"), HERE },
{ 0 },
};
/* clang-format on */
#undef R

static const struct index indexes[] = {
	{ .number = IMPORT_RUN_BY_START, .tags = { IMPORT_RUN_STARTED } },
	{ .number = IMPORT_RUN_OF_KEY,
	    .tags = { IMPORT_RUN_KEY },
	    .prefix = 1 },
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

/* The newest run of a key, or RC_NOTFOUND. */
static enum rc
newest(struct txn *x, const struct import_run *like, struct import_run *run)
{
	struct list l = { .e = &import_run_entity,
		.index = IMPORT_RUN_OF_KEY,
		.like = like,
		.prefix = 1,
		.backwards = true };

	return first_of(x, &l, run);
}

void
import_run_anew(struct import_run *run)
{
	struct import_run fresh = { .state = IMPORT_RUNNING,
		.mode = run->mode,
		.started = clock_now(),
		.file_size = run->file_size };

	memcpy(fresh.key, run->key, sizeof fresh.key);
	memcpy(fresh.entity, run->entity, sizeof fresh.entity);
	memcpy(fresh.file_name, run->file_name, sizeof fresh.file_name);
	memcpy(fresh.kind, run->kind, sizeof fresh.kind);
	memcpy(fresh.source, run->source, sizeof fresh.source);
	memcpy(fresh.layout, run->layout, sizeof fresh.layout);
	memcpy(fresh.actor, run->actor, sizeof fresh.actor);
	memcpy(fresh.plan, run->plan, sizeof fresh.plan);
	*run = fresh;
}

void
import_run_begin(struct txn *x, struct import_run *run)
{
	struct import_run old;

	if (newest(x, run, &old) == RC_OK &&
	    (old.state == IMPORT_RUNNING || old.state == IMPORT_DONE))
		*run = old;
	else
		import_run_anew(run);
}

enum rc
import_run_keep(struct txn *x, struct import_run *run, struct problems *bad)
{
	struct import_run old;
	enum rc rc;

	/* Two that begin the same at once: the second sees the first. */
	if (run->id == 0 && newest(x, run, &old) == RC_OK &&
	    old.state == IMPORT_RUNNING)
		return RC_CONFLICT;
	if (run->state != IMPORT_RUNNING && run->finished == 0)
		run->finished = clock_now();
	run->moved = clock_now();
	record_check(&import_run_entity, run, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = store_save(x, &import_run_entity, run, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

void
import_run_reason(struct import_run *run, const char *code, int64_t lines)
{
	char all[sizeof run->reasons], *s = all, *save = NULL;
	char next[sizeof run->reasons] = "";
	const char *c, *units, *n;
	bool met = false;
	size_t used = 0;

	str_copy(all, sizeof all, run->reasons);
	while ((c = strtok_r(s, " ", &save)) != NULL &&
	    (units = strtok_r(NULL, " ", &save)) != NULL &&
	    (n = strtok_r(NULL, " ", &save)) != NULL) {
		bool same = strcmp(c, code) == 0;

		s = NULL;
		str_printf(next + used, sizeof next - used, "%s%s %lld %lld",
		    used > 0 ? " " : "", c, strtoll(units, NULL, 10) + same,
		    strtoll(n, NULL, 10) + (same ? (long long)lines : 0));
		used += strlen(next + used);
		met = met || same;
	}
	if (!met)
		str_printf(next + used, sizeof next - used, "%s%s 1 %lld",
		    used > 0 ? " " : "", code, (long long)lines);
	str_copy(run->reasons, sizeof run->reasons, next);
}

/* Jobs and profiles: tables, and the steps of a job. */
#include "job.h"

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"
#include "user.h"

const struct choice job_states[] = {
	{ JOB_UPLOADED, "uploaded", N_("Uploaded"), "draft" },
	{ JOB_CHECKING, "checking", N_("Checking"), "info" },
	{ JOB_CHECKED, "checked", N_("Checked"), "warn" },
	{ JOB_APPLYING, "applying", N_("Importing"), "info" },
	{ JOB_DONE, "done", N_("Imported"), "ok" },
	{ JOB_UNDOING, "undoing", N_("Taking Back"), "info" },
	{ JOB_UNDONE, "undone", N_("Taken Back"), "draft" },
	{ JOB_FAILED, "failed", N_("Failed"), "bad" },
	{ JOB_DISCARDED, "discarded", N_("Discarded"), "draft" },
	{ 0 },
};
const struct choice job_modes[] = {
	{ JOB_DOCUMENT, "document", N_("Leave faulty records out"), NULL },
	{ JOB_ALL, "all", N_("All or nothing"), NULL },
	{ JOB_STOP, "stop", N_("Stop at the first faulty record"), NULL },
	{ 0 },
};
const struct choice job_decimals[] = {
	{ JOB_DECIMAL_POINT, "point", N_("1,234.56"), NULL },
	{ JOB_DECIMAL_COMMA, "comma", N_("1.234,56"), NULL },
	{ 0 },
};
const struct choice job_dates[] = {
	{ JOB_DATES_DMY, "dmy", N_("Day, month, year"), NULL },
	{ JOB_DATES_MDY, "mdy", N_("Month, day, year"), NULL },
	{ 0 },
};

static enum rc
save_profile(struct txn *x, void *rec, struct problems *bad)
{
	return import_profile_save(x, rec, bad);
}

static enum rc
save_job(struct txn *x, void *rec, struct problems *bad)
{
	return job_save(x, rec, bad);
}

/* Progress needs no trail; who brought what in does. */
#define QUIET (F_SYSTEM | F_QUIET)
#define P struct import_profile
#define J struct job
/* clang-format off */
static const struct field profile_fields[] = {
{ PROFILE_ID,      INT(P, id),       N_("Id"),          F_SYSTEM },
{ PROFILE_REV,     INT(P, rev),      N_("Revision"),    F_SYSTEM },
{ PROFILE_NAME,    TEXT(P, name),    N_("Profile"),     F_REQUIRED | F_SEARCH },
{ PROFILE_KIND,    TEXT(P, kind),    N_("Kind"),        F_REQUIRED },
{ PROFILE_MAP,     NOTE(P, map),     N_("Map"),         F_REQUIRED, .hint = N_("Which heading feeds which field, one rule a line.") },
{ PROFILE_CHANGED, TIME(P, changed), N_("Changed On"),  QUIET },
{ 0 },
};

static const struct field job_fields[] = {
{ JOB_ID,            INT(J, id),               N_("Job"),             F_SYSTEM },
{ JOB_REV,           INT(J, rev),              N_("Revision"),        F_SYSTEM },
{ JOB_KIND,          TEXT(J, kind),            N_("Kind"),            F_SYSTEM | F_REQUIRED },
{ JOB_FILE_NAME,     TEXT(J, file_name),       N_("File"),            F_SYSTEM | F_REQUIRED },
{ JOB_STORED_AS,     TEXT(J, stored_as),       N_("Stored As"),       QUIET },
{ JOB_SIZE,          COUNT(J, size),           N_("Size"),            F_SYSTEM },
{ JOB_HASH,          TEXT(J, hash),            N_("Hash"),            F_SYSTEM },
{ JOB_MAP_TEXT,      NOTE(J, map),             N_("Map"),             QUIET },
{ JOB_DECIMAL,       CHOICE(J, decimal),       N_("Decimal Sign"),    0, .choices = job_decimals, .hint = N_("Left empty, it is found out from the file.") },
{ JOB_DATES,         CHOICE(J, dates),         N_("Dates"),           0, .choices = job_dates, .hint = N_("Left empty, it is found out from the file.") },
{ JOB_MODE,          CHOICE(J, mode),          N_("Faulty Records"),  0, .choices = job_modes },
{ JOB_CREATE_MISSING, BOOL(J, create_missing), N_("Create accounts and items that are missing"), 0 },
{ JOB_STATE,         CHOICE(J, state),         N_("Status"),          F_SYSTEM | F_REQUIRED, .choices = job_states },
{ JOB_LAYOUT,        TEXT(J, layout),          N_("Taken As"),        QUIET },
{ JOB_PLAN,          TEXT(J, plan),            N_("Plan"),            QUIET },
{ JOB_RUN,           COUNT(J, run),            N_("Run"),             QUIET },
{ JOB_READ,          COUNT(J, read),           N_("Read"),            QUIET },
{ JOB_CREATED_COUNT, COUNT(J, created_count),  N_("Created"),         QUIET },
{ JOB_UPDATED,       COUNT(J, updated),        N_("Updated"),         QUIET },
{ JOB_UNCHANGED,     COUNT(J, unchanged),      N_("Unchanged"),       QUIET },
{ JOB_REJECTED,      COUNT(J, rejected),       N_("Rejected"),        QUIET },
{ JOB_WARNINGS,      COUNT(J, warnings),       N_("Warnings"),        QUIET },
{ JOB_REPORT,        TEXT(J, report_as),       N_("Report"),          QUIET },
{ JOB_REJECTS,       TEXT(J, rejects_as),      N_("Reject File"),     QUIET },
{ JOB_MESSAGE,       TEXT(J, message),         N_("Message"),         QUIET },
{ JOB_USER,          REF(J, user),             N_("Uploaded By"),     QUIET, .refers = &user_entity },
{ JOB_CREATED,       TIME(J, created),         N_("Uploaded"),        QUIET },
{ JOB_STARTED,       TIME(J, started),         N_("Started"),         QUIET },
{ JOB_BEAT,          TIME(J, beat),            N_("Last Sign"),       QUIET },
{ JOB_FINISHED,      TIME(J, finished),        N_("Finished"),        QUIET },
{ JOB_PROGRESS,      COUNT(J, progress),       N_("Progress"),        QUIET },
{ JOB_TOTAL,         COUNT(J, total),          N_("Total"),           QUIET },
{ 0 },
};
/* clang-format on */
#undef P
#undef J

static const struct index profile_indexes[] = {
	{ .number = PROFILE_BY_NAME, .tags = { PROFILE_NAME }, .unique = true },
	{ .number = PROFILE_OF_KIND,
	    .tags = { PROFILE_KIND, PROFILE_NAME },
	    .prefix = 1 },
	{ 0 },
};

static const struct index job_indexes[] = {
	{ .number = JOB_BY_CREATED, .tags = { JOB_CREATED } },
	{ .number = JOB_BY_STATE,
	    .tags = { JOB_STATE, JOB_CREATED },
	    .prefix = 1 },
	{ 0 },
};

const struct entity import_profile_entity = {
	.number = 37,
	.name = "import_profile",
	.label = N_("Import Profile"),
	.plural = N_("Import Profiles"),
	.size = sizeof(struct import_profile),
	.fields = profile_fields,
	.indexes = profile_indexes,
	.key = PROFILE_NAME,
	.title = PROFILE_NAME,
	.save = save_profile,
};

const struct entity job_entity = {
	.number = 38,
	.name = "job",
	.label = N_("Import"),
	.plural = N_("Imports"),
	.size = sizeof(struct job),
	.fields = job_fields,
	.indexes = job_indexes,
	.title = JOB_FILE_NAME,
	.save = save_job,
};

/* ---- steps */

static const struct {
	int64_t from, to;
} steps[] = {
	{ 0, JOB_UPLOADED },
	{ JOB_UPLOADED, JOB_CHECKING },
	{ JOB_CHECKING, JOB_CHECKED },
	{ JOB_CHECKING, JOB_FAILED },
	/* Matched otherwise, or its process is gone. */
	{ JOB_CHECKING, JOB_UPLOADED },
	{ JOB_CHECKED, JOB_UPLOADED },
	{ JOB_CHECKED, JOB_CHECKING },
	{ JOB_FAILED, JOB_UPLOADED },
	{ JOB_FAILED, JOB_CHECKING },
	{ JOB_CHECKED, JOB_APPLYING },
	{ JOB_APPLYING, JOB_DONE },
	{ JOB_APPLYING, JOB_FAILED },
	/* The store has changed since the check. */
	{ JOB_APPLYING, JOB_CHECKED },
	{ JOB_DONE, JOB_UNDOING },
	{ JOB_UNDOING, JOB_UNDONE },
	/* Something was built on what it brought. */
	{ JOB_UNDOING, JOB_DONE },
	{ JOB_UPLOADED, JOB_DISCARDED },
	{ JOB_CHECKED, JOB_DISCARDED },
	{ JOB_FAILED, JOB_DISCARDED },
};

bool
job_step_exists(int64_t from, int64_t to)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to)
			return true;
	return false;
}

bool
job_runs(const struct job *j)
{
	return j->state == JOB_CHECKING || j->state == JOB_APPLYING ||
	    j->state == JOB_UNDOING;
}

bool
job_lost(const struct job *j, int64_t now)
{
	return job_runs(j) && now - j->beat > JOB_SILENT;
}

enum rc
job_save(struct txn *x, struct job *j, struct problems *bad)
{
	struct job old = { .id = 0 };
	enum rc rc;

	if (j->id != 0 &&
	    (rc = store_get(x, &job_entity, j->id, &old)) != RC_OK)
		return rc;
	if (j->id == 0)
		j->created = clock_now();
	if (j->mode == 0)
		j->mode = JOB_DOCUMENT;
	if (j->state != old.state && !job_step_exists(old.state, j->state))
		problem(bad, JOB_STATE,
		    _("An import that is %s cannot become %s."),
		    old.state == 0 ? _("new") :
				     _(choice_of(job_states, old.state)->label),
		    _(choice_of(job_states, j->state)->label));
	record_check(&job_entity, j, bad);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &job_entity, j, bad);
}

enum rc
import_profile_save(
    struct txn *x, struct import_profile *p, struct problems *bad)
{
	record_check(&import_profile_entity, p, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &import_profile_entity, p))
		p->changed = clock_now();
	return store_save(x, &import_profile_entity, p, bad);
}

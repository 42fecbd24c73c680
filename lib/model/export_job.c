/* Exports that were asked for, and profiles: table and rules. */
#include "export_job.h"

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "job.h"
#include "user.h"

const struct choice export_states[] = {
	{ EXPORT_RUNNING, "running", N_("Exporting"), "info" },
	{ EXPORT_DONE, "done", N_("Exported"), "ok" },
	{ EXPORT_FAILED, "failed", N_("Failed"), "bad" },
	{ 0 },
};
/* In the order of enum export_format, from one. */
const struct choice export_formats[] = {
	{ 1, "csv", N_("CSV"), NULL },
	{ 2, "xml", N_("XML of Postern"), NULL },
	{ 3, "xlsx", N_("Spreadsheet (XLSX)"), NULL },
	{ 4, "vcard", N_("vCards"), NULL },
	{ 5, "ubl", N_("UBL 2.1, a file for each document"), NULL },
	{ 0 },
};
const struct choice export_delimiters[] = {
	{ ',', "comma", N_("Comma"), NULL },
	{ ';', "semicolon", N_("Semicolon"), NULL },
	{ '\t', "tab", N_("Tab"), NULL },
	{ '|', "bar", N_("Vertical bar"), NULL },
	{ 0 },
};
const struct choice export_decimals[] = {
	{ '.', "point", N_("1234.56"), NULL },
	{ ',', "comma", N_("1234,56"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return export_job_save(x, rec, bad);
}

/* Progress needs no trail; who took what out does. */
#define QUIET (F_SYSTEM | F_QUIET)
#define J struct export_job
/* clang-format off */
static const struct field fields[] = {
{ EXPORT_JOB_ID,        INT(J, id),             N_("Export"),         F_SYSTEM },
{ EXPORT_JOB_REV,       INT(J, rev),            N_("Revision"),       F_SYSTEM },
{ EXPORT_JOB_NAME,      TEXT(J, name),          N_("Profile"),        0, .hint = N_("The name under which this is kept for the next time.") },
{ EXPORT_JOB_KIND,      TEXT(J, kind),          N_("Kind"),           F_SYSTEM | F_REQUIRED },
{ EXPORT_JOB_FORMAT,    CHOICE(J, format),      N_("Format"),         F_REQUIRED, .choices = export_formats },
{ EXPORT_JOB_DELIMITER, CHOICE(J, delimiter),   N_("Separator"),      0, .choices = export_delimiters, .hint = N_("Of CSV. Left empty, it goes with the decimal sign.") },
{ EXPORT_JOB_DECIMAL,   CHOICE(J, decimal),     N_("Decimal Sign"),   0, .choices = export_decimals, .hint = N_("Of CSV. Left empty, it is a point.") },
{ EXPORT_JOB_BOM,       BOOL(J, bom),           N_("Begin the file so that Excel reads its accents"), 0 },
{ EXPORT_JOB_RAW,       BOOL(J, raw),           N_("For another program: leave texts as they are that a spreadsheet would run as formulas"), 0 },
{ EXPORT_JOB_COLUMNS,   TEXT(J, columns),       N_("Columns"),        0, .hint = N_("Of CSV and spreadsheets: names of fields with commas between. Left empty, all are written.") },
{ EXPORT_JOB_ACCOUNT,   REF(J, account_id),     N_("Business Account"), 0, .refers = &account_entity },
{ EXPORT_JOB_STATUSES,  TEXT(J, statuses),      N_("Statuses"),       0 },
{ EXPORT_JOB_FROM,      DATE(J, date_from),     N_("From"),           0 },
{ EXPORT_JOB_TO,        DATE(J, date_to),       N_("To"),             0 },
{ EXPORT_JOB_SINCE,     DATE(J, changed_since), N_("Changed Since"),  0 },
{ EXPORT_JOB_PROFILE,   BOOL(J, profile),       N_("Is a Profile"),   F_SYSTEM },
{ EXPORT_JOB_STATE,     CHOICE(J, state),       N_("Status"),         F_SYSTEM, .choices = export_states },
{ EXPORT_JOB_FILE_NAME, TEXT(J, file_name),     N_("File"),           F_SYSTEM },
{ EXPORT_JOB_STORED_AS, TEXT(J, stored_as),     N_("Stored As"),      QUIET },
{ EXPORT_JOB_SIZE,      COUNT(J, size),         N_("Size"),           QUIET },
{ EXPORT_JOB_RECORDS,   COUNT(J, records),      N_("Records"),        QUIET },
{ EXPORT_JOB_REFUSED,   COUNT(J, refused),      N_("Not Valid"),      QUIET },
{ EXPORT_JOB_TOTAL,     COUNT(J, total),        N_("Total"),          QUIET },
{ EXPORT_JOB_MESSAGE,   TEXT(J, message),       N_("Message"),        QUIET },
{ EXPORT_JOB_USER,      REF(J, user),           N_("Exported By"),    QUIET, .refers = &user_entity },
{ EXPORT_JOB_CREATED,   TIME(J, created),       N_("Asked For"),      QUIET },
{ EXPORT_JOB_STARTED,   TIME(J, started),       N_("Started"),        QUIET },
{ EXPORT_JOB_BEAT,      TIME(J, beat),          N_("Last Sign"),      QUIET },
{ EXPORT_JOB_FINISHED,  TIME(J, finished),      N_("Finished"),       QUIET },
{ 0 },
};
/* clang-format on */
#undef J

static const struct index indexes[] = {
	{ .number = EXPORT_JOB_BY_NAME,
	    .tags = { EXPORT_JOB_NAME },
	    .unique = true },
	{ .number = EXPORT_JOB_BY_PROFILE,
	    .tags = { EXPORT_JOB_PROFILE, EXPORT_JOB_CREATED },
	    .prefix = 1 },
	{ 0 },
};

const struct entity export_job_entity = {
	.number = 60,
	.name = "export_job",
	.label = N_("Export"),
	.plural = N_("Exports"),
	.size = sizeof(struct export_job),
	.fields = fields,
	.indexes = indexes,
	.title = EXPORT_JOB_FILE_NAME,
	.save = save,
};

bool
export_job_lost(const struct export_job *j, int64_t now)
{
	return j->state == EXPORT_RUNNING && now - j->beat > JOB_SILENT;
}

void
export_job_wishes(const struct export_job *from, struct export_job *to)
{
	*to = *from;
	to->id = to->rev = 0;
	to->name[0] = '\0';
	to->profile = to->state = 0;
	to->file_name[0] = to->stored_as[0] = to->message[0] = '\0';
	to->size = to->records = to->refused = to->total = 0;
	to->user = to->created = to->started = to->beat = to->finished = 0;
}

enum rc
export_job_save(struct txn *x, struct export_job *j, struct problems *bad)
{
	if (j->id == 0) {
		j->created = clock_now();
		if (!j->profile) {
			j->state = EXPORT_RUNNING;
			j->started = j->beat = j->created;
		}
	}
	/* What it is called, wherever a record is. */
	if (j->profile)
		str_copy(j->file_name, sizeof j->file_name, j->name);
	if (j->profile && j->name[0] == '\0')
		problem(bad, EXPORT_JOB_NAME, _("Enter a name."));
	if (j->date_from != 0 && j->date_to != 0 && j->date_to < j->date_from)
		problem(bad, EXPORT_JOB_TO,
		    _("The last day lies before the first."));
	record_check(&export_job_entity, j, bad);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &export_job_entity, j, bad);
}

/* ---- what was kept long enough */

static bool
take_oldest(void *arg, const void *rec)
{
	*(struct export_job *)arg = *(const struct export_job *)rec;
	return false;
}

enum rc
export_job_expire(struct txn *x, struct export_expiry *e)
{
	const struct export_job like = { .profile = 0 };
	const struct list l = { .e = &export_job_entity,
		.index = EXPORT_JOB_BY_PROFILE,
		.like = &like,
		.prefix = 1 };
	struct export_job j = { .id = 0 };
	enum rc rc;

	if (e->gone[0] != '\0')
		store_file_clear(x, e->gone);
	e->gone[0] = '\0';
	rc = store_list(x, &l, take_oldest, &j);
	e->more = rc == RC_OK && j.id != 0 && j.created < e->before;
	if (!e->more)
		return rc;
	if (j.stored_as[0] != '\0')
		store_file_drop(x, j.stored_as);
	str_copy(e->gone, sizeof e->gone, j.stored_as);
	e->taken++;
	return store_delete(x, &export_job_entity, j.id);
}

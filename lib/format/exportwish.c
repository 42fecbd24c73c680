/* What somebody wishes to export, as an export. */
#include <string.h>

#include "date.h"
#include "exportwork.h"
#include "str.h"
#include "text.h"

static void
set_format(
    const struct export_job *j, struct export_file *f, struct problems *bad)
{
	const struct choice *c = choice_of(export_formats, j->format);

	if (c == NULL || !export_format_named(c->name, &f->format) ||
	    (f->x.kind->formats & 1u << f->format) == 0)
		problem(bad, EXPORT_JOB_FORMAT,
		    _("This cannot be written in that format."));
}

static void
set_table(
    const struct export_job *j, struct export_file *f, struct problems *bad)
{
	char name[64];

	export_csv_init(&f->csv, f->x.kind);
	if (j->columns[0] != '\0' && f->format != EXPORT_CSV &&
	    f->format != EXPORT_XLSX)
		problem(bad, EXPORT_JOB_COLUMNS,
		    _("Only CSV and spreadsheets have columns to choose."));
	else if (j->columns[0] != '\0' &&
	    !export_csv_choose(&f->csv, j->columns, name))
		problem(bad, EXPORT_JOB_COLUMNS,
		    _("There is no column “%.60s”."), name);
	if (j->decimal != 0)
		f->csv.decimal = (char)j->decimal;
	if (j->delimiter != 0)
		f->csv.delimiter = (char)j->delimiter;
	else if (f->csv.decimal == ',')
		f->csv.delimiter = ';';
	if (f->csv.delimiter == f->csv.decimal)
		problem(bad, EXPORT_JOB_DELIMITER,
		    _("The separator cannot be the decimal sign."));
	f->csv.bom = j->bom;
	f->csv.raw = j->raw;
}

static void
set_statuses(const struct export_job *j, struct export_filter *only,
    const struct field *f, struct problems *bad)
{
	const char *list = j->statuses;

	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		const struct choice *c;
		char word[64];

		str_printf(
		    word, sizeof word, "%.*s", n < 63 ? (int)n : 63, list);
		c = f != NULL ? choice_named(f->choices, word) : NULL;
		if (c == NULL ||
		    only->statuses == sizeof only->status / sizeof(int64_t)) {
			problem(bad, EXPORT_JOB_STATUSES,
			    _("There is no status “%.60s”."), word);
			return;
		}
		only->status[only->statuses++] = c->value;
		list += n;
		list += *list == ',';
	}
}

static void
set_filter(const struct export_job *j, struct export *x, struct problems *bad)
{
	const struct export_kind *k = x->kind;
	struct export_filter *only = &x->only;
	bool dated = k->date != 0 || k->period;

	*only = (struct export_filter){ .account = j->account_id,
		.from = j->date_from,
		.to = j->date_to,
		.since = j->changed_since * 86400 };
	if (only->account != 0 && export_account_field(k) == NULL)
		problem(bad, EXPORT_JOB_ACCOUNT,
		    _("These do not belong to accounts."));
	if ((only->from != 0 || only->to != 0) && !dated)
		problem(bad, EXPORT_JOB_FROM, _("These have no date."));
	if (k->period && only->from == 0)
		problem(
		    bad, EXPORT_JOB_FROM, _("Enter the first and last day."));
	if (k->period && only->to == 0)
		problem(bad, EXPORT_JOB_TO, _("Enter the first and last day."));
	if (only->since != 0 && export_changed_field(k) == NULL)
		problem(bad, EXPORT_JOB_SINCE,
		    _("These do not tell when they were changed."));
	set_statuses(j, only, export_status_field(k), bad);
}

void
export_wishes(
    const struct export_job *j, struct export_file *f, struct problems *bad)
{
	f->x.kind = export_kind_named(j->kind);
	if (f->x.kind == NULL) {
		problem(bad, 0, _("Choose what is to be exported."));
		return;
	}
	set_format(j, f, bad);
	set_table(j, f, bad);
	set_filter(j, &f->x, bad);
}

void
export_wish_file(struct export_job *j, int64_t today)
{
	const struct choice *c = choice_of(export_formats, j->format);
	enum export_format f = EXPORT_CSV;
	char day[16];

	date_iso(today, day, sizeof day);
	if (c != NULL && !export_format_named(c->name, &f))
		f = EXPORT_CSV;
	str_printf(j->file_name, sizeof j->file_name, "%s-%s.%s", j->kind, day,
	    f == EXPORT_UBL ? "zip" : export_format_ending(f));
}

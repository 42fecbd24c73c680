/* Reports as spreadsheets: the rows and columns of their CSV. */
#include "sheet.h"

#include "base/outfile.h"
#include "format/exportxlsx.h"

enum { COLUMNS = 40 };

static const char type[] =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct sheet {
	struct req *r;
	const struct report *report;
	struct xlsx *x;
	char *cell;
};

static void
heads(struct sheet *s)
{
	const char *names[COLUMNS];
	int widths[COLUMNS], n = 0;

	for (const unsigned *t = s->report->tags; *t != 0 && n < COLUMNS; t++) {
		const struct field *f = record_field(s->report->view.e, *t);

		names[n] = f->name;
		widths[n++] = xlsx_width(f);
	}
	xlsx_head(s->x, names, widths, n);
}

static bool
row(void *arg, const void *rec)
{
	struct sheet *s = arg;

	for (const unsigned *t = s->report->tags; *t != 0; t++) {
		const struct field *f = record_field(s->report->view.e, *t);

		refer_print(s->r->x, f, rec, s->cell, FIELD_TEXT);
		xlsx_field(s->x, f, rec, s->cell);
	}
	xlsx_row_end(s->x);
	return true;
}

/* A disk that is full is the only reason to fail that a visitor may meet. */
static enum rc
reply(struct sheet *s)
{
	struct outfile out;
	char why[640];
	int64_t size = 0;
	int fd = -1;

	if (!outfile_open(&out, NULL)) {
		xlsx_drop(s->x);
		return RC_FULL;
	}
	if (xlsx_close(s->x, &out, why, sizeof why))
		fd = outfile_take(&out, &size);
	else
		outfile_drop(&out);
	if (fd < 0)
		return RC_FULL;
	reply_file(s->r, fd, size, type,
	    arena_printf(s->r->mem, "%s.xlsx", s->report->file));
	return RC_OK;
}

static enum rc
report_xlsx(struct req *r, void (*fill)(struct req *, struct report *))
{
	struct report *report = arena_alloc(r->mem, sizeof *report);
	struct sheet s = { .r = r, .report = report };
	char why[400];
	enum rc rc;

	fill(r, report);
	s.x = xlsx_open(report->file, why, sizeof why);
	if (s.x == NULL)
		return RC_FULL;
	s.cell = arena_alloc(r->mem, FIELD_TEXT);
	heads(&s);
	rc = list_export(r, &report->view, row, &s);
	if (rc == RC_OK)
		return reply(&s);
	xlsx_drop(s.x);
	return rc;
}

/* ---- each report
 * ------------------------------------------------------------------------- */

enum rc
ageing_xlsx(struct req *r)
{
	return report_xlsx(r, ageing_report);
}

enum rc
standing_xlsx(struct req *r)
{
	return report_xlsx(r, standing_report);
}

enum rc
details_xlsx(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	return rc == RC_OK ? report_xlsx(r, details_report) : rc;
}

enum rc
statement_xlsx(struct req *r)
{
	return report_xlsx(r, statement_report);
}

enum rc
notice_xlsx(struct req *r)
{
	return report_xlsx(r, notice_report);
}

/* What a check or an import of a file found. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange.h"
#include "format/csv.h"

/* ---- counts */

static void
figure(struct req *r, const char *label, int64_t n)
{
	html(r, "<span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	textf(r, "%lld", (long long)n);
	html(r, "</span></div>");
}

static void
figures(struct req *r, const struct job *j)
{
	bool done = j->state == JOB_DONE || j->state == JOB_UNDONE;

	html(r, "<div class=\"kpis\"><div class=\"card kpi\">");
	figure(r, done ? _("Created") : _("Will be created"), j->created_count);
	html(r, "<div class=\"card kpi\">");
	figure(r, done ? _("Changed") : _("Will be changed"), j->updated);
	html(r, "<div class=\"card kpi\">");
	figure(r, _("Unchanged"), j->unchanged);
	if (j->rejected > 0)
		html(r, "<div class=\"card kpi bad\">");
	else
		html(r, "<div class=\"card kpi\">");
	figure(r, _("Rejected"), j->rejected);
	html(r, "</div><p class=\"muted\">");
	textn(r, N_("%lu record was read."), N_("%lu records were read."),
	    j->read);
	html(r, "</p>");
}

/* ---- messages */

enum { SHOWN = 100, REPORT_MOST = 256 * 1024 };

/* Columns of a report: postern-import(1). */
enum { R_LINE = 1, R_COLUMN, R_FIELD = 4, R_SEVERITY, R_CODE, R_TEXT, R_VALUE };

static void
message_row(struct req *r, const struct csv_record *m)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	textf(r, _("Line %s"), m->cells[R_LINE].text);
	html(r, "</th><td>");
	text(r, m->cells[R_FIELD].text);
	html(r, "</td><td>");
	text(r, m->cells[R_TEXT].text);
	if (m->cells[R_VALUE].text[0] != '\0') {
		html(r, " <span class=\"muted\">");
		textf(r, "“%.80s”", m->cells[R_VALUE].text);
		html(r, "</span>");
	}
	html(r, "</td><td class=\"c-end\">");
	if (strcmp(m->cells[R_SEVERITY].text, "error") == 0)
		pill(r, "bad", m->cells[R_CODE].text);
	else
		pill(r, "warn", m->cells[R_CODE].text);
	html(r, "</td></tr>");
}

static void
message_rows(struct req *r, const char *bytes, size_t n)
{
	struct csv_reader *reader = csv_open(bytes, n, ',', 1);
	struct csv_record m;
	int shown = 0;

	(void)csv_next(reader, &m); /* the header */
	while (shown < SHOWN && csv_next(reader, &m))
		if (m.code == NULL && m.n > R_VALUE) {
			message_row(r, &m);
			shown++;
		}
	csv_close(reader);
}

static void
messages(struct req *r, const struct job *j)
{
	int fd =
	    j->report_as[0] != '\0' ? store_file_open(r->x, j->report_as) : -1;
	char *bytes;
	ssize_t n;

	if (fd < 0)
		return;
	bytes = arena_alloc(r->mem, REPORT_MOST);
	n = read(fd, bytes, REPORT_MOST);
	close(fd);
	if (n <= 0 || memchr(bytes, '\n', (size_t)n) == bytes + n - 1)
		return;
	/* A row that was cut off is not shown by half. */
	if (n == REPORT_MOST)
		while (n > 0 && bytes[n - 1] != '\n')
			n--;
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-messages\">"
	    "<header><h2 id=\"h-messages\">");
	text(r, _("What was found"));
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table "
	    "class=\"resp\"><thead><tr><th scope=\"col\">");
	text(r, _("Line"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Field"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("What is wrong"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Code"));
	html(r, "</th></tr></thead><tbody>");
	message_rows(r, bytes, (size_t)n);
	html(r, "</tbody></table></div></section>");
}

/* ---- files */

static void
downloads(struct req *r, const struct job *j)
{
	if (j->report_as[0] == '\0' && j->rejects_as[0] == '\0')
		return;
	html(r, "<div class=\"acts\">");
	if (j->rejects_as[0] != '\0' && j->rejected > 0)
		button_link(r, import_at(r, j->id, "/rejects"), "btn",
		    "download", _("Rejected records, to be mended"));
	if (j->report_as[0] != '\0')
		button_link(r, import_at(r, j->id, "/report.csv"), "btn quiet",
		    "download", _("Report as CSV"));
	html(r, "</div>");
}

static void
says(struct req *r, const struct job *j)
{
	if (j->state == JOB_CHECKED && j->created_count + j->updated == 0)
		banner(r, "info", _("There is nothing to import."),
		    j->rejected > 0 ?
			_("All new records have faults.") :
			_("Everything in this file is known already."));
	else if (j->state == JOB_CHECKED)
		banner(r, "info", _("Nothing is written yet."),
		    _("“Import now” does exactly what is listed here."));
	else if (j->state == JOB_DONE && j->rejected > 0)
		banner(r, "warn", _("Some records were left out."),
		    _("Mend them in the reject file and upload that file "
		      "again."));
	else if (j->state == JOB_DONE)
		banner(r, "ok", _("The file is imported."), NULL);
}

void
report_cards(struct req *r, const struct job *j)
{
	if (j->state == JOB_DISCARDED) {
		empty_state(r, "trash", _("Discarded"),
		    _("Nothing of this file was written."),
		    "/exchange/imports/new", _("Upload a file"));
		return;
	}
	says(r, j);
	figures(r, j);
	downloads(r, j);
	messages(r, j);
}

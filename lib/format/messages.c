/* Lines, report and reject file of an import. */
#include "messages.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "csvout.h"
#include "die.h"
#include "str.h"
#include "text.h"

/* ---- files */

static bool
open_one(FILE **f, const char *path, int64_t kept, const char *header,
    char *why, size_t size)
{
	if (path == NULL)
		return true;
	*f = fopen(path, kept >= 0 ? "r+e" : "we");
	if (*f == NULL ||
	    (kept >= 0 &&
		(ftruncate(fileno(*f), kept) != 0 ||
		    fseek(*f, 0, SEEK_END) != 0))) {
		str_printf(why, size, _("%s cannot be written: %s"), path,
		    strerror(errno));
		return false;
	}
	if (kept < 0)
		fputs(header, *f);
	return true;
}

static const char report_header[] =
    "file,line,column,record,field,severity,code,message,value\r\n";

bool
messages_open(struct messages *m, const char *report, int64_t report_kept,
    const char *rejects, int64_t rejects_kept, char *why, size_t size)
{
	bool good;

	m->opened = true;
	good = open_one(
		   &m->report, report, report_kept, report_header, why, size) &&
	    open_one(&m->rejects, rejects, rejects_kept, "", why, size);

	/* A run that goes on has said this before. */
	if (good && m->report != NULL && report_kept < 0 && m->early.len > 0)
		fwrite(m->early.data, 1, m->early.len, m->report);
	buf_free(&m->early);
	return good;
}

void
messages_only_report(struct messages *m, const char *report)
{
	char why[200];

	if (report == NULL || m->report != NULL)
		return;
	if (!messages_open(m, report, -1, NULL, -1, why, sizeof why))
		fprintf(stderr, "%s\n", why);
}

static int64_t
sync_one(FILE *f, int64_t before)
{
	if (f == NULL || ftell(f) == before)
		return before;
	if (fflush(f) != 0 || fdatasync(fileno(f)) != 0)
		die("import", "report or reject file: %s", strerror(errno));
	return ftell(f);
}

void
messages_sync(struct messages *m, int64_t *report, int64_t *rejects)
{
	*report = sync_one(m->report, *report);
	*rejects = sync_one(m->rejects, *rejects);
}

void
messages_close(struct messages *m)
{
	if (m->report != NULL && fclose(m->report) != 0)
		die("import", "report: %s", strerror(errno));
	if (m->rejects != NULL && fclose(m->rejects) != 0)
		die("import", "reject file: %s", strerror(errno));
	m->report = m->rejects = NULL;
	buf_free(&m->early);
}

/* ---- one message */

/* Cut, and with control characters made visible. */
static void
add_value(const char *s, struct buf *b)
{
	size_t n = 0;

	for (; *s != '\0' && n < VALUE_SHOWN; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '\n')
			buf_str(b, "\\n");
		else if (c == '\t')
			buf_str(b, "\\t");
		else if (c < 0x20 || c == 0x7f)
			buf_printf(b, "\\x%02x", c);
		else
			buf_char(b, (char)c);
		if ((c & 0xc0) != 0x80)
			n++;
	}
	while (((unsigned char)*s & 0xc0) == 0x80)
		buf_char(b, *s++);
	if (*s != '\0')
		buf_str(b, "...");
}

static void
show(const struct messages *m, const struct message *e)
{
	struct buf b = { 0 };

	buf_str(&b, m->file);
	if (e->line > 0)
		buf_printf(&b, ":%ld", e->line);
	if (e->column > 0)
		buf_printf(&b, ":%ld", e->column);
	buf_printf(&b, ": %s %s: ", e->warning ? "warning" : "error", e->code);
	if (e->field != NULL)
		buf_str(&b, e->field);
	if (e->value != NULL) {
		buf_printf(&b, "%s\"", e->field != NULL ? " " : "");
		add_value(e->value, &b);
		buf_char(&b, '"');
	}
	if (e->field != NULL || e->value != NULL)
		buf_str(&b, ": ");
	buf_printf(&b, "%s\n", e->text);
	fflush(stdout);
	if (m->redrawn)
		fputs("\r\033[K", stderr);
	fwrite(b.data, 1, b.len, stderr);
	buf_free(&b);
}

static void
report(struct messages *m, const struct message *e)
{
	char line[24], column[24], record[24];
	const char *cells[] = { m->file, line, column, record,
		e->field != NULL ? e->field : "",
		e->warning ? "warning" : "error", e->code, e->text,
		e->value != NULL ? e->value : "" };
	struct buf b = { 0 };

	str_printf(line, sizeof line, "%ld", e->line);
	str_printf(column, sizeof column, "%ld", e->column);
	str_printf(record, sizeof record, "%ld", e->record);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		csv_cell(&b, cells[i], true, i == 0);
	csv_row_end(&b);
	if (m->report != NULL)
		fwrite(b.data, 1, b.len, m->report);
	else
		buf_add(&m->early, b.data, b.len);
	buf_free(&b);
}

void
message(struct messages *m, const struct message *e)
{
	if (e->warning)
		m->warnings++;
	else
		m->errors++;
	if (m->shown < m->max) {
		m->shown++;
		show(m, e);
	} else
		m->hidden++;
	/* Before it is open, a report takes what was said while reading the
	 * header; without one that is dropped. */
	if (m->report != NULL || !m->opened)
		report(m, e);
}

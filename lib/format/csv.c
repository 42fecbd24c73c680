/*
 * The splitter of CSV files, and libcsv behind it; nobody else includes it.
 *
 * libcsv knows neither lines nor columns, stops for good at the first broken
 * rule, and swallows the rest of a file after a forgotten quote. So the
 * splitter walks the bytes first, finds where a record ends, where its cells
 * begin and what is wrong with it, and hands sound records to libcsv in its
 * strict mode, one at a time.
 */
#include "csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "die.h"
#include "mem.h"
#include "str.h"
#include "text.h"

enum { STRICT_OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL };

struct csv_reader {
	const char *at, *end;
	long line;
	char delimiter;
	long blanks;
	struct csv_parser strict, lenient;
	struct csv_limits most;
	struct csv_cell *cells; /* most.columns of them */
	size_t *starts;         /* of the cells' texts in text */
	const char *begin;
	const struct csv_place *places;
	size_t places_n;
	int n; /* cells that libcsv gave */
	struct buf text, clean;
};

/* One record while it is being looked through. */
struct scan {
	struct csv_reader *r;
	struct csv_record *rec;
	const char *p;          /* the next byte */
	const char *line_start; /* of the physical line p is in */
	long line;
	bool blank, clean;        /* nothing in it; blanks after a quote */
	const char *quote_line;   /* start of the line after that quote's */
	long quote_at, quote_col; /* where that quote stands */
};

/* ---- the splitter */

static void
fault(struct scan *s, const char *code, long line, long column, const char *why)
{
	if (s->rec->code != NULL)
		return;
	s->rec->code = code;
	s->rec->bad_line = line;
	s->rec->bad_column = column;
	str_copy(s->rec->why, sizeof s->rec->why, why);
}

static long
column(const struct scan *s, const char *p)
{
	return (long)(p - s->line_start) + 1;
}

static bool
at_line_end(const struct scan *s)
{
	return s->p >= s->r->end || *s->p == '\n' || *s->p == '\r';
}

/* Over CR, LF or CR LF. */
static void
pass_line_end(struct scan *s)
{
	if (s->p < s->r->end && *s->p++ == '\r' && s->p < s->r->end &&
	    *s->p == '\n')
		s->p++;
	s->line++;
	s->line_start = s->p;
}

static void
long_cell(struct scan *s, long line, long at)
{
	char why[CSV_WHY];

	str_printf(why, sizeof why,
	    _("a cell is longer than %zu bytes (--max-cell)"), s->r->most.cell);
	fault(s, "E_LIMIT_CELL", line, at, why);
}

static void
long_record(struct scan *s, long line, long at)
{
	char why[CSV_WHY];

	str_printf(why, sizeof why,
	    _("a record is longer than %zu bytes (--max-record)"),
	    s->r->most.record);
	fault(s, "E_LIMIT_RECORD", line, at, why);
}

/* Inside quotes, where a closing one may be missing. */
static bool
too_long(struct scan *s, const char *cell)
{
	const struct csv_limits *most = &s->r->most;
	char why[CSV_WHY];

	if ((size_t)(s->p - cell) > most->cell)
		long_cell(s, s->quote_at, s->quote_col);
	else if ((size_t)(s->p - s->rec->raw) > most->record)
		long_record(s, s->quote_at, s->quote_col);
	else if (s->line - s->rec->line >= most->lines) {
		str_printf(why, sizeof why,
		    _("a record has more than %ld lines; is a closing quote "
		      "missing? (--max-lines)"),
		    most->lines);
		fault(s, "E_LIMIT_LINES", s->quote_at, s->quote_col, why);
	} else
		return false;
	return true;
}

/* To the delimiter or line end; a quote in between is kept. */
static void
scan_plain(struct scan *s, const char *cell)
{
	while (!at_line_end(s) && *s->p != s->r->delimiter) {
		if (*s->p == '"' && s->rec->odd_line == 0) {
			s->rec->odd_line = s->line;
			s->rec->odd_column = column(s, s->p);
		}
		if (*s->p != ' ' && *s->p != '\t')
			s->blank = false;
		s->p++;
	}
	if ((size_t)(s->p - cell) > s->r->most.cell)
		long_cell(s, s->line, column(s, cell));
}

/* After an opening quote, to behind the closing one; false: there is none. */
static bool
scan_quoted(struct scan *s, const char *cell)
{
	for (;;) {
		if (s->p >= s->r->end || too_long(s, cell)) {
			fault(s, "E_QUOTE", s->quote_at, s->quote_col,
			    _("this quote is never closed"));
			return false;
		}
		if (*s->p == '\n' || *s->p == '\r') {
			pass_line_end(s);
			if (s->quote_line == NULL)
				s->quote_line = s->p;
			continue;
		}
		if (*s->p++ != '"')
			continue;
		if (s->p >= s->r->end || *s->p != '"')
			return true;
		s->p++;
	}
}

/* Blanks after a closing quote pass, anything else does not. */
static void
scan_after_quote(struct scan *s, const char *cell)
{
	while (s->p < s->r->end && (*s->p == ' ' || *s->p == '\t') &&
	    *s->p != s->r->delimiter) {
		s->clean = true;
		s->p++;
	}
	if (at_line_end(s) || *s->p == s->r->delimiter)
		return;
	fault(s, "E_QUOTE", s->line, column(s, s->p),
	    _("text after a closing quote"));
	while (!at_line_end(s) && *s->p != s->r->delimiter)
		s->p++;
	(void)cell;
}

static void
note_cell(struct scan *s)
{
	struct csv_cell *c;

	if (s->rec->n >= s->r->most.columns) {
		char why[CSV_WHY];

		str_printf(why, sizeof why,
		    _("a record has more than %d cells (--max-columns)"),
		    s->r->most.columns);
		fault(s, "E_LIMIT_COLUMNS", s->line, column(s, s->p), why);
		return;
	}
	c = &s->r->cells[s->rec->n++];
	c->line = s->line;
	c->column = column(s, s->p);
}

/* A forgotten quote ends with its own line; the next ones get their chance. */
static void
fall_back(struct scan *s)
{
	if (s->quote_line == NULL) {
		while (!at_line_end(s))
			s->p++;
		pass_line_end(s);
		return;
	}
	s->p = s->line_start = s->quote_line;
	s->line = s->quote_at + 1;
}

static void
scan_record(struct scan *s)
{
	for (;;) {
		const char *cell = s->p;

		note_cell(s);
		if (s->p < s->r->end && *s->p == '"') {
			s->blank = false;
			s->quote_at = s->line;
			s->quote_col = column(s, s->p);
			s->quote_line = NULL;
			s->p++;
			if (!scan_quoted(s, cell)) {
				fall_back(s);
				return;
			}
			scan_after_quote(s, cell);
		} else
			scan_plain(s, cell);
		if ((size_t)(s->p - s->rec->raw) > s->r->most.record)
			long_record(s, s->rec->line, 1);
		if (at_line_end(s))
			break;
		s->p++; /* the delimiter */
	}
	pass_line_end(s);
}

/* ---- libcsv */

static void
take_cell(void *cell, size_t n, void *arg)
{
	struct csv_reader *r = arg;

	if (r->n < r->most.columns) {
		r->starts[r->n] = r->text.len;
		r->cells[r->n].n = n;
	}
	r->n++;
	if (cell != NULL)
		buf_add(&r->text, cell, n);
	buf_char(&r->text, '\0');
}

static int
no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

/*
 * A copy without the blanks behind closing quotes, which libcsv would take
 * for a broken rule.
 */
static void
make_clean(struct csv_reader *r, const char *s, size_t n)
{
	bool quoted = false, closed = false, begin = true;

	buf_clear(&r->clean);
	for (size_t i = 0; i < n; i++) {
		if (closed && (s[i] == ' ' || s[i] == '\t') &&
		    s[i] != r->delimiter)
			continue;
		if (s[i] == '"' && (begin || quoted || closed)) {
			if (closed) {
				quoted = true; /* a doubled quote goes on */
				closed = false;
			} else {
				closed = quoted;
				quoted = !quoted;
			}
		} else if (s[i] == r->delimiter && !quoted)
			closed = false;
		begin = !quoted && !closed && s[i] == r->delimiter;
		buf_char(&r->clean, s[i]);
	}
}

static void
parser_init(struct csv_parser *p, unsigned char options, char delimiter)
{
	if (csv_init(p, options) != 0)
		die("csv", "libcsv does not start");
	csv_set_delim(p, (unsigned char)delimiter);
	csv_set_space_func(p, no_blank);
}

static void
parse_cells(struct scan *s)
{
	struct csv_reader *r = s->r;
	struct csv_record *rec = s->rec;
	struct csv_parser *p = rec->odd_line != 0 ? &r->lenient : &r->strict;
	const char *raw = rec->raw;
	size_t n = rec->raw_n;

	while (n > 0 && (raw[n - 1] == '\n' || raw[n - 1] == '\r'))
		n--;
	if (s->clean) {
		make_clean(r, raw, n);
		raw = r->clean.data;
		n = r->clean.len;
	}
	buf_clear(&r->text);
	r->n = 0;
	if (csv_parse(p, raw, n, take_cell, NULL, r) != n ||
	    csv_fini(p, take_cell, NULL, r) != 0 || r->n != rec->n) {
		fault(s, "E_QUOTE", rec->line, 1,
		    _("the quotes of this record do not fit"));
		csv_free(p);
		parser_init(p,
		    p == &r->strict ? STRICT_OPTIONS : CSV_EMPTY_IS_NULL,
		    r->delimiter);
		return;
	}
	for (int i = 0; i < rec->n; i++)
		r->cells[i].text = r->text.data + r->starts[i];
}

/* ---- the reader */

struct csv_reader *
csv_open(const char *text, size_t n, char delimiter, long first_line)
{
	struct csv_reader *r = xcalloc(1, sizeof *r);

	r->at = r->begin = text;
	r->end = text + n;
	r->line = first_line;
	r->delimiter = delimiter;
	parser_init(&r->strict, STRICT_OPTIONS, delimiter);
	parser_init(&r->lenient, CSV_EMPTY_IS_NULL, delimiter);
	csv_limit(r, &(struct csv_limits){ 0 });
	return r;
}

void
csv_limit(struct csv_reader *r, const struct csv_limits *most)
{
	r->most = *most;
	if (r->most.record == 0)
		r->most.record = CSV_RECORD;
	if (r->most.cell == 0)
		r->most.cell = CSV_CELL;
	if (r->most.columns == 0)
		r->most.columns = CSV_COLUMNS;
	if (r->most.lines == 0)
		r->most.lines = CSV_LINES;
	free(r->cells);
	free(r->starts);
	r->cells = xcalloc((size_t)r->most.columns, sizeof *r->cells);
	r->starts = xcalloc((size_t)r->most.columns, sizeof *r->starts);
}

void
csv_places(struct csv_reader *r, const struct csv_place *places, size_t n)
{
	r->places = places;
	r->places_n = n;
}

/* The line of the file that the text's record was made of. */
static void
tell_place(struct csv_reader *r, struct csv_record *rec)
{
	size_t offset = (size_t)(rec->raw - r->begin), low = 0;
	size_t high = r->places_n;

	if (high == 0)
		return;
	while (low + 1 < high) {
		size_t mid = (low + high) / 2;

		if (r->places[mid].offset <= offset)
			low = mid;
		else
			high = mid;
	}
	rec->line = r->places[low].line;
	for (int i = 0; i < rec->n; i++) {
		r->cells[i].line = rec->line;
		r->cells[i].column = 0;
	}
	if (rec->code != NULL) {
		rec->bad_line = rec->line;
		rec->bad_column = 0;
	}
}

/* Also of quoted cells. */
static bool
all_empty(const struct csv_record *rec)
{
	for (int i = 0; i < rec->n; i++)
		if (rec->cells[i].n > 0)
			return false;
	return true;
}

bool
csv_next(struct csv_reader *r, struct csv_record *rec)
{
	while (r->at < r->end) {
		struct scan s = { .r = r,
			.rec = rec,
			.p = r->at,
			.line_start = r->at,
			.line = r->line,
			.blank = true };

		memset(rec, 0, sizeof *rec);
		rec->raw = r->at;
		rec->line = r->line;
		rec->cells = r->cells;
		scan_record(&s);
		rec->raw_n = (size_t)(s.p - rec->raw);
		r->at = s.p;
		r->line = s.line;
		if (s.blank && rec->code == NULL) {
			r->blanks++;
			continue;
		}
		if (rec->code == NULL)
			parse_cells(&s);
		if (rec->code == NULL && all_empty(rec)) {
			r->blanks++;
			continue;
		}
		if (rec->code != NULL) {
			rec->n = 0;
			rec->odd_line = 0;
		}
		tell_place(r, rec);
		return true;
	}
	return false;
}

long
csv_blanks(const struct csv_reader *r)
{
	return r->blanks;
}

void
csv_close(struct csv_reader *r)
{
	csv_free(&r->strict);
	csv_free(&r->lenient);
	buf_free(&r->text);
	buf_free(&r->clean);
	free(r->cells);
	free(r->starts);
	free(r);
}

/* ---- finding the delimiter */

/* The first records, as one delimiter cuts them. */
struct look {
	int n;
	int width[2 * CSV_HEADER_ROWS];
	int full[2 * CSV_HEADER_ROWS]; /* without empty cells at the end */
	int points, at;                /* of the likeliest header */
};

static void
look_at(const char *text, size_t n, char delimiter, struct look *l,
    int (*score)(void *, const struct csv_record *), void *arg)
{
	struct csv_reader *r = csv_open(text, n, delimiter, 1);
	struct csv_record rec;
	int rows = 0;

	*l = (struct look){ .n = 0 };
	while (l->n < 2 * CSV_HEADER_ROWS && csv_next(r, &rec)) {
		int full = rec.n, points = 0;

		rows++;
		if (rec.code != NULL)
			continue;
		while (full > 0 && rec.cells[full - 1].n == 0)
			full--;
		if (score != NULL && rows <= CSV_HEADER_ROWS)
			points = score(arg, &rec);
		if (points > l->points) {
			l->points = points;
			l->at = l->n;
		}
		l->width[l->n] = rec.n;
		l->full[l->n++] = full;
	}
	csv_close(r);
}

/* The width that a header and the records after it share, or 0. */
static int
even(const struct look *l, int header)
{
	int width = l->width[header];

	for (int i = header + 1; i < l->n && i <= header + CSV_HEADER_ROWS; i++)
		if (l->width[i] != width &&
		    (l->width[i] < width || l->full[i] > width))
			return 0;
	return width > 1 ? width : 0;
}

/* A header that is known beats an even width; rows above one may be titles. */
static int
worth(const struct look *l)
{
	int width = 0;

	if (l->points > 0)
		return l->points * 1000 + even(l, l->at);
	for (int i = 0; i < l->n && i < CSV_HEADER_ROWS && width == 0; i++)
		if (i == 0 || i + 1 < l->n)
			width = even(l, i);
	return width;
}

static bool
take_sep(const char *text, size_t n, struct csv_dialect *d)
{
	size_t line = 0;

	while (line < n && text[line] != '\r' && text[line] != '\n')
		line++;
	if ((line != 5 && line != 4) || memcmp(text, "sep=", 4) != 0)
		return false;
	d->delimiter = line == 5 ? text[4] : '\t';
	d->skip = line + 1 +
	    (line + 1 < n && text[line] == '\r' && text[line + 1] == '\n');
	if (d->skip > n)
		d->skip = n;
	d->first_line = 2;
	return true;
}

bool
csv_sniff(const char *text, size_t n, struct csv_dialect *d,
    int (*score)(void *arg, const struct csv_record *header), void *arg)
{
	static const char candidates[] = ",;\t|";
	bool cut = false;
	int best = 0;

	*d = (struct csv_dialect){ .first_line = 1 };
	if (take_sep(text, n, d))
		return d->delimiter != '"';
	for (const char *c = candidates; *c != '\0'; c++) {
		struct look l;
		int points;

		look_at(text, n, *c, &l, score, arg);
		for (int i = 0; i < l.n; i++)
			cut = cut || l.width[i] > 1;
		if ((points = worth(&l)) > best) {
			best = points;
			d->delimiter = *c;
		}
	}
	if (!cut && n > 0)
		d->delimiter = ',';
	return d->delimiter != '\0';
}

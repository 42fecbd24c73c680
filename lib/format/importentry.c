/* The entries of a file: records, or documents with all their rows. */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "text.h"

struct place
place_of_record(const struct csv_record *rec, long number)
{
	return (struct place){ rec->raw, rec->raw_n, rec->line, number };
}

void
place_read(struct import *im, const struct place *p, struct csv_record *rec)
{
	if (im->spare != NULL)
		csv_close(im->spare);
	im->spare =
	    csv_open(p->raw, p->raw_n, im->src.dialect.delimiter, p->line);
	csv_limit(im->spare, &im->o->in.limits);
	if (!csv_next(im->spare, rec))
		*rec = (struct csv_record){ .raw = p->raw, .line = p->line };
}

/* A record that is told once, where it was read in order. */
static void
warn_quote(struct import *im, const struct row *row)
{
	if (row->rec.odd_line == 0 || im->again != NULL || !im->first ||
	    im->silent)
		return;
	message(&im->m,
	    &(struct message){ .warning = true,
		.code = "W_QUOTE",
		.line = row->rec.odd_line,
		.column = row->rec.odd_column,
		.record = row->number,
		.text = _("a quote inside a cell is kept as it is") });
}

/* An entry of one row. */
static void
one_row(struct import *im, struct entry *u, const struct csv_record *rec,
    long number)
{
	u->row = arena_alloc(im->mem, sizeof *u->row);
	u->n = 1;
	u->row->number = number;
	row_prepare(im, u->row, rec);
}

static bool
next_waiting(struct import *im, struct entry *u)
{
	const struct waiting *w;
	struct csv_record rec;

	if (im->next >= im->again_n)
		return false;
	w = &im->again[im->next++];
	u->number = w->unit;
	place_read(im, &w->place, &rec);
	one_row(im, u, &rec, w->place.number);
	return true;
}

bool
entry_next(struct import *im, struct entry *u)
{
	struct csv_record rec;

	*u = (struct entry){ .n = 0 };
	if (im->again != NULL)
		return next_waiting(im, u);
	if (im->doc != NULL) {
		if (!group_next(im, u, true))
			return false;
		for (int i = 0; i < u->n; i++)
			warn_quote(im, &u->row[i]);
		doc_prepare(im, u);
		return true;
	}
	if (!source_next(&im->src, &rec))
		return false;
	im->at = (rec.raw - im->src.text) + (int64_t)rec.raw_n;
	u->number = ++im->entry_number;
	one_row(im, u, &rec, ++im->rows_read);
	warn_quote(im, u->row);
	return true;
}

bool
entry_skip(struct import *im, struct entry *u)
{
	struct csv_record rec;

	*u = (struct entry){ .n = 0 };
	if (im->doc != NULL)
		return group_next(im, u, false);
	if (!source_next(&im->src, &rec))
		return false;
	u->number = ++im->entry_number;
	one_row(im, u, &rec, ++im->rows_read);
	entry_remember(im, u);
	return true;
}

int
entry_faults(const struct entry *u)
{
	int n = 0;

	for (int i = 0; i < u->n; i++)
		n += u->row[i].faults;
	return n;
}

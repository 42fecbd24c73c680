/*
 * CSV: any text as bytes of a file. Records must not overlap, must cover the
 * text, and what is written again must be read the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/csvout.h"
#include "../../lib/base/utf8.h"
#include "../../lib/format/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
write_and_read(const struct csv_record *rec)
{
	struct buf b = { 0 };
	struct csv_record again;
	struct csv_reader *r;
	bool blank = true;

	for (int i = 0; i < rec->n; i++) {
		csv_cell(&b, rec->cells[i].text, false, i == 0);
		blank = blank &&
		    strspn(rec->cells[i].text, " \t") ==
			strlen(rec->cells[i].text);
	}
	csv_row_end(&b);
	if (blank || b.len > CSV_CELL) {
		buf_free(&b);
		return;
	}
	r = csv_open(b.data, b.len, ',', 1);
	if (!csv_next(r, &again))
		abort();
	/* More lines than one record may have are refused. */
	if (again.code == NULL) {
		if (again.n != rec->n)
			abort();
		for (int i = 0; i < rec->n; i++)
			if (strcmp(again.cells[i].text, rec->cells[i].text) !=
			    0)
				abort();
	} else if (strncmp(again.code, "E_LIMIT", 7) != 0)
		abort();
	csv_close(r);
	buf_free(&b);
}

static void
read_all(const char *text, size_t n, char delimiter)
{
	struct csv_reader *r = csv_open(text, n, delimiter, 1);
	const char *end = text;
	struct csv_record rec;
	long line = 0;

	while (csv_next(r, &rec)) {
		if (rec.raw < end || rec.raw + rec.raw_n > text + n ||
		    rec.raw_n == 0 || rec.line <= line)
			abort();
		end = rec.raw + rec.raw_n;
		line = rec.line;
		if (rec.code == NULL)
			write_and_read(&rec);
	}
	csv_close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct csv_dialect d;
	char *text = malloc(n + 1);

	if (text == NULL)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	n = utf8_check(text, n);
	if (csv_sniff(text, n, &d, NULL, NULL))
		read_all(text + d.skip, n - d.skip, d.delimiter);
	read_all(text, n, ',');
	free(text);
	return 0;
}

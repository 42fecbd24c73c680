/*
 * UBL documents as tables. Whatever a file holds, either a fault says why it
 * is none, or the table is sound CSV of one width with a place for each row,
 * and its dates are dates.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/date.h"
#include "../../lib/format/ublimport.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { WIDTH = 80 };

struct header {
	bool date[WIDTH];
	int n;
};

static void
read_header(const struct csv_record *rec, struct header *h)
{
	h->n = rec->n;
	if (rec->code != NULL || rec->n < 1 || rec->n > WIDTH)
		abort();
	for (int i = 0; i < rec->n; i++) {
		const char *name = rec->cells[i].text,
			   *end = strrchr(name, '_');

		h->date[i] = (end != NULL && strcmp(end, "_date") == 0) ||
		    strcmp(name, "delivered") == 0;
	}
}

static void
check_row(const struct csv_record *rec, const struct header *h)
{
	int64_t day;

	/* What is too long for a cell is told as such. */
	if (rec->code != NULL) {
		if (strncmp(rec->code, "E_LIMIT", 7) != 0)
			abort();
		return;
	}
	if (rec->n != h->n || rec->line < 1)
		abort();
	for (int i = 0; i < rec->n; i++)
		if (h->date[i] && rec->cells[i].text[0] != '\0' &&
		    !date_parse(rec->cells[i].text, &day))
			abort();
}

static void
check_table(const struct converted *made)
{
	struct csv_reader *r =
	    csv_open(made->text.data, made->text.len, ',', 1);
	struct csv_record rec;
	struct header h = { .n = 0 };
	size_t rows = 0;

	csv_limit(r, &(struct csv_limits){ .lines = 1000000 });
	csv_places(r, made->places, made->n);
	for (; csv_next(r, &rec); rows++) {
		if (rows == 0)
			read_header(&rec, &h);
		else
			check_row(&rec, &h);
	}
	if (rows > made->n)
		abort();
	csv_close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const kinds[] = { "invoices", "orders" };

	for (int i = 0; i < 2; i++) {
		struct converted made = { .places = NULL };
		struct xml_faults faults = { .most = 3 };
		struct ubl_findings found = { 0 };
		bool good = ubl_table((const char *)data, n, kinds[i], NULL,
		    &made, &faults, &found);

		if (good != (faults.n == 0))
			abort();
		if (good)
			check_table(&made);
		convert_free(&made);
		xml_faults_free(&faults);
		ubl_findings_free(&found);
	}
	return 0;
}

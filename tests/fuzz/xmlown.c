/*
 * Our own XML as a table: whatever the file holds, there is a fault with a
 * code, or sound CSV of one width whose rows have their places.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/format/xmlown.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(struct converted *made, size_t lines)
{
	struct csv_reader *r =
	    csv_open(made->text.data, made->text.len, ',', 1);
	struct csv_record rec;
	size_t rows = 0;
	int width = 0;

	csv_limit(r, &(struct csv_limits){ .lines = 1000000 });
	csv_places(r, made->places, made->n);
	for (; csv_next(r, &rec); rows++) {
		if (rec.code != NULL && strncmp(rec.code, "E_LIMIT", 7) != 0)
			abort();
		if (rec.line < 1 || (size_t)rec.line > lines + 1)
			abort();
		if (width == 0)
			width = rec.n;
		if (rec.code == NULL && rec.n != width)
			abort();
	}
	if (rows > made->n)
		abort();
	csv_close(r);
	convert_free(made);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const kinds[] = { "accounts", "invoices" };
	size_t lines = 0;
	char *text = malloc(n + 1);

	if (text == NULL)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	n = utf8_check(text, n);
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	(void)xmlown_is(text, n);
	for (int i = 0; i < 2; i++) {
		struct converted made = { .places = NULL };
		struct xml_fault f;

		if (xmlown_table(text, n, kinds[i], &made, &f))
			check(&made, lines);
		else if (f.code == NULL || made.places != NULL)
			abort();
	}
	free(text);
	return 0;
}

/*
 * Statements of banks: whatever the file holds, there is a fault with a code,
 * or sound CSV of one width whose rows have their places.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/format/convert.h"
#include "../../lib/format/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct converted *made, size_t lines)
{
	struct csv_reader *r =
	    csv_open(made->text.data, made->text.len, ',', 1);
	struct csv_record rec;
	size_t rows = 0;

	csv_limit(r, &(struct csv_limits){ .lines = 1000000 });
	csv_places(r, made->places, made->n);
	for (; csv_next(r, &rec); rows++)
		if (rec.code != NULL || rec.n != 10 || rec.line < 1 ||
		    (size_t)rec.line > lines + 1)
			abort();
	if (rows != made->n)
		abort();
	for (int i = 0; i < made->notes_n; i++)
		if (made->notes[i].text[0] == '\0')
			abort();
	csv_close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	bool (*const tables[])(const char *, size_t, struct converted *,
	    struct xml_fault *) = { camt_table, ofx_table };
	char *text = malloc(n + 1);
	size_t lines = 0;

	if (text == NULL)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	n = utf8_check(text, n);
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	(void)camt_is(text, n);
	(void)ofx_is(text, n);
	for (int i = 0; i < 2; i++) {
		struct converted made = { .places = NULL };
		struct xml_fault f;

		if (tables[i](text, n, &made, &f))
			check(&made, lines);
		else if (f.code == NULL)
			abort();
		convert_free(&made);
	}
	free(text);
	return 0;
}

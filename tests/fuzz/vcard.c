/*
 * Files that become tables: vCards and IIF. Whatever they hold, the table is
 * sound CSV of one width, and each row has its place.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/format/convert.h"

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
	/* A row of nothing is not read. */
	if (rows > made->n)
		abort();
	csv_close(r);
	convert_free(made);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const kinds[] = { "accounts", "products", "invoices",
		"orders" };
	struct converted made = { .places = NULL };
	char *text = malloc(n + 1);
	size_t lines = 0;

	if (text == NULL)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	n = utf8_check(text, n);
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	(void)vcard_is(text, n);
	(void)iif_is(text, n);
	vcard_table(text, n, &made);
	check(&made, lines);
	for (int i = 0; i < 4; i++) {
		if (iif_table(text, n, kinds[i], &made))
			check(&made, lines);
		else
			convert_free(&made);
	}
	free(text);
	return 0;
}

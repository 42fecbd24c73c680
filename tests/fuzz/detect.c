/*
 * Columns: each line is a cell. What a cell becomes must be read the same
 * again, and a column must not be read against what was found out about it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/date.h"
#include "../../lib/format/detect.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_number(const char *cell, char decimal)
{
	char once[NUMBER_TEXT], twice[NUMBER_TEXT], more[NUMBER_TEXT];

	if (number_plain(cell, decimal, true, once) != NULL)
		return;
	if (once[strspn(once, "-.0123456789")] != '\0' || once[0] == '\0' ||
	    number_plain(once, '.', false, twice) != NULL ||
	    strcmp(once, twice) != 0)
		abort();
	strcpy(more, once);
	number_negate(more);
	if (strlen(more) < NUMBER_TEXT - 1) {
		number_negate(more);
		if (strcmp(more, once) != 0)
			abort();
	}
	if (number_percent(more) &&
	    number_plain(more, '.', false, twice) != NULL)
		abort();
}

static void
check_date(const char *cell, enum date_order order)
{
	char once[WHEN_TEXT], twice[WHEN_TEXT];
	int64_t v;

	if (date_plain(cell, order, false, once) &&
	    (!date_parse(once, &v) ||
		!date_plain(once, DATES_ANY, false, twice) ||
		strcmp(once, twice) != 0))
		abort();
	if (date_plain(cell, order, true, once) && !time_parse(once, &v))
		abort();
}

static void
check_cell(const char *cell, struct detect *numbers, struct detect *dates)
{
	struct detect alone = { .sign = '\0' };
	char to[NUMBER_TEXT];

	detect_number(numbers, cell, 1, 1);
	detect_date(dates, cell, 1, 1);
	detect_number(&alone, cell, 1, 1);
	if (detect_verdict(&alone) == DETECT_ONE &&
	    number_plain(cell, '.', true, to) != NULL)
		abort();
	if (detect_verdict(&alone) == DETECT_OTHER &&
	    number_plain(cell, ',', true, to) != NULL)
		abort();
	check_number(cell, '.');
	check_number(cell, ',');
	for (int i = DATES_ANY; i <= DATES_YYYYMMDD; i++)
		check_date(cell, (enum date_order)i);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct detect numbers = { .sign = '\0' }, dates = { .sign = '\0' };
	char *text = malloc(n + 1), *cell = text;

	if (text == NULL)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	while (cell < text + n) {
		size_t len = strcspn(cell, "\n");

		cell[len] = '\0';
		check_cell(cell, &numbers, &dates);
		cell += len + 1;
	}
	(void)detect_verdict(&numbers);
	(void)detect_verdict(&dates);
	free(text);
	return 0;
}

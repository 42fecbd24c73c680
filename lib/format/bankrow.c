/* Rows of bank_entries. */
#include "bankrow.h"

#include <stdlib.h>
#include <string.h>

#include "amount.h"
#include "csvout.h"
#include "mem.h"
#include "record.h"
#include "str.h"

static const unsigned tags[] = { BANK_ENTRY_ACCOUNT, BANK_ENTRY_BANK_REF,
	BANK_ENTRY_BOOKED, BANK_ENTRY_VALUE, BANK_ENTRY_CURRENCY,
	BANK_ENTRY_AMOUNT, BANK_ENTRY_PAYER_NAME, BANK_ENTRY_PAYER_ACCOUNT,
	BANK_ENTRY_REFERENCE, BANK_ENTRY_TEXT };
enum { TAGS = sizeof tags / sizeof *tags };

void
bank_head(struct converted *to)
{
	convert_place(to, 1);
	for (int i = 0; i < TAGS; i++)
		csv_cell(&to->text,
		    record_field(&bank_entry_entity, tags[i])->name, false,
		    i == 0);
	csv_row_end(&to->text);
}

void
bank_put(struct converted *to, const struct bank_row *row)
{
	const struct bank_entry *b = &row->b;
	int decimals = currency_decimals(b->currency);
	char amount[AMOUNT_TEXT];

	convert_place(to, row->line);
	amount_print(row->amount, BANK_PLACES, decimals, amount, sizeof amount);
	for (int i = 0; i < TAGS; i++) {
		const struct field *f =
		    record_field(&bank_entry_entity, tags[i]);
		const char *s = f->tag == BANK_ENTRY_BOOKED ? row->booked :
		    f->tag == BANK_ENTRY_VALUE              ? row->value :
		    f->tag == BANK_ENTRY_AMOUNT             ? amount :
							      record_text(f, b);

		csv_cell(&to->text, s, false, i == 0);
	}
	csv_row_end(&to->text);
}

void
bank_cut(char *to, size_t size, const char *from)
{
	char *clean = xmalloc(strlen(from) + 1);
	size_t n = 0;

	for (const char *s = from; *s != '\0'; s++) {
		bool blank = (unsigned char)*s <= ' ' || *s == 0x7f;

		if (!blank)
			clean[n++] = *s;
		else if (n > 0 && clean[n - 1] != ' ')
			clean[n++] = ' ';
	}
	while (n > 0 && clean[n - 1] == ' ')
		n--;
	clean[n] = '\0';
	(void)str_copy(to, size, clean);
	free(clean);
}

void
bank_add(char *to, size_t size, const char *piece)
{
	char *clean = xmalloc(size);
	size_t n = strlen(to);

	bank_cut(clean, size, piece);
	if (clean[0] != '\0' && strstr(to, clean) == NULL) {
		if (n > 0 && n + 1 < size) {
			to[n++] = ' ';
			to[n] = '\0';
		}
		(void)str_copy(to + n, size - n, clean);
	}
	free(clean);
}

void
bank_skip(const char **text, size_t *n)
{
	while (*n > 0 && strchr(" \t\r\n", **text) != NULL && **text != '\0') {
		(*text)++;
		(*n)--;
	}
}

void
bank_skip_declaration(const char **text, size_t *n)
{
	const char *end;

	bank_skip(text, n);
	if (*n < 5 || memcmp(*text, "<?xml", 5) != 0 ||
	    (end = memmem(*text, *n, "?>", 2)) == NULL)
		return;
	*n -= (size_t)(end + 2 - *text);
	*text = end + 2;
}

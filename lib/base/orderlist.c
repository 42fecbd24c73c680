/* Reading a list of numbers and quantities. */
#include "orderlist.h"

#include <string.h>

#include "amount.h"
#include "str.h"

enum { FIELDS = 3, FIELD = 120 };

struct line {
	char field[FIELDS][FIELD];
	int n;
};

static bool
blank(char c)
{
	return c == ' ' || c == '\r' || c == '\t';
}

/* What stands between fields: a tab or semicolon; else a comma, so that one
 * that is part of a quantity is none; else blanks. */
static char
separator_of(const char *s, size_t n)
{
	if (memchr(s, '\t', n) != NULL)
		return '\t';
	if (memchr(s, ';', n) != NULL)
		return ';';
	return memchr(s, ',', n) != NULL ? ',' : ' ';
}

static void
add_char(struct line *l, size_t *at, char c)
{
	if (l->n < FIELDS && *at + 1 < FIELD)
		l->field[l->n][(*at)++] = c;
}

/* Quotes round a field go; two of them inside are one. */
static void
split(const char *s, size_t n, struct line *l)
{
	char separator = separator_of(s, n);
	bool quoted = false;
	size_t at = 0;

	memset(l, 0, sizeof *l);
	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '"' && quoted && i + 1 < n && s[i + 1] == '"')
			add_char(l, &at, s[++i]);
		else if (c == '"')
			quoted = !quoted;
		else if (c == separator && !quoted) {
			/* Several blanks are one. */
			if (separator != ' ' || at > 0) {
				l->n++;
				at = 0;
			}
		} else
			add_char(l, &at, c);
	}
	l->n = l->n < FIELDS ? l->n + 1 : FIELDS;
}

/* "2", "2.5" or "2,5"; 0: none. */
static int64_t
quantity_of(char *s)
{
	char *comma = strchr(s, ',');
	int64_t q;

	if (*s == '\0')
		return 1000;
	if (comma != NULL && strchr(s, '.') == NULL)
		*comma = '.';
	return amount_parse(s, QUANTITY_PLACES, &q, NULL) && q > 0 ? q : 0;
}

static void
take(struct line *l, int line, struct order_wish *w)
{
	memset(w, 0, sizeof *w);
	w->line = line;
	str_copy(w->number, sizeof w->number, str_trim(l->field[0]));
	w->quantity = quantity_of(str_trim(l->field[1]));
	str_copy(w->uom, sizeof w->uom, str_trim(l->field[2]));
}

int
order_list_read(const char *text, size_t n, struct order_wish *wish, int most)
{
	const char *end = text + n;
	int line = 0, found = 0;

	/* A spreadsheet's mark of UTF-8. */
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		struct order_wish one;
		struct line l;
		size_t length;

		if (stop == NULL)
			stop = end;
		line++;
		while (text < stop && blank(*text))
			text++;
		length = (size_t)(stop - text);
		while (length > 0 && blank(text[length - 1]))
			length--;
		if (length > 0) {
			split(text, length, &l);
			take(&l, line, &one);
			/* The heads of a table. */
			if (line > 1 || one.quantity > 0) {
				if (found < most)
					wish[found] = one;
				found++;
			}
		}
		text = stop < end ? stop + 1 : end;
	}
	return found;
}

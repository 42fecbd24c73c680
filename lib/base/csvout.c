/*
 * Cells of CSV files. A spreadsheet runs a text that begins with = + - @, a
 * tab or CR, or a full-width form of these, also after blanks, and after a line
 * break when it splits the cell; a leading ' makes it a text (CWE-1236). So
 * that nothing is lost, a text that already begins with ' and would be
 * dangerous without it gets one more.
 */
#include "csvout.h"

#include <string.h>

/* Blanks that a spreadsheet skips: space and no-break space. */
static size_t
blanks(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (s[n] == ' ')
			n++;
		else if (s[n] == '\xc2' && s[n + 1] == '\xa0')
			n += 2;
		else
			return n;
	}
}

/* What most cells begin with. */
static bool
is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/* True when a line that begins here would be run. */
static bool
dangerous(const char *s)
{
	static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbc\x8d", "\xef\xbc\xa0", NULL };

	if (is_letter_or_digit(*s))
		return false;
	while (*s == '\'')
		s++;
	s += blanks(s);
	while (*s == '\'')
		s++;
	if (*s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		return true;
	for (int i = 0; wide[i] != NULL; i++)
		if (strncmp(s, wide[i], 3) == 0)
			return true;
	return false;
}

/* Does the cell begin or end with a blank, or is it the word that clears? */
static bool
odd_ends(const char *s, size_t n)
{
	return s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' ||
	    s[n - 1] == '\t' || (n == 2 && s[0] == '\\' && s[1] == 'N');
}

/* Most cells have nothing in them that matters; they are looked at once. */
static bool
is_plain(const char *s, size_t n, char delimiter)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == delimiter || s[i] == '"' || s[i] == '\r' ||
		    s[i] == '\n')
			return false;
	return !odd_ends(s, n);
}

static void
add_guarded(struct buf *b, const char *s, bool guard)
{
	bool start = true;

	while (*s != '\0') {
		size_t n = strcspn(s, "\"\n");

		if (start && guard && dangerous(s))
			buf_char(b, '\'');
		buf_add(b, s, n);
		s += n;
		start = *s == '\n';
		if (*s == '"')
			buf_str(b, "\"\"");
		else if (*s == '\n')
			buf_char(b, '\n');
		s += *s != '\0';
	}
}

void
csv_cell_in(
    struct buf *b, const char *s, char delimiter, bool guard, bool first)
{
	size_t n = strlen(s);

	if (!first)
		buf_char(b, delimiter);
	if (n == 0)
		return;
	if (is_plain(s, n, delimiter)) {
		if (guard && dangerous(s))
			buf_char(b, '\'');
		buf_add(b, s, n);
		return;
	}
	buf_char(b, '"');
	add_guarded(b, s, guard);
	buf_char(b, '"');
}

void
csv_cell(struct buf *b, const char *s, bool guard, bool first)
{
	csv_cell_in(b, s, ',', guard, first);
}

void
csv_row_end(struct buf *b)
{
	buf_str(b, "\r\n");
}

void
csv_unguard(char *s)
{
	char *to = s;
	bool start = true;

	while (*s != '\0') {
		if (start && *s == '\'' && dangerous(s + 1))
			s++;
		start = *s == '\n';
		if (*s != '\0')
			*to++ = *s++;
	}
	*to = '\0';
}

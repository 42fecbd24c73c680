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

/* True when a line that begins here would be run. */
static bool
dangerous(const char *s)
{
	static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbc\x8d", "\xef\xbc\xa0", NULL };

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

static bool
needs_quotes(const char *s)
{
	size_t n = strlen(s);

	return strpbrk(s, ",\"\r\n") != NULL || strcmp(s, "\\N") == 0 ||
	    (n > 0 &&
		(s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' ||
		    s[n - 1] == '\t'));
}

void
csv_cell(struct buf *b, const char *s, bool guard, bool first)
{
	bool quotes = needs_quotes(s), start = true;

	if (!first)
		buf_char(b, ',');
	if (quotes)
		buf_char(b, '"');
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
	if (quotes)
		buf_char(b, '"');
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

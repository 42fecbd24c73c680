/* Columns: what their cells say; and numbers. Dates are in detectdate.c. */
#include "detect.h"

#include <string.h>

#include "detectparts.h"
#include "str.h"
#include "text.h"

/* ---- evidence */

void
detect_note(struct detect_cell *c, const char *cell, long line, long column)
{
	if (c->line != 0)
		return;
	c->line = line;
	c->column = column;
	str_copy(c->text, sizeof c->text, cell);
}

enum verdict
detect_verdict(const struct detect *d)
{
	if (d->one.line != 0 && d->other.line != 0)
		return DETECT_AGAINST;
	if (d->one.line != 0)
		return DETECT_ONE;
	if (d->other.line != 0)
		return DETECT_OTHER;
	return d->both.line != 0 ? DETECT_BOTH : DETECT_NONE;
}

/* ---- numbers */

/* Digits, . , ' and _ for a blank, without what stands around them. */
struct number {
	char body[NUMBER_TEXT];
	size_t n;
	bool minus, percent;
};

static const char *const currencies[] = { "$", "€", "£", "¥", "₹", "₽", "₩",
	"₪", "₺", "R$", "kr", "zł", "Kč", "Fr.", "EUR", "USD", "GBP", "CHF",
	"CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", NULL };

/* Blanks as they are typed and as spreadsheets write them. */
static const char *const blanks[] = { " ", "\t", "\xc2\xa0", "\xe2\x80\xaf",
	"\xe2\x80\x89", NULL };

/* The length of the one of words that s starts with, or 0. */
static size_t
starts(const char *s, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (words[i][0] == *s && str_starts(s, words[i]))
			return strlen(words[i]);
	return 0;
}

static size_t
minus_sign(const char *s)
{
	if (*s == '-')
		return 1;
	return *s == '\xe2' && str_starts(s, "\xe2\x88\x92") ? 3 : 0;
}

static bool
add(struct number *x, char c)
{
	if (x->n + 1 >= sizeof x->body)
		return false;
	x->body[x->n++] = c;
	x->body[x->n] = '\0';
	return true;
}

/* The digits and what separates them; blanks behind them do not count. */
static const char *
take_body(const char *s, struct number *x)
{
	for (;;) {
		size_t n = starts(s, blanks);
		char c = n > 0 ? '_' : *s;

		if (n == 0 && c == '\xe2' && str_starts(s, "\xe2\x80\x99")) {
			n = 3;
			c = '\'';
		} else if (n == 0 && c != '\0' &&
		    strchr("0123456789.,'", c) != NULL)
			n = 1;
		if (n == 0 || !add(x, c))
			break;
		s += n;
	}
	while (x->n > 0 && x->body[x->n - 1] == '_')
		x->body[--x->n] = '\0';
	return s;
}

/* Signs, currency and brackets on either side; false: it is no number. */
static bool
take_number(const char *s, struct number *x)
{
	bool open = false, closed = false, sign = false, money = false;
	size_t n;

	*x = (struct number){ .n = 0 };
	for (bool digits = false; *s != '\0'; s += n) {
		if ((n = starts(s, blanks)) > 0)
			continue;
		if ((n = minus_sign(s)) > 0) {
			if (sign)
				return false;
			sign = x->minus = true;
		} else if (*s == '+' && !digits && !sign) {
			sign = true;
			n = 1;
		} else if (*s == '(' && !digits && !open) {
			open = true;
			n = 1;
		} else if (*s == ')' && digits && open && !closed) {
			closed = true;
			n = 1;
		} else if (*s == '%' && digits && !x->percent) {
			x->percent = true;
			n = 1;
		} else if ((n = starts(s, currencies)) > 0) {
			if (money)
				return false;
			money = true;
		} else {
			const char *end = digits ? s : take_body(s, x);

			if (end == s)
				return false;
			n = (size_t)(end - s);
			digits = true;
		}
	}
	if (open != closed || (open && sign))
		return false;
	x->minus = x->minus || open;
	return strpbrk(x->body, "0123456789") != NULL;
}

/* Groups of three behind the first; one sign between all of them. */
static bool
take_groups(const char *s, size_t n, char *to, size_t *len)
{
	char sign = '\0';
	size_t group = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			to[(*len)++] = s[i];
			group++;
			continue;
		}
		if ((sign != '\0' && (s[i] != sign || group != 3)) ||
		    (sign == '\0' && (group < 1 || group > 3 || s[0] == '0')))
			return false;
		sign = s[i];
		group = 0;
	}
	return sign == '\0' || group == 3;
}

static bool
read_body(const struct number *x, char decimal, char to[NUMBER_TEXT])
{
	const char *point = strchr(x->body, decimal);
	size_t n = point != NULL ? (size_t)(point - x->body) : x->n, len = 0;
	size_t start = 0;

	if (!take_groups(x->body, n, to, &len))
		return false;
	while (start + 1 < len && to[start] == '0')
		start++;
	memmove(to, to + start, len - start);
	len -= start;
	if (len == 0)
		to[len++] = '0';
	if (point != NULL) {
		point++;
		n = strspn(point, "0123456789");
		if (n == 0 || point[n] != '\0')
			return false;
		while (n > 0 && point[n - 1] == '0')
			n--;
		if (len + n + 3 > NUMBER_TEXT)
			return false;
		if (n > 0)
			to[len++] = '.';
		memcpy(to + len, point, n);
		len += n;
	}
	to[len] = '\0';
	return true;
}

void
detect_number(struct detect *d, const char *cell, long line, long column)
{
	char point[NUMBER_TEXT], comma[NUMBER_TEXT];
	bool by_point, by_comma;
	struct number x;

	if (!take_number(cell, &x))
		return;
	by_point = read_body(&x, '.', point);
	by_comma = read_body(&x, ',', comma);
	if (by_point && !by_comma)
		detect_note(&d->one, cell, line, column);
	else if (by_comma && !by_point)
		detect_note(&d->other, cell, line, column);
	else if (by_point && strcmp(point, comma) != 0) {
		if (d->both.line == 0)
			d->sign = strchr(x.body, '.') != NULL ? '.' : ',';
		detect_note(&d->both, cell, line, column);
	}
}

static bool
has_exponent(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9' && (s[1] == 'e' || s[1] == 'E') &&
		    strpbrk(s + 2, "0123456789") != NULL)
			return true;
	return false;
}

const char *
number_plain(const char *cell, char decimal, bool percent, char to[NUMBER_TEXT])
{
	struct number x;

	if (has_exponent(cell))
		return _("a number with an exponent; a spreadsheet has "
			 "rounded it");
	if (!take_number(cell, &x) || (x.percent && !percent))
		return _("this is not a number");
	if (!read_body(&x, decimal, to))
		return decimal == ',' ?
		    _("this is not a number with a decimal comma") :
		    _("this is not a number with a decimal point");
	if (x.minus)
		number_negate(to);
	return NULL;
}

void
number_negate(char number[NUMBER_TEXT])
{
	size_t n = strlen(number);

	if (number[0] == '-')
		memmove(number, number + 1, n);
	else if (strcmp(number, "0") != 0 && n + 1 < NUMBER_TEXT) {
		memmove(number + 1, number, n + 1);
		number[0] = '-';
	}
}

bool
number_percent(char number[NUMBER_TEXT])
{
	bool minus = number[0] == '-';
	char digits[NUMBER_TEXT + 4];
	const char *s = number + minus;
	size_t whole = strcspn(s, "."), n = 0;
	struct number x = { .n = 0 };

	for (; *s != '\0'; s++)
		if (*s != '.')
			digits[n++] = *s;
	while (n < whole + 2)
		digits[n++] = '0';
	for (size_t i = 0; i < n; i++)
		if (!add(&x, digits[i]) ||
		    (i + 1 == whole + 2 && i + 1 < n && !add(&x, '.')))
			return false;
	if (!read_body(&x, '.', number))
		return false;
	if (minus)
		number_negate(number);
	return true;
}

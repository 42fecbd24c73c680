/* Countries. The list lies in the program as it is, sorted by code. */
#include "country.h"

#include <string.h>

#include "str.h"
#include "utf8.h"

__asm__(".section .rodata\n"
	"country_list:\n"
	".incbin \"data/countries.tsv\"\n"
	".byte 0\n"
	".previous\n");
/* Lines: alpha-2 TAB alpha-3 TAB name TAB folded names, each with a ; */
extern const char country_list[] __asm__("country_list");

enum { NAME = 200 };

static const char *
next_line(const char *line)
{
	return strchr(line, '\n') + 1;
}

/* The line whose code is this, of two letters at 0 or of three at 3. */
static const char *
coded(const char *code, size_t n)
{
	for (const char *line = country_list; *line != '\0';
	     line = next_line(line))
		if (memcmp(line + (n == 3 ? 3 : 0), code, n) == 0)
			return line;
	return NULL;
}

static bool
named(const char *line, const char *folded)
{
	size_t n = strlen(folded);
	const char *end = line + strcspn(line, "\n");

	for (int i = 0; i < 3; i++)
		line += strcspn(line, "\t") + 1;
	while (line < end) {
		size_t len = strcspn(line, ";");

		if (len == n && memcmp(line, folded, n) == 0)
			return true;
		line += len + 1;
	}
	return false;
}

bool
country_code(const char *text, char code[COUNTRY_CODE])
{
	char upper[8] = "", folded[NAME];
	const char *line = NULL;
	size_t n = strlen(text);

	if (n == 2 || n == 3) {
		str_copy(upper, sizeof upper, text);
		for (char *c = upper; *c != '\0'; c++)
			if (*c >= 'a' && *c <= 'z')
				*c = (char)(*c - 'a' + 'A');
		line = coded(upper, n);
	}
	if (line == NULL) {
		utf8_fold(text, folded, sizeof folded);
		line = country_list;
		while (*line != '\0' && !named(line, folded))
			line = next_line(line);
	}
	if (*line == '\0')
		return false;
	memcpy(code, line, 2);
	code[2] = '\0';
	return true;
}

bool
country_name(const char *code, char *name, size_t size)
{
	for (const char *line = country_list; *line != '\0';
	     line = next_line(line)) {
		size_t n = strcspn(line + 7, "\t");

		if (strlen(code) != 2 || memcmp(line, code, 2) != 0)
			continue;
		if (n >= size)
			n = size - 1;
		memcpy(name, line + 7, n);
		name[n] = '\0';
		return true;
	}
	return false;
}

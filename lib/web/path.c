/*
 * Paths against patterns of the route table: a # stands for a record's number,
 * a * for one word. Whatever is not exactly so does not match.
 */
#include <string.h>

#include "parse.h"

enum { DIGITS = 18, WORD = 64, PATH = 512 };

static const char word_letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

/* "7", not "07" or "+7"; the length, or 0. */
static size_t
take_id(const char *s, int64_t *id)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > DIGITS || s[0] == '0')
		return 0;
	*id = 0;
	for (size_t i = 0; i < n; i++)
		*id = *id * 10 + (s[i] - '0');
	return n;
}

static size_t
take_word(struct arena *mem, const char *s, const char **word)
{
	size_t n = strspn(s, word_letters);

	if (n == 0 || n > WORD)
		return 0;
	*word = arena_strndup(mem, s, n);
	return n;
}

bool
path_matches(struct arena *mem, const char *pattern, const char *path,
    struct path_parts *parts)
{
	int ids = 0;

	*parts = (struct path_parts){ .word = NULL };
	for (; *pattern != '\0'; pattern++) {
		size_t n = 1;

		if (*pattern == '#')
			n = ids < 2 ? take_id(path, &parts->id[ids++]) : 0;
		else if (*pattern == '*')
			n = take_word(mem, path, &parts->word);
		else if (*pattern != *path)
			n = 0;
		if (n == 0)
			return false;
		path += n;
	}
	return *path == '\0';
}

bool
path_clean(const char *path)
{
	size_t n = strlen(path);

	if (path[0] != '/' || n > PATH)
		return false;
	for (const char *s = path; *s != '\0'; s++)
		if (*s != '/' && strchr(word_letters, *s) == NULL)
			return false;
	return strstr(path, "//") == NULL;
}

/* Words that options use for the form of a file. */
#include "formwords.h"

#include <string.h>

#include "text.h"

char
tool_delimiter(const struct tool *t, const char *word)
{
	static const struct {
		const char *word;
		char c;
	} words[] = {
		{ "comma", ',' },
		{ "semicolon", ';' },
		{ "tab", '\t' },
		{ "pipe", '|' },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].c;
	if (strlen(word) != 1 || *word == '"' || *word == '\r' ||
	    *word == '\n' || (unsigned char)*word >= 0x80)
		tool_usage(t,
		    _("a delimiter is comma, semicolon, tab, pipe or one "
		      "character, not %s"),
		    word);
	return *word;
}

char
tool_decimal(const struct tool *t, const char *word)
{
	if (strcmp(word, "point") == 0 || strcmp(word, ".") == 0)
		return '.';
	if (strcmp(word, "comma") == 0 || strcmp(word, ",") == 0)
		return ',';
	tool_usage(t, _("a decimal sign is point or comma, not %s"), word);
}

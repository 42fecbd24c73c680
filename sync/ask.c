/* Questions on a terminal. */
#include "ask.h"

#include <stdio.h>
#include <string.h>

#include "str.h"
#include "text.h"
#include "tool.h"

static void
read_answer(char answer[ANSWER])
{
	char line[ANSWER + 2];
	char *typed;

	if (fgets(line, sizeof line, stdin) == NULL)
		tool_fail(TOOL_USAGE, _("no more answers; nothing was done"));
	if (strchr(line, '\n') == NULL)
		for (int c = 0; c != '\n' && c != EOF;)
			c = getchar();
	typed = str_trim(line);
	if (*typed != '\0')
		str_copy(answer, ANSWER, typed);
}

void
ask(const struct ask *a, bool given, bool interactive, char answer[ANSWER])
{
	char preset[ANSWER];
	const char *wrong;

	str_copy(preset, sizeof preset, answer);
	for (;;) {
		if (!given && interactive) {
			printf(preset[0] != '\0' ? "  %s [%s]: " : "  %s: ",
			    a->question, preset);
			fflush(stdout);
			str_copy(answer, ANSWER, preset);
			read_answer(answer);
		}
		wrong = a->check(a->arg, answer);
		if (wrong == NULL)
			return;
		if (given || !interactive)
			tool_fail(TOOL_USAGE, "--%s: %s", a->option, wrong);
		printf("    %s\n", wrong);
	}
}

/* Words that options use for the form of a file; usage where they do not. */
#ifndef POSTERN_FORMWORDS_H
#define POSTERN_FORMWORDS_H

#include "tool.h"

/* comma semicolon tab pipe, or the character itself. */
char tool_delimiter(const struct tool *, const char *word);
/* point or comma. */
char tool_decimal(const struct tool *, const char *word);

#endif

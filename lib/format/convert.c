/* What converters share. */
#include "convert.h"

#include <stdio.h>
#include <stdlib.h>

#include "mem.h"

void
convert_place(struct converted *to, long line)
{
	to->places = xrealloc(to->places, (to->n + 1) * sizeof *to->places);
	to->places[to->n++] = (struct csv_place){ to->text.len, line };
}

void
convert_note(
    struct converted *to, const char *code, long line, const char *format, ...)
{
	struct convert_note *note;
	va_list args;

	to->notes =
	    xrealloc(to->notes, (size_t)(to->notes_n + 1) * sizeof *to->notes);
	note = &to->notes[to->notes_n++];
	note->code = code;
	note->line = line;
	va_start(args, format);
	vsnprintf(note->text, sizeof note->text, format, args);
	va_end(args);
}

void
convert_free(struct converted *to)
{
	buf_free(&to->text);
	free(to->places);
	free(to->notes);
	*to = (struct converted){ .places = NULL };
}

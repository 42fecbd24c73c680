/* Marks sentences for translation: _() where used, N_() in tables. */
#ifndef POSTERN_TEXT_H
#define POSTERN_TEXT_H

#include <libintl.h>
#include <stdbool.h>

/* True once a catalogue is chosen; without one a look into it costs a page a
 * twentieth of its time and finds nothing. */
extern bool text_translates;

static inline const char *translated(const char *)
    __attribute__((format_arg(1)));

static inline const char *
translated(const char *s)
{
	return text_translates ? gettext(s) : s;
}

#define _(s) translated(s)
#define N_(s) (s)

#endif

/* Marks sentences for translation: _() where used, N_() in tables. */
#ifndef POSTERN_TEXT_H
#define POSTERN_TEXT_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)

#endif

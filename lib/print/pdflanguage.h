/* What cairo cannot say of a PDF. */
#ifndef POSTERN_PDFLANGUAGE_H
#define POSTERN_PDFLANGUAGE_H

#include "buf.h"

/*
 * Into a PDF as cairo writes it: the language it is in, for those who read it
 * aloud, and that a window shows its title instead of the file's name.
 */
void pdf_say_language(struct buf *pdf, const char *language);

#endif

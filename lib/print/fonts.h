/* Which fonts there are; fontconfig is known here only. */
#ifndef POSTERN_FONTS_H
#define POSTERN_FONTS_H

/* Before the first text of a process; later calls do nothing. */
void fonts_begin(void);

#endif

/* What detect.c and detectdate.c share; nobody else includes it. */
#ifndef POSTERN_DETECTPARTS_H
#define POSTERN_DETECTPARTS_H

#include "detect.h"

/* Keeps the first cell of its sort. */
void detect_note(
    struct detect_cell *, const char *cell, long line, long column);

#endif

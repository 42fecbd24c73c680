/* QR codes. */
#ifndef POSTERN_QR_H
#define POSTERN_QR_H

/*
 * The squares of a code for a text, row by row; an odd number is a dark one.
 * Returns how many stand side by side, 0 when the text is too long. The caller
 * frees.
 */
int qr_make(const char *text, unsigned char **squares);

#endif

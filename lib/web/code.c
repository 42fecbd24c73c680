/* Codes that phones read, as a drawing in the page. */
#include "page.h"

enum { QUIET = 4 }; /* squares of light that a reader wants around a code */

/* Runs of dark squares, row by row, as one path. */
static void
code_path(struct req *r, const unsigned char *squares, int side)
{
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++) {
			int from = x;

			while (x < side && (squares[y * side + x] & 1))
				x++;
			if (x > from)
				textf(r, "M%d %dh%dv1h-%dz", from + QUIET,
				    y + QUIET, x - from, x - from);
		}
}

void
code_drawing(struct req *r, const unsigned char *squares, int side,
    const char *label, const char *hint)
{
	html(r, "<div class=\"qr\"><svg viewBox=\"0 0 ");
	textf(r, "%d %d", side + 2 * QUIET, side + 2 * QUIET);
	html(r, "\" role=\"img\" aria-label=\"");
	text(r, label);
	html(r, "\"><path class=\"light\" d=\"M0 0h");
	textf(r, "%dv%dh-%dz", side + 2 * QUIET, side + 2 * QUIET,
	    side + 2 * QUIET);
	html(r, "\"/><path d=\"");
	code_path(r, squares, side);
	html(r, "\"/></svg><p class=\"small muted\">");
	text(r, hint);
	html(r, "</p></div>");
}

/*
 * Lines of a document in a form: a table of inputs that works without scripts.
 * A form holds one window of a long document; the lines outside of it stay as
 * they are stored. Parameters: LINE_PARAMS, each as often as there are rows.
 */
#ifndef ERP_LINES_H
#define ERP_LINES_H

#include "erp.h"

#define LINE_PARAMS "l_id+ l_was+ l_del+ from span do"

enum {
	LINE_WINDOW = 100, /* lines of a document in one form or page */
	LINE_ROWS = 150,   /* rows of one form, with new and empty ones */
	LINE_CELLS = 12,
	LINE_BLANK = 5, /* empty rows of a new document, and of "Add rows" */
};

struct line_col {
	unsigned tag;
	const char *class; /* width of its input: w-xs ...; NULL: the rest */
	bool fixed;        /* shown, not typed */
};

struct line_form {
	const struct entity *e;
	const char *title;           /* N_("Lines") */
	const struct line_col *cols; /* ends with tag 0 */
	const unsigned *more; /* in a fold below the second column; or NULL */
	const char *fold;     /* N_(): what the fold is called */
	unsigned amount;      /* computed, the last column; 0: none */
	/* What the model finds again when the item or quantity changes; 0:
	 * this document has no prices. */
	unsigned item, description, quantity, uom, price, tax;
	unsigned manual;         /* BOOL: the price was typed; or 0 */
	unsigned category, rate; /* of the tax, which says them; or 0 */
	bool closed;             /* no lines are added */
	const char *says; /* N_(): below the table; NULL: what is found */
	/* What stands in a cell below its input, in an element of class "says"
	 * that the script fills as lines are typed; line NULL: an empty row.
	 * May be NULL. */
	void (*beside)(
	    struct req *, const void *head, const void *line, unsigned tag);
};

/* One row of the form. */
struct line_row {
	int at; /* index of its record in lines.at; -1: empty or removed */
	const char *typed[LINE_CELLS]; /* as it was sent, or NULL */
	bool wrong[LINE_CELLS];        /* could not be read */
};

struct lines {
	void *at; /* what document.put takes */
	int n;
	int64_t *ids;           /* of the lines as they came: put sets others */
	int from, span, stored; /* the window, and all there are */
	struct line_row row[LINE_ROWS];
	int rows, blank;
};

/* The form of a stored document, or of a new one (n 0). */
void lines_show(struct req *, const struct line_form *, const void *stored,
    int n, struct lines *);
/*
 * What came back: the whole document with the changed window in it. False when
 * a value could not be read (bad tells the line), or the form was damaged.
 * currency: of lines without one.
 */
bool lines_read(struct req *, const struct line_form *, const void *stored,
    int n, const char *currency, struct lines *, struct problems *bad);
/* Lines that put has numbered and stored become new ones again. */
void lines_undo(const struct line_form *, struct lines *);

/* The card with the table of this document; path leads to other windows. */
void lines_card(struct req *, const struct line_form *, const void *head,
    const struct lines *, const char *path, const struct problems *bad);

/* The window a request asks for (from=), or 0. */
int line_window(const struct req *, const char *value, int n);

/* ---- for lineform.c and linetable.c alone */

/* Tags of what is typed, in the order of the cells. */
int line_cells(const struct line_form *, unsigned tags[LINE_CELLS]);
const void *line_at(const struct line_form *, const struct lines *, int i);

#endif

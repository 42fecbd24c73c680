/*
 * Mail as bytes (RFC 5322, MIME): a text and attachments, for a program that
 * takes it as sendmail does. All of it is ASCII: texts and files are base64,
 * heads that are not are encoded words.
 */
#ifndef POSTERN_MAIL_H
#define POSTERN_MAIL_H

#include <stdbool.h>

#include "buf.h"

enum { MAIL_FILES = 12 };

struct mail_file {
	const char *name, *type; /* "application/pdf" */
	const struct buf *bytes;
};
struct mail {
	const char *from, *from_name; /* name: "" none */
	const char *to, *to_name;     /* name: NULL or "" none */
	const char *subject;
	const char *id;   /* without its brackets: the same mail again has it */
	const char *text; /* UTF-8, LF */
	const char *html; /* the same for programs that show it; NULL: none */
	struct mail_file file[MAIL_FILES];
	int files;
};

/* One address and nothing else: no blank, comma, bracket, control; not like an
 * option. */
bool mail_address(const char *);
void mail_write(const struct mail *, struct buf *out);

/*
 * A text as HTML, which stands for itself (no picture, no font, nothing is
 * loaded): its paragraphs, addresses of pages as links, one that stands alone
 * in its line as a button in the portal's colour (#rrggbb, "": ours), the brand
 * ("": none) on top.
 */
void mail_html(const char *title, const char *text, const char *brand,
    const char *color, struct buf *out);

#endif

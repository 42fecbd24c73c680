/*
 * Forms: begin, end, hidden values, buttons, and the summary of what is wrong.
 * The controls of fields are in field.c and input.c, reading in form_read.c.
 */
#include "form.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "web.h"

static void
open_form(struct req *r, const char *path)
{
	html(r, "<form class=\"form\" method=\"post\" action=\"");
	text(r, url(r, path, NULL));
	html(r, "\"");
}

void
form_open(struct req *r, const char *path)
{
	open_form(r, path);
	html(r, " novalidate data-warn>\n");
	form_token(r);
}

void
form_open_upload(struct req *r, const char *path)
{
	open_form(r, path);
	html(r, " enctype=\"multipart/form-data\" novalidate data-warn>\n");
	form_token(r);
}

void
form_close(struct req *r)
{
	html(r, "</form>\n");
}

void
form_hidden(struct req *r, const char *name, const char *value)
{
	html(r, "<input type=\"hidden\" name=\"");
	text(r, name);
	html(r, "\" value=\"");
	text(r, value);
	html(r, "\">");
}

void
form_token(struct req *r)
{
	form_hidden(r, "token", token_value(r));
}

void
form_rev(struct req *r, const void *rec)
{
	form_hidden(
	    r, "rev", arena_printf(r->mem, "%" PRId64, record_rev(rec)));
}

/* ---- buttons
 * ----------------------------------------------------------------- */

void
form_submit(struct req *r, const char *label)
{
	html(r, "<button type=\"submit\" class=\"btn primary\">");
	text(r, label);
	html(r, "</button>");
}

void
form_button(struct req *r, const char *class_literal, const char *name,
    const char *value, const char *icon_name, const char *label)
{
	html(r, "<button type=\"submit\" class=\"");
	text(r, class_literal);
	html(r, "\"");
	if (name != NULL) {
		html(r, " name=\"");
		text(r, name);
		html(r, "\" value=\"");
		text(r, value);
		html(r, "\"");
	}
	html(r, ">");
	if (icon_name != NULL)
		icon(r, icon_name);
	text(r, label);
	html(r, "</button>");
}

void
button_post(struct req *r, const char *path, const char *class_literal,
    const char *icon_name, const char *label, ...)
{
	const char *name;
	va_list args;

	html(r, "<form method=\"post\" action=\"");
	text(r, url(r, path, NULL));
	html(r, "\">");
	form_token(r);
	va_start(args, label);
	while ((name = va_arg(args, const char *)) != NULL)
		form_hidden(r, name, va_arg(args, const char *));
	va_end(args);
	form_button(r, class_literal, NULL, NULL, icon_name, label);
	html(r, "</form>");
}

/* ---- the summary
 * -------------------------------------------------------------- */

/* A sentence about a line of a document leads to the line's first input. */
static void
error_in_line(struct req *r, int line, const char *sentence)
{
	html(r, "<li><a href=\"#line-");
	text_number(r, line);
	html(r, "\">");
	textf(r, _("Line %d: %s"), line, sentence);
	html(r, "</a></li>");
}

static void
error_line(
    struct req *r, const struct entity *e, unsigned tag, const char *sentence)
{
	const struct field *f =
	    e != NULL && tag != 0 ? record_field(e, tag) : NULL;

	html(r, "<li>");
	if (f != NULL) {
		html(r, "<a href=\"#f-");
		text(r, f->name);
		html(r, "\">");
	}
	text(r, sentence);
	if (f != NULL)
		html(r, "</a>");
	html(r, "</li>");
}

void
form_errors(struct req *r, const struct form_bad *of, int n)
{
	int all = 0;

	for (int i = 0; i < n; i++)
		if (of[i].bad != NULL)
			all += of[i].bad->n;
	if (all == 0)
		return;
	html(r,
	    "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" "
	    "data-focus>\n<h2>");
	text(r, _("There is a problem"));
	html(r, "</h2>\n<ul>");
	for (int i = 0; i < n; i++)
		for (int j = 0; of[i].bad != NULL && j < of[i].bad->n; j++)
			if (of[i].bad->at[j].row != 0)
				error_in_line(r, of[i].bad->at[j].row,
				    of[i].bad->at[j].text);
			else
				error_line(r, of[i].e, of[i].bad->at[j].tag,
				    of[i].bad->at[j].text);
	html(r, "</ul></div>\n");
}

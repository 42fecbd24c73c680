/* Controls that belong to no field of a record, and what all controls share. */
#include <string.h>

#include "control.h"
#include "form.h"
#include "web.h"

void
attribute(struct req *r, const char *name, const char *value)
{
	if (value == NULL)
		return;
	html(r, " ");
	text(r, name);
	html(r, "=\"");
	text(r, value);
	html(r, "\"");
}

void
attribute_number(struct req *r, const char *name, long long n)
{
	html(r, " ");
	text(r, name);
	html(r, "=\"");
	textf(r, "%lld", n);
	html(r, "\"");
}

static void
star(struct req *r, const struct control *c)
{
	if (c->required)
		html(r, " <span class=\"req\" aria-hidden=\"true\">*</span>");
}

static void
hint_and_error(struct req *r, const struct control *c)
{
	if (c->hint != NULL) {
		html(r, "<p class=\"hint\" id=\"f-");
		text(r, c->name);
		html(r, "-hint\">");
		text(r, c->hint);
		html(r, "</p>\n");
	}
	if (c->error != NULL) {
		html(r, "<p class=\"errtext\" id=\"f-");
		text(r, c->name);
		html(r, "-error\">");
		text(r, c->error);
		html(r, "</p>\n");
	}
}

void
control_open(struct req *r, const struct control *c)
{
	html(r, "<div class=\"field");
	if (c->wide)
		html(r, " wide");
	if (c->error != NULL)
		html(r, " bad");
	html(r, "\"><label for=\"f-");
	text(r, c->name);
	html(r, "\">");
	text(r, c->label);
	star(r, c);
	html(r, "</label>\n");
	hint_and_error(r, c);
}

void
control_close(struct req *r)
{
	html(r, "</div>\n");
}

static void
ties(struct req *r, const struct control *c)
{
	if (c->error != NULL)
		html(r, " aria-invalid=\"true\"");
	if (c->hint == NULL && c->error == NULL)
		return;
	html(r, " aria-describedby=\"");
	if (c->hint != NULL) {
		html(r, "f-");
		text(r, c->name);
		html(r, "-hint");
	}
	if (c->hint != NULL && c->error != NULL)
		html(r, " ");
	if (c->error != NULL) {
		html(r, "f-");
		text(r, c->name);
		html(r, "-error");
	}
	html(r, "\"");
}

void
control_names(struct req *r, const struct control *c)
{
	html(r, " id=\"f-");
	text(r, c->name);
	html(r, "\" name=\"");
	text(r, c->name);
	html(r, "\"");
	if (c->required)
		html(r, " required");
	ties(r, c);
}

void
control_check(
    struct req *r, const struct control *c, const char *value, bool checked)
{
	html(r, "<div class=\"check");
	if (c->error != NULL)
		html(r, " bad");
	html(r, "\"><input type=\"checkbox\"");
	control_names(r, c);
	attribute(r, "value", value != NULL ? value : "1");
	if (checked)
		html(r, " checked");
	html(r, "><label for=\"f-");
	text(r, c->name);
	html(r, "\">");
	text(r, c->label);
	html(r, "</label>");
	hint_and_error(r, c);
	html(r, "</div>\n");
}

void
control_option(
    struct req *r, const char *value, const char *label, bool selected)
{
	html(r, "<option value=\"");
	text(r, value);
	html(r, "\"");
	if (selected)
		html(r, " selected");
	html(r, ">");
	text(r, label);
	html(r, "</option>");
}

/* ---- form_input
 * -------------------------------------------------------------------- */

static void
file_input(struct req *r, const struct input *in, const struct control *c)
{
	html(r, "<input type=\"file\"");
	control_names(r, c);
	if (in->multiple)
		html(r, " multiple");
	attribute(r, "accept", in->accept);
	html(r, " data-files=\"f-");
	text(r, in->name);
	html(r, "-list\"");
	attribute_number(r, "data-max", CASE_UPLOAD_SIZE);
	attribute(r, "data-over", _("too large"));
	html(r, ">\n<ul class=\"files-picked\" id=\"f-");
	text(r, in->name);
	html(r, "-list\" aria-live=\"polite\" hidden></ul>");
}

static void
password_input(struct req *r, const struct input *in, const struct control *c)
{
	html(r, "<div class=\"with-btn\"><input type=\"password\"");
	control_names(r, c);
	attribute(r, "autocomplete", in->autocomplete);
	if (in->max > 0)
		attribute_number(r, "maxlength", in->max);
	html(r, ">\n<button type=\"button\" class=\"btn\" data-show=\"f-");
	text(r, in->name);
	html(r, "\"");
	attribute(
	    r, "aria-label", arena_printf(r->mem, _("Show: %s"), in->label));
	html(r, " aria-pressed=\"false\" hidden>");
	icon(r, "eye");
	html(r, "</button></div>");
}

static const char *
typed(struct req *r, const struct input *in)
{
	const char *s =
	    r->method == METHOD_POST ? form_value(r, in->name) : NULL;

	return s != NULL ? s : in->value != NULL ? in->value : "";
}

static void
text_input(struct req *r, const struct input *in, const struct control *c)
{
	bool area = strcmp(in->type, "textarea") == 0;

	if (area) {
		html(r, "<textarea rows=\"6\"");
	} else {
		html(r, "<input");
		attribute(r, "type", in->type);
		attribute(r, "value", typed(r, in));
	}
	control_names(r, c);
	attribute(r, "autocomplete", in->autocomplete);
	if (in->autocomplete != NULL &&
	    strcmp(in->autocomplete, "username") == 0)
		html(r, " autocapitalize=\"none\" spellcheck=\"false\"");
	if (in->max > 0)
		attribute_number(r, "maxlength", in->max);
	html(r, ">");
	if (area) {
		html(r, "\n"); /* a first line break of the text is kept */
		text(r, typed(r, in));
		html(r, "</textarea>");
	}
}

void
form_input(struct req *r, const struct input *in)
{
	const struct control c = {
		.name = in->name,
		.label = in->label,
		.hint = in->hint,
		.error = in->error,
		.required = in->required,
		.wide = strcmp(in->type, "textarea") == 0 ||
		    strcmp(in->type, "file") == 0,
	};

	if (strcmp(in->type, "checkbox") == 0) {
		bool checked = r->method == METHOD_POST && r->forms > 0 ?
		    form_value(r, in->name) != NULL :
		    in->value != NULL;

		control_check(r, &c, NULL, checked);
		return;
	}
	control_open(r, &c);
	if (strcmp(in->type, "file") == 0)
		file_input(r, in, &c);
	else if (strcmp(in->type, "password") == 0)
		password_input(r, in, &c);
	else
		text_input(r, in, &c);
	control_close(r);
}

void
form_select(struct req *r, const char *name, const char *label,
    const char *hint, const struct choice *choices, int64_t value,
    const char *error)
{
	const struct control c = {
		.name = name,
		.label = label,
		.hint = hint,
		.error = error,
	};
	const char *was = r->method == METHOD_POST ? form_value(r, name) : NULL;

	if (was != NULL) {
		const struct choice *chosen = choice_named(choices, was);

		value = chosen != NULL ? chosen->value : 0;
	}
	control_open(r, &c);
	html(r, "<select");
	control_names(r, &c);
	html(r, ">");
	if (choice_of(choices, value) == NULL)
		control_option(r, "", _("Choose"), true);
	for (const struct choice *o = choices; o->value != 0; o++)
		control_option(r, o->name, _(o->label), o->value == value);
	html(r, "</select>");
	control_close(r);
}

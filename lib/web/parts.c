/* The small parts that pages are made of; htdocs/README.md has their markup. */
#include <assert.h>
#include <string.h>

#include "base/str.h"
#include "icon.h"
#include "store/refer.h"
#include "web.h"

/* ---- icons --------------------------------------------------------------- */

static const struct icon *
icon_named(const char *name)
{
	unsigned from = 0, to = icons_n;

	while (from < to) {
		unsigned i = (from + to) / 2;
		int c = strcmp(name, icons[i].name);

		if (c == 0)
			return &icons[i];
		if (c < 0)
			to = i;
		else
			from = i + 1;
	}
	return NULL;
}

void
icon(struct req *r, const char *name)
{
	const struct icon *found = icon_named(name);

	assert(found != NULL);
	html(r, "<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
	page_raw(r, found->path, strlen(found->path));
	html(r, "</svg>");
}

/* ---- links and buttons ------------------------------------------------------
 */

void
link_to(struct req *r, const char *path, const char *label)
{
	html(r, "<a href=\"");
	text(r, url(r, path, NULL));
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

void
button_link(struct req *r, const char *path, const char *class_literal,
    const char *icon_name, const char *label)
{
	html(r, "<a class=\"");
	text(r, class_literal);
	html(r, "\" href=\"");
	text(r, url(r, path, NULL));
	html(r, "\">");
	if (icon_name != NULL)
		icon(r, icon_name);
	text(r, label);
	html(r, "</a>");
}

/* ---- pills and banners
 * ------------------------------------------------------- */

void
pill(struct req *r, const char *tone, const char *label)
{
	html(r, "<span class=\"pill");
	if (tone != NULL && *tone != '\0') {
		html(r, " ");
		text(r, tone);
	}
	html(r, "\">");
	text(r, label);
	html(r, "</span>");
}

void
pill_choice(struct req *r, const struct field *f, const void *rec)
{
	const struct choice *c = choice_of(f->choices, record_int(f, rec));

	if (c != NULL)
		pill(r, c->tone, _(c->label));
}

static const char *
banner_icon(const char *tone)
{
	if (strcmp(tone, "ok") == 0)
		return "check";
	if (strcmp(tone, "warn") == 0)
		return "warning";
	if (strcmp(tone, "bad") == 0)
		return "alert";
	return "info";
}

void
banner(struct req *r, const char *tone, const char *strong, const char *rest)
{
	html(r, "<div class=\"banner ");
	text(r, tone);
	html(r, "\"");
	if (strcmp(tone, "ok") == 0)
		html(r, " role=\"status\"");
	html(r, ">");
	icon(r, banner_icon(tone));
	html(r, "<p>");
	if (strong != NULL && *strong != '\0') {
		html(r, "<strong>");
		text(r, strong);
		html(r, "</strong>");
		if (rest != NULL && *rest != '\0')
			html(r, " ");
	}
	if (rest != NULL)
		text(r, rest);
	html(r, "</p></div>\n");
}

/* The bytes of the character that begins at s. */
static size_t
letter(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* First letters of the first and the last word. */
void
avatar(struct req *r, const char *name)
{
	const char *last = strrchr(name, ' ');

	html(r, "<span class=\"avatar\" aria-hidden=\"true\">");
	if (*name != '\0')
		text(r, arena_strndup(r->mem, name, letter(name)));
	if (last != NULL && last[1] != '\0')
		text(r, arena_strndup(r->mem, last + 1, letter(last + 1)));
	html(r, "</span>");
}

void
empty_state(struct req *r, const char *icon_name, const char *title,
    const char *says, const char *path, const char *action)
{
	html(r, "<div class=\"empty\">");
	icon(r, icon_name != NULL ? icon_name : "inbox");
	html(r, "<h2>");
	text(r, title);
	html(r, "</h2><p>");
	text(r, says);
	html(r, "</p>");
	if (path != NULL && action != NULL) {
		html(r, "\n<div class=\"acts\">");
		button_link(r, path, "btn primary", "plus", action);
		html(r, "</div>");
	}
	html(r, "</div>\n");
}

/* ---- keys and values
 * ------------------------------------------------------------ */

void
kv_open(struct req *r)
{
	html(r, "<dl class=\"kv\">");
}

void
kv_close(struct req *r)
{
	html(r, "</dl>\n");
}

static void
kv_begin(struct req *r, const char *label)
{
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
}

static void
kv_end(struct req *r)
{
	html(r, "</dd></div>\n");
}

/* A value that is not there is said to be so, not left blank. */
static void
absent(struct req *r)
{
	html(r, "<span class=\"muted\">");
	text(r, _("Not given"));
	html(r, "</span>");
}

void
kv_text(struct req *r, const char *label, const char *value)
{
	kv_begin(r, label);
	if (value == NULL || *value == '\0')
		absent(r);
	else
		text(r, value);
	kv_end(r);
}

static void
bits_text(struct req *r, const struct field *f, int64_t bits)
{
	bool any = false;

	for (const struct choice *c = f->choices; c->value != 0; c++)
		if (bits & c->value) {
			if (any)
				html(r, "<br>");
			text(r, _(c->label));
			any = true;
		}
}

/* A link for what can be followed: mail, phone, web. */
static void
contact_text(struct req *r, const char *scheme, const char *value)
{
	html(r, "<a href=\"");
	text(r, scheme);
	if (strcmp(scheme, "tel:") == 0) {
		for (const char *s = value; *s != '\0'; s++)
			if (strchr("+0123456789", *s) != NULL)
				page_raw(r, s, 1);
	} else {
		text(r, value);
	}
	html(r, "\">");
	text(r, value);
	html(r, "</a>");
}

static void
text_value(struct req *r, const struct field *f, const char *value)
{
	if (f->type == &type_email)
		contact_text(r, "mailto:", value);
	else if (f->type == &type_phone)
		contact_text(r, "tel:", value);
	else if (f->type == &type_url)
		text_lines(r, value);
	else if (f->type == &type_note)
		text_lines(r, value);
	else
		text(r, value);
}

static void
int_value(struct req *r, const struct field *f, const void *rec)
{
	int64_t v = record_int(f, rec);
	char *to;

	if (f->type == &type_date) {
		date_text(r, v);
	} else if (f->type == &type_time) {
		time_text(r, v);
	} else if (f->type == &type_choice) {
		const struct choice *c = choice_of(f->choices, v);

		if (c != NULL && c->tone != NULL)
			pill(r, c->tone, _(c->label));
		else if (c != NULL)
			text(r, _(c->label));
	} else if (f->type == &type_bits) {
		bits_text(r, f, v);
	} else if (is_amount(f)) {
		amount_field(r, f, rec);
	} else {
		to = arena_alloc(r->mem, 512);
		if (f->type == &type_ref && r->x != NULL)
			refer_title(r->x, f, rec, to, 512);
		else
			field_print(f, rec, to, 512);
		text(r, to);
	}
}

void
kv_field(struct req *r, const struct entity *e, unsigned tag, const void *rec)
{
	const struct field *f = record_field(e, tag);

	assert(f != NULL && !(f->flags & F_SECRET));
	kv_begin(r, _(f->label));
	if (f->type == &type_bool)
		text(r, record_int(f, rec) != 0 ? _("Yes") : _("No"));
	else if (record_empty(f, rec))
		absent(r);
	else if (f->type->storage == STORE_TEXT)
		text_value(r, f, record_text(f, rec));
	else
		int_value(r, f, rec);
	kv_end(r);
}

/* Postal code and town share a line. */
static void
address_line(struct req *r, const char *a, const char *b, bool *any)
{
	if (*a == '\0' && *b == '\0')
		return;
	if (*any)
		html(r, "<br>");
	*any = true;
	text(r, a);
	if (*a != '\0' && *b != '\0')
		html(r, " ");
	text(r, b);
}

void
kv_address(struct req *r, const struct entity *e, unsigned first,
    const void *rec, const char *label)
{
	/* In the order of ADDRESS_TAGS. */
	enum {
		NAME,
		ATTENTION,
		LINE1,
		LINE2,
		CITY,
		REGION,
		CODE,
		COUNTRY,
		ALL
	};
	const char *part[ALL];
	bool any = false;

	for (unsigned i = 0; i < ALL; i++) {
		part[i] = record_text(record_field(e, first + i), rec);
		any = any || *part[i] != '\0';
	}
	if (!any)
		return;
	kv_begin(r, label);
	any = false;
	for (int i = NAME; i <= LINE2; i++)
		address_line(r, part[i], "", &any);
	address_line(r, part[CODE], part[CITY], &any);
	address_line(r, part[REGION], "", &any);
	address_line(r, part[COUNTRY], "", &any);
	kv_end(r);
}

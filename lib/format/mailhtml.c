/* The text of a mail as HTML. Mail programs know neither style sheets nor much
 * of anything else, so each element brings its own style. */
#include <string.h>

#include "mail.h"
#include "str.h"

static void
add_escaped(struct buf *b, const char *s, size_t n)
{
	for (const char *end = s + n; s < end; s++)
		switch (*s) {
		case '&':
			buf_str(b, "&amp;");
			break;
		case '<':
			buf_str(b, "&lt;");
			break;
		case '>':
			buf_str(b, "&gt;");
			break;
		case '"':
			buf_str(b, "&quot;");
			break;
		case '\'':
			buf_str(b, "&#39;");
			break;
		case '\n':
			buf_str(b, "<br>\n");
			break;
		default:
			buf_char(b, *s);
		}
}

/* How long an address of a page is that begins here; 0: none does. What ends a
 * sentence is no part of it. */
static size_t
address_at(const char *s)
{
	size_t n;

	if (!str_starts(s, "https://") && !str_starts(s, "http://"))
		return 0;
	n = strcspn(s, " \t\n<>\"'");
	while (n > 0 && strchr(".,;:!?)", s[n - 1]) != NULL)
		n--;
	return n;
}

static void
add_link(struct buf *b, const char *s, size_t n, const char *style)
{
	buf_str(b, "<a href=\"");
	add_escaped(b, s, n);
	buf_printf(b, "\" style=\"%s\">", style);
	add_escaped(b, s, n);
	buf_str(b, "</a>");
}

static void
add_text(struct buf *b, const char *s, size_t n, const char *link_style)
{
	const char *end = s + n, *from = s;

	while (s < end) {
		size_t address = address_at(s);

		if (address == 0 || s + address > end) {
			s++;
			continue;
		}
		add_escaped(b, from, (size_t)(s - from));
		add_link(b, s, address, link_style);
		from = s += address;
	}
	add_escaped(b, from, (size_t)(end - from));
}

/* ---- colours */

static int
hex(char c)
{
	const char *at = strchr("0123456789abcdef", c | 0x20);

	return c != '\0' && at != NULL ? (int)(at - "0123456789abcdef") : -1;
}

static bool
channels(const char *color, int rgb[3])
{
	if (color == NULL || color[0] != '#' || strlen(color) != 7)
		return false;
	for (int i = 0; i < 3; i++) {
		int high = hex(color[1 + 2 * i]), low = hex(color[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		rgb[i] = high * 16 + low;
	}
	return true;
}

struct look {
	char color[8], on_color[8];
};

/* White on dark colours, black on light ones: about 4.5 to 1 either way. Light
 * is nearly the square of what a channel says. */
static void
choose(const char *color, struct look *l)
{
	int rgb[3];

	str_copy(l->color, sizeof l->color, "#0b5cad");
	str_copy(l->on_color, sizeof l->on_color, "#ffffff");
	if (!channels(color, rgb))
		return;
	str_copy(l->color, sizeof l->color, color);
	if (2126 * rgb[0] * rgb[0] + 7152 * rgb[1] * rgb[1] +
		722 * rgb[2] * rgb[2] >
	    2100 * 255 * 255)
		str_copy(l->on_color, sizeof l->on_color, "#000000");
}

/* ---- the whole */

#define FONT                                                                   \
	"font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;"
#define LINK "color:#0b5cad;overflow-wrap:anywhere"

/* A line that is nothing but an address. */
static bool
is_button(const char *s, size_t n)
{
	return n > 0 && address_at(s) == n;
}

static void
add_paragraph(struct buf *b, const char *s, size_t n, const struct look *l)
{
	const char *last = memrchr(s, '\n', n);
	size_t words = last != NULL ? (size_t)(last - s) : 0;
	const char *line = last != NULL ? last + 1 : s;
	size_t left = n - (size_t)(line - s);

	if (!is_button(line, left)) {
		buf_str(b, "<p style=\"margin:0 0 16px\">");
		add_text(b, s, n, LINK);
		buf_str(b, "</p>\n");
		return;
	}
	if (words > 0) {
		buf_str(b, "<p style=\"margin:0 0 8px\">");
		add_text(b, s, words, LINK);
		buf_str(b, "</p>\n");
	}
	buf_str(b, "<p style=\"margin:0 0 16px\">");
	buf_str(b, "<a href=\"");
	add_escaped(b, line, left);
	buf_printf(b,
	    "\" style=\"display:inline-block;padding:10px 16px;"
	    "border-radius:6px;background:%s;color:%s;"
	    "text-decoration:none;overflow-wrap:anywhere\">",
	    l->color, l->on_color);
	add_escaped(b, line, left);
	buf_str(b, "</a></p>\n");
}

void
mail_html(const char *title, const char *text, const char *brand,
    const char *color, struct buf *b)
{
	struct look l;

	choose(color, &l);
	buf_str(b,
	    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	    "<meta name=\"viewport\" content=\"width=device-width\">"
	    "<title>");
	add_escaped(b, title, strlen(title));
	buf_printf(b,
	    "</title></head>\n<body style=\"margin:0;padding:24px 12px;"
	    "background:#f3f5f8;color:#1c2733;" FONT
	    "font-size:16px;line-height:1.5\">\n"
	    "<div style=\"max-width:600px;margin:0 auto;background:#ffffff;"
	    "border-radius:8px;border-top:6px solid %s\">\n",
	    l.color);
	if (brand[0] != '\0') {
		buf_str(b,
		    "<div style=\"padding:20px 24px 0;font-weight:600;"
		    "font-size:18px\">");
		add_escaped(b, brand, strlen(brand));
		buf_str(b, "</div>\n");
	}
	buf_str(b, "<div style=\"padding:16px 24px 12px\">\n");
	while (*text != '\0') {
		const char *gap = strstr(text, "\n\n");
		size_t n = gap != NULL ? (size_t)(gap - text) : strlen(text);

		while (n > 0 && text[n - 1] == '\n')
			n--;
		if (n > 0)
			add_paragraph(b, text, n, &l);
		text += n;
		text += strspn(text, "\n");
	}
	buf_str(b, "</div>\n</div>\n</body></html>\n");
}

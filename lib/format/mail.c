/* Mail as bytes. */
#include "mail.h"

#include <sodium.h>
#include <string.h>

#include "mem.h"
#include "str.h"

enum { LINE = 57, WORD = 45 }; /* bytes: 76 and 60 characters of base64 */

bool
mail_address(const char *s)
{
	const char *at = strchr(s, '@');

	if (at == NULL || at == s || at[1] == '\0' || strchr(at + 1, '@') ||
	    s[0] == '-')
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || (unsigned char)*s > '~' ||
		    strchr("<>()[],;:\\\"", *s) != NULL)
			return false;
	return true;
}

static void
add_base64(struct buf *b, const void *bytes, size_t n)
{
	char text[LINE / 3 * 4 + 1];

	sodium_bin2base64(
	    text, sizeof text, bytes, n, sodium_base64_VARIANT_ORIGINAL);
	buf_str(b, text);
}

static void
add_lines(struct buf *b, const char *bytes, size_t n)
{
	for (size_t done = 0; done < n; done += LINE) {
		add_base64(b, bytes + done, n - done < LINE ? n - done : LINE);
		buf_str(b, "\n");
	}
}

static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || (unsigned char)*s > '~')
			return false;
	return true;
}

/* Encoded words end between characters. */
static void
add_words(struct buf *b, const char *s)
{
	size_t left = strlen(s);

	while (left > 0) {
		size_t n = left < WORD ? left : WORD;

		while (
		    n < left && n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
		n = n == 0 ? (left < WORD ? left : WORD) : n;
		buf_str(b, "=?utf-8?B?");
		add_base64(b, s, n);
		buf_str(b, "?=");
		s += n;
		left -= n;
		if (left > 0)
			buf_str(b, "\n ");
	}
}

/* A long plain head is folded by being encoded. */
static void
add_head(struct buf *b, const char *name, const char *s)
{
	buf_printf(b, "%s: ", name);
	if (is_plain(s) && strlen(s) < 60 && strstr(s, "=?") == NULL)
		buf_str(b, s);
	else
		add_words(b, s);
	buf_str(b, "\n");
}

/* "From: NAME <ADDRESS>" */
static void
add_person(
    struct buf *b, const char *head, const char *name, const char *address)
{
	if (name == NULL || name[0] == '\0') {
		buf_printf(b, "%s: %s\n", head, address);
		return;
	}
	buf_printf(b, "%s: ", head);
	add_words(b, name);
	buf_printf(b, "\n <%s>\n", address);
}

/* Names of files are ours; what could end a head or a name is left out. */
static void
add_file(struct buf *b, const char *border, const struct mail_file *f)
{
	buf_printf(b, "--%s\nContent-Type: %s\n", border, f->type);
	buf_str(b, "Content-Disposition: attachment; filename=\"");
	for (const char *s = f->name; *s != '\0'; s++)
		buf_char(b,
		    (unsigned char)*s < ' ' || (unsigned char)*s > '~' ||
			    strchr("\"\\/", *s) != NULL ?
			'_' :
			*s);
	buf_str(b, "\"\nContent-Transfer-Encoding: base64\n\n");
	add_lines(b, f->bytes->data, f->bytes->len);
}

/* Base64 has no "=_" in it: no text can hold a border. */
static const char whole[] = "=_postern_part", either[] = "=_postern_either";

static void
add_part(struct buf *b, const char *border, const char *type, const char *text)
{
	buf_printf(b,
	    "--%s\nContent-Type: text/%s; charset=utf-8\n"
	    "Content-Transfer-Encoding: base64\n\n",
	    border, type);
	add_lines(b, text, strlen(text));
}

static void
add_body(struct buf *b, const struct mail *m)
{
	if (m->html == NULL) {
		add_part(b, whole, "plain", m->text);
		return;
	}
	buf_printf(b,
	    "--%s\nContent-Type: multipart/alternative; boundary=\"%s\"\n\n",
	    whole, either);
	add_part(b, either, "plain", m->text);
	add_part(b, either, "html", m->html);
	buf_printf(b, "--%s--\n", either);
}

void
mail_write(const struct mail *m, struct buf *b)
{
	add_person(b, "From", m->from_name, m->from);
	add_person(b, "To", m->to_name, m->to);
	add_head(b, "Subject", m->subject);
	buf_printf(b, "Message-ID: <%s>\n", m->id);
	buf_str(b, "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n");
	buf_printf(
	    b, "Content-Type: multipart/mixed; boundary=\"%s\"\n\n", whole);
	add_body(b, m);
	for (int i = 0; i < m->files; i++)
		add_file(b, whole, &m->file[i]);
	buf_printf(b, "--%s--\n", whole);
}

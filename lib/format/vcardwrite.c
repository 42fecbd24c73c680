/* Writing vCards: version 4.0, RFC 6350. */
#include "vcardwrite.h"

#include <string.h>

#include "date.h"
#include "str.h"

enum { FOLD = 75 };

/* Backslashes before what means something. */
static void
add_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if (*s == '\n')
			buf_str(b, "\\n");
		else if (*s == '\r')
			continue;
		else {
			if (strchr("\\;,", *s) != NULL)
				buf_char(b, '\\');
			buf_char(b, *s);
		}
}

/* In lines of 75 bytes at most, no character cut. */
static void
put_line(struct buf *to, const struct buf *line)
{
	size_t start = 0, room = FOLD;

	while (line->len - start > room) {
		size_t n = room;

		while (((unsigned char)line->data[start + n] & 0xc0) == 0x80)
			n--;
		buf_add(to, line->data + start, n);
		buf_str(to, "\r\n ");
		start += n;
		room = FOLD - 1;
	}
	buf_add(to, line->data + start, line->len - start);
	buf_str(to, "\r\n");
}

/* name:part;part ...; nothing when all are empty. */
static void
put(struct buf *to, const char *name, const char *const *parts, int n)
{
	struct buf line = { 0 };
	bool some = false;

	buf_printf(&line, "%s:", name);
	for (int i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&line, ';');
		add_text(&line, parts[i]);
		some = some || parts[i][0] != '\0';
	}
	if (some)
		put_line(to, &line);
	buf_free(&line);
}

static void
put_one(struct buf *to, const char *name, const char *value)
{
	put(to, name, &value, 1);
}

static void
put_names(struct buf *to, const struct contact *c)
{
	const char *const name[] = { c->last_name, c->first_name,
		c->middle_name, c->title, "" };

	put_one(to, "FN",
	    c->display_name[0] != '\0' ? c->display_name : c->last_name);
	put(to, "N", name, 5);
}

static void
put_work(struct buf *to, const struct contact *c, const char *company)
{
	const char *const org[] = { company, c->department };
	const char *const address[] = { "", c->line2, c->line1, c->city,
		c->region, c->postal_code, c->country };

	put(to, "ORG", org, c->department[0] != '\0' ? 2 : 1);
	put_one(to, "TITLE", c->job_title);
	put_one(to, "EMAIL;TYPE=work", c->email);
	put_one(to, "TEL;TYPE=\"work,voice\"", c->phone);
	put_one(to, "TEL;TYPE=\"work,cell\"", c->mobile);
	put_one(to, "TEL;TYPE=\"work,fax\"", c->fax);
	put(to, "ADR;TYPE=work", address, 7);
}

/* Kept for those who read without asking for another id. */
static void
put_ids(struct buf *to, const struct contact *c, const char *account_id)
{
	char when[TIME_TEXT], own[60];

	str_printf(own, sizeof own, VCARD_OWN_UID "%s", c->contact_id);
	put_one(to, "UID", c->external_id[0] != '\0' ? c->external_id : own);
	put_one(to, "X-POSTERN-CONTACT", c->contact_id);
	put_one(to, "X-POSTERN-ACCOUNT", account_id);
	if (c->changed == 0)
		return;
	time_iso(c->changed, when, sizeof when);
	/* 20261123T200000Z */
	for (char *s = when; *s != '\0';)
		if (*s == '-' || *s == ':')
			memmove(s, s + 1, strlen(s));
		else
			s++;
	put_one(to, "REV", when);
}

void
vcard_write(struct buf *to, const struct contact *c, const char *account_id,
    const char *company)
{
	buf_str(to, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
	put_names(to, c);
	put_work(to, c, company);
	put_one(to, "LANG", c->language);
	put_one(to, "NOTE", c->notes);
	put_ids(to, c, account_id);
	buf_str(to, "END:VCARD\r\n");
}

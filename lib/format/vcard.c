/*
 * Reading vCards: lines that are folded, values in quoted-printable or with
 * backslashes, parameters with and without names, groups. What a contact can
 * hold is taken from each card, for each thing the likeliest of several.
 */
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "convert.h"
#include "csvout.h"
#include "mem.h"
#include "str.h"
#include "utf8.h"
#include "vcardwrite.h"

enum { PART_MOST = 7, TYPES = 300 };

enum cell {
	C_CONTACT,
	C_ACCOUNT,
	C_UID,
	C_FN,
	C_FAMILY,
	C_GIVEN,
	C_MIDDLE,
	C_PREFIX,
	C_ORG,
	C_UNIT,
	C_TITLE,
	C_ROLE,
	C_EMAIL,
	C_TEL,
	C_CELL,
	C_FAX,
	C_EXTENDED,
	C_STREET,
	C_LOCALITY,
	C_REGION,
	C_CODE,
	C_COUNTRY,
	C_LANG,
	C_NOTE,
	CELLS
};

static const char *const headings[CELLS] = { "X-POSTERN-CONTACT",
	"X-POSTERN-ACCOUNT", "UID", "FN", "N Family", "N Given", "N Middle",
	"N Prefix", "ORG", "ORG Unit", "TITLE", "ROLE", "EMAIL", "TEL",
	"TEL Cell", "TEL Fax", "ADR Extended", "ADR Street", "ADR Locality",
	"ADR Region", "ADR Code", "ADR Country", "LANG", "NOTE" };

struct property {
	char name[40];     /* lower case, without its group */
	char types[TYPES]; /* words with blanks around, lower case */
	bool quoted;       /* printable */
	char charset[40];
	struct buf value;
};

struct card {
	long line;
	int depth; /* cards inside a card are passed over */
	const char *cell[CELLS];
	int rank[CELLS]; /* how good what is there is */
	struct arena *mem;
};

struct reader {
	const char *at, *end;
	long line;
	struct converted *to;
};

/* ---- lines */

static void
next_line(struct reader *r, const char **s, size_t *n)
{
	const char *p = r->at;

	while (p < r->end && *p != '\n' && *p != '\r')
		p++;
	*s = r->at;
	*n = (size_t)(p - r->at);
	if (p < r->end && *p++ == '\r' && p < r->end && *p == '\n')
		p++;
	r->at = p;
	r->line++;
}

/* A whole line, folded ones put together. */
static void
take_line(struct reader *r, struct buf *b)
{
	const char *s;
	size_t n;

	buf_clear(b);
	next_line(r, &s, &n);
	buf_add(b, s, n);
	while (n > 0 && r->at < r->end && (*r->at == ' ' || *r->at == '\t')) {
		next_line(r, &s, &n);
		buf_add(b, s + 1, n - 1);
	}
}

/* Quoted-printable goes on in the next line after an equals sign. */
static void
take_soft(struct reader *r, struct buf *b)
{
	const char *s;
	size_t n;

	while (b->len > 0 && b->data[b->len - 1] == '=' && r->at < r->end) {
		b->data[--b->len] = '\0';
		next_line(r, &s, &n);
		buf_add(b, s, n);
	}
}

/* ---- properties */

static void
take_parameter(struct property *p, const char *s, size_t n)
{
	const char *is = memchr(s, '=', n);
	char name[20] = "type", value[200];

	if (is != NULL)
		str_printf(name, sizeof name, "%.*s", (int)(is - s), s);
	if (is != NULL)
		is++;
	str_printf(value, sizeof value, "%.*s",
	    (int)(is != NULL ? s + n - is : (long)n), is != NULL ? is : s);
	str_lower(name);
	if (strcmp(name, "charset") == 0) {
		str_copy(p->charset, sizeof p->charset, value);
		return;
	}
	str_lower(value);
	if (strcmp(value, "quoted-printable") == 0)
		p->quoted = true;
	for (char *c = value; *c != '\0'; c++)
		if (*c == ',' || *c == '"')
			*c = ' ';
	n = strlen(p->types);
	if (strcmp(name, "type") == 0)
		str_printf(p->types + n, TYPES - n, " %s ", value);
	else if (strcmp(name, "pref") == 0)
		str_printf(p->types + n, TYPES - n, " pref ");
}

/* item1.TEL;TYPE=work,voice:+1; false: not a property. */
static bool
take_property(const struct buf *line, struct property *p)
{
	const char *s = line->data != NULL ? line->data : "", *part = s;
	bool quoted = false, first = true;

	p->name[0] = p->types[0] = p->charset[0] = '\0';
	p->quoted = false;
	for (;; s++) {
		quoted ^= *s == '"';
		if (*s == '\0')
			return false;
		if (quoted || (*s != ';' && *s != ':'))
			continue;
		if (first) {
			const char *dot = memchr(part, '.', (size_t)(s - part));

			if (dot != NULL)
				part = dot + 1;
			str_printf(p->name, sizeof p->name, "%.*s",
			    (int)(s - part), part);
			str_lower(p->name);
		} else
			take_parameter(p, part, (size_t)(s - part));
		first = false;
		part = s + 1;
		if (*s == ':')
			break;
	}
	buf_clear(&p->value);
	buf_str(&p->value, part);
	return true;
}

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'A' && c <= 'F'    ? c - 'A' + 10 :
	    c >= 'a' && c <= 'f'    ? c - 'a' + 10 :
				      -1;
}

static void
decode_quoted(struct buf *b)
{
	size_t n = 0;

	if (b->data == NULL)
		return;
	for (size_t i = 0; i < b->len; i++) {
		int high = -1, low = -1;

		if (b->data[i] == '=' && i + 2 < b->len) {
			high = hex(b->data[i + 1]);
			low = high >= 0 ? hex(b->data[i + 2]) : -1;
		}
		if (low < 0) {
			b->data[n++] = b->data[i];
			continue;
		}
		if (high + low > 0)
			b->data[n++] = (char)(high * 16 + low);
		i += 2;
	}
	b->data[n] = '\0';
	b->len = n;
}

/* Bytes to UTF-8, from what was said or, with a warning, from windows-1252. */
static void
to_utf8(struct reader *r, struct property *p)
{
	const char *from = p->charset;
	char *in = p->value.data, out[1024];
	size_t left = p->value.len;
	struct buf b = { 0 };
	iconv_t cd = (iconv_t)-1;

	if (utf8_check(p->value.data, left) == left &&
	    (from[0] == '\0' || str_same(from, "utf-8")))
		return;
	if (from[0] != '\0')
		cd = iconv_open("UTF-8", from);
	if (cd == (iconv_t)-1) {
		if (r->to->line == 0)
			r->to->line = r->line - 1;
		r->to->guessed = true;
		cd = iconv_open("UTF-8", "WINDOWS-1252");
	}
	while (cd != (iconv_t)-1 && left > 0) {
		char *to = out;
		size_t room = sizeof out;
		size_t rc = iconv(cd, &in, &left, &to, &room);

		buf_add(&b, out, sizeof out - room);
		if (rc == (size_t)-1 && room > 8) {
			buf_char(&b, '?');
			in++;
			left--;
		}
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	buf_free(&p->value);
	p->value = b;
}

/* ---- values */

/* One of the parts that semicolons part, without backslashes. */
static const char *
part(struct card *c, const struct property *p, int i)
{
	const char *s = p->value.data != NULL ? p->value.data : "";
	char *to = arena_alloc(c->mem, strlen(s) + 1), *end = to;

	for (; *s != '\0'; s++) {
		if (*s == ';' && i-- <= 0)
			break;
		if (*s == ';')
			continue;
		if (*s == '\\' && s[1] != '\0')
			s++;
		else if (i <= 0) {
			if (*s != '\r')
				*end++ = *s;
			continue;
		} else
			continue;
		if (i <= 0)
			*end++ = *s == 'n' || *s == 'N' ? '\n' : *s;
	}
	*end = '\0';
	return i <= 0 ? str_trim(to) : "";
}

/* The whole value, where semicolons are its own. */
static const char *
whole(struct card *c, const struct property *p)
{
	const char *s = p->value.data != NULL ? p->value.data : "";
	char *to = arena_alloc(c->mem, strlen(s) + 1), *end = to;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0') {
			s++;
			*end++ = *s == 'n' || *s == 'N' ? '\n' : *s;
		} else if (*s != '\r')
			*end++ = *s;
	}
	*end = '\0';
	return str_trim(to);
}

static bool
has(const struct property *p, const char *type)
{
	char word[24];

	str_printf(word, sizeof word, " %s ", type);
	return strstr(p->types, word) != NULL;
}

/* The better one stays, of equals the first. */
static void
keep(struct card *c, enum cell i, int rank, const char *value)
{
	if (*value == '\0' || (c->cell[i] != NULL && c->rank[i] >= rank))
		return;
	c->cell[i] = value;
	c->rank[i] = rank;
}

/* ---- what a contact can hold */

static void
take_phone(struct card *c, const struct property *p)
{
	const char *number = whole(c, p);
	int rank = 1 + 2 * has(p, "work") + has(p, "pref");

	if (has(p, "pager") || has(p, "modem"))
		return;
	if (str_starts(number, "tel:"))
		number =
		    arena_strndup(c->mem, number + 4, strcspn(number + 4, ";"));
	if (has(p, "fax"))
		keep(c, C_FAX, rank, number);
	else if (has(p, "cell"))
		keep(c, C_CELL, rank, number);
	else
		keep(c, C_TEL, has(p, "home") ? 0 : rank, number);
}

static void
take_address(struct card *c, const struct property *p)
{
	static const enum cell cells[] = { C_EXTENDED, C_STREET, C_LOCALITY,
		C_REGION, C_CODE, C_COUNTRY };
	int rank = 1 + 2 * has(p, "work") + has(p, "pref") - has(p, "home");

	if (c->rank[C_STREET] >= rank)
		return;
	/* Parts of two addresses do not mix. */
	for (int i = 0; i < 6; i++) {
		c->cell[cells[i]] = part(c, p, i + 1);
		c->rank[cells[i]] = rank;
	}
	if (c->cell[C_STREET][0] == '\0') {
		c->cell[C_STREET] = c->cell[C_EXTENDED];
		c->cell[C_EXTENDED] = NULL;
	}
}

static void
take_name(struct card *c, const struct property *p)
{
	keep(c, C_FAMILY, 1, part(c, p, 0));
	keep(c, C_GIVEN, 1, part(c, p, 1));
	keep(c, C_MIDDLE, 1, part(c, p, 2));
	keep(c, C_PREFIX, 1, part(c, p, 3));
	c->rank[C_FAMILY] = 2; /* a name was given, empty or not */
}

static void
take_value(struct card *c, const struct property *p)
{
	static const struct {
		const char *name;
		enum cell cell;
	} simple[] = {
		{ "fn", C_FN },
		{ "title", C_TITLE },
		{ "role", C_ROLE },
		{ "note", C_NOTE },
		{ "lang", C_LANG },
		{ "uid", C_UID },
		{ "x-postern-contact", C_CONTACT },
		{ "x-postern-account", C_ACCOUNT },
	};

	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
		if (strcmp(p->name, simple[i].name) == 0)
			keep(c, simple[i].cell, 1, whole(c, p));
	/* A number of ours is in a line of its own. */
	if (c->cell[C_UID] != NULL && str_starts(c->cell[C_UID], VCARD_OWN_UID))
		c->cell[C_UID] = NULL;
	if (strcmp(p->name, "n") == 0)
		take_name(c, p);
	else if (strcmp(p->name, "tel") == 0)
		take_phone(c, p);
	else if (strcmp(p->name, "email") == 0)
		keep(c, C_EMAIL, 1 + 2 * has(p, "pref") + has(p, "work"),
		    whole(c, p));
	else if (strcmp(p->name, "adr") == 0)
		take_address(c, p);
	else if (strcmp(p->name, "org") == 0) {
		keep(c, C_ORG, 1, part(c, p, 0));
		keep(c, C_UNIT, 1, part(c, p, 1));
	}
}

/* A card with no more than a whole name: its last word is the family's. */
static void
split_name(struct card *c)
{
	const char *name = c->cell[C_FN];
	const char *gap = name != NULL ? strrchr(name, ' ') : NULL;

	if (name == NULL || c->rank[C_FAMILY] > 0)
		return;
	c->cell[C_FAMILY] = gap != NULL ? gap + 1 : name;
	if (gap != NULL)
		c->cell[C_GIVEN] =
		    arena_strndup(c->mem, name, (size_t)(gap - name));
}

static void
put_card(struct card *c, struct converted *to)
{
	split_name(c);
	convert_place(to, c->line);
	for (int i = 0; i < CELLS; i++)
		csv_cell(&to->text, c->cell[i] != NULL ? c->cell[i] : "", false,
		    i == 0);
	csv_row_end(&to->text);
}

/* ---- cards */

static void
begin_card(struct card *c, long line)
{
	if (c->depth++ > 0)
		return;
	arena_free(c->mem);
	*c = (struct card){ .line = line, .depth = 1, .mem = arena_new() };
}

static void
take_any(struct reader *r, struct card *c, struct property *p, long line)
{
	bool card = p->value.data != NULL && str_same(p->value.data, "vcard");

	if (strcmp(p->name, "begin") == 0 && card)
		begin_card(c, line);
	else if (strcmp(p->name, "end") == 0 && card) {
		if (c->depth > 0 && --c->depth == 0)
			put_card(c, r->to);
	} else if (c->depth == 1) {
		if (p->quoted) {
			decode_quoted(&p->value);
			to_utf8(r, p);
		}
		take_value(c, p);
	}
}

bool
vcard_is(const char *text, size_t n)
{
	size_t i = 0;

	while (i < n && strchr("\r\n \t", text[i]) != NULL)
		i++;
	return n - i > 11 && strncasecmp(text + i, "BEGIN:VCARD", 11) == 0;
}

void
vcard_table(const char *text, size_t n, struct converted *to)
{
	struct reader r = { text, text + n, 1, to };
	struct card c = { .depth = 0 };
	struct property p = { .name = "" };
	struct buf line = { 0 };

	convert_place(to, 1);
	for (int i = 0; i < CELLS; i++)
		csv_cell(&to->text, headings[i], false, i == 0);
	csv_row_end(&to->text);
	while (r.at < r.end) {
		long at = r.line;

		take_line(&r, &line);
		if (!take_property(&line, &p))
			continue;
		if (p.quoted)
			take_soft(&r, &p.value);
		take_any(&r, &c, &p, at);
	}
	buf_free(&line);
	buf_free(&p.value);
	arena_free(c.mem);
}

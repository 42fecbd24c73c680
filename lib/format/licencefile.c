/*
 * The text form of a licence: which lines, in which order, and what they may
 * hold. Everything a licence may be refused for is said here, one sentence
 * each; keys and signatures are in licencesign.c and licencekey.c.
 */
#include "licencefile.h"

#include <inttypes.h>
#include <string.h>

#include "date.h"
#include "feature.h"
#include "licenceparts.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

static const char format_word[] = "postern-licence-1";
static const int64_t count_max = 1000000;

#define AT(m) offsetof(struct licence, m), sizeof(((struct licence *)0)->m)
const struct licence_line licence_lines[] = {
	{ "Format", LINE_FORMAT, 0, 0 },
	{ "Product", LINE_PRODUCT, AT(product) },
	{ "Number", LINE_TEXT, AT(number) },
	{ "Licensee", LINE_TEXT, AT(licensee) },
	{ "Edition", LINE_TEXT, AT(edition) },
	{ "Instance", LINE_TEXT, AT(instance) },
	{ "Issued", LINE_DATE, AT(issued) },
	{ "Valid-From", LINE_DATE, AT(valid_from) },
	{ "Valid-To", LINE_DATE, AT(valid_to) },
	{ "Warn-Days", LINE_COUNT, AT(warn_days) },
	{ "Grace-Days", LINE_COUNT, AT(grace_days) },
	{ "ERP-Users", LINE_COUNT, AT(erp_users) },
	{ "Portal-Users", LINE_COUNT, AT(portal_users) },
	{ "Instances", LINE_COUNT, AT(instances) },
	{ "Features", LINE_FEATURES, AT(features) },
	{ NULL, 0, 0, 0 },
};
#undef AT

static int64_t *
number_at(const struct licence_line *line, struct licence *l)
{
	return (int64_t *)(void *)((char *)l + line->off);
}

const char *
licence_product_word(int64_t product)
{
	return product == LICENCE_ERP ? "ERP" : "PORTAL";
}

/* ---- writing */

static void
write_features(int64_t set, struct buf *b)
{
	const char *gap = "";

	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (set & f->bit) {
			buf_printf(b, "%s%s", gap, f->name);
			gap = " ";
		}
}

static void
write_value(
    const struct licence_line *line, const struct licence *l, struct buf *b)
{
	const char *at = (const char *)l + line->off;
	char day[DATE_TEXT];
	int64_t number = 0;

	if (line->size == sizeof number)
		memcpy(&number, at, sizeof number);
	switch (line->kind) {
	case LINE_FORMAT:
		buf_str(b, format_word);
		break;
	case LINE_PRODUCT:
		buf_str(b, licence_product_word(number));
		break;
	case LINE_TEXT:
		buf_str(b, at);
		break;
	case LINE_DATE:
		date_iso(number, day, sizeof day);
		buf_str(b, day);
		break;
	case LINE_COUNT:
		buf_printf(b, "%" PRId64, number);
		break;
	case LINE_FEATURES:
		write_features(number, b);
		break;
	}
}

void
licence_write(const struct licence *l, struct buf *b)
{
	for (const struct licence_line *line = licence_lines;
	     line->name != NULL; line++) {
		buf_printf(b, "%s: ", line->name);
		write_value(line, l, b);
		buf_char(b, '\n');
	}
}

/* ---- reading values */

static bool
read_features(const char *s, int64_t *set)
{
	char name[64];

	*set = 0;
	while (*s != '\0') {
		size_t n = strcspn(s, " ");
		const struct feature_fact *f = features;

		if (n == 0 || n >= sizeof name)
			return false;
		memcpy(name, s, n);
		name[n] = '\0';
		while (f->bit != 0 && strcmp(f->name, name) != 0)
			f++;
		if (f->bit == 0)
			return false;
		*set |= f->bit;
		s += n;
		if (*s == ' ' && *++s == '\0')
			return false;
	}
	return *set != 0;
}

static bool
read_count(const char *s, int64_t *v)
{
	int64_t n = 0;

	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		n = n * 10 + (*s - '0');
		if (n > count_max)
			return false;
	}
	*v = n;
	return true;
}

static bool
read_value(const struct licence_line *line, const char *s, struct licence *l)
{
	switch (line->kind) {
	case LINE_FORMAT:
		return strcmp(s, format_word) == 0;
	case LINE_PRODUCT:
		if (strcmp(s, "ERP") != 0 && strcmp(s, "PORTAL") != 0)
			return false;
		l->product = *s == 'E' ? LICENCE_ERP : LICENCE_PORTAL;
		return true;
	case LINE_TEXT:
		return *s != '\0' && *s != ' ' &&
		    str_copy((char *)l + line->off, line->size, s);
	case LINE_DATE:
		return date_parse(s, number_at(line, l));
	case LINE_COUNT:
		return read_count(s, number_at(line, l));
	case LINE_FEATURES:
		return read_features(s, number_at(line, l));
	}
	return false;
}

/* ---- reading lines */

struct reading {
	const char *at, *end; /* what is left of the text */
	const char *line;     /* the line taken, n bytes without its newline */
	size_t n;
	char *why;
	size_t size;
};

static bool
take_line(struct reading *r)
{
	const char *newline = r->at < r->end ?
	    memchr(r->at, '\n', (size_t)(r->end - r->at)) :
	    NULL;

	if (newline == NULL)
		return false;
	r->line = r->at;
	r->n = (size_t)(newline - r->at);
	r->at = newline + 1;
	return true;
}

/* The value when the line taken has this name, else NULL. */
static const char *
value_of(const struct reading *r, const char *name, char *value, size_t size)
{
	size_t n = strlen(name);

	if (r->n < n + 2 || r->n - n - 2 >= size ||
	    memcmp(r->line, name, n) != 0 || memcmp(r->line + n, ": ", 2) != 0)
		return NULL;
	memcpy(value, r->line + n + 2, r->n - n - 2);
	value[r->n - n - 2] = '\0';
	return value;
}

static bool
read_lines(struct reading *r, struct licence *l)
{
	char value[400];

	for (const struct licence_line *line = licence_lines;
	     line->name != NULL; line++) {
		if (!take_line(r) ||
		    value_of(r, line->name, value, sizeof value) == NULL) {
			str_printf(r->why, r->size,
			    _("This is not a licence as it was issued: the "
			      "line %s is missing or not in its place."),
			    line->name);
			return false;
		}
		if (line->kind == LINE_FORMAT &&
		    strcmp(value, format_word) != 0) {
			str_printf(r->why, r->size,
			    _("This licence has the format %s, which this "
			      "version does not know. Update the program."),
			    value);
			return false;
		}
		if (!read_value(line, value, l)) {
			str_printf(r->why, r->size,
			    _("The line %s of this licence has a value that "
			      "cannot be right."),
			    line->name);
			return false;
		}
	}
	return true;
}

struct signature {
	unsigned char id[KEY_ID_BYTES], bytes[SIGNATURE_BYTES];
	size_t above; /* how many bytes are signed */
};

/* Remarks (X-Name: text) may follow; the signature is the last line. */
static bool
read_signature(struct reading *r, const char *text, struct signature *sign)
{
	bool more;

	while (
	    (more = take_line(r)) && r->n > 2 && memcmp(r->line, "X-", 2) == 0)
		;
	if (!more || r->n < 10 || memcmp(r->line, "Signature:", 10) != 0) {
		str_printf(r->why, r->size,
		    _("This licence has a line this version does not know, "
		      "a line twice, or no signature."));
		return false;
	}
	if (r->at != r->end) {
		str_printf(r->why, r->size,
		    _("Something was added below the licence's signature."));
		return false;
	}
	sign->above = (size_t)(r->line - text);
	return licence_signature_parse(
	    r->line, r->n, sign->id, sign->bytes, r->why, r->size);
}

/* ---- what a genuine licence may still be refused for */

static bool
dates_fit(const struct licence *l, const struct licence_rules *rules, char *why,
    size_t size)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	if (rules->today < rules->latest) {
		date_long(rules->today, a, sizeof a);
		date_long(rules->latest, b, sizeof b);
		str_printf(why, size,
		    _("This computer's clock was turned back: it says %s, "
		      "but the store has already seen %s. Set the clock "
		      "right first."),
		    a, b);
		return false;
	}
	if (l->valid_to < l->valid_from) {
		str_printf(why, size,
		    _("This licence ends before it begins. Ask for "
		      "another one."));
		return false;
	}
	if (rules->today < l->valid_from) {
		date_long(l->valid_from, a, sizeof a);
		str_printf(why, size,
		    _("This licence is not valid yet: it begins on %s."), a);
		return false;
	}
	if (rules->today > l->valid_to) {
		date_long(l->valid_to, a, sizeof a);
		str_printf(why, size,
		    _("This licence has expired: it ended on %s. Ask for a "
		      "new one."),
		    a);
		return false;
	}
	return true;
}

static bool
fits_here(const struct licence *l, const struct licence_rules *rules, char *why,
    size_t size)
{
	if (rules->product != 0 && l->product != rules->product) {
		str_printf(why, size,
		    l->product == LICENCE_ERP ?
			_("This is a licence for the ERP, not for the "
			  "portal.") :
			_("This is a licence for the portal, not for the "
			  "ERP."));
		return false;
	}
	if (strcmp(l->instance, "any") != 0 &&
	    strcmp(l->instance, rules->instance) != 0) {
		str_printf(why, size,
		    _("This licence belongs to another company's store: it "
		      "names the instance %s, and this one is %s."),
		    l->instance, rules->instance);
		return false;
	}
	return dates_fit(l, rules, why, size);
}

/* ---- the whole */

static bool
looks_sound(const char *text, size_t n, char *why, size_t size)
{
	const char *problem = NULL;

	if (n > LICENCE_TEXT_MAX)
		problem = N_("This file is too long for a licence.");
	else if (utf8_check(text, n) != n)
		problem = N_("This is not a licence: it is not UTF-8 text.");
	else if (memchr(text, '\r', n) != NULL)
		problem = N_("This licence's line ends were changed, by an "
			     "editor or by mail. Use the file as it was sent.");
	else if (n == 0 || text[n - 1] != '\n')
		problem = N_("This licence is incomplete: its end is "
			     "missing.");
	if (problem != NULL)
		str_copy(why, size, _(problem));
	return problem == NULL;
}

static bool
parse(const char *text, size_t n, struct licence *l, struct signature *sign,
    char *why, size_t size)
{
	struct reading r = {
		.at = text,
		.end = text + n,
		.line = text,
		.why = why,
		.size = size,
	};

	if (!looks_sound(text, n, why, size) || !read_lines(&r, l) ||
	    !read_signature(&r, text, sign))
		return false;
	for (size_t i = 0; i < KEY_ID_BYTES; i++)
		str_printf(l->key_id + 2 * i, 3, "%02x", sign->id[i]);
	memcpy(l->text, text, n);
	l->text[n] = '\0';
	return true;
}

static bool
read_text(const char *text, size_t n, const struct licence_rules *rules,
    struct licence *l, char *why, size_t size)
{
	struct signature sign = { 0 };

	return parse(text, n, l, &sign, why, size) &&
	    licence_signed(rules->keys, sign.id, sign.bytes, text, sign.above,
		why, size) &&
	    (rules->instance == NULL || fits_here(l, rules, why, size));
}

/* With rules NULL only what the text says is asked for. */
static bool
either(const char *text, size_t n, const struct licence_rules *rules,
    struct licence *l, char *why, size_t size)
{
	struct buf unpacked = { 0 };
	struct signature sign = { 0 };
	bool good;

	memset(l, 0, sizeof *l);
	_Static_assert(sizeof l->text > LICENCE_TEXT_MAX, "a text must fit");
	l->source = LICENCE_BY_FILE;
	if (n < 7 || memcmp(text, "Format:", 7) != 0) {
		l->source = LICENCE_BY_KEY;
		if (!licence_unkey(text, n, &unpacked, why, size))
			return false;
		text = unpacked.data != NULL ? unpacked.data : "";
		n = unpacked.len;
	}
	good = rules == NULL ? parse(text, n, l, &sign, why, size) :
			       read_text(text, n, rules, l, why, size);
	buf_free(&unpacked);
	return good;
}

bool
licence_read(const char *text, size_t n, const struct licence_rules *rules,
    struct licence *l, char *why, size_t size)
{
	return either(text, n, rules, l, why, size);
}

bool
licence_parse(
    const char *text, size_t n, struct licence *l, char *why, size_t size)
{
	return either(text, n, NULL, l, why, size);
}

/*
 * OFX: version 1 is SGML, in which values have no end tags, version 2 is XML.
 * Both come to the same: groups that open and close, and named values in them.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "amount.h"
#include "bankrow.h"
#include "mem.h"
#include "record.h"
#include "str.h"
#include "text.h"
#include "xml.h"

enum { TAG = 40, VALUE = 600, DEEP = 60, DAY_DIGITS = 8 };

struct ofx {
	struct converted *to;
	struct xml_fault *f;
	char currency[4];           /* of the statement */
	char bank[41], account[41]; /* ours */
	bool any;                   /* there was a statement */
	bool inside;                /* of a transaction */
	char group[TAG];            /* the innermost of a transaction's */
	struct bank_row row;
	bool has_amount;
};

static bool
refuse(struct ofx *k, const char *code, long line, const char *why)
{
	if (k->f->code != NULL)
		return false;
	k->f->code = code;
	k->f->line = line;
	k->f->column = 1;
	str_copy(k->f->text, sizeof k->f->text, why);
	return false;
}

/* ---- values */

/* "1.234,56": the last separator is the decimal one. */
static bool
take_amount(const char *s, int64_t *to)
{
	char plain[AMOUNT_TEXT];
	const char *last = NULL;
	size_t n = 0;

	for (const char *c = s; *c != '\0'; c++)
		if (*c == '.' || *c == ',')
			last = c;
	for (const char *c = s; *c != '\0'; c++) {
		if (*c == '+' && c == s)
			continue;
		if ((*c == '.' || *c == ',') && c != last)
			continue;
		if (n + 1 >= sizeof plain)
			return false;
		plain[n++] = c == last ? '.' : *c;
	}
	plain[n] = '\0';
	return amount_parse(plain, BANK_PLACES, to, NULL);
}

/* "20051004120000.000[-5:EST]": the day where the bank is. */
static void
take_day(const char *s, char to[12])
{
	if (strspn(s, "0123456789") >= DAY_DIGITS)
		str_printf(to, 12, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
}

static void
cut(char *to, size_t size, const char *value)
{
	if (to[0] == '\0')
		bank_cut(to, size, value);
}

/* The value of a transaction. */
static void
take_value(struct ofx *k, const char *name, const char *value, long line)
{
	struct bank_entry *b = &k->row.b;

	if (strcmp(k->group, "BANKACCTTO") == 0 ||
	    strcmp(k->group, "CCACCTTO") == 0) {
		if (strcmp(name, "ACCTID") == 0)
			cut(b->payer_account, sizeof b->payer_account, value);
	} else if (strcmp(k->group, "CURRENCY") == 0) {
		if (strcmp(name, "CURSYM") == 0)
			str_copy(b->currency, sizeof b->currency, value);
	} else if (strcmp(name, "DTPOSTED") == 0)
		take_day(value, k->row.booked);
	else if (strcmp(name, "DTAVAIL") == 0)
		take_day(value, k->row.value);
	else if (strcmp(name, "TRNAMT") == 0) {
		k->has_amount = take_amount(value, &k->row.amount);
		if (!k->has_amount)
			refuse(
			    k, "E_NUMBER", line, _("TRNAMT is not an amount."));
	} else if (strcmp(name, "FITID") == 0)
		cut(b->bank_ref, sizeof b->bank_ref, value);
	else if (strcmp(name, "REFNUM") == 0)
		bank_cut(b->reference, sizeof b->reference, value);
	else if (strcmp(name, "CHECKNUM") == 0)
		cut(b->reference, sizeof b->reference, value);
	else if (strcmp(name, "NAME") == 0)
		cut(b->payer_name, sizeof b->payer_name, value);
	else if (strcmp(name, "MEMO") == 0 || strcmp(name, "EXTDNAME") == 0)
		bank_add(b->text, sizeof b->text, value);
}

/* ---- groups */

static void
end_row(struct ofx *k)
{
	if (k->inside && k->has_amount)
		bank_put(k->to, &k->row);
	k->inside = false;
}

static void
begin_row(struct ofx *k, long line)
{
	end_row(k);
	k->inside = true;
	k->has_amount = false;
	k->group[0] = '\0';
	k->row = (struct bank_row){ .line = line };
	memcpy(k->row.b.currency, k->currency, sizeof k->currency);
	str_printf(k->row.b.bank_account, sizeof k->row.b.bank_account,
	    "%s%s%s", k->bank, k->bank[0] != '\0' ? "/" : "", k->account);
}

static bool
is_statement(const char *name)
{
	return strcmp(name, "STMTRS") == 0 || strcmp(name, "CCSTMTRS") == 0;
}

static void
open_group(struct ofx *k, const char *name, long line)
{
	if (is_statement(name)) {
		end_row(k);
		k->any = true;
		k->currency[0] = k->bank[0] = k->account[0] = '\0';
	} else if (strcmp(name, "STMTTRN") == 0)
		begin_row(k, line);
	else if (k->inside)
		str_copy(k->group, sizeof k->group, name);
}

static void
close_group(struct ofx *k, const char *name)
{
	if (strcmp(name, "STMTTRN") == 0 || is_statement(name) ||
	    strcmp(name, "BANKTRANLIST") == 0)
		end_row(k);
	else if (strcmp(name, k->group) == 0)
		k->group[0] = '\0';
}

static void
value_of(struct ofx *k, const char *name, const char *value, long line)
{
	if (k->inside)
		take_value(k, name, value, line);
	else if (strcmp(name, "CURDEF") == 0)
		str_copy(k->currency, sizeof k->currency, value);
	else if (strcmp(name, "BANKID") == 0)
		cut(k->bank, sizeof k->bank, value);
	else if (strcmp(name, "ACCTID") == 0)
		cut(k->account, sizeof k->account, value);
}

/* ---- XML */

static void
walk(struct ofx *k, const struct xml_node *node, struct arena *mem, int depth)
{
	const struct xml_node *first = xml_first(node);
	const char *name = xml_name(node);

	if (first == NULL) {
		char *s = str_trim(xml_text(node, mem));

		if (*s != '\0') {
			value_of(k, name, s, xml_line(node));
			return;
		}
	}
	open_group(k, name, xml_line(node));
	for (; first != NULL && depth < DEEP; first = xml_next(first))
		walk(k, first, mem, depth + 1);
	close_group(k, name);
}

static bool
read_xml(struct ofx *k, const char *text, size_t n)
{
	struct xml_tree *tree;
	struct arena *mem;

	bank_skip_declaration(&text, &n);
	tree = xml_parse(text, n, k->f);
	if (tree == NULL)
		return false;
	mem = arena_new();
	walk(k, xml_root(tree), mem, 0);
	arena_free(mem);
	xml_tree_free(tree);
	return true;
}

/* ---- SGML */

struct sgml {
	const char *at, *end;
	long line;
};

/* Up to a sign, copied as far as it fits. */
static void
take_until(struct sgml *s, char stop, char *to, size_t size)
{
	size_t n = 0;

	for (; s->at < s->end && *s->at != stop; s->at++) {
		s->line += *s->at == '\n';
		if (n + 1 < size && *s->at != '\0')
			to[n++] = *s->at;
	}
	to[n] = '\0';
}

static void
decode(char *s)
{
	static const struct {
		const char *name;
		char is;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", ' ' } };
	char *to = s;

	while (*s != '\0') {
		size_t skip = 1;

		*to = *s;
		for (size_t i = 0; *s == '&' && skip == 1 && i < 6; i++)
			if (str_starts(s, known[i].name)) {
				*to = known[i].is;
				skip = strlen(known[i].name);
			}
		to++;
		s += skip;
	}
	*to = '\0';
}

static void
read_sgml(struct ofx *k, const char *text, size_t n)
{
	struct sgml s = { text, text + n, 1 };
	char name[TAG], rest[VALUE];

	take_until(&s, '<', rest, sizeof rest);
	while (s.at < s.end) {
		long line = s.line;
		char *value;

		s.at++;
		take_until(&s, '>', name, sizeof name);
		if (s.at < s.end)
			s.at++;
		take_until(&s, '<', rest, sizeof rest);
		for (char *c = name; *c != '\0'; c++)
			if (*c >= 'a' && *c <= 'z')
				*c = (char)(*c - 'a' + 'A');
		value = str_trim(rest);
		decode(value);
		if (name[0] == '/')
			close_group(k, name + 1);
		else if (*value != '\0')
			value_of(k, name, value, line);
		else if (name[0] != '?' && name[0] != '!')
			open_group(k, name, line);
	}
	end_row(k);
}

/* ---- the file */

static bool
begins(const char *text, size_t n, const char *with)
{
	return n >= strlen(with) && strncasecmp(text, with, strlen(with)) == 0;
}

bool
ofx_is(const char *text, size_t n)
{
	struct xml_kind kind;
	struct xml_fault f;

	bank_skip(&text, &n);
	return begins(text, n, "OFXHEADER") || begins(text, n, "<OFX>") ||
	    begins(text, n, "<?OFX") ||
	    (begins(text, n, "<?xml") && xml_kind(text, n, &kind, &f) &&
		strcmp(kind.name, "OFX") == 0);
}

bool
ofx_table(const char *text, size_t n, struct converted *to, struct xml_fault *f)
{
	struct ofx k = { .to = to, .f = f };

	*f = (struct xml_fault){ .code = NULL };
	bank_skip(&text, &n);
	bank_head(to);
	if (!begins(text, n, "<?"))
		read_sgml(&k, text, n);
	else if (!read_xml(&k, text, n))
		return false;
	if (!k.any)
		return refuse(&k, "X_KIND", 1,
		    _("There is no bank statement in this OFX file."));
	return f->code == NULL;
}

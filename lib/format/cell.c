/* Cells to values. */
#include "cell.h"

#include <string.h>
#include <strings.h>

#include "csvout.h"
#include "str.h"
#include "text.h"

struct making {
	const struct column *c;
	const struct csv_record *rec;
	const struct cell_words *words;
	struct arena *mem;
	struct cell_fault *fault;
};

/* ---- from cells to one text */

static bool
keeps_blanks(const struct column *c)
{
	return c->field->type == &type_note;
}

/* One cell, or "" where it is empty or not there. */
static char *
one_cell(const struct making *k, int cell)
{
	char *s;

	if (cell < 0 || cell >= k->rec->n)
		return arena_strdup(k->mem, "");
	s = arena_strndup(
	    k->mem, k->rec->cells[cell].text, k->rec->cells[cell].n);
	if (k->c->field->type->storage == STORE_TEXT ||
	    k->c->field->type == &type_ref)
		csv_unguard(s);
	if (!keeps_blanks(k->c))
		s = str_trim(s);
	if (k->words->nullword != NULL && strcmp(s, k->words->nullword) == 0)
		*s = '\0';
	return s;
}

/* Terms one behind the other; a text only behind, and between, cells that
 * are not empty. */
static char *
join(const struct making *k)
{
	const struct map_rule *rule = k->c->rule;
	char *all = arena_strdup(k->mem, "");
	const char *between = NULL;
	bool some = false;

	for (int i = 0; i < rule->terms; i++) {
		const char *s;

		if (rule->term[i].literal) {
			between = rule->term[i].text;
			continue;
		}
		if (*(s = one_cell(k, k->c->cells[i])) == '\0')
			continue;
		all = arena_printf(k->mem, "%s%s%s", all,
		    some && between != NULL ? between : "", s);
		some = true;
		between = NULL;
	}
	if (some && between != NULL && rule->term[rule->terms - 1].literal)
		all = arena_printf(k->mem, "%s%s", all, between);
	return all;
}

static char *
gather(const struct making *k)
{
	const struct map_rule *rule = k->c->rule;

	if (rule == NULL)
		return one_cell(k, k->c->cell);
	if (rule->terms == 1 && !rule->term[0].literal)
		return one_cell(k, k->c->cells[0]);
	if (!rule->either)
		return join(k);
	for (int i = 0; i < rule->terms; i++) {
		char *s = one_cell(k, k->c->cells[i]);

		if (*s != '\0')
			return s;
	}
	return arena_strdup(k->mem, "");
}

/* ---- what a map does to it */

/* All words but the last, or the last. */
static char *
part_of(const struct making *k, char *s)
{
	char *gap = strrchr(s, ' ');

	if (k->c->part == PART_WHOLE)
		return s;
	if (k->c->part == PART_LAST)
		return gap != NULL ? gap + 1 : s;
	s = gap != NULL ? arena_strndup(k->mem, s, (size_t)(gap - s)) :
			  arena_strdup(k->mem, "");
	return str_trim(s);
}

/* 17850.0: a number that went through a spreadsheet or a float. */
static void
cut_float(char *s)
{
	char *point = strchr(s, '.');
	size_t digits = strspn(s + (*s == '-'), "0123456789");

	if (point != NULL && digits > 0 && s + (*s == '-') + digits == point &&
	    strspn(point + 1, "0") == strlen(point + 1))
		*point = '\0';
}

/* What stands in brackets at the start: [P011] Queso Cabrales. */
static char *
in_bracket(const struct making *k, char *s)
{
	const char *end = *s == '[' ? strchr(s, ']') : NULL;

	return end != NULL && end > s + 1 ?
	    arena_strndup(k->mem, s + 1, (size_t)(end - s) - 1) :
	    s;
}

/* The same but for case; a star at the end is anything. */
static bool
is_like(const char *pattern, const char *s)
{
	size_t n = strlen(pattern);

	if (n > 0 && pattern[n - 1] == '*')
		return strncasecmp(pattern, s, n - 1) == 0;
	return str_same(pattern, s);
}

static const char *
translate(const struct map_rule *rule, const char *s)
{
	for (int i = 0; i < rule->values; i++)
		if (is_like(rule->value[i].from, s))
			return rule->value[i].to;
	return s;
}

/* An address of several lines, for a field of one. */
static char *
one_line(const struct making *k, const char *s)
{
	char *all = arena_strdup(k->mem, "");

	while (*s != '\0') {
		size_t n = strcspn(s, "\r\n");

		if (n > 0)
			all = arena_printf(k->mem, "%s%s%.*s", all,
			    *all != '\0' ? ", " : "", (int)n, s);
		s += n;
		s += strspn(s, "\r\n");
	}
	return all;
}

static char *
apply_rule(const struct making *k, char *s)
{
	const struct map_rule *r = k->c->rule;
	size_t n;

	if (r->does & MAP_ONELINE)
		s = one_line(k, s);
	if (r->first != NULL) {
		char *end = strstr(s, r->first);

		if (end != NULL)
			*end = '\0';
		s = str_trim(s);
	}
	if (r->does & MAP_BRACKET)
		s = in_bracket(k, s);
	if (r->strip != NULL && str_starts(s, r->strip))
		s += strlen(r->strip);
	s = arena_strdup(k->mem, translate(r, s));
	if (r->does & MAP_INTEGER)
		cut_float(s);
	if (*s != '\0' && (n = strlen(s)) < (size_t)r->pad &&
	    strspn(s, "0123456789") == n)
		s = arena_printf(k->mem, "%.*s%s", (int)((size_t)r->pad - n),
		    "00000000000000000000000000000000000000000000000000"
		    "0000000000000000000000000000000000000000000000000",
		    s);
	if (r->prefix != NULL && *s != '\0' && !str_starts(s, r->prefix))
		s = arena_printf(k->mem, "%s%s", r->prefix, s);
	return part_of(k, s);
}

/* ---- numbers, dates, yes and no */

static const char *
bad(const struct making *k, const char *code, const char *why)
{
	k->fault->code = code;
	k->fault->text = why;
	return NULL;
}

/* Cuts the word behind a number off: does it mean money that went out? */
static bool
cut_debit(char *s)
{
	static const char *const debits[] = { "d", "dr", "db", "dbit", "debit",
		"s", "soll", "-", NULL };
	char *word = s + strlen(s);
	bool debit = false;

	while (word > s && (word[-1] < '0' || word[-1] > '9'))
		word--;
	for (int i = 0; debits[i] != NULL; i++)
		debit = debit || str_same(str_trim(word), debits[i]);
	*word = '\0';
	return debit;
}

static const char *
as_number(const struct making *k, char *s)
{
	unsigned does = k->c->rule != NULL ? k->c->rule->does : 0;
	bool rate = strcmp(k->c->field->type->name, "rate") == 0;
	bool debit = (does & MAP_SIGNED) && cut_debit(s);
	char plain[NUMBER_TEXT];
	const char *why = number_plain(s, k->c->decimal, rate, plain);

	if (why != NULL)
		return bad(k, "E_NUMBER", why);
	if ((does & MAP_PERCENT) && strchr(s, '%') == NULL &&
	    !number_percent(plain))
		return bad(k, "E_NUMBER", _("this number is too long"));
	/* Whatever sign it has itself. */
	if ((does & MAP_SIGNED) && (*plain == '-') != debit)
		number_negate(plain);
	if (does & MAP_NEGATE)
		number_negate(plain);
	return arena_strdup(k->mem, plain);
}

static const char *
as_date(const struct making *k, const char *s)
{
	const char *order = date_order_name(k->c->dates);
	char plain[WHEN_TEXT];

	if (date_plain(s, k->c->dates, k->c->field->type == &type_time, plain))
		return arena_strdup(k->mem, plain);
	return bad(k, "E_DATE",
	    *order == '\0' ?
		_("this is not a date") :
		arena_printf(k->mem, _("this is not a date (%s)"), order));
}

/* A record that is switched on and off says so in many ways. */
static const char *
as_bool(const char *s)
{
	return str_same(s, "active") ? "yes" :
	    str_same(s, "inactive")  ? "no" :
				       s;
}

/* ---- all of it */

const char *
cell_value(const struct column *c, const struct csv_record *rec,
    const struct cell_words *words, struct arena *mem, struct cell_fault *fault)
{
	struct making k = { c, rec, words, mem, fault };
	char *s;

	*fault = (struct cell_fault){ .code = NULL };
	if (c->rule != NULL && c->rule->constant)
		return c->rule->text;
	s = gather(&k);
	fault->cell = s;
	if (strcmp(s, words->clear) == 0)
		return s;
	if (c->rule != NULL && *s != '\0')
		s = apply_rule(&k, arena_strdup(mem, s));
	if (*s == '\0' && c->rule != NULL && c->rule->instead != NULL)
		return c->rule->instead;
	if (*s == '\0')
		return NULL;
	if (c->number)
		return as_number(&k, s);
	if (c->date)
		return as_date(&k, s);
	return c->field->type == &type_bool ? as_bool(s) : s;
}

void
cell_peek(const struct column *c, const struct csv_record *rec,
    const struct cell_words *words, char to[DETECT_CELL])
{
	const struct csv_cell *cell =
	    c->cell >= 0 && c->cell < rec->n ? &rec->cells[c->cell] : NULL;
	char *s;

	to[0] = '\0';
	if (cell == NULL || cell->n == 0 || cell->n >= DETECT_CELL)
		return;
	memcpy(to, cell->text, cell->n + 1);
	s = str_trim(to);
	memmove(to, s, strlen(s) + 1);
	if (strcmp(to, words->clear) == 0 ||
	    (words->nullword != NULL && strcmp(to, words->nullword) == 0))
		to[0] = '\0';
}

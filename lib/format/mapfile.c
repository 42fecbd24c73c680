/*
 * Reading map files. A line is a rule
 *
 *     TERM [+ TERM]... = FIELD [FIELD] [OPTION]...
 *     HEADING [| HEADING]... = FIELD [FIELD] [OPTION]...
 *     = FIELD "CONSTANT"           HEADING = -        * = -
 *
 * or, below a rule, a value and what it becomes, VALUE -> VALUE, or says
 * something about the whole file, @WORD VALUE. A term is a heading or, behind
 * a plus, a "TEXT".
 */
#include "mapfile.h"

#include <stdlib.h>
#include <string.h>

#include "secret.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

struct line {
	const char *p, *end;
};

/* ---- pieces of a line */

static void
blanks(struct line *l)
{
	while (l->p < l->end && (*l->p == ' ' || *l->p == '\t'))
		l->p++;
}

static bool
at(const struct line *l, char c)
{
	return l->p < l->end && *l->p == c;
}

static bool
take(struct line *l, char c)
{
	blanks(l);
	if (!at(l, c))
		return false;
	l->p++;
	blanks(l);
	return true;
}

static bool
done(struct line *l)
{
	blanks(l);
	return l->p >= l->end || *l->p == '#';
}

/* "...", with "" for a quote; NULL: there is none, or no end of it. */
static const char *
take_quoted(struct line *l, struct map *m)
{
	char to[MAP_TEXT];
	size_t n = 0;

	blanks(l);
	if (!at(l, '"'))
		return NULL;
	for (l->p++; l->p < l->end; l->p++) {
		if (*l->p == '"') {
			if (l->p + 1 >= l->end || l->p[1] != '"') {
				l->p++;
				return arena_strndup(m->mem, to, n);
			}
			l->p++;
		}
		if (n + 1 >= sizeof to)
			return NULL;
		to[n++] = *l->p;
	}
	return NULL;
}

/* To one of the characters of ends, without outer blanks, or in quotes. */
static const char *
take_text(struct line *l, struct map *m, const char *ends)
{
	const char *start;
	size_t n;

	blanks(l);
	if (at(l, '"'))
		return take_quoted(l, m);
	start = l->p;
	while (l->p < l->end && strchr(ends, *l->p) == NULL)
		l->p++;
	n = (size_t)(l->p - start);
	while (n > 0 && (start[n - 1] == ' ' || start[n - 1] == '\t'))
		n--;
	return n > 0 && n < HEADING ? arena_strndup(m->mem, start, n) : NULL;
}

static bool
take_word(struct line *l, char to[FIELD_NAME])
{
	const char *start;
	size_t n;

	blanks(l);
	start = l->p;
	while (l->p < l->end &&
	    ((*l->p >= 'a' && *l->p <= 'z') || *l->p == '_' ||
		(*l->p >= '0' && *l->p <= '9')))
		l->p++;
	n = (size_t)(l->p - start);
	if (n == 0 || n >= FIELD_NAME)
		return false;
	memcpy(to, start, n);
	to[n] = '\0';
	return true;
}

static bool
take_number(struct line *l, int *v)
{
	char word[FIELD_NAME];

	if (!take_word(l, word) || strspn(word, "0123456789") != strlen(word) ||
	    strlen(word) > 2)
		return false;
	*v = 0;
	for (const char *c = word; *c != '\0'; c++)
		*v = *v * 10 + (*c - '0');
	return *v > 0;
}

/* ---- options */

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_DATE };

static const struct option {
	const char *word;
	enum option_kind kind;
	unsigned does;
	size_t at; /* of the text in the rule */
} options[] = {
	{ "integer", OPTION_FLAG, MAP_INTEGER, 0 },
	{ "negate", OPTION_FLAG, MAP_NEGATE, 0 },
	{ "percent", OPTION_FLAG, MAP_PERCENT, 0 },
	{ "bracket", OPTION_FLAG, MAP_BRACKET, 0 },
	{ "known", OPTION_FLAG, MAP_KNOWN, 0 },
	{ "oneline", OPTION_FLAG, MAP_ONELINE, 0 },
	{ "signed", OPTION_FLAG, MAP_SIGNED, 0 },
	{ "prefix", OPTION_TEXT, 0, offsetof(struct map_rule, prefix) },
	{ "strip", OPTION_TEXT, 0, offsetof(struct map_rule, strip) },
	{ "first", OPTION_TEXT, 0, offsetof(struct map_rule, first) },
	{ "default", OPTION_TEXT, 0, offsetof(struct map_rule, instead) },
	{ "pad", OPTION_NUMBER, 0, 0 },
	{ "date", OPTION_DATE, 0, 0 },
	{ NULL, OPTION_FLAG, 0, 0 },
};

static const struct option *
option_named(const char *word)
{
	for (const struct option *o = options; o->word != NULL; o++)
		if (strcmp(o->word, word) == 0)
			return o;
	return NULL;
}

bool
map_is_option(const char *word)
{
	return option_named(word) != NULL;
}

static bool
take_option(
    struct line *l, struct map *m, struct map_rule *rule, const char *word)
{
	const struct option *o = option_named(word);
	char name[FIELD_NAME];
	const char *text;

	if (o == NULL)
		return false;
	switch (o->kind) {
	case OPTION_FLAG:
		rule->does |= o->does;
		return true;
	case OPTION_TEXT:
		if ((text = take_quoted(l, m)) == NULL || *text == '\0')
			return false;
		memcpy((char *)rule + o->at, &text, sizeof text);
		return true;
	case OPTION_NUMBER:
		return take_number(l, &rule->pad);
	default:
		if (!take_word(l, name))
			return false;
		rule->dates = date_order_named(name);
		return rule->dates != DATES_ANY;
	}
}

/* ---- rules */

/* What stands right of the equals sign, for cells. */
static bool
take_target(struct line *l, struct map *m, struct map_rule *rule)
{
	char word[FIELD_NAME];
	bool fields = true;

	blanks(l);
	if (at(l, '-')) {
		l->p++;
		rule->skip = true;
		return rule->terms == 1 && done(l);
	}
	if (!take_word(l, rule->field[0]))
		return false;
	while (!done(l)) {
		if (!take_word(l, word))
			return false;
		if (fields && option_named(word) == NULL)
			str_copy(rule->field[1], FIELD_NAME, word);
		else if (!take_option(l, m, rule, word))
			return false;
		fields = false;
	}
	return true;
}

static bool
take_terms(struct line *l, struct map *m, struct map_rule *rule)
{
	do {
		struct map_term *t = &rule->term[rule->terms];
		bool first = rule->terms == 0;

		if (rule->terms++ == MAP_TERMS)
			return false;
		blanks(l);
		t->literal = !first && !rule->either && at(l, '"');
		t->text = take_text(l, m, "=+|#");
		if (t->text == NULL)
			return false;
		blanks(l);
		if (first)
			rule->either = at(l, '|');
	} while (take(l, rule->either ? '|' : '+'));
	return true;
}

static bool
read_rule(struct line *l, struct map *m, struct map_rule *rule)
{
	if (take(l, '=')) {
		rule->constant = true;
		return take_word(l, rule->field[0]) &&
		    (rule->text = take_quoted(l, m)) != NULL && done(l);
	}
	return take_terms(l, m, rule) && take(l, '=') &&
	    take_target(l, m, rule);
}

/* Room for one more: doubled when it is used up. */
static void *
grow(void *at, int n, size_t size)
{
	if (n > 0 && (n & (n - 1)) != 0)
		return at;
	return xrealloc(at, (size_t)(n == 0 ? 1 : 2 * n) * size);
}

static void
add_rule(struct map *m, const struct map_rule *rule)
{
	if (rule->skip && strcmp(rule->term[0].text, "*") == 0) {
		m->skip_rest = true;
		return;
	}
	m->rules = grow(m->rules, m->n, sizeof *m->rules);
	m->rules[m->n++] = *rule;
}

/* ---- values */

/* An arrow that stands in no quotes, before any equals sign. */
static const char *
arrow(const struct line *l)
{
	bool quoted = false;

	for (const char *p = l->p; p + 1 < l->end; p++) {
		quoted ^= *p == '"';
		if (!quoted && *p == '=')
			return NULL;
		if (!quoted && p[0] == '-' && p[1] == '>')
			return p;
	}
	return NULL;
}

static bool
read_value(struct line *l, struct map *m)
{
	struct map_rule *rule = m->n > 0 ? &m->rules[m->n - 1] : NULL;
	struct line left = { l->p, arrow(l) }, right = { left.end + 2, l->end };
	const char *from = take_text(&left, m, "");
	const char *to = take_text(&right, m, "#");

	if (rule == NULL || rule->constant || rule->skip || from == NULL ||
	    to == NULL || !done(&left) || !done(&right))
		return false;
	rule->value = grow(rule->value, rule->values, sizeof *rule->value);
	rule->value[rule->values++] =
	    (struct map_value){ from, strcmp(to, "-") == 0 ? "" : to };
	return true;
}

/* ---- the whole file */

static bool
take_words(struct line *l, struct map *m, const char **to, int *n)
{
	while (!done(l)) {
		if (*n == MAP_WORDS ||
		    (to[*n] = take_text(l, m, " \t#")) == NULL)
			return false;
		++*n;
	}
	return *n > 0;
}

static bool
read_decimal(struct map *m, const char *word)
{
	m->decimal = strcmp(word, "point") == 0 ? '.' :
	    strcmp(word, "comma") == 0          ? ',' :
						  '\0';
	return m->decimal != '\0';
}

static bool
read_header(struct map *m, const char *word)
{
	m->no_header = strcmp(word, "none") == 0;
	m->once = strcmp(word, "once") == 0;
	return m->no_header || m->once || strcmp(word, "repeated") == 0;
}

static bool
read_about(struct line *l, struct map *m)
{
	char word[FIELD_NAME];
	const char *value;

	if (!take_word(l, word))
		return false;
	if (strcmp(word, "only") == 0)
		return (m->only = take_text(l, m, " \t#")) != NULL &&
		    take_words(l, m, m->only_value, &m->only_n);
	if (strcmp(word, "needs") == 0 && m->needs < MAP_WORDS)
		return (m->need[m->needs++] = take_text(l, m, "#")) != NULL &&
		    done(l);
	if ((value = take_text(l, m, "#")) == NULL || !done(l))
		return false;
	if (strcmp(word, "name") == 0)
		m->name = value;
	else if (strcmp(word, "kind") == 0)
		m->kind = value;
	else if (strcmp(word, "dates") == 0)
		return (m->dates = date_order_named(value)) != DATES_ANY;
	else if (strcmp(word, "decimal") == 0)
		return read_decimal(m, value);
	else if (strcmp(word, "header") == 0)
		return read_header(m, value);
	else if (strcmp(word, "find") == 0 && strcmp(value, "name") == 0)
		m->by_name = true;
	else if (strcmp(word, "credits") == 0 && strcmp(value, "negative") == 0)
		m->negative_credits = true;
	else
		return false;
	return true;
}

static bool
read_line(struct line *l, struct map *m, int number)
{
	struct map_rule rule = { .line = number };

	if (done(l))
		return true;
	if (take(l, '@'))
		return read_about(l, m);
	if (arrow(l) != NULL)
		return read_value(l, m);
	if (!read_rule(l, m, &rule))
		return false;
	add_rule(m, &rule);
	return true;
}

static bool
read_lines(const char *text, size_t n, struct map *m, int *number)
{
	const char *end = text + n, *next;

	for (; text < end; text = next) {
		struct line l = { text,
			memchr(text, '\n', (size_t)(end - text)) };

		if (l.end == NULL)
			l.end = end;
		next = l.end < end ? l.end + 1 : end;
		if (l.end > l.p && l.end[-1] == '\r')
			l.end--;
		if (!read_line(&l, m, ++*number))
			return false;
	}
	return true;
}

bool
map_read(const char *text, size_t n, const char *name, struct map *m, char *why,
    size_t size)
{
	int number = 0;

	memset(m, 0, sizeof *m);
	if (utf8_check(text, n) != n) {
		str_printf(why, size, _("%s is not UTF-8 text"), name);
		return false;
	}
	m->mem = arena_new();
	hash_text(arena_strndup(m->mem, text, n), m->hash);
	if (!read_lines(text, n, m, &number)) {
		str_printf(why, size,
		    _("%s:%d: not a line such as Heading = field"), name,
		    number);
		map_free(m);
		return false;
	}
	return true;
}

void
map_free(struct map *m)
{
	for (int i = 0; i < m->n; i++)
		free(m->rules[i].value);
	free(m->rules);
	arena_free(m->mem);
	memset(m, 0, sizeof *m);
}

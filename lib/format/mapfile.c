/*
 * Map files. A line is one of
 *
 *     HEADING = FIELD              HEADING + "TEXT" = FIELD
 *     HEADING = FIELD FIELD        (all words but the last, and the last)
 *     = FIELD "CONSTANT"           HEADING = -        * = -
 *
 * A heading stands in quotes where it holds =, +, # or a quote (doubled).
 */
#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "mem.h"
#include "secret.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

struct line {
	const char *p, *end;
};

static void
blanks(struct line *l)
{
	while (l->p < l->end && (*l->p == ' ' || *l->p == '\t'))
		l->p++;
}

static bool
take(struct line *l, char c)
{
	blanks(l);
	if (l->p >= l->end || *l->p != c)
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

/* "...", with "" for a quote. */
static bool
take_quoted(struct line *l, char *to, size_t size)
{
	size_t n = 0;

	if (!take(l, '"'))
		return false;
	/* Blanks directly behind the quote belong to the text. */
	while (l->p[-1] != '"')
		l->p--;
	for (; l->p < l->end; l->p++) {
		if (*l->p == '"') {
			if (l->p + 1 >= l->end || l->p[1] != '"') {
				l->p++;
				to[n] = '\0';
				return true;
			}
			l->p++;
		}
		if (n + 1 >= size)
			return false;
		to[n++] = *l->p;
	}
	return false;
}

static bool
take_heading(struct line *l, char *to, size_t size)
{
	const char *start;
	size_t n;

	blanks(l);
	if (l->p < l->end && *l->p == '"')
		return take_quoted(l, to, size);
	start = l->p;
	while (l->p < l->end && *l->p != '=' && *l->p != '+' && *l->p != '#')
		l->p++;
	n = (size_t)(l->p - start);
	while (n > 0 && (start[n - 1] == ' ' || start[n - 1] == '\t'))
		n--;
	if (n == 0 || n >= size)
		return false;
	memcpy(to, start, n);
	to[n] = '\0';
	return true;
}

static bool
take_field(struct line *l, char to[FIELD_NAME])
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

/* What stands right of the equals sign, for a cell. */
static bool
take_target(struct line *l, struct map_rule *rule)
{
	if (take(l, '-')) {
		rule->skip = true;
		return rule->after[0] == '\0' && done(l);
	}
	if (!take_field(l, rule->field[0]))
		return false;
	if (done(l))
		return true;
	return take_field(l, rule->field[1]) && done(l);
}

static bool
read_rule(struct line *l, struct map_rule *rule)
{
	if (take(l, '=')) {
		rule->constant = true;
		return take_field(l, rule->field[0]) &&
		    take_quoted(l, rule->after, sizeof rule->after) && done(l);
	}
	if (!take_heading(l, rule->heading, sizeof rule->heading))
		return false;
	if (take(l, '+') && !take_quoted(l, rule->after, sizeof rule->after))
		return false;
	return take(l, '=') && take_target(l, rule);
}

static void
add_rule(struct map *m, const struct map_rule *rule)
{
	if (rule->skip && strcmp(rule->heading, "*") == 0) {
		m->skip_rest = true;
		return;
	}
	m->rules = xrealloc(m->rules, (size_t)(m->n + 1) * sizeof *m->rules);
	m->rules[m->n++] = *rule;
}

bool
map_read(const char *text, size_t n, const char *name, struct map *m, char *why,
    size_t size)
{
	struct line l = { .p = text };
	const char *end = text + n;
	int number = 0;
	char *copy;

	memset(m, 0, sizeof *m);
	if (utf8_check(text, n) != n) {
		str_printf(why, size, _("%s is not UTF-8 text"), name);
		return false;
	}
	copy = xmalloc(n + 1);
	memcpy(copy, text, n);
	copy[n] = '\0';
	hash_text(copy, m->hash);
	free(copy);
	while (l.p < end) {
		struct map_rule rule = { .line = ++number };

		l.end = memchr(l.p, '\n', (size_t)(end - l.p));
		if (l.end == NULL)
			l.end = end;
		text = l.end < end ? l.end + 1 : end;
		if (l.end > l.p && l.end[-1] == '\r')
			l.end--;
		if (!done(&l)) {
			if (!read_rule(&l, &rule)) {
				str_printf(why, size,
				    _("%s:%d: not a line such as Heading = "
				      "field"),
				    name, number);
				map_free(m);
				return false;
			}
			add_rule(m, &rule);
		}
		l.p = text;
	}
	return true;
}

void
map_free(struct map *m)
{
	free(m->rules);
	m->rules = NULL;
	m->n = 0;
}

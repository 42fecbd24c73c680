/* Looking at a file before anything is done with it. */
#include "look.h"

#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "str.h"
#include "text.h"

/* ---- what it is */

/* The sentence of the first message that was kept while opening. */
static void
first_said(const struct messages *m, char *why, size_t size)
{
	struct csv_reader *r;
	struct csv_record rec;

	str_copy(why, size, _("This file cannot be read as a table."));
	if (m->early.len == 0)
		return;
	r = csv_open(m->early.data, m->early.len, ',', 1);
	while (csv_next(r, &rec))
		if (rec.n > 7 && strcmp(rec.cells[5].text, "error") == 0) {
			str_copy(why, size, rec.cells[7].text);
			break;
		}
	csv_close(r);
}

/* The field that a rule or our own name gives to a cell. */
static const char *
likely(const struct source *s, int cell)
{
	const char *guess;

	if (s->map != NULL) {
		for (int i = 0; i < s->map->n; i++) {
			const struct map_rule *rule = &s->map->rules[i];

			for (int t = 0; t < rule->terms; t++)
				if (!rule->skip && !rule->term[t].literal &&
				    layout_cell(
					&s->header, rule->term[t].text) == cell)
					return rule->field[0];
		}
		return "";
	}
	guess = layout_guess(s->o->kind, s->header.cells[cell].text);
	return guess != NULL ? guess : "";
}

static void
take_header(struct source *s, struct arena *mem, struct look *l)
{
	l->n = s->header.n < LOOK_COLUMNS ? s->header.n : LOOK_COLUMNS;
	l->at = arena_alloc(mem, (size_t)(l->n + 1) * sizeof *l->at);
	for (int i = 0; i < l->n; i++) {
		struct look_column *c = &l->at[i];

		c->heading = arena_strdup(mem, s->header.cells[i].text);
		c->field = arena_strdup(mem, likely(s, i));
		for (int k = 0; k < LOOK_SAMPLES; k++)
			c->sample[k] = "";
	}
	l->layout = arena_strdup(mem, source_layout(s));
	l->encoding = arena_strdup(mem, s->file.encoding);
	l->header_at = s->header_at;
}

static void
take_samples(struct source *s, struct arena *mem, struct look *l)
{
	struct csv_record rec;

	for (int k = 0; k < LOOK_SAMPLES && csv_next(s->reader, &rec); k++)
		for (int i = 0; i < l->n && i < rec.n; i++)
			l->at[i].sample[k] =
			    arena_strdup(mem, rec.cells[i].text);
}

bool
look_at(const char *path, const struct kind *kind, struct arena *mem,
    struct look *l, char *why, size_t size)
{
	const struct source_options o = { .kind = kind, .path = path };
	struct messages m = { .file = "" };
	struct source s;
	bool good = source_open(&s, &o, &m);

	memset(l, 0, sizeof *l);
	if (good) {
		take_header(&s, mem, l);
		take_samples(&s, mem, l);
	} else
		first_said(&m, why, size);
	source_close(&s);
	messages_close(&m);
	return good;
}

/* ---- what a person makes of it */

static void
quoted(const char *s, struct buf *b)
{
	buf_char(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_char(b, '"');
		buf_char(b, *s == '\n' || *s == '\r' ? ' ' : *s);
	}
	buf_char(b, '"');
}

void
look_map(const struct look *l, const char *const *field, struct buf *b)
{
	for (int i = 0; i < l->n; i++) {
		/* A nameless column can only be left out, with the rest. */
		if (l->at[i].heading[0] == '\0' || field[i][0] == '\0')
			continue;
		quoted(l->at[i].heading, b);
		buf_printf(b, " = %s\n", field[i]);
	}
	buf_str(b, "* = -\n");
}

const struct field *
look_field(const struct kind *k, struct look_step *step, bool *of_line)
{
	struct kind_step inner = { step->part, step->next };
	const struct field *f;
	enum kind_part part = KIND_RECORD;

	do
		f = kind_next(k, &inner, &part);
	while (f != NULL && part != KIND_EXTRA && !field_importable(f));
	step->part = inner.part;
	step->next = inner.next;
	*of_line = part == KIND_LINE;
	return f;
}

const struct kind *
look_kind(int i)
{
	return kind_at(i);
}

const struct kind *
look_kind_named(const char *name)
{
	return kind_named(name);
}

const char *
look_kind_name(const struct kind *k)
{
	return k->name;
}

const char *
look_kind_label(const struct kind *k)
{
	return k->e->plural;
}

/* postern describe: the data dictionary, from the tables themselves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csvout.h"
#include "entities.h"
#include "exportxml.h"
#include "text.h"
#include "verbs.h"

/* Bytes a text may have; numbers have no length worth telling. */
static void
length_of(const struct field *f, char *to, size_t size)
{
	if (f->type->storage == STORE_TEXT)
		snprintf(to, size, "%zu", f->size - 1);
	else
		to[0] = '\0';
}

static void
rules_of(const struct entity *e, const struct field *f, struct buf *b)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {
		{ F_REQUIRED, "required" },
		{ F_SYSTEM, "system" },
		{ F_SEARCH, "searched" },
		{ F_SECRET, "secret" },
		{ 0, NULL },
	};

	for (int i = 0; words[i].word != NULL; i++)
		if (f->flags & words[i].flag)
			buf_printf(
			    b, "%s%s", b->len > 0 ? " " : "", words[i].word);
	if (record_key_index(e, f->tag) != NULL)
		buf_printf(b, "%sunique", b->len > 0 ? " " : "");
	if (f->refers != NULL)
		buf_printf(
		    b, "%srefers:%s", b->len > 0 ? " " : "", f->refers->name);
}

static void
values_of(const struct field *f, struct buf *b)
{
	if (f->type != &type_choice && f->type != &type_bits)
		return;
	for (const struct choice *c = f->choices; c != NULL && c->value != 0;
	     c++)
		buf_printf(b, "%s%s", b->len > 0 ? " " : "", c->name);
}

static void
field_row(const struct entity *e, const struct field *f, bool csv)
{
	struct buf rules = { 0 }, values = { 0 }, row = { 0 };
	char tag[16], length[16];

	snprintf(tag, sizeof tag, "%u", f->tag);
	length_of(f, length, sizeof length);
	rules_of(e, f, &rules);
	values_of(f, &values);
	if (csv) {
		const char *cells[] = { tag, f->name, f->type->name, length,
			rules.data != NULL ? rules.data : "", _(f->label),
			values.data != NULL ? values.data : "" };

		for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
			csv_cell(&row, cells[i], false, i == 0);
		csv_row_end(&row);
	} else {
		buf_printf(&row, "%3s  %-20s %-7s %6s  %-24s", tag, f->name,
		    f->type->name, length, _(f->label));
		if (rules.len > 0)
			buf_printf(&row, " %s", rules.data);
		if (values.len > 0)
			buf_printf(&row, "\n%35s  %s", "", values.data);
		buf_char(&row, '\n');
	}
	fwrite(row.data, 1, row.len, stdout);
	buf_free(&rules);
	buf_free(&values);
	buf_free(&row);
}

static void
describe(const struct entity *e, bool csv)
{
	if (csv)
		fputs("tag,name,type,bytes,rules,label,values\r\n", stdout);
	else
		printf("%s: %s (%u)\n", e->name, _(e->label), e->number);
	for (const struct field *f = e->fields; f->tag != 0; f++)
		field_row(e, f, csv);
}

/* Of our own XML files. */
static enum tool_exit
schema(void)
{
	struct buf b = { 0 };

	export_xsd(&b);
	fwrite(b.data, 1, b.len, stdout);
	buf_free(&b);
	return TOOL_DONE;
}

enum tool_exit
verb_describe(struct tool *t)
{
	static const struct option options[] = {
		{ "csv", no_argument, NULL, 'c' },
		{ "xsd", no_argument, NULL, 'x' },
		TOOL_OPTIONS,
	};
	const struct entity *e;
	bool csv = false, xsd = false;
	int c;

	while ((c = tool_next(t, options)) != -1)
		*(c == 'c' ? &csv : &xsd) = true;
	tool_operands(t, 0, xsd ? 0 : 1);
	if (xsd)
		return schema();
	if (optind == t->argc) {
		for (int i = 0; entities[i] != NULL; i++)
			printf(csv ? "%s,\"%s\"\r\n" : "%-16s %s\n",
			    entities[i]->name, _(entities[i]->plural));
		return TOOL_DONE;
	}
	if ((e = entity_named(t->argv[optind])) == NULL)
		tool_usage(t, _("there is no entity %s"), t->argv[optind]);
	describe(e, csv);
	return TOOL_DONE;
}

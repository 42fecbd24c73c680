/* Files opened as the importer does, without a store; and the columns of
 * documents. */
#ifndef POSTERN_SOURCE_FIXTURE_H
#define POSTERN_SOURCE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/str.h"
#include "../../lib/format/source.h"
#include "../../lib/format/vcardwrite.h"

#define UNUSED __attribute__((unused))

/* ---- kinds of documents, by the names of their columns */

/* clang-format off */
#define F(n, t) { .tag = __LINE__, .name = n, .type = &(t), .label = n }
UNUSED static const struct field order_fields[] = {
	F("order_type", type_text), F("order_no", type_code),
	F("account_id", type_text), F("contact_id", type_text),
	F("order_date", type_date), F("requested_date", type_date),
	F("customer_po", type_text), F("external_ref", type_text),
	F("external_id", type_text), F("summary", type_text),
	F("currency", type_text), F("terms", type_text),
	F("status", type_text), F("line_no", type_count),
	F("item_id", type_text), F("description", type_text),
	F("uom", type_text), F("quantity", type_quantity),
	F("unit_price", type_price), F("discount_pct", type_rate),
	F("line_amount", type_money), F("tax_code", type_text),
	F("tax_rate", type_rate), F("total", type_money),
	{ .tag = 0 },
};
UNUSED static const struct field invoice_fields[] = {
	F("doc_type", type_text), F("invoice_no", type_code),
	F("account_id", type_text), F("invoice_date", type_date),
	F("due_date", type_date), F("terms", type_text),
	F("currency", type_text), F("order_no", type_text),
	F("customer_po", type_text), F("external_id", type_text),
	F("summary", type_text), F("line_no", type_count),
	F("bill_name", type_text), F("bill_line1", type_text),
	F("bill_line2", type_text), F("bill_city", type_text),
	F("bill_region", type_text), F("bill_postal_code", type_text),
	F("bill_country", type_text), F("ship_name", type_text),
	F("ship_line1", type_text), F("ship_line2", type_text),
	F("item_id", type_text), F("description", type_text),
	F("uom", type_text), F("quantity", type_quantity),
	F("unit_price", type_price), F("discount_pct", type_rate),
	F("line_amount", type_money), F("tax_code", type_text),
	F("tax_category", type_text), F("tax_rate", type_rate),
	F("total", type_money), F("tax_total", type_money),
	F("amount_paid", type_money), F("balance", type_money),
	{ .tag = 0 },
};
UNUSED static const struct field product_fields[] = {
	F("item_id", type_code), F("name", type_text),
	F("description", type_text), F("class", type_text),
	F("uom", type_text), F("price", type_price),
	F("currency", type_text), F("tax_code", type_text),
	F("gtin", type_text), F("active", type_text),
	F("external_id", type_text),
	{ .tag = 0 },
};
#undef F
/* clang-format on */
UNUSED static const struct kind orders = { .name = "orders",
	.extra = order_fields };
UNUSED static const struct kind invoices = { .name = "invoices",
	.extra = invoice_fields };
UNUSED static const struct kind products = { .name = "products",
	.extra = product_fields };

/* ---- samples, where they are */

static const char *
samples(void)
{
	const char *dir = getenv("POSTERN_SAMPLES");

	return dir != NULL ? dir : "../shared/data";
}

UNUSED static bool
here(const char *name, char path[300])
{
	FILE *f;

	snprintf(path, 300, "%s/%s", samples(), name);
	if ((f = fopen(path, "r")) == NULL) {
		print_message("%s is not here: left out\n", path);
		return false;
	}
	fclose(f);
	return true;
}

/* ---- files */

struct opened {
	struct source_options o;
	struct messages m;
	struct source s;
	struct arena *mem;
	struct csv_record rec;
};

/* map: a map file or NULL. */
UNUSED static void
open_file(struct opened *f, const struct kind *kind, const char *path,
    const char *map)
{
	memset(f, 0, sizeof *f);
	f->o.kind = kind;
	f->o.path = path;
	f->o.map_path = map;
	f->m.file = path;
	f->mem = arena_new();
	assert_true(source_open(&f->s, &f->o, &f->m));
	assert_true(source_columns(&f->s));
}

static void
close_file(struct opened *f)
{
	source_close(&f->s);
	messages_close(&f->m);
	arena_free(f->mem);
}

/* The value for a field, "" when there is none. */
static const char *
value(struct opened *f, const char *field)
{
	struct cell_fault fault;

	for (int i = 0; i < f->s.layout.n; i++) {
		const char *v;

		if (strcmp(f->s.layout.columns[i].field->name, field) != 0)
			continue;
		v = source_value(&f->s, i, &f->rec, f->mem, &fault);
		if (fault.code != NULL)
			fail_msg("%s: %s", fault.cell, fault.text);
		return v != NULL ? v : "";
	}
	return "";
}

static void
write_file(char path[300], const char *text)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	snprintf(path, 300, "%s/layouts-XXXXXX", dir != NULL ? dir : "/tmp");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* All values of all rows: field=value. */
static void
read_all(const struct kind *kind, const char *text, struct buf *b)
{
	struct opened f;
	char path[300];

	write_file(path, text);
	open_file(&f, kind, path, NULL);
	while (source_next(&f.s, &f.rec)) {
		buf_printf(b, "%ld:", f.rec.line);
		for (int i = 0; i < f.s.layout.n; i++) {
			const char *name = f.s.layout.columns[i].field->name;
			const char *v = value(&f, name);

			if (*v != '\0')
				buf_printf(b, " %s=%s", name, v);
		}
		buf_char(b, '\n');
	}
	close_file(&f);
	remove(path);
}

UNUSED static void
expect(const struct kind *kind, const char *text, const char *want)
{
	struct buf b = { 0 };

	read_all(kind, text, &b);
	assert_string_equal(b.data != NULL ? b.data : "", want);
	buf_free(&b);
}

#endif

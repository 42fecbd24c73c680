/* What can be imported. */
#include "kind.h"

#include <string.h>

#include "account.h"
#include "balance.h"
#include "bank.h"
#include "company.h"
#include "contact.h"
#include "importextra.h"
#include "invoice.h"
#include "order.h"
#include "order_type.h"
#include "payment.h"
#include "product.h"
#include "stock.h"
#include "terms.h"
#include "warehouse.h"

const struct kind kind_accounts = { .name = "accounts", .e = &account_entity };
const struct kind kind_contacts = { .name = "contacts", .e = &contact_entity };

static const struct kind others[] = {
	{ .name = "warehouses", .e = &warehouse_entity },
	{ .name = "products", .e = &product_entity },
	{ .name = "prices", .e = &price_entity },
	{ .name = "units", .e = &unit_entity },
	{ .name = "stock", .e = &stock_entity },
	{ .name = "terms", .e = &terms_entity },
	{ .name = "taxes", .e = &tax_entity },
	{ .name = "statement_cycles", .e = &statement_cycle_entity },
	{ .name = "order_types", .e = &order_type_entity },
	{ .name = "company", .e = &company_entity },
	{ .name = "orders",
	    .e = &order_entity,
	    .lines = &order_line_entity,
	    .extra = order_extra,
	    .needs = "order_no account_id" },
	{ .name = "invoices",
	    .e = &invoice_entity,
	    .lines = &invoice_line_entity,
	    .extra = invoice_extra,
	    .needs = "invoice_no account_id" },
	{ .name = "payments",
	    .e = &payment_entity,
	    .lines = &application_entity,
	    .needs = "payment_no account_id amount" },
	{ .name = "bank_entries", .e = &bank_entry_entity },
};

const struct kind *
kind_at(int i)
{
	if (i < 2)
		return i == 0 ? &kind_accounts : &kind_contacts;
	i -= 2;
	return (size_t)i < sizeof others / sizeof *others ? &others[i] : NULL;
}

const struct kind *
kind_named(const char *name)
{
	const struct kind *k;

	for (int i = 0; (k = kind_at(i)) != NULL; i++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

bool
field_importable(const struct field *f)
{
	return (f->flags & (F_SYSTEM | F_SECRET)) == 0;
}

const struct field *
kind_next(const struct kind *k, struct kind_step *s, enum kind_part *part)
{
	const struct field *starts[] = {
		k->extra,
		k->e != NULL ? k->e->fields : NULL,
		k->lines != NULL ? k->lines->fields : NULL,
	};
	static const enum kind_part parts[] = { KIND_EXTRA, KIND_RECORD,
		KIND_LINE };

	while (s->part < 3) {
		if (s->next == NULL)
			s->next = starts[s->part];
		if (s->next != NULL && s->next->tag != 0) {
			*part = parts[s->part];
			return s->next++;
		}
		s->next = NULL;
		s->part++;
	}
	return NULL;
}

const struct field *
kind_field(const struct kind *k, const char *name, enum kind_part *part)
{
	struct kind_step step = { 0 };
	const struct field *f;

	while ((f = kind_next(k, &step, part)) != NULL)
		if (strcmp(f->name, name) == 0 && field_importable(f))
			return f;
	return NULL;
}

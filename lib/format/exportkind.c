/* What can be exported. */
#include "exportkind.h"

#include <assert.h>
#include <string.h>

#include "account.h"
#include "balance.h"
#include "bank.h"
#include "company.h"
#include "contact.h"
#include "feature.h"
#include "invoice.h"
#include "kind.h"
#include "order.h"
#include "order_type.h"
#include "payment.h"
#include "product.h"
#include "shipment.h"
#include "stock.h"
#include "terms.h"
#include "text.h"
#include "user.h"
#include "warehouse.h"

enum {
	TABLES = 1 << EXPORT_CSV | 1 << EXPORT_XML | 1 << EXPORT_XLSX,
	CARDS = TABLES | 1 << EXPORT_VCARD,
	UBL = 1 << EXPORT_UBL,
};

static const struct export_kind products = {
	.name = "products",
	.e = &product_entity,
	.index = PRODUCT_BY_CODE,
	.formats = TABLES,
};
static const struct export_kind shipments = {
	.name = "shipments",
	.e = &shipment_entity,
	.index = SHIPMENT_BY_NO,
	.formats = TABLES,
};

const struct export_kind export_kinds[] = {
	{ .name = "company", .e = &company_entity, .formats = TABLES },
	{ .name = "terms",
	    .e = &terms_entity,
	    .index = TERMS_BY_CODE,
	    .formats = TABLES },
	{ .name = "taxes",
	    .e = &tax_entity,
	    .index = TAX_BY_CODE,
	    .formats = TABLES },
	{ .name = "statement_cycles",
	    .e = &statement_cycle_entity,
	    .index = CYCLE_BY_CODE,
	    .formats = TABLES },
	{ .name = "order_types",
	    .e = &order_type_entity,
	    .index = ORDER_TYPE_BY_CODE,
	    .formats = TABLES },
	{ .name = "accounts",
	    .e = &account_entity,
	    .index = ACCOUNT_BY_CODE,
	    .formats = TABLES },
	{ .name = "contacts",
	    .e = &contact_entity,
	    .index = CONTACT_BY_CODE,
	    .formats = CARDS },
	{ .name = "warehouses",
	    .e = &warehouse_entity,
	    .index = WAREHOUSE_BY_CODE,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "products",
	    .e = &product_entity,
	    .index = PRODUCT_BY_CODE,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "units",
	    .e = &unit_entity,
	    .under = &products,
	    .of_parent = UNIT_OF_PRODUCT,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "stock",
	    .e = &stock_entity,
	    .under = &products,
	    .of_parent = STOCK_OF_BOTH,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "prices",
	    .e = &price_entity,
	    .index = PRICE_BY_CODE,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "orders",
	    .e = &order_entity,
	    .index = ORDER_BY_NO,
	    .doc = &order_document,
	    .date = ORDER_DATE,
	    .formats = TABLES | UBL,
	    .feature = FEATURE_INVENTORY },
	{ .name = "shipments",
	    .e = &shipment_entity,
	    .index = SHIPMENT_BY_NO,
	    .doc = &shipment_document,
	    .date = SHIPMENT_DATE,
	    .formats = TABLES | UBL,
	    .feature = FEATURE_INVENTORY },
	{ .name = "packages",
	    .e = &package_entity,
	    .under = &shipments,
	    .of_parent = PACKAGE_OF_SHIPMENT,
	    .formats = TABLES,
	    .feature = FEATURE_INVENTORY },
	{ .name = "invoices",
	    .e = &invoice_entity,
	    .index = INVOICE_BY_NO,
	    .doc = &invoice_document,
	    .date = INVOICE_DATE,
	    .formats = TABLES | UBL },
	{ .name = "payments",
	    .e = &payment_entity,
	    .index = PAYMENT_BY_NO,
	    .doc = &payment_document,
	    .date = PAYMENT_DATE,
	    .formats = TABLES },
	{ .name = "bank_entries",
	    .e = &bank_entry_entity,
	    .index = BANK_BY_DATE,
	    .formats = TABLES },
	{ .name = "order_responses",
	    .label = N_("Order Responses"),
	    .e = &order_entity,
	    .index = ORDER_BY_NO,
	    .doc = &order_document,
	    .date = ORDER_DATE,
	    .formats = UBL,
	    .feature = FEATURE_INVENTORY },
	{ .name = "statements",
	    .label = N_("Statements"),
	    .e = &account_entity,
	    .index = ACCOUNT_BY_CODE,
	    .period = true,
	    .formats = UBL },
	{ .name = NULL },
};

const struct export_kind *
export_kind_named(const char *name)
{
	for (const struct export_kind *k = export_kinds; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

const char *
export_record_name(const struct export_kind *k)
{
	return k->e->name;
}

const char *
export_kind_label(const struct export_kind *k)
{
	return _(k->label != NULL ? k->label : k->e->plural);
}

const struct field *
export_account_field(const struct export_kind *k)
{
	const struct field *f = record_named(k->e, "account_id");

	if (f == NULL)
		return NULL;
	if (k->e == &account_entity)
		return record_field(k->e, ACCOUNT_ID);
	return f->refers == &account_entity ? f : NULL;
}

const struct field *
export_status_field(const struct export_kind *k)
{
	static const char *const names[] = { "status", "active", NULL };

	for (int i = 0; names[i] != NULL; i++) {
		const struct field *f = record_named(k->e, names[i]);

		if (f != NULL && f->type == &type_choice && export_shows(f))
			return f;
	}
	return NULL;
}

const struct field *
export_changed_field(const struct export_kind *k)
{
	return record_named(k->e, "changed");
}

/*
 * References to users, and from an account to its contacts, are left out: no
 * order of importing the files could satisfy them. A price that a file brings
 * is kept, so there is no need to say that it was typed.
 */
bool
export_shows(const struct field *f)
{
	static const char *const hidden[] = { "primary_contact", "manual_price",
		NULL };

	for (int i = 0; hidden[i] != NULL; i++)
		if (strcmp(f->name, hidden[i]) == 0)
			return false;
	if ((f->flags & F_SECRET) != 0 ||
	    (!field_importable(f) && (f->flags & F_EXTERNAL) == 0))
		return false;
	return f->refers != &user_entity;
}

/* A row has each name once: where head and lines have it, it is the head's. */
int
export_columns(
    const struct export_kind *k, struct export_column at[EXPORT_COLUMNS])
{
	const struct entity *of[] = { k->e,
		k->doc != NULL ? k->doc->line : NULL };
	int n = 0;

	for (int i = 0; i < 2 && of[i] != NULL; i++)
		for (const struct field *f = of[i]->fields; f->tag != 0; f++) {
			if (!export_shows(f) ||
			    (i == 1 && record_named(k->e, f->name) != NULL))
				continue;
			assert(n < EXPORT_COLUMNS);
			at[n++] = (struct export_column){ f, i == 1 };
		}
	return n;
}

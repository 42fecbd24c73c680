/*
 * Addresses of the sales ledger: part of the table in main.c. Sales and
 * Accounting read all of it; what each of them writes stands here.
 */
#ifndef ERP_SALESROUTES_H
#define ERP_SALESROUTES_H

#include "docs.h"

/* clang-format off */
#define ADDRESS_PARAMS(p) \
	p "_name " p "_attention " p "_line1 " p "_line2 " p "_city " \
	p "_region " p "_postal_code " p "_country "
#define COMPANY_PARAMS \
	"code legal_name " ADDRESS_PARAMS("main") "tax_id registration_no " \
	"email phone website iban bic bank_name currency terms tax " \
	"freight_tax endpoint_scheme endpoint_id peppol"
#define TERMS_PARAMS \
	"terms_id description due_kind due_days discount_days discount_pct " \
	"active"
#define TAX_PARAMS \
	"tax_code description category rate reason_code reason active"
#define CYCLE_PARAMS \
	"cycle_id description schedule day age_by days1 days2 days3 " \
	"print_empty active"
#define ITEM_PARAMS \
	"item_id name description class kind active uom price currency " \
	"tax_code gtin weight external_id"
#define PRICE_PARAMS \
	"price_id price_type account_id price_class item_id uom break_qty " \
	"price currency effective expires promotion"

/* A list and its file. */
#define LIST_ROUTES(path, roles, feature, list, csv) \
{ "GET", path, roles, feature, LIST_PARAMS, list, NULL, 0 }, \
{ "GET", path "/export.csv", roles, feature, LIST_PARAMS, csv, NULL, 0 }
/* The form of a new record, and of one that is there. */
#define CARD_ROUTES(path, reads, writes, feature, begin, params, get, post) \
{ "GET", path "/new", writes, feature, begin, get, NULL, 0 }, \
{ "POST", path "/new", writes, feature, params, post, NULL, ROUTE_ONCE }, \
{ "GET", path "/#", reads, feature, "", get, NULL, 0 }, \
{ "POST", path "/#", writes, feature, params, post, NULL, 0 }

#define BASE_ROUTES \
LIST_ROUTES("/terms", ROLE_BOOKS, 0, terms_list, terms_csv), \
CARD_ROUTES("/terms", ROLE_BOOKS, ROLE_BOOKS, 0, "", TERMS_PARAMS, \
    terms_edit, terms_post), \
LIST_ROUTES("/taxes", ROLE_BOOKS, 0, tax_list, tax_csv), \
CARD_ROUTES("/taxes", ROLE_BOOKS, ROLE_BOOKS, 0, "", TAX_PARAMS, tax_edit, \
    tax_post), \
LIST_ROUTES("/statement-cycles", ROLE_BOOKS, 0, cycle_list, cycle_csv), \
CARD_ROUTES("/statement-cycles", ROLE_BOOKS, ROLE_BOOKS, 0, "", \
    CYCLE_PARAMS, cycle_edit, cycle_post), \
{ "GET", "/company", ROLE_BOOKS, 0, "", company_page, NULL, 0 }, \
{ "POST", "/company", ROLE_BOOKS, 0, COMPANY_PARAMS, company_post, NULL, 0 }

#define ITEM_ROUTES \
LIST_ROUTES("/items", LEDGER, FEATURE_INVENTORY, item_list, item_csv), \
CARD_ROUTES("/items", LEDGER, ROLE_SALES, FEATURE_INVENTORY, "", \
    ITEM_PARAMS, item_edit, item_post), \
{ "GET", "/items/#/prices", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    item_prices, NULL, 0 }, \
{ "GET", "/items/#/units", LEDGER, FEATURE_UNITS, LIST_PARAMS, item_units, \
    NULL, 0 }, \
{ "POST", "/items/#/units", ROLE_SALES, FEATURE_UNITS, "uom factor", \
    item_units_post, NULL, 0 }, \
{ "GET", "/items/#/audit", ROLE_ADMIN, FEATURE_INVENTORY, LIST_PARAMS, \
    item_audit, NULL, 0 }, \
{ "GET", "/units/#", ROLE_SALES, FEATURE_UNITS, "", unit_edit, NULL, 0 }, \
{ "POST", "/units/#", ROLE_SALES, FEATURE_UNITS, "uom factor", unit_post, \
    NULL, 0 }, \
LIST_ROUTES("/prices", LEDGER, FEATURE_INVENTORY, price_list, price_csv), \
CARD_ROUTES("/prices", LEDGER, ROLE_SALES, FEATURE_INVENTORY, "item", \
    PRICE_PARAMS, price_edit, price_post)
/* clang-format on */

#endif

/*
 * Addresses of the sales ledger: part of the table in main.c. Sales and
 * Accounting read all of it; what each of them writes stands here.
 */
#ifndef ERP_SALESROUTES_H
#define ERP_SALESROUTES_H

#include "bulk.h"

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
	"print_empty active by_mail remind1 remind2 remind3"
#define ORDER_TYPE_PARAMS \
	"code description template prefix hold credit_hold " \
	"payment_releases require_po prepayment active"
#define CENTER_PARAMS \
	"center_id description provider api_url active api_key signing_secret"
#define ITEM_PARAMS \
	"item_id name description class kind active uom price currency " \
	"tax_code gtin weight external_id default_warehouse category web"
#define WAREHOUSE_PARAMS \
	"code name active preferred " ADDRESS_PARAMS("site")
#define PRICE_PARAMS \
	"price_id price_type account_id price_class item_id uom break_qty " \
	"price currency effective expires promotion"

#define LINES(more) \
	" l_id+ l_was+ l_del+ from span do " more
#define ORDER_PARAMS \
	"order_type type_code account_id contact_id order_date requested_date expires " \
	"customer_po external_ref summary currency terms ship_via " \
	"shipping_rule charge_amount charge_tax_category charge_tax_rate notes " ADDRESS_PARAMS("ship") \
	ADDRESS_PARAMS("bill") LINES("l_item_id+ l_description+ l_quantity+ " \
	"l_uom+ l_unit_price+ l_discount_pct+ l_tax_code+ " \
	"l_warehouse+ l_line_requested_date+ l_promised_date+ l_line_note+")
#define SHIPMENT_PARAMS \
	"ship_date ship_via summary " ADDRESS_PARAMS("ship") \
	LINES("l_quantity+")
#define INVOICE_PARAMS \
	"doc_type invoice_no account_id invoice_date due_date customer_po " \
	"summary currency terms order_no corrects_invoice_no delivered " \
	"charge_amount charge_tax_category charge_tax_rate buyer_tax_id " \
	"notes " ADDRESS_PARAMS("bill") ADDRESS_PARAMS("ship") \
	LINES("l_item_id+ l_description+ l_quantity+ l_uom+ l_unit_price+ " \
	"l_discount_pct+ l_tax_code+ l_line_note+")
#define PAYMENT_PARAMS \
	"payment_type account_id currency amount payment_date method " \
	"reference summary" LINES("l_applied_type+ l_applied_no+ " \
	"l_applied_amount+")

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
LIST_ROUTES("/processing-centers", ROLE_ADMIN, 0, center_list, center_csv), \
{ "GET", "/processing-centers/new", ROLE_ADMIN, 0, "", center_edit, NULL, 0 }, \
{ "POST", "/processing-centers/new", ROLE_ADMIN, 0, CENTER_PARAMS, \
    center_post, NULL, ROUTE_ONCE | ROUTE_FRESH }, \
{ "GET", "/processing-centers/#", ROLE_ADMIN, 0, "", center_edit, NULL, 0 }, \
{ "POST", "/processing-centers/#", ROLE_ADMIN, 0, CENTER_PARAMS, center_post, \
    NULL, ROUTE_FRESH }, \
{ "GET", "/company", ROLE_BOOKS, 0, "", company_page, NULL, 0 }, \
{ "POST", "/company", ROLE_BOOKS, 0, COMPANY_PARAMS, company_post, NULL, \
    ROUTE_FRESH }, \
{ "GET", "/company/logo", ROLE_BOOKS, 0, "", company_logo, NULL, 0 }, \
{ "POST", "/company/logo", ROLE_BOOKS, 0, "file", company_logo_post, NULL, \
    ROUTE_UPLOAD }

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
    PRICE_PARAMS, price_edit, price_post), \
{ "GET", "/items/#/references", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    item_references, NULL, 0 }, \
{ "POST", "/items/#/references", ROLE_SALES, FEATURE_INVENTORY, \
    "kind value account_id uom", item_references_post, NULL, 0 }, \
{ "GET", "/items/#/picture", LEDGER, FEATURE_INVENTORY, "", item_picture, \
    NULL, 0 }, \
{ "POST", "/items/#/picture", ROLE_SALES, FEATURE_INVENTORY, "file", \
    item_picture_post, NULL, ROUTE_UPLOAD }, \
{ "GET", "/items/#/picture/file", LEDGER, FEATURE_INVENTORY, "v", \
    item_picture_file, NULL, 0 }, \
STEP("/items/#/picture/delete", ROLE_SALES, FEATURE_INVENTORY, \
    item_picture_delete), \
LIST_ROUTES("/categories", LEDGER, FEATURE_INVENTORY, category_list, \
    category_csv), \
CARD_ROUTES("/categories", ROLE_SALES, ROLE_SALES, FEATURE_INVENTORY, "", \
    "category_id name parent position", category_edit, category_post), \
ASKED("/categories/#/delete", ROLE_SALES, FEATURE_INVENTORY, \
    category_erase_page, category_erase_post), \
ASKED("/references/#/delete", ROLE_SALES, FEATURE_INVENTORY, \
    reference_erase_page, reference_erase_post), \
{ "GET", "/order-requests", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    order_request_list, NULL, 0 }, \
{ "GET", "/order-requests/#", LEDGER, FEATURE_INVENTORY, "", \
    order_request_page, NULL, 0 }, \
{ "POST", "/order-requests/#", ROLE_SALES, FEATURE_INVENTORY, "answer", \
    order_request_post, NULL, 0 }, \
ASKED("/units/#/delete", ROLE_SALES, FEATURE_UNITS, unit_erase_page, \
    unit_erase_post), \
ASKED("/prices/#/delete", ROLE_SALES, FEATURE_INVENTORY, price_erase_page, \
    price_erase_post), \
ASKED("/packages/#/delete", ROLE_SALES, FEATURE_INVENTORY, \
    package_erase_page, package_erase_post)

#define STOCK_ROUTES \
{ "GET", "/items/#/stock", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    item_stock, NULL, 0 }, \
{ "GET", "/items/#/moves", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    item_moves, NULL, 0 }, \
LIST_ROUTES("/stock", LEDGER, FEATURE_INVENTORY, stock_list, stock_csv), \
{ "GET", "/stock/#", ROLE_SALES, FEATURE_INVENTORY, LIST_PARAMS, stock_edit, \
    NULL, 0 }, \
{ "POST", "/stock/#", ROLE_SALES, FEATURE_INVENTORY, \
    "on_hand low_at expected", stock_post, NULL, 0 }, \
LIST_ROUTES("/adjustments", LEDGER, FEATURE_INVENTORY, adjustment_list, \
    adjustment_csv), \
{ "GET", "/adjustments/new", ROLE_SALES, FEATURE_INVENTORY, \
    "item warehouse", adjustment_new, NULL, 0 }, \
{ "POST", "/adjustments/new", ROLE_SALES, FEATURE_INVENTORY, \
    "item_id warehouse move_kind quantity reason note", adjustment_post, \
    NULL, ROUTE_ONCE }, \
{ "GET", "/adjustments/#", LEDGER, FEATURE_INVENTORY, "", adjustment_page, \
    NULL, 0 }, \
LIST_ROUTES("/warehouses", ROLE_SALES, FEATURE_INVENTORY, warehouse_list, \
    warehouse_csv), \
CARD_ROUTES("/warehouses", ROLE_SALES, ROLE_SALES, FEATURE_INVENTORY, "", \
    WAREHOUSE_PARAMS, warehouse_edit, warehouse_post)

/* A step of a document; ASKED: a page asks before. */
#define STEP(path, roles, feature, post) \
{ "POST", path, roles, feature, "", post, NULL, 0 }
#define ASKED(path, roles, feature, get, post) \
{ "GET", path, roles, feature, "", get, NULL, 0 }, \
STEP(path, roles, feature, post)
/* The form of a document with lines, its page and its audit. */
#define DOC_ROUTES(path, writes, feature, params, page, edit, post, audit) \
{ "GET", path "/#", LEDGER, feature, "from", page, NULL, 0 }, \
{ "GET", path "/#/edit", writes, feature, "from", edit, NULL, 0 }, \
{ "POST", path "/#/edit", writes, feature, params, post, NULL, \
    ROUTE_LINES }, \
{ "GET", path "/#/audit", ROLE_ADMIN, feature, LIST_PARAMS, audit, NULL, 0 }
#define NEW_DOC(path, writes, feature, begin, params, get, post) \
{ "GET", path "/new", writes, feature, begin, get, NULL, 0 }, \
{ "POST", path "/new", writes, feature, params, post, NULL, \
    ROUTE_LINES | ROUTE_ONCE }

#define ORDER_ROUTES \
LIST_ROUTES("/orders", LEDGER, FEATURE_INVENTORY, order_list, order_csv), \
BULK_ROUTES("/orders", FEATURE_INVENTORY, order_chosen, order_step_post), \
LIST_ROUTES("/order-types", ROLE_BOOKS, FEATURE_INVENTORY, order_type_list, \
    order_type_csv), \
CARD_ROUTES("/order-types", ROLE_BOOKS, ROLE_BOOKS, FEATURE_INVENTORY, "", \
    ORDER_TYPE_PARAMS, order_type_edit, order_type_post), \
NEW_DOC("/orders", ROLE_SALES, FEATURE_INVENTORY, "account type", \
    ORDER_PARAMS, order_new, order_post), \
DOC_ROUTES("/orders", ROLE_SALES, FEATURE_INVENTORY, ORDER_PARAMS, \
    order_page, order_edit, order_post, order_audit), \
STEP("/orders/#/release", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
STEP("/orders/#/release-credit", ROLE_BOOKS, FEATURE_INVENTORY, \
    order_verb), \
STEP("/orders/#/hold", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
ASKED("/orders/#/waive", ROLE_BOOKS, FEATURE_INVENTORY, order_verb_page, \
    order_verb), \
STEP("/orders/#/prepay", ROLE_BOOKS, FEATURE_INVENTORY, order_verb), \
{ "GET", "/orders/#/decline", ROLE_SALES, FEATURE_INVENTORY, "", \
    order_verb_page, NULL, 0 }, \
{ "POST", "/orders/#/decline", ROLE_SALES, FEATURE_INVENTORY, "reason", \
    order_verb, NULL, 0 }, \
STEP("/orders/#/ship", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
STEP("/orders/#/receive", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
{ "GET", "/orders/#/promises", ROLE_SALES, FEATURE_INVENTORY, "from", \
    order_promises_page, NULL, 0 }, \
{ "POST", "/orders/#/promises", ROLE_SALES, FEATURE_INVENTORY, \
    LINE_PARAMS " l_promised_date+ l_promise_note+", order_promises_post, \
    NULL, ROUTE_LINES }, \
{ "GET", "/orders/#/return", ROLE_SALES, FEATURE_INVENTORY, "", \
    order_return_page, NULL, 0 }, \
{ "POST", "/orders/#/return", ROLE_SALES, FEATURE_INVENTORY, \
    "l_line+ l_quantity+ reason", order_return_post, NULL, \
    ROUTE_LINES | ROUTE_ONCE }, \
STEP("/orders/#/order", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
STEP("/orders/#/invoice", LEDGER, FEATURE_INVENTORY, order_verb), \
STEP("/orders/#/reopen", ROLE_SALES, FEATURE_INVENTORY, order_verb), \
ASKED("/orders/#/cancel", ROLE_SALES, FEATURE_INVENTORY, order_verb_page, \
    order_verb), \
ASKED("/orders/#/delete", ROLE_SALES, FEATURE_INVENTORY, order_verb_page, \
    order_verb), \
{ "GET", "/accounts/#/orders", LEDGER, FEATURE_INVENTORY, LIST_PARAMS, \
    account_orders, NULL, 0 }, \
LIST_ROUTES("/shipments", LEDGER, FEATURE_INVENTORY, shipment_list, \
    shipment_csv), \
BULK_ROUTES("/shipments", FEATURE_INVENTORY, shipment_chosen, \
    shipment_step_post), \
DOC_ROUTES("/shipments", ROLE_SALES, FEATURE_INVENTORY, SHIPMENT_PARAMS, \
    shipment_page, shipment_edit, shipment_post, shipment_audit), \
STEP("/shipments/#/confirm", ROLE_SALES, FEATURE_INVENTORY, shipment_verb), \
STEP("/shipments/#/correct", ROLE_SALES, FEATURE_INVENTORY, shipment_verb), \
STEP("/shipments/#/invoice", LEDGER, FEATURE_INVENTORY, shipment_verb), \
ASKED("/shipments/#/delete", ROLE_SALES, FEATURE_INVENTORY, \
    shipment_verb_page, shipment_verb), \
{ "POST", "/shipments/#/packages", ROLE_SALES, FEATURE_INVENTORY, \
    "description weight tracking_no tracking_url", shipment_package_post, \
    NULL, ROUTE_ONCE }, \
LIST_ROUTES("/order-invoices", LEDGER, FEATURE_INVENTORY, \
    order_invoice_list, order_invoice_csv)

#define INVOICE_ROUTES \
LIST_ROUTES("/invoices", LEDGER, 0, invoice_list, invoice_csv), \
NEW_DOC("/invoices", ROLE_BOOKS, 0, "account", INVOICE_PARAMS, invoice_new, \
    invoice_post), \
DOC_ROUTES("/invoices", ROLE_BOOKS, 0, INVOICE_PARAMS, invoice_page, \
    invoice_edit, invoice_post, invoice_audit), \
ASKED("/invoices/#/release", ROLE_BOOKS, 0, invoice_verb_page, \
    invoice_verb), \
STEP("/invoices/#/remove-hold", ROLE_BOOKS, 0, invoice_verb), \
STEP("/invoices/#/hold", ROLE_BOOKS, 0, invoice_verb), \
STEP("/invoices/#/credit", ROLE_BOOKS, 0, invoice_verb), \
ASKED("/invoices/#/cancel", ROLE_BOOKS, 0, invoice_verb_page, \
    invoice_verb), \
ASKED("/invoices/#/void", ROLE_BOOKS, 0, invoice_verb_page, invoice_verb), \
ASKED("/invoices/#/delete", ROLE_BOOKS, 0, invoice_verb_page, \
    invoice_verb), \
{ "GET", "/invoices/#/apply", ROLE_BOOKS, 0, "", invoice_apply, NULL, 0 }, \
{ "POST", "/invoices/#/apply", ROLE_BOOKS, 0, "l_invoice+ l_amount+", \
    invoice_apply_post, NULL, ROUTE_LINES }, \
{ "POST", "/invoices/#/unapply", ROLE_BOOKS, 0, "application", \
    invoice_unapply_post, NULL, 0 }, \
{ "GET", "/accounts/#/invoices", LEDGER, 0, LIST_PARAMS, account_invoices, \
    NULL, 0 }, \
LIST_ROUTES("/payments", LEDGER, 0, payment_list, payment_csv), \
NEW_DOC("/payments", ROLE_BOOKS, 0, "account", PAYMENT_PARAMS, payment_new, \
    payment_post), \
DOC_ROUTES("/payments", ROLE_BOOKS, 0, PAYMENT_PARAMS, payment_page, \
    payment_edit, payment_post, payment_audit), \
ASKED("/payments/#/release", ROLE_BOOKS, 0, payment_verb_page, \
    payment_verb), \
ASKED("/payments/#/confirm", ROLE_BOOKS, 0, payment_verb_page, \
    payment_verb), \
{ "GET", "/payments/#/reject", ROLE_BOOKS, 0, "", payment_verb_page, NULL, \
    0 }, \
{ "POST", "/payments/#/reject", ROLE_BOOKS, 0, "reason", payment_verb, \
    NULL, 0 }, \
STEP("/payments/#/auto-apply", ROLE_BOOKS, 0, payment_verb), \
ASKED("/payments/#/void", ROLE_BOOKS, 0, payment_verb_page, payment_verb), \
ASKED("/payments/#/delete", ROLE_BOOKS, 0, payment_verb_page, \
    payment_verb), \
{ "GET", "/payments/#/apply", ROLE_BOOKS, 0, "", payment_apply_page, NULL, \
    0 }, \
{ "POST", "/payments/#/apply", ROLE_BOOKS, 0, "l_invoice+ l_amount+", \
    payment_apply_post, NULL, ROUTE_LINES }, \
{ "POST", "/payments/#/unapply", ROLE_BOOKS, 0, "application", \
    payment_unapply_post, NULL, 0 }, \
{ "GET", "/accounts/#/payments", LEDGER, 0, LIST_PARAMS, account_payments, \
    NULL, 0 }, \
LIST_ROUTES("/bank", LEDGER, 0, bank_list, bank_csv), \
{ "GET", "/bank/exact", ROLE_BOOKS, 0, "", bank_exact, NULL, 0 }, \
{ "POST", "/bank/exact", ROLE_BOOKS, 0, "id+", bank_exact_post, NULL, \
    ROUTE_LINES }, \
{ "GET", "/bank/#", LEDGER, 0, "customer", bank_page, NULL, 0 }, \
{ "POST", "/bank/#/confirm", ROLE_BOOKS, 0, \
    "payment account l_invoice+ l_amount+", bank_confirm_post, NULL, \
    ROUTE_LINES }, \
STEP("/bank/#/ignore", ROLE_BOOKS, 0, bank_verb), \
ASKED("/bank/#/reopen", ROLE_BOOKS, 0, bank_verb_page, bank_verb), \
{ "GET", "/bank/#/audit", ROLE_ADMIN, 0, LIST_PARAMS, bank_audit, NULL, 0 }

/* What the document program gives as a spreadsheet stands there, too. */
#define REPORT_ROUTES \
LIST_ROUTES("/ageing", LEDGER, 0, ageing_page, ageing_csv), \
LIST_ROUTES("/customer-details", LEDGER, 0, standing_page, standing_csv), \
{ "GET", "/accounts/#/details", LEDGER, 0, "on " LIST_PARAMS, \
    account_details, NULL, 0 }, \
{ "GET", "/accounts/#/details/export.csv", LEDGER, 0, LIST_PARAMS, \
    details_csv, NULL, 0 }, \
{ "GET", "/accounts/#/statements", LEDGER, 0, LIST_PARAMS, \
    account_statements, NULL, 0 }, \
LIST_ROUTES("/statements", LEDGER, 0, statement_list, statement_csv), \
{ "GET", "/statements/prepare", ROLE_BOOKS, 0, "cycle place", \
    statement_prepare_page, NULL, 0 }, \
{ "POST", "/statements/prepare", ROLE_BOOKS, 0, "cycle place day", \
    statement_prepare_post, NULL, 0 }, \
LIST_ROUTES("/notices", LEDGER, 0, notice_list, notice_csv), \
{ "GET", "/notices/chosen", ROLE_BOOKS, 0, "id+", notice_chosen, NULL, 0 }, \
{ "POST", "/notices/step", ROLE_BOOKS, 0, "id+ do", notice_step_post, NULL, \
    ROUTE_LINES }, \
{ "GET", "/notices/#", LEDGER, 0, "", notice_page, NULL, 0 }
/* clang-format on */

#endif

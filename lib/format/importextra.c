/* Fields of files of documents that no record holds. */
#include "importextra.h"

#include "text.h"

#define E struct import_extra
/* clang-format off */
#define PARTY \
{ EXTRA_ACCOUNT_NAME,     TEXT(E, account_name),     N_("Customer's Name"),   0 }, \
{ EXTRA_ACCOUNT_TAX_ID,   TEXT(E, account_tax_id),   N_("Customer's Tax Registration ID"), 0 }, \
{ EXTRA_ACCOUNT_ENDPOINT, TEXT(E, account_endpoint), N_("Customer's E-invoice Address"), 0 }, \
{ EXTRA_ACCOUNT_CODE,     TEXT(E, account_code),     N_("Customer's Number"), 0 }
#define LINE \
{ EXTRA_LINE_AMOUNT,      MONEY_IN(E, line_amount, currency), N_("Ext. Price"), 0 }, \
{ EXTRA_ITEM_NAME,        TEXT(E, item_name),        N_("Item's Name"),       0 }, \
{ EXTRA_ITEM_GTIN,        TEXT(E, item_gtin),        N_("Item's GTIN"),       0 }, \
{ EXTRA_BUYERS_ITEM_ID,   TEXT(E, buyers_item_id),   N_("Customer's Item ID"), 0 }, \
{ EXTRA_ITEM_CODE,        TEXT(E, item_code),        N_("Item's Number"),     0 }

const struct field order_extra[] = {
{ EXTRA_TOTAL,            MONEY_IN(E, total, currency),       N_("Order Total"), 0 },
{ EXTRA_TAX_TOTAL,        MONEY_IN(E, tax_total, currency),   N_("Tax Total"),   0 },
PARTY,
LINE,
{ 0 },
};

const struct field invoice_extra[] = {
{ EXTRA_TOTAL,            MONEY_IN(E, total, currency),       N_("Amount"),      0 },
{ EXTRA_TAX_TOTAL,        MONEY_IN(E, tax_total, currency),   N_("Tax Total"),   0 },
{ EXTRA_AMOUNT_PAID,      MONEY_IN(E, amount_paid, currency), N_("Amount Paid"), 0 },
{ EXTRA_BALANCE,          MONEY_IN(E, balance, currency),     N_("Balance"),     0 },
PARTY,
LINE,
{ 0 },
};
/* clang-format on */
#undef E

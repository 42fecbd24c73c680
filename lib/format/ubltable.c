/*
 * UBL 2.1 as tables: for each document the elements that we know, in the
 * order of the OASIS schemas.
 */
#include "ublparts.h"

/* clang-format off */
#define LEAF(k, n, s, m)    .name = "cbc:" n, .shape = SHAPE_##k, \
			    .off = offsetof(struct s, m)
#define WORDS(n, s, m)      { LEAF(WORDS, n, s, m) }
#define NOTE(n, s, m)       { LEAF(NOTE, n, s, m) }
#define CODE(n, s, m, a)    { LEAF(WORDS, n, s, m), .attribute = (a) }
#define AMOUNT(n, s, m)     { LEAF(AMOUNT, n, s, m), \
			      .attribute = "currencyID" }
#define PRICE(n, s, m)      { LEAF(PRICE, n, s, m), \
			      .attribute = "currencyID" }
#define QUANTITY(n, s, m)   { LEAF(QUANTITY, n, s, m), \
			      .attribute = "unitCode" }
#define PERCENT(n, s, m)    { LEAF(PERCENT, n, s, m) }
#define COUNT(n, s, m)      { LEAF(COUNT, n, s, m) }
#define DATE(n, s, m)       { LEAF(DATE, n, s, m) }
#define FLAG(n, s, m)       { LEAF(FLAG, n, s, m) }
#define SKIPPED(n)          { .name = "cbc:" n, .shape = SHAPE_SKIPPED }
#define NODE(k, n, in)      .name = "cac:" n, .shape = SHAPE_##k, .inside = in
#define STRUCT(n, s, m, in) { NODE(STRUCT, n, in), \
			      .off = offsetof(struct s, m) }
#define PATH(n, in)         { NODE(PATH, n, in) }
#define MANY(s, m)          .off = offsetof(struct s, m), \
			    .count = offsetof(struct s, m##_n), \
			    .size = sizeof *((struct s *)NULL)->m
#define NOTES(n, s, m)      { .name = "cbc:" n, .shape = SHAPE_NOTE, \
			      MANY(s, m) }
#define STRUCTS(n, s, m, in) { NODE(STRUCT, n, in), MANY(s, m) }
#define PATHS(n, s, m, in)  { NODE(PATH, n, in), MANY(s, m) }
#define READ_NOTES(n, s, m) { .name = "cbc:" n, .shape = SHAPE_NOTE, \
			      MANY(s, m), .flags = UBL_READ }
#define READ(n, s, m, in)   { NODE(STRUCT, n, in), .flags = UBL_READ, \
			      .off = offsetof(struct s, m) }
#define END                 { .name = NULL }

/* ---- what several documents have in common */

static const struct ubl_element period[] = {
	DATE("StartDate", ubl_period, start),
	DATE("EndDate", ubl_period, end),
	WORDS("DescriptionCode", ubl_period, code),
	END
};

static const struct ubl_element country[] = {
	WORDS("IdentificationCode", ubl_address, country),
	END
};
static const struct ubl_element address_line[] = {
	WORDS("Line", ubl_address, street3),
	END
};
static const struct ubl_element address[] = {
	WORDS("StreetName", ubl_address, street),
	WORDS("AdditionalStreetName", ubl_address, street2),
	WORDS("BuildingNumber", ubl_address, building),
	WORDS("CityName", ubl_address, city),
	WORDS("PostalZone", ubl_address, zone),
	WORDS("CountrySubentity", ubl_address, region),
	PATH("AddressLine", address_line),
	PATH("Country", country),
	END
};

static const struct ubl_element contact[] = {
	WORDS("Name", ubl_contact, name),
	WORDS("Telephone", ubl_contact, phone),
	WORDS("ElectronicMail", ubl_contact, mail),
	END
};

static const struct ubl_element party_id[] = {
	{ .name = "cbc:ID", .shape = SHAPE_WORDS, .attribute = "schemeID" },
	END
};
static const struct ubl_element party_name[] = {
	WORDS("Name", ubl_party, name),
	END
};
static const struct ubl_element tax_id_scheme[] = {
	WORDS("ID", ubl_tax_id, scheme),
	END
};
static const struct ubl_element party_tax[] = {
	WORDS("CompanyID", ubl_tax_id, company),
	PATH("TaxScheme", tax_id_scheme),
	END
};
static const struct ubl_element legal_entity[] = {
	WORDS("RegistrationName", ubl_party, legal_name),
	CODE("CompanyID", ubl_party, legal_id, "schemeID"),
	WORDS("CompanyLegalForm", ubl_party, legal_form),
	END
};
static const struct ubl_element party[] = {
	CODE("EndpointID", ubl_party, endpoint, "schemeID"),
	PATHS("PartyIdentification", ubl_party, ids, party_id),
	PATH("PartyName", party_name),
	STRUCT("PostalAddress", ubl_party, address, address),
	STRUCTS("PartyTaxScheme", ubl_party, taxes, party_tax),
	PATH("PartyLegalEntity", legal_entity),
	STRUCT("Contact", ubl_party, contact, contact),
	END
};
/* Of an order, a statement and an invoice. */
static const struct ubl_element trader[] = {
	WORDS("CustomerAssignedAccountID", ubl_party, account),
	{ NODE(STRUCT, "Party", party) },
	END
};
/* Of a despatch advice: the contact stands beside the party. */
static const struct ubl_element shipping_party[] = {
	CODE("EndpointID", ubl_party, endpoint, "schemeID"),
	PATHS("PartyIdentification", ubl_party, ids, party_id),
	{ NODE(PATH, "PartyName", party_name), .flags = UBL_NO_PEPPOL },
	STRUCT("PostalAddress", ubl_party, address, address),
	STRUCTS("PartyTaxScheme", ubl_party, taxes, party_tax),
	PATH("PartyLegalEntity", legal_entity),
	READ("Contact", ubl_party, contact, contact),
	END
};
static const struct ubl_element shipping_seller[] = {
	WORDS("CustomerAssignedAccountID", ubl_party, account),
	{ NODE(STRUCT, "Party", shipping_party) },
	STRUCT("DespatchContact", ubl_party, contact, contact),
	END
};
static const struct ubl_element shipping_buyer[] = {
	WORDS("CustomerAssignedAccountID", ubl_party, account),
	{ NODE(STRUCT, "Party", shipping_party) },
	STRUCT("DeliveryContact", ubl_party, contact, contact),
	END
};

static const struct ubl_element tax_scheme[] = {
	WORDS("ID", ubl_category, scheme),
	END
};
static const struct ubl_element category[] = {
	WORDS("ID", ubl_category, id),
	PERCENT("Percent", ubl_category, percent),
	WORDS("TaxExemptionReasonCode", ubl_category, code),
	NOTE("TaxExemptionReason", ubl_category, text),
	PATH("TaxScheme", tax_scheme),
	END
};
static const struct ubl_element charge[] = {
	FLAG("ChargeIndicator", ubl_charge, charge),
	WORDS("AllowanceChargeReasonCode", ubl_charge, code),
	WORDS("AllowanceChargeReason", ubl_charge, reason),
	{ LEAF(PERCENT, "MultiplierFactorNumeric", ubl_charge, percent),
	    .flags = UBL_ROUNDED },
	AMOUNT("Amount", ubl_charge, amount),
	AMOUNT("BaseAmount", ubl_charge, base),
	STRUCT("TaxCategory", ubl_charge, category, category),
	END
};
static const struct ubl_element tax_subtotal[] = {
	AMOUNT("TaxableAmount", ubl_tax, taxable),
	AMOUNT("TaxAmount", ubl_tax, amount),
	STRUCT("TaxCategory", ubl_tax, category, category),
	END
};
static const struct ubl_element tax_total[] = {
	AMOUNT("TaxAmount", ubl_tax_total, amount),
	STRUCTS("TaxSubtotal", ubl_tax_total, taxes, tax_subtotal),
	END
};
static const struct ubl_element totals[] = {
	AMOUNT("LineExtensionAmount", ubl_totals, lines),
	AMOUNT("TaxExclusiveAmount", ubl_totals, exclusive),
	AMOUNT("TaxInclusiveAmount", ubl_totals, inclusive),
	AMOUNT("AllowanceTotalAmount", ubl_totals, allowances),
	AMOUNT("ChargeTotalAmount", ubl_totals, charges),
	AMOUNT("PrepaidAmount", ubl_totals, prepaid),
	AMOUNT("PayableRoundingAmount", ubl_totals, rounding),
	AMOUNT("PayableAmount", ubl_totals, payable),
	END
};

static const struct ubl_element link[] = {
	WORDS("URI", ubl_reference, uri),
	END
};
static const struct ubl_element attachment[] = {
	SKIPPED("EmbeddedDocumentBinaryObject"),
	PATH("ExternalReference", link),
	END
};
static const struct ubl_element reference[] = {
	CODE("ID", ubl_reference, id, "schemeID"),
	DATE("IssueDate", ubl_reference, date),
	WORDS("DocumentTypeCode", ubl_reference, type),
	NOTE("DocumentDescription", ubl_reference, description),
	PATH("Attachment", attachment),
	END
};

#define ONE_ID(name, s, m) \
	static const struct ubl_element name[] = { WORDS("ID", s, m), END }
ONE_ID(despatch, ubl_document, despatch);
ONE_ID(receipt, ubl_document, receipt);
ONE_ID(tender, ubl_document, tender);
ONE_ID(contract, ubl_document, contract);
ONE_ID(quotation, ubl_document, quotation);
ONE_ID(project, ubl_document, project);
ONE_ID(item_seller, ubl_item, seller_id);
ONE_ID(item_buyer, ubl_item, buyer_id);
ONE_ID(bank_branch, ubl_bank, branch);
ONE_ID(payer_account, ubl_payment, debited);
ONE_ID(line_order, ubl_line, order);

static const struct ubl_element order_reference[] = {
	WORDS("ID", ubl_document, order),
	WORDS("SalesOrderID", ubl_document, sales_order),
	DATE("IssueDate", ubl_document, order_date),
	END
};
static const struct ubl_element invoice_reference[] = {
	{ NODE(STRUCT, "InvoiceDocumentReference", reference) },
	END
};

static const struct ubl_element location[] = {
	CODE("ID", ubl_delivery, place, "schemeID"),
	STRUCT("Address", ubl_delivery, address, address),
	END
};
static const struct ubl_element delivery_name[] = {
	WORDS("Name", ubl_delivery, name),
	END
};
static const struct ubl_element delivery_party[] = {
	PATH("PartyName", delivery_name),
	STRUCT("Contact", ubl_delivery, contact, contact),
	END
};
static const struct ubl_element delivery[] = {
	DATE("ActualDeliveryDate", ubl_delivery, date),
	READ("DeliveryAddress", ubl_delivery, address, address),
	PATH("DeliveryLocation", location),
	STRUCT("RequestedDeliveryPeriod", ubl_delivery, requested, period),
	PATH("DeliveryParty", delivery_party),
	END
};

static const struct ubl_element card[] = {
	WORDS("PrimaryAccountNumberID", ubl_payment, card),
	WORDS("NetworkID", ubl_payment, card_network),
	END
};
static const struct ubl_element bank[] = {
	CODE("ID", ubl_bank, account, "schemeID"),
	WORDS("Name", ubl_bank, owner),
	PATH("FinancialInstitutionBranch", bank_branch),
	END
};
static const struct ubl_element mandate[] = {
	WORDS("ID", ubl_payment, mandate),
	PATH("PayerFinancialAccount", payer_account),
	END
};
static const struct ubl_element payment[] = {
	CODE("PaymentMeansCode", ubl_payment, code, "name"),
	DATE("PaymentDueDate", ubl_payment, due),
	WORDS("PaymentID", ubl_payment, reference),
	PATH("CardAccount", card),
	STRUCT("PayeeFinancialAccount", ubl_payment, bank, bank),
	PATH("PaymentMandate", mandate),
	END
};
static const struct ubl_element terms[] = {
	NOTE("Note", ubl_document, terms),
	END
};

/* ---- lines */

static const struct ubl_element item_standard[] = {
	CODE("ID", ubl_item, standard_id, "schemeID"),
	END
};
static const struct ubl_element origin[] = {
	WORDS("IdentificationCode", ubl_item, origin),
	END
};
static const struct ubl_element class[] = {
	{ .name = "cbc:ItemClassificationCode", .shape = SHAPE_WORDS,
	    .attribute = "listID" },
	END
};
static const struct ubl_element property[] = {
	WORDS("Name", ubl_property, name),
	WORDS("Value", ubl_property, value),
	END
};
static const struct ubl_element item[] = {
	NOTE("Description", ubl_item, description),
	WORDS("Name", ubl_item, name),
	PATH("BuyersItemIdentification", item_buyer),
	PATH("SellersItemIdentification", item_seller),
	PATH("StandardItemIdentification", item_standard),
	PATH("OriginCountry", origin),
	PATHS("CommodityClassification", ubl_item, classes, class),
	STRUCT("ClassifiedTaxCategory", ubl_item, category, category),
	STRUCTS("AdditionalItemProperty", ubl_item, properties, property),
	END
};

static const struct ubl_element discount[] = {
	FLAG("ChargeIndicator", ubl_price, charge),
	PRICE("Amount", ubl_price, discount),
	PRICE("BaseAmount", ubl_price, gross),
	END
};
static const struct ubl_element price[] = {
	PRICE("PriceAmount", ubl_price, amount),
	QUANTITY("BaseQuantity", ubl_price, quantity),
	PATH("AllowanceCharge", discount),
	END
};

static const struct ubl_element order_line_reference[] = {
	WORDS("LineID", ubl_line, order_line),
	PATH("OrderReference", line_order),
	END
};

#define BILLED(quantity_name) \
	WORDS("ID", ubl_line, id), \
	NOTES("Note", ubl_line, notes), \
	QUANTITY(quantity_name, ubl_line, quantity), \
	AMOUNT("LineExtensionAmount", ubl_line, amount), \
	WORDS("AccountingCost", ubl_line, cost), \
	STRUCT("InvoicePeriod", ubl_line, period, period), \
	PATH("OrderLineReference", order_line_reference), \
	STRUCT("DocumentReference", ubl_line, object, reference), \
	STRUCTS("AllowanceCharge", ubl_line, charges, charge), \
	STRUCT("Item", ubl_line, item, item), \
	STRUCT("Price", ubl_line, price, price), \
	END

static const struct ubl_element invoice_line[] = {
	BILLED("InvoicedQuantity")
};
static const struct ubl_element credit_note_line[] = {
	BILLED("CreditedQuantity")
};

static const struct ubl_element line_delivery[] = {
	STRUCT("RequestedDeliveryPeriod", ubl_line, requested, period),
	END
};
static const struct ubl_element line_item[] = {
	WORDS("ID", ubl_line, id),
	READ_NOTES("Note", ubl_line, notes),
	WORDS("LineStatusCode", ubl_line, status),
	QUANTITY("Quantity", ubl_line, quantity),
	AMOUNT("LineExtensionAmount", ubl_line, amount),
	WORDS("AccountingCost", ubl_line, cost),
	PATH("Delivery", line_delivery),
	STRUCTS("AllowanceCharge", ubl_line, charges, charge),
	STRUCT("Price", ubl_line, price, price),
	STRUCT("Item", ubl_line, item, item),
	END
};
static const struct ubl_element order_line[] = {
	NOTES("Note", ubl_line, notes),
	PATH("LineItem", line_item),
	PATH("OrderLineReference", order_line_reference),
	END
};

static const struct ubl_element despatch_line[] = {
	WORDS("ID", ubl_line, id),
	NOTES("Note", ubl_line, notes),
	QUANTITY("DeliveredQuantity", ubl_line, quantity),
	QUANTITY("OutstandingQuantity", ubl_line, outstanding),
	WORDS("OutstandingReason", ubl_line, outstanding_reason),
	PATH("OrderLineReference", order_line_reference),
	STRUCT("Item", ubl_line, item, item),
	END
};

static const struct ubl_element entry_reference[] = {
	STRUCT("InvoiceDocumentReference", ubl_entry, invoice, reference),
	STRUCT("CreditNoteDocumentReference", ubl_entry, credit_note,
	    reference),
	END
};
static const struct ubl_element entry[] = {
	WORDS("ID", ubl_entry, id),
	NOTES("Note", ubl_entry, notes),
	FLAG("BalanceBroughtForwardIndicator", ubl_entry, forward),
	AMOUNT("DebitLineAmount", ubl_entry, debit),
	AMOUNT("CreditLineAmount", ubl_entry, credit),
	AMOUNT("BalanceAmount", ubl_entry, balance),
	PATH("BillingReference", entry_reference),
	END
};

/* ---- documents */

#define HEAD \
	WORDS("UBLVersionID", ubl_document, version), \
	WORDS("CustomizationID", ubl_document, customization), \
	WORDS("ProfileID", ubl_document, profile), \
	WORDS("ID", ubl_document, id)
#define ISSUED DATE("IssueDate", ubl_document, issued)
#define CURRENCY WORDS("DocumentCurrencyCode", ubl_document, currency)
#define TAX_CURRENCY WORDS("TaxCurrencyCode", ubl_document, tax_currency)
#define COST WORDS("AccountingCost", ubl_document, cost)
#define DOC_NOTES NOTES("Note", ubl_document, notes)
#define TYPE(n) WORDS(n, ubl_document, type)
#define ATTACHED \
	STRUCTS("AdditionalDocumentReference", ubl_document, attached, \
	    reference)
#define SELLER(n, in) STRUCT(n, ubl_document, seller, in)
#define BUYER(n, in) STRUCT(n, ubl_document, buyer, in)
#define DELIVERY STRUCT("Delivery", ubl_document, delivery, delivery)
#define PAYMENTS STRUCTS("PaymentMeans", ubl_document, payments, payment)
#define TERMS PATH("PaymentTerms", terms)
#define CHARGES STRUCTS("AllowanceCharge", ubl_document, charges, charge)
#define TAX_TOTALS STRUCTS("TaxTotal", ubl_document, tax_totals, tax_total)
#define TOTALS(n) STRUCT(n, ubl_document, totals, totals)
#define LINES(n, in) STRUCTS(n, ubl_document, lines, in)

/* From the currency to the invoices it is about. */
#define BILL_MIDDLE \
	CURRENCY, TAX_CURRENCY, COST, \
	WORDS("BuyerReference", ubl_document, buyer_reference), \
	STRUCT("InvoicePeriod", ubl_document, period, period), \
	PATH("OrderReference", order_reference), \
	PATHS("BillingReference", ubl_document, corrects, \
	    invoice_reference), \
	PATH("DespatchDocumentReference", despatch), \
	PATH("ReceiptDocumentReference", receipt)
#define BILL_END \
	SELLER("AccountingSupplierParty", trader), \
	BUYER("AccountingCustomerParty", trader), \
	STRUCT("PayeeParty", ubl_document, payee, party), \
	STRUCT("TaxRepresentativeParty", ubl_document, agent, party), \
	DELIVERY, PAYMENTS, TERMS, CHARGES, TAX_TOTALS, \
	TOTALS("LegalMonetaryTotal")

static const struct ubl_element invoice[] = {
	HEAD, ISSUED,
	DATE("DueDate", ubl_document, due),
	TYPE("InvoiceTypeCode"),
	DOC_NOTES,
	DATE("TaxPointDate", ubl_document, tax_point),
	BILL_MIDDLE,
	PATH("OriginatorDocumentReference", tender),
	PATH("ContractDocumentReference", contract),
	ATTACHED,
	PATH("ProjectReference", project),
	BILL_END,
	LINES("InvoiceLine", invoice_line),
	END
};
static const struct ubl_element credit_note[] = {
	HEAD, ISSUED,
	DATE("TaxPointDate", ubl_document, tax_point),
	TYPE("CreditNoteTypeCode"),
	DOC_NOTES,
	BILL_MIDDLE,
	PATH("ContractDocumentReference", contract),
	ATTACHED,
	PATH("OriginatorDocumentReference", tender),
	BILL_END,
	LINES("CreditNoteLine", credit_note_line),
	END
};
static const struct ubl_element order[] = {
	HEAD,
	WORDS("SalesOrderID", ubl_document, sales_order),
	ISSUED,
	TYPE("OrderTypeCode"),
	DOC_NOTES, CURRENCY, TAX_CURRENCY,
	WORDS("CustomerReference", ubl_document, buyer_reference),
	COST,
	STRUCT("ValidityPeriod", ubl_document, period, period),
	PATH("QuotationDocumentReference", quotation),
	PATH("OriginatorDocumentReference", tender),
	ATTACHED,
	PATH("Contract", contract),
	PATH("ProjectReference", project),
	BUYER("BuyerCustomerParty", trader),
	SELLER("SellerSupplierParty", trader),
	DELIVERY, PAYMENTS, TERMS, CHARGES, TAX_TOTALS,
	TOTALS("AnticipatedMonetaryTotal"),
	LINES("OrderLine", order_line),
	END
};
static const struct ubl_element answered[] = {
	WORDS("ID", ubl_document, order),
	DATE("IssueDate", ubl_document, order_date),
	END
};
static const struct ubl_element order_response[] = {
	HEAD,
	WORDS("SalesOrderID", ubl_document, sales_order),
	ISSUED,
	TYPE("OrderResponseCode"),
	DOC_NOTES, CURRENCY, TAX_CURRENCY,
	WORDS("CustomerReference", ubl_document, buyer_reference),
	COST,
	STRUCT("ValidityPeriod", ubl_document, period, period),
	PATH("OrderReference", answered),
	ATTACHED,
	PATH("Contract", contract),
	SELLER("SellerSupplierParty", trader),
	BUYER("BuyerCustomerParty", trader),
	DELIVERY, PAYMENTS, TERMS, CHARGES, TAX_TOTALS,
	TOTALS("LegalMonetaryTotal"),
	LINES("OrderLine", order_line),
	END
};

static const struct ubl_element despatch_dates[] = {
	DATE("ActualDespatchDate", ubl_document, despatched),
	END
};
static const struct ubl_element shipment_delivery[] = {
	/* In the struct of the document, unlike in the others. */
	STRUCT("DeliveryAddress", ubl_document, delivery.address, address),
	STRUCT("RequestedDeliveryPeriod", ubl_document, delivery.requested,
	    period),
	PATH("Despatch", despatch_dates),
	END
};
static const struct ubl_element shipment[] = {
	WORDS("ID", ubl_document, shipment),
	PATH("Delivery", shipment_delivery),
	END
};
static const struct ubl_element despatch_advice[] = {
	HEAD, ISSUED,
	TYPE("DespatchAdviceTypeCode"),
	DOC_NOTES,
	PATH("OrderReference", order_reference),
	ATTACHED,
	SELLER("DespatchSupplierParty", shipping_seller),
	BUYER("DeliveryCustomerParty", shipping_buyer),
	PATH("Shipment", shipment),
	LINES("DespatchLine", despatch_line),
	END
};

static const struct ubl_element statement[] = {
	HEAD, ISSUED,
	DOC_NOTES, CURRENCY,
	AMOUNT("TotalDebitAmount", ubl_document, debit),
	AMOUNT("TotalCreditAmount", ubl_document, credit),
	AMOUNT("TotalBalanceAmount", ubl_document, balance),
	COUNT("LineCountNumeric", ubl_document, entries_count),
	TYPE("StatementTypeCode"),
	STRUCT("StatementPeriod", ubl_document, period, period),
	ATTACHED,
	SELLER("AccountingSupplierParty", trader),
	BUYER("AccountingCustomerParty", trader),
	STRUCT("PayeeParty", ubl_document, payee, party),
	PAYMENTS, TERMS, CHARGES, TAX_TOTALS,
	STRUCTS("StatementLine", ubl_document, entries, entry),
	END
};
/* clang-format on */

const struct ubl_element *const ubl_elements[UBL_KINDS] = {
	[UBL_INVOICE] = invoice,
	[UBL_CREDIT_NOTE] = credit_note,
	[UBL_ORDER] = order,
	[UBL_ORDER_RESPONSE] = order_response,
	[UBL_DESPATCH_ADVICE] = despatch_advice,
	[UBL_STATEMENT] = statement,
};

/* What is known of each event: who is told, its values, what its mail says
 * where nobody wrote a template. */
#include "template.h"

#include "../base/text.h"

const struct mail_value mail_common[] = {
	{ "name", N_("Maria Anders") },
	{ "company", N_("Northwind GmbH") },
	{ "portal", N_("Northwind customer portal") },
	{ "link", N_("https://portal.example.com/portal/cases/12") },
	{ NULL, NULL },
};

#define CASE_VALUES                                                            \
	{ "number", N_("CS-000123") }, { "subject", N_("Label is missing") },  \
	    { "status", N_("Open") },                                          \
	{                                                                      \
		"message",                                                     \
		    N_("We have looked at it and send a new one today.")       \
	}
#define ORDER_VALUES                                                           \
	{ "number", N_("SO-000042") }, { "po", N_("4711") },                   \
	    { "date", N_("29 Nov 2026") }, { "total", N_("1,234.50 EUR") },    \
	{                                                                      \
		"lines", N_("10 PCE CHAI - Chai, box of 10")                   \
	}

const struct mail_fact mail_facts[] = {
	{ MAIL_CASE_CREATED, MAILS_CASES, 0, { CASE_VALUES },
	    N_("[{{number}}] {{subject}}"),
	    N_("{{name}},\n\n"
	       "we have opened case {{number}} for you: {{subject}}\n\n"
	       "{{message}}\n\n"
	       "You will hear from us. You can read it and add to it "
	       "here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_CASE_ANSWERED, MAILS_CASES, 0, { CASE_VALUES },
	    N_("[{{number}}] {{subject}}"),
	    N_("{{name}},\n\n"
	       "we have answered your case {{number}}, {{subject}}:\n\n"
	       "{{message}}\n\n"
	       "You can read all of it and answer here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_CASE_CLOSED, MAILS_CASES, 0, { CASE_VALUES },
	    N_("[{{number}}] closed: {{subject}}"),
	    N_("{{name}},\n\n"
	       "your case {{number}}, {{subject}}, is closed.\n\n"
	       "{{message}}\n\n"
	       "If something is still open, answer there, which opens it "
	       "again:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_CASE_REOPENED, MAILS_CASES, 0, { CASE_VALUES },
	    N_("[{{number}}] open again: {{subject}}"),
	    N_("{{name}},\n\n"
	       "we have opened your case {{number}}, {{subject}}, again.\n\n"
	       "{{message}}\n\n"
	       "You can follow it here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_CASE_FOR_STAFF, 0, MAIL_TO_STAFF,
	    { CASE_VALUES, { "what", N_("A new case") },
		{ "customer", N_("Alfreds Futterkiste") },
		{ "contact", N_("Maria Anders") }, { "severity", N_("High") } },
	    N_("[{{number}}] {{what}}: {{subject}}"),
	    N_("{{what}}: {{number}}, {{subject}}\n\n"
	       "Customer: {{customer}}\n\n"
	       "Contact: {{contact}}\n\n"
	       "Severity: {{severity}}\n\n"
	       "{{message}}\n\n"
	       "{{link}}") },
	{ MAIL_ORDER_PLACED, MAILS_ORDERS, 0, { ORDER_VALUES },
	    N_("We have received your order {{number}}"),
	    N_("{{name}},\n\n"
	       "thank you for your order {{number}} of {{date}}.\n\n"
	       "Your order number: {{po}}\n\n"
	       "{{lines}}\n\n"
	       "Total: {{total}}\n\n"
	       "You can follow it here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_ORDER_CONFIRMED, MAILS_ORDERS, 0, { ORDER_VALUES },
	    N_("Your order {{number}} is confirmed"),
	    N_("{{name}},\n\n"
	       "your order {{number}} of {{date}} is confirmed.\n\n"
	       "Your order number: {{po}}\n\n"
	       "{{lines}}\n\n"
	       "Total: {{total}}\n\n"
	       "You can follow it here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_ORDER_SHIPPED, MAILS_ORDERS, 0,
	    { ORDER_VALUES, { "shipment", N_("SH-000017") },
		{ "carrier", N_("DHL") },
		{ "tracking", N_("00340434161094021501") } },
	    N_("Your order {{number}} is on its way"),
	    N_("{{name}},\n\n"
	       "these goods of your order {{number}} have left our house "
	       "with shipment {{shipment}}:\n\n"
	       "{{lines}}\n\n"
	       "Carrier: {{carrier}}\n\n"
	       "Tracking number: {{tracking}}\n\n"
	       "You can follow your order here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_INVOICE_ISSUED, MAILS_INVOICES, 0,
	    { { "kind", N_("Invoice") }, { "number", N_("INV-000099") },
		{ "date", N_("29 Nov 2026") }, { "due", N_("29 Dec 2026") },
		{ "total", N_("1,234.50 EUR") },
		{ "balance", N_("1,234.50 EUR") } },
	    N_("{{kind}} {{number}}"),
	    N_("{{name}},\n\n"
	       "{{kind}} {{number}} of {{date}} is ready for you.\n\n"
	       "Total: {{total}}\n\n"
	       "Due: {{due}}\n\n"
	       "You find it as a PDF and can pay it here:\n{{link}}\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_STATEMENT, MAILS_STATEMENTS, MAIL_IN_BATCH | MAIL_FIGURES,
	    { { "date", N_("29 Nov 2026") },
		{ "figures", N_("You owe: 1,234.50 EUR") } },
	    N_("Statement of account, {{date}}"),
	    N_("{{name}},\n\n"
	       "Enclosed is your statement of account of {{date}}, as a "
	       "PDF.\n\n"
	       "{{figures}}\n\n"
	       "Your open documents, and how to pay them:\n{{link}}\n\n"
	       "Thank you.\n{{company}}") },
	{ MAIL_REMINDER, MAILS_STATEMENTS, MAIL_IN_BATCH | MAIL_FIGURES,
	    { { "date", N_("29 Nov 2026") }, { "level", N_("1") },
		{ "words", N_("Surely you have only overlooked it.") },
		{ "figures", N_("Of it overdue: 100.00 EUR") },
		{ "rows", N_("Invoice INV-000099, due 29 Oct 2026: 100.00") },
		{ "pay", N_("IBAN: DE89 3704 0044 0532 0130 00") } },
	    N_("Reminder {{date}}"),
	    N_("{{name}},\n\n"
	       "{{words}}\n\n"
	       "{{figures}}\n\n"
	       "{{rows}}\n\n"
	       "{{pay}}\n\n"
	       "Your open documents, and how to pay them:\n{{link}}\n\n"
	       "Thank you.\n{{company}}") },
	{ MAIL_INVITATION, 0, MAIL_URGENT | MAIL_ALWAYS | MAIL_IN_BATCH,
	    { { "inviter", N_("Hanna Moos") }, { "login", N_("m.anders") },
		{ "until", N_("30 Nov 2026, 14:00") } },
	    N_("Your access to {{portal}}"),
	    N_("{{name}},\n\n"
	       "{{inviter}} invites you to {{portal}}.\n\n"
	       "Choose a password of your own here, and you are in:\n"
	       "{{link}}\n\n"
	       "Your login: {{login}}\n\n"
	       "The link works once, until {{until}}.\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_RESET, 0, MAIL_URGENT | MAIL_ALWAYS | MAIL_IN_BATCH,
	    { { "login", N_("m.anders") },
		{ "until", N_("29 Nov 2026, 15:00") } },
	    N_("A new password for {{portal}}"),
	    N_("{{name}},\n\n"
	       "a new password was asked for. Choose it here:\n{{link}}\n\n"
	       "Your login: {{login}}\n\n"
	       "The link works once, until {{until}}. If it was not you who "
	       "asked, you need not do anything: your password stays as it "
	       "is.\n\n"
	       "Kind regards\n{{company}}") },
	{ MAIL_SECURITY, 0, MAIL_URGENT | MAIL_ALWAYS | MAIL_IN_BATCH,
	    { { "what", N_("Your password was changed.") },
		{ "when", N_("29 Nov 2026, 14:00 UTC") },
		{ "login", N_("m.anders") } },
	    N_("Security of your account: {{portal}}"),
	    N_("{{name}},\n\n"
	       "{{what}}\n\n"
	       "Login: {{login}}\n\n"
	       "When: {{when}}\n\n"
	       "If that was you, all is well. If it was not, change your "
	       "password now and tell us.\n\n"
	       "Kind regards\n{{company}}") },
	{ .event = 0 },
};
#undef CASE_VALUES
#undef ORDER_VALUES

const struct mail_fact *
mail_fact(int64_t event)
{
	const struct mail_fact *f = mail_facts;

	while (f->event != 0 && (int64_t)f->event != event)
		f++;
	return f->event != 0 ? f : NULL;
}

/* Our bank account, for people and for their phones. */
#include <stdlib.h>
#include <string.h>

#include "base/transfer.h"
#include "pay.h"
#include "print/qr.h"

static const char *
holder(const struct company *c)
{
	return c->legal_name[0] != '\0' ? c->legal_name : c->main_name;
}

static void
draw(struct req *r, const char *contents)
{
	unsigned char *squares;
	int side = qr_make(contents, &squares);

	if (side > 0)
		code_drawing(r, squares, side,
		    _("Code of this transfer, for your bank's app"),
		    _("Scan it with your bank's app."));
	free(squares);
}

/* The code is of the euro area: other currencies have the words alone. */
static void
code(struct req *r, const struct company *c, const struct transfer_words *w)
{
	char contents[TRANSFER_CODE];
	const struct transfer t = { .name = holder(c),
		.iban = c->iban,
		.bic = c->bic,
		.amount = w->amount,
		.reference = w->reference[0] != '\0' ? w->reference : NULL,
		.text = w->text };

	if (strcmp(w->currency, "EUR") == 0 && transfer_code(&t, contents))
		draw(r, contents);
}

static void
filled(struct req *r, const char *label, const char *value)
{
	if (value[0] != '\0')
		kv_text(r, label, value);
}

void
transfer_card(
    struct req *r, const struct company *c, const struct transfer_words *w)
{
	char iban[48];

	if (c->iban[0] == '\0')
		return;
	transfer_iban_print(c->iban, iban, sizeof iban);
	card_open(r, "h-transfer", _("By bank transfer"), NULL, NULL);
	code(r, c, w);
	kv_open(r);
	filled(r, _("Account holder"), holder(c));
	kv_text(r, _("IBAN"), iban);
	filled(r, _("BIC"), c->bic);
	filled(r, _("Bank"), c->bank_name);
	kv_text(r, _("Amount"), amount_words(r, w->amount, w->currency));
	if (w->reference[0] != '\0')
		kv_text(r, _("Reference"), w->reference);
	else
		filled(r, _("Purpose"), w->text);
	kv_close(r);
	html(r, "<p class=\"small muted\">");
	text(r,
	    _("Please give exactly this, so that we find your payment by "
	      "itself."));
	html(r, "</p>");
	card_close(r);
}

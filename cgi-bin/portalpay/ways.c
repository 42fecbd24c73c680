/* Our bank account, for people and for their phones. */
#include <stdlib.h>
#include <string.h>

#include "base/transfer.h"
#include "pay.h"
#include "print/qr.h"

enum { QUIET = 4 }; /* squares of light that a reader wants around a code */

/* Runs of dark squares, row by row, as one path. */
static void
code_path(struct req *r, const unsigned char *squares, int side)
{
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++) {
			int from = x;

			while (x < side && (squares[y * side + x] & 1))
				x++;
			if (x > from)
				textf(r, "M%d %dh%dv1h-%dz", from + QUIET,
				    y + QUIET, x - from, x - from);
		}
}

static void
code_drawing(struct req *r, const char *contents)
{
	unsigned char *squares;
	int side = qr_make(contents, &squares);

	if (side == 0)
		return;
	html(r, "<div class=\"qr\"><svg viewBox=\"0 0 ");
	textf(r, "%d %d", side + 2 * QUIET, side + 2 * QUIET);
	html(r, "\" role=\"img\" aria-label=\"");
	text(r, _("Code of this transfer, for your bank's app"));
	html(r, "\"><path class=\"light\" d=\"M0 0h");
	textf(r, "%dv%dh-%dz", side + 2 * QUIET, side + 2 * QUIET,
	    side + 2 * QUIET);
	html(r, "\"/><path d=\"");
	code_path(r, squares, side);
	html(r, "\"/></svg><p class=\"small muted\">");
	text(r, _("Scan it with your bank's app."));
	html(r, "</p></div>");
	free(squares);
}

static const char *
holder(const struct company *c)
{
	return c->legal_name[0] != '\0' ? c->legal_name : c->main_name;
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
		code_drawing(r, contents);
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

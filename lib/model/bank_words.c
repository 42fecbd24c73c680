/*
 * Numbers of documents in what a payer wrote: as they are, in lower case, with
 * blanks in them, without their zeros, or as a creditor reference (ISO 11649).
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "../store/store.h"
#include "bankparts.h"
#include "payment.h"

enum {
	WORDS = 40,
	WORD = 31,   /* as long as a number can be */
	LETTERS = 6, /* in front of a number of ours */
	DIGITS = 6,
	FEWEST = 3, /* digits alone */
	NAMED = 5   /* letters of a number, where blanks do not count */
};

struct words {
	char at[WORDS][WORD];
	int n;
};

struct naming {
	struct txn *x;
	const struct bank_entry *b;
	struct bank_docs *found;
};

/* ---- words */

static bool
in_word(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80) != 0 ||
	    (c != '\0' && strchr("-/._", c) != NULL);
}

static void
add_word(struct words *w, const char *from, size_t n)
{
	while (n > 0 && strchr("-/._", *from) != NULL) {
		from++;
		n--;
	}
	while (n > 0 && strchr("-/._", from[n - 1]) != NULL)
		n--;
	if (n == 0 || n >= WORD || w->n == WORDS)
		return;
	memcpy(w->at[w->n], from, n);
	w->at[w->n++][n] = '\0';
}

static void
split(struct words *w, const char *s)
{
	while (*s != '\0') {
		size_t n = 0;

		while (in_word(s[n]))
			n++;
		add_word(w, s, n);
		s += n;
		while (*s != '\0' && !in_word(*s))
			s++;
	}
}

/* ---- finding */

static void
keep(struct naming *k, const struct invoice *inv, bool weak)
{
	struct bank_docs *d = k->found;

	if (strcmp(inv->currency, k->b->currency) != 0 ||
	    inv->issued != IS_YES || d->n == BANK_DOCS ||
	    (weak && inv->balance != k->b->amount))
		return;
	for (int i = 0; i < d->n; i++)
		if (d->at[i].id == inv->id) {
			d->at[i].weak = d->at[i].weak && weak;
			return;
		}
	d->at[d->n] = (struct bank_doc){ inv->id, inv->account_id,
		inv->status == INVOICE_IS_OPEN ? inv->balance : 0, weak, "" };
	memcpy(d->at[d->n++].no, inv->invoice_no, sizeof inv->invoice_no);
}

/* The number that an announced payment was given for its payer. */
static void
look_up_announced(struct naming *k, const char *number)
{
	struct payment p = { .id = 0 };

	if (k->found->announced == 0 &&
	    str_copy(p.payment_no, sizeof p.payment_no, number) &&
	    store_find(k->x, &payment_entity, PAYMENT_BY_NO, &p) == RC_OK &&
	    p.status == PAYMENT_PENDING && p.method != METHOD_CARD &&
	    strcmp(p.currency, k->b->currency) == 0)
		k->found->announced = p.id;
}

static void
look_up(struct naming *k, const char *number, bool weak)
{
	static const int64_t types[] = { INVOICE_INVOICE, INVOICE_DEBIT };

	for (int i = 0; i < 2; i++) {
		struct invoice inv = { .doc_type = types[i] };

		if (str_copy(inv.invoice_no, sizeof inv.invoice_no, number) &&
		    store_find(k->x, &invoice_entity, INVOICE_BY_NO, &inv) ==
			RC_OK)
			keep(k, &inv, weak);
	}
	if (!weak)
		look_up_announced(k, number);
}

/* Letters and digits: with six digits, as our own are. */
static void
look_up_padded(struct naming *k, const char *word)
{
	char letters[LETTERS + 1] = "", number[WORD + DIGITS];
	const char *s = word;
	size_t n = 0;
	bool digits;

	while (isalpha((unsigned char)*s) && n < LETTERS)
		letters[n++] = *s++;
	while (*s != '\0' && strchr("-/._", *s) != NULL)
		s++;
	digits = *s != '\0' && s[strspn(s, "0123456789")] == '\0';
	s += strspn(s, "0");
	if (!digits || *s == '\0' || strlen(s) > DIGITS)
		return;
	if (n > 0) {
		str_printf(number, sizeof number, "%s%06ld", letters,
		    strtol(s, NULL, 10));
		look_up(k, number, false);
		return;
	}
	look_up(k, s, true);
	str_printf(number, sizeof number, "INV%06ld", strtol(s, NULL, 10));
	look_up(k, number, true);
}

static void
look_up_word(struct naming *k, const char *word)
{
	bool digits = word[strspn(word, "0123456789")] == '\0';

	if (digits && strlen(word) < FEWEST)
		return;
	look_up(k, word, digits);
	look_up_padded(k, word);
	/* "RF47" stands before a number in a creditor reference. */
	if (strncasecmp(word, "RF", 2) == 0 &&
	    isdigit((unsigned char)word[2]) &&
	    isdigit((unsigned char)word[3]) && word[4] != '\0') {
		look_up(k, word + 4, false);
		look_up_padded(k, word + 4);
	}
}

/* With one or two words behind it: a number in groups. */
static void
look_up_joined(struct naming *k, const struct words *w, int i)
{
	char joined[4 * WORD];

	str_copy(joined, sizeof joined, w->at[i]);
	for (int j = 1; j < 6 && i + j < w->n; j++) {
		size_t n = strlen(joined);

		str_copy(joined + n, sizeof joined - n, w->at[i + j]);
		if (strlen(joined) >= WORD)
			return;
		if (isalpha((unsigned char)joined[0]))
			look_up_word(k, joined);
	}
}

void
bank_named(struct txn *x, const struct bank_entry *b, struct bank_docs *found)
{
	struct naming k = { x, b, found };
	struct words w = { .n = 0 };

	found->n = 0;
	found->announced = 0;
	split(&w, b->reference);
	split(&w, b->text);
	for (int i = 0; i < w.n; i++) {
		look_up_word(&k, w.at[i]);
		look_up_joined(&k, &w, i);
	}
}

/* Letters and digits only, in upper case. */
static size_t
bare(const char *s, char *to, size_t size)
{
	size_t n = 0;

	for (; *s != '\0' && n + 1 < size; s++)
		if (isalnum((unsigned char)*s))
			to[n++] = (char)toupper((unsigned char)*s);
	to[n] = '\0';
	return n;
}

bool
bank_names(const struct bank_entry *b, const char *number)
{
	char no[WORD], said[sizeof b->text];

	if (bare(number, no, sizeof no) < NAMED)
		return false;
	bare(b->reference, said, sizeof said);
	if (strstr(said, no) != NULL)
		return true;
	bare(b->text, said, sizeof said);
	return strstr(said, no) != NULL;
}

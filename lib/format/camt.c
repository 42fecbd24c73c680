/*
 * camt.053 and camt.054 of ISO 20022: statements and notifications of a bank.
 * Versions differ in a few names and in their namespace, so elements are
 * found by local name. Entries that are booked become rows; one that holds
 * several transactions becomes a row for each.
 *
 * CdtDbtInd says which way the money went; RvslInd that it went back, and
 * not that the other is to be turned round.
 */
#include <string.h>

#include "amount.h"
#include "bankrow.h"
#include "mem.h"
#include "str.h"
#include "text.h"
#include "xml.h"

enum { STEP = 40, DAY_TEXT = 10 };

struct statement {
	struct converted *to;
	struct arena *mem;
	const struct xml_node *node;
	struct bank_row begin; /* what every row of it has */
	int64_t sum;           /* of booked entries */
	bool summed;
	struct xml_fault *f;
};

/* ---- finding */

static const struct xml_node *
kid(const struct xml_node *node, const char *name)
{
	const struct xml_node *k = node != NULL ? xml_first(node) : NULL;

	while (k != NULL && strcmp(xml_name(k), name) != 0)
		k = xml_next(k);
	return k;
}

static const struct xml_node *
next_of(const struct xml_node *k, const char *name)
{
	do
		k = xml_next(k);
	while (k != NULL && strcmp(xml_name(k), name) != 0);
	return k;
}

/* "Refs/EndToEndId": the first of each name. */
static const struct xml_node *
at(const struct xml_node *node, const char *path)
{
	while (node != NULL && *path != '\0') {
		size_t n = strcspn(path, "/");
		char name[STEP];

		str_printf(name, sizeof name, "%.*s", (int)n, path);
		node = kid(node, name);
		path += n + (path[n] == '/');
	}
	return node;
}

static const char *
said(struct statement *s, const struct xml_node *node, const char *path)
{
	const struct xml_node *k = at(node, path);

	return k != NULL ? str_trim(xml_text(k, s->mem)) : "";
}

/* Of the first path that says something. */
static const char *
said_either(struct statement *s, const struct xml_node *node, const char *first,
    const char *second)
{
	const char *text = said(s, node, first);

	return *text != '\0' ? text : said(s, node, second);
}

static bool
refuse(struct statement *s, const struct xml_node *node, const char *why)
{
	s->f->code = "X_KIND";
	s->f->line = node != NULL ? xml_line(node) : 1;
	s->f->column = 1;
	str_copy(s->f->text, sizeof s->f->text, why);
	return false;
}

/* ---- amounts and days */

static bool
is_debit(struct statement *s, const struct xml_node *node, bool otherwise)
{
	const char *way = said(s, node, "CdtDbtInd");

	return *way != '\0' ? strcmp(way, "DBIT") == 0 : otherwise;
}

static bool
take_amount(const char *text, bool debit, int64_t *to)
{
	if (!amount_parse(text, BANK_PLACES, to, NULL))
		return false;
	if (debit)
		*to = -*to;
	return true;
}

static void
take_day(struct statement *s, const struct xml_node *node, const char *name,
    char to[12])
{
	const char *day = said_either(s, kid(node, name), "Dt", "DtTm");

	if (*day != '\0')
		str_printf(to, 12, "%.*s", DAY_TEXT, day);
}

/* ---- who, and what for */

static void
take_party(struct statement *s, const struct xml_node *parties, const char *who,
    struct bank_row *row)
{
	const struct xml_node *party = kid(parties, who);
	const char *name = said_either(s, party, "Nm", "Pty/Nm");
	const struct xml_node *account;
	char key[STEP];

	bank_cut(row->b.payer_name, sizeof row->b.payer_name, name);
	str_printf(key, sizeof key, "%sAcct", who);
	account = kid(parties, key);
	bank_cut(row->b.payer_account, sizeof row->b.payer_account,
	    said_either(s, account, "Id/IBAN", "Id/Othr/Id"));
}

static void
take_parties(
    struct statement *s, const struct xml_node *tx, struct bank_row *row)
{
	const struct xml_node *parties = kid(tx, "RltdPties");
	bool in = row->amount > 0;

	take_party(s, parties, in ? "Dbtr" : "Cdtr", row);
	/* What came back names the two as they were on the way out. */
	if (row->b.payer_name[0] == '\0' && row->b.payer_account[0] == '\0')
		take_party(s, parties, in ? "Cdtr" : "Dbtr", row);
}

static void
add_text(struct bank_row *row, const char *text)
{
	if (strcmp(text, row->b.reference) != 0)
		bank_add(row->b.text, sizeof row->b.text, text);
}

static void
take_remittance(
    struct statement *s, const struct xml_node *tx, struct bank_row *row)
{
	const struct xml_node *about = kid(tx, "RmtInf");
	const char *end = said(s, tx, "Refs/EndToEndId");
	const char *reference = "";

	if (strcmp(end, "NOTPROVIDED") == 0)
		end = "";
	for (const struct xml_node *k = kid(about, "Strd");
	     k != NULL && *reference == '\0'; k = next_of(k, "Strd"))
		reference = said(s, k, "CdtrRefInf/Ref");
	if (*reference == '\0')
		reference = end;
	bank_cut(row->b.reference, sizeof row->b.reference, reference);
	for (const struct xml_node *k = kid(about, "Ustrd"); k != NULL;
	     k = next_of(k, "Ustrd"))
		add_text(row, xml_text(k, s->mem));
	for (const struct xml_node *k = kid(about, "Strd"); k != NULL;
	     k = next_of(k, "Strd"))
		add_text(row, said(s, k, "RfrdDocInf/Nb"));
	add_text(row, end);
	add_text(row, said(s, tx, "AddtlTxInf"));
}

/* ---- entries */

/* How many transactions; sum of their amounts where all have one. */
static int
count_details(struct statement *s, const struct xml_node *entry, bool debit,
    const char *currency, bool *good, int64_t *sum)
{
	int n = 0;

	*good = true;
	*sum = 0;
	for (const struct xml_node *d = kid(entry, "NtryDtls"); d != NULL;
	     d = next_of(d, "NtryDtls"))
		for (const struct xml_node *t = kid(d, "TxDtls"); t != NULL;
		     t = next_of(t, "TxDtls")) {
			const struct xml_node *a = kid(t, "Amt");
			const char *in;
			int64_t part = 0;

			if (a == NULL)
				a = at(t, "AmtDtls/TxAmt/Amt");
			in = a != NULL ? xml_attribute(a, "Ccy") : NULL;
			*good = *good && in != NULL &&
			    strcmp(in, currency) == 0 &&
			    take_amount(str_trim(xml_text(a, s->mem)),
				is_debit(s, t, debit), &part) &&
			    amount_add(*sum, part, sum);
			n++;
		}
	return n;
}

static void
put_detail(struct statement *s, const struct xml_node *entry,
    const struct xml_node *tx, struct bank_row *row, int nth)
{
	const char *own = said(s, tx, "Refs/AcctSvcrRef");
	const char *of_entry = said(s, entry, "AcctSvcrRef");

	row->line = xml_line(tx);
	take_parties(s, tx, row);
	take_remittance(s, tx, row);
	if (row->b.text[0] == '\0')
		add_text(row, said(s, entry, "AddtlNtryInf"));
	if (nth == 0)
		bank_cut(row->b.bank_ref, sizeof row->b.bank_ref,
		    *of_entry != '\0' ? of_entry : own);
	else if (*own != '\0' || *of_entry == '\0')
		bank_cut(row->b.bank_ref, sizeof row->b.bank_ref, own);
	else
		str_printf(row->b.bank_ref, sizeof row->b.bank_ref, "%.60s/%d",
		    of_entry, nth);
	bank_put(s->to, row);
}

/* A row for each transaction of a batch. */
static void
put_details(struct statement *s, const struct xml_node *entry, bool debit,
    const struct bank_row *whole)
{
	int nth = 0;

	for (const struct xml_node *d = kid(entry, "NtryDtls"); d != NULL;
	     d = next_of(d, "NtryDtls"))
		for (const struct xml_node *t = kid(d, "TxDtls"); t != NULL;
		     t = next_of(t, "TxDtls")) {
			const struct xml_node *a = kid(t, "Amt");
			struct bank_row row = *whole;

			if (a == NULL)
				a = at(t, "AmtDtls/TxAmt/Amt");
			if (take_amount(str_trim(xml_text(a, s->mem)),
				is_debit(s, t, debit), &row.amount))
				put_detail(s, entry, t, &row, ++nth);
		}
}

static void
put_entry(struct statement *s, const struct xml_node *entry, bool debit,
    struct bank_row *row)
{
	bool good;
	int64_t sum;
	int n = count_details(s, entry, debit, row->b.currency, &good, &sum);

	if (n > 1 && good && sum == row->amount)
		put_details(s, entry, debit, row);
	else
		put_detail(s, entry,
		    at(entry, "NtryDtls/TxDtls") != NULL ?
			at(entry, "NtryDtls/TxDtls") :
			entry,
		    row, 0);
}

static bool
take_entry(struct statement *s, const struct xml_node *entry)
{
	const struct xml_node *amount = kid(entry, "Amt");
	const char *currency =
	    amount != NULL ? xml_attribute(amount, "Ccy") : NULL;
	bool debit = is_debit(s, entry, false);
	struct bank_row row = s->begin;

	if (strcmp(said_either(s, entry, "Sts/Cd", "Sts"), "BOOK") != 0)
		return true;
	row.line = xml_line(entry);
	if (currency != NULL)
		(void)str_copy(row.b.currency, sizeof row.b.currency, currency);
	if (amount == NULL ||
	    !take_amount(
		str_trim(xml_text(amount, s->mem)), debit, &row.amount))
		return refuse(s, entry, _("An entry has no amount."));
	s->summed = s->summed && amount_add(s->sum, row.amount, &s->sum);
	take_day(s, entry, "ValDt", row.booked);
	take_day(s, entry, "BookgDt", row.booked);
	take_day(s, entry, "ValDt", row.value);
	put_entry(s, entry, debit, &row);
	return true;
}

/* ---- statements */

/* The balance of this code; false: there is none. */
static bool
find_balance(struct statement *s, const char *code, int64_t *to)
{
	for (const struct xml_node *b = kid(s->node, "Bal"); b != NULL;
	     b = next_of(b, "Bal"))
		if (strcmp(said(s, b, "Tp/CdOrPrtry/Cd"), code) == 0)
			return take_amount(
			    said(s, b, "Amt"), is_debit(s, b, false), to);
	return false;
}

static void
check_balances(struct statement *s)
{
	char sum[AMOUNT_TEXT], apart[AMOUNT_TEXT];
	int64_t from, to, difference;
	int d = currency_decimals(s->begin.b.currency);

	if ((!find_balance(s, "OPBD", &from) &&
		!find_balance(s, "PRCD", &from)) ||
	    !find_balance(s, "CLBD", &to) || !s->summed ||
	    !amount_subtract(to, from, &difference) || difference == s->sum)
		return;
	amount_print(s->sum, BANK_PLACES, d, sum, sizeof sum);
	amount_print(difference, BANK_PLACES, d, apart, sizeof apart);
	convert_note(s->to, "W_BALANCE", xml_line(s->node),
	    _("the entries of statement %.60s come to %s, but its balances "
	      "differ by %s; is a part of it missing?"),
	    said(s, s->node, "Id"), sum, apart);
}

static bool
take_statement(struct statement *s, const struct xml_node *node)
{
	const struct xml_node *account = kid(node, "Acct");
	char day[12] = "";

	s->node = node;
	s->sum = 0;
	s->summed = true;
	s->begin = (struct bank_row){ .line = 0 };
	bank_cut(s->begin.b.bank_account, sizeof s->begin.b.bank_account,
	    said_either(s, account, "Id/IBAN", "Id/Othr/Id"));
	(void)str_copy(s->begin.b.currency, sizeof s->begin.b.currency,
	    said(s, account, "Ccy"));
	str_printf(day, sizeof day, "%.*s", DAY_TEXT, said(s, node, "CreDtTm"));
	memcpy(s->begin.booked, day, sizeof day);
	for (const struct xml_node *e = kid(node, "Ntry"); e != NULL;
	     e = next_of(e, "Ntry"))
		if (!take_entry(s, e))
			return false;
	check_balances(s);
	return true;
}

static bool
take_document(struct statement *s, const struct xml_node *root)
{
	static const struct {
		const char *message, *part;
	} known[] = {
		{ "BkToCstmrStmt", "Stmt" },
		{ "BkToCstmrDbtCdtNtfctn", "Ntfctn" },
	};
	bool any = false;

	for (int i = 0; i < 2; i++)
		for (const struct xml_node *p =
			 kid(kid(root, known[i].message), known[i].part);
		     p != NULL; p = next_of(p, known[i].part)) {
			any = true;
			if (!take_statement(s, p))
				return false;
		}
	return any ||
	    refuse(s, root,
		_("This is no bank statement: camt.053 or camt.054 is wanted, "
		  "or OFX."));
}

bool
camt_is(const char *text, size_t n)
{
	struct xml_kind kind;
	struct xml_fault f;

	bank_skip(&text, &n);
	return n > 0 && *text == '<' && xml_kind(text, n, &kind, &f) &&
	    strcmp(kind.name, "Document") == 0 &&
	    strstr(kind.space, "camt.05") != NULL;
}

bool
camt_table(
    const char *text, size_t n, struct converted *to, struct xml_fault *f)
{
	struct statement s = { .to = to, .f = f };
	struct xml_tree *tree;
	bool good;

	*f = (struct xml_fault){ .code = NULL };
	bank_skip_declaration(&text, &n);
	if ((tree = xml_parse(text, n, f)) == NULL)
		return false;
	s.mem = arena_new();
	bank_head(to);
	good = take_document(&s, xml_root(tree));
	arena_free(s.mem);
	xml_tree_free(tree);
	return good;
}

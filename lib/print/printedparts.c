/* Company, addresses, numbers: what all documents say alike. */
#include "printedparts.h"

#include <string.h>
#include <unistd.h>

#include "amount.h"
#include "country.h"
#include "date.h"
#include "str.h"
#include "text.h"
#include "transfer.h"

/* ---- values */

const char *
paper_text(struct maker *m, const char *s)
{
	return arena_strdup(m->mem, s);
}

static const char *
paper_decimal(struct maker *m, int64_t v, int decimals, int least)
{
	char digits[MONEY_TEXT];

	decimal_print(v, decimals, least, digits, sizeof digits);
	/* A minus sign is as long as a plus is. */
	return amount_grouped(m->mem, digits, "\u2212");
}

const char *
paper_amount(struct maker *m, int64_t amount)
{
	return paper_decimal(m, amount, m->decimals, m->decimals);
}

const char *
paper_money(struct maker *m, int64_t amount)
{
	return arena_printf(
	    m->mem, "%s\u00a0%s", paper_amount(m, amount), m->currency);
}

const char *
paper_price(struct maker *m, int64_t price)
{
	return paper_decimal(m, price, PRICE_PLACES, m->decimals);
}

const char *
paper_quantity(struct maker *m, int64_t quantity)
{
	return paper_decimal(m, quantity, QUANTITY_PLACES, 0);
}

const char *
paper_rate(struct maker *m, int64_t rate)
{
	return arena_printf(
	    m->mem, "%s\u00a0%%", paper_decimal(m, rate, PERCENT_PLACES, 0));
}

const char *
paper_date(struct maker *m, int64_t date)
{
	char text[DATE_TEXT];

	if (date == DATE_NONE)
		return NULL;
	date_long(date, text, sizeof text);
	return paper_text(m, text);
}

const char *
paper_in_currency(struct maker *m, const char *label)
{
	return arena_printf(m->mem, "%s %s", label, m->currency);
}

/* ---- parts */

void
paper_pair(struct maker *m, struct print_pairs *to, const char *label,
    const char *value)
{
	if (value != NULL && *value != '\0' && to->n < PRINT_PAIRS)
		to->at[to->n++] = (struct print_pair){
			.label = label,
			.value = paper_text(m, value),
		};
}

void
paper_sum(struct maker *m, const char *label, int64_t amount, bool strong)
{
	struct print_pairs *to = &m->p->sums;

	paper_pair(m, to, label,
	    strong ? paper_money(m, amount) : paper_amount(m, amount));
	to->at[to->n - 1].strong = strong;
}

void
paper_figure(struct maker *m, const char *label, const char *value)
{
	if (value != NULL && *value != '\0' && m->p->figures < PRINT_FIGURES)
		m->p->figure[m->p->figures++] = (struct print_pair){
			.label = label,
			.value = value,
		};
}

void
paper_line(struct maker *m, struct print_block *to, const char *s)
{
	if (s != NULL && *s != '\0' && to->n < PRINT_LINES)
		to->line[to->n++] = paper_text(m, s);
}

/* ---- addresses */

/* Two words with something between them, where both are there. */
static const char *
joined(struct maker *m, const char *a, const char *between, const char *b)
{
	return arena_printf(
	    m->mem, "%s%s%s", a, *a != '\0' && *b != '\0' ? between : "", b);
}

static void
paper_city(
    struct maker *m, struct print_block *to, const struct paper_address *a)
{
	if (str_listed("US CA AU NZ", a->country)) {
		const char *place = joined(m, a->city, ", ", a->region);

		paper_line(m, to, joined(m, place, " ", a->postal_code));
	} else if (str_listed("GB IE", a->country)) {
		paper_line(m, to, a->city);
		paper_line(m, to, a->region);
		paper_line(m, to, a->postal_code);
	} else {
		paper_line(m, to, joined(m, a->postal_code, " ", a->city));
		paper_line(m, to, a->region);
	}
}

void
paper_to(struct maker *m, struct print_block *to, const struct paper_address *a)
{
	char country[100];

	paper_line(m, to, a->name);
	paper_line(m, to, a->attention);
	paper_line(m, to, a->line1);
	paper_line(m, to, a->line2);
	paper_city(m, to, a);
	if (strcmp(a->country, m->company.main_country) != 0 &&
	    country_name(a->country, country, sizeof country))
		paper_line(m, to, country);
}

static bool
same_address(const struct paper_address *a, const struct paper_address *b)
{
	return strcmp(a->name, b->name) == 0 &&
	    strcmp(a->line1, b->line1) == 0 &&
	    strcmp(a->line2, b->line2) == 0 && strcmp(a->city, b->city) == 0 &&
	    strcmp(a->postal_code, b->postal_code) == 0;
}

void
paper_ship(struct maker *m, const struct paper_address *bill,
    const struct paper_address *ship)
{
	if (ship->line1[0] == '\0' || same_address(bill, ship))
		return;
	m->p->ship_label = _("Delivery address");
	paper_to(m, &m->p->ship, ship);
}

void
paper_to_account(struct maker *m)
{
	const struct account *a = &m->account;
	const struct paper_address bill = {
		a->legal_name[0] != '\0' ? a->legal_name : a->name,
		a->bill_attention, a->bill_line1, a->bill_line2, a->bill_city,
		a->bill_region, a->bill_postal_code, a->bill_country
	};

	paper_to(m, &m->p->to, &bill);
}

/* ---- the company */

void
paper_bank(struct maker *m)
{
	const struct company *c = &m->company;
	char iban[48];

	transfer_iban_print(c->iban, iban, sizeof iban);
	paper_pair(m, &m->p->pay, _("To"), c->legal_name);
	paper_pair(m, &m->p->pay, _("IBAN"), iban);
	paper_pair(m, &m->p->pay, _("BIC"), c->bic);
	paper_pair(m, &m->p->pay, _("Bank"), c->bank_name);
}

static const char *
firm_name(const struct company *c)
{
	return c->main_name[0] != '\0' ? c->main_name : c->legal_name;
}

static void
paper_sender(struct maker *m)
{
	const struct company *c = &m->company;
	const bool code_last = str_listed("GB IE US CA AU NZ", c->main_country);
	const char *city = code_last ?
	    joined(m, c->main_city, " ", c->main_postal_code) :
	    joined(m, c->main_postal_code, " ", c->main_city);
	const char *place = joined(m, c->main_line1, " \u00b7 ", city);

	m->p->sender = joined(m, firm_name(c), " \u00b7 ", place);
}

static const char *
labelled(struct maker *m, const char *label, const char *value)
{
	return *value == '\0' ? NULL :
				arena_printf(m->mem, "%s %s", label, value);
}

static void
paper_feet(struct maker *m)
{
	const struct company *c = &m->company;
	const struct paper_address home = { c->legal_name, "", c->main_line1,
		c->main_line2, c->main_city, c->main_region,
		c->main_postal_code, c->main_country };
	struct print_block *foot = m->p->foot;
	char iban[48];

	paper_to(m, &foot[0], &home);
	paper_line(m, &foot[1], c->phone);
	paper_line(m, &foot[1], c->email);
	paper_line(m, &foot[1], c->website);
	paper_line(m, &foot[1], labelled(m, _("Tax ID"), c->tax_id));
	paper_line(m, &foot[1],
	    labelled(m, _("Registration No."), c->registration_no));
	transfer_iban_print(c->iban, iban, sizeof iban);
	paper_line(m, &foot[2], c->bank_name);
	paper_line(m, &foot[2], labelled(m, _("IBAN"), iban));
	paper_line(m, &foot[2], labelled(m, _("BIC"), c->bic));
}

static void
paper_logo(struct maker *m)
{
	int fd = company_logo_open(m->x);
	char *bytes;
	ssize_t n;

	if (fd < 0)
		return;
	bytes = arena_alloc(m->mem, COMPANY_LOGO_MOST);
	n = read(fd, bytes, COMPANY_LOGO_MOST);
	close(fd);
	if (n <= 0)
		return;
	m->p->logo = bytes;
	m->p->logo_size = (size_t)n;
}

enum rc
maker_start(struct maker *m, struct txn *x, struct arena *mem, int64_t account,
    const char *currency, struct print_doc *p)
{
	enum rc rc;

	*m = (struct maker){ .x = x, .mem = mem, .p = p };
	m->currency = paper_text(m, currency);
	m->decimals = currency_decimals(currency);
	*p = (struct print_doc){ .language = "en" };
	if ((rc = company_load(x, &m->company)) != RC_OK ||
	    (rc = store_get(x, &account_entity, account, &m->account)) != RC_OK)
		return rc;
	p->firm = paper_text(m, firm_name(&m->company));
	p->letter = str_listed("US CA", m->company.main_country);
	paper_sender(m);
	paper_feet(m);
	paper_logo(m);
	return RC_OK;
}

const char *
printed_name(struct arena *mem, const struct print_doc *p)
{
	return arena_printf(mem, "%s%s%s%s.pdf",
	    p->draft ? _("Draft") : p->kind, p->draft ? " " : "",
	    p->draft ? p->kind : "",
	    p->number == NULL ? "" : arena_printf(mem, " %s", p->number));
}

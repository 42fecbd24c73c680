/* What is to be paid: documents that were chosen, or all that is open, and how
 * much of each. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/center.h"
#include "pay.h"

/* Where the choice stands: the address of a page, or the form it sent. */
struct asked {
	struct param *at;
	int n;
};

static struct asked
asked_of(const struct req *r)
{
	if (r->method == METHOD_POST)
		return (struct asked){ r->form, r->forms };
	return (struct asked){ r->query, r->queries };
}

/* The i-th value of this name, or NULL. */
static const char *
value_at(const struct asked *a, const char *name, int i)
{
	for (int j = 0; j < a->n; j++)
		if (strcmp(a->at[j].name, name) == 0 && i-- == 0)
			return a->at[j].value;
	return NULL;
}

/* ---- one document ------------------------------------------------------ */

static bool
is_payable(const struct invoice *inv)
{
	return inv->doc_type != INVOICE_CREDIT &&
	    inv->status == INVOICE_IS_OPEN && inv->balance > 0;
}

static bool
is_there(const struct pay *p, int64_t id)
{
	for (int i = 0; i < p->n; i++)
		if (p->row[i].inv->id == id)
			return true;
	return false;
}

/* What is open and not announced yet. */
static enum rc
add(struct req *r, struct pay *p, const struct invoice *inv, const char *typed)
{
	struct pay_row *row = &p->row[p->n];
	enum rc rc;

	if (p->n == PAY_DOCUMENTS) {
		p->more = true;
		return RC_OK;
	}
	row->inv = arena_alloc(r->mem, sizeof *row->inv);
	*row->inv = *inv;
	row->typed = typed;
	rc = own_announced_on(mine(r), inv, &row->announced);
	row->amount = inv->balance - row->announced;
	if (row->amount < 0)
		row->amount = 0;
	p->n++;
	return rc;
}

/* ---- how much ---------------------------------------------------------- */

static void
read_amount(struct req *r, struct pay *p, int i)
{
	struct pay_row *row = &p->row[i];
	int decimals = currency_decimals(p->currency);
	char *s, open[MONEY_TEXT];

	if (row->typed == NULL)
		return;
	s = str_trim(arena_strdup(r->mem, row->typed));
	row->amount = 0;
	if (*s == '\0')
		return;
	if (!decimal_parse(s, decimals, &row->amount) || row->amount < 0) {
		row->amount = 0;
		problem_in(&p->bad, i + 1, APPLICATION_AMOUNT,
		    _("%.40s is not an amount."), s);
	} else if (row->amount > row->inv->balance) {
		decimal_print(
		    row->inv->balance, decimals, decimals, open, sizeof open);
		problem_in(&p->bad, i + 1, APPLICATION_AMOUNT,
		    _("%s has only %s %s open."), row->inv->invoice_no, open,
		    p->currency);
	}
}

static void
add_up(struct req *r, struct pay *p)
{
	for (int i = 0; i < p->n; i++) {
		read_amount(r, p, i);
		/* Each is at most what is open, and they are few. */
		if (p->bad.n == 0)
			p->sum += p->row[i].amount;
	}
}

/* ---- those that were chosen -------------------------------------------- */

static enum rc
chosen_one(struct req *r, struct pay *p, const char *id, const char *typed)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	enum rc rc;

	if (*id == '\0' || strlen(id) > 18 ||
	    id[strspn(id, "0123456789")] != '\0')
		return RC_NOTFOUND;
	rc = own_get(mine(r), &invoice_entity, strtoll(id, NULL, 10), inv);
	if (rc != RC_OK)
		return rc;
	if (!is_payable(inv)) {
		p->left_out++;
		return RC_OK;
	}
	if (is_there(p, inv->id))
		return RC_OK;
	if (p->currency[0] == '\0')
		memcpy(p->currency, inv->currency, sizeof p->currency);
	if (strcmp(p->currency, inv->currency) != 0) {
		p->others = arena_printf(r->mem, "%s%sid=%s",
		    p->others == NULL ? "/pay" : p->others,
		    p->others == NULL ? "?" : "&", id);
		return RC_OK;
	}
	return add(r, p, inv, typed);
}

/* ---- all that is open -------------------------------------------------- */

struct all {
	struct req *r;
	struct pay *p;
	enum rc rc;
};

static bool
add_open(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct all *a = arg;

	if (is_payable(inv) && strcmp(inv->currency, a->p->currency) == 0)
		a->rc = add(a->r, a->p, inv, NULL);
	return a->rc == RC_OK && !a->p->more;
}

static enum rc
all_open(struct req *r, struct pay *p)
{
	const struct list l = {
		.e = &invoice_entity, .index = INVOICE_OPEN_DUE, .prefix = 2
	};
	const char *currency = query_value(r, "currency");
	struct debts *d = arena_alloc(r->mem, sizeof *d);
	struct all a = { r, p, RC_OK };
	enum rc rc = debts_load(r, d);

	if (rc != RC_OK)
		return rc;
	memcpy(p->currency, d->at[0].currency, sizeof p->currency);
	for (int i = 0; currency != NULL && i < d->n; i++)
		if (strcmp(d->at[i].currency, currency) == 0)
			memcpy(
			    p->currency, d->at[i].currency, sizeof p->currency);
	p->all = true;
	rc = own_list(mine(r), &l, add_open, &a);
	return rc == RC_OK ? a.rc : rc;
}

enum rc
pay_load(struct req *r, struct pay *p)
{
	struct asked a = asked_of(r);
	const char *id;
	struct center *center = arena_alloc(r->mem, sizeof *center);
	enum rc rc = own_payee(mine(r), &p->payee);

	if (rc == RC_OK && own_center(mine(r), center) == RC_OK)
		p->center = center->description;
	for (int i = 0; rc == RC_OK && (id = value_at(&a, "id", i)) != NULL;
	     i++)
		rc = chosen_one(r, p, id, value_at(&a, "amount", i));
	if (rc == RC_OK && r->method != METHOD_POST &&
	    value_at(&a, "id", 0) == NULL)
		rc = all_open(r, p);
	if (rc == RC_OK)
		add_up(r, p);
	return rc;
}

const char *
pay_path(struct req *r, const struct pay *p)
{
	struct buf b = { 0 };
	char amount[MONEY_TEXT];
	int decimals = currency_decimals(p->currency);
	const char *path;

	buf_str(&b, "/pay");
	for (int i = 0; i < p->n; i++) {
		decimal_print(p->row[i].amount, decimals, decimals, amount,
		    sizeof amount);
		buf_printf(&b, "%cid=%lld&amount=%s", i == 0 ? '?' : '&',
		    (long long)p->row[i].inv->id, amount);
	}
	path = arena_strndup(r->mem, b.data, b.len);
	buf_free(&b);
	return path;
}

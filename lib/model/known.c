/* What documents ask of account, company, item and tax. */
#include "known.h"

#include "../base/text.h"
#include "../store/store.h"

enum { NOT_READ = -1, PERCENT_ALL = 100000 };

void
known_start(struct txn *x, int64_t account, struct known *k)
{
	if (store_get(x, &account_entity, account, &k->account) != RC_OK)
		k->account.id = 0;
	k->company.rev = NOT_READ;
	k->product.id = k->tax.id = 0;
}

const struct company *
known_company(struct txn *x, struct known *k)
{
	if (k->company.rev == NOT_READ && company_load(x, &k->company) != RC_OK)
		k->company = (struct company){ .id = 0 };
	return &k->company;
}

const struct product *
known_product(struct txn *x, struct known *k, int64_t id)
{
	if (id == 0)
		return NULL;
	if (k->product.id != id &&
	    store_get(x, &product_entity, id, &k->product) != RC_OK)
		k->product.id = 0;
	return k->product.id == id ? &k->product : NULL;
}

const struct tax *
known_tax(
    struct txn *x, struct known *k, int64_t own, const struct product *item)
{
	int64_t id = own;

	if (id == 0)
		id = k->account.id != 0 ? k->account.tax : 0;
	if (id == 0 && item != NULL)
		id = item->tax_code;
	if (id == 0)
		id = known_company(x, k)->tax;
	if (id == 0)
		return NULL;
	if (k->tax.id != id && store_get(x, &tax_entity, id, &k->tax) != RC_OK)
		k->tax.id = 0;
	return k->tax.id == id ? &k->tax : NULL;
}

void
tax_fill(const struct tax *t, int64_t *category, int64_t *rate)
{
	if (*category == 0 && *rate == 0 && t != NULL) {
		*category = t->category;
		*rate = t->rate;
	}
	if (*category == 0)
		*category = *rate > 0 ? TAX_STANDARD : TAX_OUTSIDE;
}

const char *
tax_wrong(int64_t category, int64_t rate)
{
	if (rate < 0 || rate > PERCENT_ALL)
		return _("A tax rate is between 0 and 100 percent.");
	if (tax_category_rated(category) && rate == 0)
		return _("This tax category needs a rate above 0; without tax "
			 "it is Z, E or O.");
	if (!tax_category_rated(category) && rate != 0)
		return _("This tax category has no rate.");
	return NULL;
}

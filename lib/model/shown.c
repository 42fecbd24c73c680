/* Which documents a customer may see: one answer for every door. */
#include "access.h"
#include "balance.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "statement_run.h"

/* The area a document stands in, whose it is, and whether it was ever sent to
 * the customer: a draft, or one given up before it was issued, never was. */
static bool
facts(const struct entity *e, const void *rec, int64_t *area, int64_t *role,
    int64_t *account)
{
	*area = FEATURE_PORTAL_FINANCIALS;
	*role = PORTAL_FINANCE;
	if (e == &invoice_entity) {
		const struct invoice *inv = rec;

		*account = inv->account_id;
		return inv->issued == IS_YES;
	}
	if (e == &payment_entity) {
		const struct payment *p = rec;

		*account = p->account_id;
		return p->shown == IS_YES;
	}
	if (e == &balance_entity) {
		*account = ((const struct balance *)rec)->account_id;
		return true;
	}
	if (e == &statement_entity) {
		*account = ((const struct statement *)rec)->account_id;
		return true;
	}
	if (e == &order_entity) {
		const struct sales_order *o = rec;

		*area = FEATURE_PORTAL_ORDERS;
		*role = PORTAL_ORDERS;
		*account = o->account_id;
		return o->shown == IS_YES;
	}
	return false;
}

bool
document_shown(const struct visitor *v, const struct entity *e, const void *rec)
{
	int64_t area, role, account;

	return facts(e, rec, &area, &role, &account) && v->signed_in &&
	    (v->features & area) != 0 && (v->roles & role) != 0 &&
	    v->account.id != 0 && account == v->account.id;
}

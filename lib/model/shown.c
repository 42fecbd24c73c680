/* Which documents and items a customer may see: one answer for every door. */
#include "access.h"
#include "balance.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "product.h"
#include "statement_run.h"

/* Where a document stands, whose it is, and whether it was ever sent to the
 * customer: a draft, or one given up before it was issued, never was. */
struct facts {
	int64_t area, role, account;
	bool issued;
};

static bool
facts(const struct entity *e, const void *rec, struct facts *f)
{
	*f = (struct facts){ FEATURE_PORTAL_FINANCIALS, PORTAL_FINANCE, 0,
		true };
	if (e == &invoice_entity) {
		const struct invoice *inv = rec;

		f->account = inv->account_id;
		f->issued = inv->issued == IS_YES;
	} else if (e == &payment_entity) {
		const struct payment *p = rec;

		f->account = p->account_id;
		f->issued = p->shown == IS_YES;
	} else if (e == &balance_entity) {
		f->account = ((const struct balance *)rec)->account_id;
	} else if (e == &statement_entity) {
		f->account = ((const struct statement *)rec)->account_id;
	} else if (e == &order_entity) {
		const struct sales_order *o = rec;

		f->area = FEATURE_PORTAL_ORDERS;
		f->role = PORTAL_ORDERS;
		f->account = o->account_id;
		f->issued = o->shown == IS_YES;
	} else
		return false;
	return true;
}

/* The area and its role, of somebody who has an account. */
static enum unseen
area_unseen(const struct visitor *v, int64_t area, int64_t role)
{
	if (!v->signed_in || v->account.id == 0)
		return UNSEEN_NOBODY;
	if ((v->features & area) == 0)
		return UNSEEN_AREA;
	return (v->roles & role) == 0 ? UNSEEN_ROLE : IS_SEEN;
}

enum unseen
document_unseen(
    const struct visitor *v, const struct entity *e, const void *rec)
{
	struct facts f;
	enum unseen no;

	if (!facts(e, rec, &f))
		return UNSEEN_EVER;
	if ((no = area_unseen(v, f.area, f.role)) != IS_SEEN)
		return no;
	if (f.account != v->account.id)
		return UNSEEN_ACCOUNT;
	return f.issued ? IS_SEEN : UNSEEN_STATUS;
}

bool
document_shown(const struct visitor *v, const struct entity *e, const void *rec)
{
	return document_unseen(v, e, rec) == IS_SEEN;
}

enum unseen
product_unseen(const struct visitor *v, const struct product *p)
{
	enum unseen no = area_unseen(v, FEATURE_PORTAL_ORDERS, PORTAL_ORDERS);

	/* Of a child there are documents to read, and no prices. */
	if (no == IS_SEEN && v->child)
		return UNSEEN_ROLE;
	return no != IS_SEEN || p->on_web == IS_YES ? no : UNSEEN_STATUS;
}

/* What points to a record. */
#include "referrer.h"

#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "case.h"
#include "company.h"
#include "contact.h"
#include "document.h"
#include "entities.h"
#include "export_job.h"
#include "invoice.h"
#include "order.h"
#include "portal.h"
#include "product.h"
#include "shipment.h"
#include "terms.h"
#include "ticket.h"

/* References that no index begins with. */
static const struct unindexed {
	const struct entity *e;
	unsigned tag;
	enum referrer_way way;
} unindexed[] = {
	/* Terms, taxes and cycles are few and hardly ever taken away. */
	{ &account_entity, ACCOUNT_TERMS, REFERRER_SCAN },
	{ &account_entity, ACCOUNT_TAX, REFERRER_SCAN },
	{ &account_entity, ACCOUNT_STATEMENT_CYCLE, REFERRER_SCAN },
	{ &company_entity, COMPANY_TERMS, REFERRER_SCAN },
	{ &company_entity, COMPANY_TAX, REFERRER_SCAN },
	{ &company_entity, COMPANY_FREIGHT_TAX, REFERRER_SCAN },
	{ &order_line_entity, ORDER_LINE_TAX, REFERRER_SCAN },
	{ &invoice_line_entity, INVOICE_LINE_TAX, REFERRER_SCAN },
	/* Warehouses, too. */
	{ &product_entity, PRODUCT_DEFAULT_WAREHOUSE, REFERRER_SCAN },
	{ &order_line_entity, ORDER_LINE_WAREHOUSE, REFERRER_SCAN },
	{ &shipment_entity, SHIPMENT_WAREHOUSE, REFERRER_SCAN },
	{ &portal_entity, PORTAL_DEFAULT_WAREHOUSE, REFERRER_SCAN },
	/* Exports that are kept are few. */
	{ &export_job_entity, EXPORT_JOB_ACCOUNT, REFERRER_SCAN },
	/* It works for that account. */
	{ &account_entity, ACCOUNT_PRIMARY_CONTACT, REFERRER_BACK },
	/* A contact who wrote has a user, who points to the contact. */
	{ &activity_entity, ACTIVITY_CONTACT, REFERRER_COVERED },
	/* An invitation's user has a contact, who works for the account. */
	{ &ticket_entity, TICKET_ACCOUNT, REFERRER_COVERED },
	{ NULL, 0, REFERRER_UNKNOWN },
};

/* The best index that begins with the field: one that leaves nothing out. */
static const struct index *
index_on(const struct entity *e, unsigned tag)
{
	const struct index *unique = NULL;

	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		if (ix->tags[0] != tag)
			continue;
		if (!ix->unique)
			return ix;
		unique = ix;
	}
	return unique;
}

enum referrer_way
referrer_way(const struct entity *e, const struct field *f)
{
	if (index_on(e, f->tag) != NULL)
		return REFERRER_INDEX;
	for (const struct unindexed *u = unindexed; u->e != NULL; u++)
		if (u->e == e && u->tag == f->tag)
			return u->way;
	return REFERRER_UNKNOWN;
}

/* ---- looking */

struct looking {
	struct txn *x;
	const struct entity *e;
	const struct field *f;
	int64_t id;
	bool (*ours)(void *, const struct entity *, const void *);
	void *arg;
	struct referrer *found; /* id 0: none yet */
};

static bool
look(void *arg, const void *rec)
{
	struct looking *k = arg;

	if (record_int(k->f, rec) != k->id ||
	    (k->ours != NULL && k->ours(k->arg, k->e, rec)))
		return true;
	*k->found = (struct referrer){ k->e, record_id(rec) };
	return false;
}

static enum rc
by_index(struct looking *k, const struct index *ix)
{
	struct list l = { .e = k->e, .prefix = 1 };
	void *like = txn_scratch(k->x, k->e->size);

	record_set_int(k->f, like, k->id);
	l.index = ix->number;
	l.like = like;
	return store_list(k->x, &l, look, k);
}

static enum rc
by_scan(struct looking *k)
{
	struct list l = { .e = k->e };

	return store_list(k->x, &l, look, k);
}

/* The account a contact works for may have it as its primary contact. */
static enum rc
by_way_back(struct looking *k)
{
	struct contact *c = txn_scratch(k->x, sizeof *c);
	struct account *a = txn_scratch(k->x, sizeof *a);

	if (store_get(k->x, &contact_entity, k->id, c) == RC_OK &&
	    store_get(k->x, &account_entity, c->account_id, a) == RC_OK)
		(void)look(k, a);
	return RC_OK;
}

static enum rc
along(struct looking *k)
{
	const struct index *ix = index_on(k->e, k->f->tag);

	if (ix != NULL)
		return by_index(k, ix);
	switch (referrer_way(k->e, k->f)) {
	case REFERRER_SCAN:
		return by_scan(k);
	case REFERRER_BACK:
		return by_way_back(k);
	case REFERRER_INDEX:
	case REFERRER_COVERED:
	case REFERRER_UNKNOWN:
	default:
		return RC_OK;
	}
}

enum rc
referrer_find(struct txn *x, const struct entity *e, int64_t id,
    bool (*ours)(void *arg, const struct entity *, const void *rec), void *arg,
    struct referrer *found)
{
	struct looking k = {
		.x = x, .id = id, .ours = ours, .arg = arg, .found = found
	};
	enum rc rc = RC_OK;

	*found = (struct referrer){ NULL, 0 };
	for (int i = 0; rc == RC_OK && entities[i] != NULL; i++)
		for (k.f = entities[i]->fields;
		     rc == RC_OK && found->id == 0 && k.f->tag != 0; k.f++) {
			k.e = entities[i];
			if (k.e != &balance_entity && k.f->type == &type_ref &&
			    k.f->refers == e)
				rc = along(&k);
		}
	return rc == RC_OK && found->id == 0 ? RC_NOTFOUND : rc;
}

/* ---- saying */

/* A line is called by its document. */
static const struct document *
of_lines(const struct entity *e)
{
	for (int i = 0; documents[i] != NULL; i++)
		if (documents[i]->line == e)
			return documents[i];
	return NULL;
}

void
referrer_print(struct txn *x, const struct referrer *r, char *to, size_t size)
{
	const struct entity *e = r->e;
	const struct document *d = of_lines(e);
	void *rec = txn_scratch(x, e->size);
	int64_t id = r->id;
	const struct field *f = NULL;
	char name[161] = "";

	if (d != NULL && store_get(x, e, id, rec) == RC_OK) {
		id = record_int(record_field(e, d->line_head), rec);
		e = d->head;
		rec = txn_scratch(x, e->size);
	}
	d = document_of(e);
	if (e->key != 0)
		f = record_field(e, e->key);
	else if (d != NULL || e->title != 0)
		f = record_field(e, d != NULL ? d->number : e->title);
	if (f != NULL && store_get(x, e, id, rec) == RC_OK)
		field_print(f, rec, name, sizeof name);
	if (name[0] == '\0')
		str_printf(name, sizeof name, "%lld", (long long)id);
	str_printf(to, size, "%s %s", _(e->label), name);
}

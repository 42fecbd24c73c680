/* What people ask about: pages of the portal, numbers, addresses, logins. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balance.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "product.h"
#include "why.h"

/* ---- a page */

static const struct area *
area_named(const char *name)
{
	for (const struct area *a = areas; a->name != NULL; a++)
		if (str_same(a->name, name) || str_same(_(a->label), name))
			return a;
	return NULL;
}

static const struct area *
area_of(const struct entity *e)
{
	const struct area *a = areas;

	while (a->e != e)
		a++;
	return a;
}

/* ---- a record of this id or number */

union record {
	struct support_case c;
	struct invoice invoice;
	struct payment payment;
	struct sales_order order;
	struct product product;
};

static const char *
number_of(const struct entity *e, const union record *rec)
{
	return e == &case_entity ? rec->c.case_id :
	    e == &invoice_entity ? rec->invoice.invoice_no :
	    e == &payment_entity ? rec->payment.payment_no :
	    e == &order_entity   ? rec->order.order_no :
				   rec->product.item_id;
}

static void
object_is(const struct area *a, const union record *rec, struct why_object *to)
{
	const struct entity *e = a->e;
	const char *number = number_of(e, rec);

	*to = (struct why_object){ .area = a, .id = record_id(rec) };
	to->account_id = e == &case_entity ? rec->c.account_id :
	    e == &invoice_entity           ? rec->invoice.account_id :
	    e == &payment_entity           ? rec->payment.account_id :
	    e == &order_entity             ? rec->order.account_id :
					     0;
	if (number[0] != '\0')
		str_copy(to->name, sizeof to->name, number);
	else
		str_printf(
		    to->name, sizeof to->name, "#%lld", (long long)to->id);
}

static enum rc
object_by_id(
    struct txn *x, const struct area *a, int64_t id, struct why_object *to)
{
	union record rec;
	enum rc rc = store_get(x, a->e, id, &rec);

	if (rc == RC_OK)
		object_is(a, &rec, to);
	else if (rc == RC_NOTFOUND) {
		*to = (struct why_object){ .area = a, .missing = true };
		str_printf(to->name, sizeof to->name, "#%lld", (long long)id);
		rc = RC_OK;
	}
	return rc;
}

/* Invoices and orders are numbered by their type. */
static enum rc
by_type(struct txn *x, const struct entity *e, const char *number,
    union record *rec)
{
	enum rc rc = RC_NOTFOUND;

	for (int64_t type = 1; type <= 3 && rc == RC_NOTFOUND; type++) {
		memset(rec, 0, sizeof *rec);
		if (e == &invoice_entity) {
			rec->invoice.doc_type = type;
			str_copy(rec->invoice.invoice_no,
			    sizeof rec->invoice.invoice_no, number);
			rc = store_find(x, e, INVOICE_BY_NO, rec);
		} else {
			rec->order.order_type = type;
			str_copy(rec->order.order_no,
			    sizeof rec->order.order_no, number);
			rc = store_find(x, e, ORDER_BY_NO, rec);
		}
	}
	return rc;
}

static enum rc
by_number(struct txn *x, const struct entity *e, const char *number,
    union record *rec)
{
	memset(rec, 0, sizeof *rec);
	if (e == &invoice_entity || e == &order_entity)
		return by_type(x, e, number, rec);
	if (e == &case_entity) {
		str_copy(rec->c.case_id, sizeof rec->c.case_id, number);
		return store_find(x, e, CASE_BY_NUMBER, rec);
	}
	if (e == &payment_entity) {
		str_copy(rec->payment.payment_no,
		    sizeof rec->payment.payment_no, number);
		return store_find(x, e, PAYMENT_BY_NO, rec);
	}
	str_copy(rec->product.item_id, sizeof rec->product.item_id, number);
	return store_find(x, e, PRODUCT_BY_CODE, rec);
}

/* Kinds with numbers, in the order in which they are tried. */
static const struct {
	const struct entity *e;
	const char *word;
} kinds[] = {
	{ &case_entity, "case" },
	{ &invoice_entity, "invoice" },
	{ &order_entity, "order" },
	{ &payment_entity, "payment" },
	{ &product_entity, "item" },
	{ NULL, NULL },
};

/* only: of this kind, or NULL. */
static enum rc
object_by_number(struct txn *x, const struct entity *only, const char *number,
    struct why_object *to)
{
	enum rc rc = RC_NOTFOUND;
	union record rec;

	for (int i = 0; kinds[i].e != NULL && rc == RC_NOTFOUND; i++) {
		if (only != NULL && kinds[i].e != only)
			continue;
		rc = by_number(x, kinds[i].e, number, &rec);
		if (rc == RC_OK)
			object_is(area_of(kinds[i].e), &rec, to);
	}
	if (rc != RC_NOTFOUND || only == NULL)
		return rc;
	*to = (struct why_object){ .area = area_of(only), .missing = true };
	str_copy(to->name, sizeof to->name, number);
	return RC_OK;
}

/* ---- an address of either site */

/* From the first slash below the site: "/invoices/12/pdf?x" -> the same
 * without what follows '?' and '#'. */
static void
below_site(const char *text, char *to, size_t size)
{
	const char *host = strstr(text, "://"), *p = text;

	if (host != NULL) {
		p = strchr(host + 3, '/');
		p = p == NULL ? "/" : p;
	}
	for (int i = 0; i < 2; i++) {
		const char *prefix = i == 0 ? "/portal" : "/erp";
		size_t n = strlen(prefix);

		if (strncmp(p, prefix, n) == 0 &&
		    (p[n] == '/' || p[n] == '\0')) {
			p += n;
			break;
		}
	}
	str_copy(to, size, p);
	to[strcspn(to, "?#")] = '\0';
	if (to[0] == '\0')
		str_copy(to, size, "/");
	/* What the catalogue shows has a card in the ERP. */
	if (strncmp(to, "/items/", 7) == 0)
		str_printf(to, size, "/catalogue/%s", strstr(p, "/items/") + 7);
}

static enum rc
object_at(struct txn *x, const char *text, struct why_object *to)
{
	const struct area *a;
	char path[200], *end;
	int64_t id;
	size_t n;

	below_site(text, path, sizeof path);
	if ((a = area_at(path)) == NULL)
		return RC_NOTFOUND;
	n = strlen(a->path);
	if (a->e != NULL && path[n] == '/') {
		id = strtoll(path + n + 1, &end, 10);
		if (id > 0 && (*end == '\0' || *end == '/'))
			return object_by_id(x, a, id, to);
	}
	*to = (struct why_object){ .area = a };
	str_copy(to->name, sizeof to->name, _(a->label));
	return RC_OK;
}

enum rc
why_object(struct txn *x, const char *text, struct why_object *to)
{
	const struct area *a = area_named(text);

	memset(to, 0, sizeof *to);
	if (a != NULL) {
		to->area = a;
		str_copy(to->name, sizeof to->name, _(a->label));
		return RC_OK;
	}
	if (strchr(text, '/') != NULL)
		return object_at(x, text, to);
	for (int i = 0; kinds[i].e != NULL; i++) {
		size_t n = strlen(kinds[i].word);

		if (str_starts(text, kinds[i].word) &&
		    (text[n] == ' ' || text[n] == ':'))
			return object_by_number(x, kinds[i].e,
			    text + n + 1 + strspn(text + n + 1, " "), to);
	}
	return object_by_number(x, NULL, text, to);
}

/* ---- who */

void
why_user_is(struct txn *x, const struct user *u, struct why_asked *to)
{
	to->user = *u;
	if (u->contact_id == 0 ||
	    store_get(x, &contact_entity, u->contact_id, &to->contact) != RC_OK)
		memset(&to->contact, 0, sizeof to->contact);
}

static enum rc
contact_is(struct txn *x, struct why_asked *to)
{
	enum rc rc;

	memset(&to->user, 0, sizeof to->user);
	if (to->contact.user_id == 0)
		return RC_OK;
	rc = store_get(x, &user_entity, to->contact.user_id, &to->user);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc
why_contact_is(struct txn *x, int64_t contact, struct why_asked *to)
{
	enum rc rc = store_get(x, &contact_entity, contact, &to->contact);

	return rc == RC_OK ? contact_is(x, to) : rc;
}

static bool
first_contact(void *arg, const void *rec)
{
	*(struct contact *)arg = *(const struct contact *)rec;
	return false;
}

static enum rc
contact_by_email(struct txn *x, const char *text, struct contact *c)
{
	struct contact like = { .id = 0 };
	const struct list l = { .e = &contact_entity,
		.index = CONTACT_BY_EMAIL,
		.like = &like,
		.prefix = 1 };
	enum rc rc;

	if (strchr(text, '@') == NULL ||
	    !str_copy(like.email, sizeof like.email, text))
		return RC_NOTFOUND;
	c->id = 0;
	rc = store_list(x, &l, first_contact, c);
	return rc == RC_OK && c->id == 0 ? RC_NOTFOUND : rc;
}

enum rc
why_user(struct txn *x, const char *text, struct why_asked *to)
{
	struct user u = { .id = 0 };
	enum rc rc;

	str_copy(u.login, sizeof u.login, text);
	if ((rc = store_find(x, &user_entity, USER_BY_LOGIN, &u)) == RC_OK) {
		why_user_is(x, &u, to);
		return RC_OK;
	}
	memset(&to->contact, 0, sizeof to->contact);
	str_copy(to->contact.contact_id, sizeof to->contact.contact_id, text);
	if (rc == RC_NOTFOUND)
		rc = store_find(
		    x, &contact_entity, CONTACT_BY_CODE, &to->contact);
	if (rc == RC_NOTFOUND)
		rc = contact_by_email(x, text, &to->contact);
	return rc == RC_OK ? contact_is(x, to) : rc;
}

/* ---- where */

struct wanted {
	const char *text;
	struct portal found;
};

static bool
portal_meant(const struct portal *p, const char *text)
{
	size_t n = strlen(p->url);

	return text == NULL || text[0] == '\0' || str_same(p->name, text) ||
	    (strncmp(text, p->url, n) == 0 &&
		(text[n] == '\0' || text[n] == '/'));
}

static bool
if_meant(void *arg, const void *rec)
{
	struct wanted *w = arg;

	if (!portal_meant(rec, w->text))
		return true;
	w->found = *(const struct portal *)rec;
	return false;
}

enum rc
why_portal(struct txn *x, const char *text, struct why_asked *to)
{
	const struct list l = { .e = &portal_entity, .index = PORTAL_BY_NAME };
	struct wanted w = { .text = text };
	enum rc rc = store_list(x, &l, if_meant, &w);

	to->site_url[0] = '\0';
	if (rc != RC_OK)
		return rc;
	if (w.found.id == 0)
		return RC_NOTFOUND;
	str_copy(to->site_url, sizeof to->site_url, w.found.url);
	return RC_OK;
}

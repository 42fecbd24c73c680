/*
 * The door. One table says which entities a customer may see, through which
 * indexes, and who the owner is; what is not in it does not exist.
 */
#include "own.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../model/balance.h"
#include "../model/catalogue.h"
#include "../model/change_request.h"
#include "../model/invoice.h"
#include "../model/location.h"
#include "../model/order.h"
#include "../model/payment.h"
#include "../model/statement_run.h"
#include "ownparts.h"

struct own *
own_new(struct arena *mem, struct txn *x, const struct visitor *v)
{
	struct own *o = arena_alloc(mem, sizeof *o);

	*o = (struct own){ mem, x, v };
	return o;
}

/* ---- what there is to see */

static bool
shown_case(const struct visitor *v, const void *rec)
{
	return case_shown(v, rec);
}

static bool
shown_class(const struct visitor *v, const void *rec)
{
	const struct case_class *c = rec;

	return v->signed_in && c->active && !c->internal;
}

static bool
shown_invoice(const struct visitor *v, const void *rec)
{
	return document_shown(v, &invoice_entity, rec);
}

static bool
shown_payment(const struct visitor *v, const void *rec)
{
	return document_shown(v, &payment_entity, rec);
}

static bool
shown_order(const struct visitor *v, const void *rec)
{
	return document_shown(v, &order_entity, rec);
}

/* Who may order here; the catalogue is for nobody else. */
static bool
buys(const struct visitor *v)
{
	const struct sales_order mine = { .account_id = v->account.id,
		.shown = IS_YES };

	return !v->child && document_shown(v, &order_entity, &mine);
}

static bool
shown_product(const struct visitor *v, const void *rec)
{
	return product_unseen(v, rec) == IS_SEEN;
}

static bool
shown_category(const struct visitor *v, const void *rec)
{
	(void)rec;
	return buys(v);
}

static bool
shown_balance(const struct visitor *v, const void *rec)
{
	return document_shown(v, &balance_entity, rec);
}

static bool
shown_statement(const struct visitor *v, const void *rec)
{
	return document_shown(v, &statement_entity, rec);
}

/* Puts the owner into what selects a list; false when this visitor has no
 * such list. */
static bool
force_company(const struct visitor *v, void *like)
{
	struct support_case *c = like;

	c->account_id = v->account.id;
	c->hidden = CASE_NO;
	return v->signed_in && v->whole_company && v->account.id != 0;
}

static bool
force_contact(const struct visitor *v, void *like)
{
	struct support_case *c = like;

	c->contact_id = v->contact.id;
	c->hidden = CASE_NO;
	return v->signed_in && v->contact.id != 0;
}

/* A document that could be shown: without area or role there is no list. */
static bool
force_issued(const struct visitor *v, void *like)
{
	struct invoice *inv = like;

	inv->account_id = v->account.id;
	inv->issued = IS_YES;
	return shown_invoice(v, inv);
}

static bool
force_open(const struct visitor *v, void *like)
{
	((struct invoice *)like)->open = IS_YES;
	return force_issued(v, like);
}

static bool
force_paid(const struct visitor *v, void *like)
{
	struct payment *p = like;

	p->account_id = v->account.id;
	p->shown = IS_YES;
	return shown_payment(v, p);
}

static bool
force_order(const struct visitor *v, void *like)
{
	struct sales_order *o = like;

	o->account_id = v->account.id;
	o->shown = IS_YES;
	return shown_order(v, o);
}

static bool
force_owed(const struct visitor *v, void *like)
{
	((struct sales_order *)like)->unpaid = IS_YES;
	return force_order(v, like);
}

static bool
force_product(const struct visitor *v, void *like)
{
	((struct product *)like)->on_web = IS_YES;
	return buys(v);
}

static bool
force_buyer(const struct visitor *v, void *like)
{
	(void)like;
	return buys(v);
}

static bool
force_balance(const struct visitor *v, void *like)
{
	struct balance *b = like;

	b->account_id = v->account.id;
	return shown_balance(v, b);
}

static bool
force_statement(const struct visitor *v, void *like)
{
	struct statement *s = like;

	s->account_id = v->account.id;
	return shown_statement(v, s);
}

static bool
force_nothing(const struct visitor *v, void *like)
{
	(void)like;
	return v->signed_in;
}

static const struct sight {
	const struct entity *e;
	unsigned index;
	unsigned owned; /* how many values of the index name the owner */
	bool (*force)(const struct visitor *, void *like);
	bool (*shown)(const struct visitor *, const void *rec);
} sights[] = {
	{ &case_entity, CASE_OF_ACCOUNT, 2, force_company, shown_case },
	{ &case_entity, CASE_OF_ACCOUNT_STATE, 2, force_company, shown_case },
	{ &case_entity, CASE_OF_CONTACT, 2, force_contact, shown_case },
	{ &case_entity, CASE_OF_CONTACT_STATE, 2, force_contact, shown_case },
	{ &case_class_entity, CASE_CLASS_BY_CODE, 0, force_nothing,
	    shown_class },
	{ &invoice_entity, INVOICE_ISSUED_DATE, 2, force_issued,
	    shown_invoice },
	{ &invoice_entity, INVOICE_OPEN_DUE, 2, force_open, shown_invoice },
	{ &payment_entity, PAYMENT_SHOWN_DATE, 2, force_paid, shown_payment },
	{ &order_entity, ORDER_SHOWN_DATE, 2, force_order, shown_order },
	{ &order_entity, ORDER_SHOWN_ACTIVE, 2, force_order, shown_order },
	{ &order_entity, ORDER_SHOWN_TYPE, 2, force_order, shown_order },
	{ &order_entity, ORDER_OWED, 3, force_owed, shown_order },
	{ &product_entity, PRODUCT_BY_ON_WEB, 1, force_product, shown_product },
	{ &product_entity, PRODUCT_OF_CATEGORY, 2, force_product,
	    shown_product },
	{ &category_entity, CATEGORY_OF_PARENT, 1, force_buyer,
	    shown_category },
	{ &balance_entity, BALANCE_IN_ACCOUNT, 1, force_balance,
	    shown_balance },
	{ &statement_entity, STATEMENT_OF_ACCOUNT, 1, force_statement,
	    shown_statement },
	{ &contact_entity, CONTACT_OF_ACCOUNT, 1, force_person, shown_person },
	{ &contact_entity, CONTACT_OF_ACCOUNT_ACTIVE, 1, force_person,
	    shown_person },
	{ &location_entity, LOCATION_OF_ACCOUNT, 1, force_location,
	    shown_location },
	{ &location_entity, LOCATION_IN_USE, 1, force_location,
	    shown_location },
	{ &change_request_entity, ASKED_OF_ACCOUNT, 1, force_change,
	    shown_change },
	{ NULL, 0, 0, NULL, NULL },
};

static const struct sight *
sight_of(const struct entity *e)
{
	const struct sight *s = sights;

	while (s->e != NULL && s->e != e)
		s++;
	return s->e == NULL ? NULL : s;
}

static const struct sight *
sight_by(const struct entity *e, unsigned index)
{
	const struct sight *s = sights;

	while (s->e != NULL && (s->e != e || s->index != index))
		s++;
	return s->e == NULL ? NULL : s;
}

/* ---- records */

enum rc
own_get(struct own *o, const struct entity *e, int64_t id, void *rec)
{
	const struct sight *s = sight_of(e);
	enum rc rc;

	if (s == NULL)
		return RC_NOTFOUND;
	if ((rc = store_get(o->x, e, id, rec)) != RC_OK)
		return rc;
	if (s->shown(o->v, rec))
		return RC_OK;
	/* A caller that forgets to look at the answer has nothing. */
	memset(rec, 0, e->size);
	return RC_NOTFOUND;
}

struct pass {
	const struct own *o;
	const struct sight *s;
	bool (*each)(void *, const void *);
	void *arg;
	int64_t n;
};

static bool
pass_on(void *arg, const void *rec)
{
	struct pass *p = arg;

	if (!p->s->shown(p->o->v, rec))
		return true;
	p->n++;
	return p->each == NULL || p->each(p->arg, rec);
}

/* The caller's values with the owner put in; NULL: there is no such list. */
static void *
forced(struct own *o, const struct sight *s, const void *like)
{
	void *copy = arena_alloc(o->mem, s->e->size);

	if (like != NULL)
		memcpy(copy, like, s->e->size);
	return s->force(o->v, copy) ? copy : NULL;
}

enum rc
own_list(struct own *o, const struct list *asked,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct sight *s = sight_by(asked->e, asked->index);
	struct pass p = { o, s, each, arg, 0 };
	struct list l = *asked;

	if (s == NULL || (l.like = forced(o, s, asked->like)) == NULL)
		return RC_NOTFOUND;
	if (l.prefix < s->owned)
		l.prefix = s->owned;
	return store_list(o->x, &l, pass_on, &p);
}

int64_t
own_count(
    struct own *o, const struct entity *e, unsigned index, const void *like)
{
	const struct sight *s = sight_by(e, index);
	struct pass p = { o, s, NULL, NULL, 0 };
	struct list l = { .e = e, .index = index };

	if (s == NULL || (l.like = forced(o, s, like)) == NULL)
		return 0;
	if (s->owned > 0)
		return store_count(o->x, e, index, l.like);
	/* Public ones are few, and their count would tell of hidden ones. */
	return store_list(o->x, &l, pass_on, &p) == RC_OK ? p.n : 0;
}

/* Some list of these records is open to the visitor. */
static bool
has_list(struct own *o, const struct entity *e)
{
	for (const struct sight *s = sights; s->e != NULL; s++)
		if (s->e == e && forced(o, s, NULL) != NULL)
			return true;
	return false;
}

enum rc
own_search(struct own *o, const struct entity *e, const char *words, bool *cut,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	struct pass p = { o, sight_of(e), each, arg, 0 };

	*cut = false;
	/* Scope 0 would be everybody's. */
	if (e->scope == 0 || o->v->account.id == 0 || !has_list(o, e))
		return RC_NOTFOUND;
	return store_search(o->x, e, o->v->account.id, words, cut, pass_on, &p);
}

enum rc
own_run(struct own *o, const struct entity *e, int64_t id, void *rec,
    enum rc (*body)(struct txn *, void *rec, void *arg), void *arg)
{
	enum rc rc = own_get(o, e, id, rec);

	return rc != RC_OK ? rc : body(o->x, rec, arg);
}

/* ---- cases */

enum rc
own_new_case(struct own *o, struct support_case *c, const char *description,
    const struct spooled *files, int n, struct problems *bad)
{
	if (!o->v->signed_in || o->v->account.id == 0)
		return RC_NOTFOUND;
	c->account_id = o->v->account.id;
	c->contact_id = o->v->contact.id;
	c->owner = 0;
	c->priority = 0;
	return case_open(o->x, c, description, files, n, bad);
}

enum rc
own_activities(struct own *o, const struct support_case *c,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct activity like = { .case_id = c->id, .internal = CASE_NO };
	const struct list l = { .e = &activity_entity,
		.index = ACTIVITY_OF_CASE_SHOWN,
		.like = &like,
		.prefix = 2 };

	if (!case_shown(o->v, c))
		return RC_NOTFOUND;
	return store_list(o->x, &l, each, arg);
}

/* Beside an internal note or event stands nothing a customer may have. */
static bool
shown_attachment(struct own *o, const struct attachment *a)
{
	struct activity said;

	return a->internal == CASE_NO &&
	    store_get(o->x, &activity_entity, a->activity_id, &said) == RC_OK &&
	    said.internal == CASE_NO && said.case_id == a->case_id;
}

struct files {
	struct own *o;
	bool (*each)(void *, const void *);
	void *arg;
};

static bool
pass_file(void *arg, const void *rec)
{
	const struct files *f = arg;

	return !shown_attachment(f->o, rec) || f->each(f->arg, rec);
}

enum rc
own_attachments(struct own *o, const struct support_case *c,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct attachment like = { .case_id = c->id };
	const struct list l = { .e = &attachment_entity,
		.index = ATTACHMENT_OF_CASE,
		.like = &like,
		.prefix = 1 };
	struct files f = { o, each, arg };

	if (!case_shown(o->v, c))
		return RC_NOTFOUND;
	return store_list(o->x, &l, pass_file, &f);
}

enum rc
own_attachment_open(struct own *o, int64_t case_id, int64_t attachment,
    struct attachment *a, int *fd)
{
	struct support_case c;
	enum rc rc;

	*fd = -1;
	if ((rc = own_get(o, &case_entity, case_id, &c)) != RC_OK)
		return rc;
	if ((rc = store_get(o->x, &attachment_entity, attachment, a)) != RC_OK)
		return rc;
	if (a->case_id != c.id || !shown_attachment(o, a)) {
		memset(a, 0, sizeof *a);
		return RC_NOTFOUND;
	}
	*fd = store_file_open(o->x, a->stored_as);
	return *fd < 0 ? RC_NOTFOUND : RC_OK;
}

bool
own_may_reopen(struct own *o, const struct support_case *c, int64_t *until)
{
	struct case_class class;

	*until = 0;
	return case_shown(o->v, c) &&
	    store_get(o->x, &case_class_entity, c->case_class, &class) ==
	    RC_OK &&
	    case_may_reopen(c, &class, until);
}

/* ---- the visitor */

enum rc
own_profile(struct own *o, const struct contact *typed, struct problems *bad)
{
	struct contact c;
	enum rc rc;

	if (!o->v->signed_in)
		return RC_NOTFOUND;
	if ((rc = store_get(o->x, &contact_entity, o->v->contact.id, &c)) !=
	    RC_OK)
		return rc;
	c.rev = typed->rev;
	str_copy(c.title, sizeof c.title, typed->title);
	str_copy(c.job_title, sizeof c.job_title, typed->job_title);
	str_copy(c.phone, sizeof c.phone, typed->phone);
	str_copy(c.mobile, sizeof c.mobile, typed->mobile);
	c.mails_off = typed->mails_off;
	return contact_save(o->x, &c, bad);
}

enum rc
own_settings(struct own *o, const struct user *typed, struct problems *bad)
{
	struct user u;
	enum rc rc;

	if (!o->v->signed_in)
		return RC_NOTFOUND;
	if ((rc = store_get(o->x, &user_entity, o->v->user.id, &u)) != RC_OK)
		return rc;
	u.rev = typed->rev;
	u.theme = typed->theme;
	u.keys_off = typed->keys_off;
	str_copy(u.time_zone, sizeof u.time_zone, typed->time_zone);
	return user_save(o->x, &u, bad);
}

struct live {
	int64_t now;
	bool (*each)(void *, const void *);
	void *arg;
};

static bool
pass_live(void *arg, const void *rec)
{
	const struct live *l = arg;

	return !session_live(rec, l->now) || l->each(l->arg, rec);
}

enum rc
own_sessions(struct own *o, bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct session like = { .user_id = o->v->user.id };
	const struct list l = { .e = &session_entity,
		.index = SESSION_OF_USER,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct live live = { clock_now(), each, arg };

	if (!o->v->signed_in)
		return RC_NOTFOUND;
	return store_list(o->x, &l, pass_live, &live);
}

enum rc
own_session_end(struct own *o, int64_t session)
{
	struct session s;
	enum rc rc;

	if (!o->v->signed_in)
		return RC_NOTFOUND;
	if ((rc = store_get(o->x, &session_entity, session, &s)) != RC_OK)
		return rc;
	if (s.user_id != o->v->user.id)
		return RC_NOTFOUND;
	return session_end(o->x, session);
}

enum rc
own_sessions_end(struct own *o)
{
	if (!o->v->signed_in)
		return RC_NOTFOUND;
	return session_end_all(o->x, o->v->user.id, o->v->session.id);
}

/* Filling the outbox: who is to be told, and the words. */
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "company.h"
#include "contact.h"
#include "outboxparts.h"
#include "portal.h"
#include "template.h"
#include "user.h"

/* Everything that is known of who reads it. */
struct reader {
	struct user user;
	struct contact contact;
	struct account account;
	struct portal portal;
	bool login; /* can follow a link to the site */
	char to[121], name[161];
};

/* ---- who it is ----------------------------------------------------------- */

static enum rc
maybe(enum rc rc)
{
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static enum rc
load(struct txn *x, const struct entity *e, int64_t id, void *rec)
{
	return id == 0 ? RC_OK : maybe(store_get(x, e, id, rec));
}

/* From the most exact that was named to what it brings along. */
static enum rc
load_people(struct txn *x, const struct outbox_about *about, struct reader *who)
{
	int64_t contact = about->contact, account = about->account;
	enum rc rc = load(x, &user_entity, about->user, &who->user);

	if (rc == RC_OK && contact == 0)
		contact = who->user.contact_id;
	if (rc == RC_OK)
		rc = load(x, &contact_entity, contact, &who->contact);
	if (rc == RC_OK && who->user.id == 0)
		rc = load(x, &user_entity, who->contact.user_id, &who->user);
	if (rc == RC_OK && account == 0)
		account = who->contact.account_id;
	return rc == RC_OK ? load(x, &account_entity, account, &who->account) :
			     rc;
}

/* An account's own address; else its primary contact's, whose wishes hold for
 * the same address, too. */
static enum rc
address_account(struct txn *x, struct reader *who)
{
	const struct account *a = &who->account;
	struct user like = { .account_id = a->id };
	struct contact c = { .id = 0 };
	enum rc rc = load(x, &contact_entity, a->primary_contact, &c);

	if (a->email[0] == '\0' || str_same(a->email, c.email))
		who->contact = c;
	str_copy(
	    who->to, sizeof who->to, a->email[0] != '\0' ? a->email : c.email);
	str_copy(who->name, sizeof who->name, a->name);
	who->login = store_count(x, &user_entity, USER_OF_ACCOUNT, &like) > 0;
	return rc;
}

static void
address_person(struct reader *who)
{
	const struct contact *c = &who->contact;
	const struct user *u = &who->user;

	str_copy(who->to, sizeof who->to,
	    c->id != 0 && c->email[0] != '\0' ? c->email : u->email);
	if (c->id != 0)
		str_copy(who->name, sizeof who->name, c->display_name);
	else
		user_name(u, who->name, sizeof who->name);
	who->login = u->status == USER_ACTIVE || u->status == USER_PENDING;
}

struct choosing {
	const struct user *user;
	struct portal *best;
	int rank;
};

static bool
choose(void *arg, const void *rec)
{
	const struct portal *p = rec;
	struct choosing *c = arg;
	int rank = 1 + (p->online != 0) +
	    2 * (c->user->id != 0 && p->user_type == c->user->user_type);

	if (rank > c->rank) {
		c->rank = rank;
		*c->best = *p;
	}
	return true;
}

/* The portal that this customer's user uses: there are few. */
static enum rc
find_portal(struct txn *x, struct reader *who)
{
	const struct list all = { .e = &portal_entity };
	struct choosing c = { &who->user, &who->portal, 0 };

	return store_list(x, &all, choose, &c);
}

static enum rc
find_reader(struct txn *x, const struct mail_fact *f,
    const struct outbox_about *about, struct reader *who)
{
	enum rc rc = load_people(x, about, who);

	if (rc != RC_OK)
		return rc;
	if (who->user.id == 0 && who->contact.id == 0)
		rc = address_account(x, who);
	else
		address_person(who);
	if (about->to != NULL)
		str_copy(who->to, sizeof who->to, about->to);
	if (rc != RC_OK || f->flags & MAIL_TO_STAFF ||
	    who->user.guest == USER_IS_STAFF)
		return rc;
	return find_portal(x, who);
}

/* Imports tell nobody, nor does a quiet actor; what accounts need, and notices
 * that have been prepared to be mailed, go out all the same. */
static bool
is_told(struct txn *x, const struct mail_fact *f)
{
	const struct actor *a = txn_actor(x);

	return (a->channel != CHANNEL_BATCH && !a->quiet) ||
	    f->flags & MAIL_IN_BATCH;
}

static bool
wants(const struct mail_fact *f, const struct reader *who)
{
	const struct contact *c = &who->contact;

	if (who->to[0] == '\0')
		return false;
	if (f->flags & MAIL_ALWAYS || c->id == 0)
		return true;
	return c->active == CONTACT_IS_ACTIVE && !c->do_not_email &&
	    (c->mails_off & f->group) == 0;
}

/* ---- the words ----------------------------------------------------------- */

static enum rc
set_sender(struct txn *x, const struct reader *who, struct outbox *m)
{
	struct company *c = txn_scratch(x, sizeof *c);
	enum rc rc = company_load(x, c);

	m->portal_id = who->portal.id;
	str_copy(m->color, sizeof m->color, who->portal.color);
	str_copy(m->brand, sizeof m->brand,
	    c->main_name[0] != '\0'      ? c->main_name :
		c->legal_name[0] != '\0' ? c->legal_name :
					   who->portal.name);
	return rc;
}

/* One line of a head, however the values are broken. */
static void
set_subject(struct outbox *m, const struct buf *b)
{
	char *s = m->subject;

	str_copy(s, sizeof m->subject, b->data != NULL ? b->data : "");
	for (; *s != '\0'; s++)
		if (*s == '\n' || *s == '\t')
			*s = ' ';
}

/* What nobody brought is empty; figures of notices come when they are sent. */
static void
complete(const struct mail_fact *f, const struct mail_value *brought,
    struct mail_value to[MAIL_VALUES + 1])
{
	int n = 0;

	for (; brought[n].name != NULL; n++)
		to[n] = brought[n];
	for (const struct mail_value *v = f->value;
	     v->name != NULL && !(f->flags & MAIL_FIGURES); v++) {
		int i = 0;

		while (i < n && strcmp(to[i].name, v->name) != 0)
			i++;
		if (i == n && n < MAIL_VALUES)
			to[n++] = (struct mail_value){ v->name, "" };
	}
	to[n] = (struct mail_value){ NULL, NULL };
}

static void
set_words(struct outbox *m, const struct mail_template *t,
    const struct reader *who, const struct mail_fact *f,
    const struct mail_value *brought)
{
	struct mail_value values[MAIL_VALUES + 1];
	const struct mail_value common[] = {
		{ "name", m->name },
		{ "company", m->brand },
		{ "portal",
		    who->portal.id != 0 ? who->portal.name : _("the ERP") },
		{ NULL, NULL },
	};
	struct buf b = { 0 };

	complete(f, brought, values);
	template_line(t->subject, values, common, &b);
	set_subject(m, &b);
	buf_clear(&b);
	template_fill(t->text, values, common, &b);
	str_copy(m->text, sizeof m->text, b.data != NULL ? b.data : "");
	buf_free(&b);
}

static void
set_link(struct outbox *m, const struct outbox_about *about,
    const struct mail_fact *f, const struct reader *who)
{
	bool follows = f->flags & MAIL_TO_STAFF || who->login || about->secret;

	m->secret = about->secret;
	if (about->link != NULL && follows)
		str_copy(m->link, sizeof m->link, about->link);
}

static enum rc
put(struct txn *x, const struct mail_fact *f, const struct mail_template *t,
    const struct reader *who, struct outbox_about *about)
{
	struct outbox *m = txn_scratch(x, sizeof *m);
	enum rc rc;

	m->event = f->event;
	m->status = OUTBOX_WAITING;
	m->account_id = who->account.id;
	m->contact_id = who->contact.id;
	m->user_id = who->user.id;
	m->about_kind = about->e != NULL ? (int64_t)about->e->number : 0;
	m->about_id = about->id;
	str_copy(m->recipient, sizeof m->recipient, who->to);
	str_copy(m->name, sizeof m->name, who->name);
	m->created = clock_now();
	outbox_message(m);
	outbox_queue(m, m->created);
	if ((rc = set_sender(x, who, m)) != RC_OK)
		return rc;
	set_words(m, t, who, f, about->value);
	set_link(m, about, f, who);
	rc = outbox_keep(x, m);
	about->made = m->id;
	return rc;
}

enum rc
outbox_event(struct txn *x, enum mail_event event, struct outbox_about *about)
{
	const struct mail_fact *f = mail_fact(event);
	struct reader *who;
	struct mail_template *t;
	enum rc rc;

	about->made = 0;
	if (f == NULL || !is_told(x, f))
		return RC_OK;
	who = txn_scratch(x, sizeof *who);
	if ((rc = find_reader(x, f, about, who)) != RC_OK || !wants(f, who))
		return rc;
	t = txn_scratch(x, sizeof *t);
	if ((rc = template_find(x, event, who->portal.id, t)) != RC_OK ||
	    t->off)
		return rc;
	return put(x, f, t, who, about);
}

enum rc
outbox_address(struct txn *x, enum mail_event event,
    const struct outbox_about *about, char to[121])
{
	const struct mail_fact *f = mail_fact(event);
	struct reader *who = txn_scratch(x, sizeof *who);
	enum rc rc = RC_OK;

	to[0] = '\0';
	if (f == NULL || (rc = find_reader(x, f, about, who)) != RC_OK)
		return rc;
	if (wants(f, who))
		str_copy(to, 121, who->to);
	return RC_OK;
}

enum rc
outbox_security(
    struct txn *x, const struct user *u, const char *to, const char *sentence)
{
	char when[TIME_TEXT];
	struct outbox_about about = {
		.user = u->id,
		.to = to,
		.e = &user_entity,
		.id = u->id,
		.value = { { "what", sentence }, { "when", when },
		    { "login", u->login } },
	};

	time_long(clock_now(), u->time_zone, when, sizeof when);
	return outbox_event(x, MAIL_SECURITY, &about);
}

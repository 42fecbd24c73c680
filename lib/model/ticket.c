/* Tickets: the table, how they are made, used and ended. */
#include "ticket.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/secret.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "account.h"
#include "outbox.h"
#include "policy.h"
#include "rules.h"

const struct choice ticket_standings[] = {
	{ TICKET_IS_SENT, "sent", N_("Sent"), "info" },
	{ TICKET_IS_OPENED, "opened", N_("Opened"), "info" },
	{ TICKET_IS_ACCEPTED, "accepted", N_("Accepted"), "ok" },
	{ TICKET_IS_REVOKED, "revoked", N_("Revoked"), "draft" },
	{ TICKET_IS_EXPIRED, "expired", N_("Expired"), "warn" },
	{ 0 },
};

static const struct choice kinds[] = {
	{ TICKET_INVITATION, "invitation", N_("Invitation"), NULL },
	{ TICKET_RESET, "reset", N_("New password"), NULL },
	{ 0 },
};

#define T struct ticket
#define QUIET (F_SYSTEM | F_QUIET)
/* clang-format off */
static const struct field fields[] = {
{ TICKET_ID,      INT(T, id),          N_("Id"),        F_SYSTEM },
{ TICKET_REV,     INT(T, rev),         N_("Revision"),  F_SYSTEM },
{ TICKET_KIND,    CHOICE(T, kind),     N_("Kind"),      QUIET, .choices = kinds },
{ TICKET_STATUS,  CHOICE(T, status),   N_("Status"),    QUIET, .choices = ticket_standings },
{ TICKET_TOKEN,   TEXT(T, token_hash), N_("Token"),     QUIET | F_SECRET },
{ TICKET_USER,    REF(T, user_id),     N_("User"),      QUIET, .refers = &user_entity },
{ TICKET_ACCOUNT, REF(T, account_id),  N_("Business Account"), QUIET, .refers = &account_entity },
{ TICKET_EMAIL,   EMAIL(T, email),     N_("E-mail"),    QUIET | F_SEARCH },
{ TICKET_INVITER, TEXT(T, inviter),    N_("Invited By"), QUIET },
{ TICKET_CREATED, TIME(T, created),    N_("Sent On"),   QUIET },
{ TICKET_EXPIRES, TIME(T, expires),    N_("Good Until"), QUIET },
{ TICKET_OPENED,  TIME(T, opened),     N_("Opened On"), QUIET },
{ TICKET_ENDED,   TIME(T, ended),      N_("Ended On"),  QUIET },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = TICKET_BY_TOKEN, .tags = { TICKET_TOKEN }, .unique = true },
	{ .number = TICKET_OF_USER,
	    .tags = { TICKET_USER, TICKET_CREATED },
	    .prefix = 1 },
	{ .number = TICKET_BY_KIND,
	    .tags = { TICKET_KIND, TICKET_CREATED },
	    .prefix = 1 },
	{ .number = TICKET_BY_STATUS,
	    .tags = { TICKET_KIND, TICKET_STATUS, TICKET_CREATED },
	    .prefix = 2 },
	{ 0 },
};

const struct entity ticket_entity = {
	.number = 64,
	.name = "ticket",
	.label = N_("Invitation"),
	.plural = N_("Invitations"),
	.size = sizeof(struct ticket),
	.fields = fields,
	.indexes = indexes,
	.title = TICKET_EMAIL,
};

enum ticket_status
ticket_standing(const struct ticket *t, int64_t now)
{
	if (t->status >= TICKET_IS_ACCEPTED || now < t->expires)
		return (enum ticket_status)t->status;
	return TICKET_IS_EXPIRED;
}

/* ---- ending */

static enum rc
end(struct txn *x, struct ticket *t, enum ticket_status how)
{
	t->status = how;
	t->ended = clock_now();
	return store_save(x, &ticket_entity, t, NULL);
}

enum { GATHER = 16 };

struct living {
	int n;
	struct ticket at[GATHER];
};

/* Newest first: behind one that has ended there are none that live, since
 * each new one ends those before. */
static bool
gather(void *arg, const void *rec)
{
	struct living *l = arg;
	const struct ticket *t = rec;

	if (t->status >= TICKET_IS_ACCEPTED)
		return false;
	l->at[l->n++] = *t;
	return l->n < GATHER;
}

static struct list
list_of(const struct ticket *like)
{
	return (struct list){ .e = &ticket_entity,
		.index = TICKET_OF_USER,
		.like = like,
		.prefix = 1,
		.backwards = true };
}

enum rc
tickets_end(struct txn *x, int64_t user)
{
	const struct ticket like = { .user_id = user };
	const struct list all = list_of(&like);
	struct living *l = txn_scratch(x, sizeof *l);
	enum rc rc = store_list(x, &all, gather, l);

	for (int i = 0; i < l->n && rc == RC_OK; i++)
		rc = end(x, &l->at[i], TICKET_IS_REVOKED);
	return rc;
}

enum rc
ticket_newest(struct txn *x, int64_t user, struct ticket *t)
{
	const struct ticket like = { .user_id = user };
	const struct list all = list_of(&like);

	return first_of(x, &all, t);
}

/* ---- making */

static enum rc
mail(struct txn *x, const struct user *u, const struct ticket *t,
    const char *token)
{
	bool invitation = t->kind == TICKET_INVITATION;
	char link[80], until[TIME_TEXT];
	struct outbox_about about = {
		.user = u->id,
		.to = t->email,
		.e = &ticket_entity,
		.id = t->id,
		.link = link,
		.secret = true,
	};
	int n = 0;

	str_printf(link, sizeof link, "/%s/%s",
	    invitation ? "welcome" : "reset", token);
	time_long(t->expires, u->time_zone, until, sizeof until);
	if (invitation)
		about.value[n++] = (struct mail_value){ "inviter", t->inviter };
	about.value[n++] = (struct mail_value){ "login", u->login };
	about.value[n++] = (struct mail_value){ "until", until };
	return outbox_event(
	    x, invitation ? MAIL_INVITATION : MAIL_RESET, &about);
}

static enum rc
issue(struct txn *x, const struct user *u, enum ticket_kind kind,
    const char *email, const char *inviter)
{
	struct ticket t = { .kind = kind,
		.status = TICKET_IS_SENT,
		.user_id = u->id,
		.account_id = u->account_id,
		.created = clock_now() };
	char token[TOKEN_TEXT];
	struct policy p;
	enum rc rc;

	if ((rc = policy_load(x, &p)) != RC_OK ||
	    (rc = tickets_end(x, u->id)) != RC_OK)
		return rc;
	t.expires = t.created +
	    (kind == TICKET_INVITATION ? p.invitation_hours * 3600 :
					 TICKET_RESET_SECONDS);
	str_copy(t.email, sizeof t.email, email);
	str_copy(t.inviter, sizeof t.inviter, inviter);
	token_new(token);
	hash_text(token, t.token_hash);
	if ((rc = store_save(x, &ticket_entity, &t, NULL)) != RC_OK)
		return rc;
	audit_event(x,
	    kind == TICKET_INVITATION ? "invitation sent" :
					"link for a new password sent",
	    u->login, u->id, email);
	return mail(x, u, &t, token);
}

static const char *
not_invited(const struct user *u)
{
	if (u->status == USER_DISABLED)
		return _("This user is disabled. Enable the user first.");
	if (u->email[0] == '\0')
		return _("There is no e-mail address to mail an invitation "
			 "to.");
	if (!invitation_possible(u))
		return _("This user has set a password already and needs no "
			 "invitation.");
	return NULL;
}

bool
invitation_possible(const struct user *u)
{
	return u->status != USER_DISABLED && u->email[0] != '\0' &&
	    (u->password_hash[0] == '\0' ||
		(u->force_change && u->last_login == 0));
}

enum rc
invitation_send(struct txn *x, const struct user *u, struct problems *bad)
{
	const char *no = not_invited(u);

	if (no != NULL) {
		problem(bad, 0, "%s", no);
		return RC_INVALID;
	}
	return issue(x, u, TICKET_INVITATION, u->email, txn_actor(x)->name);
}

enum rc
reset_send(struct txn *x, const struct user *u)
{
	struct ticket last;
	enum rc rc = ticket_newest(x, u->id, &last);

	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (u->status == USER_DISABLED || u->email[0] == '\0' ||
	    (rc == RC_OK && last.status < TICKET_IS_ACCEPTED &&
		clock_now() - last.created < TICKET_RESET_PAUSE))
		return RC_SAME;
	if (u->status == USER_PENDING) {
		/* Only somebody who was invited comes in by mail. */
		if (rc != RC_OK || last.kind != TICKET_INVITATION)
			return RC_SAME;
		return issue(x, u, TICKET_INVITATION, u->email, last.inviter);
	}
	return issue(x, u, TICKET_RESET, u->email, "");
}

/* ---- using */

enum rc
ticket_find(struct txn *x, const char *token, struct ticket *t)
{
	*t = (struct ticket){ .id = 0 };
	if (!token_wellformed(token))
		return RC_NOTFOUND;
	hash_text(token, t->token_hash);
	return store_find(x, &ticket_entity, TICKET_BY_TOKEN, t);
}

enum rc
ticket_seen(struct txn *x, int64_t ticket)
{
	struct ticket t;
	enum rc rc = store_get(x, &ticket_entity, ticket, &t);

	if (rc != RC_OK || t.status != TICKET_IS_SENT)
		return rc == RC_OK ? RC_SAME : rc;
	t.status = TICKET_IS_OPENED;
	t.opened = clock_now();
	return store_save(x, &ticket_entity, &t, NULL);
}

enum rc
ticket_use(struct txn *x, struct ticket *t, const char *hash, struct user *u,
    struct problems *bad)
{
	bool invitation = t->kind == TICKET_INVITATION;
	enum rc rc = store_get(x, &user_entity, t->user_id, u);

	if (rc != RC_OK)
		return rc;
	if (ticket_standing(t, clock_now()) > TICKET_IS_OPENED ||
	    u->status == USER_DISABLED || !str_same(t->email, u->email))
		return RC_REFUSED;
	if ((rc = end(x, t, TICKET_IS_ACCEPTED)) != RC_OK)
		return rc;
	if (u->status == USER_PENDING &&
	    (rc = user_activate(x, u, bad)) != RC_OK)
		return rc;
	if ((rc = user_set_password(x, u, hash, false, 0, bad)) != RC_OK)
		return rc;
	audit_event(x,
	    invitation ? "invitation accepted" : "password set by link",
	    u->login, u->id, "");
	return invitation ?
	    RC_OK :
	    outbox_security(x, u, NULL,
		_("A new password was set through a link that was mailed to "
		  "you."));
}

enum rc
ticket_again(struct txn *x, struct ticket *t)
{
	struct user u;
	enum rc rc = store_get(x, &user_entity, t->user_id, &u);

	if (rc != RC_OK)
		return rc;
	if (ticket_standing(t, clock_now()) != TICKET_IS_EXPIRED ||
	    u.status == USER_DISABLED || !str_same(t->email, u.email) ||
	    (t->kind == TICKET_INVITATION && !invitation_possible(&u)))
		return RC_REFUSED;
	/* A newer one there is has ended this one, so it is the newest. */
	return issue(x, &u, (enum ticket_kind)t->kind, t->email, t->inviter);
}

enum rc
ticket_revoke(struct txn *x, struct ticket *t, struct problems *bad)
{
	if (t->status >= TICKET_IS_ACCEPTED) {
		problem(bad, TICKET_STATUS,
		    _("This one was used or revoked already."));
		return RC_INVALID;
	}
	audit_event(x, "invitation revoked", t->email, t->user_id, "");
	return end(x, t, TICKET_IS_REVOKED);
}

/* Invitations and links for a new password: made, opened, used, over. */
#include "../../lib/base/secret.h"
#include "../../lib/model/outbox.h"
#include "../../lib/model/ticket.h"
#include "model_fixture.h"

struct guest {
	struct user u;
	struct ticket t;
	char token[TOKEN_TEXT];
	enum rc (*verb)(struct txn *);
};

static struct guest g;
static char none[] = "no such token";

static enum rc
make_user(struct txn *x, void *arg)
{
	struct user_type t = { .user_type_id = "Employee",
		.linked_entity = LINKED_EMPLOYEE,
		.roles = ROLE_STAFF };
	enum rc rc;

	(void)arg;
	if ((rc = user_type_save(x, &t, &world.bad)) != RC_OK)
		return rc;
	g.u = (struct user){ .login = "maria",
		.last_name = "Anders",
		.email = "maria@x.example",
		.status = USER_PENDING,
		.roles = ROLE_CASES };
	return user_save(x, &g.u, &world.bad);
}

/* The token stands in the mail alone. */
static bool
take_token(void *arg, const void *rec)
{
	const struct outbox *o = rec;
	const char *slash = strrchr(o->link, '/');

	(void)arg;
	if (slash != NULL && o->secret)
		str_copy(g.token, sizeof g.token, slash + 1);
	return !o->secret;
}

static enum rc
reload(struct txn *x)
{
	const struct list newest = { .e = &outbox_entity, .backwards = true };
	enum rc rc;

	g.token[0] = '\0';
	if ((rc = store_list(x, &newest, take_token, NULL)) != RC_OK ||
	    (rc = store_get(x, &user_entity, g.u.id, &g.u)) != RC_OK)
		return rc;
	return ticket_newest(x, g.u.id, &g.t);
}

static enum rc
invite(struct txn *x)
{
	return invitation_send(x, &g.u, &world.bad);
}

static enum rc
reset(struct txn *x)
{
	return reset_send(x, &g.u);
}

static enum rc
use(struct txn *x)
{
	return ticket_use(x, &g.t, "$y$new", &g.u, &world.bad);
}

static enum rc
look(struct txn *x)
{
	return ticket_seen(x, g.t.id);
}

static enum rc
again(struct txn *x)
{
	return ticket_again(x, &g.t);
}

static enum rc
take_back(struct txn *x)
{
	return ticket_revoke(x, &g.t, &world.bad);
}

static enum rc
body(struct txn *x, void *arg)
{
	enum rc rc = ((struct guest *)arg)->verb(x);

	if (rc == RC_OK && reload(x) != RC_OK)
		return RC_NOTFOUND;
	return rc;
}

static enum rc does(enum rc (*verb)(struct txn *))
{
	memset(&world.bad, 0, sizeof world.bad);
	g.verb = verb;
	return run(body, &g);
}

static enum rc
find(struct txn *x, void *arg)
{
	return ticket_find(x, arg, &g.t);
}

static void
begin(void)
{
	memset(&g, 0, sizeof g);
	world.actor = (struct actor){ 0, "Hanna Moos", CHANNEL_ERP, false };
	assert_int_equal(run(make_user, NULL), RC_OK);
	assert_int_equal(does(invite), RC_OK);
}

static void
an_invitation_lets_somebody_in_once(void **state)
{
	char token[TOKEN_TEXT];

	(void)state;
	begin();
	assert_int_equal(g.t.kind, TICKET_INVITATION);
	assert_int_equal(g.t.status, TICKET_IS_SENT);
	assert_int_equal(g.t.expires, NOON + DAY);
	assert_string_equal(g.t.email, "maria@x.example");
	assert_string_equal(g.t.inviter, "Hanna Moos");
	str_copy(token, sizeof token, g.token);
	assert_true(token_wellformed(token));
	assert_null(strstr(g.t.token_hash, token));
	assert_int_equal(run(find, token), RC_OK);
	assert_int_equal(does(look), RC_OK);
	assert_int_equal(g.t.status, TICKET_IS_OPENED);
	assert_int_equal(g.t.opened, NOON);
	assert_int_equal(does(look), RC_SAME);
	assert_int_equal(does(use), RC_OK);
	assert_int_equal(g.u.status, USER_ACTIVE);
	assert_int_equal(g.u.force_change, 0);
	assert_string_equal(g.u.password_hash, "$y$new");
	assert_int_equal(g.t.status, TICKET_IS_ACCEPTED);
	assert_int_equal(run(find, token), RC_OK);
	assert_int_equal(does(use), RC_REFUSED);
	/* Who has a password is not invited. */
	refused(does(invite), 0, "has set a password already");
	assert_int_equal(run(find, none), RC_NOTFOUND);
	token[0] = token[0] == 'A' ? 'B' : 'A';
	assert_int_equal(run(find, token), RC_NOTFOUND);
}

static void
a_newer_one_ends_the_older(void **state)
{
	char token[TOKEN_TEXT];
	struct ticket first;

	(void)state;
	begin();
	first = g.t;
	str_copy(token, sizeof token, g.token);
	clock_stop(NOON + 10);
	assert_int_equal(does(invite), RC_OK);
	assert_int_not_equal(g.t.id, first.id);
	assert_string_not_equal(g.token, token);
	assert_int_equal(run(find, token), RC_OK);
	assert_int_equal(g.t.status, TICKET_IS_REVOKED);
	assert_int_equal(does(use), RC_REFUSED);
	assert_int_equal(does(reload), RC_OK);
	assert_int_equal(does(take_back), RC_OK);
	assert_int_equal(does(use), RC_REFUSED);
	refused(does(take_back), TICKET_STATUS, "used or revoked already");
}

static void
one_that_has_expired_is_mailed_again_once(void **state)
{
	struct ticket old;

	(void)state;
	begin();
	old = g.t;
	assert_int_equal(does(again), RC_REFUSED);
	clock_stop(NOON + DAY);
	assert_int_equal(ticket_standing(&g.t, NOON + DAY), TICKET_IS_EXPIRED);
	assert_int_equal(ticket_standing(&g.t, NOON + DAY - 1), TICKET_IS_SENT);
	assert_int_equal(does(use), RC_REFUSED);
	assert_int_equal(does(again), RC_OK);
	assert_int_equal(g.t.status, TICKET_IS_SENT);
	assert_string_equal(g.t.inviter, "Hanna Moos");
	g.t = old;
	assert_int_equal(run(find, none), RC_NOTFOUND);
	assert_int_equal(does(reload), RC_OK);
	assert_int_equal(does(use), RC_OK);
	/* The user has a password: nothing more comes by the old link. */
	g.t = old;
	g.t.status = TICKET_IS_SENT;
	assert_int_equal(does(again), RC_REFUSED);
}

static void
a_forgotten_password_is_set_by_mail(void **state)
{
	(void)state;
	begin();
	/* Pending, and just invited: nothing. Later: invited anew. */
	assert_int_equal(does(reset), RC_SAME);
	clock_stop(NOON + TICKET_RESET_PAUSE);
	assert_int_equal(does(reset), RC_OK);
	assert_int_equal(g.t.kind, TICKET_INVITATION);
	assert_int_equal(does(use), RC_OK);
	/* Who came in and has forgotten at once need not wait. */
	assert_int_equal(does(reset), RC_OK);
	assert_int_equal(g.t.kind, TICKET_RESET);
	assert_int_equal(g.t.expires - g.t.created, TICKET_RESET_SECONDS);
	assert_string_equal(g.t.inviter, "");
	assert_int_equal(does(reset), RC_SAME);
	clock_stop(NOON + TICKET_RESET_PAUSE + TICKET_RESET_SECONDS - 1);
	assert_int_equal(does(use), RC_OK);
	assert_int_equal(g.u.password_changed, clock_now());
}

static enum rc
by_staff(struct txn *x)
{
	return user_set_password(x, &g.u, "$y$staff", true, 0, &world.bad);
}

static enum rc
disabled(struct txn *x)
{
	return user_disable(x, &g.u, &world.bad);
}

static void
any_new_password_ends_a_ticket(void **state)
{
	(void)state;
	begin();
	assert_int_equal(does(by_staff), RC_OK);
	assert_int_equal(g.t.status, TICKET_IS_REVOKED);
	/* A one-time password was never used: an invitation is still good. */
	clock_stop(NOON + DAY);
	assert_int_equal(does(invite), RC_OK);
	assert_int_equal(does(disabled), RC_OK);
	assert_int_equal(does(use), RC_REFUSED);
	assert_int_equal(does(reset), RC_SAME);
	refused(does(invite), 0, "is disabled");
	g.u.status = USER_ACTIVE;
	g.u.email[0] = '\0';
	refused(does(invite), 0, "no e-mail address");
}

static enum rc
moves(struct txn *x)
{
	str_copy(g.u.email, sizeof g.u.email, "maria@new.example");
	return user_save(x, &g.u, &world.bad);
}

/* Nor can one that has expired be mailed again to the old address. */
static void
another_address_ends_a_ticket(void **state)
{
	struct ticket old;

	(void)state;
	begin();
	old = g.t;
	clock_stop(NOON + DAY);
	assert_int_equal(does(moves), RC_OK);
	assert_int_equal(g.t.status, TICKET_IS_REVOKED);
	assert_int_equal(does(again), RC_REFUSED);
	g.t = old;
	assert_int_equal(does(again), RC_REFUSED);
	clock_stop(NOON + DAY - 1);
	g.t = old;
	assert_int_equal(does(use), RC_REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_invitation_lets_somebody_in_once),
		TEST(a_newer_one_ends_the_older),
		TEST(one_that_has_expired_is_mailed_again_once),
		TEST(a_forgotten_password_is_set_by_mail),
		TEST(any_new_password_ends_a_ticket),
		TEST(another_address_ends_a_ticket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* postern user ...: logins from the command line. */
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "contact.h"
#include "csvout.h"
#include "date.h"
#include "factor.h"
#include "login.h"
#include "session.h"
#include "str.h"
#include "text.h"
#include "userfind.h"
#include "verbs.h"

struct edit {
	struct login login;
	const char *contact, *type;
	int64_t roles;
	struct user user;
	struct problems bad;
	enum rc (*verb)(struct txn *, struct user *, struct problems *);
};

/* ---- finding */

static enum rc
find_user(struct txn *x, const char *login, struct user *u)
{
	memset(u, 0, sizeof *u);
	str_copy(u->login, sizeof u->login, login);
	return store_find(x, &user_entity, USER_BY_LOGIN, u);
}

int64_t
user_type_named(struct txn *x, const char *name)
{
	struct user_type type = { 0 };

	str_copy(type.user_type_id, sizeof type.user_type_id, name);
	if (store_find(x, &user_type_entity, USER_TYPE_BY_CODE, &type) != RC_OK)
		return 0;
	return type.id;
}

static bool
if_staff(void *arg, const void *rec)
{
	const struct user_type *type = rec;

	if (type->linked_entity != LINKED_EMPLOYEE)
		return true;
	*(int64_t *)arg = type->id;
	return false;
}

int64_t
staff_type(struct txn *x)
{
	const struct list l = { .e = &user_type_entity };
	int64_t id = 0;

	if (store_list(x, &l, if_staff, &id) != RC_OK)
		return 0;
	return id;
}

static int64_t
role_named(const struct tool *t, const char *name)
{
	for (const struct role_fact *r = roles; r->bit != 0; r++)
		if (str_same(r->name, name) || str_same(r->label, name))
			return r->bit;
	fprintf(stderr, _("There is no role %s. There are:"), name);
	for (const struct role_fact *r = roles; r->bit != 0; r++)
		fprintf(stderr, " %s", r->name);
	fputc('\n', stderr);
	tool_usage(t, _("unknown role %s"), name);
}

/* ---- user add */

static enum rc
add_guest(struct txn *x, struct edit *ed)
{
	struct contact c = { 0 };
	enum rc rc;

	str_copy(c.contact_id, sizeof c.contact_id, ed->contact);
	rc = store_find(x, &contact_entity, CONTACT_BY_CODE, &c);
	if (rc == RC_NOTFOUND) {
		problem(&ed->bad, USER_CONTACT, _("There is no contact %s."),
		    ed->contact);
		return RC_INVALID;
	}
	if (rc != RC_OK)
		return rc;
	return user_for_contact(x, c.id, &ed->user, &ed->bad);
}

static enum rc
add(struct txn *x, void *arg)
{
	struct edit *ed = arg;
	struct user *u = &ed->user, old;

	if (find_user(x, ed->login.name, &old) == RC_OK) {
		problem(&ed->bad, USER_LOGIN, _("There is a user %s already."),
		    ed->login.name);
		return RC_INVALID;
	}
	u->user_type =
	    ed->type != NULL ? user_type_named(x, ed->type) : staff_type(x);
	if (ed->contact != NULL && ed->type == NULL)
		u->user_type = user_type_named(x, "Portal External User");
	if (u->user_type == 0)
		problem(&ed->bad, USER_TYPE, _("There is no user type %s."),
		    ed->type != NULL ? ed->type : "");
	str_copy(u->login, sizeof u->login, ed->login.name);
	str_copy(u->password_hash, sizeof u->password_hash, ed->login.hash);
	u->roles = ed->roles;
	u->force_change = !ed->login.keep;
	u->password_changed = clock_now();
	if (ed->bad.n > 0)
		return RC_INVALID;
	if (ed->contact != NULL)
		return add_guest(x, ed);
	u->status = USER_ACTIVE;
	return user_save(x, u, &ed->bad);
}

enum tool_exit
verb_user_add(struct tool *t)
{
	static const struct option options[] = {
		{ "role", required_argument, NULL, 'r' },
		{ "first-name", required_argument, NULL, 'f' },
		{ "last-name", required_argument, NULL, 'l' },
		{ "email", required_argument, NULL, 'e' },
		{ "contact", required_argument, NULL, 'c' },
		{ "type", required_argument, NULL, 't' },
		LOGIN_OPTIONS,
		TOOL_OPTIONS,
	};
	static struct edit ed;
	struct user *u = &ed.user;
	enum tool_exit status;
	int c;

	while ((c = tool_next(t, options)) != -1) {
		if (login_option(&ed.login, c))
			continue;
		if (c == 'r')
			ed.roles |= role_named(t, optarg);
		else if (c == 'c')
			ed.contact = optarg;
		else if (c == 't')
			ed.type = optarg;
		else if (!str_copy(c == 'f' ? u->first_name :
				 c == 'l'   ? u->last_name :
					      u->email,
			     c == 'e' ? sizeof u->email : sizeof u->last_name,
			     optarg))
			tool_usage(t, _("%s is too long"), optarg);
	}
	tool_operands(t, 1, 1);
	ed.login.name = t->argv[optind];
	if (u->last_name[0] == '\0')
		str_copy(u->last_name, sizeof u->last_name, ed.login.name);
	login_prepare(&ed.login, &t->conf);
	status = tool_outcome(
	    tool_run(t, add, &ed), &user_entity, &ed.bad, ed.login.name);
	if (status == TOOL_DONE)
		login_tell(&ed.login, ed.contact != NULL ? "portal" : "erp");
	return status;
}

/* ---- user reset, unlock, enable, disable */

static enum rc
change(struct txn *x, void *arg)
{
	struct edit *ed = arg;
	enum rc rc = find_user(x, ed->login.name, &ed->user);

	if (rc != RC_OK)
		return rc;
	if (ed->verb != NULL)
		return ed->verb(x, &ed->user, &ed->bad);
	return user_set_password(
	    x, &ed->user, ed->login.hash, !ed->login.keep, 0, &ed->bad);
}

enum tool_exit
verb_user_reset(struct tool *t)
{
	static const struct option options[] = { LOGIN_OPTIONS, TOOL_OPTIONS };
	static struct edit ed;
	enum tool_exit status;
	int c;

	while ((c = tool_next(t, options)) != -1)
		(void)login_option(&ed.login, c);
	tool_operands(t, 1, 1);
	ed.login.name = t->argv[optind];
	login_prepare(&ed.login, &t->conf);
	status = tool_outcome(
	    tool_run(t, change, &ed), &user_entity, &ed.bad, ed.login.name);
	if (status == TOOL_DONE)
		login_tell(&ed.login,
		    ed.user.guest == USER_IS_GUEST ? "portal" : "erp");
	return status;
}

static enum tool_exit
simple(struct tool *t,
    enum rc (*verb)(struct txn *, struct user *, struct problems *))
{
	static const struct option options[] = { TOOL_OPTIONS };
	static struct edit ed;

	while (tool_next(t, options) != -1)
		;
	tool_operands(t, 1, 1);
	ed.login.name = t->argv[optind];
	ed.verb = verb;
	return tool_outcome(
	    tool_run(t, change, &ed), &user_entity, &ed.bad, ed.login.name);
}

enum tool_exit
verb_user_unlock(struct tool *t)
{
	return simple(t, user_unlock);
}

static enum rc
no_factor(struct txn *x, struct user *u, struct problems *bad)
{
	return factor_end(x, u, "from the command line", bad);
}

enum tool_exit
verb_user_no_factor(struct tool *t)
{
	return simple(t, no_factor);
}

enum tool_exit
verb_user_enable(struct tool *t)
{
	return simple(t, user_enable);
}

enum tool_exit
verb_user_disable(struct tool *t)
{
	return simple(t, user_disable);
}

/* ---- user list */

struct listing {
	struct txn *x;
	bool csv;
	struct buf out;
};

static bool
list_user(void *arg, const void *rec)
{
	struct listing *l = arg;
	const struct user *u = rec;
	int64_t now = clock_now();
	enum user_standing standing =
	    user_standing(u, session_online(l->x, u->id, now), now);
	const struct choice *word = choice_of(user_standings, standing);
	const char *site = u->guest == USER_IS_GUEST ? "portal" : "erp";
	char name[200], last[TIME_TEXT] = "", held[600];

	user_name(u, name, sizeof name);
	if (u->last_login != 0)
		time_iso(u->last_login, last, sizeof last);
	field_print(
	    record_field(&user_entity, USER_ROLES), u, held, sizeof held);
	if (l->csv) {
		csv_cell(&l->out, site, false, true);
		csv_cell(&l->out, u->login, true, false);
		csv_cell(&l->out, name, true, false);
		csv_cell(&l->out, word != NULL ? word->name : "", false, false);
		csv_cell(&l->out, last, false, false);
		csv_cell(&l->out, held, false, false);
		csv_row_end(&l->out);
	} else
		buf_printf(&l->out, "%-6s  %-30s  %-24s  %-10s  %s\n", site,
		    u->login, name, word != NULL ? word->name : "", held);
	return true;
}

enum tool_exit
verb_user_list(struct tool *t)
{
	static const struct option options[] = {
		{ "csv", no_argument, NULL, 'c' },
		TOOL_OPTIONS,
	};
	const struct list by_kind = { .e = &user_entity,
		.index = USER_BY_GUEST };
	struct listing l = { 0 };
	struct store *s;
	enum rc rc;
	int c;

	while ((c = tool_next(t, options)) != -1)
		l.csv = c == 'c';
	tool_operands(t, 0, 0);
	if (l.csv)
		buf_str(&l.out, "site,login,name,status,last_login,roles\r\n");
	s = tool_open(t, STORE_READ);
	l.x = store_view(s);
	rc = store_list(l.x, &by_kind, list_user, &l);
	store_close(s);
	if (l.out.len > 0)
		fwrite(l.out.data, 1, l.out.len, stdout);
	buf_free(&l.out);
	return tool_outcome(rc, NULL, NULL, _("users"));
}

/* postern init: an empty company with one administrator. */
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "entities.h"
#include "licence.h"
#include "login.h"
#include "policy.h"
#include "str.h"
#include "text.h"
#include "upgrade.h"
#include "user.h"
#include "userfind.h"
#include "verbs.h"

struct start {
	struct login login;
	struct user admin;
	struct problems bad;
};

static enum rc
fill(struct txn *x, void *arg)
{
	struct start *s = arg;
	struct user *u = &s->admin;
	enum rc rc;

	if ((rc = company_seed(x, &s->bad)) != RC_OK && rc != RC_SAME)
		return rc;
	if (s->login.keep && (rc = policy_trial(x, &s->bad)) != RC_OK)
		return rc;
	upgrade_none(x);
	licence_clock(x, clock_now());
	str_copy(u->login, sizeof u->login, s->login.name);
	str_copy(u->first_name, sizeof u->first_name, _("System"));
	str_copy(u->last_name, sizeof u->last_name, _("Administrator"));
	str_copy(u->password_hash, sizeof u->password_hash, s->login.hash);
	u->status = USER_ACTIVE;
	u->roles = ROLE_ADMIN;
	u->force_change = !s->login.keep;
	u->password_changed = clock_now();
	u->user_type = staff_type(x);
	return user_save(x, u, &s->bad);
}

enum tool_exit
verb_init(struct tool *t)
{
	static const struct option options[] = {
		{ "admin", required_argument, NULL, 'a' },
		LOGIN_OPTIONS,
		TOOL_OPTIONS,
	};
	static struct start s;
	enum tool_exit status;
	int c;

	s.login.name = "admin";
	while ((c = tool_next(t, options)) != -1)
		if (!login_option(&s.login, c))
			s.login.name = optarg;
	tool_operands(t, 0, 0);
	if (store_exists(tool_home(t)))
		tool_fail(TOOL_STORE,
		    _("there is a store in %s already; it was not touched"),
		    tool_home(t));
	login_prepare(&s.login, &t->conf);
	if (!tool_folders(tool_home(t), 0700))
		tool_fail(TOOL_STORE, _("%s cannot be made"), tool_home(t));
	store_create(tool_home(t));
	status = tool_outcome(
	    tool_run(t, fill, &s), &user_entity, &s.bad, _("init"));
	if (status == TOOL_DONE) {
		printf(_("New store: %s\n"), tool_home(t));
		login_tell(&s.login, "erp");
	}
	return status;
}

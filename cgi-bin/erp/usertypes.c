/* User types (EP202500): rules for logins, and the roles they may hold. */
#include "erp.h"
#include "model/user.h"

static const struct column columns[] = {
	{ .tag = USER_TYPE_CODE, .how = COL_LINK },
	{ .tag = USER_TYPE_DESCRIPTION, .how = COL_TEXT },
	{ .tag = USER_TYPE_LINKED, .how = COL_TEXT },
	{ .tag = USER_TYPE_LOGIN_TYPE, .how = COL_TEXT, .hide_small = true },
	{ .tag = USER_TYPE_MAX_SESSIONS,
	    .how = COL_NUMBER,
	    .hide_small = true },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .no_count = true,
	    .sorts = { { "code", USER_TYPE_CODE, USER_TYPE_BY_CODE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &user_type_entity,
	.path = "/user-types",
	.item = "/user-types/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("User types"),
	.export_path = "/user-types/export.csv",
	.empty_icon = "user-check",
	.empty_title = N_("No user types yet"),
	.empty_says = N_("A user type says how its users sign in and which "
			 "roles they may hold."),
	.empty_path = "/user-types/new",
	.empty_action = N_("New user type"),
};

static const unsigned general[] = {
	USER_TYPE_CODE,
	USER_TYPE_DESCRIPTION,
	USER_TYPE_LINKED,
	USER_TYPE_ON_CONTACTS,
	0,
};

static const unsigned signing_in[] = {
	USER_TYPE_LOGIN_TYPE,
	USER_TYPE_MAX_SESSIONS,
	USER_TYPE_EMAIL_AS_LOGIN,
	USER_TYPE_RESET_FIRST,
	USER_TYPE_REQUIRE_ACTIVATION,
	USER_TYPE_FACTOR,
	0,
};

static const unsigned exported[] = {
	USER_TYPE_CODE,
	USER_TYPE_DESCRIPTION,
	USER_TYPE_LINKED,
	USER_TYPE_ON_CONTACTS,
	USER_TYPE_LOGIN_TYPE,
	USER_TYPE_EMAIL_AS_LOGIN,
	USER_TYPE_RESET_FIRST,
	USER_TYPE_REQUIRE_ACTIVATION,
	USER_TYPE_MAX_SESSIONS,
	USER_TYPE_FACTOR,
	USER_TYPE_ROLES,
	USER_TYPE_DEFAULT_ROLES,
	0,
};

static const unsigned nothing[] = { 0 };

enum { ALL_ROLES = ROLE_STAFF | PORTAL_ROLES };

static void
role_sets(struct req *r, const void *rec, const struct problems *bad)
{
	form_bits(r, &user_type_entity, USER_TYPE_ROLES, rec, ALL_ROLES, bad);
	form_bits(
	    r, &user_type_entity, USER_TYPE_DEFAULT_ROLES, rec, ALL_ROLES, bad);
}

static const struct part parts[] = {
	{ N_("General"), general, NULL },
	{ N_("Signing in"), signing_in, NULL },
	{ N_("Roles"), nothing, role_sets },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct user_type *t = rec;

	(void)r;
	t->linked_entity = LINKED_CONTACT;
	t->on_contacts = 1;
	t->login_type = LOGIN_UI;
	t->reset_first = 1;
	t->max_sessions = 3;
	t->roles = PORTAL_USER;
	t->default_roles = PORTAL_USER;
}

static bool
read_more(struct req *r, void *rec, struct problems *bad)
{
	bool permitted = form_read_bits(
	    r, &user_type_entity, USER_TYPE_ROLES, ALL_ROLES, rec, bad);
	bool given = form_read_bits(
	    r, &user_type_entity, USER_TYPE_DEFAULT_ROLES, ALL_ROLES, rec, bad);

	return permitted && given;
}

static const struct edit card = {
	.e = &user_type_entity,
	.list = "/user-types",
	.list_title = N_("User types"),
	.nav = "user-types",
	.screen = "EP202500",
	.fresh = N_("New user type"),
	.save = N_("Save user type"),
	.parts = parts,
	.begin = begin,
	.read_more = read_more,
};

enum rc
user_type_list(struct req *r)
{
	return list_page(r, &view, _("User types"), "user-types", "EP202500",
	    "/user-types/new", _("New user type"));
}

enum rc
user_type_csv(struct req *r)
{
	return list_csv(r, &view, exported, "user-types.csv");
}

enum rc
user_type_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
user_type_post(struct req *r)
{
	return edit_post(r, &card);
}

/* Users (SM201010): list, and new staff users. */
#include "erp.h"
#include "model/session.h"

static const struct user staff = { .guest = USER_IS_STAFF },
			 guests = { .guest = USER_IS_GUEST },
			 pending = { .status = USER_PENDING },
			 disabled = { .status = USER_DISABLED };

#define BY_LOGIN(index)                                                        \
	{                                                                      \
		{ "login", USER_LOGIN, index, false },                         \
		    { "login-down", USER_LOGIN, index, true },                 \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "staff",
	    .label = N_("Staff"),
	    .like = &staff,
	    .prefix = 1,
	    .sorts = BY_LOGIN(USER_BY_GUEST) },
	{ .name = "portal",
	    .label = N_("Portal"),
	    .like = &guests,
	    .prefix = 1,
	    .sorts = BY_LOGIN(USER_BY_GUEST) },
	{ .name = "pending",
	    .label = N_("Pending Activation"),
	    .like = &pending,
	    .prefix = 1,
	    .sorts = BY_LOGIN(USER_BY_STATUS) },
	{ .name = "disabled",
	    .label = N_("Disabled"),
	    .like = &disabled,
	    .prefix = 1,
	    .sorts = BY_LOGIN(USER_BY_STATUS) },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "name", USER_LAST_NAME, USER_BY_NAME, false },
		{ "name-down", USER_LAST_NAME, USER_BY_NAME, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = USER_LOGIN, .how = COL_LINK },
	{ .tag = USER_LAST_NAME, .label = N_("Name"), .how = COL_OWN },
	{ .tag = USER_ACCOUNT, .how = COL_TITLE },
	{ .tag = USER_TYPE, .how = COL_TEXT, .hide_small = true },
	{ .tag = USER_LAST_LOGIN, .how = COL_AGO },
	{ .tag = USER_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	const struct user *u = rec;
	char name[200];

	if (col->tag == USER_STATUS) {
		user_pill(r, u);
		return;
	}
	user_name(u, name, sizeof name);
	text(r, name);
}

static const struct view view = {
	.e = &user_entity,
	.path = "/users",
	.item = "/users/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Users by login"),
	.search_hint = N_("Login or name"),
	.export_path = "/users/export.csv",
	.empty_icon = "user",
	.empty_title = N_("No users here"),
	.empty_says = N_("Staff users are made here. Portal users are made "
			 "on the User Info tab of a contact."),
	.empty_path = "/users/new",
	.empty_action = N_("New staff user"),
	.cell = cell,
};

enum rc
user_list(struct req *r)
{
	return list_page(r, &view, _("Users"), "users", "SM201010",
	    "/users/new", _("New staff user"));
}

static const unsigned exported[] = {
	USER_LOGIN,
	USER_TYPE,
	USER_CONTACT,
	USER_FIRST_NAME,
	USER_LAST_NAME,
	USER_EMAIL,
	USER_COMMENT,
	USER_STATUS,
	USER_ROLES,
	USER_FORCE_CHANGE,
	USER_PASSWORD_CHANGED,
	USER_LAST_LOGIN,
	USER_MAX_SESSIONS,
	USER_TIME_ZONE,
	USER_CREATED,
	0,
};

enum rc
user_csv(struct req *r)
{
	return list_csv(r, &view, exported, "users.csv");
}

/* ---- a new staff user -------------------------------------------------------
 */

static const unsigned fields[] = {
	USER_LOGIN,
	USER_EMAIL,
	USER_FIRST_NAME,
	USER_LAST_NAME,
	USER_TYPE,
	USER_MAX_SESSIONS,
	USER_COMMENT,
	0,
};

static bool
first_staff_type(void *arg, const void *rec)
{
	const struct user_type *t = rec;

	if (t->linked_entity != LINKED_EMPLOYEE)
		return true;
	*(struct user_type *)arg = *t;
	return false;
}

static void
begin(struct req *r, struct user *u)
{
	const struct list l = { .e = &user_type_entity,
		.index = USER_TYPE_BY_CODE };
	struct user_type t = { .id = 0 };

	if (store_list(r->x, &l, first_staff_type, &t) == RC_OK) {
		u->user_type = t.id;
		u->roles = t.default_roles;
		u->max_sessions = t.max_sessions;
	}
	u->status = USER_ACTIVE;
	u->guest = USER_IS_STAFF;
}

static void
new_page(struct req *r, const struct user *u, const struct problems *bad)
{
	const struct head h = {
		.title = _("New staff user"),
		.nav = "users",
		.screen = "SM201010",
		.crumb = _("Users"),
		.crumb_path = "/users",
		.lead = _("A one-time password is shown after saving."),
	};

	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &user_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	form_two(r, "/users/new");
	form_fields(r, &user_entity, fields, u, bad);
	role_boxes(r, u->roles, ROLE_STAFF, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Save user"));
	button_link(r, "/users", "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form></div></section>");
	page_close(r);
}

enum rc
user_new(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);

	begin(r, u);
	new_page(r, u, NULL);
	return RC_OK;
}

enum rc
user_new_post(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const struct once *once = r->prepared;
	const struct head h = {
		.title = _("One-time password of the new user"),
		.nav = "users",
		.screen = "SM201010",
		.crumb = _("Users"),
		.crumb_path = "/users",
	};
	enum rc rc = RC_INVALID;
	bool good;

	begin(r, u);
	good = form_read(r, &user_entity, fields, u, bad);
	if (!form_read_bits(r, &user_entity, USER_ROLES, ROLE_STAFF, u, bad))
		good = false;
	if (good)
		rc = user_save(r->x, u, bad);
	if (rc == RC_OK)
		rc = user_set_password(r->x, u, once->hash, true, 0, bad);
	if (rc == RC_OK) {
		once_page(r, u, once->password, at(r, "/users", u->id, ""), &h);
		return rc;
	}
	u->id = 0;
	edit_status(r, rc);
	new_page(r, u, bad);
	return rc;
}

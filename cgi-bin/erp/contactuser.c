/* The User Info tab of a contact: its portal user, password and roles. */
#include <string.h>

#include "erp.h"
#include "model/account.h"

enum { TYPES = 40 };

/* The user types that may be chosen for contacts. */
struct types {
	int n;
	struct user_type at[TYPES];
	struct choice choices[TYPES + 1];
};

static bool
keep_type(void *arg, const void *rec)
{
	const struct user_type *t = rec;
	struct types *types = arg;

	if (!t->on_contacts)
		return true;
	types->at[types->n] = *t;
	types->choices[types->n] = (struct choice){
		.value = t->id,
		.name = types->at[types->n].user_type_id,
		.label = types->at[types->n].user_type_id,
	};
	return ++types->n < TYPES;
}

static struct types *
contact_types(struct req *r)
{
	struct types *types = arena_alloc(r->mem, sizeof *types);
	const struct list l = { .e = &user_type_entity,
		.index = USER_TYPE_BY_CODE };

	if (store_list(r->x, &l, keep_type, types) != RC_OK)
		types->n = 0;
	return types;
}

void
contact_type_select(struct req *r)
{
	struct types *types = contact_types(r);

	form_select(r, "user_type", _("User Type"), NULL, types->choices,
	    types->n > 0 ? types->at[0].id : 0, NULL);
}

int64_t
contact_type_given(struct req *r)
{
	const char *name = form_value(r, "user_type");
	const struct choice *c =
	    name == NULL ? NULL : choice_named(contact_types(r)->choices, name);

	return c != NULL ? c->value : 0;
}

static const struct user_type *
type_of(const struct types *types, int64_t id)
{
	for (int i = 0; i < types->n; i++)
		if (types->at[i].id == id)
			return &types->at[i];
	return NULL;
}

/* Everything the tab shows. */
struct info {
	struct contact c;
	struct user u; /* id 0: none yet */
	struct types *types;
};

static enum rc
load(struct req *r, struct info *in)
{
	enum rc rc = store_get(r->x, &contact_entity, r->id, &in->c);
	const struct user_type *t;

	if (rc != RC_OK)
		return rc;
	in->types = contact_types(r);
	if (in->c.user_id != 0)
		return store_get(r->x, &user_entity, in->c.user_id, &in->u);
	t = type_of(in->types, query_id(r, "user_type"));
	if (t == NULL && in->types->n > 0)
		t = &in->types->at[0];
	if (t != NULL) {
		in->u.user_type = t->id;
		in->u.roles = t->default_roles;
	}
	if (in->c.email[0] != '\0' && (t == NULL || t->email_as_login))
		str_copy(in->u.login, sizeof in->u.login, in->c.email);
	return RC_OK;
}

static const char *
path_of(struct req *r, const char *rest)
{
	return arena_printf(
	    r->mem, "%s%s", at(r, "/contacts", r->id, "/user"), rest);
}

/* Other types permit other roles, so a choice of type is a new page. */
static void
type_chooser(struct req *r, const struct info *in)
{
	if (in->types->n < 2)
		return;
	html(r, "<form class=\"filters\" method=\"get\" action=\"");
	text(r, url(r, path_of(r, ""), NULL));
	html(r, "\"><div><label for=\"t-type\">");
	text(r, _("User Type"));
	html(r, "</label><select id=\"t-type\" name=\"user_type\">");
	for (int i = 0; i < in->types->n; i++) {
		html(r, "<option value=\"");
		textf(r, "%lld", (long long)in->types->at[i].id);
		html(r, "\"");
		if (in->types->at[i].id == in->u.user_type)
			html(r, " selected");
		html(r, ">");
		text(r, in->types->at[i].user_type_id);
		html(r, "</option>");
	}
	html(r,
	    "</select></div><div class=\"go\"><button type=\"submit\" class=\"btn\">");
	text(r, _("Show its roles"));
	html(r, "</button></div></form>");
}

static void
user_form(struct req *r, const struct info *in, const struct problems *bad)
{
	static const unsigned login[] = { USER_LOGIN, 0 };
	const struct user_type *t = type_of(in->types, in->u.user_type);
	bool fresh = in->u.id == 0;

	form_open(r, path_of(r, ""));
	if (!fresh)
		form_rev(r, &in->u);
	form_select(r, "user_type", _("User Type"),
	    t == NULL ? NULL : _(t->description), in->types->choices,
	    in->u.user_type, bad == NULL ? NULL : problem_of(bad, USER_TYPE));
	form_fields(r, &user_entity, login, &in->u, bad);
	role_boxes(r, in->u.roles, t == NULL ? PORTAL_ROLES : t->roles, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, fresh ? _("Create user") : _("Save user"));
	html(r, "</div>");
	form_close(r);
}

static void
no_user(struct req *r, const struct info *in)
{
	if (in->c.account_id == 0)
		banner(r, "warn",
		    _("This contact is not linked to a customer."),
		    _("Choose the business account on the General tab first."));
	if (in->c.active != CONTACT_IS_ACTIVE)
		banner(r, "warn", _("This contact is inactive."),
		    _("Only active contacts can get a user."));
	if (in->types->n == 0)
		banner(r, "warn", _("No user type is allowed for contacts."),
		    _("Create one under User types first."));
}

static void
show(struct req *r, const struct info *in, const struct problems *bad)
{
	contact_begin(r, &in->c, "/user",
	    arena_printf(r->mem, _("User of %s"), in->c.display_name));
	html(r, "<div class=\"body\"><div class=\"stack\">");
	form_errors(r, &(struct form_bad){ &user_entity, bad }, bad != NULL);
	if (in->u.id == 0 && grant_card(r, &in->c)) {
		/* Nothing else: another login signs in. */
	} else if (in->u.id == 0) {
		no_user(r, in);
		html(r, "<dl class=\"kv side-by\"><div><dt>");
		text(r, _("Status"));
		html(r, "</dt><dd>");
		pill(r, "draft", _("Not Created"));
		html(r, "</dd></div></dl>");
		type_chooser(r, in);
		user_form(r, in, bad);
		grant_form(r, &in->c);
	} else {
		if (in->u.password_hash[0] == '\0')
			banner(r, "info", _("This user has no password yet."),
			    _("Reset Password makes a one-time password."));
		html(r, "<div class=\"acts\">");
		user_buttons(r, &in->u, path_of(r, ""));
		html(r, "</div><div class=\"cols\">");
		user_form(r, in, bad);
		user_facts(r, &in->u);
		html(r, "</div>");
	}
	html(r, "</div></div></div>");
	page_close(r);
}

enum rc
contact_user(struct req *r)
{
	struct info *in = arena_alloc(r->mem, sizeof *in);
	enum rc rc = load(r, in);

	if (rc == RC_OK)
		show(r, in, NULL);
	return rc;
}

static enum rc
save(struct req *r, struct info *in, struct problems *bad)
{
	static const unsigned fields[] = { USER_LOGIN, USER_TYPE, 0 };
	static const struct part parts[] = { { NULL, fields, NULL },
		{ .tags = NULL } };
	bool fresh = in->u.id == 0;
	bool good = form_read(r, &user_entity, fields, &in->u, bad);
	enum rc rc;

	if (!form_read_bits(
		r, &user_entity, USER_ROLES, PORTAL_ROLES, &in->u, bad))
		good = false;
	if (!good)
		return RC_INVALID;
	if (fresh)
		return user_for_contact(r->x, in->c.id, &in->u, bad);
	rc = user_save(r->x, &in->u, bad);
	if (rc == RC_CONFLICT)
		edit_conflict(r, &user_entity, parts, &in->u, bad);
	return rc;
}

enum rc
contact_user_post(struct req *r)
{
	struct info *in = arena_alloc(r->mem, sizeof *in);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = load(r, in);
	bool fresh;

	if (rc != RC_OK)
		return rc;
	fresh = in->u.id == 0;
	rc = save(r, in, bad);
	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, path_of(r, ""), fresh ? "user-created" : "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		if (fresh)
			in->u.id = 0;
		edit_status(r, rc);
		show(r, in, bad);
		return rc;
	default:
		return rc;
	}
}

static enum rc
verb(struct req *r, enum user_verb what)
{
	struct info *in = arena_alloc(r->mem, sizeof *in);
	enum rc rc = load(r, in);
	struct head h = {
		.nav = "contacts",
		.screen = "CR302000",
		.crumb_path = path_of(r, ""),
	};

	if (rc != RC_OK)
		return rc;
	if (in->u.id == 0)
		return RC_NOTFOUND;
	h.title = arena_printf(
	    r->mem, _("One-time password of %s"), in->c.display_name);
	h.crumb = in->c.display_name;
	return user_do(r, what, &in->u, path_of(r, ""), &h);
}

enum rc
contact_user_reset(struct req *r)
{
	return verb(r, VERB_RESET);
}

enum rc
contact_user_activate(struct req *r)
{
	return verb(r, VERB_ACTIVATE);
}

enum rc
contact_user_enable(struct req *r)
{
	return verb(r, VERB_ENABLE);
}

enum rc
contact_user_disable(struct req *r)
{
	return verb(r, VERB_DISABLE);
}

enum rc
contact_user_unlock(struct req *r)
{
	return verb(r, VERB_UNLOCK);
}

enum rc
contact_user_invite(struct req *r)
{
	return verb(r, VERB_INVITE);
}

enum rc
contact_user_factor(struct req *r)
{
	return verb(r, VERB_FACTOR);
}

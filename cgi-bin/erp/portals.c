/* Portals (SP701000): the customer sites that stand on this store. */
#include <stdlib.h>
#include <string.h>

#include "erp.h"
#include "model/class.h"
#include "model/portal.h"
#include "model/warehouse.h"
#include "web/control.h"

static const struct column columns[] = {
	{ .tag = PORTAL_NAME, .how = COL_LINK },
	{ .tag = PORTAL_URL, .how = COL_TEXT },
	{ .tag = PORTAL_DESCRIPTION, .how = COL_TEXT, .hide_small = true },
	{ .tag = PORTAL_LAST_ANSWER, .how = COL_AGO },
	{ .tag = PORTAL_ONLINE, .how = COL_OWN },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	const struct portal *p = rec;

	(void)col;
	if (p->online)
		pill(r, "ok", _("Online"));
	else
		pill(r, "warn", _("Offline"));
}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "name", PORTAL_NAME, PORTAL_BY_NAME, false },
		{ "name-down", PORTAL_NAME, PORTAL_BY_NAME, true },
		{ .name = NULL } },
	    .no_count = true },
	{ .name = NULL },
};

static const struct view view = {
	.e = &portal_entity,
	.path = "/portals",
	.item = "/portals/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Portals by name"),
	.export_path = "/portals/export.csv",
	.empty_icon = "globe",
	.empty_title = N_("No portals yet"),
	.empty_says = N_("A portal is a site of its own for your customers, "
			 "on the same data. Deploy it with “postern portal "
			 "deploy”, then describe it here."),
	.empty_path = "/portals/new",
	.empty_action = N_("New portal"),
	.cell = cell,
};

enum rc
portal_list(struct req *r)
{
	return list_page(r, &view, _("Portals"), "portals", "SP701000",
	    "/portals/new", _("New portal"));
}

enum rc
portal_csv(struct req *r)
{
	static const unsigned exported[] = {
		PORTAL_NAME,
		PORTAL_URL,
		PORTAL_INSTANCE,
		PORTAL_ONLINE,
		PORTAL_DESCRIPTION,
		PORTAL_ACCESS_ROLE,
		PORTAL_CATEGORIES,
		PORTAL_USER_TYPE,
		PORTAL_CASE_CLASS,
		PORTAL_CONTACT_CLASS,
		PORTAL_ORDER_TYPE,
		PORTAL_SHOW_QUANTITIES,
		PORTAL_THEME,
		PORTAL_COLOR,
		PORTAL_HIDDEN,
		PORTAL_HOME,
		PORTAL_TIME_ZONE,
		PORTAL_LAST_ANSWER,
		0,
	};

	return list_csv(r, &view, exported, "portals.csv");
}

/* ---- the form
 * ---------------------------------------------------------------------- */

static const unsigned summary[] = {
	PORTAL_NAME,
	PORTAL_URL,
	PORTAL_TYPE,
	PORTAL_ACCESS_ROLE,
	PORTAL_INSTANCE,
	PORTAL_DESCRIPTION,
	PORTAL_ONLINE,
	0,
};

static const unsigned defaults[] = {
	PORTAL_USER_TYPE,
	PORTAL_CONTACT_CLASS,
	PORTAL_CASE_CLASS,
	PORTAL_ORDER_TYPE,
	PORTAL_SHOW_QUANTITIES,
	PORTAL_OUT_OF_STOCK,
	PORTAL_DEFAULT_WAREHOUSE,
	PORTAL_CENTER,
	0,
};

static const unsigned look[] = {
	PORTAL_THEME,
	PORTAL_COLOR,
	PORTAL_HOME,
	PORTAL_MESSAGE,
	PORTAL_SHOW_MESSAGE,
	PORTAL_SHOW_CATALOG,
	PORTAL_CATALOG_TEXT,
	PORTAL_OFFLINE_MESSAGE,
	PORTAL_OFFLINE_UNTIL,
	0,
};

static const unsigned support[] = {
	PORTAL_SUPPORT_CONTACT,
	PORTAL_SUPPORT_PHONE,
	PORTAL_SUPPORT_EMAIL,
	PORTAL_SUPPORT_HOURS,
	PORTAL_HELP,
	0,
};

static const unsigned nothing[] = { 0 };

enum {
	CATEGORIES = FEATURE_PORTAL_SYSTEM | FEATURE_PORTAL_CASES |
	    FEATURE_PORTAL_FINANCIALS | FEATURE_PORTAL_ORDERS |
	    FEATURE_PORTAL_PAYMENTS,
};

/* Categories whose system feature is off are not shown. */
static int64_t
offered(const struct req *r)
{
	return CATEGORIES & r->visitor->features;
}

static void
categories(struct req *r, const void *rec, const struct problems *bad)
{
	if (offered(r) != 0) {
		form_bits(
		    r, &portal_entity, PORTAL_CATEGORIES, rec, offered(r), bad);
		form_bits(
		    r, &portal_entity, PORTAL_HIDDEN, rec, PAGES_ALL, bad);
		return;
	}
	html(r, "<div class=\"wide\">");
	banner(r, "warn", _("No feature of the portal is switched on."),
	    _("Enable Modern Customer Portal under Features, then choose here "
	      "what this portal shows."));
	html(r, "</div>");
}

static void
zone_field(struct req *r, const void *rec, const struct problems *bad)
{
	form_zone(r, &portal_entity, PORTAL_TIME_ZONE, rec, bad);
}

/* ---- visible warehouses: a set, whose records are its choices */

struct boxes {
	struct req *r;
	int64_t set;
	int n;
};

static bool
warehouse_box(void *arg, const void *rec)
{
	const struct warehouse *w = rec;
	struct boxes *b = arg;
	struct req *r = b->r;

	if (b->n++ == 0) {
		html(r, "<fieldset class=\"wide\"><legend>");
		text(r, _("Visible Warehouses"));
		html(r, "</legend><p class=\"hint\">");
		text(r, _("None ticked: all that are active."));
		html(r, "</p><div class=\"checks\">");
	}
	html(r,
	    "<div class=\"check\"><input type=\"checkbox\" name=\"warehouse\"");
	attribute(r, "id", arena_printf(r->mem, "f-w-%lld", (long long)w->id));
	attribute_number(r, "value", w->id);
	if ((b->set & warehouse_bit(w->id)) != 0)
		html(r, " checked");
	html(r, "><label");
	attribute(r, "for", arena_printf(r->mem, "f-w-%lld", (long long)w->id));
	html(r, ">");
	textf(r, "%s %s", w->code, w->name);
	html(r, "</label></div>");
	return true;
}

static void
warehouses(struct req *r, const void *rec, const struct problems *bad)
{
	const struct portal *p = rec;
	const struct list l = { .e = &warehouse_entity,
		.index = WAREHOUSE_IN_CODE_ORDER };
	struct boxes b = { r, p->warehouses, 0 };

	(void)bad;
	if (store_list(r->x, &l, warehouse_box, &b) == RC_OK && b.n > 0)
		html(r, "</div></fieldset>");
}

static bool
read_warehouses(struct req *r, struct portal *p)
{
	const char *s;

	p->warehouses = 0;
	for (int i = 0; (s = form_value_at(r, "warehouse", i)) != NULL; i++) {
		struct warehouse w;
		int64_t id = strtoll(s, NULL, 10);

		if (store_get(r->x, &warehouse_entity, id, &w) != RC_OK)
			return false;
		p->warehouses |= warehouse_bit(w.id);
	}
	return true;
}

static const struct part parts[] = {
	{ N_("Summary"), summary, NULL },
	{ N_("General: what this portal shows"), nothing, categories },
	{ N_("Customer Portal: defaults"), defaults, warehouses },
	{ N_("Portal Settings: look and messages"), look, zone_field },
	{ N_("Portal Settings: contact for customers"), support, NULL },
	{ .tags = NULL },
};

static bool
read_more(struct req *r, void *rec, struct problems *bad)
{
	static const unsigned zone[] = { PORTAL_TIME_ZONE, 0 };
	bool good = form_read(r, &portal_entity, zone, rec, bad);

	if (!form_read_bits(
		r, &portal_entity, PORTAL_CATEGORIES, offered(r), rec, bad))
		good = false;
	if (offered(r) != 0 &&
	    !form_read_bits(
		r, &portal_entity, PORTAL_HIDDEN, PAGES_ALL, rec, bad))
		good = false;
	return read_warehouses(r, rec) && good;
}

static void
begin(struct req *r, void *rec)
{
	struct portal *p = rec;
	struct user_type type = { .user_type_id = "Portal External User" };
	struct case_class cases = { .case_class_id = "SUPISSUE" };
	struct contact_class contacts = { .class_id = "CUSTOMER" };

	p->online = 1;
	p->portal_type = PORTAL_CUSTOMER;
	p->access_role = PORTAL_CASES;
	p->categories = offered(r);
	p->show_quantities = 1;
	p->theme = THEME_SYSTEM;
	str_copy(p->order_type, sizeof p->order_type, "SO");
	str_copy(p->time_zone, sizeof p->time_zone, r->conf->time_zone);
	if (store_find(r->x, &user_type_entity, USER_TYPE_BY_CODE, &type) ==
	    RC_OK)
		p->user_type = type.id;
	if (store_find(r->x, &case_class_entity, CASE_CLASS_BY_CODE, &cases) ==
	    RC_OK)
		p->case_class = cases.id;
	if (store_find(r->x, &contact_class_entity, CONTACT_CLASS_BY_CODE,
		&contacts) == RC_OK)
		p->contact_class = contacts.id;
}

static const struct record_tab record[] = {
	{ "", N_("Portal"), 0, 0 },
	{ "/users", N_("Portal Users"), 0, 0 },
	{ .label = NULL },
};

/* Does a deployed site answer at this URL? It says so itself. */
static void
answer_card(struct req *r, const void *rec)
{
	const struct portal *p = rec;

	card_open(r, "h-answer", _("The deployed site"));
	if (p->last_answer != 0) {
		html(r, "<p>");
		pill(r, "ok", _("It answers"));
		html(r, " ");
		text(r, _("The site at this URL last used this record"));
		html(r, " ");
		time_ago(r, p->last_answer);
		html(r, ".</p>");
	} else {
		html(r, "<p>");
		pill(r, "warn", _("No answer yet"));
		html(r, " ");
		text(r,
		    _("No deployed site has used this record so far. The URL "
		      "must be the one that customers type, and the one that "
		      "was given to “postern portal deploy”. Open the portal "
		      "once to try."));
		html(r, "</p>");
	}
	html(r, "<p><a href=\"");
	text(r, p->url);
	html(r, "\" rel=\"noopener noreferrer\">");
	text(r, p->url);
	html(r, "</a></p>");
	card_close(r);
}

static const struct edit card = {
	.e = &portal_entity,
	.list = "/portals",
	.list_title = N_("Portals"),
	.nav = "portals",
	.screen = "SP701000",
	.fresh = N_("New portal"),
	.save = N_("Save portal"),
	.parts = parts,
	.begin = begin,
	.read_more = read_more,
	.tabs = record,
	.aside = answer_card,
};

enum rc
portal_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
portal_post(struct req *r)
{
	return edit_post(r, &card);
}

/* ---- Portal Users
 * -------------------------------------------------------------------- */

static const struct column user_columns[] = {
	{ .tag = USER_LOGIN, .how = COL_TEXT },
	{ .tag = USER_CONTACT, .how = COL_OWN },
	{ .tag = USER_ACCOUNT, .how = COL_TITLE },
	{ .tag = USER_ROLES, .how = COL_OWN, .hide_small = true },
	{ .tag = USER_LAST_LOGIN, .how = COL_AGO },
	{ .tag = USER_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
user_cell(struct req *r, const struct column *col, const void *rec)
{
	const struct user *u = rec;
	char name[200];
	int n = 0;

	switch (col->tag) {
	case USER_STATUS:
		user_pill(r, u);
		break;
	case USER_CONTACT:
		user_name(u, name, sizeof name);
		if (may(r, ROLE_CUSTOMERS) && u->contact_id != 0)
			link_to(r, at(r, "/contacts", u->contact_id, "/user"),
			    name);
		else
			text(r, name);
		break;
	default:
		for (const struct role_fact *f = roles; f->bit != 0; f++)
			if (u->roles & f->bit) {
				if (n++ > 0)
					html(r, "<br>");
				text(r, _(f->label));
			}
	}
}

enum rc
portal_users(struct req *r)
{
	static const struct user guests = { .guest = USER_IS_GUEST };
	static const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &guests,
		    .prefix = 1,
		    .sorts = { { "login", USER_LOGIN, USER_BY_GUEST, false },
			{ "login-down", USER_LOGIN, USER_BY_GUEST, true },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	struct portal *p = arena_alloc(r->mem, sizeof *p);
	const struct view v = {
		.e = &user_entity,
		.path = at(r, "/portals", r->id, "/users"),
		.source = &source_store,
		.tabs = all,
		.columns = user_columns,
		.caption = N_("Portal users by login"),
		.empty_icon = "users",
		.empty_title = N_("No portal users yet"),
		.empty_says = N_("A contact of a customer gets a user on its "
				 "User Info tab."),
		.cell = user_cell,
	};
	struct head h = {
		.nav = "portals",
		.screen = "SP701000",
		.crumb = _("Portals"),
		.crumb_path = "/portals",
		.lead = _("Portal users may sign in on each portal of this "
			  "company."),
	};
	enum rc rc = store_get(r->x, &portal_entity, r->id, p);

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Users of %s"), p->name);
	page_open(r, &h);
	html(r, "<div class=\"card flush\">");
	record_tabs(r, "/portals", p->id, record, "/users");
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

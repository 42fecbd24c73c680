/* Contacts (CR302000): list, and the General tab of one contact. */
#include "erp.h"
#include "model/account.h"
#include "model/class.h"
#include "model/contact.h"

static const struct contact active = { .active = CONTACT_IS_ACTIVE },
			    inactive = { .active = CONTACT_IS_INACTIVE };

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &active,
	    .prefix = 1,
	    .sorts = { { "name", CONTACT_DISPLAY_NAME, CONTACT_BY_ACTIVE,
			   false },
		{ "name-down", CONTACT_DISPLAY_NAME, CONTACT_BY_ACTIVE, true },
		{ .name = NULL } } },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &inactive,
	    .prefix = 1,
	    .sorts = { { "name", CONTACT_DISPLAY_NAME, CONTACT_BY_ACTIVE,
			   false },
		{ "name-down", CONTACT_DISPLAY_NAME, CONTACT_BY_ACTIVE, true },
		{ .name = NULL } } },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "name", CONTACT_DISPLAY_NAME, CONTACT_BY_NAME, false },
		{ "name-down", CONTACT_DISPLAY_NAME, CONTACT_BY_NAME, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = CONTACT_DISPLAY_NAME, .how = COL_LINK },
	{ .tag = CONTACT_ACCOUNT, .how = COL_TITLE },
	{ .tag = CONTACT_JOB_TITLE, .how = COL_TEXT, .hide_small = true },
	{ .tag = CONTACT_EMAIL, .how = COL_TEXT },
	{ .tag = CONTACT_PHONE, .how = COL_TEXT, .hide_small = true },
	{ .tag = CONTACT_USER, .label = N_("Portal user"), .how = COL_OWN },
	{ .tag = CONTACT_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	const struct contact *c = rec;

	(void)col;
	if (c->user_id == 0)
		return;
	if (!may(r, ROLE_CUSTOMERS)) {
		text(r, _("Yes"));
		return;
	}
	html(r, "<a href=\"");
	text(r, url(r, at(r, "/contacts", c->id, "/user"), NULL));
	html(r, "\">");
	text(r, _("User Info"));
	html(r, "<span class=\"vh\"> ");
	text(r, c->display_name);
	html(r, "</span></a>");
}

static const struct view view = {
	.e = &contact_entity,
	.path = "/contacts",
	.item = "/contacts/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Contacts by name"),
	.search_hint = N_("Name, e-mail or number"),
	.export_path = "/contacts/export.csv",
	.empty_icon = "users",
	.empty_title = N_("No contacts here"),
	.empty_says = N_("The people you talk to, each linked to a customer. "
			 "A contact can get a user for the portal."),
	.empty_path = "/contacts/new",
	.empty_action = N_("New contact"),
	.cell = cell,
};

enum rc
contact_list(struct req *r)
{
	bool edits = may(r, ROLE_CUSTOMERS);

	return list_page(r, &view, _("Contacts"), "contacts", "CR302000",
	    edits ? "/contacts/new" : NULL, _("New contact"));
}

static const unsigned exported[] = {
	CONTACT_CODE,
	CONTACT_ACTIVE,
	CONTACT_CLASS,
	CONTACT_ACCOUNT,
	CONTACT_OWNER,
	CONTACT_TITLE,
	CONTACT_FIRST_NAME,
	CONTACT_MIDDLE_NAME,
	CONTACT_LAST_NAME,
	CONTACT_DISPLAY_NAME,
	CONTACT_JOB_TITLE,
	CONTACT_DEPARTMENT,
	CONTACT_EMAIL,
	CONTACT_PHONE,
	CONTACT_MOBILE,
	CONTACT_FAX,
	CONTACT_LINE1,
	CONTACT_LINE2,
	CONTACT_CITY,
	CONTACT_REGION,
	CONTACT_POSTAL_CODE,
	CONTACT_COUNTRY,
	CONTACT_METHOD,
	CONTACT_NO_CALL,
	CONTACT_NO_EMAIL,
	CONTACT_LANGUAGE,
	CONTACT_EXTERNAL_ID,
	CONTACT_NOTES,
	0,
};

enum rc
contact_csv(struct req *r)
{
	return list_csv(r, &view, exported, "contacts.csv");
}

/* ---- the General tab -------------------------------------------------------
 */

static const unsigned person[] = {
	CONTACT_FIRST_NAME,
	CONTACT_LAST_NAME,
	CONTACT_MIDDLE_NAME,
	CONTACT_TITLE,
	CONTACT_DISPLAY_NAME,
	CONTACT_JOB_TITLE,
	CONTACT_ACCOUNT,
	CONTACT_DEPARTMENT,
	CONTACT_CLASS,
	CONTACT_ACTIVE,
	CONTACT_OWNER,
	CONTACT_CODE,
	0,
};

static const unsigned reach[] = {
	CONTACT_EMAIL,
	CONTACT_PHONE,
	CONTACT_MOBILE,
	CONTACT_FAX,
	CONTACT_METHOD,
	CONTACT_LANGUAGE,
	CONTACT_NO_CALL,
	CONTACT_NO_EMAIL,
	CONTACT_MAILS_OFF,
	0,
};

static const unsigned address[] = {
	CONTACT_LINE1,
	CONTACT_LINE2,
	CONTACT_POSTAL_CODE,
	CONTACT_CITY,
	CONTACT_REGION,
	CONTACT_COUNTRY,
	0,
};

static const unsigned other[] = { CONTACT_EXTERNAL_ID, CONTACT_NOTES, 0 };

static const struct part parts[] = {
	{ N_("Person"), person, NULL },
	{ N_("How to reach them"), reach, NULL },
	{ N_("Address"), address, NULL },
	{ N_("Other"), other, NULL },
	{ .tags = NULL },
};

static const struct record_tab contact_tabs[] = {
	{ "", N_("General"), 0, 0 },
	{ "/user", N_("User Info"), ROLE_CUSTOMERS, 0 },
	{ "/audit", N_("Audit"), ROLE_ADMIN, 0 },
	{ .label = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct contact *c = rec;
	struct contact_class class = { .class_id = "CUSTOMER" };
	struct account a;
	int64_t account = query_id(r, "account");

	c->active = CONTACT_IS_ACTIVE;
	if (store_find(r->x, &contact_class_entity, CONTACT_CLASS_BY_CODE,
		&class) == RC_OK)
		c->contact_class = class.id;
	if (account != 0 &&
	    store_get(r->x, &account_entity, account, &a) == RC_OK)
		c->account_id = a.id;
}

/* Buyer, Kaffebröderna Öst AB */
static const char *
lead(struct req *r, const void *rec)
{
	const struct contact *c = rec;
	char *company = arena_alloc(r->mem, FIELD_TEXT);

	refer_title(r->x, record_field(&contact_entity, CONTACT_ACCOUNT), c,
	    company, FIELD_TEXT);
	if (c->job_title[0] == '\0')
		return company;
	return arena_printf(r->mem, "%s%s%s", c->job_title,
	    *company == '\0' ? "" : ", ", company);
}

static void
buttons(struct req *r, const void *rec)
{
	const struct contact *c = rec;

	why_contact_button(r, "btn quiet", c->id);
	if (c->account_id != 0)
		button_link(r, at(r, "/accounts", c->account_id, ""), "btn",
		    "building", _("Business account"));
	if (sees_cases(r))
		button_link(r,
		    arena_printf(
			r->mem, "/cases/new?contact=%lld", (long long)c->id),
		    "btn", "plus", _("New case"));
}

static const struct edit contact_card = {
	.e = &contact_entity,
	.list = "/contacts",
	.list_title = N_("Contacts"),
	.nav = "contacts",
	.screen = "CR302000",
	.fresh = N_("New contact"),
	.save = N_("Save contact"),
	.parts = parts,
	.begin = begin,
	.tabs = contact_tabs,
	.lead = lead,
	.buttons = buttons,
};

/* Staff who may only look: the same facts without a form. */
static enum rc
show_only(struct req *r)
{
	struct contact *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = store_get(r->x, &contact_entity, r->id, c);

	if (rc != RC_OK)
		return rc;
	contact_begin(r, c, "", c->display_name);
	html(r, "<div class=\"body\"><dl class=\"kv two\">");
	for (const struct part *p = parts; p->tags != NULL; p++)
		for (const unsigned *t = p->tags; *t != 0; t++)
			if (!record_empty(record_field(&contact_entity, *t), c))
				kv_field(r, &contact_entity, *t, c);
	html(r, "</dl></div></div>");
	page_close(r);
	return RC_OK;
}

enum rc
contact_edit(struct req *r)
{
	if (!may(r, ROLE_CUSTOMERS))
		return show_only(r);
	return edit_get(r, &contact_card);
}

enum rc
contact_post(struct req *r)
{
	return edit_post(r, &contact_card);
}

/* Head and tabs of a contact; the card stays open. */
void
contact_begin(
    struct req *r, const struct contact *c, const char *tab, const char *title)
{
	const struct head h = {
		.title = title,
		.nav = "contacts",
		.screen = "CR302000",
		.crumb = _("Contacts"),
		.crumb_path = "/contacts",
		.lead = lead(r, c),
	};

	head_begin_pill(
	    r, &h, record_field(&contact_entity, CONTACT_ACTIVE), c);
	buttons(r, c);
	head_end(r);
	html(r, "<div class=\"card flush\">");
	record_tabs(r, "/contacts", c->id, contact_tabs, tab);
}

enum rc
contact_audit(struct req *r)
{
	struct contact *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = store_get(r->x, &contact_entity, r->id, c);

	if (rc != RC_OK)
		return rc;
	contact_begin(r, c, "/audit",
	    arena_printf(r->mem, _("Audit of %s"), c->display_name));
	html(r, "</div>");
	rc = audit_of(
	    r, &contact_entity, r->id, at(r, "/contacts", r->id, "/audit"));
	page_close(r);
	return rc;
}

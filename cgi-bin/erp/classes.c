/* Contact classes (CR205000) and case classes (CR206000). */
#include "erp.h"
#include "model/class.h"

/* ---- contact classes ------------------------------------------------------
 */

static const struct column contact_columns[] = {
	{ .tag = CONTACT_CLASS_CODE, .how = COL_LINK },
	{ .tag = CONTACT_CLASS_DESCRIPTION, .how = COL_TEXT },
	{ .tag = CONTACT_CLASS_INTERNAL, .how = COL_TEXT },
	{ .tag = CONTACT_CLASS_ACTIVE, .how = COL_TEXT },
	{ .tag = 0 },
};

static const struct tab contact_tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .no_count = true,
	    .sorts = { { "code", CONTACT_CLASS_CODE, CONTACT_CLASS_BY_CODE,
			   false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view contact_view = {
	.e = &contact_class_entity,
	.path = "/contact-classes",
	.item = "/contact-classes/",
	.source = &source_store,
	.tabs = contact_tabs,
	.columns = contact_columns,
	.caption = N_("Contact classes"),
	.export_path = "/contact-classes/export.csv",
	.empty_icon = "tag",
	.empty_title = N_("No contact classes yet"),
	.empty_says = N_("Classes sort contacts and say whether the portal "
			 "shows them."),
	.empty_path = "/contact-classes/new",
	.empty_action = N_("New contact class"),
};

static const unsigned contact_fields[] = {
	CONTACT_CLASS_CODE,
	CONTACT_CLASS_DESCRIPTION,
	CONTACT_CLASS_DEFAULT_OWNER,
	CONTACT_CLASS_INTERNAL,
	CONTACT_CLASS_ACTIVE,
	0,
};

static const struct part contact_parts[] = {
	{ NULL, contact_fields, NULL },
	{ .tags = NULL },
};

static void
fresh_contact_class(struct req *r, void *rec)
{
	struct contact_class *c = rec;

	(void)r;
	c->active = 1;
	c->default_owner = OWNER_DO_NOT_CHANGE;
}

static const struct edit contact_class_card = {
	.e = &contact_class_entity,
	.list = "/contact-classes",
	.list_title = N_("Contact classes"),
	.nav = "contact-classes",
	.screen = "CR205000",
	.fresh = N_("New contact class"),
	.save = N_("Save contact class"),
	.parts = contact_parts,
	.begin = fresh_contact_class,
};

enum rc
contact_class_list(struct req *r)
{
	return list_page(r, &contact_view, _("Contact classes"),
	    "contact-classes", "CR205000", "/contact-classes/new",
	    _("New contact class"));
}

enum rc
contact_class_csv(struct req *r)
{
	return list_csv(
	    r, &contact_view, contact_fields, "contact-classes.csv");
}

enum rc
contact_class_edit(struct req *r)
{
	return edit_get(r, &contact_class_card);
}

enum rc
contact_class_post(struct req *r)
{
	return edit_post(r, &contact_class_card);
}

/* ---- case classes ---------------------------------------------------------
 */

static const struct column case_columns[] = {
	{ .tag = CASE_CLASS_CODE, .how = COL_LINK },
	{ .tag = CASE_CLASS_DESCRIPTION, .how = COL_TEXT },
	{ .tag = CASE_CLASS_INTERNAL, .how = COL_TEXT },
	{ .tag = CASE_CLASS_REOPEN_LIMITED, .how = COL_TEXT, .hide_small = 1 },
	{ .tag = CASE_CLASS_REOPEN_DAYS, .how = COL_NUMBER, .hide_small = 1 },
	{ .tag = CASE_CLASS_ACTIVE, .how = COL_TEXT },
	{ .tag = 0 },
};

static const struct tab case_tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .no_count = true,
	    .sorts = { { "code", CASE_CLASS_CODE, CASE_CLASS_BY_CODE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view case_view = {
	.e = &case_class_entity,
	.path = "/case-classes",
	.item = "/case-classes/",
	.source = &source_store,
	.tabs = case_tabs,
	.columns = case_columns,
	.caption = N_("Case classes"),
	.export_path = "/case-classes/export.csv",
	.empty_icon = "tag",
	.empty_title = N_("No case classes yet"),
	.empty_says = N_("A case class says what a case needs, and how long a "
			 "customer may reopen it."),
	.empty_path = "/case-classes/new",
	.empty_action = N_("New case class"),
};

static const unsigned case_general[] = {
	CASE_CLASS_CODE,
	CASE_CLASS_DESCRIPTION,
	CASE_CLASS_DEFAULT_OWNER,
	CASE_CLASS_MAILBOX,
	CASE_CLASS_ACTIVE,
	CASE_CLASS_INTERNAL,
	0,
};

static const unsigned case_rules[] = {
	CASE_CLASS_REQUIRE_CUSTOMER,
	CASE_CLASS_REQUIRE_CONTACT,
	CASE_CLASS_REQUIRE_CLOSURE_NOTES,
	CASE_CLASS_REOPEN_LIMITED,
	CASE_CLASS_REOPEN_DAYS,
	0,
};

static const unsigned case_exported[] = {
	CASE_CLASS_CODE,
	CASE_CLASS_DESCRIPTION,
	CASE_CLASS_INTERNAL,
	CASE_CLASS_ACTIVE,
	CASE_CLASS_REQUIRE_CUSTOMER,
	CASE_CLASS_REQUIRE_CONTACT,
	CASE_CLASS_REQUIRE_CLOSURE_NOTES,
	CASE_CLASS_DEFAULT_OWNER,
	CASE_CLASS_MAILBOX,
	CASE_CLASS_REOPEN_LIMITED,
	CASE_CLASS_REOPEN_DAYS,
	0,
};

static const struct part case_parts[] = {
	{ N_("General"), case_general, NULL },
	{ N_("Rules"), case_rules, NULL },
	{ .tags = NULL },
};

static void
fresh_case_class(struct req *r, void *rec)
{
	struct case_class *c = rec;

	(void)r;
	c->active = 1;
	c->require_customer = 1;
	c->require_contact = 1;
}

static const struct edit case_class_card = {
	.e = &case_class_entity,
	.list = "/case-classes",
	.list_title = N_("Case classes"),
	.nav = "case-classes",
	.screen = "CR206000",
	.fresh = N_("New case class"),
	.save = N_("Save case class"),
	.parts = case_parts,
	.begin = fresh_case_class,
};

enum rc
case_class_list(struct req *r)
{
	return list_page(r, &case_view, _("Case classes"), "case-classes",
	    "CR206000", "/case-classes/new", _("New case class"));
}

enum rc
case_class_csv(struct req *r)
{
	return list_csv(r, &case_view, case_exported, "case-classes.csv");
}

enum rc
case_class_edit(struct req *r)
{
	return edit_get(r, &case_class_card);
}

enum rc
case_class_post(struct req *r)
{
	return edit_post(r, &case_class_card);
}

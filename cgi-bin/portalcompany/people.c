/* The people of a company: who there is, and who can sign in. */
#include "companies.h"

static const struct contact active = { .active = CONTACT_IS_ACTIVE },
			    inactive = { .active = CONTACT_IS_INACTIVE };

#define SORTS                                                                  \
	{                                                                      \
		{ "name", CONTACT_DISPLAY_NAME, CONTACT_OF_ACCOUNT_ACTIVE,     \
			false },                                               \
		    { "name-down", CONTACT_DISPLAY_NAME,                       \
			    CONTACT_OF_ACCOUNT_ACTIVE, true },                 \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &active,
	    .prefix = 2,
	    .sorts = SORTS },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &inactive,
	    .prefix = 2,
	    .sorts = SORTS },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = CONTACT_DISPLAY_NAME, .label = N_("Name"), .how = COL_LINK },
	{ .tag = CONTACT_JOB_TITLE, .how = COL_TEXT },
	{ .tag = CONTACT_EMAIL, .how = COL_TEXT },
	{ .tag = CONTACT_PHONE, .how = COL_TEXT, .hide_small = true },
	{ .tag = CONTACT_USER, .label = N_("Access"), .how = COL_OWN },
	{ .tag = 0 },
};

void
access_pill(struct req *r, const struct own_login *l)
{
	const struct choice *c = choice_of(user_standings, l->standing);

	if (l->standing == STANDING_NOT_CREATED)
		pill(r, "draft", _("No access"));
	else if (l->standing == STANDING_DISABLED)
		pill(r, "draft", _("Access revoked"));
	else if (c != NULL)
		pill(r, c->tone, _(c->label));
}

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	struct own_login *l = arena_alloc(r->mem, sizeof *l);

	(void)c;
	if (own_login(mine(r), rec, l) == RC_OK)
		access_pill(r, l);
}

static const struct view view = {
	.e = &contact_entity,
	.path = "/company/people",
	.item = "/company/people/",
	.source = &source_own,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("People of your company"),
	.empty_icon = "users",
	.empty_title = N_("Nobody here"),
	.empty_says = N_("Colleagues whom you add appear here. Each can get "
			 "access to this portal."),
	.cell = cell,
};

static void
new_button(struct req *r, const void *arg)
{
	(void)arg;
	if (!r->visitor->read_only)
		button_link(r, "/company/people/new", "btn primary", "plus",
		    _("New person"));
}

enum rc
people_list(struct req *r)
{
	enum rc rc;

	page_with(r,
	    &(struct head){
		.title = _("People"),
		.nav = "people",
		.lead = r->visitor->account.name,
	    },
	    &(struct beside){ .acts = new_button });
	rc = list_show(r, &view);
	page_close(r);
	return rc;
}

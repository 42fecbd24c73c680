/*
 * Support > Cases: one's own, or all of the company for those whose role
 * allows it; /cases/mine narrows those to one's own again.
 */
#include "pages.h"

static const struct support_case all = { .hidden = CASE_NO },
				 with_you = { .hidden = CASE_NO,
					 .portal_state =
					     PORTAL_STATE_WITH_YOU },
				 with_us = { .hidden = CASE_NO,
					 .portal_state = PORTAL_STATE_WITH_US },
				 closed = { .hidden = CASE_NO,
					 .portal_state = PORTAL_STATE_CLOSED };

#define SORTS(index)                                                           \
	{                                                                      \
		{ "newest", CASE_LAST_ACTIVITY, (index), true },               \
		    { "oldest", CASE_LAST_ACTIVITY, (index), false },          \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

#define TABS(every, state)                                                     \
	{ .name = "all",                                                       \
		.label = N_("All"),                                            \
		.like = &all,                                                  \
		.prefix = 2,                                                   \
		.sorts = SORTS(every) },                                       \
	    { .name = "waiting",                                               \
		    .label = N_("Waiting for you"),                            \
		    .like = &with_you,                                         \
		    .prefix = 3,                                               \
		    .sorts = SORTS(state) },                                   \
	    { .name = "with-us",                                               \
		    .label = N_("With us"),                                    \
		    .like = &with_us,                                          \
		    .prefix = 3,                                               \
		    .sorts = SORTS(state) },                                   \
	    { .name = "closed",                                                \
		    .label = N_("Closed"),                                     \
		    .like = &closed,                                           \
		    .prefix = 3,                                               \
		    .sorts = SORTS(state) },                                   \
	{                                                                      \
		.name = NULL                                                   \
	}

static const struct tab tabs_company[] = { TABS(
    CASE_OF_ACCOUNT, CASE_OF_ACCOUNT_STATE) },
			tabs_mine[] = { TABS(
			    CASE_OF_CONTACT, CASE_OF_CONTACT_STATE) };

#define NUMBER                                                                 \
	{                                                                      \
		.tag = CASE_NUMBER, .label = N_("Case"), .how = COL_LINK       \
	}
#define SUBJECT                                                                \
	{                                                                      \
		.tag = CASE_SUBJECT, .how = COL_TEXT                           \
	}
#define SEVERITY                                                               \
	{                                                                      \
		.tag = CASE_SEVERITY, .how = COL_OWN, .hide_small = true       \
	}
#define ACTIVITY                                                               \
	{                                                                      \
		.tag = CASE_LAST_ACTIVITY, .how = COL_AGO                      \
	}
#define STATUS                                                                 \
	{                                                                      \
		.tag = CASE_STATUS, .how = COL_OWN                             \
	}

static const struct column columns_company[] = {
	NUMBER,
	SUBJECT,
	{ .tag = CASE_CONTACT, .label = N_("Opened by"), .how = COL_TITLE },
	SEVERITY,
	ACTIVITY,
	STATUS,
	{ .tag = 0 },
};
static const struct column columns_mine[] = { NUMBER, SUBJECT, SEVERITY,
	ACTIVITY, STATUS, { .tag = 0 } };

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	if (col->tag == CASE_STATUS)
		case_pill(r, rec);
	else
		case_severity(r, rec);
}

#define EMPTY                                                                  \
	.empty_icon = "inbox", .empty_title = N_("No cases here"),             \
	.empty_says = N_("When you ask us for help, your case and our "        \
			 "answers appear here."),                              \
	.empty_path = "/cases/new", .empty_action = N_("New case")

static const struct view company = {
	.e = &case_entity,
	.path = "/cases",
	.item = "/cases/",
	.source = &source_own,
	.tabs = tabs_company,
	.columns = columns_company,
	.caption = N_("Cases of the company"),
	.search_hint = N_("Number or words of the subject"),
	.export_path = "/cases/export.csv",
	EMPTY,
	.cell = cell,
};

static const struct view only_mine = {
	.e = &case_entity,
	.path = "/cases/mine",
	.item = "/cases/",
	.source = &source_mine,
	.tabs = tabs_mine,
	.columns = columns_mine,
	.caption = N_("Your cases"),
	.search_hint = N_("Number or words of the subject"),
	.export_path = "/cases/mine/export.csv",
	EMPTY,
	.cell = cell,
};

static const struct view plain = {
	.e = &case_entity,
	.path = "/cases",
	.item = "/cases/",
	.source = &source_own,
	.tabs = tabs_mine,
	.columns = columns_mine,
	.caption = N_("Your cases"),
	.search_hint = N_("Number or words of the subject"),
	.export_path = "/cases/export.csv",
	EMPTY,
	.cell = cell,
};

/* Whose cases these are, and the way to the other choice. */
static void
whose(struct req *r, const void *arg)
{
	const bool *narrow = arg;

	html(r, "<p class=\"muted\">");
	if (!r->visitor->whole_company) {
		text(r, _("What you asked us, and what we answered."));
	} else if (*narrow) {
		text(r, _("Only the cases you opened yourself."));
		html(r, " ");
		link_to(r, "/cases",
		    arena_printf(
			r->mem, _("All of %s"), r->visitor->account.name));
	} else {
		textf(
		    r, _("Everybody's cases at %s."), r->visitor->account.name);
		html(r, " ");
		link_to(r, "/cases/mine", _("Only mine"));
	}
	html(r, "</p>");
}

static void
new_button(struct req *r, const void *arg)
{
	(void)arg;
	if (!r->visitor->read_only)
		button_link(
		    r, "/cases/new", "btn primary", "plus", _("New case"));
}

static enum rc
list_page(struct req *r, const struct view *v, bool narrow)
{
	enum rc rc;

	page_with(r,
	    &(struct head){
		.title = narrow ? _("My cases") : _("Cases"),
		.nav = "cases",
	    },
	    &(struct beside){
		.lead = whose,
		.acts = new_button,
		.arg = &narrow,
	    });
	rc = list_show(r, v);
	page_close(r);
	return rc;
}

enum rc
case_list(struct req *r)
{
	return list_page(
	    r, r->visitor->whole_company ? &company : &plain, false);
}

enum rc
case_list_mine(struct req *r)
{
	return list_page(r, &only_mine, true);
}

static const unsigned exported[] = {
	CASE_NUMBER,
	CASE_SUBJECT,
	CASE_CLASS,
	CASE_STATUS,
	CASE_REASON,
	CASE_SEVERITY,
	CASE_PRIORITY,
	CASE_CONTACT,
	CASE_REPORTED,
	CASE_LAST_ACTIVITY,
	CASE_CLOSED,
	0,
};

enum rc
case_csv(struct req *r)
{
	return list_csv(r, r->visitor->whole_company ? &company : &plain,
	    exported, "cases.csv");
}

enum rc
case_csv_mine(struct req *r)
{
	return list_csv(r, &only_mine, exported, "cases.csv");
}

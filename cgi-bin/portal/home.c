/* Home: what waits for the customer, and the ways to the rest. */
#include <string.h>

#include "base/date.h"
#include "homeparts.h"
#include "money.h"
#include "shop.h"

enum { WAITING = 5 };

struct some {
	struct support_case at[RECENT];
	int n, most;
};

static bool
keep(void *arg, const void *rec)
{
	struct some *s = arg;

	s->at[s->n++] = *(const struct support_case *)rec;
	return s->n < s->most;
}

static enum rc
newest(struct req *r, unsigned index, const struct support_case *like,
    unsigned prefix, struct some *s)
{
	struct list l = {
		.e = &case_entity,
		.index = index,
		.like = like,
		.prefix = prefix,
		.backwards = true,
	};

	return source_own.list(r, &l, keep, s);
}

static int64_t
count_of(struct req *r, int64_t state)
{
	struct support_case like = { .hidden = CASE_NO, .portal_state = state };

	return own_count(mine(r), &case_entity,
	    state == 0 ? case_index(r) : case_state_index(r), &like);
}

/* ---- figures ----------------------------------------------------------- */

static void
figure(struct req *r, const char *tab, const char *label, int64_t n,
    const char *says, bool warn)
{
	html(r, "<a class=\"card kpi");
	if (warn)
		html(r, " warn");
	html(r, "\" href=\"");
	text(r, url(r, "/cases", "tab", tab, NULL));
	html(r, "\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	textf(r, "%lld", (long long)n);
	html(r, "</span><span class=\"small muted\">");
	text(r, says);
	html(r, "</span></a>");
}

static void
figures(struct req *r, int64_t with_you)
{
	int64_t with_us = count_of(r, PORTAL_STATE_WITH_US);

	html(r, "<div class=\"kpis\">");
	figure(r, "waiting", _("Waiting for you"), with_you,
	    with_you > 0 ? _("We need your answer") : _("Nothing to do"),
	    with_you > 0);
	figure(r, "with-us", _("With us"), with_us, _("We are at work"), false);
	figure(r, "closed", _("Closed"), count_of(r, PORTAL_STATE_CLOSED),
	    _("Solved or ended"), false);
	figure(r, "all", _("All cases"), count_of(r, 0),
	    r->visitor->whole_company ? r->visitor->account.name :
					_("Opened by you"),
	    false);
	html(r, "</div>\n");
}

/* ---- cards ------------------------------------------------------------- */

static void
case_anchor(struct req *r, const struct support_case *c, const char *label)
{
	html(r, "<a href=\"");
	text(r, url(r, case_path(r, c->id, ""), NULL));
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

static void
waiting_card(struct req *r, const struct some *s, int64_t all)
{
	card_open(r, "h-waiting", _("Waiting for you"),
	    all > s->n ? "/cases" : NULL, _("All cases"));
	if (s->n == 0) {
		html(r, "<p class=\"muted\">");
		text(r, _("Nothing waits for you."));
		html(r, "</p>");
	} else {
		html(r, "<ul class=\"todo\">");
	}
	for (int i = 0; i < s->n; i++) {
		html(r, "<li>");
		icon(r, "message");
		html(r, "<span>");
		case_anchor(r, &s->at[i],
		    arena_printf(
			r->mem, "%s: %s", s->at[i].case_id, s->at[i].subject));
		html(r, "<br><span class=\"small muted\">");
		text(r, _("We asked you"));
		html(r, " ");
		time_ago(r, s->at[i].last_activity);
		html(r, "</span></span></li>");
	}
	if (s->n > 0)
		html(r, "</ul>");
	card_close(r);
}

static void
recent_row(struct req *r, const struct support_case *c)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	case_anchor(r, c, c->case_id);
	html(r, "</th><td>");
	text(r, c->subject);
	html(r, "</td><td class=\"nowrap\" data-l=\"");
	text(r, _("Last activity"));
	html(r, "\">");
	time_ago(r, c->last_activity);
	html(r, "</td><td class=\"c-end\">");
	case_pill(r, c);
	html(r, "</td></tr>");
}

static void
column_head(struct req *r, const char *label)
{
	html(r, "<th scope=\"col\">");
	text(r, label);
	html(r, "</th>");
}

void
home_card(struct req *r, const char *id, const char *title, const char *path,
    const char *label)
{
	html(r, "<section class=\"card flush\" aria-labelledby=\"");
	text(r, id);
	html(r, "\"><header><h2 id=\"");
	text(r, id);
	html(r, "\">");
	text(r, title);
	html(r, "</h2>");
	if (page_shown(r->visitor, path)) {
		html(r, "<a class=\"small\" href=\"");
		text(r,
		    url(r, path, "tab",
			strcmp(path, "/balance") == 0 ? "all" : NULL, NULL));
		html(r, "\">");
		text(r, label);
		html(r, "</a>");
	}
	html(r, "</header>");
}

static void
recent_card(struct req *r, const struct some *s)
{
	home_card(r, "h-recent", _("Recent cases"), "/cases", _("All cases"));
	if (s->n == 0) {
		empty_state(r, "inbox", _("No cases yet"),
		    _("When you ask us for help, your case and our answers "
		      "appear here."),
		    r->visitor->read_only ? NULL : "/cases/new", _("New case"));
		html(r, "</section>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\">"
	    "<caption class=\"vh\">");
	text(r, _("The most recent cases"));
	html(r, "</caption><thead><tr>");
	column_head(r, _("Case"));
	column_head(r, _("Subject"));
	column_head(r, _("Last activity"));
	html(r, "<th scope=\"col\" class=\"c-end\">");
	text(r, _("Status"));
	html(r, "</th></tr></thead><tbody>");
	for (int i = 0; i < s->n; i++)
		recent_row(r, &s->at[i]);
	html(r, "</tbody></table></div></section>");
}

static void
quick(struct req *r, const char *path, const char *icon_name, const char *label)
{
	if (page_shown(r->visitor, path))
		button_link(r, path, "btn", icon_name, label);
}

static void
quick_actions(struct req *r)
{
	card_open(r, "h-quick", _("Quick actions"), NULL, NULL);
	html(r, "<div class=\"acts-list\">");
	if (offers_money(r))
		quick(r, "/statement", "file-text", _("Statement"));
	if (offers_orders(r) && !r->visitor->read_only) {
		quick(r, "/catalogue", "package", _("Order goods"));
		if (page_shown(r->visitor, "/orders"))
			button_link(r, "/orders?tab=all", "btn", "refresh",
			    _("Order the same again"));
	}
	if (offers_cases(r) && !r->visitor->read_only)
		quick(r, "/cases/new", "plus", _("New case"));
	quick(r, "/profile", "user", _("My profile"));
	quick(r, "/help", "help", _("Help"));
	html(r, "</div>");
	card_close(r);
}

/* Go to Catalog, as the portal's record has it. */
static void
catalog_card(struct req *r)
{
	const struct portal *p = &r->visitor->portal;

	if (!p->show_catalog || !offers_orders(r) ||
	    !page_shown(r->visitor, "/catalogue"))
		return;
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, _("Catalogue"));
	html(r, "\"><div class=\"body catalog\"><p>");
	text(r,
	    p->catalog_text[0] != '\0' ? p->catalog_text :
					 _("Everything you can order, at your "
					   "own prices."));
	html(r, "</p>");
	button_link(
	    r, "/catalogue", "btn primary", "package", _("Go to catalogue"));
	html(r, "</div></section>");
}

static void
contact_card(struct req *r)
{
	if (!support_known(r))
		return;
	card_open(r, "h-contact", _("Your contact"), NULL, NULL);
	support_lines(r);
	card_close(r);
}

/* ---- page -------------------------------------------------------------- */

static const char *
greeting(struct req *r)
{
	const char *name = r->visitor->contact.first_name;
	int hour = time_hour(r->now, r->visitor->time_zone);

	if (name[0] == '\0')
		name = r->visitor->name;
	return arena_printf(r->mem,
	    hour >= 5 && hour < 12      ? _("Good morning, %s") :
		hour >= 12 && hour < 18 ? _("Good afternoon, %s") :
					  _("Good evening, %s"),
	    name);
}

/* "Brightwater Bakery Ltd, customer C-10482" */
static const char *
who(struct req *r)
{
	const struct account *a = &r->visitor->account;

	return arena_printf(
	    r->mem, _("%s, customer %s"), a->name, a->account_id);
}

/* Somebody without a role for any area still has a page that says so. */
static void
no_area(struct req *r)
{
	html(r, "<section class=\"card\"><div class=\"body\">");
	empty_state(r, "info", _("Nothing is open for you here yet"),
	    _("Your user has no role for an area of this portal, or the area "
	      "is switched off. Ask your contact to give you one."),
	    NULL, NULL);
	html(r, "</div></section>");
}

struct cases {
	struct some recent, waiting;
	int64_t with_you;
};

static enum rc
cases_load(struct req *r, struct cases *c)
{
	static const struct support_case all = { .hidden = CASE_NO },
					 you = { .hidden = CASE_NO,
						 .portal_state =
						     PORTAL_STATE_WITH_YOU };
	enum rc rc;

	c->with_you = count_of(r, PORTAL_STATE_WITH_YOU);
	c->recent.most = RECENT;
	c->waiting.most = WAITING;
	rc = newest(r, case_index(r), &all, 2, &c->recent);
	if (rc == RC_OK && c->with_you > 0)
		rc = newest(r, case_state_index(r), &you, 3, &c->waiting);
	return rc;
}

static void
left_side(struct req *r, const struct home_money *money, const struct cases *c,
    const struct home_orders *orders)
{
	if (money != NULL)
		home_ages(r, money);
	home_orders(r, orders);
	if (money != NULL)
		home_invoices(r, money);
	if (c != NULL)
		recent_card(r, &c->recent);
	if (money == NULL && c == NULL && orders == NULL)
		no_area(r);
}

static void
right_side(struct req *r, const struct home_money *money, const struct cases *c)
{
	if (c != NULL)
		waiting_card(r, &c->waiting, c->with_you);
	quick_actions(r);
	if (money != NULL)
		home_credit(r, money);
	contact_card(r);
}

enum rc
home_page(struct req *r)
{
	struct cases *c = NULL;
	struct home_money *money;
	struct home_orders *orders;
	enum rc rc = home_money_load(r, &money);

	if (rc == RC_OK)
		rc = home_orders_load(r, &orders);

	if (rc == RC_OK && offers_cases(r)) {
		c = arena_alloc(r->mem, sizeof *c);
		rc = cases_load(r, c);
	}
	if (rc != RC_OK)
		return rc;
	page_open(r,
	    &(struct head){
		.title = greeting(r),
		.nav = "home",
		.lead = who(r),
	    });
	catalog_card(r);
	if (money != NULL) {
		home_overdue(r, money);
		home_money_figures(r, money,
		    c != NULL ?
			c->with_you + count_of(r, PORTAL_STATE_WITH_US) :
			-1,
		    c != NULL ? c->with_you : 0);
	} else if (c != NULL) {
		figures(r, c->with_you);
	}
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	left_side(r, money, c, orders);
	html(r, "</div><div class=\"stack\">");
	right_side(r, money, c);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}

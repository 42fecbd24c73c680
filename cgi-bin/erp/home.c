/* Home: what waits, what is mine, what the administrator must see. */
#include "home.h"

#include "base/date.h"
#include "docs.h"
#include "model/portal.h"

enum { RECENT = 8 };

static int64_t
by_status(struct req *r, int64_t status)
{
	const struct support_case like = { .status = status };

	return store_count(r->x, &case_entity, CASE_BY_STATUS, &like);
}

static int64_t
by_owner(struct req *r, int64_t owner)
{
	const struct support_case like = { .owner = owner, .active = CASE_YES };

	return store_count(r->x, &case_entity, CASE_BY_OWNER, &like);
}

void
home_figure(struct req *r, const char *list, const char *tab, const char *label,
    int64_t n, const char *says, bool warns)
{
	if (warns && n > 0)
		html(r, "<a class=\"card kpi warn\" href=\"");
	else
		html(r, "<a class=\"card kpi\" href=\"");
	text(r, url(r, list, "tab", tab, NULL));
	html(r, "\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	textf(r, "%lld", (long long)n);
	html(r, "</span><span class=\"small muted\">");
	text(r, says);
	html(r, "</span></a>");
}

static void
queues(struct req *r)
{
	int64_t new = by_status(r, CASE_IS_NEW);
	int64_t open = by_status(r, CASE_IS_OPEN);

	html(r, "<div class=\"kpis\">");
	home_figure(r, "/cases", new > 0 ? "new" : "open",
	    _("Waiting for an answer"), new + open,
	    arena_printf(r->mem, _("%lld new, %lld open"), (long long)new,
		(long long)open),
	    true);
	home_figure(r, "/cases", "unassigned", _("Unassigned"), by_owner(r, 0),
	    _("Active, nobody has taken them"), true);
	home_figure(r, "/cases", "mine", _("Mine"),
	    by_owner(r, r->visitor->user.id), _("Active, you are the owner"),
	    false);
	home_figure(r, "/cases", "pending", _("Pending Customer"),
	    by_status(r, CASE_IS_PENDING), _("The customer has to answer"),
	    false);
	html(r, "</div>");
}

/* ---- recent cases
 * --------------------------------------------------------------- */

struct recent {
	struct req *r;
	int n;
};

static bool
recent_row(void *arg, const void *rec)
{
	const struct support_case *c = rec;
	struct recent *recent = arg;
	struct req *r = recent->r;
	char name[FIELD_TEXT];

	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, at(r, "/cases", c->id, ""), c->case_id);
	html(r, "</th><td>");
	text(r, c->subject);
	refer_title(r->x, record_field(&case_entity, CASE_ACCOUNT), c, name,
	    sizeof name);
	html(r, "<br><span class=\"small muted\">");
	text(r, name);
	html(r, "</span>");
	html(r, "</td><td class=\"nowrap\">");
	time_ago(r, c->last_activity);
	html(r, "</td><td class=\"c-end\">");
	pill_choice(r, record_field(&case_entity, CASE_STATUS), c);
	html(r, "</td></tr>");
	return ++recent->n < RECENT;
}

static void
recent_cases(struct req *r)
{
	const struct list l = {
		.e = &case_entity,
		.index = CASE_BY_ACTIVITY,
		.backwards = true,
	};
	struct recent recent = { .r = r };

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-recent\">"
	    "<header><h2 id=\"h-recent\">");
	text(r, _("Recent cases"));
	html(r, "</h2><a class=\"small\" href=\"");
	text(r, url(r, "/cases", "tab", "all", NULL));
	html(r, "\">");
	text(r, _("All cases"));
	html(r, "</a></header>");
	if (store_count(r->x, &case_entity, 0, NULL) == 0) {
		empty_state(r, "inbox", _("No cases yet"),
		    _("What customers ask on the portal stands here at once."),
		    "/cases/new", _("New case"));
		html(r, "</section>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Cases, last activity first"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Case"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Subject"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Last activity"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Status"));
	html(r, "</th></tr></thead><tbody>");
	if (store_list(r->x, &l, recent_row, &recent) != RC_OK)
		recent.n = 0;
	html(r, "</tbody></table></div></section>");
}

/* ---- what the administrator must see
 * ------------------------------------------------ */

static void
licence_item(struct req *r, const char *name, const struct licence *l,
    enum licence_status status)
{
	const struct choice *c = choice_of(licence_statuses, status);
	char says[300];

	licence_sentence(status == LICENCE_INVALID ? NULL : l, status, today(r),
	    today(r), says, sizeof says);
	html(r, "<li>");
	icon(r, "key");
	html(r, "<span><a href=\"");
	text(r, url(r, "/licence", NULL));
	html(r, "\">");
	text(r, name);
	html(r, "</a><br><span class=\"small muted\">");
	text(r, says);
	html(r, "</span></span>");
	pill(r, c->tone, _(c->label));
	html(r, "</li>");
}

static void
licence_card(struct req *r)
{
	const struct licences *l = &r->visitor->licences;

	card_open(r, "h-licence", _("Licences"));
	html(r, "<ul class=\"todo\">");
	licence_item(r, _("ERP licence"), &l->erp, l->erp_status);
	licence_item(r, _("Portal licence"), &l->portal, l->portal_status);
	html(r, "</ul>");
	card_close(r);
}

static void
setup_card(struct req *r)
{
	struct setup_step *steps =
	    arena_alloc(r->mem, SETUP_STEPS * sizeof *steps);
	int n = setup_steps(r->x, r->now, steps);
	int done = 0;
	const struct setup_step *next = NULL;

	for (int i = 0; i < n; i++) {
		if (steps[i].state == STEP_DONE)
			done++;
		else if (next == NULL)
			next = &steps[i];
	}
	if (next == NULL)
		return;
	card_open(r, "h-setup", _("Set up a portal"));
	html(r, "<div class=\"stack\"><p>");
	textf(r, _("%d of %d points are done. Next:"), done, n);
	html(r, "</p><ul class=\"todo\"><li>");
	icon(r, "flag");
	html(r, "<span><span class=\"strong\">");
	text(r, next->title);
	html(r, "</span><br><span class=\"small muted\">");
	text(r, next->says);
	html(r, "</span></span></li></ul><div class=\"acts\">");
	button_link(r, "/setup", "btn primary", NULL, _("Open the list"));
	html(r, "</div></div>");
	card_close(r);
}

static void
quick_card(struct req *r)
{
	card_open(r, "h-quick", _("Start here"));
	html(r, "<div class=\"acts-list\">");
	if (sees_cases(r))
		button_link(r, "/cases/new", "btn", "plus", _("New case"));
	if (may(r, ROLE_SALES) && (r->visitor->features & FEATURE_INVENTORY))
		button_link(r, "/orders/new", "btn", "cart", _("New order"));
	if (may(r, ROLE_BOOKS)) {
		button_link(
		    r, "/invoices/new", "btn", "file-text", _("New invoice"));
		button_link(
		    r, "/payments/new", "btn", "credit-card", _("New payment"));
	}
	if (may(r, ROLE_CUSTOMERS)) {
		button_link(
		    r, "/customers/new", "btn", "building", _("New customer"));
		button_link(
		    r, "/contacts/new", "btn", "user-plus", _("New contact"));
	}
	if (may(r, ROLE_PORTAL_ADMIN))
		button_link(r, "/portals", "btn", "globe", _("Portals"));
	html(r, "</div>");
	card_close(r);
}

enum rc
home(struct req *r)
{
	const struct head h = { .title = _("Home"), .nav = "home" };
	bool cases = sees_cases(r), admin = may(r, ROLE_PORTAL_ADMIN);

	page_open(r, &h);
	if (may(r, LEDGER) && (r->visitor->features & FEATURE_INVENTORY))
		home_orders(r);
	if (may(r, LEDGER))
		home_books(r);
	if (cases)
		queues(r);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	if (may(r, LEDGER))
		home_charts(r);
	if (cases)
		recent_cases(r);
	html(r, "</div><div class=\"stack\">");
	if (admin) {
		setup_card(r);
		licence_card(r);
	}
	quick_card(r);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}

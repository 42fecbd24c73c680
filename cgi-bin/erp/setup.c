/* Set up a portal: the three steps as a list of what is there and missing. */
#include "erp.h"
#include "model/portal.h"

static const char *const groups[] = {
	NULL,
	N_("Step 1: deploy the portal and activate its licence"),
	N_("Step 2: switch on features and define the portal"),
	N_("Step 3: create portal users and give them roles"),
};

static void
step_item(struct req *r, const struct setup_step *s, bool next)
{
	if (s->state == STEP_DONE)
		html(r, "<li class=\"done\">");
	else if (s->state == STEP_BLOCKED)
		html(r, "<li class=\"blocked\">");
	else if (next)
		html(r, "<li class=\"now\">");
	else
		html(r, "<li>");
	html(r, "<div><h3>");
	text(r, s->title);
	if (s->state == STEP_DONE)
		html(r, "</h3><p class=\"small muted\">");
	else
		html(r, "</h3><p class=\"miss\">");
	text(r, s->says);
	html(r, "</p></div><div class=\"end\">");
	switch (s->state) {
	case STEP_DONE:
		pill(r, "ok", _("Done"));
		break;
	case STEP_TODO:
		pill(r, "warn", _("To do"));
		break;
	case STEP_BLOCKED:
		pill(r, "bad", _("Blocked"));
		break;
	}
	if (s->link[0] != '\0' && s->state != STEP_BLOCKED) {
		html(r, "<a class=\"btn sm");
		if (next)
			html(r, " primary");
		html(r, "\" href=\"");
		text(r, url(r, s->link, NULL));
		html(r, "\">");
		text(r, s->state == STEP_DONE ? _("Look") : _("Go there"));
		html(r, "<span class=\"vh\">: ");
		text(r, s->title);
		html(r, "</span></a>");
	}
	html(r, "</div></li>");
}

/* The steps of one group, from the i-th on; the index after them. */
static int
group(struct req *r, const struct setup_step *steps, int n, int i, int next)
{
	int which = steps[i].group;

	html(r, "<section class=\"card flush\" aria-labelledby=\"h-step-");
	textf(r, "%d", which);
	html(r, "\"><header><h2 id=\"h-step-");
	textf(r, "%d", which);
	html(r, "\">");
	text(r, _(groups[which]));
	html(r, "</h2></header><ol class=\"checklist\">");
	for (; i < n && steps[i].group == which; i++)
		step_item(r, &steps[i], i == next);
	html(r, "</ol></section>");
	return i;
}

enum rc
setup(struct req *r)
{
	struct setup_step *steps =
	    arena_alloc(r->mem, SETUP_STEPS * sizeof *steps);
	int n = setup_steps(r->x, r->now, steps);
	int next = -1, done = 0;
	const struct head h = {
		.title = _("Set up a portal"),
		.nav = "setup",
		.lead = _("Your customers sign in on a site of their own, on "
			  "the same data. This list is live: it shows what is "
			  "there and what is missing."),
	};

	for (int i = 0; i < n; i++) {
		if (steps[i].state == STEP_DONE)
			done++;
		else if (next < 0 && steps[i].state == STEP_TODO)
			next = i;
	}
	page_open(r, &h);
	if (done == n)
		banner(r, "ok", _("Everything is in place."),
		    _("Your customers can sign in on the portal."));
	for (int i = 0; i < n;)
		i = group(r, steps, n, i, next);
	page_close(r);
	return RC_OK;
}

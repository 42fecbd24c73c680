/* Small parts of all screens: addresses, rights, cards, tabs, list pages. */
#include <string.h>

#include "base/date.h"
#include "erp.h"

const char *
at(struct req *r, const char *list, int64_t id, const char *rest)
{
	if (id == 0)
		return arena_printf(r->mem, "%s%s", list, rest);
	return arena_printf(r->mem, "%s/%lld%s", list, (long long)id, rest);
}

bool
may(const struct req *r, int64_t any_of)
{
	return (r->visitor->roles & any_of) != 0;
}

bool
sees_cases(const struct req *r)
{
	return may(r, ROLE_CASES) && (r->visitor->features & FEATURE_CASES);
}

int64_t
today(const struct req *r)
{
	return time_date(r->now, r->visitor->time_zone);
}

void
card_open(struct req *r, const char *id, const char *title)
{
	html(r, "<section class=\"card\" aria-labelledby=\"");
	text(r, id);
	html(r, "\"><header><h2 id=\"");
	text(r, id);
	html(r, "\">");
	text(r, title);
	html(r, "</h2></header><div class=\"body\">");
}

void
card_close(struct req *r)
{
	html(r, "</div></section>");
}

void
record_tabs(struct req *r, const char *list, int64_t id,
    const struct record_tab *t, const char *current)
{
	html(r, "<nav aria-label=\"");
	text(r, _("Parts of this record"));
	html(r, "\"><ul class=\"tabs\">");
	for (; t->label != NULL; t++) {
		if ((t->roles != 0 && !may(r, t->roles)) ||
		    (t->feature & ~r->visitor->features) != 0)
			continue;
		html(r, "<li><a href=\"");
		text(r, url(r, at(r, list, id, t->rest), NULL));
		if (strcmp(t->rest, current) == 0)
			html(r, "\" aria-current=\"page");
		html(r, "\">");
		text(r, _(t->label));
		html(r, "</a></li>");
	}
	html(r, "</ul></nav>");
}

enum rc
list_page(struct req *r, const struct view *v, const char *title,
    const char *nav, const char *screen, const char *new_path,
    const char *new_label)
{
	const struct head h = { .title = title, .nav = nav, .screen = screen };
	enum rc rc;

	head_begin(r, &h);
	if (new_path != NULL) {
		html(r, "<a class=\"btn primary\" data-key=\"n\" href=\"");
		text(r, url(r, new_path, NULL));
		html(r, "\">");
		icon(r, "plus");
		text(r, new_label);
		html(r, "</a>");
	}
	head_end(r);
	rc = list_show(r, v);
	page_close(r);
	return rc;
}

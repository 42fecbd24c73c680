/* Parts of documents that both sites show: pages of lines, rows of sums. */
#include "web.h"

static void
step(struct req *r, const char *path, int from, const char *label)
{
	html(r, "<a href=\"");
	text(r,
	    url(r, path, "from",
		from > 0 ? arena_printf(r->mem, "%d", from) : NULL, NULL));
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

void
line_pager(struct req *r, const char *path, int from, int window, int n)
{
	int to = from + window < n ? from + window : n;

	if (n <= window)
		return;
	html(r, "<div class=\"pager\"><span class=\"muted\">");
	textf(r, _("Lines %d to %d of %d"), from + 1, to, n);
	html(r, "</span><nav aria-label=\"");
	text(r, _("Pages of lines"));
	html(r, "\">");
	if (from > 0)
		step(r, path, from - window, _("Previous"));
	if (to < n)
		step(r, path, to, _("Next"));
	html(r, "</nav></div>");
}

void
sum_row(struct req *r, const char *label, int64_t amount, const char *currency,
    bool strong)
{
	html(r, "<div><dt>");
	text(r, label);
	if (strong)
		html(r, "</dt><dd class=\"total\">");
	else
		html(r, "</dt><dd>");
	amount_text(r, amount, currency);
	html(r, "</dd></div>");
}

const char *
tax_words(struct req *r, const struct choice *category, int64_t rate,
    int64_t taxable, const char *currency)
{
	const char *on = amount_words(r, taxable, currency);
	char percent[32];

	decimal_print(rate, 3, 0, percent, sizeof percent);
	if (rate != 0)
		return arena_printf(
		    r->mem, _("Tax %s\u00a0%% on %s"), percent, on);
	return arena_printf(r->mem, _("%s, no tax on %s"),
	    category != NULL ? _(category->label) : _("Tax"), on);
}

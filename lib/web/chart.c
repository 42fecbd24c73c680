/* Charts as SVG. Coordinates are whole: no floating point is needed. */
#include "chart.h"

#include "base/date.h"
#include "web.h"

static void
number(struct req *r, const char *name, int64_t value)
{
	html(r, " ");
	text(r, name);
	html(r, "=\"");
	text_number(r, value);
	html(r, "\"");
}

/* ---- ages -------------------------------------------------------------- */

enum { WIDE = 1000, GAP = 3, LEAST = 2 * GAP };

const char *
chart_age_label(struct req *r, const int64_t until[CHART_AGES - 2], int i)
{
	if (i == 0)
		return _("Not due");
	if (i == CHART_AGES - 1)
		return arena_printf(r->mem, _("Over %lld days"),
		    (long long)until[CHART_AGES - 3]);
	return arena_printf(r->mem, _("%lld\u2013%lld days"),
	    (long long)(i == 1 ? 1 : until[i - 2] + 1),
	    (long long)until[i - 1]);
}

static void
part(struct req *r, int i, int64_t x, int64_t width)
{
	html(r, "<rect class=\"b");
	text_number(r, i + 1);
	html(r, "\"");
	number(r, "x", x);
	number(r, "width", width);
	html(r, " height=\"20\"/>");
}

static void
age_bar(struct req *r, const int64_t *until, const int64_t *sum,
    const char *currency)
{
	int64_t total = 0, x = 0;

	for (int i = 0; i < CHART_AGES; i++)
		total += sum[i] > 0 ? sum[i] : 0;
	html(r,
	    "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" "
	    "role=\"img\" aria-label=\"");
	text(r, _("By age:"));
	for (int i = 0; i < CHART_AGES; i++)
		textf(r, "%s %s %s", i > 0 ? "," : "",
		    chart_age_label(r, until, i),
		    amount_words(r, sum[i], currency));
	html(r, "\"><rect class=\"track\" width=\"1000\" height=\"20\"/>");
	for (int i = 0; i < CHART_AGES; i++) {
		int64_t width;

		if (sum[i] <= 0)
			continue;
		width = (int64_t)((__int128)sum[i] * WIDE / total);
		/* What is little is still to be seen. */
		width = width < LEAST ? LEAST : width;
		part(r, i, x, width > GAP ? width - GAP : width);
		x += width;
	}
	html(r, "</svg>");
}

void
chart_ages(struct req *r, const int64_t until[CHART_AGES - 2],
    const int64_t sum[CHART_AGES], const char *currency)
{
	html(r, "<div class=\"ageing\">");
	age_bar(r, until, sum, currency);
	html(r, "<dl class=\"legend\">");
	for (int i = 0; i < CHART_AGES; i++) {
		html(r,
		    "<div><dt><svg viewBox=\"0 0 10 10\" "
		    "aria-hidden=\"true\"><rect class=\"b");
		text_number(r, i + 1);
		html(r, "\" width=\"10\" height=\"10\" rx=\"2\"/></svg>");
		text(r, chart_age_label(r, until, i));
		html(r, "</dt><dd>");
		amount_text(r, sum[i], currency);
		html(r, "</dd></div>");
	}
	html(r, "</dl></div>");
}

/* ---- months ------------------------------------------------------------ */

enum { LEFT = 44, TOP = 12, HIGH = 150, STEP = 44, BAR = 28, LINES = 4 };

static const char *const names[] = { N_("January"), N_("February"), N_("March"),
	N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
	N_("September"), N_("October"), N_("November"), N_("December") };
static const char *const shorts[] = { N_("Jan"), N_("Feb"), N_("Mar"),
	N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
	N_("Oct"), N_("Nov"), N_("Dec") };

/* The least of 1, 2, 5, 10, 20 ... that LINES of it reach the highest. */
static int64_t
step_for(int64_t highest)
{
	static const int64_t steps[] = { 1, 2, 5 };
	int64_t ten = 1;

	for (;; ten *= 10)
		for (int i = 0; i < 3; i++)
			if (highest <= LINES * steps[i] * ten ||
			    ten > INT64_MAX / 1000)
				return steps[i] * ten;
}

/* 2500000 -> "2.5M" */
static const char *
short_words(struct req *r, int64_t n)
{
	static const struct {
		int64_t from;
		const char *letter;
	} sizes[] = { { 1000000000000, "T" }, { 1000000000, "G" },
		{ 1000000, "M" }, { 1000, "k" } };

	for (int i = 0; i < 4; i++)
		if (n >= sizes[i].from) {
			int64_t tenth = n % sizes[i].from * 10 / sizes[i].from;

			if (tenth == 0)
				return arena_printf(r->mem, "%lld%s",
				    (long long)(n / sizes[i].from),
				    sizes[i].letter);
			return arena_printf(r->mem, "%lld.%lld%s",
			    (long long)(n / sizes[i].from), (long long)tenth,
			    sizes[i].letter);
		}
	return arena_printf(r->mem, "%lld", (long long)n);
}

struct months {
	struct req *r;
	const struct chart_month *m;
	int n;
	const char *title, *currency;
	int64_t unit;    /* minor units of 1 */
	int64_t highest; /* of the axis, in whole units */
};

static int64_t
above(const struct months *c, int64_t amount)
{
	int64_t whole = amount / c->unit;

	return whole <= 0 ? 0 : (int64_t)((__int128)whole * HIGH / c->highest);
}

static void
grid(const struct months *c, int64_t step)
{
	struct req *r = c->r;

	for (int64_t v = 0; v <= c->highest; v += step) {
		int64_t y = TOP + HIGH - above(c, v * c->unit);

		html(r, "<line class=\"grid\"");
		number(r, "x1", LEFT);
		number(r, "x2", LEFT + (int64_t)c->n * STEP);
		number(r, "y1", y);
		number(r, "y2", y);
		html(r, "/><text x=\"0\"");
		number(r, "y", y + 4);
		html(r, ">");
		text(r, short_words(r, v));
		html(r, "</text>");
	}
}

static void
bar(const struct months *c, int i)
{
	const struct chart_month *m = &c->m[i];
	int64_t x = LEFT + (int64_t)i * STEP + (STEP - BAR) / 2;
	int64_t high = above(c, m->amount);
	struct req *r = c->r;

	if (i == c->n - 1)
		html(r, "<rect class=\"bar cur\"");
	else
		html(r, "<rect class=\"bar\"");
	number(r, "x", x);
	number(r, "y", TOP + HIGH - high);
	number(r, "width", BAR);
	number(r, "height", high);
	html(r, " rx=\"2\"/>");
	if (m->before > 0) {
		int64_t y = TOP + HIGH - above(c, m->before);

		html(r, "<line class=\"tick\"");
		number(r, "x1", x - 4);
		number(r, "x2", x + BAR + 4);
		number(r, "y1", y);
		number(r, "y2", y);
		html(r, "/>");
	}
	html(r, "<text text-anchor=\"middle\"");
	number(r, "x", x + BAR / 2);
	number(r, "y", TOP + HIGH + 18);
	html(r, ">");
	text(r, _(shorts[m->month - 1]));
	html(r, "</text>");
}

static const char *
name_of(struct req *r, const struct chart_month *m)
{
	return arena_printf(r->mem, "%s %d", _(names[m->month - 1]), m->year);
}

/* What an eye would see first. */
static void
sentence(const struct months *c)
{
	const struct chart_month *most = c->m, *least = c->m;
	struct req *r = c->r;

	for (int i = 1; i < c->n; i++) {
		if (c->m[i].amount > most->amount)
			most = &c->m[i];
		if (c->m[i].amount < least->amount)
			least = &c->m[i];
	}
	textf(r, _("%s, %s to %s: highest %s in %s, lowest %s in %s"), c->title,
	    name_of(r, c->m), name_of(r, &c->m[c->n - 1]),
	    amount_words(r, most->amount, c->currency), name_of(r, most),
	    amount_words(r, least->amount, c->currency), name_of(r, least));
}

static void
month_head(struct req *r, const char *label, bool right)
{
	if (right)
		html(r, "<th scope=\"col\" class=\"num\">");
	else
		html(r, "<th scope=\"col\">");
	text(r, label);
	html(r, "</th>");
}

static void
table(const struct months *c)
{
	struct req *r = c->r;

	html(r, "<details class=\"numbers\"><summary>");
	text(r, _("The numbers"));
	html(r, "</summary><table><caption class=\"vh\">");
	text(r, c->title);
	html(r, "</caption><thead><tr>");
	month_head(r, _("Month"), false);
	month_head(r, _("Amount"), true);
	month_head(r, _("A year before"), true);
	html(r, "</tr></thead><tbody>");
	for (int i = c->n - 1; i >= 0; i--) {
		html(r, "<tr><th scope=\"row\">");
		text(r, name_of(r, &c->m[i]));
		html(r, "</th><td class=\"num\">");
		amount_text(r, c->m[i].amount, c->currency);
		html(r, "</td><td class=\"num\">");
		amount_text(r, c->m[i].before, c->currency);
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></details>");
}

void
chart_months(struct req *r, const char *title, const struct chart_month *m,
    int n, const char *currency)
{
	struct months c = { r, m, n, title, currency, 1, 1 };
	int64_t highest = 1, step;

	for (int i = currency_decimals(currency); i > 0; i--)
		c.unit *= 10;
	for (int i = 0; i < n; i++) {
		if (m[i].amount / c.unit > highest)
			highest = m[i].amount / c.unit;
		if (m[i].before / c.unit > highest)
			highest = m[i].before / c.unit;
	}
	step = step_for(highest);
	c.highest = (highest + step - 1) / step * step;
	html(r, "<svg class=\"chart\" viewBox=\"0 0 ");
	text_number(r, LEFT + (int64_t)n * STEP);
	html(r, " 190\" role=\"img\" aria-label=\"");
	sentence(&c);
	html(r, "\">");
	grid(&c, step);
	for (int i = 0; i < n; i++)
		bar(&c, i);
	html(r, "</svg>");
	table(&c);
}

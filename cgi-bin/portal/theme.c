/*
 * A portal's own colour. An admin picks any; what reaches the page is moved
 * towards black or white until text on it and lines of it can be read (WCAG
 * 2.2 AA), in light and in dark. The sheet depends on its address only, so
 * browsers may keep it.
 */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "pages.h"

/* Linear light of an sRGB channel, in millionths. */
/* clang-format off */
static const int32_t linear[256] = {
	0, 304, 607, 911, 1214, 1518, 1821, 2125, 2428, 2732, 3035, 3347,
	3677, 4025, 4391, 4777, 5182, 5605, 6049, 6512, 6995, 7499, 8023,
	8568, 9134, 9721, 10330, 10960, 11612, 12286, 12983, 13702, 14444,
	15209, 15996, 16807, 17642, 18500, 19382, 20289, 21219, 22174, 23153,
	24158, 25187, 26241, 27321, 28426, 29557, 30713, 31896, 33105, 34340,
	35601, 36889, 38204, 39546, 40915, 42311, 43735, 45186, 46665, 48172,
	49707, 51269, 52861, 54480, 56128, 57805, 59511, 61246, 63010, 64803,
	66626, 68478, 70360, 72272, 74214, 76185, 78187, 80220, 82283, 84376,
	86500, 88656, 90842, 93059, 95307, 97587, 99899, 102242, 104616,
	107023, 109462, 111932, 114435, 116971, 119538, 122139, 124772,
	127438, 130136, 132868, 135633, 138432, 141263, 144128, 147027,
	149960, 152926, 155926, 158961, 162029, 165132, 168269, 171441,
	174647, 177888, 181164, 184475, 187821, 191202, 194618, 198069,
	201556, 205079, 208637, 212231, 215861, 219526, 223228, 226966,
	230740, 234551, 238398, 242281, 246201, 250158, 254152, 258183,
	262251, 266356, 270498, 274677, 278894, 283149, 287441, 291771,
	296138, 300544, 304987, 309469, 313989, 318547, 323143, 327778,
	332452, 337164, 341914, 346704, 351533, 356400, 361307, 366253,
	371238, 376262, 381326, 386429, 391572, 396755, 401978, 407240,
	412543, 417885, 423268, 428690, 434154, 439657, 445201, 450786,
	456411, 462077, 467784, 473531, 479320, 485150, 491021, 496933,
	502886, 508881, 514918, 520996, 527115, 533276, 539479, 545724,
	552011, 558340, 564712, 571125, 577580, 584078, 590619, 597202,
	603827, 610496, 617207, 623960, 630757, 637597, 644480, 651406,
	658375, 665387, 672443, 679542, 686685, 693872, 701102, 708376,
	715694, 723055, 730461, 737910, 745404, 752942, 760525, 768151,
	775822, 783538, 791298, 799103, 806952, 814847, 822786, 830770,
	838799, 846873, 854993, 863157, 871367, 879622, 887923, 896269,
	904661, 913099, 921582, 930111, 938686, 947307, 955973, 964686,
	973445, 982251, 991102, 1000000,
};
/* clang-format on */

struct color {
	int r, g, b;
};

static const struct color white = { 255, 255, 255 }, black = { 0, 0, 0 };
/* Tokens of app.css that stand on these colours. */
static const struct color dark_surface = { 0x17, 0x1e, 0x28 };
static const struct color muted[2] = { { 0x52, 0x5f, 0x75 },
	{ 0xa3, 0xaf, 0xc2 } };
static const struct color link_text[2] = { { 0x0b, 0x5f, 0x8f },
	{ 0x7f, 0xc1, 0xee } };

static int64_t
luminance(struct color c)
{
	return (2126 * (int64_t)linear[c.r] + 7152 * (int64_t)linear[c.g] +
		   722 * (int64_t)linear[c.b]) /
	    10000;
}

/* The ratio is at least tenths / 10. */
static bool
contrasts(struct color a, struct color b, int tenths)
{
	int64_t x = luminance(a) + 50000, y = luminance(b) + 50000;

	return x > y ? 10 * x >= tenths * y : 10 * y >= tenths * x;
}

/* percent of b in a. */
static struct color
mix(struct color a, struct color b, int percent)
{
	return (struct color){
		(a.r * (100 - percent) + b.r * percent + 50) / 100,
		(a.g * (100 - percent) + b.g * percent + 50) / 100,
		(a.b * (100 - percent) + b.b * percent + 50) / 100,
	};
}

/* The nearest step from c towards `to` that can be read on each of on. */
static struct color
readable(
    struct color c, struct color to, const struct color *on, int n, int tenths)
{
	for (int percent = 0; percent < 100; percent += 2) {
		struct color try = mix(c, to, percent);
		bool good = true;

		for (int i = 0; i < n; i++)
			good = good && contrasts(try, on[i], tenths);
		if (good)
			return try;
	}
	return to;
}

struct scheme {
	struct color accent, strong, soft, on;
};

/* Half-way to the brightest colour of the same kind: a tint of a dark colour
 * would be grey. */
static struct color
livelier(struct color c)
{
	int most = c.r > c.g ? c.r : c.g;

	if (c.b > most)
		most = c.b;
	if (most == 0)
		return c;
	return mix(c,
	    (struct color){
		c.r * 255 / most, c.g * 255 / most, c.b * 255 / most },
	    50);
}

/* A tint of c in the surface, on which muted text and links are readable. */
static struct color
tint(struct color c, struct color surface, int percent, int scheme)
{
	struct color on[2] = { muted[scheme], link_text[scheme] };

	return readable(mix(livelier(c), surface, percent), surface, on, 2, 46);
}

static void
schemes(struct color c, struct scheme *light, struct scheme *dark)
{
	light->soft = tint(c, white, 86, 0);
	light->accent = readable(c, black, &white, 1, 46);
	light->strong = readable(light->accent, black, &light->soft, 1, 70);
	light->on = white;

	dark->soft = tint(c, dark_surface, 78, 1);
	dark->accent = readable(livelier(c), white, &dark_surface, 1, 60);
	dark->strong = readable(dark->accent, white, &dark->soft, 1, 70);
	dark->on = readable(mix(c, black, 80), black, &dark->accent, 1, 70);
}

/* "007acc" */
static bool
color_parse(const char *hex, struct color *c)
{
	int v[3] = { 0, 0, 0 };

	if (hex == NULL || strlen(hex) != 6)
		return false;
	for (int i = 0; i < 6; i++) {
		int d = tolower((unsigned char)hex[i]);

		if (!isxdigit(d))
			return false;
		v[i / 2] = v[i / 2] * 16 + (d <= '9' ? d - '0' : d - 'a' + 10);
	}
	*c = (struct color){ v[0], v[1], v[2] };
	return true;
}

static void
token(struct buf *b, const char *name, struct color light, struct color dark)
{
	buf_printf(b, "\t--%s: light-dark(#%02x%02x%02x, #%02x%02x%02x);\n",
	    name, light.r, light.g, light.b, dark.r, dark.g, dark.b);
}

enum rc
theme_css(struct req *r)
{
	struct scheme light, dark;
	struct color c;

	if (!color_parse(query_value(r, "color"), &c))
		return RC_NOTFOUND;
	schemes(c, &light, &dark);
	r->out.status = 200;
	r->out.type = "text/css; charset=utf-8";
	r->out.cache = "public, max-age=31536000, immutable";
	buf_str(&r->out.body, ":root {\n");
	token(&r->out.body, "accent", light.accent, dark.accent);
	token(&r->out.body, "accent-strong", light.strong, dark.strong);
	token(&r->out.body, "accent-soft", light.soft, dark.soft);
	token(&r->out.body, "on-accent", light.on, dark.on);
	buf_str(&r->out.body, "}\n");
	return RC_OK;
}

/* A portal that chose no colour has this one, and the look of the house. */
static const char unchosen[] = "#007acc";

const char *
theme_address(struct req *r)
{
	const char *color = r->visitor->portal.color;
	struct color c;

	if (color[0] != '#' || str_same(color, unchosen) ||
	    !color_parse(color + 1, &c))
		return NULL;
	return url(r, "/theme.css", "color", color + 1, NULL);
}

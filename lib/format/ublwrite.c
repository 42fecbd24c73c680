/* Writing UBL: the tables of elements once more, the other way. */
#include <string.h>

#include "date.h"
#include "str.h"
#include "ublparts.h"
#include "xmlwrite.h"

struct writing {
	const struct ubl_document *d;
	struct xml_writer w;
	bool peppol;
};

static bool fills(
    const struct writing *, const struct ubl_element *table, const char *base);

static const struct ubl_number *
number(const char *at)
{
	return (const struct ubl_number *)(const void *)at;
}

static const struct ubl_text *
text(const char *at)
{
	return (const struct ubl_text *)(const void *)at;
}

static bool
is_written(const struct writing *t, const struct ubl_element *e)
{
	return e->shape != SHAPE_SKIPPED && (e->flags & UBL_READ) == 0 &&
	    !(t->peppol && (e->flags & UBL_NO_PEPPOL) != 0);
}

/* Is there anything to be written for it? No element may be empty. */
static bool
has(const struct writing *t, const struct ubl_element *e, const char *at)
{
	switch (e->shape) {
	case SHAPE_WORDS:
	case SHAPE_NOTE:
		return text(at)->s != NULL;
	case SHAPE_SKIPPED:
		return false;
	case SHAPE_STRUCT:
	case SHAPE_PATH:
		return fills(t, e->inside, at);
	default:
		return number(at)->given;
	}
}

static bool
fills(
    const struct writing *t, const struct ubl_element *table, const char *base)
{
	for (const struct ubl_element *e = table; e->name != NULL; e++) {
		int n;
		const char *at = ubl_members(e, base, &n);

		if (!is_written(t, e))
			continue;
		for (int i = 0; i < n; i++)
			if (has(t, e, at + (size_t)i * e->size))
				return true;
	}
	return false;
}

static void
print_number(const struct ubl_element *e, int64_t v, char *to, size_t size)
{
	switch (e->shape) {
	case SHAPE_AMOUNT:
		amount_print(v, AMOUNT_PLACES, AMOUNT_PLACES, to, size);
		break;
	case SHAPE_PRICE:
		amount_print(v, UBL_PRICE_PLACES, 0, to, size);
		break;
	case SHAPE_QUANTITY:
		amount_print(v, QUANTITY_PLACES, 0, to, size);
		break;
	case SHAPE_PERCENT:
		amount_print(v, PERCENT_PLACES, 0, to, size);
		break;
	case SHAPE_DATE:
		date_iso(v, to, size);
		break;
	case SHAPE_FLAG:
		str_copy(to, size, v != 0 ? "true" : "false");
		break;
	default:
		amount_print(v, 0, 0, to, size);
	}
}

static void
write_number(
    struct writing *t, const struct ubl_element *e, const struct ubl_number *v)
{
	const char *unit = v->unit;
	char s[AMOUNT_TEXT];

	if (unit == NULL &&
	    (e->shape == SHAPE_AMOUNT || e->shape == SHAPE_PRICE))
		unit = t->d->currency.s;
	print_number(e, v->v, s, sizeof s);
	xml_element(&t->w, e->name, e->attribute,
	    e->attribute != NULL ? unit : NULL, s);
}

static void
write_inside(
    struct writing *t, const struct ubl_element *table, const char *base)
{
	for (const struct ubl_element *e = table; e->name != NULL; e++) {
		int n;
		const char *at = ubl_members(e, base, &n);

		if (!is_written(t, e))
			continue;
		for (; n > 0; n--, at += e->size) {
			if (!has(t, e, at))
				continue;
			if (e->inside != NULL) {
				xml_open(&t->w, e->name);
				write_inside(t, e->inside, at);
				xml_close(&t->w);
			} else if (e->shape == SHAPE_WORDS ||
			    e->shape == SHAPE_NOTE)
				xml_element(&t->w, e->name, e->attribute,
				    e->attribute != NULL ? text(at)->scheme :
							   NULL,
				    text(at)->s);
			else
				write_number(t, e, number(at));
		}
	}
}

void
ubl_write(const struct ubl_document *d, struct buf *out)
{
	struct writing t = { .d = d };
	char space[XML_SPACE];

	t.peppol =
	    d->profile.s != NULL && str_starts(d->profile.s, "urn:fdc:peppol");
	ubl_space(d->kind, space, sizeof space);
	xml_begin(&t.w, out);
	xml_open(&t.w, ubl_kind_name(d->kind));
	xml_attribute_add(&t.w, "xmlns", space);
	xml_attribute_add(&t.w, "xmlns:cac", UBL_AGGREGATE);
	xml_attribute_add(&t.w, "xmlns:cbc", UBL_BASIC);
	write_inside(&t, ubl_elements[d->kind], (const char *)d);
	xml_close(&t.w);
	xml_end(&t.w);
}

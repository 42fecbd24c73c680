/* UBL documents: their kinds' names, their memory, their identifiers. */
#include "ubl.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text.h"
#include "ublparts.h"

static const char *const names[UBL_KINDS] = {
	[UBL_NONE] = "",
	[UBL_INVOICE] = "Invoice",
	[UBL_CREDIT_NOTE] = "CreditNote",
	[UBL_ORDER] = "Order",
	[UBL_ORDER_RESPONSE] = "OrderResponse",
	[UBL_DESPATCH_ADVICE] = "DespatchAdvice",
	[UBL_STATEMENT] = "Statement",
};

const char *
ubl_kind_name(enum ubl_kind kind)
{
	return names[kind];
}

void
ubl_space(enum ubl_kind kind, char *to, size_t size)
{
	str_printf(to, size, UBL_SPACE "%s-2", names[kind]);
}

/* ---- memory */

struct ubl_document *
ubl_new(enum ubl_kind kind)
{
	struct arena *mem = arena_new();
	struct ubl_document *d = arena_alloc(mem, sizeof *d);

	d->mem = mem;
	d->kind = kind;
	return d;
}

void
ubl_free(struct ubl_document *d)
{
	if (d != NULL)
		arena_free(d->mem);
}

struct ubl_text
ubl_say(struct ubl_document *d, const char *s)
{
	return ubl_say_as(d, NULL, s);
}

struct ubl_text
ubl_say_as(struct ubl_document *d, const char *scheme, const char *s)
{
	struct ubl_text t = { 0 };

	if (s == NULL || *s == '\0')
		return t;
	t.s = arena_strdup(d->mem, s);
	if (scheme != NULL && *scheme != '\0')
		t.scheme = arena_strdup(d->mem, scheme);
	return t;
}

struct ubl_number
ubl_count(int64_t v)
{
	return (struct ubl_number){ .v = v, .given = true };
}

struct ubl_number
ubl_units(struct ubl_document *d, int64_t v, const char *unit)
{
	struct ubl_number n = ubl_count(v);

	if (unit != NULL && *unit != '\0')
		n.unit = arena_strdup(d->mem, unit);
	return n;
}

/* Room is 4, 8, 16 ...: full whenever the number is one of those. */
void *
ubl_more(struct ubl_document *d, void *list, int *n, size_t size)
{
	unsigned have = (unsigned)*n;
	char *at;

	memcpy(&at, list, sizeof at);
	if (have == 0 || (have >= 4 && (have & (have - 1)) == 0)) {
		char *larger =
		    arena_alloc(d->mem, (have == 0 ? 4 : 2 * have) * size);

		if (have > 0)
			memcpy(larger, at, have * size);
		at = larger;
		memcpy(list, &at, sizeof at);
	}
	return at + (size_t)(*n)++ * size;
}

const char *
ubl_members(const struct ubl_element *e, const char *base, int *n)
{
	const char *at = base + e->off;

	*n = 1;
	if (e->count != 0) {
		memcpy(n, base + e->count, sizeof *n);
		memcpy(&at, base + e->off, sizeof at);
	}
	return at;
}

/* ---- identifiers */

#define EN16931 "urn:cen.eu:en16931:2017"
#define PEPPOL "urn:fdc:peppol.eu:"

static const struct {
	const char *customization, *profile;
} peppol[UBL_KINDS] = {
	[UBL_INVOICE] = { EN16931 "#compliant#" PEPPOL "2017:poacc:billing:3.0",
	    PEPPOL "2017:poacc:billing:01:1.0" },
	[UBL_CREDIT_NOTE] = { EN16931 "#compliant#" PEPPOL
				      "2017:poacc:billing:3.0",
	    PEPPOL "2017:poacc:billing:01:1.0" },
	[UBL_ORDER] = { PEPPOL "poacc:trns:order:3",
	    PEPPOL "poacc:bis:order_only:3" },
	[UBL_ORDER_RESPONSE] = { PEPPOL "poacc:trns:order_response:3",
	    PEPPOL "poacc:bis:ordering:3" },
	[UBL_DESPATCH_ADVICE] = { PEPPOL "poacc:trns:despatch_advice:3",
	    PEPPOL "poacc:bis:despatch_advice:3" },
};

void
ubl_set_profile(struct ubl_document *d, enum ubl_profile profile)
{
	bool bill = d->kind == UBL_INVOICE || d->kind == UBL_CREDIT_NOTE;

	memset(&d->version, 0, sizeof d->version);
	memset(&d->customization, 0, sizeof d->customization);
	memset(&d->profile, 0, sizeof d->profile);
	if (profile == UBL_PEPPOL && peppol[d->kind].profile != NULL) {
		d->customization = ubl_say(d, peppol[d->kind].customization);
		d->profile = ubl_say(d, peppol[d->kind].profile);
	} else if (profile == UBL_EN16931 && bill)
		d->customization = ubl_say(d, EN16931);
	else
		d->version = ubl_say(d, "2.1");
}

/* UBL documents: their kinds, their memory, their schemas. */
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

/* ---- kinds */

/* What people send instead, by the name of the root or its namespace. */
static const struct {
	const char *name, *space; /* NULL: any; space: how it begins */
	const char *what;
} others[] = {
	{ "CrossIndustryInvoice", NULL,
	    N_("This is an invoice in UN/CEFACT CII (ZUGFeRD, Factur-X), not "
	       "in UBL.") },
	{ "CrossIndustryDocument", NULL,
	    N_("This is an invoice in UN/CEFACT CII (ZUGFeRD 1), not in "
	       "UBL.") },
	{ "FatturaElettronica", NULL,
	    N_("This is an Italian FatturaPA invoice, not one in UBL.") },
	{ "Document", "urn:iso:std:iso:20022:",
	    N_("This is a bank's message (ISO 20022), not a document in "
	       "UBL.") },
	{ "StandardBusinessDocument", NULL,
	    N_("This is an envelope (SBDH) around a document; take the "
	       "document out of it.") },
	{ NULL, NULL, NULL },
};

static void
name_it(const struct xml_kind *k, struct xml_fault *f)
{
	memset(f, 0, sizeof *f);
	f->code = "X_KIND";
	f->line = k->line;
	for (int i = 0; others[i].what != NULL; i++)
		if (strcmp(k->name, others[i].name) == 0 &&
		    (others[i].space == NULL ||
			str_starts(k->space, others[i].space))) {
			str_copy(f->text, sizeof f->text, _(others[i].what));
			return;
		}
	if (str_starts(k->space, UBL_SPACE))
		str_printf(f->text, sizeof f->text,
		    _("This is a UBL document of the kind %s, which is not "
		      "read."),
		    k->name);
	else
		str_printf(f->text, sizeof f->text,
		    _("This is no UBL document: its root is %s in the "
		      "namespace \"%s\"."),
		    k->name, k->space);
}

enum ubl_kind
ubl_kind(const char *text, size_t n, struct xml_fault *f)
{
	char space[XML_SPACE];
	struct xml_kind found;

	if (!xml_kind(text, n, &found, f))
		return UBL_NONE;
	for (int kind = UBL_INVOICE; kind < UBL_KINDS; kind++) {
		ubl_space((enum ubl_kind)kind, space, sizeof space);
		if (strcmp(found.name, names[kind]) == 0 &&
		    strcmp(found.space, space) == 0)
			return (enum ubl_kind)kind;
	}
	name_it(&found, f);
	return UBL_NONE;
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

/* ---- schemas */

struct ubl_schemas {
	char *folder;
	struct xml_schema *of[UBL_KINDS];
};

struct ubl_schemas *
ubl_schemas_open(const char *folder)
{
	struct ubl_schemas *s = xcalloc(1, sizeof *s);

	s->folder = xstrdup(folder);
	return s;
}

void
ubl_schemas_close(struct ubl_schemas *s)
{
	if (s == NULL)
		return;
	for (int kind = 0; kind < UBL_KINDS; kind++)
		xml_schema_free(s->of[kind]);
	free(s->folder);
	free(s);
}

bool
ubl_validate(struct ubl_schemas *s, enum ubl_kind kind, const char *text,
    size_t n, struct xml_faults *faults)
{
	char file[80];
	struct xml_fault f;

	if (s->of[kind] == NULL) {
		str_printf(
		    file, sizeof file, "maindoc/UBL-%s-2.1.xsd", names[kind]);
		s->of[kind] = xml_schema_load(s->folder, file, &f);
		if (s->of[kind] == NULL) {
			f.code = "X_XSD";
			xml_faults_add(faults, &f);
			return false;
		}
	}
	return xml_validate(s->of[kind], text, n, faults);
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

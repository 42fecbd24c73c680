/* Of which kind a file is, and whether it is as the OASIS schemas want it.
 * Apart from ubl.c, so that what only writes documents needs no libxml2. */
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text.h"
#include "ublparts.h"

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
		if (strcmp(found.name, ubl_kind_name((enum ubl_kind)kind)) ==
			0 &&
		    strcmp(found.space, space) == 0)
			return (enum ubl_kind)kind;
	}
	name_it(&found, f);
	return UBL_NONE;
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
		str_printf(file, sizeof file, "maindoc/UBL-%s-2.1.xsd",
		    ubl_kind_name(kind));
		s->of[kind] = xml_schema_load(s->folder, file, &f);
		if (s->of[kind] == NULL) {
			f.code = "X_XSD";
			xml_faults_add(faults, &f);
			return false;
		}
	}
	return xml_validate(s->of[kind], text, n, faults);
}

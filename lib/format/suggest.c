/* What a heading may have meant, and drafts of map files. */
#include <string.h>

#include "layout.h"
#include "str.h"
#include "text.h"

enum { KEY = 120, NEAREST = 3 };

/* Headings of other systems, for drafts and suggestions. */
static const struct {
	const char *kind, *heading, *field;
} synonyms[] = {
	{ "accounts", "customerid", "account_id" },
	{ "accounts", "customerno", "account_id" },
	{ "accounts", "accountno", "account_id" },
	{ "accounts", "account", "account_id" },
	{ "accounts", "company", "name" },
	{ "accounts", "companyname", "name" },
	{ "accounts", "customer", "name" },
	{ "accounts", "customername", "name" },
	{ "accounts", "accountname", "name" },
	{ "accounts", "address", "bill_line1" },
	{ "accounts", "address1", "bill_line1" },
	{ "accounts", "address2", "bill_line2" },
	{ "accounts", "street", "bill_line1" },
	{ "accounts", "city", "bill_city" },
	{ "accounts", "town", "bill_city" },
	{ "accounts", "state", "bill_region" },
	{ "accounts", "region", "bill_region" },
	{ "accounts", "zip", "bill_postal_code" },
	{ "accounts", "zipcode", "bill_postal_code" },
	{ "accounts", "postalcode", "bill_postal_code" },
	{ "accounts", "postcode", "bill_postal_code" },
	{ "accounts", "country", "bill_country" },
	{ "accounts", "vatno", "tax_id" },
	{ "accounts", "taxno", "tax_id" },
	{ "accounts", "taxregistrationid", "tax_id" },
	{ "accounts", "contact", "bill_attention" },
	{ "accounts", "contactname", "bill_attention" },
	{ "contacts", "customerid", "account_id" },
	{ "contacts", "businessaccount", "account_id" },
	{ "contacts", "company", "account_id" },
	{ "contacts", "contactno", "contact_id" },
	{ "contacts", "contactname", "first_name last_name" },
	{ "contacts", "name", "first_name last_name" },
	{ "contacts", "fullname", "first_name last_name" },
	{ "contacts", "givenname", "first_name" },
	{ "contacts", "familyname", "last_name" },
	{ "contacts", "surname", "last_name" },
	{ "contacts", "contacttitle", "job_title" },
	{ "contacts", "position", "job_title" },
	{ "contacts", "address", "line1" },
	{ "contacts", "street", "line1" },
	{ "contacts", "address1", "line1" },
	{ "contacts", "address2", "line2" },
	{ "contacts", "town", "city" },
	{ "contacts", "state", "region" },
	{ "contacts", "zip", "postal_code" },
	{ "contacts", "postcode", "postal_code" },
	{ "contacts", "cell", "mobile" },
	{ "contacts", "mobilephone", "mobile" },
	{ NULL, "emailaddress", "email" },
	{ NULL, "mail", "email" },
	{ NULL, "telephone", "phone" },
	{ NULL, "phoneno", "phone" },
	{ NULL, "tel", "phone" },
	{ NULL, "faxno", "fax" },
	{ NULL, "web", "website" },
	{ NULL, "url", "website" },
	{ NULL, "comments", "notes" },
	{ NULL, "remarks", "notes" },
	{ NULL, NULL, NULL },
};

/* How many letters must change; enough for headings. */
static int
distance(const char *a, const char *b)
{
	int row[KEY + 1];
	size_t n = strlen(b);

	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		int corner = row[0];

		row[0] = (int)i + 1;
		for (size_t j = 0; j < n; j++) {
			int change = corner + (a[i] != b[j]);
			int least = row[j] < row[j + 1] ? row[j] : row[j + 1];

			corner = row[j + 1];
			row[j + 1] = change < least + 1 ? change : least + 1;
		}
	}
	return row[n];
}

/* The names so far that look most like a heading. */
struct best {
	char key[KEY];
	const char *name[NEAREST];
	int far[NEAREST];
};

static void
consider(struct best *b, const char *candidate)
{
	char key[KEY];
	int d;

	heading_key(candidate, key, sizeof key);
	d = distance(b->key, key);
	if (strstr(key, b->key) != NULL || strstr(b->key, key) != NULL)
		d /= 2;
	for (int i = 0; i < NEAREST && candidate != NULL; i++)
		if (b->name[i] == NULL || d < b->far[i]) {
			const char *name = b->name[i];
			int far = b->far[i];

			b->name[i] = candidate;
			b->far[i] = d;
			candidate = name;
			d = far;
		}
}

static void
consider_fields(struct best *b, const struct kind *k)
{
	struct kind_step step = { 0 };
	const struct field *f;
	enum kind_part part;

	while ((f = kind_next(k, &step, &part)) != NULL)
		if (field_importable(f))
			consider(b, f->name);
}

static void
consider_headings(struct best *b, const struct map *m)
{
	for (int i = 0; i < m->n; i++)
		for (int j = 0; j < m->rules[i].terms; j++)
			if (!m->rules[i].skip && !m->rules[i].term[j].literal)
				consider(b, m->rules[i].term[j].text);
}

void
layout_nearest(const struct kind *k, const struct map *m, const char *heading,
    struct buf *to)
{
	struct best b = { .name = { NULL } };

	heading_key(heading, b.key, sizeof b.key);
	if (m != NULL && m->shipped)
		consider_headings(&b, m);
	else
		consider_fields(&b, k);
	for (int i = 0; i < NEAREST && b.name[i] != NULL; i++)
		buf_printf(to, "%s%s", i > 0 ? ", " : "", b.name[i]);
}

/* ---- drafts */

static const char *
synonym(const struct kind *k, const char *heading)
{
	char key[KEY];

	heading_key(heading, key, sizeof key);
	for (int i = 0; synonyms[i].heading != NULL; i++)
		if ((synonyms[i].kind == NULL ||
			strcmp(synonyms[i].kind, k->name) == 0) &&
		    strcmp(synonyms[i].heading, key) == 0)
			return synonyms[i].field;
	return NULL;
}

static const char *
own_name(const struct kind *k, const char *heading)
{
	struct kind_step step = { 0 };
	const struct field *f;
	enum kind_part part;

	while ((f = kind_next(k, &step, &part)) != NULL)
		if (field_importable(f) && heading_same(f->name, heading))
			return f->name;
	return NULL;
}

const char *
layout_guess(const struct kind *k, const char *heading)
{
	const char *own = own_name(k, heading);

	return own != NULL ? own : synonym(k, heading);
}

/* The field that a layout feeds from this heading alone, or "-". */
static const char *
layout_field(const struct map *m, const char *heading)
{
	for (int i = 0; m != NULL && i < m->n; i++) {
		const struct map_rule *r = &m->rules[i];

		for (int j = 0; j < r->terms; j++)
			if ((r->terms == 1 || r->either) &&
			    heading_same(r->term[j].text, heading))
				return r->skip          ? "-" :
				    r->field[1][0] != 0 ? NULL :
							  r->field[0];
	}
	return NULL;
}

static void
add_heading(const char *heading, struct buf *b)
{
	if (strpbrk(heading, "=+#|\"\n") == NULL && heading[0] != '\0' &&
	    heading[0] != '@' && strstr(heading, "->") == NULL) {
		buf_str(b, heading);
		return;
	}
	buf_char(b, '"');
	for (; *heading != '\0'; heading++) {
		if (*heading == '"')
			buf_char(b, '"');
		buf_char(b, *heading == '\n' ? ' ' : *heading);
	}
	buf_char(b, '"');
}

void
layout_draft(const struct kind *k, const struct map *m,
    const struct csv_record *header, struct buf *b)
{
	buf_printf(b,
	    _("# Which heading feeds which field of %s; postern-csv(5).\n"),
	    k->name);
	for (int i = 0; i < header->n; i++) {
		const char *heading = header->cells[i].text;
		const char *field = layout_field(m, heading);

		if (heading[0] == '_' || heading[0] == '\0')
			continue;
		if (field == NULL)
			field = own_name(k, heading);
		if (field == NULL)
			field = synonym(k, heading);
		add_heading(heading, b);
		if (field != NULL) {
			buf_printf(b, " = %s\n", field);
			continue;
		}
		buf_str(b, _(" = -\t# perhaps "));
		layout_nearest(k, NULL, heading, b);
		buf_char(b, '\n');
	}
}

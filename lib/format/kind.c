/* What can be imported. */
#include "kind.h"

#include <string.h>

#include "account.h"
#include "contact.h"

const struct kind kind_accounts = { .name = "accounts", .e = &account_entity };
const struct kind kind_contacts = { .name = "contacts", .e = &contact_entity };

static const struct kind *const kinds[] = {
	&kind_accounts,
	&kind_contacts,
	NULL,
};

const struct kind *
kind_named(const char *name)
{
	for (int i = 0; kinds[i] != NULL; i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

const struct kind *
kind_at(int i)
{
	return kinds[i];
}

bool
field_importable(const struct field *f)
{
	return (f->flags & (F_SYSTEM | F_SECRET)) == 0;
}

const struct field *
kind_next(const struct kind *k, struct kind_step *s, enum kind_part *part)
{
	const struct field *starts[] = {
		k->extra,
		k->e != NULL ? k->e->fields : NULL,
		k->lines != NULL ? k->lines->fields : NULL,
	};
	static const enum kind_part parts[] = { KIND_EXTRA, KIND_RECORD,
		KIND_LINE };

	while (s->part < 3) {
		if (s->next == NULL)
			s->next = starts[s->part];
		if (s->next != NULL && s->next->tag != 0) {
			*part = parts[s->part];
			return s->next++;
		}
		s->next = NULL;
		s->part++;
	}
	return NULL;
}

const struct field *
kind_field(const struct kind *k, const char *name, enum kind_part *part)
{
	struct kind_step step = { 0 };
	const struct field *f;

	while ((f = kind_next(k, &step, part)) != NULL)
		if (strcmp(f->name, name) == 0 && field_importable(f))
			return f;
	return NULL;
}

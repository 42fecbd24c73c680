/* What the list, the home page and the page of a case share. */
#include "pages.h"

void
case_pill(struct req *r, const struct support_case *c)
{
	const struct support_case shown = {
		.status =
		    c->status == CASE_IS_RELEASED ? CASE_IS_CLOSED : c->status,
	};

	pill_choice(r, record_field(&case_entity, CASE_STATUS), &shown);
}

void
case_severity(struct req *r, const struct support_case *c)
{
	const struct choice *is = choice_of(case_severities, c->severity);

	if (is == NULL)
		return;
	if (is->tone != NULL)
		pill(r, is->tone, _(is->label));
	else
		text(r, _(is->label));
}

const char *
case_path(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(r->mem, "/cases/%lld%s", (long long)id, rest);
}

unsigned
case_index(const struct req *r)
{
	return r->visitor->whole_company ? CASE_OF_ACCOUNT : CASE_OF_CONTACT;
}

unsigned
case_state_index(const struct req *r)
{
	return r->visitor->whole_company ? CASE_OF_ACCOUNT_STATE :
					   CASE_OF_CONTACT_STATE;
}

/* Mails about cases. */
#include "outbox.h"

#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "case.h"
#include "class.h"
#include "contact.h"

static const char *
label(const struct choice *choices, int64_t value)
{
	const struct choice *c = choice_of(choices, value);

	return c != NULL ? _(c->label) : "";
}

/* A long message is read on the site. */
static void
cut(const char *message, char to[MAIL_LONG])
{
	if (!str_copy(to, MAIL_LONG - 4, message != NULL ? message : ""))
		str_copy(to + strlen(to), 4, "…");
}

enum rc
mail_case_to_customer(struct txn *x, enum mail_event event,
    const struct support_case *c, const char *message)
{
	char *cut_message = txn_scratch(x, MAIL_LONG), link[40];
	struct outbox_about about = {
		.contact = c->contact_id,
		.account = c->account_id,
		.e = &case_entity,
		.id = c->id,
		.link = link,
		.value = { { "number", c->case_id }, { "subject", c->subject },
		    { "status", label(case_statuses, c->status) },
		    { "message", cut_message } },
	};

	/* What the portal does not show is not told either. */
	if (c->hidden == CASE_YES || c->contact_id == 0)
		return RC_OK;
	cut(message, cut_message);
	str_printf(link, sizeof link, "/cases/%lld", (long long)c->id);
	return outbox_event(x, event, &about);
}

struct sides {
	struct account account;
	struct contact contact;
	struct case_class class;
};

/* The owner; where there is none, the mailbox of the class. */
enum rc
mail_case_to_staff(struct txn *x, const struct support_case *c,
    const char *what, const char *message)
{
	char *cut_message = txn_scratch(x, MAIL_LONG), link[40];
	struct sides *s = txn_scratch(x, sizeof *s);
	struct outbox_about about = {
		.user = c->owner,
		.e = &case_entity,
		.id = c->id,
		.link = link,
		.value = { { "number", c->case_id }, { "subject", c->subject },
		    { "status", label(case_statuses, c->status) },
		    { "message", cut_message }, { "what", what },
		    { "customer", s->account.name },
		    { "contact", s->contact.display_name },
		    { "severity", label(case_severities, c->severity) } },
	};

	if (c->owner == txn_actor(x)->user && c->owner != 0)
		return RC_OK;
	if (c->owner == 0) {
		if (store_get(x, &case_class_entity, c->case_class,
			&s->class) != RC_OK ||
		    s->class.default_email[0] == '\0')
			return RC_OK;
		about.to = s->class.default_email;
	}
	if (c->account_id != 0 &&
	    store_get(x, &account_entity, c->account_id, &s->account) != RC_OK)
		s->account.name[0] = '\0';
	if (c->contact_id != 0 &&
	    store_get(x, &contact_entity, c->contact_id, &s->contact) != RC_OK)
		s->contact.display_name[0] = '\0';
	cut(message, cut_message);
	str_printf(link, sizeof link, "/cases/%lld", (long long)c->id);
	return outbox_event(x, MAIL_CASE_FOR_STAFF, &about);
}

/* Activities: what was said in a case, and what happened to it. */
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/utf8.h"
#include "../store/store.h"
#include "caseparts.h"
#include "contact.h"
#include "user.h"

const struct choice activity_kinds[] = {
	{ ACTIVITY_DESCRIPTION, "description", N_("Description"), NULL },
	{ ACTIVITY_MESSAGE, "message", N_("Message"), "info" },
	{ ACTIVITY_NOTE, "note", N_("Internal note"), "warn" },
	{ ACTIVITY_EVENT, "event", N_("Event"), "draft" },
	{ 0 },
};

static const struct choice yes_no[] = {
	{ CASE_YES, "yes", N_("Yes"), NULL },
	{ CASE_NO, "no", N_("No"), NULL },
	{ 0 },
};

static const struct choice channels[] = {
	{ CHANNEL_ERP, "erp", N_("ERP"), NULL },
	{ CHANNEL_PORTAL, "portal", N_("Portal"), "info" },
	{ CHANNEL_BATCH, "batch", N_("Batch"), "draft" },
	{ 0 },
};

/* The record is its own trace: activities are never changed. */
#define A struct activity
#define QUIET (F_SYSTEM | F_QUIET)
/* clang-format off */
static const struct field fields[] = {
{ ACTIVITY_ID,       INT(A, id),           N_("Id"),       F_SYSTEM },
{ ACTIVITY_REV,      INT(A, rev),          N_("Revision"), F_SYSTEM },
{ ACTIVITY_CASE,     REF(A, case_id),      N_("Case"),     QUIET | F_REQUIRED, .refers = &case_entity },
{ ACTIVITY_KIND,     CHOICE(A, kind),      N_("Type"),     QUIET | F_REQUIRED, .choices = activity_kinds },
{ ACTIVITY_INTERNAL, CHOICE(A, internal),  N_("Internal"), QUIET | F_REQUIRED, .choices = yes_no },
{ ACTIVITY_TIME,     TIME(A, time),        N_("Time"),     QUIET },
{ ACTIVITY_USER,     REF(A, user_id),      N_("User"),     QUIET, .refers = &user_entity },
{ ACTIVITY_CONTACT,  REF(A, contact_id),   N_("Contact"),  QUIET, .refers = &contact_entity },
{ ACTIVITY_AUTHOR,   TEXT(A, author),      N_("Created By"), QUIET },
{ ACTIVITY_TEXT,     NOTE(A, description), N_("Description"), F_QUIET | F_REQUIRED },
{ ACTIVITY_CHANNEL,  CHOICE(A, channel),   N_("Channel"),  QUIET, .choices = channels },
{ 0 },
};
/* clang-format on */
#undef A

static const struct index indexes[] = {
	{ .number = ACTIVITY_OF_CASE,
	    .tags = { ACTIVITY_CASE, ACTIVITY_TIME },
	    .prefix = 1 },
	{ .number = ACTIVITY_OF_CASE_SHOWN,
	    .tags = { ACTIVITY_CASE, ACTIVITY_INTERNAL, ACTIVITY_TIME },
	    .prefix = 2 },
	{ 0 },
};

const struct entity activity_entity = {
	.number = 6,
	.name = "activity",
	.label = N_("Activity"),
	.plural = N_("Activities"),
	.size = sizeof(struct activity),
	.fields = fields,
	.indexes = indexes,
};

/* ---- saying something */

void
said_check(const struct said *s, struct problems *bad)
{
	const struct field *f = record_field(&activity_entity, ACTIVITY_TEXT);

	if (s->text[strspn(s->text, " \t\r\n")] == '\0')
		problem(bad, ACTIVITY_TEXT,
		    s->kind == ACTIVITY_DESCRIPTION ?
			_("Describe what the case is about.") :
			_("Write a message."));
	else if (!utf8_clean(s->text, true))
		problem(bad, ACTIVITY_TEXT,
		    _("The text contains characters that cannot be stored."));
	else if (strlen(s->text) >= f->size)
		problem(bad, ACTIVITY_TEXT,
		    _("The text is too long: %zu characters are too many by "
		      "%zu."),
		    utf8_length(s->text), strlen(s->text) - f->size + 1);
	attachments_check(s->files, s->n, bad);
}

/* Who says it: on a portal the user's contact. */
static void
set_author(struct txn *x, const struct support_case *c, struct activity *a)
{
	const struct actor *actor = txn_actor(x);
	struct user u;

	a->user_id = actor->user;
	a->channel = actor->channel;
	str_copy(a->author, sizeof a->author, actor->name);
	if (!case_from_portal(x))
		return;
	a->contact_id = c->contact_id;
	if (actor->user != 0 &&
	    store_get(x, &user_entity, actor->user, &u) == RC_OK &&
	    u.contact_id != 0)
		a->contact_id = u.contact_id;
}

static enum rc
save(struct txn *x, const struct support_case *c, const struct said *s,
    struct activity *a)
{
	memset(a, 0, sizeof *a);
	a->case_id = c->id;
	a->kind = s->kind;
	a->internal = s->internal ? CASE_YES : CASE_NO;
	a->time = clock_now();
	set_author(x, c, a);
	str_copy(a->description, sizeof a->description, s->text);
	return store_save(x, &activity_entity, a, NULL);
}

enum rc
said_save(struct txn *x, const struct support_case *c, const struct said *s,
    struct problems *bad)
{
	struct activity a;
	enum rc rc;

	if ((rc = save(x, c, s, &a)) != RC_OK)
		return rc;
	return attachments_save(x, &a, s->files, s->n, bad);
}

enum rc
event_save(struct txn *x, const struct support_case *c, bool internal,
    const char *text)
{
	const struct said s = {
		.kind = ACTIVITY_EVENT, .internal = internal, .text = text
	};
	struct activity a;

	return save(x, c, &s, &a);
}

/* Templates of mails: finding, changing, filling. */
#include "template.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "portal.h"
#include "rules.h"

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return template_save(x, rec, bad);
}

#define T struct mail_template
/* clang-format off */
static const struct field fields[] = {
{ TEMPLATE_ID,      INT(T, id),        N_("Id"),         F_SYSTEM },
{ TEMPLATE_REV,     INT(T, rev),       N_("Revision"),   F_SYSTEM },
{ TEMPLATE_EVENT,   CHOICE(T, event),  N_("Event"),      F_REQUIRED, .choices = mail_events },
{ TEMPLATE_PORTAL,  REF(T, portal_id), N_("Portal"),     0, .refers = &portal_entity, .hint = N_("Left empty, of all portals that have none of their own.") },
{ TEMPLATE_OFF,     BOOL(T, off),      N_("Do Not Send"), 0 },
{ TEMPLATE_SUBJECT, TEXT(T, subject),  N_("Subject"),    F_REQUIRED },
{ TEMPLATE_TEXT,    NOTE(T, text),     N_("Text"),       F_REQUIRED, .hint = N_("Empty lines separate paragraphs. A paragraph with a value that is empty is left out.") },
{ TEMPLATE_CHANGED, TIME(T, changed),  N_("Changed On"), F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = TEMPLATE_BY,
	    .tags = { TEMPLATE_PORTAL, TEMPLATE_EVENT },
	    .unique = true },
	{ 0 },
};

const struct entity template_entity = {
	.number = 62,
	.name = "mail_template",
	.label = N_("Mail Template"),
	.plural = N_("Mail Templates"),
	.size = sizeof(struct mail_template),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

/* ---- finding ----------------------------------------------------------- */

void
template_default(int64_t event, int64_t portal, struct mail_template *t)
{
	const struct mail_fact *f = mail_fact(event);

	*t = (struct mail_template){ .event = event, .portal_id = portal };
	if (f == NULL)
		return;
	str_copy(t->subject, sizeof t->subject, _(f->subject));
	str_copy(t->text, sizeof t->text, _(f->text));
}

enum rc
template_find(
    struct txn *x, int64_t event, int64_t portal, struct mail_template *t)
{
	enum rc rc;

	*t = (struct mail_template){ .event = event, .portal_id = portal };
	rc = store_find(x, &template_entity, TEMPLATE_BY, t);
	if (rc == RC_NOTFOUND && portal != 0) {
		*t = (struct mail_template){ .event = event };
		rc = store_find(x, &template_entity, TEMPLATE_BY, t);
	}
	if (rc != RC_NOTFOUND)
		return rc;
	template_default(event, portal, t);
	return RC_OK;
}

/* ---- placeholders ------------------------------------------------------- */

enum { NAME_MOST = 30 };

/* What stands between {{ and }} at s, without blanks; the end of it, or NULL
 * when it is no placeholder. */
static const char *
placeholder(const char *s, char name[NAME_MOST + 1])
{
	size_t n;

	s += 2;
	s += strspn(s, " ");
	n = strspn(s, "abcdefghijklmnopqrstuvwxyz_");
	if (n == 0 || n > NAME_MOST)
		return NULL;
	memcpy(name, s, n);
	name[n] = '\0';
	s += n;
	s += strspn(s, " ");
	return str_starts(s, "}}") ? s + 2 : NULL;
}

static const struct mail_value *
value_of(const struct mail_value *v, const char *name)
{
	for (; v != NULL && v->name != NULL; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

static void
check_text(const struct mail_fact *f, unsigned tag, const char *s,
    struct problems *bad)
{
	char name[NAME_MOST + 1];

	while ((s = strstr(s, "{{")) != NULL) {
		const char *end = placeholder(s, name);

		if (end == NULL) {
			problem(bad, tag,
			    _("\"%.20s\" is not a placeholder: it is a name "
			      "between {{ and }}."),
			    s);
			return;
		}
		if (value_of(f->value, name) == NULL &&
		    value_of(mail_common, name) == NULL)
			problem(bad, tag, _("There is no {{%s}} in this mail."),
			    name);
		s = end;
	}
}

enum rc
template_save(struct txn *x, struct mail_template *t, struct problems *bad)
{
	const struct mail_fact *f = mail_fact(t->event);
	struct portal p;
	enum rc rc;

	record_check(&template_entity, t, bad);
	(void)refers_to(x, &template_entity, t, TEMPLATE_PORTAL, &p, bad);
	if (f != NULL) {
		check_text(f, TEMPLATE_SUBJECT, t->subject, bad);
		check_text(f, TEMPLATE_TEXT, t->text, bad);
		if (t->off && f->flags & MAIL_ALWAYS)
			problem(bad, TEMPLATE_OFF,
			    _("This mail is always sent: accounts are not "
			      "safe without it."));
		if (t->portal_id != 0 && f->flags & MAIL_TO_STAFF)
			problem(bad, TEMPLATE_PORTAL,
			    _("This mail goes to our own staff: it belongs to "
			      "no portal."));
	}
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &template_entity, t))
		t->changed = clock_now();
	rc = store_save(x, &template_entity, t, bad);
	return rc;
}

enum rc
template_reset(struct txn *x, int64_t id, int64_t rev)
{
	struct mail_template t;
	enum rc rc = store_get(x, &template_entity, id, &t);

	if (rc == RC_OK && t.rev != rev)
		rc = RC_CONFLICT;
	return rc == RC_OK ? store_delete(x, &template_entity, id) : rc;
}

/* ---- filling ------------------------------------------------------------ */

/* False: it had a value that is empty. */
static bool
fill_some(const char *s, size_t n, const struct mail_value *values,
    const struct mail_value *more, struct buf *to)
{
	const char *end = s + n;
	char name[NAME_MOST + 1];
	bool whole = true;

	while (s < end) {
		const struct mail_value *v = NULL;
		const char *next = NULL;

		if (str_starts(s, "{{") &&
		    (next = placeholder(s, name)) != NULL) {
			v = value_of(values, name);
			v = v != NULL ? v : value_of(more, name);
		}
		if (v == NULL) {
			buf_char(to, *s++);
			continue;
		}
		if (v->value == NULL || v->value[0] == '\0')
			whole = false;
		else
			buf_str(to, v->value);
		s = next;
	}
	return whole;
}

void
template_line(const char *text, const struct mail_value *values,
    const struct mail_value *more, struct buf *to)
{
	(void)fill_some(text, strlen(text), values, more, to);
}

void
template_fill(const char *text, const struct mail_value *values,
    const struct mail_value *more, struct buf *to)
{
	struct buf part = { 0 };

	for (;;) {
		const char *gap = strstr(text, "\n\n");
		size_t n = gap != NULL ? (size_t)(gap - text) : strlen(text);

		buf_clear(&part);
		if (n > 0 && fill_some(text, n, values, more, &part) &&
		    part.len > 0) {
			if (to->len > 0)
				buf_str(to, "\n\n");
			buf_add(to, part.data, part.len);
		}
		if (gap == NULL)
			break;
		text = gap + 2;
		text += strspn(text, "\n");
	}
	buf_free(&part);
}

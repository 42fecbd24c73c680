/* postern why: which rule keeps a user from seeing something on a portal. */
#include <stdio.h>

#include "clock.h"
#include "str.h"
#include "text.h"
#include "verbs.h"
#include "why.h"

struct question {
	const char *user, *object, *portal;
	struct why_asked asked;
	const char *missing; /* what could not be found */
};

/* ---- what is asked */

static enum rc
find(struct txn *x, struct question *q)
{
	const char *portal = q->portal;
	enum rc rc;

	q->missing = q->user;
	if ((rc = why_user(x, q->user, &q->asked)) != RC_OK)
		return rc;
	q->missing = q->object;
	if (q->object != NULL &&
	    (rc = why_object(x, q->object, &q->asked.object)) != RC_OK)
		return rc;
	/* An address says which portal it is of, when it is a portal's. */
	if (portal == NULL && q->object != NULL &&
	    why_portal(x, q->object, &q->asked) == RC_OK)
		return RC_OK;
	q->missing = portal;
	rc = why_portal(x, portal, &q->asked);
	return rc == RC_NOTFOUND && portal == NULL ? RC_OK : rc;
}

/* ---- what is answered */

static void
print_who(const struct question *q)
{
	const struct why_asked *a = &q->asked;
	char name[200];

	user_name(&a->user, name, sizeof name);
	printf(_("user    %s (%s)\n"),
	    a->user.id != 0 ? a->user.login : _("none"),
	    a->contact.id != 0 ? a->contact.display_name : name);
	printf(_("portal  %s\n"),
	    a->site_url[0] != '\0' ? a->site_url : _("none"));
}

static const char *
mark(enum why_verdict v)
{
	return v == WHY_PASSED ? _("passed") :
	    v == WHY_REFUSED   ? _("REFUSED") :
				 "-";
}

static void
print_chain(const struct question *q, const struct why_chain *c)
{
	printf(_("asked   %s, %s\n\n"), _(q->asked.object.area->label),
	    q->asked.object.name);
	for (int i = 0; i < c->n; i++) {
		const struct why_step *s = &c->at[i];

		printf("%-8s %-17s %s\n", mark(s->verdict), why_word(s->rule),
		    s->says);
	}
	if (c->refused < 0)
		printf("\n%s\n", _("Nothing refuses: the user can see it."));
	else if (c->at[c->refused].link[0] != '\0')
		printf(_("\nIt is decided in the ERP at %s.\n"),
		    c->at[c->refused].link);
}

/* Every page of the portal, and what keeps the user from it. */
static bool
print_pages(struct txn *x, struct question *q)
{
	bool all = true;

	putchar('\n');
	for (const struct area *a = areas; a->name != NULL; a++) {
		struct why_chain c;

		q->asked.object = (struct why_object){ .area = a };
		why(x, clock_now(), &q->asked, &c);
		printf("%-8s %-12s %s\n", c.refused < 0 ? _("yes") : _("no"),
		    a->name, c.refused < 0 ? "" : c.at[c.refused].says);
		all = all && c.refused < 0;
	}
	return all;
}

static void
print_areas(void)
{
	for (const struct area *a = areas; a->name != NULL; a++)
		printf("%-12s %-12s %-8llx %-8llx %s\n", a->name, a->path,
		    (unsigned long long)a->roles,
		    (unsigned long long)a->feature, a->sends ? "sends" : "");
}

static enum tool_exit
answer(struct tool *t, struct question *q)
{
	struct store *s = tool_open(t, STORE_READ);
	struct txn *x = store_view(s);
	struct why_chain c;
	enum rc rc = find(x, q);
	bool seen = false;

	if (rc == RC_OK) {
		print_who(q);
		if (q->object == NULL)
			seen = print_pages(x, q);
		else {
			why(x, clock_now(), &q->asked, &c);
			print_chain(q, &c);
			seen = c.refused < 0;
		}
	}
	store_close(s);
	if (rc == RC_NOTFOUND)
		tool_fail(
		    TOOL_UNUSABLE, _("there is nothing called %s"), q->missing);
	if (rc != RC_OK)
		return tool_outcome(rc, NULL, NULL, q->missing);
	return seen ? TOOL_DONE : TOOL_REJECTED;
}

enum tool_exit
verb_why(struct tool *t)
{
	static const struct option options[] = {
		{ "portal", required_argument, NULL, 'p' },
		{ "areas", no_argument, NULL, 'a' },
		TOOL_OPTIONS,
	};
	static struct question q;
	bool list = false;
	int c;

	while ((c = tool_next(t, options)) != -1) {
		list = list || c == 'a';
		if (c == 'p')
			q.portal = optarg;
	}
	tool_operands(t, list ? 0 : 1, list ? 0 : 2);
	if (list) {
		print_areas();
		return TOOL_DONE;
	}
	q.user = t->argv[optind];
	q.object = t->argc > optind + 1 ? t->argv[optind + 1] : NULL;
	return answer(t, &q);
}

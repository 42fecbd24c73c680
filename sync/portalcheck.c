/* postern portal list, check: which sites there are, and does one stand? */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "date.h"
#include "feature.h"
#include "licence.h"
#include "portal.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

/* ---- list */

static bool
list_one(void *arg, const void *rec)
{
	const struct portal *p = rec;
	char seen[TIME_TEXT] = "never answered";

	(void)arg;
	if (p->last_answer != 0)
		time_iso(p->last_answer, seen, sizeof seen);
	printf("%-30s  %-8s  %-40s  %-12s  %s\n", p->name,
	    p->online ? _("online") : _("offline"), p->url, p->instance, seen);
	return true;
}

enum tool_exit
verb_portal_list(struct tool *t)
{
	static const struct option options[] = { TOOL_OPTIONS };
	const struct list l = { .e = &portal_entity };
	struct store *s;
	enum rc rc;

	while (tool_next(t, options) != -1)
		;
	tool_operands(t, 0, 0);
	s = tool_open(t, STORE_READ);
	rc = store_list(store_view(s), &l, list_one, NULL);
	store_close(s);
	return tool_outcome(rc, NULL, NULL, _("portals"));
}

/* ---- check */

struct check {
	const struct conf *conf;
	int wrong;
};

static void
say(struct check *c, bool good, const char *what, const char *mend)
{
	printf("%s  %s%s%s\n", good ? _("ok   ") : _("WRONG"), what,
	    good ? "" : ": ", good ? "" : mend);
	c->wrong += !good;
}

static bool
has_keys(const char *dir)
{
	struct dirent *e;
	bool found = false;
	DIR *d = opendir(dir);

	while (d != NULL && !found && (e = readdir(d)) != NULL)
		found = str_ends(e->d_name, ".pub");
	if (d != NULL)
		closedir(d);
	return found;
}

static void
check_folders(struct check *c)
{
	struct stat st;

	say(c, stat(c->conf->portal_dir, &st) == 0 && S_ISDIR(st.st_mode),
	    _("the portal's own folder"),
	    _("portal_dir names no folder; postern portal deploy makes it"));
	say(c, stat(c->conf->spool, &st) == 0 && S_ISDIR(st.st_mode),
	    _("a folder for uploads"),
	    _("spool names no folder; make it, for the user of the pages"));
	say(c, has_keys(c->conf->vendor_keys), _("the vendors' keys"),
	    _("vendor_keys names no folder with a NAME.pub file"));
}

static void
check_store(struct check *c, struct txn *x)
{
	static struct licences ls;
	struct switches sw = { 0 };
	struct portal p;
	bool known = portal_by_url(x, c->conf->site_url, &p) == RC_OK;

	say(c, known, _("a portal with this URL"),
	    _("no portal record names this site_url; add it in the ERP under "
	      "Portals, letter by letter"));
	if (known) {
		say(c, p.online != 0, _("the portal is online"),
		    _("its record says offline"));
		say(c,
		    p.instance[0] == '\0' ||
			strcmp(p.instance, c->conf->instance) == 0,
		    _("the instance name"),
		    _("the portal's record names another instance"));
	}
	licences_load(x, clock_now(), &ls);
	say(c,
	    ls.portal_status == LICENCE_VALID ||
		ls.portal_status == LICENCE_EXPIRES_SOON ||
		ls.portal_status == LICENCE_GRACE,
	    _("the portal licence"),
	    _("there is none in force; see Activate License in the ERP"));
	say(c,
	    switches_load(x, &sw) == RC_OK &&
		(sw.enabled & FEATURE_PORTAL) != 0,
	    _("the feature Modern Customer Portal"),
	    _("it is off; see Enable/Disable Features in the ERP"));
}

enum tool_exit
verb_portal_check(struct tool *t)
{
	static const struct option options[] = { TOOL_OPTIONS };
	static struct conf conf;
	struct check c = { .conf = &conf };
	char why[700];
	struct store *s;

	while (tool_next(t, options) != -1)
		;
	tool_operands(t, 1, 1);
	if (!conf_read(t->argv[optind], &conf, why, sizeof why))
		tool_fail(TOOL_UNUSABLE, "%s", why);
	check_folders(&c);
	say(&c, store_exists(conf.store), _("the store"),
	    _("store names no folder with a store"));
	if (store_exists(conf.store)) {
		s = store_open(conf.store, STORE_READ);
		check_store(&c, store_view(s));
		store_close(s);
	}
	return c.wrong > 0 ? TOOL_REJECTED : TOOL_DONE;
}

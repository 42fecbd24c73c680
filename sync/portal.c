/*
 * postern portal deploy: the Configuration Wizard. It sets up one more portal
 * site on a store that exists; nothing is created in the store.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account.h"
#include "contact.h"
#include "deploy.h"
#include "portal.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

static const struct option options[] = {
	{ "instance", required_argument, NULL, DEPLOY_INSTANCE },
	{ "create-self-service-portal", required_argument, NULL,
	    DEPLOY_PORTAL },
	{ "url", required_argument, NULL, DEPLOY_URL },
	{ "dir", required_argument, NULL, DEPLOY_DIR },
	{ "vhost", required_argument, NULL, DEPLOY_VHOST },
	{ "cert", required_argument, NULL, DEPLOY_CERT },
	{ "key", required_argument, NULL, DEPLOY_KEY },
	{ "cgi", required_argument, NULL, DEPLOY_CGI },
	{ "htdocs", required_argument, NULL, DEPLOY_HTDOCS },
	{ "log", required_argument, NULL, DEPLOY_LOG },
	{ "spool", required_argument, NULL, DEPLOY_SPOOL },
	{ "vendor-keys", required_argument, NULL, DEPLOY_VENDOR_KEYS },
	{ "listen", required_argument, NULL, DEPLOY_LISTEN },
	{ "template", required_argument, NULL, DEPLOY_TEMPLATE },
	{ "yes", no_argument, NULL, 'y' },
	{ "force", no_argument, NULL, 'f' },
	TOOL_OPTIONS,
};

/* ---- what an answer must be */

/* Paths stand in Apache's and our own settings, in quotes there. */
static const char *
check_path(void *arg, char answer[ANSWER])
{
	(void)arg;
	if (answer[0] != '/')
		return _("Give a whole path, one that begins with /.");
	if (strpbrk(answer, "\"\\'$%`#\n") != NULL)
		return _("A path with \" ' \\ $ % ` or # cannot stand in "
			 "Apache's settings.");
	while (answer[1] != '\0' && str_ends(answer, "/"))
		answer[strlen(answer) - 1] = '\0';
	return NULL;
}

static const char *
check_file(void *arg, char answer[ANSWER])
{
	const char *wrong = check_path(arg, answer);

	if (wrong == NULL && access(answer, F_OK) != 0)
		return _("There is no such file or folder.");
	return wrong;
}

static const char *
check_store(void *arg, char answer[ANSWER])
{
	struct deploy *d = arg;
	const char *wrong = check_path(NULL, answer);
	char instance[80];
	struct store *s;
	struct txn *x;

	if (wrong != NULL)
		return wrong;
	if (!store_exists(answer))
		return _("There is no store in this folder. A portal is set "
			 "up on the store of an ERP that exists already.");
	s = store_open(answer, STORE_READ);
	x = store_view(s);
	if (!store_setting(x, "instance_id", instance, sizeof instance))
		wrong = _("This store was never set up as a company.");
	d->accounts = store_count(x, &account_entity, 0, NULL);
	d->contacts = store_count(x, &contact_entity, 0, NULL);
	d->portals = store_count(x, &portal_entity, 0, NULL);
	store_close(s);
	return wrong;
}

static const char *
check_instance(void *arg, char answer[ANSWER])
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	(void)arg;
	if (answer[0] == '\0' || answer[0] == '-' || strlen(answer) > 40 ||
	    strspn(answer, letters) != strlen(answer))
		return _("An instance name has 1 to 40 letters A to Z, "
			 "digits, - and _.");
	return NULL;
}

static const char *
check_yes(void *arg, char answer[ANSWER])
{
	(void)arg;
	if (str_same(answer, "y") || str_same(answer, "yes"))
		str_copy(answer, ANSWER, "yes");
	else if (str_same(answer, "n") || str_same(answer, "no"))
		str_copy(answer, ANSWER, "no");
	else
		return _("Answer yes or no.");
	return NULL;
}

static bool
loopback(const char *host)
{
	return strcmp(host, "127.0.0.1") == 0 ||
	    strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0;
}

static const char *
check_url(void *arg, char answer[ANSWER])
{
	struct deploy *d = arg;
	char normal[ANSWER], *host, *path, *port;

	if (!portal_url_normal(answer, normal, sizeof normal))
		return _("A portal's URL is such as "
			 "https://portal.example.com/portal.");
	d->tls = str_starts(normal, "https://");
	str_copy(d->host, sizeof d->host, normal + (d->tls ? 8 : 7));
	host = d->host;
	path = strchr(host, '/');
	if (path == NULL || strcmp(path, "/portal") != 0)
		return _("The URL must end with /portal, as the site's "
			 "program answers there.");
	*path = '\0';
	port = strrchr(host, ':');
	if (port != NULL && strchr(port, ']') != NULL)
		port = NULL;
	str_copy(d->port, sizeof d->port,
	    port != NULL ? port + 1 :
		d->tls   ? "443" :
			   "80");
	if (port != NULL)
		*port = '\0';
	if (!d->tls && !loopback(host))
		return _("Passwords need https: only a URL on this computer "
			 "itself may begin with http.");
	str_copy(answer, ANSWER, normal);
	return NULL;
}

static const char *
check_listen(void *arg, char answer[ANSWER])
{
	(void)arg;
	if (answer[0] == '\0' || strchr(answer, ':') == NULL ||
	    strpbrk(answer, " \"'<>#\\") != NULL)
		return _("An address and port are such as *:443 or "
			 "127.0.0.1:8082.");
	return NULL;
}

/* ---- the questions in their order */

static void
question(struct deploy *d, enum deploy_answer what, const char *text,
    ask_check *check)
{
	const char *name = "store";
	struct ask a = { .question = text, .check = check, .arg = d };

	for (const struct option *o = options; o->name != NULL; o++)
		if (what != DEPLOY_STORE && o->val == (int)what)
			name = o->name;
	a.option = name;
	ask(&a, d->given[what], d->interactive, d->answer[what]);
}

static void preset(struct deploy *d, enum deploy_answer what,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
static void
preset(struct deploy *d, enum deploy_answer what, const char *format, ...)
{
	va_list args;

	if (d->given[what] || d->answer[what][0] != '\0')
		return;
	va_start(args, format);
	vsnprintf(d->answer[what], ANSWER, format, args);
	va_end(args);
}

/* The first of two places, beside this program, that there is. */
static void
preset_found(struct deploy *d, enum deploy_answer what, const char *built,
    const char *installed)
{
	if (d->given[what])
		return;
	if (!tool_beside(built, d->answer[what], ANSWER))
		(void)tool_beside(installed, d->answer[what], ANSWER);
}

static void
ask_database(struct deploy *d)
{
	if (d->interactive)
		printf(_("\nDatabase configuration: connect to an existing "
			 "store\n"));
	preset(d, DEPLOY_STORE, "%s", d->t->conf.store);
	question(d, DEPLOY_STORE, _("Folder of the ERP's store"), check_store);
	printf(_("  Connected: %lld accounts, %lld contacts, %lld portals.\n"),
	    d->accounts, d->contacts, d->portals);
}

static void
ask_instance(struct deploy *d)
{
	if (d->interactive)
		printf(_("\nInstance configuration\n"));
	if (d->portals > 0)
		preset(d, DEPLOY_INSTANCE, "portal%lld", d->portals + 1);
	preset(d, DEPLOY_INSTANCE, "portal");
	question(d, DEPLOY_INSTANCE, _("Instance Name"), check_instance);
	preset(d, DEPLOY_PORTAL, "yes");
	question(d, DEPLOY_PORTAL, _("Create Self-Service Portal (yes, no)"),
	    check_yes);
}

static void
ask_site(struct deploy *d)
{
	const char *name = d->answer[DEPLOY_INSTANCE];

	preset(d, DEPLOY_URL, "https://%s.example.com/portal", name);
	question(d, DEPLOY_URL, _("URL that customers will type"), check_url);
	preset(d, DEPLOY_DIR, "/etc/postern/portals/%s", name);
	question(d, DEPLOY_DIR,
	    _("The portal's own folder (logo, texts, settings)"), check_path);
	preset(d, DEPLOY_VHOST, "/etc/apache2/sites-available/postern-%s.conf",
	    name);
	question(d, DEPLOY_VHOST, _("Virtual host file to write"), check_path);
	if (!d->tls)
		return;
	preset(
	    d, DEPLOY_CERT, "/etc/letsencrypt/live/%s/fullchain.pem", d->host);
	question(
	    d, DEPLOY_CERT, _("Certificate with its chain (PEM)"), check_path);
	preset(d, DEPLOY_KEY, "/etc/letsencrypt/live/%s/privkey.pem", d->host);
	question(d, DEPLOY_KEY, _("The certificate's private key (PEM)"),
	    check_path);
}

/* What hardly anybody changes: options only, and defaults that are found. */
static void
settle_rest(struct deploy *d)
{
	const struct conf *c = &d->t->conf;

	d->interactive = false;
	preset_found(d, DEPLOY_CGI, "portal/portal.cgi",
	    "../lib/postern/portal/portal.cgi");
	preset_found(d, DEPLOY_HTDOCS, "../htdocs", "../share/postern/htdocs");
	preset(d, DEPLOY_LOG, "/var/log/postern");
	preset(d, DEPLOY_SPOOL, "%s",
	    c->spool[0] != '\0' ? c->spool : "/var/lib/postern/spool");
	preset(d, DEPLOY_VENDOR_KEYS, "%s",
	    c->vendor_keys[0] != '\0' ? c->vendor_keys : "/etc/postern/keys.d");
	preset(d, DEPLOY_LISTEN, "%s:%s",
	    d->tls || !loopback(d->host)          ? "*" :
		strcmp(d->host, "localhost") == 0 ? "127.0.0.1" :
						    d->host,
	    d->port);
	question(d, DEPLOY_CGI, "", check_file);
	question(d, DEPLOY_HTDOCS, "", check_file);
	question(d, DEPLOY_LOG, "", check_path);
	question(d, DEPLOY_SPOOL, "", check_path);
	question(d, DEPLOY_VENDOR_KEYS, "", check_path);
	question(d, DEPLOY_LISTEN, "", check_listen);
	if (d->given[DEPLOY_TEMPLATE])
		question(d, DEPLOY_TEMPLATE, "", check_file);
}

static void
next_steps(const struct deploy *d)
{
	const char *vhost = d->answer[DEPLOY_VHOST];
	const char *name = strrchr(vhost, '/') + 1;

	printf(_("\nThe portal %s is set up.\n"
		 "  virtual host  %s\n"
		 "  settings      %s/postern.conf\n"
		 "  logo, texts   %s/branding, %s/texts\n"
		 "  URL           %s\n"),
	    d->answer[DEPLOY_INSTANCE], vhost, d->answer[DEPLOY_DIR],
	    d->answer[DEPLOY_DIR], d->answer[DEPLOY_DIR],
	    d->answer[DEPLOY_URL]);
	printf(_("\nNext:\n  1. "));
	if (str_starts(vhost, "/etc/apache2/sites-available/"))
		printf("a2ensite %.*s && systemctl reload apache2\n",
		    (int)strcspn(name, "."), name);
	else
		printf(_("add to Apache's settings: Include %s\n     and "
			 "reload it\n"),
		    vhost);
	printf(_("  2. in the ERP: Activate License, for the portal\n"
		 "  3. in the ERP: Enable/Disable Features, Modern Customer "
		 "Portal\n"
		 "  4. in the ERP: Portals, add one with this URL, exactly:\n"
		 "     %s\n"
		 "  5. postern portal check %s/postern.conf\n"),
	    d->answer[DEPLOY_URL], d->answer[DEPLOY_DIR]);
}

static void
arguments(struct deploy *d)
{
	struct tool *t = d->t;
	int c;

	while ((c = tool_next(t, options)) != -1) {
		if (c == 'y')
			d->interactive = false;
		else if (c == 'f')
			d->force = true;
		else {
			d->given[c] = true;
			if (!str_copy(d->answer[c], ANSWER, optarg))
				tool_usage(t, _("%s is too long"), optarg);
		}
	}
	tool_operands(t, 0, 0);
	d->given[DEPLOY_STORE] =
	    t->store[0] != '\0' && strcmp(t->store, t->conf.store) != 0;
	if (d->given[DEPLOY_STORE])
		str_copy(d->answer[DEPLOY_STORE], ANSWER, t->store);
}

enum tool_exit
verb_portal_deploy(struct tool *t)
{
	static struct deploy d;

	d.t = t;
	d.interactive = isatty(STDIN_FILENO);
	arguments(&d);
	if (d.interactive)
		printf(_("Configuration Wizard: deploy a new instance\n"
			 "Enter alone takes the answer in brackets.\n"));
	ask_database(&d);
	ask_instance(&d);
	if (strcmp(d.answer[DEPLOY_PORTAL], "no") == 0) {
		printf(_("The store can be reached. No portal was wanted, so "
			 "nothing was written.\n"));
		return TOOL_DONE;
	}
	ask_site(&d);
	settle_rest(&d);
	deploy_write(&d);
	next_steps(&d);
	return TOOL_DONE;
}

/* What the Configuration Wizard writes: never over a file without --force. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deploy.h"
#include "embedded.h"
#include "str.h"
#include "text.h"

/* ---- files */

static void
write_file(const struct deploy *d, const char *path, const struct buf *b)
{
	char new[ANSWER + 100];
	int fd;

	if (!d->force && access(path, F_OK) == 0)
		tool_fail(TOOL_UNUSABLE,
		    _("%s exists already; --force writes over it"), path);
	str_printf(new, sizeof new, "%s.new", path);
	fd = open(
	    new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0 || fchmod(fd, 0644) != 0 ||
	    write(fd, b->data, b->len) != (ssize_t)b->len || fsync(fd) != 0 ||
	    close(fd) != 0 || rename(new, path) != 0)
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
}

static void
folder(const char *path)
{
	/* Apache's user reads here; the store's own folders stay closed. */
	umask(022);
	if (!tool_folders(path, 0755))
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
	umask(077);
}

/* ---- the virtual host */

struct value {
	const char *name;
	char text[ANSWER];
};

static void
values_of(const struct deploy *d, struct value v[24])
{
	const struct {
		const char *name;
		enum deploy_answer from;
	} plain[] = {
		{ "@ADDRESS@", DEPLOY_LISTEN },
		{ "@CERT@", DEPLOY_CERT },
		{ "@KEY@", DEPLOY_KEY },
		{ "@CGI@", DEPLOY_CGI },
		{ "@HTDOCS@", DEPLOY_HTDOCS },
		{ "@LOG@", DEPLOY_LOG },
	};
	static const struct {
		const char *name, *program;
	} beside[] = {
		{ "@DOCUMENT@", "portal-document.cgi" },
		{ "@PAY@", "portal-pay.cgi" },
		{ "@SHOP@", "portal-shop.cgi" },
		{ "@COMPANY@", "portal-company.cgi" },
		{ "@CALLBACK@", "portal-callback.cgi" },
		{ "@ACCESS@", "portal-access.cgi" },
	};
	bool usual = strcmp(d->port, "443") == 0 || strcmp(d->port, "80") == 0;
	int n = 0;

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++, n++) {
		v[n].name = plain[i].name;
		str_copy(v[n].text, ANSWER, d->answer[plain[i].from]);
	}
	/* They are installed beside the page program. */
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		const char *cgi = d->answer[DEPLOY_CGI];

		v[n].name = beside[i].name;
		str_printf(v[n++].text, ANSWER, "%.*s/%s",
		    (int)(strrchr(cgi, '/') - cgi), cgi, beside[i].program);
	}
	v[n].name = "@SITE@";
	str_printf(v[n++].text, ANSWER, "postern-portal-%s",
	    d->answer[DEPLOY_INSTANCE]);
	v[n].name = "@HOST@";
	str_copy(v[n++].text, ANSWER, d->host);
	v[n].name = "@CONF@";
	str_printf(
	    v[n++].text, ANSWER, "%s/postern.conf", d->answer[DEPLOY_DIR]);
	v[n].name = "@TLS@";
	str_copy(v[n++].text, ANSWER, d->tls ? "" : "#");
	v[n].name = "@LISTEN@";
	str_printf(v[n].text, ANSWER, "%s%s", usual ? "" : "Listen ",
	    usual ? "" : d->answer[DEPLOY_LISTEN]);
	v[n + 1].name = NULL;
}

static void
fill_line(const char *line, size_t n, const struct value *v, struct buf *out)
{
	while (n > 0) {
		const struct value *at = v;

		while (at->name != NULL &&
		    (n < strlen(at->name) ||
			memcmp(line, at->name, strlen(at->name)) != 0))
			at++;
		if (at->name == NULL) {
			buf_char(out, *line++);
			n--;
		} else {
			buf_str(out, at->text);
			line += strlen(at->name);
			n -= strlen(at->name);
		}
	}
}

/* The template without its comments, and without what a plain site leaves
 * out. */
static void
fill_template(const struct deploy *d, const char *template, struct buf *out)
{
	struct value v[24];
	struct buf line = { 0 };

	values_of(d, v);
	while (*template != '\0') {
		size_t n = strcspn(template, "\n");

		buf_clear(&line);
		fill_line(template, n, v, &line);
		if (line.len > 0 && line.data[0] != '#')
			buf_printf(out, "%s\n", line.data);
		else if (n == 0)
			buf_char(out, '\n');
		template += n + (template[n] == '\n');
	}
	buf_free(&line);
}

static void
write_vhost(const struct deploy *d)
{
	const char *path = d->answer[DEPLOY_VHOST];
	struct buf own = { 0 }, out = { 0 };
	char dir[ANSWER], *slash;

	if (d->given[DEPLOY_TEMPLATE] &&
	    !tool_file(d->answer[DEPLOY_TEMPLATE], 65536, &own))
		tool_fail(TOOL_UNUSABLE, _("%s cannot be read"),
		    d->answer[DEPLOY_TEMPLATE]);
	buf_printf(&out,
	    "# The customer portal %s, written by postern portal deploy.\n",
	    d->answer[DEPLOY_INSTANCE]);
	fill_template(d, own.data != NULL ? own.data : vhost_template, &out);
	str_copy(dir, sizeof dir, path);
	if ((slash = strrchr(dir, '/')) != NULL && slash != dir) {
		*slash = '\0';
		folder(dir);
	}
	write_file(d, path, &out);
	buf_free(&own);
	buf_free(&out);
}

/* ---- the portal's folder */

static const char texts_readme[] =
    N_("This folder belongs to one customer portal.\n\n"
       "branding/logo.svg   the logo on every page; logo.png and logo.jpg "
       "work too\n"
       "texts/help.txt, texts/privacy.txt, texts/accessibility.txt\n"
       "                    pages in your own words, paragraphs apart by an "
       "empty\n"
       "                    line; without them the portal shows its own\n"
       "postern.conf        the settings of this site; see "
       "postern.conf(5)\n\n"
       "The .sample files show the form: edit a copy without .sample.\n");

static const char help_sample[] =
    N_("Choose Support, then New case, and tell us what is wrong.\n\n"
       "We answer on working days between 8:00 and 17:00.\n");

static const char privacy_sample[] =
    N_("We keep what you tell us here as long as our law asks for it.\n\n"
       "Write to us to see or correct your data.\n");

static void
write_text(const struct deploy *d, const char *name, const char *text)
{
	char path[ANSWER + 64];
	struct buf b = { 0 };

	str_printf(path, sizeof path, "%s/%s", d->answer[DEPLOY_DIR], name);
	buf_str(&b, text);
	write_file(d, path, &b);
	buf_free(&b);
}

static void
write_settings(const struct deploy *d)
{
	const struct conf *c = &d->t->conf;
	struct buf b = { 0 };

	buf_printf(&b,
	    "# The customer portal %s; see postern.conf(5).\n"
	    "store = %s\nspool = %s\nlog = %s/postern-portal-%s.log\n"
	    "vendor_keys = %s\ninstance = %s\nsite_url = %s\n"
	    "portal_dir = %s\n",
	    d->answer[DEPLOY_INSTANCE], d->answer[DEPLOY_STORE],
	    d->answer[DEPLOY_SPOOL], d->answer[DEPLOY_LOG],
	    d->answer[DEPLOY_INSTANCE], d->answer[DEPLOY_VENDOR_KEYS],
	    d->answer[DEPLOY_INSTANCE], d->answer[DEPLOY_URL],
	    d->answer[DEPLOY_DIR]);
	if (c->erp_url[0] != '\0')
		buf_printf(&b, "erp_url = %s\n", c->erp_url);
	if (c->time_zone[0] != '\0')
		buf_printf(&b, "time_zone = %s\n", c->time_zone);
	if (c->company[0] != '\0')
		buf_printf(&b, "company = %s\n", c->company);
	write_text(d, "postern.conf", b.data);
	buf_free(&b);
}

void
deploy_write(const struct deploy *d)
{
	static const char *const files[] = { "postern.conf", "README",
		"branding/logo.svg", "texts/help.txt.sample",
		"texts/privacy.txt.sample", NULL };
	char path[ANSWER + 64];

	/* All or nothing: look before the first file is written. */
	for (int i = 0; !d->force && files[i] != NULL; i++) {
		str_printf(path, sizeof path, "%s/%s", d->answer[DEPLOY_DIR],
		    files[i]);
		if (access(path, F_OK) == 0)
			tool_fail(TOOL_UNUSABLE,
			    _("%s exists already; --force writes over it"),
			    path);
	}
	if (!d->force && access(d->answer[DEPLOY_VHOST], F_OK) == 0)
		tool_fail(TOOL_UNUSABLE,
		    _("%s exists already; --force writes over it"),
		    d->answer[DEPLOY_VHOST]);
	str_printf(path, sizeof path, "%s/branding", d->answer[DEPLOY_DIR]);
	folder(path);
	str_printf(path, sizeof path, "%s/texts", d->answer[DEPLOY_DIR]);
	folder(path);
	write_settings(d);
	write_text(d, "README", _(texts_readme));
	write_text(d, "branding/logo.svg", portal_logo);
	write_text(d, "texts/help.txt.sample", _(help_sample));
	write_text(d, "texts/privacy.txt.sample", _(privacy_sample));
	write_vhost(d);
}

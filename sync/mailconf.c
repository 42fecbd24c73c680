/* The settings of mail; postern.conf(5). */
#include <stdlib.h>
#include <string.h>

#include "mailing.h"
#include "str.h"
#include "text.h"

void
mail_conf_none(struct mail_conf *c)
{
	*c =
	    (struct mail_conf){ .sendmail = "/usr/sbin/sendmail", .keep = 400 };
}

/* An address never looks like an option to sendmail. */
static bool
take_address(char *to, size_t room, const char *value, char *why, size_t size)
{
	if (value[0] == '-' || strpbrk(value, " ,<>\"'`;|&\\") != NULL) {
		str_printf(
		    why, size, _("%.60s is not an e-mail address"), value);
		return false;
	}
	return str_copy(to, room, value);
}

bool
mail_conf_take(struct mail_conf *c, const char *key, const char *value,
    char *why, size_t size)
{
	char *end;
	long days;

	if (strcmp(key, "sendmail") == 0)
		return str_copy(c->sendmail, sizeof c->sendmail, value);
	if (strcmp(key, "mail_from") == 0)
		return take_address(c->from, sizeof c->from, value, why, size);
	days = strtol(value, &end, 10);
	if (end == value || *end != '\0' || days < 0 || days > 1000000) {
		str_printf(why, size, _("%.60s is not a number"), value);
		return false;
	}
	c->keep = (int)days;
	return true;
}

static bool
is_of_mail(const char *key)
{
	return strcmp(key, "sendmail") == 0 || strcmp(key, "mail_from") == 0 ||
	    strcmp(key, "mail_keep") == 0;
}

static bool
take(void *arg, const char *key, const char *value, char *why, size_t size)
{
	return !is_of_mail(key) || mail_conf_take(arg, key, value, why, size);
}

void
mail_conf_read(const struct tool *t, struct mail_conf *c)
{
	char why[700];

	mail_conf_none(c);
	if (t->conf_path[0] != '\0' &&
	    !conf_nightly(t->conf_path, take, c, why, sizeof why))
		tool_fail(TOOL_USAGE, "%s", why);
}

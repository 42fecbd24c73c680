/* The settings of postern nightly; postern.conf(5). */
#include <stdlib.h>
#include <string.h>

#include "exportkind.h"
#include "kind.h"
#include "night.h"
#include "str.h"
#include "text.h"

/* Blanks separate words; quotes hold blanks together. */
static bool
split(struct night_rule *r, const char *value)
{
	char *s = r->text;

	if (!str_copy(r->text, sizeof r->text, value))
		return false;
	r->n = 0;
	for (;;) {
		char end = ' ';

		s += strspn(s, " \t");
		if (*s == '\0')
			break;
		if (r->n == RULE_WORDS - 1)
			return false;
		if (*s == '"') {
			end = '"';
			s++;
		}
		r->word[r->n++] = s;
		while (*s != '\0' && *s != end && !(end == ' ' && *s == '\t'))
			s++;
		if (*s == '\0') {
			if (end == '"')
				return false;
			break;
		}
		*s++ = '\0';
	}
	r->word[r->n] = NULL;
	return true;
}

bool
night_rule_has(const struct night_rule *r, const char *word)
{
	for (int i = 0; i < r->n; i++)
		if (strcmp(r->word[i], word) == 0)
			return true;
	return false;
}

static bool
take_import(struct night_conf *c, const char *value, char *why, size_t size)
{
	struct night_rule *r = &c->import[c->imports];

	if (c->imports == RULES || !split(r, value) || r->n < 2) {
		str_copy(
		    why, size, _("a rule is a pattern, a kind and options"));
		return false;
	}
	if (strcmp(r->word[1], "licence") != 0 &&
	    kind_named(r->word[1]) == NULL) {
		str_printf(
		    why, size, _("%.60s cannot be imported"), r->word[1]);
		return false;
	}
	c->imports++;
	return true;
}

static bool
take_export(struct night_conf *c, const char *value, char *why, size_t size)
{
	struct night_rule *r = &c->export[c->exports];

	if (c->exports == RULES || !split(r, value) || r->n < 1) {
		str_copy(why, size, _("a rule is a kind and options"));
		return false;
	}
	if (export_kind_named(r->word[0]) == NULL) {
		str_printf(
		    why, size, _("%.60s cannot be exported"), r->word[0]);
		return false;
	}
	c->exports++;
	return true;
}

static bool
take_number(int *to, const char *value, char *why, size_t size)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (end == value || *end != '\0' || n < 0 || n > 1000000) {
		str_printf(why, size, _("%.60s is not a number"), value);
		return false;
	}
	*to = (int)n;
	return true;
}

/* A recipient never looks like an option to sendmail. */
static bool
take_recipients(struct night_conf *c, const char *value, char *why, size_t size)
{
	if (value[0] == '-' || strstr(value, " -") != NULL ||
	    strpbrk(value, "<>\"'`;|&\\") != NULL) {
		str_printf(
		    why, size, _("%.60s is not an e-mail address"), value);
		return false;
	}
	return str_copy(c->mail_to, sizeof c->mail_to, value);
}

static bool
take(void *arg, const char *key, const char *value, char *why, size_t size)
{
	struct night_conf *c = arg;

	if (strcmp(key, "exchange") == 0)
		return str_copy(c->exchange, sizeof c->exchange, value);
	if (strcmp(key, "nightly_import") == 0)
		return take_import(c, value, why, size);
	if (strcmp(key, "nightly_export") == 0)
		return take_export(c, value, why, size);
	if (strcmp(key, "nightly_keep") == 0)
		return take_number(&c->keep, value, why, size);
	if (strcmp(key, "nightly_settle") == 0)
		return take_number(&c->settle, value, why, size);
	if (strcmp(key, "nightly_minutes") == 0)
		return take_number(&c->minutes, value, why, size);
	if (strcmp(key, "nightly_exports") == 0)
		return take_number(&c->export_days, value, why, size);
	if (strcmp(key, "nightly_memory") == 0)
		return take_number(&c->memory, value, why, size);
	if (strcmp(key, "nightly_good") == 0)
		return str_copy(c->good, sizeof c->good, value);
	if (strcmp(key, "mail_to") == 0)
		return take_recipients(c, value, why, size);
	return mail_conf_take(&c->mail, key, value, why, size);
}

void
night_read_conf(const struct tool *t, struct night_conf *c)
{
	char why[700];

	*c = (struct night_conf){ .keep = 400,
		.settle = 10,
		.minutes = 240,
		.memory = 2048,
		.export_days = 90 };
	mail_conf_none(&c->mail);
	if (t->conf_path[0] == '\0')
		tool_usage(t,
		    _("the night's settings are in a file that "
		      "--conf names"));
	if (!conf_nightly(t->conf_path, take, c, why, sizeof why))
		tool_fail(TOOL_USAGE, "%s", why);
	if (c->exchange[0] == '\0')
		tool_fail(
		    TOOL_USAGE, _("%s has no setting exchange"), t->conf_path);
	if (c->good[0] == '\0')
		str_printf(
		    c->good, sizeof c->good, "%s/last-good", c->exchange);
}

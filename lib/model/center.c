/* Processing centers: what is stored, and what an active one needs. */
#include "center.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"

static const struct choice providers[] = {
	{ CENTER_STRIPE, "stripe", N_("Stripe Checkout"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return center_save(x, rec, bad);
}

enum { SECRET = F_SYSTEM | F_SECRET };
#define C struct center
/* clang-format off */
static const struct field fields[] = {
{ CENTER_ID,             INT(C, id),              N_("Id"),          F_SYSTEM },
{ CENTER_REV,            INT(C, rev),             N_("Revision"),    F_SYSTEM },
{ CENTER_CODE,           CODE(C, center_id),      N_("Proc. Center ID"), F_REQUIRED | F_SEARCH },
{ CENTER_DESCRIPTION,    TEXT(C, description),    N_("Name"),        F_REQUIRED | F_SEARCH, .hint = N_("Customers read it, such as \u201cCard or wallet\u201d.") },
{ CENTER_PROVIDER,       CHOICE(C, provider),     N_("Provider"),    F_REQUIRED, .choices = providers },
{ CENTER_ACTIVE,         BOOL(C, active),         N_("Active"),      0 },
{ CENTER_API_URL,        URL(C, api_url),         N_("Address"),     0, .hint = N_("Left empty, it is that of the provider.") },
{ CENTER_API_KEY,        TEXT(C, api_key),        N_("API Key"),     SECRET },
{ CENTER_SIGNING_SECRET, TEXT(C, signing_secret), N_("Signing Secret"), SECRET },
{ CENTER_CHANGED,        TIME(C, changed),        N_("Changed On"),  F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CENTER_BY_CODE, .tags = { CENTER_CODE }, .unique = true },
	{ 0 },
};

const struct entity center_entity = {
	.number = 70,
	.name = "processing_center",
	.label = N_("Processing Center"),
	.plural = N_("Processing Centers"),
	.size = sizeof(struct center),
	.fields = fields,
	.indexes = indexes,
	.key = CENTER_CODE,
	.title = CENTER_DESCRIPTION,
	.save = save,
};

static bool
is_host(const char *s, const char *host)
{
	size_t n = strlen(host);

	return strncmp(s, host, n) == 0 && strchr(":/", s[n]) != NULL;
}

bool
center_address_good(const char *s)
{
	for (const char *at = s; *at != '\0'; at++)
		if (*at <= ' ' || *at > '~' || *at == '"' || *at == '\\')
			return false;
	if (str_starts(s, "https://"))
		return s[8] != '\0' && s[8] != '/';
	return str_starts(s, "http://") &&
	    (is_host(s + 7, "127.0.0.1") || is_host(s + 7, "localhost"));
}

/* They go into the head of a request as they are. */
static void
check_secret(const char *s, unsigned tag, struct problems *bad)
{
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~') {
			problem(bad, tag,
			    _("Only letters, digits and signs, without "
			      "blanks."));
			return;
		}
}

enum rc
center_save(struct txn *x, struct center *c, struct problems *bad)
{
	size_t n;

	if (c->api_url[0] == '\0' && c->provider == CENTER_STRIPE)
		(void)str_copy(
		    c->api_url, sizeof c->api_url, "https://api.stripe.com");
	n = strlen(c->api_url);
	while (n > 0 && c->api_url[n - 1] == '/')
		c->api_url[--n] = '\0';
	record_check(&center_entity, c, bad);
	if (problem_of(bad, CENTER_API_URL) == NULL &&
	    !center_address_good(c->api_url))
		problem(bad, CENTER_API_URL,
		    _("The address begins with https://; http:// is for this "
		      "machine only."));
	check_secret(c->api_key, CENTER_API_KEY, bad);
	check_secret(c->signing_secret, CENTER_SIGNING_SECRET, bad);
	if (c->active && c->api_key[0] == '\0')
		problem(bad, CENTER_API_KEY,
		    _("An active processing center needs its API key."));
	if (c->active && c->signing_secret[0] == '\0')
		problem(bad, CENTER_SIGNING_SECRET,
		    _("An active processing center needs its signing secret."));
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &center_entity, c))
		c->changed = clock_now();
	return store_save(x, &center_entity, c, bad);
}

/* Licences: keeping, applying, removing; status and limits. */
#include "licence.h"

#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "feature.h"
#include "portal.h"

const struct choice licence_products[] = {
	{ LICENCE_ERP, "erp", N_("ERP"), NULL },
	{ LICENCE_PORTAL, "portal", N_("Portal"), NULL },
	{ 0 },
};

const struct choice licence_statuses[] = {
	{ LICENCE_INVALID, "invalid", N_("Invalid"), "draft" },
	{ LICENCE_VALID, "valid", N_("Valid"), "ok" },
	{ LICENCE_EXPIRES_SOON, "expires_soon", N_("Expires Soon"), "warn" },
	{ LICENCE_GRACE, "grace_period", N_("Grace Period"), "warn" },
	{ LICENCE_EXPIRED, "expired", N_("Expired"), "bad" },
	{ LICENCE_REJECTED, "rejected", N_("Rejected"), "bad" },
	{ 0 },
};

static const struct choice states[] = {
	{ LICENCE_VERIFIED, "verified", N_("Verified, not applied"), "warn" },
	{ LICENCE_IN_FORCE, "in_force", N_("In force"), "ok" },
	{ 0 },
};

static const struct choice sources[] = {
	{ LICENCE_BY_FILE, "file", N_("File"), NULL },
	{ LICENCE_BY_KEY, "key", N_("Key"), NULL },
	{ 0 },
};

#define L struct licence
/* clang-format off */
static const struct field fields[] = {
{ LICENCE_ID,           INT(L, id),             N_("Id"),             F_SYSTEM },
{ LICENCE_REV,          INT(L, rev),            N_("Revision"),       F_SYSTEM },
{ LICENCE_PRODUCT,      CHOICE(L, product),     N_("Product"),        F_SYSTEM | F_REQUIRED, .choices = licence_products },
{ LICENCE_STATE,        CHOICE(L, state),       N_("State"),          F_SYSTEM | F_REQUIRED, .choices = states },
{ LICENCE_NUMBER,       TEXT(L, number),        N_("Licence Number"), F_SYSTEM | F_REQUIRED },
{ LICENCE_LICENSEE,     TEXT(L, licensee),      N_("Licensee"),       F_SYSTEM },
{ LICENCE_EDITION,      TEXT(L, edition),       N_("Edition"),        F_SYSTEM },
{ LICENCE_INSTANCE,     TEXT(L, instance),      N_("Instance"),       F_SYSTEM },
{ LICENCE_ISSUED,       DATE(L, issued),        N_("Issued"),         F_SYSTEM },
{ LICENCE_VALID_FROM,   DATE(L, valid_from),    N_("Valid From"),     F_SYSTEM },
{ LICENCE_VALID_TO,     DATE(L, valid_to),      N_("Valid To"),       F_SYSTEM },
{ LICENCE_WARN_DAYS,    COUNT(L, warn_days),    N_("Days of Warning"), F_SYSTEM },
{ LICENCE_GRACE_DAYS,   COUNT(L, grace_days),   N_("Days of Grace"),  F_SYSTEM },
{ LICENCE_ERP_USERS,    COUNT(L, erp_users),    N_("Number of ERP Users"), F_SYSTEM },
{ LICENCE_PORTAL_USERS, COUNT(L, portal_users), N_("Number of Portal Users"), F_SYSTEM },
{ LICENCE_INSTANCES,    COUNT(L, instances),    N_("Number of Portals"), F_SYSTEM },
{ LICENCE_FEATURES,     BITS(L, features),      N_("Features"),       F_SYSTEM, .choices = feature_choices },
{ LICENCE_KEY_ID,       TEXT(L, key_id),        N_("Signed With"),    F_SYSTEM },
{ LICENCE_TEXT,         NOTE(L, text),          N_("Text"),           F_SYSTEM | F_QUIET },
{ LICENCE_SOURCE,       CHOICE(L, source),      N_("Source"),         F_SYSTEM, .choices = sources },
{ LICENCE_INSTALLED,    TIME(L, installed),     N_("Installed"),      F_SYSTEM },
{ LICENCE_APPLIED,      TIME(L, applied),       N_("Applied"),        F_SYSTEM },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index indexes[] = {
	{ .number = LICENCE_BY_PRODUCT,
	    .tags = { LICENCE_PRODUCT, LICENCE_STATE },
	    .unique = true },
	{ .number = LICENCE_BY_NUMBER, .tags = { LICENCE_NUMBER } },
	{ 0 },
};

const struct entity licence_entity = {
	.number = 12,
	.name = "licence",
	.label = N_("Licence"),
	.plural = N_("Licences"),
	.size = sizeof(struct licence),
	.fields = fields,
	.indexes = indexes,
	.title = LICENCE_NUMBER,
};

/* ---- the latest day */

static const char latest_day[] = "latest_day";

static int64_t
latest_seen(struct txn *x)
{
	char text[24];

	if (!store_setting(x, latest_day, text, sizeof text))
		return 0;
	return strtoll(text, NULL, 10);
}

void
licence_clock(struct txn *x, int64_t now)
{
	int64_t today = time_date(now, "");
	char text[24];

	if (today <= latest_seen(x))
		return;
	str_printf(text, sizeof text, "%lld", (long long)today);
	store_set_setting(x, latest_day, text);
}

/* ---- status */

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

enum licence_status
licence_status(const struct licence *l, int64_t today, int64_t latest,
    const char *ours, int64_t deployed)
{
	int64_t day = later(today, latest);

	if (l == NULL || l->product == 0)
		return LICENCE_INVALID;
	if ((strcmp(l->instance, "any") != 0 &&
		strcmp(l->instance, ours) != 0) ||
	    (l->product == LICENCE_PORTAL && deployed > l->instances))
		return LICENCE_REJECTED;
	if (day < l->valid_from)
		return LICENCE_INVALID;
	if (day > l->valid_to + l->grace_days)
		return LICENCE_EXPIRED;
	if (day > l->valid_to)
		return LICENCE_GRACE;
	if (day > l->valid_to - l->warn_days)
		return LICENCE_EXPIRES_SOON;
	return LICENCE_VALID;
}

int64_t
licence_days_left(const struct licence *l, int64_t today)
{
	if (l == NULL || l->product == 0 || today < l->valid_from)
		return -1;
	if (today <= l->valid_to - l->warn_days)
		return l->valid_to - l->warn_days + 1 - today;
	if (today <= l->valid_to)
		return l->valid_to + 1 - today;
	if (today <= l->valid_to + l->grace_days)
		return l->valid_to + l->grace_days + 1 - today;
	return -1;
}

static void
sentence_none(const struct licence *l, char *to, size_t size)
{
	char date[32];

	if (l == NULL || l->product == 0) {
		str_copy(to, size,
		    _("There is no licence. Upload a licence file or enter a "
		      "licence key, then apply it."));
		return;
	}
	date_long(l->valid_from, date, sizeof date);
	str_printf(to, size,
	    _("The licence is not valid before %s. Until then the limits of "
	      "the trial hold."),
	    date);
}

static void
sentence_expired(const struct licence *l, char *to, size_t size)
{
	char date[32];

	date_long(l->valid_to, date, sizeof date);
	if (l->product == LICENCE_PORTAL)
		str_printf(to, size,
		    _("The licence expired on %s. Portals are read-only: "
		      "customers see their data and change nothing. Apply a "
		      "new licence."),
		    date);
	else
		str_printf(to, size,
		    _("The licence expired on %s. The limits of the trial "
		      "hold; nothing is lost and exports work. Apply a new "
		      "licence."),
		    date);
}

void
licence_sentence(const struct licence *l, enum licence_status status,
    int64_t today, int64_t latest, char *to, size_t size)
{
	char date[32];

	(void)today;
	(void)latest;
	str_copy(to, size, "");
	switch (status) {
	case LICENCE_INVALID:
		sentence_none(l, to, size);
		break;
	case LICENCE_VALID:
		date_long(l->valid_to, date, sizeof date);
		str_printf(to, size, _("The licence is valid until %s."), date);
		break;
	case LICENCE_EXPIRES_SOON:
		date_long(l->valid_to, date, sizeof date);
		str_printf(to, size,
		    _("The licence ends on %s. Apply a new one before then."),
		    date);
		break;
	case LICENCE_GRACE:
		date_long(l->valid_to + l->grace_days, date, sizeof date);
		str_printf(to, size,
		    _("The licence has ended. Everything works until %s, as a "
		      "grace. Apply a new licence."),
		    date);
		break;
	case LICENCE_EXPIRED:
		sentence_expired(l, to, size);
		break;
	case LICENCE_REJECTED:
		if (l->product == LICENCE_PORTAL &&
		    strcmp(l->instance, "any") == 0)
			str_printf(to, size,
			    _("There are more portals than the %lld that the "
			      "licence allows. Delete one, or apply a larger "
			      "licence."),
			    (long long)l->instances);
		else
			str_printf(to, size,
			    _("The licence was issued for instance %s, which "
			      "is not this one, or for fewer portals. Ask for "
			      "a licence for this instance."),
			    l->instance);
		break;
	}
}

/* ---- keeping and applying */

enum rc
licence_of(struct txn *x, int64_t product, int64_t state, struct licence *l)
{
	memset(l, 0, sizeof *l);
	l->product = product;
	l->state = state;
	return store_find(x, &licence_entity, LICENCE_BY_PRODUCT, l);
}

enum rc
licence_keep(struct txn *x, struct licence *l, struct problems *bad)
{
	struct licence other;
	char day[32];

	if (licence_of(x, l->product, LICENCE_IN_FORCE, &other) == RC_OK) {
		if (strcmp(other.text, l->text) == 0)
			problem(bad, 0, _("This licence is in force already."));
		else if (l->issued < other.issued) {
			date_long(other.issued, day, sizeof day);
			problem(bad, LICENCE_ISSUED,
			    _("This licence is older than the one in force, "
			      "which was issued on %s."),
			    day);
		}
	}
	l->id = l->rev = 0;
	l->state = LICENCE_VERIFIED;
	l->installed = clock_now();
	l->applied = 0;
	record_check(&licence_entity, l, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (licence_of(x, l->product, LICENCE_VERIFIED, &other) == RC_OK) {
		l->id = other.id;
		l->rev = other.rev;
	}
	return store_save(x, &licence_entity, l, bad);
}

/* What a status depends on besides the licence and the day. */
struct here {
	char instance[65];
	int64_t latest, deployed;
};

static void
look_here(struct txn *x, struct here *h)
{
	if (!store_setting(x, "instance_id", h->instance, sizeof h->instance))
		str_copy(h->instance, sizeof h->instance, "");
	h->latest = latest_seen(x);
	h->deployed = store_count(x, &portal_entity, 0, NULL);
}

static enum licence_status
status_here(const struct here *h, const struct licence *l, int64_t today)
{
	return licence_status(l, today, h->latest, h->instance, h->deployed);
}

enum rc
licence_apply(struct txn *x, int64_t product, struct problems *bad)
{
	int64_t now = clock_now(), today = time_date(now, "");
	struct licence l, old;
	enum licence_status status;
	char why[PROBLEM_TEXT];
	struct here here;
	enum rc rc;

	if ((rc = licence_of(x, product, LICENCE_VERIFIED, &l)) != RC_OK) {
		problem(bad, 0, _("No licence waits to be applied."));
		return rc;
	}
	look_here(x, &here);
	status = status_here(&here, &l, today);
	if (status == LICENCE_INVALID || status == LICENCE_EXPIRED ||
	    status == LICENCE_REJECTED) {
		licence_sentence(
		    &l, status, today, here.latest, why, sizeof why);
		problem(bad, 0, "%s", why);
		return RC_INVALID;
	}
	if (licence_of(x, product, LICENCE_IN_FORCE, &old) == RC_OK &&
	    (rc = store_delete(x, &licence_entity, old.id)) != RC_OK)
		return rc;
	l.state = LICENCE_IN_FORCE;
	l.applied = now;
	licence_clock(x, now);
	return store_save(x, &licence_entity, &l, bad);
}

static enum rc
forget(struct txn *x, int64_t product, int64_t state)
{
	struct licence l;
	enum rc rc = licence_of(x, product, state, &l);

	return rc != RC_OK ? rc : store_delete(x, &licence_entity, l.id);
}

enum rc
licence_discard(struct txn *x, int64_t product)
{
	return forget(x, product, LICENCE_VERIFIED);
}

enum rc
licence_remove(struct txn *x, int64_t product)
{
	return forget(x, product, LICENCE_IN_FORCE);
}

/* ---- both products together */

static int64_t
all_features(void)
{
	int64_t all = 0;

	for (const struct feature_fact *f = features; f->bit != 0; f++)
		all |= f->bit;
	return all;
}

static bool
works(enum licence_status status)
{
	return status == LICENCE_VALID || status == LICENCE_EXPIRES_SOON ||
	    status == LICENCE_GRACE;
}

void
licences_load(struct txn *x, int64_t now, struct licences *all)
{
	int64_t today = time_date(now, "");
	struct here here;
	bool erp, portal;

	memset(all, 0, sizeof *all);
	look_here(x, &here);
	if (licence_of(x, LICENCE_ERP, LICENCE_IN_FORCE, &all->erp) != RC_OK)
		memset(&all->erp, 0, sizeof all->erp);
	if (licence_of(x, LICENCE_PORTAL, LICENCE_IN_FORCE, &all->portal) !=
	    RC_OK)
		memset(&all->portal, 0, sizeof all->portal);
	all->erp_status = status_here(&here, &all->erp, today);
	all->portal_status = status_here(&here, &all->portal, today);
	erp = works(all->erp_status);
	portal =
	    works(all->portal_status) || all->portal_status == LICENCE_EXPIRED;
	all->erp_users = erp ? all->erp.erp_users : TRIAL_ERP_USERS;
	all->portal_users =
	    portal ? all->portal.portal_users : TRIAL_PORTAL_USERS;

	/* A trial tries all of the ERP, and no portal. */
	all->features = all_features() & ~(int64_t)FEATURE_PORTAL_ALL;
	if (erp)
		all->features &=
		    all->erp.features | FEATURE_FINANCIALS | FEATURE_AUDIT;
	if (portal)
		all->features |= FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM |
		    (all->portal.features & FEATURE_PORTAL_ALL);
}

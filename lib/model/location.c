/* Customer locations and the versions of their addresses. */
#include "location.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "rules.h"

static const struct choice states[] = {
	{ IS_YES, "active", N_("Active"), "ok" },
	{ IS_NO, "inactive", N_("Inactive"), "draft" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return location_save(x, rec, bad);
}

#define L struct location
/* clang-format off */
static const struct field fields[] = {
{ LOCATION_ID,          INT(L, id),           N_("Id"),            F_SYSTEM },
{ LOCATION_REV,         INT(L, rev),          N_("Revision"),      F_SYSTEM },
{ LOCATION_ACCOUNT,     REF(L, account_id),   N_("Customer"),      F_REQUIRED, .refers = &account_entity },
{ LOCATION_CODE,        CODE(L, location_id), N_("Location ID"),   F_REQUIRED, .hint = N_("Left empty, it takes the next number.") },
{ LOCATION_DESCRIPTION, TEXT(L, description), N_("Location Name"), F_REQUIRED, .hint = N_("Such as Warehouse West.") },
{ LOCATION_ACTIVE,      CHOICE(L, active),    N_("Status"),        0, .choices = states },
{ LOCATION_VERSION,     INT(L, version),      N_("Version"),       F_SYSTEM },
{ LOCATION_SINCE,       TIME(L, since),       N_("Since"),         F_SYSTEM },
ADDRESS_ROWS(L, LOCATION_SHIP, ship),
{ LOCATION_PHONE,       PHONE(L, phone),      N_("Phone"),         0 },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index indexes[] = {
	{ .number = LOCATION_OF_ACCOUNT,
	    .tags = { LOCATION_ACCOUNT, LOCATION_DESCRIPTION },
	    .prefix = 1 },
	{ .number = LOCATION_IN_USE,
	    .tags = { LOCATION_ACCOUNT, LOCATION_ACTIVE, LOCATION_DESCRIPTION },
	    .prefix = 2 },
	{ .number = LOCATION_BY_NAME, .tags = { LOCATION_DESCRIPTION } },
	{ .number = LOCATION_BY_CODE,
	    .tags = { LOCATION_ACCOUNT, LOCATION_CODE },
	    .unique = true },
	{ 0 },
};

const struct entity location_entity = {
	.number = 68,
	.name = "location",
	.label = N_("Customer Location"),
	.plural = N_("Customer Locations"),
	.size = sizeof(struct location),
	.fields = fields,
	.indexes = indexes,
	.title = LOCATION_DESCRIPTION,
	.save = save,
};

enum { OURS = F_SYSTEM | F_QUIET };
#define V struct location_version
/* clang-format off */
static const struct field version_fields[] = {
{ LOCATION_WAS_ID,      INT(V, id),       N_("Id"),       F_SYSTEM },
{ LOCATION_WAS_REV,     INT(V, rev),      N_("Revision"), F_SYSTEM },
{ LOCATION_WAS_OF,      REF(V, location), N_("Location"), OURS, .refers = &location_entity },
{ LOCATION_WAS_VERSION, INT(V, version),  N_("Version"),  OURS },
{ LOCATION_WAS_SINCE,   TIME(V, since),   N_("Since"),    OURS },
{ LOCATION_WAS_BY,      TEXT(V, made_by), N_("Made By"),  OURS },
ADDRESS_ROWS(V, LOCATION_WAS_SHIP, ship),
{ 0 },
};
/* clang-format on */
#undef V

static const struct index version_indexes[] = {
	{ .number = LOCATION_VERSIONS,
	    .tags = { LOCATION_WAS_OF, LOCATION_WAS_VERSION },
	    .prefix = 1,
	    .unique = true,
	    .uncounted = true },
	{ 0 },
};

const struct entity location_version_entity = {
	.number = 74,
	.name = "location_version",
	.label = N_("Version of a Location"),
	.plural = N_("Versions of Locations"),
	.size = sizeof(struct location_version),
	.fields = version_fields,
	.indexes = version_indexes,
};

/* ---- saving */

/* The address as one text, to compare. */
static bool
moved(const struct location *l, const struct location *old)
{
	for (unsigned tag = LOCATION_SHIP_NAME; tag <= LOCATION_SHIP_COUNTRY;
	     tag++) {
		const struct field *f = record_field(&location_entity, tag);

		if (strcmp(record_text(f, l), record_text(f, old)) != 0)
			return true;
	}
	return old->id == 0;
}

static enum rc
keep_version(struct txn *x, const struct location *l)
{
	struct location_version v = {
		.location = l->id, .version = l->version, .since = l->since
	};
	unsigned to = LOCATION_WAS_SHIP_NAME;

	str_copy(v.made_by, sizeof v.made_by, txn_actor(x)->name);
	for (unsigned tag = LOCATION_SHIP_NAME; tag <= LOCATION_SHIP_COUNTRY;
	     tag++, to++)
		(void)record_set_text(
		    record_field(&location_version_entity, to), &v,
		    record_text(record_field(&location_entity, tag), l));
	return store_save(x, &location_version_entity, &v, NULL);
}

/* "L000001": the numbers are one row for all accounts. */
static enum rc
number(struct txn *x, struct location *l)
{
	int64_t n;
	enum rc rc = store_number(x, "location", &n);

	if (rc == RC_OK)
		str_printf(l->location_id, sizeof l->location_id, "L%06lld",
		    (long long)n);
	return rc;
}

static void
check(struct txn *x, struct location *l, const struct location *old,
    struct problems *bad)
{
	struct account a;

	record_check(&location_entity, l, bad);
	(void)refers_to(x, &location_entity, l, LOCATION_ACCOUNT, &a, bad);
	if (old->id != 0 && old->account_id != l->account_id)
		problem(bad, LOCATION_ACCOUNT,
		    _("A location stays with its customer."));
	check_country(l->ship_country, LOCATION_SHIP_COUNTRY, bad);
	if (l->ship_line1[0] == '\0')
		problem(bad, LOCATION_SHIP_LINE1,
		    _("Enter the street or post box."));
}

enum rc
location_save(struct txn *x, struct location *l, struct problems *bad)
{
	struct location *old = txn_scratch(x, sizeof *old);
	bool new_version;
	enum rc rc = RC_OK;

	if (l->id != 0)
		rc = store_get(x, &location_entity, l->id, old);
	else if (l->location_id[0] == '\0')
		rc = number(x, l);
	if (rc != RC_OK)
		return rc;
	if (l->active == 0)
		l->active = IS_YES;
	check(x, l, old, bad);
	if (bad->n > 0)
		return RC_INVALID;
	l->version = old->version;
	l->since = old->since;
	new_version = moved(l, old);
	if (new_version) {
		l->version++;
		l->since = clock_now();
	}
	rc = store_save(x, &location_entity, l, bad);
	return rc == RC_OK && new_version ? keep_version(x, l) : rc;
}

/* postern verify: is everything in the store as it must be? */
#include <stdio.h>
#include <string.h>

#include "balance.h"
#include "entities.h"
#include "licences.h"
#include "str.h"
#include "text.h"
#include "upgrade.h"
#include "verbs.h"

static void
tell(void *arg, const char *line)
{
	(void)arg;
	printf("%s\n", line);
}

/* A licence in the store must be as the vendor signed it. */
static long
licence_wrong(struct txn *x, int64_t product, int64_t state, const char *keys)
{
	static struct licence kept, read;
	struct licence_rules rules = { .keys = keys, .product = product };
	char why[LICENCE_WHY] = "";

	if (licence_of(x, product, state, &kept) != RC_OK)
		return 0;
	if (licence_read(
		kept.text, strlen(kept.text), &rules, &read, why, sizeof why) &&
	    strcmp(kept.number, read.number) == 0 &&
	    kept.valid_to == read.valid_to && kept.features == read.features &&
	    kept.erp_users == read.erp_users &&
	    kept.portal_users == read.portal_users)
		return 0;
	printf(_("licence %s %s: %s\n"), licences_word(product), kept.number,
	    why[0] != '\0' ? why : _("its fields are not what its text says"));
	return 1;
}

static long
licences_wrong(const struct tool *t, const char *keys)
{
	struct store *s = tool_open(t, STORE_READ);
	struct txn *x = store_view(s);
	long wrong = 0;

	for (int64_t p = LICENCE_ERP; p <= LICENCE_PORTAL; p++)
		for (int64_t i = LICENCE_VERIFIED; i <= LICENCE_IN_FORCE; i++)
			wrong += licence_wrong(x, p, i, keys);
	store_close(s);
	return wrong;
}

/* What else is wrong may be no more than that. */
static void
tell_older(const struct tool *t)
{
	struct store *s = tool_open(t, STORE_READ);

	if (upgrade_wanted(store_view(s)))
		printf(_("%s has records of an older version: run postern "
			 "upgrade\n"),
		    tool_home(t));
	store_close(s);
}

/* Sums that are kept against the documents they are sums of. */
static long
books_are_wrong(const struct tool *t)
{
	struct store *s = tool_open(t, STORE_READ);
	long wrong = books_verify(s, tell, NULL);

	store_close(s);
	return wrong;
}

enum tool_exit
verb_verify(struct tool *t)
{
	static const struct option options[] = {
		{ "quiet", no_argument, NULL, 'q' },
		{ "vendor-keys", required_argument, NULL, 'k' },
		TOOL_OPTIONS,
	};
	const char *keys = NULL;
	bool quiet = false;
	long wrong;
	int c;

	while ((c = tool_next(t, options)) != -1) {
		if (c == 'k')
			keys = optarg;
		else
			quiet = true;
	}
	tool_operands(t, 0, 0);
	if (!store_exists(tool_home(t)))
		tool_fail(
		    TOOL_STORE, _("there is no store in %s"), tool_home(t));
	tell_older(t);
	wrong = store_verify(tool_home(t), entities, tell, NULL);
	if (wrong == 0)
		wrong = books_are_wrong(t);
	if (keys == NULL)
		keys = t->conf.vendor_keys;
	if (keys[0] != '\0')
		wrong += licences_wrong(t, keys);
	if (wrong > 0) {
		printf(_("%ld wrong\n"), wrong);
		return TOOL_STORE;
	}
	if (!quiet)
		printf(_("%s is sound\n"), tool_home(t));
	return TOOL_DONE;
}

/* Gap-free numbers, and single values of the whole system. */
#include <assert.h>
#include <string.h>

#include "../base/str.h"
#include "parts.h"

static void
key_system(struct key *k, unsigned kind, const char *name)
{
	assert(strlen(name) < KEY_MAX);
	key_start(k, ENTITY_SYSTEM, kind);
	key_bytes(k, name, strlen(name));
}

enum rc
store_number(struct txn *x, const char *sequence, int64_t *number)
{
	struct key k;

	assert(x->actor != NULL);
	key_system(&k, SYSTEM_SEQUENCE, sequence);
	*number = counter_add(x, &k, 1);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}

bool
store_setting(struct txn *x, const char *name, char *to, size_t size)
{
	struct bytes v;
	struct key k;

	key_system(&k, SYSTEM_SETTING, name);
	if (!engine_get(x->engine, k.at, k.n, &v) || v.n == 0)
		return false;
	/* It was written with its NUL. */
	assert(((const char *)v.at)[v.n - 1] == '\0');
	(void)str_copy(to, size, v.at);
	return true;
}

void
store_set_setting(struct txn *x, const char *name, const char *value)
{
	struct key k;

	assert(x->actor != NULL);
	key_system(&k, SYSTEM_SETTING, name);
	engine_put(x->engine, k.at, k.n, value, strlen(value) + 1);
}

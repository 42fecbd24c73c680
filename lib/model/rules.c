/* Shared parts of the rules. */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "user.h"

bool
refers_to(struct txn *x, const struct entity *e, const void *rec, unsigned tag,
    void *other, struct problems *bad)
{
	const struct field *f = record_field(e, tag);
	int64_t id = record_int(f, rec);

	if (id == 0)
		return false;
	if (store_get(x, f->refers, id, other) == RC_OK)
		return true;
	problem(bad, tag, _("%s: this record does not exist."), _(f->label));
	return false;
}

void
refers_to_staff(struct txn *x, const struct entity *e, const void *rec,
    unsigned tag, struct problems *bad)
{
	struct user u;

	if (!refers_to(x, e, rec, tag, &u, bad))
		return;
	if (u.guest != USER_IS_STAFF)
		problem(bad, tag, _("%s must be one of our own staff."),
		    _(record_field(e, tag)->label));
}

bool
would_change(struct txn *x, const struct entity *e, const void *rec)
{
	void *old = xcalloc(1, e->size);
	bool change = record_id(rec) == 0 ||
	    store_get(x, e, record_id(rec), old) != RC_OK;

	for (const struct field *f = e->fields; !change && f->tag != 0; f++)
		change = f->type->storage == STORE_INT ?
		    record_int(f, old) != record_int(f, rec) :
		    strcmp(record_text(f, old), record_text(f, rec)) != 0;
	free(old);
	return change;
}

enum rc
next_code(struct txn *x, const char *sequence, const char *letters,
    const struct entity *e, void *rec)
{
	const struct field *f = record_field(e, e->key);
	const struct index *ix = record_key_index(e, e->key);
	void *other = xcalloc(1, e->size);
	enum rc rc = RC_OK;

	/* A file may have brought numbers of the same form before. */
	while (rc == RC_OK) {
		char code[32];
		int64_t n;

		if ((rc = store_number(x, sequence, &n)) != RC_OK)
			break;
		str_printf(
		    code, sizeof code, "%s%06lld", letters, (long long)n);
		record_set_text(f, rec, code);
		record_set_text(f, other, code);
		rc = store_find(x, e, ix->number, other);
	}
	free(other);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

void
check_country(char country[3], unsigned tag, struct problems *bad)
{
	for (char *c = country; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	if (country[0] != '\0' &&
	    (strlen(country) != 2 || country[0] < 'A' || country[0] > 'Z' ||
		country[1] < 'A' || country[1] > 'Z'))
		problem(bad, tag,
		    _("A country is given by its two letters, such as DE."));
}

void
check_currency(char currency[4], unsigned tag, struct problems *bad)
{
	bool letters = true;

	for (char *c = currency; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
		letters = letters && *c >= 'A' && *c <= 'Z';
	}
	if (currency[0] != '\0' && (!letters || strlen(currency) != 3))
		problem(bad, tag,
		    _("A currency is given by three letters, such as EUR."));
}

struct first {
	void *rec;
	size_t size;
	bool found;
};

static bool
keep_first(void *arg, const void *rec)
{
	struct first *first = arg;

	memcpy(first->rec, rec, first->size);
	first->found = true;
	return false;
}

enum rc
first_of(struct txn *x, const struct list *l, void *rec)
{
	struct first first = { rec, l->e->size, false };
	enum rc rc = store_list(x, l, keep_first, &first);

	if (rc != RC_OK)
		return rc;
	return first.found ? RC_OK : RC_NOTFOUND;
}

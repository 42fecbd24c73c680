/* Licences in a store, as several verbs need them. */
#ifndef POSTERN_LICENCES_H
#define POSTERN_LICENCES_H

#include "licencefile.h"
#include "tool.h"

/* LICENCE_ERP or LICENCE_PORTAL; ends with usage for any other word. */
int64_t licences_product(const struct tool *, const char *word);
const char *licences_word(int64_t product);

/* The vendors' folder: keys, or the setting; ends with usage without either. */
const char *licences_keys(const struct tool *, const char *keys);

/* Today and the store's own facts; instance has room for 65 bytes. */
void licences_rules(
    struct txn *, char *instance, size_t size, struct licence_rules *);

/*
 * Checks text (a file or a key) and keeps it, and applies it where apply is
 * set; for use inside one transaction.
 */
struct licence_intake {
	const char *text;
	size_t n;
	const char *keys;
	int64_t product; /* 0: either */
	bool apply;
	struct licence licence; /* what was kept */
	struct problems bad;
};
enum rc licences_take(struct txn *, void *intake);

#endif

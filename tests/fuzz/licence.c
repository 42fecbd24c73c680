/*
 * Licence files and keys: nothing is ever taken without a vendor's key, and
 * what can be read is the same licence as a key.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/format/licencefile.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct licence_rules rules = {
		.keys = "/nonexistent", .today = 20000, .instance = "A"
	};
	static struct licence l, again;
	char why[LICENCE_WHY] = "";

	if (licence_read((const char *)data, n, &rules, &l, why, sizeof why) ||
	    why[0] == '\0')
		abort();
	if (licence_parse((const char *)data, n, &l, why, sizeof why)) {
		struct buf key = { 0 };

		licence_key(&l, &key);
		if (!licence_parse(
			key.data, key.len, &again, why, sizeof why) ||
		    strcmp(l.text, again.text) != 0)
			abort();
		buf_free(&key);
	}
	return 0;
}

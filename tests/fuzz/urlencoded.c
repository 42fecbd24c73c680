/* A query or form: refused, or pairs of clean names and texts. */
#include <assert.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/web/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct pairs p = { .mem = arena_new() };
	int status =
	    urlencoded_parse(&p, (const char *)bytes, n, n > 0 && bytes[0] & 1);

	assert(status == 0 || status == 400 || status == 413);
	assert(p.n <= LIMIT_PARAMS);
	for (int i = 0; i < p.n; i++) {
		size_t len = strlen(p.at[i].value);

		assert(p.at[i].name[0] != '\0');
		assert(utf8_check(p.at[i].value, len) == len);
	}
	arena_free(p.mem);
	return 0;
}

/* A Cookie header: a value that stands in it, or none. */
#include <assert.h>
#include <string.h>

#include "../../lib/web/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *mem = arena_new();
	const char *header = arena_strndup(mem, (const char *)bytes, n);
	const char *got = cookie_named(mem, header, "__Host-erp");

	if (got != NULL) {
		assert(strstr(header, "__Host-erp=") != NULL);
		assert(strstr(header, got) != NULL);
		assert(strchr(got, ';') == NULL);
	}
	arena_free(mem);
	return 0;
}

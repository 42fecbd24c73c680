/* A path against the kinds of patterns that routes have. */
#include <assert.h>
#include <string.h>

#include "../../lib/web/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const patterns[] = { "/", "/cases", "/cases/#",
		"/cases/#/files/#", "/audit/*/#", "/*", NULL };
	struct arena *mem = arena_new();
	const char *path = arena_strndup(mem, (const char *)bytes, n);
	bool clean = path_clean(path);

	for (int i = 0; patterns[i] != NULL; i++) {
		struct path_parts parts;

		if (!path_matches(mem, patterns[i], path, &parts))
			continue;
		/* What matches is clean, but for its length. */
		assert(clean || strlen(path) > 512);
		assert(parts.id[0] >= 0 && parts.id[1] >= 0);
		assert(parts.word == NULL || strlen(parts.word) <= 64);
	}
	arena_free(mem);
	return 0;
}

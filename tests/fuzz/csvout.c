/* A guarded CSV cell runs nothing, and loses nothing. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "../../lib/base/csvout.h"
#include "../../lib/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A cell as a reader of CSV gets it. */
static void
unquote(char *s)
{
	char *to = s;

	if (*s != '"')
		return;
	for (s++; *s != '\0'; s++) {
		if (*s == '"' && *++s != '"') {
			assert(*s == '\0');
			break;
		}
		*to++ = *s;
	}
	*to = '\0';
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *mem = arena_new();
	const char *s = arena_strndup(mem, (const char *)bytes, n);
	struct buf b = { 0 };

	csv_cell(&b, s, true, true);
	buf_str(&b, "");
	unquote(b.data);
	for (const char *line = b.data; line != NULL;) {
		assert(*line == '\0' || strchr("=+-@\t\r", *line) == NULL);
		line = strchr(line, '\n');
		if (line != NULL)
			line++;
	}
	csv_unguard(b.data);
	assert(strcmp(b.data, s) == 0);
	buf_free(&b);
	arena_free(mem);
	return 0;
}

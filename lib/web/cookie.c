/* The Cookie header: name=value; name=value. */
#include <string.h>

#include "parse.h"

const char *
cookie_named(struct arena *mem, const char *header, const char *name)
{
	size_t len = strlen(name);

	while (header != NULL && *header != '\0') {
		size_t n;

		header += strspn(header, " ;");
		n = strcspn(header, ";");
		if (n > len && header[len] == '=' &&
		    memcmp(header, name, len) == 0)
			return arena_strndup(
			    mem, header + len + 1, n - len - 1);
		header += n;
	}
	return NULL;
}

/* Any text in a page: nothing of it becomes markup. */
#include <assert.h>
#include <string.h>

#include "../../lib/web/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct site site = { .prefix = "/erp" };

/* Only what we write ourselves begins with <, and no quote ends an attribute
 * of ours. */
static void
check(const char *page)
{
	static const char *const ours[] = { "<br>", "<a href=\"http", "</a>",
		NULL };

	for (; *page != '\0'; page++) {
		int i = 0;

		assert(*page != '\'');
		if (*page != '<')
			continue;
		while (ours[i] != NULL &&
		    strncmp(page, ours[i], strlen(ours[i])) != 0)
			i++;
		assert(ours[i] != NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *mem = arena_new();
	struct call *c = arena_alloc(mem, sizeof *c);
	const char *s = arena_strndup(mem, (const char *)bytes, n);

	c->r.mem = mem;
	c->r.site = &site;
	text(&c->r, s);
	if (c->r.out.body.data != NULL)
		assert(strpbrk(c->r.out.body.data, "<>\"'") == NULL);
	buf_clear(&c->r.out.body);
	text_lines(&c->r, s);
	if (c->r.out.body.data != NULL)
		check(c->r.out.body.data);
	assert(strpbrk(url(&c->r, "/a", "q", s, NULL), "<>\"' \r\n#") == NULL);
	buf_free(&c->r.out.body);
	arena_free(mem);
	return 0;
}

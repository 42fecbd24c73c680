/* A multipart body, in pieces: refused, or pairs and files; nothing is left. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/web/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct pieces {
	const uint8_t *at;
	size_t left, step;
};

static ssize_t
piece(void *arg, void *to, size_t n)
{
	struct pieces *p = arg;

	if (n > p->step)
		n = p->step;
	if (n > p->left)
		n = p->left;
	memcpy(to, p->at, n);
	p->at += n;
	p->left -= n;
	return (ssize_t)n;
}

static int
parse(const uint8_t *bytes, size_t n, size_t step, struct pairs *p,
    struct uploads *u)
{
	struct pieces body = { bytes, n, step };
	struct intake in = {
		.read = piece,
		.arg = &body,
		.left = step & 1 ? (int64_t)n : -1,
		.limit = 100000,
	};

	return multipart_parse(p, u, &in, "multipart/form-data; boundary=B");
}

/* The first byte says how large the pieces are. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct pairs p = { .mem = arena_new() }, q = { .mem = arena_new() };
	struct uploads u = { .dir = "/dev/shm" }, v = { .dir = "/dev/shm" };
	size_t step;
	int status;

	if (n > 0) {
		step = bytes[0] % 16 + 1;
		status = parse(bytes + 1, n - 1, step, &p, &u);
		assert(status == 0 || status == 400 || status == 413);
		/* The size of the pieces changes nothing. */
		assert(parse(bytes + 1, n - 1, 100000, &q, &v) == status);
		assert(p.n == q.n && u.n == v.n);
		for (int i = 0; i < p.n; i++)
			assert(strcmp(p.at[i].value, q.at[i].value) == 0);
		for (int i = 0; i < u.n; i++) {
			const struct spooled *f = &u.at[i].file;

			assert(status != 0 ||
			    strcmp(f->hash, v.at[i].file.hash) == 0);
			assert(utf8_clean(f->file_name, false));
			assert(strpbrk(f->file_name, "/\\") == NULL);
		}
		uploads_clear(&u);
		uploads_clear(&v);
	}
	arena_free(p.mem);
	arena_free(q.mem);
	return 0;
}

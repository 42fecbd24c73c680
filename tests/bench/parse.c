/* parse KIND FILE: what reading a file costs, every cell turned into a value;
 * the least that any import of it can take. */
#include <stdio.h>

#include "mem.h"
#include "source.h"

enum { PORTION = 1000 };

int
main(int argc, char **argv)
{
	struct source_options o = { .words.clear = "\\N" };
	struct messages m = { .file = NULL };
	struct arena *mem = arena_new();
	struct csv_record rec;
	struct source s;
	long rows = 0, values = 0;

	if (argc != 3 || (o.kind = kind_named(argv[1])) == NULL) {
		fprintf(stderr, "usage: parse KIND FILE\n");
		return 2;
	}
	o.path = argv[2];
	if (!source_open(&s, &o, &m) || !source_columns(&s))
		return 3;
	while (source_next(&s, &rec)) {
		for (int i = 0; rec.code == NULL && i < s.layout.n; i++) {
			struct cell_fault fault;

			values +=
			    source_value(&s, i, &rec, mem, &fault) != NULL;
		}
		if (++rows % PORTION != 0)
			continue;
		arena_free(mem);
		mem = arena_new();
	}
	printf("%ld rows, %ld values\n", rows, values);
	arena_free(mem);
	source_close(&s);
	return 0;
}

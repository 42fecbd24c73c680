/* Map files. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/format/layout.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char why[MAP_WHY] = "", key[200];
	struct map m;

	if (map_read((const char *)data, n, "m", &m, why, sizeof why)) {
		for (int i = 0; i < m.n; i++) {
			for (int j = 0; j < m.rules[i].terms; j++)
				heading_key(
				    m.rules[i].term[j].text, key, sizeof key);
			if (!m.rules[i].skip && m.rules[i].field[0][0] == '\0')
				abort();
		}
		map_free(&m);
	} else if (why[0] == '\0')
		abort();
	return 0;
}

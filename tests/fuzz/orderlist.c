/* Lists of wanted items: any text is read, and what is read is bounded. */
#include <assert.h>
#include <string.h>

#include "../../lib/base/orderlist.h"

int LLVMFuzzerTestOneInput(const unsigned char *, size_t);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct order_wish wish[8];
	int found = order_list_read((const char *)data, n, wish, 8);

	assert(found >= 0);
	for (int i = 0; i < found && i < 8; i++) {
		assert(wish[i].line > 0 && wish[i].quantity >= 0);
		assert(strlen(wish[i].number) < sizeof wish[i].number);
	}
	return 0;
}

/* What the files of the door know of each other. */
#ifndef POSTERN_OWNPARTS_H
#define POSTERN_OWNPARTS_H

#include "own.h"

struct own {
	struct arena *mem;
	struct txn *x;
	const struct visitor *v;
};

#endif

/* The body on its way in: never more than announced, never more than allowed.
 */
#include <errno.h>

#include "parse.h"

ssize_t
intake_read(struct intake *in, void *to, size_t n, int *status)
{
	ssize_t got;

	if (in->left == 0 || in->ended)
		return 0;
	if (in->left > 0 && n > (uint64_t)in->left)
		n = (size_t)in->left;
	do
		got = in->read(in->arg, to, n);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		in->ended = true;
		if (got == 0 && in->left < 0)
			return 0;
		*status = 400; /* the client went away */
		return -1;
	}
	in->taken += got;
	if (in->left > 0)
		in->left -= got;
	if (in->taken > in->limit) {
		*status = 413;
		return -1;
	}
	return got;
}

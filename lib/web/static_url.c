/* Addresses of static files. The version makes an address that never gets other
 * contents, so browsers may keep it for a year. */
#include <string.h>

#include "web.h"

const char *
static_url(struct req *r, const char *name)
{
	return arena_printf(
	    r->mem, "%s/static/" STATIC_VERSION "/%s", r->site->prefix, name);
}

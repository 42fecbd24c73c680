/* Getting into a portal: second factor, mailed links. */
#include "../access/entry.h"
#include "../portal/pages.h"

static const struct route routes[] = {
	ACCESS_ROUTES,
	{ .method = NULL },
};

static const struct done done[] = {
	{ NULL, NULL },
};

static const struct site plain = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	struct site site = plain;

	site.code = access_code;
	return site_main(&site, argc, argv);
}

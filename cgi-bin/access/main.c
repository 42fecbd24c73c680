/* Getting into the ERP: second factor, mailed links. */
#include "../erp/erp.h"
#include "entry.h"

static const struct route routes[] = {
	ACCESS_ROUTES,
	{ .method = NULL },
};

static const struct done done[] = {
	{ NULL, NULL },
};

static const struct site plain = ERP_SITE(routes, done);

int
main(int argc, char **argv)
{
	struct site site = plain;

	site.code = access_code;
	return site_main(&site, argc, argv);
}

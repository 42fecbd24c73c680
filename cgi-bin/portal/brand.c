/*
 * The portal's own logo, out of the folder that the admin of this portal
 * fills: branding/logo.svg, .png or .jpg. An SVG is shown as a picture only,
 * and the content policy of the reply keeps it from running anything.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "pages.h"

enum { LOGO_SIZE = 512 * 1024 };

static const struct logo {
	const char *name, *type;
} logos[] = {
	{ "logo.svg", "image/svg+xml" },
	{ "logo.png", "image/png" },
	{ "logo.jpg", "image/jpeg" },
	{ NULL, NULL },
};

static const char *
logo_path(const struct req *r, const struct logo *logo)
{
	return arena_printf(
	    r->mem, "%s/branding/%s", r->conf->portal_dir, logo->name);
}

const char *
brand_logo(struct req *r, bool *own)
{
	struct stat st;

	*own = false;
	if (r->conf == NULL || r->conf->portal_dir[0] == '\0')
		return static_url(r, "common/logo-portal.svg");
	for (const struct logo *l = logos; l->name != NULL; l++) {
		if (stat(logo_path(r, l), &st) != 0 || !S_ISREG(st.st_mode) ||
		    st.st_size == 0 || st.st_size > LOGO_SIZE)
			continue;
		*own = true;
		return url(r, arena_printf(r->mem, "/brand/%s", l->name), "v",
		    arena_printf(r->mem, "%lld", (long long)st.st_mtime), NULL);
	}
	return static_url(r, "common/logo-portal.svg");
}

enum rc
brand_file(struct req *r)
{
	for (const struct logo *l = logos; l->name != NULL; l++)
		if (strcmp(l->name, r->word) == 0)
			return reply_picture(r,
			    open(logo_path(r, l),
				O_RDONLY | O_CLOEXEC | O_NOFOLLOW),
			    LOGO_SIZE, l->type,
			    "public, max-age=31536000, immutable");
	return RC_NOTFOUND;
}

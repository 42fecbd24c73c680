/* The reader of postern.conf. */
#include "conf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "str.h"
#include "text.h"

#define KEY(m)                                                                 \
	{                                                                      \
#m, offsetof(struct conf, m), sizeof(((struct conf *)0)->m)    \
	}

static const struct {
	const char *name;
	size_t off, size;
} keys[] = {
	KEY(store),
	KEY(spool),
	KEY(log),
	KEY(vendor_keys),
	KEY(instance),
	KEY(site_url),
	KEY(portal_dir),
	KEY(erp_url),
	KEY(time_zone),
	KEY(ubl_schemas),
	KEY(company),
};

/* What only the command reads. */
static const char *const nightly[] = { "exchange", "nightly_import",
	"nightly_export", "nightly_keep", "nightly_settle", "nightly_minutes",
	"nightly_memory", "nightly_exports", "nightly_good", "mail_to",
	"mail_from", "mail_keep", "sendmail", NULL };

static bool
is_nightly(const char *key)
{
	for (int i = 0; nightly[i] != NULL; i++)
		if (strcmp(nightly[i], key) == 0)
			return true;
	return false;
}

struct reading {
	struct conf *c; /* or NULL: only the nightly settings */
	bool (*take)(void *arg, const char *key, const char *value, char *why,
	    size_t size);
	void *arg;
	char why[300]; /* of take */
};

static bool
set(struct reading *r, const char *key, const char *value)
{
	if (is_nightly(key))
		return r->take == NULL ||
		    r->take(r->arg, key, value, r->why, sizeof r->why);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, key) == 0)
			return r->c == NULL ||
			    str_copy((char *)r->c + keys[i].off, keys[i].size,
				value);
	return false;
}

static bool
line(struct reading *r, char *s)
{
	char *equals;

	s = str_trim(s);
	if (*s == '\0' || *s == '#')
		return true;
	if ((equals = strchr(s, '=')) == NULL)
		return false;
	*equals = '\0';
	return set(r, str_trim(s), str_trim(equals + 1));
}

static bool
read_lines(const char *path, struct reading *r, char *why, size_t size)
{
	char text[1024];
	int number = 0;
	bool good = true;
	FILE *f;

	if ((f = fopen(path, "re")) == NULL) {
		str_printf(why, size, _("%s cannot be read: %s"), path,
		    strerror(errno));
		return false;
	}
	while (good && fgets(text, sizeof text, f) != NULL) {
		number++;
		if (strchr(text, '\n') == NULL && !feof(f))
			good = false;
		else
			good = line(r, text);
	}
	if (!good && r->why[0] != '\0')
		str_printf(
		    why, size, _("%s, line %d: %s"), path, number, r->why);
	else if (!good)
		str_printf(why, size,
		    _("%s, line %d: not a known setting, or its value is too "
		      "long"),
		    path, number);
	fclose(f);
	return good;
}

bool
conf_read(const char *path, struct conf *c, char *why, size_t size)
{
	struct reading r = { .c = c };

	*c = (struct conf){ .time_zone = "UTC" };
	return read_lines(path, &r, why, size);
}

bool
conf_nightly(const char *path,
    bool (*take)(
	void *arg, const char *key, const char *value, char *why, size_t size),
    void *arg, char *why, size_t size)
{
	struct reading r = { .take = take, .arg = arg };

	return read_lines(path, &r, why, size);
}

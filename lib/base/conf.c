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

static bool
set(struct conf *c, const char *key, const char *value)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, key) == 0)
			return str_copy(
			    (char *)c + keys[i].off, keys[i].size, value);
	return false;
}

static bool
line(struct conf *c, char *s)
{
	char *equals;

	s = str_trim(s);
	if (*s == '\0' || *s == '#')
		return true;
	if ((equals = strchr(s, '=')) == NULL)
		return false;
	*equals = '\0';
	return set(c, str_trim(s), str_trim(equals + 1));
}

bool
conf_read(const char *path, struct conf *c, char *why, size_t size)
{
	char text[1024];
	int number = 0;
	bool good = true;
	FILE *f;

	*c = (struct conf){ .time_zone = "UTC" };
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
			good = line(c, text);
	}
	if (!good)
		str_printf(why, size,
		    _("%s, line %d: not a known setting, or its value is too "
		      "long"),
		    path, number);
	fclose(f);
	return good;
}

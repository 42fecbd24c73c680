/* Pictures of items: files of the store that an item names. */
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "catalogue.h"

/* By its first bytes; NULL: none that a browser is sure to show. */
static const char *
media_type(const char *path)
{
	unsigned char bytes[12] = { 0 };
	FILE *f = fopen(path, "rbe");
	const char *type = NULL;
	long size;

	if (f == NULL)
		return NULL;
	if (fread(bytes, 1, sizeof bytes, f) == sizeof bytes) {
		if (memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
			type = "image/png";
		else if (memcmp(bytes, "\xff\xd8\xff", 3) == 0)
			type = "image/jpeg";
	}
	if (fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 ||
	    size > PICTURE_MOST)
		type = NULL;
	fclose(f);
	return type;
}

enum rc
product_picture_set(
    struct txn *x, struct product *p, const char *spool, struct problems *bad)
{
	const char *type = media_type(spool);
	enum rc rc;

	if (type == NULL) {
		problem(
		    bad, 0, _("A picture is a PNG or JPEG of at most 1 MB."));
		return RC_INVALID;
	}
	if (p->picture[0] != '\0')
		store_file_drop(x, p->picture);
	if ((rc = store_file_add(x, spool, p->picture, sizeof p->picture)) !=
	    RC_OK)
		return rc;
	str_copy(p->picture_type, sizeof p->picture_type, type);
	return product_save(x, p, bad);
}

enum rc
product_picture_drop(struct txn *x, struct product *p, struct problems *bad)
{
	if (p->picture[0] == '\0')
		return RC_SAME;
	store_file_drop(x, p->picture);
	p->picture[0] = p->picture_type[0] = '\0';
	return product_save(x, p, bad);
}

/* ZIP archives, written: APPNOTE.TXT of PKWARE, sections 4.3.7 to 4.3.16. */
#include "zipfile.h"

#include <string.h>

#include "date.h"
#include "str.h"
#include "text.h"

enum {
	LOCAL = 0x04034b50,
	CENTRAL = 0x02014b50,
	END = 0x06054b50,
	NEEDS = 20,       /* version to read it */
	UTF8 = 1 << 11,   /* names are UTF-8 */
	MOST = 0xffff,    /* files */
	BY_UNIX = 3 << 8, /* whose file modes these are */
	MODE = 0100644,
};
static const int64_t LARGEST = 0xffffffff;

/* ---- numbers, lowest byte first */

static void
two(struct buf *b, unsigned v)
{
	buf_char(b, (char)(v & 0xff));
	buf_char(b, (char)(v >> 8 & 0xff));
}

static void
four(struct buf *b, uint32_t v)
{
	two(b, v & 0xffff);
	two(b, v >> 16);
}

/* ---- CRC-32 of ISO 3309, four bits at a time */

static uint32_t
crc(const unsigned char *p, size_t n)
{
	static const uint32_t table[16] = { 0x00000000, 0x1db71064, 0x3b6e20c8,
		0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0,
		0x86d3d2d4, 0xa00ae278, 0xbdbdf21c };
	uint32_t c = 0xffffffff;

	while (n-- > 0) {
		c ^= *p++;
		c = c >> 4 ^ table[c & 15];
		c = c >> 4 ^ table[c & 15];
	}
	return ~c;
}

/* ---- the archive */

static bool
too_large(struct zipfile *z)
{
	str_copy(z->out->why, sizeof z->out->why,
	    _("This is more than an archive can hold. Choose fewer."));
	return false;
}

void
zip_begin(struct zipfile *z, struct outfile *out, int64_t now)
{
	int year, month, day;
	int64_t second = now % 86400;

	*z = (struct zipfile){ .out = out };
	date_split(now / 86400, &year, &month, &day);
	if (year < 1980 || year > 2107)
		return;
	z->date = (unsigned)((year - 1980) << 9 | month << 5 | day);
	z->time = (unsigned)(second / 3600 << 11 | second / 60 % 60 << 5 |
	    second % 60 / 2);
}

/* What both heads of a file have in common. */
static void
facts(const struct zipfile *z, struct buf *b, uint32_t sum, size_t size,
    size_t name)
{
	two(b, NEEDS);
	two(b, UTF8);
	two(b, 0); /* stored */
	two(b, z->time);
	two(b, z->date);
	four(b, sum);
	four(b, (uint32_t)size);
	four(b, (uint32_t)size);
	two(b, (unsigned)name);
	two(b, 0); /* nothing extra */
}

bool
zip_add(struct zipfile *z, const char *name, const void *bytes, size_t size)
{
	struct buf *out = &z->out->out, *d = &z->directory;
	size_t length = strlen(name);
	uint32_t sum = crc(bytes, size);
	size_t before = out->len;

	if (z->files == MOST || length > MOST ||
	    (int64_t)size > LARGEST - z->at - 100000)
		return too_large(z);
	four(d, CENTRAL);
	two(d, BY_UNIX | NEEDS);
	facts(z, d, sum, size, length);
	two(d, 0); /* no comment */
	two(d, 0); /* one disk */
	two(d, 0); /* no text, who knows */
	four(d, (uint32_t)MODE << 16);
	four(d, (uint32_t)z->at);
	buf_str(d, name);

	four(out, LOCAL);
	facts(z, out, sum, size, length);
	buf_str(out, name);
	buf_add(out, bytes, size);
	z->at += (int64_t)(out->len - before);
	z->files++;
	return outfile_put(z->out);
}

bool
zip_end(struct zipfile *z)
{
	struct buf *out = &z->out->out, *d = &z->directory;
	size_t size = d->len;
	bool fits = z->at + (int64_t)size <= LARGEST;

	if (fits) {
		buf_add(out, d->data, size);
		four(out, END);
		two(out, 0);
		two(out, 0);
		two(out, (unsigned)z->files);
		two(out, (unsigned)z->files);
		four(out, (uint32_t)size);
		four(out, (uint32_t)z->at);
		two(out, 0);
	}
	buf_free(d);
	return fits ? outfile_put(z->out) : too_large(z);
}

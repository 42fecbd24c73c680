/* The reject file: what can be mended and imported again as it is. */
#include "source.h"
#include "str.h"

static void
put_encoded(
    struct messages *m, const struct source *src, const char *s, size_t n)
{
	struct buf b = { 0 };

	if (src->made.data != NULL)
		buf_add(&b, s, n);
	else
		textfile_encode(&src->file, s, n, &b);
	if (b.len > 0)
		fwrite(b.data, 1, b.len, m->rejects);
	buf_free(&b);
}

/* Two cells in front of the bytes as they were read; none where a file has no
 * headings, so that columns keep their numbers. */
static void
put_record(struct messages *m, const struct source *src,
    const struct csv_record *rec, const char *first, const char *second)
{
	char d = src->dialect.delimiter;
	struct buf b = { 0 };

	if (src->header_at > 0)
		buf_printf(&b, "%s%c%s%c", first, d, second, d);
	buf_add(&b, rec->raw, rec->raw_n);
	/* The file's last line may lack its end. */
	if (rec->raw_n == 0 ||
	    (rec->raw[rec->raw_n - 1] != '\n' &&
		rec->raw[rec->raw_n - 1] != '\r'))
		buf_str(&b, "\r\n");
	put_encoded(m, src, b.data, b.len);
	buf_free(&b);
}

void
reject_header(struct messages *m, const struct source *src)
{
	struct buf mark = { 0 };

	if (m->rejects == NULL)
		return;
	if (src->made.data == NULL)
		textfile_mark(&src->file, &mark);
	if (mark.len > 0)
		fwrite(mark.data, 1, mark.len, m->rejects);
	buf_free(&mark);
	put_encoded(m, src, src->text, src->dialect.skip); /* a sep= line */
	if (src->header_at > 0)
		put_record(m, src, &src->header, "_errors", "_line");
}

void
reject_record(struct messages *m, const struct source *src,
    const struct csv_record *rec, const char *codes)
{
	char line[24];

	if (m->rejects == NULL)
		return;
	str_printf(line, sizeof line, "%ld", rec->line);
	put_record(m, src, rec, codes, line);
}

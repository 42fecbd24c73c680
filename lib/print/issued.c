/* PDFs that are kept. */
#include "issued.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "invoice_pdf.h"
#include "mem.h"
#include "secret.h"
#include "str.h"

enum rc
issued_open(struct txn *x, int64_t invoice, int *fd, int64_t *size)
{
	struct invoice_pdf kept;
	enum rc rc = invoice_pdf_find(x, invoice, &kept);

	if (rc != RC_OK)
		return rc;
	*fd = store_file_open(x, kept.stored_as);
	/* Another one in its place would be another document. */
	if (*fd < 0)
		die("print", "the PDF %s of invoice %lld is missing",
		    kept.stored_as, (long long)invoice);
	*size = kept.size;
	return RC_OK;
}

struct keeping {
	const char *home;
	int64_t invoice;
	const struct buf *pdf;
	int *fd;
	int64_t *size;
};

/*
 * Under a name that is always the same: nobody else is inside the gate, and
 * what a killed process left there is written over.
 */
static bool
spool(const struct keeping *k, char *path, size_t size)
{
	size_t done = 0;
	int fd;

	str_printf(path, size, "%s/files/issued.new", k->home);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	while (fd >= 0 && done < k->pdf->len) {
		ssize_t n = write(fd, k->pdf->data + done, k->pdf->len - done);

		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	if (fd >= 0 && close(fd) == 0 && done == k->pdf->len)
		return true;
	if (errno != ENOSPC && errno != EDQUOT && errno != EFBIG)
		die("print", "%s: %s", path, strerror(errno));
	(void)unlink(path);
	return false;
}

static enum rc
keep(struct txn *x, void *arg)
{
	struct keeping *k = arg;
	struct problems bad = { 0 };
	struct invoice_pdf kept;
	char path[700], hash[HASH_TEXT];
	enum rc rc = issued_open(x, k->invoice, k->fd, k->size);

	if (rc != RC_NOTFOUND)
		return rc == RC_OK ? RC_SAME : rc;
	if (!spool(k, path, sizeof path))
		return RC_FULL;
	hash_sha256(k->pdf->data, k->pdf->len, hash);
	rc = invoice_pdf_keep(
	    x, k->invoice, path, (int64_t)k->pdf->len, hash, &kept, &bad);
	if (rc != RC_OK) {
		(void)unlink(path);
		return rc;
	}
	return issued_open(x, k->invoice, k->fd, k->size);
}

enum rc
issued_keep(const char *home, const struct actor *who, int64_t invoice,
    const struct buf *pdf, int *fd, int64_t *size)
{
	struct keeping k = { home, invoice, pdf, fd, size };
	struct store *s = store_open(home, STORE_WRITE);
	enum rc rc;

	*fd = -1;
	rc = txn_run(s, who, keep, &k);
	store_close(s);
	if (rc != RC_OK && rc != RC_SAME && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
	return rc == RC_SAME ? RC_OK : rc;
}

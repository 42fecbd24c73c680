/*
 * UBL: any bytes as a business document. What was read without a fault is
 * written, read and written again, the second time as the first; whatever
 * was read can be checked.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/buf.h"
#include "../../lib/format/ubl.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct ubl_document *d)
{
	struct ubl_findings found = { 0 };

	ubl_check(d, &found);
	for (int i = 0; i < found.n; i++)
		if (found.at[i].rule[0] == '\0' ||
		    found.at[i].text[0] == '\0' || found.at[i].line < 0)
			abort();
	ubl_findings_free(&found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct xml_faults faults = { .most = 3 };
	struct ubl_document *d, *again;
	struct buf first = { 0 }, second = { 0 };

	d = ubl_read((const char *)data, n, &faults);
	if (d == NULL) {
		if (faults.n != 1 || faults.at[0].text[0] == '\0')
			abort();
		xml_faults_free(&faults);
		return 0;
	}
	check(d);
	ubl_write(d, &first);
	if (faults.n == 0) {
		again = ubl_read(first.data, first.len, &faults);
		if (again == NULL || faults.n > 0 || again->repeats_n > 0 ||
		    again->kind != d->kind)
			abort();
		ubl_write(again, &second);
		if (first.len != second.len ||
		    memcmp(first.data, second.data, first.len) != 0)
			abort();
		ubl_free(again);
	}
	ubl_free(d);
	xml_faults_free(&faults);
	buf_free(&first);
	buf_free(&second);
	return 0;
}

/*
 * The documents of ../shared/data: each is read, and what we would send is
 * written again as it was. Skips when they are not there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/str.h"
#include "../../lib/format/ubl.h"

static const char *
samples(void)
{
	const char *folder = getenv("POSTERN_SAMPLES");

	return folder != NULL ? folder : "../shared/data";
}

static void
load(const char *name, struct buf *b)
{
	struct xml_fault f;
	char path[400];

	str_printf(path, sizeof path, "%s/%s", samples(), name);
	buf_clear(b);
	if (!xml_load(path, XML_LIMIT, b, &f))
		fail_msg("%s: %s", path, f.text);
}

static struct ubl_document *
read_sample(const char *name)
{
	struct xml_faults faults = { .most = 9 };
	struct buf b = { 0 };
	struct ubl_document *d;

	load(name, &b);
	d = ubl_read(b.data, b.len, &faults);
	for (int i = 0; i < xml_faults_kept(&faults); i++)
		print_message("%s:%ld: %s %s\n", name, faults.at[i].line,
		    faults.at[i].code, faults.at[i].text);
	if (d == NULL || faults.n > 0)
		fail_msg("%s: %d faults", name, faults.n);
	xml_faults_free(&faults);
	buf_free(&b);
	return d;
}

/* ---- what we send */

static void
drop_blank_text(xmlNodePtr n)
{
	xmlNodePtr next;

	for (n = n->children; n != NULL; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE)
			drop_blank_text(n);
		else if (xmlIsBlankNode(n)) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
	}
}

static void
canonical(const struct buf *b, struct buf *out)
{
	xmlDocPtr doc =
	    xmlReadMemory(b->data, (int)b->len, NULL, NULL, XML_PARSE_NONET);
	xmlChar *text = NULL;
	int n;

	assert_non_null(doc);
	drop_blank_text(xmlDocGetRootElement(doc));
	n = xmlC14NDocDumpMemory(
	    doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
	assert_true(n > 0);
	buf_clear(out);
	buf_add(out, text, (size_t)n);
	xmlFree(text);
	xmlFreeDoc(doc);
}

static void
targets_are_written_as_they_were(void **state)
{
	static const char *const names[] = {
		"creditnote-10250",
		"despatchadvice-10250",
		"invoice-10249-standard-rated",
		"invoice-10250-discount-freight",
		"invoice-10262-not-subject-to-vat",
		"order-10250",
		"statement-HANAR",
	};
	struct buf was = { 0 }, is = { 0 }, a = { 0 }, b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct ubl_document *d;
		char name[200];
		size_t at = 0;

		str_printf(name, sizeof name, "ubl-targets/%s.xml", names[i]);
		load(name, &was);
		d = read_sample(name);
		buf_clear(&is);
		ubl_write(d, &is);
		canonical(&was, &a);
		canonical(&is, &b);
		while (a.data[at] != '\0' && a.data[at] == b.data[at])
			at++;
		if (a.data[at] != b.data[at])
			fail_msg("%s:\n%.200s\nnot\n%.200s", name, a.data + at,
			    b.data + at);
		ubl_free(d);
	}
	buf_free(&was);
	buf_free(&is);
	buf_free(&a);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets_are_written_as_they_were),
	};
	char path[400];

	str_printf(path, sizeof path, "%s/ubl-targets", samples());
	if (access(path, R_OK) != 0) {
		printf("%s is not here: no sample was read\n", path);
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}

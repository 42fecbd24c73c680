/*
 * XML: any bytes as a document. What parses has the kind that its first tag
 * said, and is read the same after it was written; what fits a schema parses.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/mem.h"
#include "../../lib/base/utf8.h"
#include "../../lib/format/xml.h"
#include "../../lib/format/xmlwrite.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
int LLVMFuzzerInitialize(int *, char ***);

static struct xml_schema *schema;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char text[] =
	    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' "
	    "targetNamespace='urn:o' xmlns='urn:o' "
	    "elementFormDefault='qualified'><xs:element name='o'>"
	    "<xs:complexType><xs:sequence><xs:element name='day' "
	    "type='xs:date'/><xs:element name='amount' minOccurs='0' "
	    "maxOccurs='9' type='xs:decimal'/><xs:any minOccurs='0' "
	    "processContents='lax'/></xs:sequence></xs:complexType>"
	    "</xs:element></xs:schema>";
	char folder[] = "/tmp/postern-fuzz-XXXXXX", path[80];
	struct xml_fault f;
	FILE *file;

	(void)argc;
	(void)argv;
	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof path, "%s/o.xsd", folder);
	file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
	schema = xml_schema_load(folder, "o.xsd", &f);
	if (schema == NULL)
		abort();
	unlink(path);
	rmdir(folder);
	return 0;
}

/* One element and all below it, names as they are, while the writer's depth
 * allows. */
static void
copy(struct xml_writer *w, const struct xml_node *n, struct arena *mem)
{
	char *text = xml_text(n, mem);

	if (xml_first(n) == NULL) {
		xml_element(w, xml_name(n), "n", xml_attribute(n, "n"),
		    utf8_clean(text, true) ? text : "");
		return;
	}
	xml_open(w, xml_name(n));
	for (n = xml_first(n); n != NULL; n = xml_next(n))
		if (w->depth < XML_DEPTH - 1)
			copy(w, n, mem);
	xml_close(w);
}

static void
compare(const struct xml_node *a, const struct xml_node *b, int depth,
    struct arena *mem)
{
	char *text = xml_text(a, mem);

	if (strcmp(xml_name(a), xml_name(b)) != 0 || xml_line(a) < 1)
		abort();
	a = xml_first(a);
	if (a == NULL && utf8_clean(text, true) &&
	    strcmp(text, xml_text(b, mem)) != 0)
		abort();
	b = xml_first(b);
	if (depth == XML_DEPTH - 1)
		return;
	for (; a != NULL && b != NULL; a = xml_next(a), b = xml_next(b))
		compare(a, b, depth + 1, mem);
	if (a != b)
		abort();
}

static bool
writable(const struct xml_node *n)
{
	const char *value = xml_attribute(n, "n");

	if (strchr(xml_name(n), ':') != NULL ||
	    (value != NULL && !utf8_clean(value, true)))
		return false;
	for (n = xml_first(n); n != NULL; n = xml_next(n))
		if (!writable(n))
			return false;
	return true;
}

static void
write_and_read(const struct xml_node *root)
{
	struct arena *mem = arena_new();
	struct xml_tree *tree;
	struct xml_writer w;
	struct xml_fault f;
	struct buf b = { 0 };

	xml_begin(&w, &b);
	copy(&w, root, mem);
	xml_end(&w);
	tree = xml_parse(b.data, b.len, &f);
	if (tree == NULL)
		abort();
	compare(root, xml_root(tree), 1, mem);
	xml_tree_free(tree);
	buf_free(&b);
	arena_free(mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *text = (const char *)data;
	struct xml_faults faults = { .most = 3 };
	struct xml_kind kind;
	struct xml_fault f;
	bool named = xml_kind(text, n, &kind, &f);
	struct xml_tree *tree = xml_parse(text, n, &f);

	if (tree != NULL) {
		const struct xml_node *root = xml_root(tree);

		if (!named ||
		    strncmp(kind.name, xml_name(root), strlen(kind.name)) != 0)
			abort();
		if (writable(root))
			write_and_read(root);
	} else if (f.code == NULL || f.text[0] == '\0')
		abort();
	if (xml_validate(schema, text, n, &faults) != (faults.n == 0) ||
	    (faults.n == 0 && tree == NULL))
		abort();
	xml_faults_free(&faults);
	xml_tree_free(tree);
	return 0;
}

/* Reading XML with libxml2, which shows in no header of ours. */
#include "xml.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "str.h"
#include "text.h"
#include "xmlparts.h"

enum { HEAD = 16 * 1024 }; /* where the first tag is looked for first */

/* ---- faults */

void
xml_faults_add(struct xml_faults *all, const struct xml_fault *f)
{
	if (all->n < all->most) {
		if (all->at == NULL)
			all->at = xcalloc((size_t)all->most, sizeof *all->at);
		all->at[all->n] = *f;
	}
	all->n++;
}

int
xml_faults_kept(const struct xml_faults *all)
{
	return all->n < all->most ? all->n : all->most;
}

void
xml_faults_free(struct xml_faults *all)
{
	free(all->at);
	all->at = NULL;
	all->n = 0;
}

static bool
fail(struct xml_fault *f, const char *code, long line, const char *why)
{
	memset(f, 0, sizeof *f);
	f->code = code;
	f->line = line;
	str_copy(f->text, sizeof f->text, why);
	return false;
}

/* ---- the bytes */

static bool
read_all(int fd, size_t limit, struct buf *b, struct xml_fault *f)
{
	char part[64 * 1024];
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) != 0) {
		if (n < 0) {
			if (errno == EINTR)
				continue;
			return fail(f, NULL, 0, strerror(errno));
		}
		if (b->len + (size_t)n > limit) {
			fail(f, "E_LIMIT", 0, "");
			str_printf(f->text, sizeof f->text,
			    _("The file is larger than %zu bytes."), limit);
			return false;
		}
		buf_add(b, part, (size_t)n);
	}
	return true;
}

bool
xml_load(const char *path, size_t limit, struct buf *b, struct xml_fault *f)
{
	bool input = strcmp(path, "-") == 0, good;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fail(f, NULL, 0, strerror(errno));
	good = read_all(fd, limit, b, f);
	if (!input)
		close(fd);
	return good;
}

/* ---- the parser */

/* What a parser is told to do; where it hangs is ctxt->_private. */
struct watch {
	struct xml_fault fault;
	bool doctype;
	struct xml_kind *kind; /* stop at the first start tag */
	bool seen;
};

static struct watch *
watch_of(void *ctxt)
{
	return ((xmlParserCtxtPtr)ctxt)->_private;
}

/* Called at the name, before anything inside is read. */
static void
on_doctype(
    void *ctxt, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
	struct watch *w = watch_of(ctxt);

	(void)name;
	(void)id;
	(void)system;
	w->doctype = true;
	fail(&w->fault, "X_DOCTYPE", xmlSAX2GetLineNumber(ctxt),
	    _("The document brings a DOCTYPE; no business document needs one, "
	      "and none is read."));
	w->fault.column = xmlSAX2GetColumnNumber(ctxt);
	xmlStopParser(ctxt);
}

static void
on_error(void *ctxt, xmlErrorPtr e)
{
	struct watch *w = watch_of(ctxt);

	if (w->fault.code == NULL && e->level >= XML_ERR_ERROR)
		xml_say(e, "X_WELLFORMED", &w->fault);
}

static void
on_first_element(void *ctxt, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int spaces_n, const xmlChar **spaces, int n,
    int defaulted, const xmlChar **attributes)
{
	struct watch *w = watch_of(ctxt);
	const xmlChar *input = ((xmlParserCtxtPtr)ctxt)->input->cur;

	(void)prefix;
	(void)spaces_n;
	(void)spaces;
	(void)n;
	(void)defaulted;
	(void)attributes;
	/* The library tells of a tag that is cut off, too. */
	if (w->seen || strchr("/>", *input) == NULL || *input == '\0')
		return;
	w->seen = true;
	str_copy(w->kind->name, sizeof w->kind->name, (const char *)name);
	str_copy(w->kind->space, sizeof w->kind->space,
	    uri != NULL ? (const char *)uri : "");
	w->kind->line = xmlSAX2GetLineNumber(ctxt);
	xmlStopParser(ctxt);
}

/* NULL only when nothing is in the text; w->fault says so. */
static xmlParserCtxtPtr
parser(const char *text, size_t n, struct watch *w)
{
	xmlParserCtxtPtr ctxt;

	if (n == 0) {
		fail(&w->fault, "X_WELLFORMED", 0, _("The file is empty."));
		return NULL;
	}
	if (n > INT_MAX) {
		fail(&w->fault, "E_LIMIT", 0, _("The file is too large."));
		return NULL;
	}
	xml_library();
	ctxt = xmlCreateMemoryParserCtxt(text, (int)n);
	if (ctxt == NULL)
		die("xml", "no memory for a parser");
	xmlCtxtUseOptions(ctxt,
	    XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA |
		XML_PARSE_COMPACT);
	ctxt->_private = w;
	ctxt->sax->internalSubset = on_doctype;
	ctxt->sax->serror = on_error;
	return ctxt;
}

static bool
begins(const char *text, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && memcmp(text, with, len) == 0;
}

/* Until the first start tag, or a DOCTYPE, has been read. */
static void
parse_head(const char *text, size_t n, struct watch *w)
{
	xmlParserCtxtPtr ctxt = parser(text, n, w);

	if (ctxt == NULL)
		return;
	ctxt->sax->startElementNs = on_first_element;
	xmlParseDocument(ctxt);
	xmlFreeDoc(ctxt->myDoc);
	xmlFreeParserCtxt(ctxt);
}

bool
xml_kind(const char *text, size_t n, struct xml_kind *kind, struct xml_fault *f)
{
	struct watch w = { .kind = kind };

	memset(kind, 0, sizeof *kind);
	if (begins(text, n, "%PDF"))
		return fail(f, "X_KIND", 0,
		    _("This is a PDF document (perhaps Factur-X or ZUGFeRD); "
		      "only XML files are read."));
	if (begins(text, n, "PK\003\004"))
		return fail(f, "X_KIND", 0,
		    _("This is a ZIP archive or a spreadsheet; only XML files "
		      "are read."));
	/* The library copies what it is given; the tag is mostly near. */
	if (n > HEAD)
		parse_head(text, HEAD, &w);
	if (!w.seen && !w.doctype) {
		w = (struct watch){ .kind = kind };
		parse_head(text, n, &w);
	}
	if (w.seen && !w.doctype)
		return true;
	if (w.fault.code == NULL)
		fail(&w.fault, "X_WELLFORMED", 0, _("There is no element."));
	*f = w.fault;
	return false;
}

/* ---- the tree */

struct xml_tree {
	xmlDocPtr doc;
};

struct xml_tree *
xml_parse(const char *text, size_t n, struct xml_fault *f)
{
	struct watch w = { 0 };
	xmlParserCtxtPtr ctxt = parser(text, n, &w);
	struct xml_tree *tree;
	xmlDocPtr doc = NULL;

	if (ctxt != NULL) {
		xmlParseDocument(ctxt);
		doc = ctxt->myDoc;
		if (!ctxt->wellFormed || w.doctype || doc == NULL ||
		    doc->intSubset != NULL ||
		    xmlDocGetRootElement(doc) == NULL || w.fault.code != NULL) {
			xmlFreeDoc(doc);
			doc = NULL;
		}
		xmlFreeParserCtxt(ctxt);
	}
	if (doc == NULL) {
		if (w.fault.code == NULL)
			fail(&w.fault, "X_WELLFORMED", 0,
			    _("This is not well-formed XML."));
		*f = w.fault;
		return NULL;
	}
	tree = xmalloc(sizeof *tree);
	tree->doc = doc;
	return tree;
}

void
xml_tree_free(struct xml_tree *tree)
{
	if (tree == NULL)
		return;
	xmlFreeDoc(tree->doc);
	free(tree);
}

static const xmlNode *
inside(const struct xml_node *n)
{
	return (const xmlNode *)(const void *)n;
}

static const struct xml_node *
outside(const xmlNode *n)
{
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return (const struct xml_node *)(const void *)n;
}

const struct xml_node *
xml_root(const struct xml_tree *tree)
{
	return outside(xmlDocGetRootElement(tree->doc));
}

const struct xml_node *
xml_first(const struct xml_node *n)
{
	return outside(inside(n)->children);
}

const struct xml_node *
xml_next(const struct xml_node *n)
{
	return outside(inside(n)->next);
}

const char *
xml_name(const struct xml_node *n)
{
	return (const char *)inside(n)->name;
}

const char *
xml_space(const struct xml_node *n)
{
	const xmlNode *x = inside(n);

	return x->ns != NULL && x->ns->href != NULL ?
	    (const char *)x->ns->href :
	    "";
}

bool
xml_is(const struct xml_node *n, const char *space, const char *name)
{
	return strcmp(xml_name(n), name) == 0 &&
	    strcmp(xml_space(n), space) == 0;
}

const struct xml_node *
xml_child(const struct xml_node *n, const char *space, const char *name)
{
	for (n = xml_first(n); n != NULL; n = xml_next(n))
		if (xml_is(n, space, name))
			return n;
	return NULL;
}

const char *
xml_attribute(const struct xml_node *n, const char *name)
{
	for (const xmlAttr *a = inside(n)->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, name) == 0)
			return a->children != NULL &&
				a->children->content != NULL ?
			    (const char *)a->children->content :
			    "";
	return NULL;
}

static bool
is_text(const xmlNode *n)
{
	return n->content != NULL &&
	    (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE);
}

char *
xml_text(const struct xml_node *n, struct arena *mem)
{
	size_t size = 0;
	char *s, *p;

	for (const xmlNode *t = inside(n)->children; t != NULL; t = t->next)
		if (is_text(t))
			size += strlen((const char *)t->content);
	p = s = arena_alloc(mem, size + 1);
	for (const xmlNode *t = inside(n)->children; t != NULL; t = t->next)
		if (is_text(t))
			p = stpcpy(p, (const char *)t->content);
	return s;
}

long
xml_line(const struct xml_node *n)
{
	return xmlGetLineNo(inside(n));
}

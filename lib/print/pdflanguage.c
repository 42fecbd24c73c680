/*
 * The catalog is the last object of a file of cairo's: what is put into it
 * moves nothing but the table of objects behind it, whose place stands at the
 * very end.
 */
#include "pdflanguage.h"

#include <string.h>

#include "die.h"

/* The last place of a word in the file, or NULL. */
static char *
last(const struct buf *pdf, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = pdf->len; i-- > 0;)
		if (pdf->len - i >= n && memcmp(pdf->data + i, word, n) == 0)
			return pdf->data + i;
	return NULL;
}

void
pdf_say_language(struct buf *pdf, const char *language)
{
	static const char begin[] = "<< /Type /Catalog\n";
	char *catalog = last(pdf, begin), *table = last(pdf, "\nxref\n");
	char *place = last(pdf, "startxref\n");
	struct buf b = { 0 };
	size_t cut, end, moved;

	if (catalog == NULL || table == NULL || place == NULL ||
	    catalog > table || table > place ||
	    memmem(catalog, (size_t)(table - catalog), " obj\n", 5) != NULL)
		die("print", "this is no PDF as cairo writes it");
	cut = (size_t)(catalog - pdf->data) + sizeof begin - 1;
	end = (size_t)(place - pdf->data);
	buf_add(&b, pdf->data, cut);
	buf_printf(&b,
	    "   /Lang (%s)\n"
	    "   /ViewerPreferences << /DisplayDocTitle true >>\n",
	    language);
	moved = b.len - cut;
	buf_add(&b, pdf->data + cut, end - cut);
	buf_printf(&b, "startxref\n%zu\n%%%%EOF\n",
	    (size_t)(table - pdf->data) + 1 + moved);
	buf_free(pdf);
	*pdf = b;
}

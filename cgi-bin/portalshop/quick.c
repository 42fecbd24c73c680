/* Quick order: numbers and quantities, pasted or as a file. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/orderlist.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shops.h"

enum { LIST_MOST = 64 * 1024 };

void
quick_form(struct req *r, const struct problems *bad)
{
	card_open(r, "h-quick", _("Quick order"), NULL, NULL);
	form_open_upload(r, "/cart/quick");
	html(r, "<div class=\"form\">");
	form_input(r,
	    &(struct input){ .name = "list",
		.label = _("Numbers and quantities"),
		.hint = _("One item a line: number, quantity, and the unit if "
			  "it is another one. Our numbers, bar codes and your "
			  "part numbers are understood."),
		.type = "textarea",
		.value = form_value(r, "list"),
		.error = bad == NULL ? NULL : problem_of(bad, 0) });
	form_input(r,
	    &(struct input){ .name = "file",
		.label = _("Or a file (CSV, up to 64 KB)"),
		.type = "file",
		.accept = ".csv,.txt,text/csv,text/plain" });
	html(r, "<div class=\"acts\">");
	form_button(r, "btn", NULL, NULL, "plus", _("Put into the cart"));
	html(r, "</div></div>");
	form_close(r);
	card_close(r);
}

static void
show(struct req *r, const struct problems *bad)
{
	page_open(r,
	    &(struct head){ .title = _("Quick order"),
		.nav = "quick",
		.lead = _("You know the numbers? Paste them here.") });
	html(r, "<div class=\"narrow stack\">");
	if (bad != NULL)
		form_errors(r, &(struct form_bad){ NULL, bad }, 1);
	quick_form(r, bad);
	html(r, "</div>");
	page_close(r);
}

enum rc
quick_page(struct req *r)
{
	show(r, NULL);
	return RC_OK;
}

/* The list of a file; NULL, with a sentence, when it is none. */
static const char *
file_text(struct req *r, const struct spooled *file, struct problems *bad)
{
	char *bytes = arena_alloc(r->mem, LIST_MOST + 1);
	int fd = open(file->path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, bytes, LIST_MOST + 1);

	if (fd >= 0)
		close(fd);
	if (n < 0 || n > LIST_MOST || file->size > LIST_MOST) {
		problem(bad, 0, _("The file is larger than 64 KB."));
		return NULL;
	}
	bytes[n] = '\0';
	if (strlen(bytes) != (size_t)n ||
	    utf8_check(bytes, (size_t)n) != (size_t)n) {
		problem(bad, 0,
		    _("The file is no text in UTF-8: save it as CSV UTF-8."));
		return NULL;
	}
	return bytes;
}

static enum rc
find(struct req *r, const struct order_wish *w, struct cart_line *to,
    struct problems *bad)
{
	struct product *p = arena_alloc(r->mem, sizeof *p);
	char uom[11];
	enum rc rc = own_find_one(mine(r), w->number, p, uom);

	if (rc == RC_NOTFOUND) {
		problem(bad, 0, _("Line %d: there is no item %s."), w->line,
		    w->number);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (w->quantity == 0)
		problem(bad, 0, _("Line %d: this is no quantity."), w->line);
	*to = (struct cart_line){ .item_id = p->id, .quantity = w->quantity };
	str_copy(to->uom, sizeof to->uom, w->uom[0] != '\0' ? w->uom : uom);
	return RC_OK;
}

/* All of it, or nothing and why. */
static enum rc
add_list(struct req *r, const char *list, struct problems *bad)
{
	struct order_wish *wish = arena_alloc(r->mem, CART_MOST * sizeof *wish);
	struct cart_line *lines =
	    arena_alloc(r->mem, CART_MOST * sizeof *lines);
	int n = order_list_read(list, strlen(list), wish, CART_MOST);
	enum rc rc = RC_OK;

	if (n == 0)
		problem(bad, 0, _("Enter at least one number."));
	if (n > CART_MOST)
		problem(bad, 0, _("A list has 500 lines at most."));
	for (int i = 0; rc == RC_OK && bad->n < 10 && i < n && i < CART_MOST;
	     i++)
		rc = find(r, &wish[i], &lines[i], bad);
	if (rc != RC_OK)
		return rc;
	if (bad->n > 0)
		return RC_INVALID;
	rc = own_cart_add(mine(r), lines, n, bad);
	/* Told by the lines of the list. */
	for (int i = 0; rc == RC_INVALID && i < bad->n; i++) {
		int row = bad->at[i].row;
		char told[PROBLEM_TEXT];

		if (row < 1 || row > n)
			continue;
		str_printf(told, sizeof told, _("Line %d: %s"),
		    wish[row - 1].line, bad->at[i].text);
		str_copy(bad->at[i].text, sizeof bad->at[i].text, told);
		bad->at[i].row = 0;
		bad->at[i].tag = 0;
	}
	return rc;
}

enum rc
quick_post(struct req *r)
{
	const struct spooled *file = form_file(r, "file", 0);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *list = form_value(r, "list"), *more = "";
	enum rc rc = RC_INVALID;

	if (file != NULL)
		more = file_text(r, file, bad);
	if (more != NULL)
		rc = add_list(r,
		    arena_printf(r->mem, "%s%s%s", more,
			*more != '\0' ? "\n" : "", list != NULL ? list : ""),
		    bad);
	if (rc == RC_OK)
		redirect(r, "/cart", "added");
	if (rc == RC_INVALID) {
		r->out.status = 422;
		show(r, bad);
	}
	return rc;
}

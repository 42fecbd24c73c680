/*
 * postern export accounts, contacts: all of them in our own columns, sorted
 * by their ids, so that two exports can be compared line by line and an
 * export imported again changes nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account.h"
#include "contact.h"
#include "csvout.h"
#include "mem.h"
#include "refer.h"
#include "str.h"
#include "text.h"
#include "user.h"
#include "verbs.h"

/* Records between two breaths for those who want to write. */
enum { PORTION = 500 };

struct listing {
	const struct entity *e;
	struct txn *x;
	struct buf out;
	char *cell; /* FIELD_TEXT */
	char after[PLACE_TEXT];
	unsigned index;
	int n;
};

/*
 * What files bring. References to users, and from an account to its contacts,
 * are left out: no order of importing the files could satisfy them.
 */
static bool
shown(const struct field *f)
{
	return (f->flags & (F_SYSTEM | F_SECRET)) == 0 &&
	    f->refers != &user_entity &&
	    strcmp(f->name, "primary_contact") != 0;
}

static void
add_header(struct listing *l)
{
	bool first = true;

	for (const struct field *f = l->e->fields; f->tag != 0; f++)
		if (shown(f)) {
			csv_cell(&l->out, f->name, false, first);
			first = false;
		}
	csv_row_end(&l->out);
}

static bool
add_row(void *arg, const void *rec)
{
	struct listing *l = arg;
	bool first = true;

	for (const struct field *f = l->e->fields; f->tag != 0; f++) {
		if (!shown(f))
			continue;
		if (record_empty(f, rec))
			l->cell[0] = '\0';
		else
			refer_print(l->x, f, rec, l->cell, FIELD_TEXT);
		csv_cell(
		    &l->out, l->cell, f->type->storage == STORE_TEXT, first);
		first = false;
	}
	csv_row_end(&l->out);
	store_place(l->e, l->index, rec, l->after);
	return ++l->n < PORTION;
}

static void
put(struct listing *l, int fd, const char *path)
{
	size_t done = 0;

	while (done < l->out.len) {
		ssize_t n = write(fd, l->out.data + done, l->out.len - done);

		if (n <= 0)
			tool_fail(
			    TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
		done += (size_t)n;
	}
	buf_clear(&l->out);
}

static enum rc
write_all(struct tool *t, struct listing *l, int fd, const char *path)
{
	struct store *s = tool_open(t, STORE_READ);
	enum rc rc = RC_OK;

	add_header(l);
	do {
		char after[PLACE_TEXT];
		const struct list from = {
			.e = l->e, .index = l->index, .after = after
		};

		str_copy(after, sizeof after, l->after);
		l->x = store_view(s);
		l->n = 0;
		rc = store_list(l->x, &from, add_row, l);
		put(l, fd, path);
		store_pause(s);
	} while (rc == RC_OK && l->n == PORTION);
	store_close(s);
	return rc;
}

static enum tool_exit
run(struct tool *t, const struct entity *e, unsigned index)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'o' },
		TOOL_OPTIONS,
	};
	struct listing l = { .e = e, .index = index };
	const char *path = NULL;
	char new[600];
	int fd = STDOUT_FILENO;
	enum rc rc;

	while (tool_next(t, options) != -1)
		path = optarg;
	tool_operands(t, 0, 0);
	if (path != NULL) {
		str_printf(new, sizeof new, "%s.new", path);
		fd = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		if (fd < 0)
			tool_fail(
			    TOOL_UNUSABLE, "%s: %s", new, strerror(errno));
	}
	l.cell = xmalloc(FIELD_TEXT);
	rc = write_all(t, &l, fd, path != NULL ? new : "-");
	free(l.cell);
	buf_free(&l.out);
	if (path != NULL &&
	    (fsync(fd) != 0 || close(fd) != 0 || rename(new, path) != 0))
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
	return tool_outcome(rc, NULL, NULL, e->name);
}

enum tool_exit
verb_export_accounts(struct tool *t)
{
	return run(t, &account_entity, ACCOUNT_BY_CODE);
}

enum tool_exit
verb_export_contacts(struct tool *t)
{
	return run(t, &contact_entity, CONTACT_BY_CODE);
}

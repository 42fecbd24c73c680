/* Two tables, heads and lines, as one. */
#include "join.h"

#include <stdlib.h>
#include <string.h>

#include "csvout.h"
#include "layout.h"
#include "mem.h"
#include "secret.h"
#include "str.h"
#include "text.h"

/* One of the two files. */
struct half {
	const char *text;
	size_t n;
	struct csv_dialect dialect;
	struct csv_reader *reader;
	struct csv_record header;
	char **heading; /* copies of its cells */
	int width, key;
};

/* A line of the second file, by its key. */
struct member {
	const char *raw;
	size_t n;
	long line;
	size_t next; /* of the same key, from 1; 0: none */
};

struct members {
	struct member *at;
	size_t n, size;
	struct key_slot {
		char *key; /* NULL: free */
		size_t first, last;
		bool taken;
	} * slots;
	size_t used, slots_n;
};

/* ---- reading */

static bool
open_half(struct half *h, const char *text, size_t n, const char *key,
    const char *name, char why[JOIN_WHY])
{
	struct csv_record rec;

	*h = (struct half){ .text = text, .n = n, .key = -1 };
	if (n > 0 && csv_sniff(text, n, &h->dialect, NULL, NULL)) {
		h->reader =
		    csv_open(text + h->dialect.skip, n - h->dialect.skip,
			h->dialect.delimiter, h->dialect.first_line);
		if (csv_next(h->reader, &rec) && rec.code == NULL) {
			h->key = layout_cell(&rec, key);
			h->width = rec.n;
			h->header = rec;
			h->heading =
			    xcalloc((size_t)rec.n + 1, sizeof *h->heading);
			for (int i = 0; i < rec.n; i++)
				h->heading[i] = xstrdup(rec.cells[i].text);
		}
	}
	if (h->key >= 0)
		return true;
	str_printf(why, JOIN_WHY, _("%s has no column %s (--key)"), name, key);
	return false;
}

static void
close_half(struct half *h)
{
	if (h->reader != NULL)
		csv_close(h->reader);
	for (int i = 0; i < h->width; i++)
		free(h->heading[i]);
	free(h->heading);
}

/* ---- lines by their keys */

static size_t
slot_of(const struct members *m, const char *key)
{
	size_t h = 5381, i;

	for (const char *c = key; *c != '\0'; c++)
		h = h * 33 + (unsigned char)*c;
	for (i = h & (m->slots_n - 1);
	     m->slots[i].key != NULL && strcmp(m->slots[i].key, key) != 0;
	     i = (i + 1) & (m->slots_n - 1))
		;
	return i;
}

static void
more_slots(struct members *m)
{
	struct members old = *m;

	m->slots_n = old.slots_n == 0 ? 1024 : 2 * old.slots_n;
	m->slots = xcalloc(m->slots_n, sizeof *m->slots);
	for (size_t i = 0; i < old.slots_n; i++)
		if (old.slots[i].key != NULL)
			m->slots[slot_of(m, old.slots[i].key)] = old.slots[i];
	free(old.slots);
}

static void
add_member(struct members *m, const char *key, const struct csv_record *rec)
{
	struct key_slot *slot;

	if (2 * m->used >= m->slots_n)
		more_slots(m);
	if (m->n == m->size) {
		m->size = m->size == 0 ? 1024 : 2 * m->size;
		m->at = xrealloc(m->at, m->size * sizeof *m->at);
	}
	m->at[m->n++] = (struct member){ rec->raw, rec->raw_n, rec->line, 0 };
	slot = &m->slots[slot_of(m, key)];
	if (slot->key == NULL) {
		slot->key = xstrdup(key);
		slot->first = m->n;
		m->used++;
	} else
		m->at[slot->last - 1].next = m->n;
	slot->last = m->n;
}

/* A record that is not sound is somebody's, too: it is told as it stands. */
static const char *
key_in(const struct half *h, const struct csv_record *rec)
{
	return rec->code == NULL && h->key < rec->n ? rec->cells[h->key].text :
						      "";
}

static void
gather(struct half *lines, struct members *m)
{
	struct csv_record rec;

	more_slots(m);
	while (csv_next(lines->reader, &rec))
		add_member(m, key_in(lines, &rec), &rec);
}

static void
forget(struct members *m)
{
	for (size_t i = 0; i < m->slots_n; i++)
		free(m->slots[i].key);
	free(m->slots);
	free(m->at);
}

/* ---- writing */

static void
put_header(
    const struct half *head, const struct half *lines, struct converted *made)
{
	char name[HEADING];

	convert_place(made, 1);
	for (int i = 0; i < head->width; i++)
		csv_cell(&made->text, head->heading[i], false, i == 0);
	for (int i = 0; i < lines->width; i++) {
		bool both = false;

		for (int j = 0; j < head->width; j++)
			both = both ||
			    heading_same(head->heading[j], lines->heading[i]);
		str_printf(name, sizeof name, "%s%s", both ? "Line " : "",
		    lines->heading[i]);
		if (i != lines->key)
			csv_cell(&made->text, name, false, false);
	}
	csv_row_end(&made->text);
}

static void
put_cells(struct buf *b, const struct half *h, const struct csv_record *rec,
    int but, bool first)
{
	for (int i = 0; i < h->width; i++) {
		const char *s =
		    rec != NULL && i < rec->n ? rec->cells[i].text : "";

		if (i == but)
			continue;
		csv_cell(b, s, false, first);
		first = false;
	}
}

/* Head's cells, or its key alone where there is no head. */
static void
put_lines(struct converted *made, const struct half *head,
    const struct csv_record *rec, const char *key, const struct half *lines,
    const struct members *m, size_t first)
{
	struct buf in_front = { 0 };

	if (rec != NULL)
		put_cells(&in_front, head, rec, -1, true);
	else
		for (int i = 0; i < head->width; i++)
			csv_cell(&in_front, i == head->key ? key : "", false,
			    i == 0);
	for (size_t i = first; i > 0 && m->at != NULL; i = m->at[i - 1].next) {
		const struct member *at = &m->at[i - 1];
		struct csv_reader *r = csv_open(
		    at->raw, at->n, lines->dialect.delimiter, at->line);
		struct csv_record line;

		convert_place(made, at->line);
		buf_add(&made->text, in_front.data, in_front.len);
		put_cells(&made->text, lines, csv_next(r, &line) ? &line : NULL,
		    lines->key, false);
		csv_row_end(&made->text);
		csv_close(r);
	}
	if (first == 0 && rec != NULL) {
		convert_place(made, rec->line);
		buf_add(&made->text, in_front.data, in_front.len);
		put_cells(&made->text, lines, NULL, lines->key, false);
		csv_row_end(&made->text);
	}
	buf_free(&in_front);
}

static void
put_all(struct half *head, struct half *lines, struct members *m,
    struct converted *made)
{
	struct csv_record rec;

	put_header(head, lines, made);
	while (csv_next(head->reader, &rec)) {
		struct key_slot *slot =
		    &m->slots[slot_of(m, key_in(head, &rec))];
		bool has = slot->key != NULL && !slot->taken;

		put_lines(
		    made, head, &rec, NULL, lines, m, has ? slot->first : 0);
		slot->taken = slot->key != NULL;
	}
	for (size_t i = 0; i < m->slots_n; i++)
		if (m->slots[i].key != NULL && !m->slots[i].taken)
			put_lines(made, head, NULL, m->slots[i].key, lines, m,
			    m->slots[i].first);
}

bool
join_table(const struct textfile *head_file, const char *lines_path,
    const char *key, const char *encoding, struct converted *made,
    char hash[TEXTFILE_HASH], char why[JOIN_WHY])
{
	struct half head = { 0 }, lines = { 0 };
	struct members m = { 0 };
	struct textfile file;
	struct text_fault fault;
	char both[2 * TEXTFILE_HASH];
	bool good;

	if (!textfile_open(lines_path, encoding, &file, &fault)) {
		str_copy(why, JOIN_WHY, fault.why);
		return false;
	}
	good = open_half(&head, head_file->text, head_file->n, key,
		   _("the file"), why) &&
	    open_half(&lines, file.text, file.n, key, lines_path, why);
	if (good) {
		gather(&lines, &m);
		put_all(&head, &lines, &m, made);
		str_printf(
		    both, sizeof both, "%s%s", head_file->hash, file.hash);
		hash_text(both, hash);
	}
	close_half(&head);
	close_half(&lines);
	forget(&m);
	textfile_close(&file);
	return good;
}

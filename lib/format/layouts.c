/* Layouts of other systems. */
#include "layouts.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

void
layouts_load(struct layouts *l)
{
	char why[MAP_WHY];

	if (l->map != NULL)
		return;
	l->n = layout_texts_n;
	l->map = xcalloc(l->n + 1, sizeof *l->map);
	for (unsigned i = 0; i < l->n; i++)
		if (!map_read(layout_texts[i].text,
			strlen(layout_texts[i].text), layout_texts[i].id,
			&l->map[i], why, sizeof why))
			die("layouts", "%s", why);
		else
			l->map[i].shipped = true;
}

void
layouts_free(struct layouts *l)
{
	for (unsigned i = 0; i < l->n; i++)
		map_free(&l->map[i]);
	free(l->map);
	*l = (struct layouts){ .n = 0 };
}

const struct map *
layouts_named(const struct layouts *l, const char *id)
{
	for (unsigned i = 0; i < l->n; i++)
		if (strcmp(layout_texts[i].id, id) == 0)
			return &l->map[i];
	return NULL;
}

static bool
is_of(const struct map *m, const struct kind *k)
{
	return m->kind != NULL && (k == NULL || strcmp(m->kind, k->name) == 0);
}

const struct map *
layouts_find(const struct layouts *l, const struct kind *k,
    const struct csv_record *header)
{
	const struct map *best = NULL;
	int most = 0;

	for (unsigned i = 0; i < l->n; i++) {
		const struct map *m = &l->map[i];
		int score;

		if (!is_of(m, k) || !layout_fits(m, header))
			continue;
		score = layout_score(NULL, m, header);
		if (score > most) {
			most = score;
			best = m;
		}
	}
	return best;
}

void
layouts_list(const struct layouts *l, const struct kind *k, struct buf *b)
{
	const char *between = "";

	for (unsigned i = 0; i < l->n; i++)
		if (is_of(&l->map[i], k)) {
			buf_printf(b, "%s%s", between, layout_texts[i].id);
			between = " ";
		}
}

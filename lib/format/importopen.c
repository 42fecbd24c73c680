/* Opening everything an import needs, and finding out where to go on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "secret.h"
#include "str.h"
#include "text.h"

bool
import_fail(struct import *im, const char *code, long line, long column,
    const char *why)
{
	message(&im->m,
	    &(struct message){
		.code = code, .line = line, .column = column, .text = why });
	return false;
}

bool
import_open(struct import *im, const struct import_options *o,
    struct import_counts *counts)
{
	const char *name = strrchr(o->in.path, '/');
	bool good;

	memset(counts, 0, sizeof *counts);
	*im = (struct import){ .o = o, .e = o->in.kind->e, .counts = counts };
	im->m.max = o->max_errors;
	im->m.file = strcmp(o->in.path, "-") == 0 ? _("standard input") :
	    name != NULL                          ? name + 1 :
						    o->in.path;
	good = source_open(&im->src, &o->in, &im->m);
	str_copy(
	    counts->layout, sizeof counts->layout, source_layout(&im->src));
	counts->header_at = im->src.header_at;
	return good;
}

void
import_close(struct import *im)
{
	messages_close(&im->m);
	source_close(&im->src);
	key_set_free(&im->keys);
	arena_free(im->mem);
	free(im->rows);
	free(im->waiting);
	free(im->nulls);
	free(im->filled);
}

/* ---- the journal */

/* Another map or other words make another run of the same file. */
static void
name_run(struct import *im)
{
	const struct import_options *o = im->o;
	const struct source *src = &im->src;
	const char *name = strrchr(o->in.path, '/');
	char what[700];

	str_printf(what, sizeof what,
	    "%s\n%s\n%s\n%s\n%s\n%s\n%d\n%s\n%s\n%d\n%d\n%ld", src->file.hash,
	    o->in.kind->name, src->map != NULL ? src->map->hash : "",
	    src->words.clear,
	    o->in.words.nullword != NULL ? o->in.words.nullword : "",
	    o->source != NULL ? o->source : "", (int)o->mode,
	    o->rejects != NULL ? o->rejects : "",
	    o->report != NULL ? o->report : "", o->in.decimal, (int)o->in.dates,
	    src->header_at);
	hash_text(what, im->run.key);
	str_copy(im->run.entity, sizeof im->run.entity, im->e->name);
	str_copy(im->run.file_name, sizeof im->run.file_name,
	    name != NULL ? name + 1 : o->in.path);
}

static bool
file_has(const char *path, int64_t bytes)
{
	FILE *f = path != NULL ? fopen(path, "re") : NULL;
	bool has;

	if (path == NULL)
		return true;
	if (f == NULL)
		return false;
	has = fseek(f, 0, SEEK_END) == 0 && ftell(f) >= bytes;
	fclose(f);
	return has;
}

void
forget_counts(struct import_run *run)
{
	run->done = 0;
	run->created_count = run->updated_count = 0;
	run->unchanged_count = run->rejected_count = 0;
}

/* An earlier run of the same that was cut short is taken up, unless what it
 * wrote beside the store is gone. */
bool
import_open_run(struct import *im)
{
	const struct import_options *o = im->o;
	struct import_run *run = &im->run;
	struct store *s = store_open(o->home, STORE_READ);
	char why[MAP_WHY];
	bool on;

	name_run(im);
	import_run_begin(store_view(s), run);
	store_close(s);
	if (o->check || !file_has(o->rejects, run->rejects_size) ||
	    !file_has(o->report, run->report_size))
		forget_counts(run);
	on = run->done > 0;
	im->counts->resumed = (long)run->done;
	if (!messages_open(&im->m, o->report, on ? run->report_size : -1,
		o->check ? NULL : o->rejects, on ? run->rejects_size : -1, why,
		sizeof why))
		return import_fail(im, "E_FILE", 0, 0, why);
	if (!on)
		reject_header(&im->m, &im->src);
	return true;
}

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
	*im = (struct import){ .o = o,
		.kind = o->in.kind,
		.e = o->in.kind->e,
		.doc = o->in.kind->lines != NULL ? document_of(o->in.kind->e) :
						   NULL,
		.counts = counts };
	im->m.max = o->max_errors;
	im->m.redrawn = o->redrawn;
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
	if (im->spare != NULL)
		csv_close(im->spare);
	source_close(&im->src);
	groups_free(im->groups);
	changes_clear(&im->changes);
	plan_free(&im->plan);
	parties_free(im->parties);
	paid_free(im);
	key_set_free(&im->keys);
	arena_free(im->mem);
	for (int i = 0; i < 4; i++)
		free(im->room[i]);
	free(im->entries);
	free(im->waiting);
	free(im->nulls);
	free(im->filled);
}

/* ---- the journal */

/* The file, and what the options make of it. */
static void
promise(struct import *im)
{
	const struct import_options *o = im->o;
	const struct source *src = &im->src;
	struct buf b = { 0 };

	buf_printf(&b, "%s\n%s\n%s\n%s\n%s\n%s\n%d\n%d\n%d\n%ld\n%d\n%d\n",
	    src->file.hash, o->in.kind->name,
	    src->map != NULL ? src->map->hash : "", src->words.clear,
	    o->in.words.nullword != NULL ? o->in.words.nullword : "",
	    o->source != NULL ? o->source : "", (int)o->mode, o->in.decimal,
	    (int)o->in.dates, src->header_at, (int)o->in.ignore_unknown,
	    (int)o->keep_amounts);
	for (int i = 0; o->missing[i] != NULL; i++)
		buf_printf(&b, "%s ", o->missing[i]->name);
	hash_text(b.data, im->promise);
	buf_free(&b);
}

/* Another map or other words make another run of the same file. */
static void
name_run(struct import *im)
{
	const struct import_options *o = im->o;
	const char *name = strrchr(o->in.path, '/');
	struct import_run *run = &im->run;
	struct buf b = { 0 };

	promise(im);
	buf_printf(&b, "%s\n%s\n%s", im->promise,
	    o->rejects != NULL ? o->rejects : "",
	    o->report != NULL ? o->report : "");
	hash_text(b.data, run->key);
	buf_free(&b);
	str_copy(run->entity, sizeof run->entity, im->e->name);
	str_copy(run->kind, sizeof run->kind, o->in.kind->name);
	str_copy(run->file_name, sizeof run->file_name,
	    name != NULL ? name + 1 : o->in.path);
	str_copy(run->source, sizeof run->source,
	    o->source != NULL ? o->source : "");
	str_copy(run->layout, sizeof run->layout, source_layout(&im->src));
	str_copy(run->actor, sizeof run->actor, o->actor->name);
	str_copy(run->plan, sizeof run->plan, o->plan != NULL ? o->plan : "");
	run->mode = o->mode != 0 ? o->mode : IMPORT_DOCUMENT;
	run->file_size = (int64_t)im->src.n;
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

static enum rc
write_given_up(struct txn *x, void *arg)
{
	struct import_run old = *(struct import_run *)arg;
	struct problems bad = { 0 };

	old.state = IMPORT_FAILED;
	str_copy(old.why, sizeof old.why,
	    _("cut short, and its report or reject file is gone"));
	return import_run_keep(x, &old, &bad);
}

/* What an earlier run wrote beside the store is gone: it is a run of its own,
 * and what it did will be found unchanged. */
static bool
begin_anew(struct import *im)
{
	struct store *s = store_open(im->o->home, STORE_WRITE);
	enum rc rc = txn_run(s, im->o->actor, write_given_up, &im->run);

	store_close(s);
	name_run(im);
	import_run_anew(&im->run);
	return rc == RC_OK ||
	    import_fail(im, "E_STORE", 0, 0,
		_("another import of this file is running"));
}

/* An earlier run of the same that was cut short is taken up. */
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
	if (o->check)
		import_run_anew(run);
	else if (run->id != 0 &&
	    (!file_has(o->rejects, run->rejects_size) ||
		!file_has(o->report, run->report_size)) &&
	    !begin_anew(im))
		return false;
	on = run->id != 0;
	im->counts->resumed = run->state == IMPORT_RUNNING ? run->done : 0;
	im->m.warnings = (long)run->warnings;
	if (!messages_open(&im->m, o->report, on ? run->report_size : -1,
		o->check ? NULL : o->rejects, on ? run->rejects_size : -1, why,
		sizeof why))
		return import_fail(im, "E_FILE", 0, 0, why);
	if (!on)
		reject_header(&im->m, &im->src);
	return true;
}

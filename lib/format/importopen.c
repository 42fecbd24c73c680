/* Opening everything an import needs, and finding out where to go on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "secret.h"
#include "str.h"
#include "text.h"

enum { MAP_FILE = 256 * 1024 };

bool
import_fail(struct import *im, const char *code, long line, long column,
    const char *why)
{
	message(&im->m,
	    &(struct message){
		.code = code, .line = line, .column = column, .text = why });
	return false;
}

static bool
open_map(struct import *im)
{
	char why[MAP_WHY];
	struct textfile file;
	struct text_fault fault;
	bool good;

	if (im->o->map_path == NULL)
		return true;
	if (!textfile_open(im->o->map_path, "UTF-8", &file, &fault))
		return import_fail(im, "E_MAP", 0, 0, fault.why);
	good = file.n <= MAP_FILE &&
	    map_read(
		file.text, file.n, im->o->map_path, &im->map, why, sizeof why);
	if (file.n > MAP_FILE)
		str_copy(why, sizeof why, _("the map is too long"));
	textfile_close(&file);
	return good || import_fail(im, "E_MAP", 0, 0, why);
}

static bool
open_text(struct import *im)
{
	struct text_fault f;
	char why[TEXTFILE_WHY];

	if (!textfile_open(im->o->path, im->o->encoding, &im->file, &f))
		return import_fail(im, f.code != NULL ? f.code : "E_FILE",
		    f.line, f.column, f.why);
	if (!im->file.guessed)
		return true;
	str_printf(why, sizeof why,
	    _("byte 0x%02x is not UTF-8; the file is taken for windows-1252 "
	      "(--encoding says otherwise)"),
	    im->file.byte);
	message(&im->m,
	    &(struct message){ .warning = true,
		.code = "W_ENCODING",
		.line = im->file.line,
		.column = im->file.column,
		.text = why });
	return true;
}

const struct map *
import_map(const struct import *im)
{
	return im->o->map_path != NULL ? &im->map : NULL;
}

static bool
open_dialect(struct import *im)
{
	struct layout_known known = { im->o->e, import_map(im) };

	if (im->file.n == 0)
		return import_fail(
		    im, "E_HEADER_MISSING", 1, 1, _("the file is empty"));
	if (!csv_sniff(im->file.text, im->file.n, &im->dialect, layout_score,
		&known) &&
	    im->o->delimiter == '\0')
		return import_fail(im, "E_HEADER", 1, 1,
		    _("no separator gives all records the same number of "
		      "cells; name it with --delimiter"));
	if (im->o->delimiter != '\0')
		im->dialect.delimiter = im->o->delimiter;
	im->reader = csv_open(im->file.text + im->dialect.skip,
	    im->file.n - im->dialect.skip, im->dialect.delimiter,
	    im->dialect.first_line);
	if (!csv_next(im->reader, &im->header))
		return import_fail(im, "E_HEADER_MISSING",
		    im->dialect.first_line, 1, _("the file has no header"));
	if (im->header.code != NULL)
		return import_fail(im, im->header.code, im->header.bad_line,
		    im->header.bad_column, im->header.why);
	return true;
}

bool
import_open(struct import *im)
{
	return open_map(im) && open_text(im) && open_dialect(im);
}

void
import_rewind(struct import *im)
{
	csv_close(im->reader);
	im->reader = csv_open(im->file.text + im->dialect.skip,
	    im->file.n - im->dialect.skip, im->dialect.delimiter,
	    im->dialect.first_line);
	(void)csv_next(im->reader, &im->header);
}

void
import_close(struct import *im)
{
	messages_close(&im->m);
	if (im->reader != NULL)
		csv_close(im->reader);
	textfile_close(&im->file);
	map_free(&im->map);
	layout_free(&im->layout);
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
	const char *name = strrchr(o->path, '/');
	char what[600];

	str_printf(what, sizeof what, "%s\n%s\n%s\n%s\n%s\n%s\n%d\n%s\n%s",
	    im->file.hash, o->e->name, im->map.hash,
	    o->clear != NULL ? o->clear : "",
	    o->nullword != NULL ? o->nullword : "",
	    o->source != NULL ? o->source : "", (int)o->mode,
	    o->rejects != NULL ? o->rejects : "",
	    o->report != NULL ? o->report : "");
	hash_text(what, im->run.key);
	str_copy(im->run.entity, sizeof im->run.entity, o->e->name);
	str_copy(im->run.file_name, sizeof im->run.file_name,
	    name != NULL ? name + 1 : o->path);
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
		reject_header(&im->m, &im->file, &im->dialect, &im->header);
	return true;
}

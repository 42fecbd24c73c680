/* The work behind an export that was asked for on a page. */
#include "exportwork.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "exportubl.h"
#include "mem.h"
#include "str.h"
#include "text.h"
#include "zipfile.h"

struct work {
	const struct conf *conf;
	const struct actor *actor;
	struct export_job job;
	struct export_file file;
	struct export_ubl ubl;
	bool (*ubl_portion)(struct export *);
	char path[620];            /* what is being written */
	char dir[620], aside[640]; /* of documents, until they are packed */
	int64_t shown; /* when the job's record last said how far it is */
};

/* ---- signs of life */

enum { SHOW_EACH = 2 }; /* seconds */

static enum rc
show_sign(struct txn *x, void *arg)
{
	const struct work *w = arg;
	struct problems bad = { .n = 0 };
	struct export_job *j = txn_scratch(x, sizeof *j);
	enum rc rc = store_get(x, &export_job_entity, w->job.id, j);

	if (rc != RC_OK)
		return rc;
	j->beat = clock_now();
	j->records = w->job.records;
	j->total = w->job.total;
	return export_job_save(x, j, &bad);
}

static enum rc
write_job(struct work *w, enum rc (*body)(struct txn *, void *))
{
	struct store *s = store_open(w->conf->store, STORE_WRITE);
	enum rc rc = txn_run(s, w->actor, body, w);

	store_close(s);
	return rc;
}

static void
between(void *arg, long records)
{
	struct work *w = arg;
	enum rc rc;

	w->job.records = records;
	if (clock_now() - w->shown < SHOW_EACH)
		return;
	w->shown = clock_now();
	rc = write_job(w, show_sign);
	(void)rc; /* the work matters more */
}

static bool
ubl_between(struct export *x)
{
	const struct export_ubl *u = x->arg;
	struct work *w = u->arg;

	between(w, x->records);
	return w->ubl_portion(x);
}

/* ---- a file for each document, packed into one */

static void
tell_nobody(void *arg, const char *line)
{
	(void)arg;
	(void)line; /* the archive has it beside the document */
}

/* What an earlier process left of it as well. */
static void
clear_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *d;
	char file[1000];

	while (dir != NULL && (d = readdir(dir)) != NULL)
		if (d->d_type == DT_REG &&
		    str_printf(file, sizeof file, "%s/%s", path, d->d_name))
			(void)unlink(file);
	if (dir != NULL)
		closedir(dir);
	(void)rmdir(path);
}

static bool
failed(struct work *w, const char *what)
{
	str_printf(w->file.why, sizeof w->file.why, "%.300s: %s", what,
	    strerror(errno));
	return false;
}

static bool
pack_file(struct work *w, struct zipfile *z, const char *path, const char *name)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes;
	bool good;

	if (fd < 0 || fstat(fd, &st) != 0) {
		good = failed(w, name);
		if (fd >= 0)
			close(fd);
		return good;
	}
	bytes = xmalloc((size_t)st.st_size + 1);
	good = read(fd, bytes, (size_t)st.st_size) == st.st_size ?
	    zip_add(z, name, bytes, (size_t)st.st_size) :
	    failed(w, name);
	free(bytes);
	close(fd);
	return good;
}

static int
plain_files(const struct dirent *d)
{
	return d->d_type == DT_REG;
}

static bool
pack_folder(
    struct work *w, struct zipfile *z, const char *dir, const char *under)
{
	struct dirent **names = NULL;
	int n = scandir(dir, &names, plain_files, alphasort);
	bool good = true;

	for (int i = 0; i < n; i++) {
		char path[1000], name[400];

		str_printf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
		str_printf(name, sizeof name, "%s%s", under, names[i]->d_name);
		good = good && pack_file(w, z, path, name);
		free(names[i]);
	}
	free(names);
	return good;
}

static enum rc
pack(struct work *w)
{
	struct outfile out;
	struct zipfile z;
	bool good;

	if (!outfile_open(&out, w->path)) {
		str_copy(w->file.why, sizeof w->file.why, out.why);
		return RC_REFUSED;
	}
	zip_begin(&z, &out, clock_now());
	good = pack_folder(w, &z, w->dir, "") &&
	    pack_folder(w, &z, w->aside, "quarantine/");
	good = zip_end(&z) && good && outfile_close(&out);
	if (!good && w->file.why[0] == '\0')
		str_copy(w->file.why, sizeof w->file.why, out.why);
	outfile_drop(&out);
	return good ? RC_OK : RC_REFUSED;
}

static enum rc
write_documents(struct work *w)
{
	struct export_ubl *u = &w->ubl;
	struct export *x = &w->file.x;
	enum rc rc;

	if (mkdir(w->dir, 0700) != 0 && errno != EEXIST) {
		(void)failed(w, w->dir);
		return RC_REFUSED;
	}
	u->dir = w->dir;
	u->quarantine = w->aside;
	u->schemas =
	    w->conf->ubl_schemas[0] != '\0' ? w->conf->ubl_schemas : NULL;
	u->tell = tell_nobody;
	u->arg = w;
	export_ubl_begin(u, x);
	w->ubl_portion = x->portion;
	x->portion = ubl_between;
	rc = export_run(w->conf->store, x);
	export_ubl_end(u);
	w->job.records = u->written;
	w->job.refused = u->bad;
	if (rc == RC_REFUSED)
		str_copy(w->file.why, sizeof w->file.why, u->why);
	return rc == RC_OK ? pack(w) : rc;
}

/* ---- the whole */

/* How many there are, where all of them are wanted. */
static int64_t
count_all(struct txn *x, const struct export *e)
{
	const struct export_filter *only = &e->only;

	if (only->account != 0 || only->from != 0 || only->to != 0 ||
	    only->since != 0 || only->statuses > 0 || e->kind->period)
		return 0;
	return store_count(x, e->kind->e, 0, NULL);
}

static bool
prepare(struct work *w, int64_t id, struct problems *bad)
{
	struct store *s = store_open(w->conf->store, STORE_READ);
	struct txn *x = store_view(s);
	bool good = store_get(x, &export_job_entity, id, &w->job) == RC_OK &&
	    w->job.state == EXPORT_RUNNING;

	if (good)
		export_wishes(&w->job, &w->file, bad);
	w->job.records = w->job.refused = 0;
	w->job.total = good && bad->n == 0 ? count_all(x, &w->file.x) : 0;
	store_close(s);
	str_printf(w->path, sizeof w->path, "%s/export-%lld", w->conf->spool,
	    (long long)id);
	str_printf(w->dir, sizeof w->dir, "%s.d", w->path);
	str_printf(w->aside, sizeof w->aside, "%s/quarantine", w->dir);
	return good;
}

static enum rc
finish(struct txn *x, void *arg)
{
	struct work *w = arg;
	struct problems bad = { .n = 0 };
	struct export_job *j = &w->job;
	struct export_job *stored = txn_scratch(x, sizeof *stored);
	struct stat st;
	enum rc rc = store_get(x, &export_job_entity, j->id, stored);

	if (rc != RC_OK)
		return rc;
	j->rev = stored->rev;
	j->finished = j->beat = clock_now();
	if (j->state == EXPORT_DONE) {
		j->size = stat(w->path, &st) == 0 ? st.st_size : 0;
		rc = store_file_add(
		    x, w->path, j->stored_as, sizeof j->stored_as);
		if (rc != RC_OK)
			return rc;
	}
	rc = export_job_save(x, j, &bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static void
run(struct work *w, const struct problems *bad)
{
	struct export_job *j = &w->job;
	enum rc rc = RC_INVALID;

	w->file.between = between;
	w->file.arg = w;
	if (bad->n > 0)
		str_copy(j->message, sizeof j->message, bad->at[0].text);
	else if (w->file.format == EXPORT_UBL)
		rc = write_documents(w);
	else {
		rc = export_file_write(&w->file, w->conf->store, w->path);
		j->records = w->file.x.records;
	}
	j->state = rc == RC_OK ? EXPORT_DONE : EXPORT_FAILED;
	if (rc != RC_OK && j->message[0] == '\0')
		str_copy(j->message, sizeof j->message,
		    w->file.why[0] != '\0' ?
			w->file.why :
			_("The records could not be read."));
	/* A disk without room for the file has some for the reason. */
	rc = write_job(w, finish);
	if (rc == RC_FULL) {
		j->state = EXPORT_FAILED;
		str_copy(j->message, sizeof j->message, _("The disk is full."));
		rc = write_job(w, finish);
	}
	(void)rc; /* what cannot be noted shows as a job gone silent */
}

void
exportwork(const struct conf *conf, const struct actor *actor, int64_t job)
{
	struct work *w = xcalloc(1, sizeof *w);
	struct problems bad = { .n = 0 };

	w->conf = conf;
	w->actor = actor;
	if (prepare(w, job, &bad)) {
		clear_folder(w->aside);
		clear_folder(w->dir);
		run(w, &bad);
		clear_folder(w->aside);
		clear_folder(w->dir);
	}
	(void)unlink(w->path);
	free(w);
}

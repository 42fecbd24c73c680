/* What the files of postern nightly share; nobody else includes it. */
#ifndef POSTERN_NIGHT_H
#define POSTERN_NIGHT_H

#include <stdio.h>

#include "batch_run.h"
#include "mailing.h"
#include "nightlock.h"
#include "tool.h"

/* ---- nightconf.c: the settings */

enum { RULE_WORDS = 40, RULES = 60, RULE_TEXT = 1000 };

/* Words of a setting, NUL-terminated in text; the first ones have names. */
struct night_rule {
	char text[RULE_TEXT];
	char *word[RULE_WORDS]; /* ends with NULL */
	int n;
};

struct night_conf {
	char exchange[512];
	struct night_rule import[RULES]; /* PATTERN KIND OPTION ... */
	struct night_rule export[RULES]; /* KIND OPTION ... */
	int imports, exports;
	int keep;        /* runs in the ledger */
	int settle;      /* seconds since a file was written */
	int minutes;     /* most of one file or export */
	int memory;      /* MB, the same */
	int export_days; /* what pages exported is kept; 0: for ever */
	char good[540];
	char mail_to[512];
	struct mail_conf mail;
};
/* Ends with a sentence when they cannot be used. */
void night_read_conf(const struct tool *, struct night_conf *);
bool night_rule_has(const struct night_rule *, const char *word);

/* ---- nightjob.c: one file or export, in a process of its own */

enum night_result { NIGHT_GOOD, NIGHT_REJECTED, NIGHT_FAILED, NIGHT_STORE };

struct night_job {
	const char *what; /* import export licence mail */
	char name[256];   /* of the file, or of the export's kind; clean */
	char kind[64];
	enum night_result result;
	int status, signal;
	int64_t seconds;
	char reason[200]; /* "": none */
	char moved[256];  /* where the file lies now, below the exchange */
};

struct night {
	struct tool *t;
	struct night_conf conf;
	struct night_lock lock;
	struct batch_run run;
	int64_t cut;    /* when the last run began, if it was cut short */
	char stamp[24]; /* in front of names: 20261128T020000Z */
	struct night_job *job;
	int jobs;
	int64_t mailed;   /* tonight */
	int64_t to_print; /* notices that wait for a clerk */
	bool store_trouble;
	char trouble[300]; /* of the folder, of mail; "": none */
};

/* Runs what the rule says of a file in in/, or exports; adds the job. */
void night_file(struct night *, const struct night_rule *, const char *name);
void night_export(struct night *, const struct night_rule *);
struct night_job *night_job_add(
    struct night *, const char *what, const char *name, const char *kind);
/* A file no rule is about. */
void night_stranger(struct night *, const char *name);

/* ---- nightmail.c: reminders, notices, and mail at all */

void night_remind(struct night *);
void night_post(struct night *);

/* ---- nighttell.c: who gets to know */

const char *night_result_word(enum night_result);
void night_summary(const struct night *, char *to, size_t size);
/* A line for each job that was not good. */
void night_details(const struct night *, char *to, size_t size);
void night_json(const struct night *, int status);
/* Mail when the state is not the one told last; false: trouble says why. */
bool night_mail(struct night *, const char *was, const char *is);
bool night_mark_good(struct night *);

#endif

/* Who gets to know of a night: the terminal, programs, people. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "date.h"
#include "jsonout.h"
#include "night.h"
#include "outfile.h"
#include "str.h"
#include "text.h"

const char *
night_result_word(enum night_result result)
{
	static const char *const words[] = {
		[NIGHT_GOOD] = "ok",
		[NIGHT_REJECTED] = "rejected",
		[NIGHT_FAILED] = "failed",
		[NIGHT_STORE] = "store",
	};

	return words[result];
}

static const char *
state_word(const struct night *n)
{
	return choice_of(batch_states, n->run.state)->name;
}

void
night_summary(const struct night *n, char *to, size_t size)
{
	const struct batch_run *r = &n->run;
	size_t used;

	str_printf(to, size,
	    _("nightly: %s, %lld files, %lld exports, %lld with something "
	      "refused, %lld failed, %lld s"),
	    state_word(n), (long long)r->files, (long long)r->exports,
	    (long long)r->rejected, (long long)r->failed,
	    (long long)(clock_now() - r->started));
	if (n->mailed + n->to_print == 0)
		return;
	used = strlen(to);
	str_printf(to + used, size - used, _(", %lld mailed, %lld to print"),
	    (long long)n->mailed, (long long)n->to_print);
}

void
night_details(const struct night *n, char *to, size_t size)
{
	char line[700], when[TIME_TEXT];
	size_t used = 0;

	to[0] = '\0';
	if (n->cut != 0) {
		time_iso(n->cut, when, sizeof when);
		str_printf(to, size, _("the run of %s was cut short\n"), when);
		used = strlen(to);
	}
	if (n->trouble[0] != '\0') {
		str_printf(to + used, size - used, "%s\n", n->trouble);
		used += strlen(to + used);
	}
	for (int i = 0; i < n->jobs; i++) {
		const struct night_job *job = &n->job[i];

		if (job->result == NIGHT_GOOD)
			continue;
		str_printf(line, sizeof line, "%s %s: %s: %s\n", job->what,
		    job->name, night_result_word(job->result), job->reason);
		if (used + strlen(line) >= size)
			break;
		str_copy(to + used, size - used, line);
		used += strlen(line);
	}
}

/* ---- programs */

static void
add_job(struct json *j, const struct night_job *job)
{
	json_open(j, NULL, '{');
	json_text(j, "what", job->what);
	json_text(j, "name", job->name);
	if (job->kind[0] != '\0')
		json_text(j, "kind", job->kind);
	json_text(j, "result", night_result_word(job->result));
	if (job->signal != 0)
		json_int(j, "signal", job->signal);
	else
		json_int(j, "status", job->status);
	json_int(j, "seconds", job->seconds);
	if (job->reason[0] != '\0')
		json_text(j, "reason", job->reason);
	if (job->moved[0] != '\0')
		json_text(j, "moved", job->moved);
	json_close(j, '}');
}

void
night_json(const struct night *n, int status)
{
	struct buf b = { 0 };
	struct json j = { .out = &b };
	char when[TIME_TEXT];

	json_open(&j, NULL, '{');
	json_text(&j, "state", state_word(n));
	json_int(&j, "status", status);
	time_iso(n->run.started, when, sizeof when);
	json_text(&j, "started", when);
	json_int(&j, "seconds", clock_now() - n->run.started);
	json_text(&j, "host", n->run.host);
	json_int(&j, "files", n->run.files);
	json_int(&j, "exports", n->run.exports);
	json_int(&j, "rejected", n->run.rejected);
	json_int(&j, "failed", n->run.failed);
	json_int(&j, "mailed", n->mailed);
	json_int(&j, "to_print", n->to_print);
	if (n->trouble[0] != '\0')
		json_text(&j, "trouble", n->trouble);
	json_open(&j, "jobs", '[');
	for (int i = 0; i < n->jobs; i++)
		add_job(&j, &n->job[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_char(&b, '\n');
	fwrite(b.data, 1, b.len, stdout);
	buf_free(&b);
}

/* What watches over us looks at its age. */
bool
night_mark_good(struct night *n)
{
	struct outfile out;
	char when[TIME_TEXT];

	time_iso(clock_now(), when, sizeof when);
	if (!outfile_open(&out, n->conf.good)) {
		str_copy(n->trouble, sizeof n->trouble, out.why);
		return false;
	}
	buf_printf(&out.out, "%s\n", when);
	if (outfile_close(&out))
		return true;
	str_copy(n->trouble, sizeof n->trouble, out.why);
	return false;
}

/* ---- people */

static void
write_mail(const struct night *n, const char *was, const char *is, FILE *f)
{
	char when[TIME_TEXT], line[300], details[BATCH_DETAILS];

	time_iso(n->run.started, when, sizeof when);
	night_summary(n, line, sizeof line);
	night_details(n, details, sizeof details);
	fprintf(f,
	    "From: %s\nTo: %s\nSubject: Postern on %s: nightly %s (was %s)\n"
	    "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: 8bit\n\n",
	    n->conf.mail.from, n->conf.mail_to, n->run.host, is, was);
	fprintf(f, "%s\n%s: %s\n\n%s", line, _("started"), when, details);
	fprintf(f,
	    _("\nFiles that failed, and what was refused of others, lie in "
	      "%s/failed.\nThe next mail comes when this changes.\n"),
	    n->conf.exchange);
}

bool
night_mail(struct night *n, const char *was, const char *is)
{
	struct mail_journal none = { .fd = -1 };
	struct mail_conf *c = &n->conf.mail;
	FILE *f;
	bool good;

	if (n->conf.mail_to[0] == '\0')
		return true;
	if (c->from[0] == '\0')
		str_printf(c->from, sizeof c->from, "postern@%s", n->run.host);
	f = tmpfile();
	good = f != NULL;
	if (good) {
		write_mail(n, was, is, f);
		good = mail_hand(&none, c, 0, c->from, n->conf.mail_to, f) ==
		    OUTBOX_ACCEPTED;
	}
	if (f != NULL)
		fclose(f);
	if (!good)
		str_printf(n->trouble, sizeof n->trouble,
		    _("mail could not be sent by %s"), c->sendmail);
	return good;
}

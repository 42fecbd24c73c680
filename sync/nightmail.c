/*
 * Notices by mail: reminders are made, and what is to be mailed is marked,
 * written, handed to sendmail with the store closed, and told. One after the
 * other; a death anywhere costs one notice, which is sent once more.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "date.h"
#include "mail.h"
#include "night.h"
#include "noticepaper.h"
#include "str.h"
#include "text.h"

extern char **environ;

enum { DOCUMENTS_AT_ONCE = 500, IN_A_ROW = 3 };

/* ---- sendmail */

enum { RECIPIENTS = 20 };

/* Addresses as words of their own; no shell sees them. */
static int
recipients(char *list, char *word[RECIPIENTS + 1])
{
	char *save = NULL;
	int n = 0;

	for (char *s = strtok_r(list, ", \t", &save);
	     s != NULL && n < RECIPIENTS; s = strtok_r(NULL, ", \t", &save))
		word[n++] = s;
	word[n] = NULL;
	return n;
}

static pid_t
start_sendmail(const struct night_conf *c, char *const *argv, int in)
{
	posix_spawn_file_actions_t actions;
	pid_t pid = -1;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	if (posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO) != 0 ||
	    posix_spawn(&pid, c->sendmail, &actions, NULL, argv, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&actions);
	return pid;
}

bool
night_send(const struct night_conf *c, const char *sender,
    const char *recipient, FILE *message)
{
	char to[512], from[128], path[256], option[] = "-i", bounce[] = "-f",
					    end[] = "--";
	char *argv[RECIPIENTS + 8];
	int status, used = 0;
	pid_t pid;

	if (fflush(message) != 0 || fseek(message, 0, SEEK_SET) != 0 ||
	    lseek(fileno(message), 0, SEEK_SET) != 0)
		return false;
	str_copy(to, sizeof to, recipient);
	str_copy(from, sizeof from, sender);
	str_copy(path, sizeof path, c->sendmail);
	argv[used++] = path;
	argv[used++] = option;
	argv[used++] = bounce;
	argv[used++] = from;
	argv[used++] = end;
	if (recipients(to, argv + used) == 0)
		return false;
	pid = start_sendmail(c, argv, fileno(message));
	if (pid < 0)
		return false;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- reminders */

static enum rc
remind_some(struct txn *x, void *run)
{
	return remind_prepare(
	    x, run, time_date(clock_now(), "UTC"), DOCUMENTS_AT_ONCE);
}

void
night_remind(struct night *n)
{
	struct remind_run run = { .done = false };

	while (!run.done && !n->store_trouble)
		if (tool_run(n->t, remind_some, &run) > RC_SAME) {
			str_copy(n->trouble, sizeof n->trouble,
			    _("reminders could not be prepared"));
			n->store_trouble = true;
		}
}

/* ---- one notice */

struct posting {
	struct night *n;
	char place[PLACE_TEXT];
	struct notice notice;
	bool took;
	/* What became of it. */
	enum { SENT, REFUSED, FAILED, LEFT_OUT } end;
	const char *why;
	int sent, refused, in_a_row;
};

static enum rc
take_one(struct txn *x, void *arg)
{
	struct posting *p = arg;
	enum rc rc = notice_take(x, p->place, &p->notice);

	p->took = rc == RC_OK;
	/* What was looked at on the way is kept. */
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static enum rc
tell_end(struct txn *x, void *arg)
{
	const struct posting *p = arg;

	switch (p->end) {
	case SENT:
		return notice_sent(x, p->notice.id);
	case REFUSED:
		return notice_refused(x, p->notice.id, p->why);
	case FAILED:
	case LEFT_OUT:
	default:
		return notice_give_up(
		    x, p->notice.id, p->end == LEFT_OUT, p->why);
	}
}

static void
become(struct posting *p, int end, const char *why)
{
	p->end = end;
	p->why = why;
}

/* From the company's address, unless the settings name another. */
static const char *
sender_of(const struct night *n, const struct notice_papers *papers)
{
	if (n->conf.mail_from[0] != '\0')
		return n->conf.mail_from;
	return mail_address(papers->from) ? papers->from : NULL;
}

/* The same for the same sending: a mail program shows it once. */
static const char *
message_id(struct arena *mem, const struct notice *notice, const char *sender)
{
	return arena_printf(mem, "postern.notice.%lld.%lld.%lld@%s",
	    (long long)notice->id, (long long)notice->notice_date,
	    (long long)notice->done_on, strchr(sender, '@') + 1);
}

static bool
write_and_send(struct posting *p, struct arena *mem,
    const struct notice_papers *papers, const char *sender)
{
	struct buf pdf[NOTICE_PAPERS] = { { 0 } }, message = { 0 };
	struct mail m = {
		.from = sender,
		.from_name = papers->doc[0]->firm,
		.to = p->notice.recipient,
		.subject = papers->subject,
		.id = message_id(mem, &p->notice, sender),
		.text = papers->words,
		.files = papers->n,
	};
	FILE *f = tmpfile();
	bool good = f != NULL;

	_Static_assert((int)NOTICE_PAPERS <= (int)MAIL_FILES, "they fit");
	for (int i = 0; i < papers->n; i++) {
		print_pdf(papers->doc[i], &pdf[i]);
		m.file[i] = (struct mail_file){
			arena_printf(mem, "%s %s %s.pdf", papers->doc[i]->kind,
			    papers->doc[i]->number, papers->currency[i]),
			"application/pdf", &pdf[i]
		};
	}
	mail_write(&m, &message);
	good = good && fwrite(message.data, 1, message.len, f) == message.len &&
	    night_send(&p->n->conf, sender, p->notice.recipient, f);
	if (f != NULL)
		fclose(f);
	for (int i = 0; i < papers->n; i++)
		buf_free(&pdf[i]);
	buf_free(&message);
	return good;
}

static void
send_one(struct posting *p)
{
	struct arena *mem = arena_new();
	struct notice_papers *papers = arena_alloc(mem, sizeof *papers);
	struct store *s = tool_open(p->n->t, STORE_READ);
	enum rc rc =
	    notice_papers(store_view(s), mem, &p->notice, NULL, papers);
	const char *sender;

	store_close(s);
	sender = sender_of(p->n, papers);
	if (rc == RC_REFUSED)
		become(p, FAILED, _("It has too many documents."));
	else if (rc != RC_OK)
		become(p, FAILED, _("It could not be made."));
	else if (papers->n == 0)
		become(p, LEFT_OUT, _("Nothing is open any more."));
	else if (!mail_address(p->notice.recipient))
		become(p, FAILED, _("The e-mail address cannot be used."));
	else if (sender == NULL || strchr(sender, '@') == NULL)
		become(p, REFUSED,
		    _("Our company has no e-mail address, nor mail_from."));
	else if (write_and_send(p, mem, papers, sender))
		become(p, SENT, NULL);
	else
		become(p, REFUSED, _("The mail system did not take it."));
	arena_free(mem);
}

/* ---- all */

static void
tell_job(struct posting *p)
{
	const struct notice like = { .status = NOTICE_TO_PRINT };
	struct night *n = p->n;
	struct store *s = tool_open(n->t, STORE_READ);
	struct night_job *job;

	n->mailed = p->sent;
	n->to_print =
	    store_count(store_view(s), &notice_entity, NOTICE_BY_STATUS, &like);
	store_close(s);
	if (p->sent + p->refused == 0)
		return;
	job = night_job_add(n, "mail", "notices", "notices");
	if (p->refused == 0)
		return;
	job->result = NIGHT_REJECTED;
	job->status = TOOL_REJECTED;
	str_printf(job->reason, sizeof job->reason,
	    _("%d of %d were not sent: %s"), p->refused, p->sent + p->refused,
	    p->why != NULL ? p->why : "");
}

void
night_post(struct night *n)
{
	struct posting p = { .n = n };
	const char *why = NULL;

	/* A mail system that takes nothing is not asked for each of them. */
	while (!n->store_trouble && p.in_a_row < IN_A_ROW) {
		if (tool_run(n->t, take_one, &p) > RC_SAME)
			n->store_trouble = true;
		if (n->store_trouble || !p.took)
			break;
		send_one(&p);
		if (tool_run(n->t, tell_end, &p) > RC_SAME)
			n->store_trouble = true;
		p.sent += p.end == SENT;
		p.refused += p.end == REFUSED || p.end == FAILED;
		p.in_a_row = p.end == REFUSED ? p.in_a_row + 1 : 0;
		if (p.end == REFUSED || p.end == FAILED)
			why = p.why;
	}
	if (n->store_trouble) {
		str_copy(n->trouble, sizeof n->trouble,
		    _("notices could not be sent"));
		return;
	}
	p.why = why;
	tell_job(&p);
}

/*
 * The hand: a process for each message, which starts sendmail and writes into
 * the journal what it said. It stands in a process group of its own and holds
 * the lock of its parent, so that a parent that is killed is not followed by
 * another sender before the outcome stands there. What is left is a death of
 * the hand itself, or of the machine: then nobody knows, and the mail goes once
 * more with the same Message-ID.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "gate.h"
#include "mailing.h"
#include "str.h"

enum { RECIPIENTS = 20, SECONDS = 300 };

/* ---- the journal: the kernel's start, then "ID WORD" for each step */

static const struct {
	enum outbox_end end;
	const char *word;
} words[] = {
	{ OUTBOX_CUT_SHORT, "begun" },
	{ OUTBOX_ACCEPTED, "taken" },
	{ OUTBOX_REFUSED, "refused" },
	{ OUTBOX_IMPOSSIBLE, "impossible" },
};
enum { WORDS = sizeof words / sizeof *words };

bool
mail_journal_open(struct mail_journal *j, const char *store)
{
	str_printf(j->path, sizeof j->path, "%s/mail.journal", store);
	j->fd = open(j->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	return j->fd >= 0;
}

bool
mail_journal_begin(struct mail_journal *j)
{
	char boot[BOOT_TEXT], line[BOOT_TEXT + 2];
	size_t n;

	gate_boot(boot);
	str_printf(line, sizeof line, "%s\n", boot);
	n = strlen(line);
	return ftruncate(j->fd, 0) == 0 && write(j->fd, line, n) == (ssize_t)n;
}

static void
note(struct mail_journal *j, int64_t id, enum outbox_end end)
{
	char line[60];

	if (j->fd < 0)
		return;
	for (int i = 0; i < WORDS; i++)
		if (words[i].end == end) {
			str_printf(line, sizeof line, "%lld %s\n",
			    (long long)id, words[i].word);
			(void)!write(j->fd, line, strlen(line));
		}
}

/* The last word about a mail. */
static enum outbox_end
word_of(FILE *f, int64_t id)
{
	enum outbox_end end = OUTBOX_NOT_BEGUN;
	char line[100], *word;

	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strtoll(line, &word, 10) != id || *word != ' ')
			continue;
		for (int i = 0; i < WORDS; i++)
			if (strcmp(words[i].word, word + 1) == 0)
				end = words[i].end;
	}
	return end;
}

enum outbox_end
mail_journal_end(struct mail_journal *j, int64_t id)
{
	char boot[BOOT_TEXT], line[100];
	enum outbox_end end = OUTBOX_CUT_SHORT;
	FILE *f = fopen(j->path, "re");

	if (f == NULL)
		return end;
	gate_boot(boot);
	/* That of another start may lack what was written last. */
	if (boot[0] != '\0' && fgets(line, sizeof line, f) != NULL &&
	    strncmp(line, boot, strlen(boot)) == 0)
		end = word_of(f, id);
	fclose(f);
	return end;
}

void
mail_journal_close(struct mail_journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	j->fd = -1;
}

/* ---- sendmail */

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

/* The clock of alarm goes on in the program that is started. */
static pid_t
start_sendmail(const char *program, char *const *argv, int in)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (dup2(in, STDIN_FILENO) < 0)
		_exit(EX_OSERR);
	alarm(SECONDS);
	execv(program, argv);
	_exit(EX_OSFILE);
}

/* What its status means: some say that it will never be taken. */
static enum outbox_end
meaning(int status)
{
	/* It was ended in the middle, perhaps after it had done its work. */
	if (!WIFEXITED(status))
		return OUTBOX_CUT_SHORT;
	switch (WEXITSTATUS(status)) {
	case EX_OK:
		return OUTBOX_ACCEPTED;
	case EX_DATAERR:
	case EX_NOUSER:
	case EX_NOHOST:
		return OUTBOX_IMPOSSIBLE;
	default:
		return OUTBOX_REFUSED;
	}
}

static enum outbox_end
run(const struct mail_conf *c, const char *sender, const char *recipient,
    int message)
{
	char to[512], from[128], path[256], option[] = "-i", bounce[] = "-f",
					    end[] = "--";
	char *argv[RECIPIENTS + 8];
	int status, used = 0;
	pid_t pid;

	str_copy(to, sizeof to, recipient);
	str_copy(from, sizeof from, sender);
	str_copy(path, sizeof path, c->sendmail);
	argv[used++] = path;
	argv[used++] = option;
	argv[used++] = bounce;
	argv[used++] = from;
	argv[used++] = end;
	if (recipients(to, argv + used) == 0)
		return OUTBOX_IMPOSSIBLE;
	pid = start_sendmail(c->sendmail, argv, message);
	if (pid < 0)
		return OUTBOX_REFUSED;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return OUTBOX_CUT_SHORT;
	return meaning(status);
}

enum outbox_end
mail_hand(struct mail_journal *j, const struct mail_conf *c, int64_t id,
    const char *sender, const char *recipient, FILE *message)
{
	enum outbox_end end;
	int status;
	pid_t pid;

	if (fflush(message) != 0 || fseek(message, 0, SEEK_SET) != 0 ||
	    lseek(fileno(message), 0, SEEK_SET) != 0)
		return OUTBOX_REFUSED;
	note(j, id, OUTBOX_CUT_SHORT);
	fflush(NULL);
	pid = fork();
	if (pid < 0)
		return OUTBOX_REFUSED;
	if (pid == 0) {
		(void)setpgid(0, 0);
		end = run(c, sender, recipient, fileno(message));
		note(j, id, end);
		_exit((int)end);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return OUTBOX_CUT_SHORT;
	if (WIFEXITED(status) && WEXITSTATUS(status) <= OUTBOX_CUT_SHORT)
		return (enum outbox_end)WEXITSTATUS(status);
	return j->fd >= 0 ? mail_journal_end(j, id) : OUTBOX_CUT_SHORT;
}

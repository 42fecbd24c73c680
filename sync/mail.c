/*
 * postern mail: sends what waits in the outbox. For cron; with --follow it
 * stays and sends each mail as soon as it is there: it watches the log of the
 * store, which grows with every change, whoever makes it.
 */
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "clock.h"
#include "mailing.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

/* ---- once */

static void
say(const struct mail_drain *d, bool quiet)
{
	if (d->busy) {
		fputs(_("postern: another one is sending already\n"), stderr);
		return;
	}
	if (d->sent > 0 && !quiet)
		printf(_("%lld sent\n"), (long long)d->sent);
	if (d->refused > 0)
		fprintf(stderr, _("postern: %lld of %lld not sent: %s\n"),
		    (long long)d->refused,
		    (long long)d->sent + (long long)d->refused, d->why);
	if (d->trouble)
		fputs(_("postern: the store cannot be written\n"), stderr);
	fflush(stdout);
}

static enum tool_exit
outcome(const struct mail_drain *d)
{
	if (d->trouble)
		return TOOL_STORE;
	if (d->busy)
		return TOOL_BUSY;
	return d->refused > 0 ? TOOL_REJECTED : TOOL_DONE;
}

/* ---- and on and on */

enum { LOOK = 60, SETTLE = 1 };

static int
watch(const struct tool *t)
{
	char path[600];
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	str_printf(path, sizeof path, "%s/log", tool_home(t));
	if (fd < 0 || inotify_add_watch(fd, path, IN_MODIFY | IN_CREATE) < 0)
		tool_fail(TOOL_UNUSABLE, _("%s cannot be watched"), path);
	return fd;
}

/* Until something was written, or a minute has passed. What comes within the
 * next second comes together. */
static void
await(int fd)
{
	char events[4096]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (poll(&p, 1, LOOK * 1000) <= 0)
		return;
	sleep(SETTLE);
	while (read(fd, events, sizeof events) > 0)
		continue;
}

static enum tool_exit
follow(struct mail_drain *d, bool quiet)
{
	int fd = watch(d->t);

	for (;;) {
		mail_drain(d);
		if (!d->busy)
			say(d, quiet);
		if (d->trouble)
			return TOOL_STORE;
		/* What is refused is not hurried by what is written. */
		if (d->stopped)
			sleep(LOOK);
		await(fd);
		/* A folder of the store that is gone ends it. */
		if (access(tool_home(d->t), F_OK) != 0)
			return TOOL_STORE;
	}
}

enum tool_exit
verb_mail(struct tool *t)
{
	static const struct option options[] = {
		{ "follow", no_argument, NULL, 'f' },
		{ "retry", no_argument, NULL, 'r' },
		{ "quiet", no_argument, NULL, 'q' },
		TOOL_OPTIONS,
	};
	struct mail_drain d = { .t = t };
	bool quiet = false, stay = false;
	int c;

	while ((c = tool_next(t, options)) != -1) {
		quiet = quiet || c == 'q';
		stay = stay || c == 'f';
		d.all = d.all || c == 'r';
	}
	tool_operands(t, 0, 0);
	mail_conf_read(t, &d.conf);
	if (stay)
		return follow(&d, quiet);
	mail_drain(&d);
	say(&d, quiet);
	return outcome(&d);
}

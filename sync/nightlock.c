/*
 * One night at a time: a file that is locked by the kernel, and so is free as
 * soon as its holder is dead, and says who holds it since when. Where folders
 * are shared between hosts the kernel's word does not reach, and what another
 * host has written there is believed for a day.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "clock.h"
#include "date.h"
#include "night.h"
#include "str.h"
#include "text.h"

enum { BELIEVED = 24 * 3600 };

struct holder {
	char host[65], since[TIME_TEXT];
	long pid;
};

void
night_host(char *to, size_t size)
{
	char name[256] = "";

	(void)gethostname(name, sizeof name - 1);
	name[64] = '\0';
	for (char *s = name; *s != '\0'; s++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY"
			   "Z0123456789.-_",
			*s) == NULL)
			*s = '-';
	str_copy(to, size, name[0] != '\0' ? name : "localhost");
}

/* False: nobody has written there, or not in this form. */
static bool
read_holder(int fd, struct holder *h)
{
	char text[200];
	ssize_t n = pread(fd, text, sizeof text - 1, 0);

	if (n <= 0)
		return false;
	text[n] = '\0';
	return sscanf(text, "%64s %ld %31s", h->host, &h->pid, h->since) == 3;
}

static void
say(const struct holder *h, char *to, size_t size)
{
	str_printf(to, size, _("process %ld on %s, since %s"), h->pid, h->host,
	    h->since);
}

static bool
is_believed(const struct holder *h)
{
	char host[65];
	int64_t since;

	night_host(host, sizeof host);
	return strcmp(host, h->host) != 0 && time_parse(h->since, &since) &&
	    clock_now() - since < BELIEVED;
}

static bool
sign(int fd)
{
	char host[65], now[TIME_TEXT], text[200];
	size_t n;

	night_host(host, sizeof host);
	time_iso(clock_now(), now, sizeof now);
	str_printf(text, sizeof text, "%s %ld %s\n", host, (long)getpid(), now);
	n = strlen(text);
	return ftruncate(fd, 0) == 0 && pwrite(fd, text, n, 0) == (ssize_t)n &&
	    fsync(fd) == 0;
}

static enum night_locked
give_up(struct night_lock *l, enum night_locked answer)
{
	close(l->fd);
	l->fd = -1;
	return answer;
}

enum night_locked
night_lock(struct night_lock *l, const char *path, char *why, size_t size)
{
	struct holder h;
	bool known;

	l->stale[0] = '\0';
	l->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (l->fd < 0) {
		str_printf(why, size, "%.400s: %s", path, strerror(errno));
		return NIGHT_NO_LOCK;
	}
	if (flock(l->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK && read_holder(l->fd, &h))
			say(&h, why, size);
		else
			str_printf(
			    why, size, "%.400s: %s", path, strerror(errno));
		return give_up(
		    l, errno == EWOULDBLOCK ? NIGHT_BUSY : NIGHT_NO_LOCK);
	}
	known = read_holder(l->fd, &h);
	if (known && is_believed(&h)) {
		say(&h, why, size);
		return give_up(l, NIGHT_BUSY);
	}
	if (known)
		say(&h, l->stale, sizeof l->stale);
	if (sign(l->fd))
		return NIGHT_LOCKED;
	str_printf(why, size, "%.400s: %s", path, strerror(errno));
	return give_up(l, NIGHT_NO_LOCK);
}

void
night_unlock(struct night_lock *l)
{
	if (l->fd < 0)
		return;
	(void)!ftruncate(l->fd, 0);
	close(l->fd);
	l->fd = -1;
}

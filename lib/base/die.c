/*
 * The log and the end. The log's name and the hook are the only state that
 * changes; a process serves one request, so they are set once.
 */
#include "die.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "clock.h"
#include "date.h"

static const char *log_program = "postern";
static const char *log_path;
static const char *log_id = "-";
static void (*hook)(const char *);

void
log_open(const char *program, const char *path)
{
	log_program = program;
	log_path = path;
}

void
log_request(const char *request)
{
	log_id = request;
}

/* One write for a line, so that lines of several processes do not mix. */
static void
put(const char *level, const char *message)
{
	char when[TIME_TEXT], line[1200];
	int n, fd = STDERR_FILENO;

	time_iso(clock_now(), when, sizeof when);
	n = snprintf(line, sizeof line - 1, "%s %s[%ld] %s %s: %s", when,
	    log_program, (long)getpid(), log_id, level, message);
	if (n < 0)
		return;
	if ((size_t)n > sizeof line - 2)
		n = (int)sizeof line - 2;
	for (int i = 0; i < n; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
	line[n++] = '\n';
	if (log_path != NULL &&
	    (fd = open(log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
		 0640)) < 0)
		fd = STDERR_FILENO;
	if (write(fd, line, (size_t)n) < 0)
		return; /* nowhere left to complain */
	if (fd != STDERR_FILENO)
		close(fd);
}

void
log_line(const char *level, const char *format, ...)
{
	char message[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	put(level, message);
}

void
die_hook(void (*f)(const char *))
{
	hook = f;
}

void
die(const char *what, const char *why, ...)
{
	char message[900], line[1000], incident[17];
	uint64_t number = 0;
	va_list args;
	static bool dying;

	va_start(args, why);
	vsnprintf(message, sizeof message, why, args);
	va_end(args);
	if (getrandom(&number, sizeof number, GRND_NONBLOCK) < 0)
		number = (uint64_t)clock_now() << 20 | (uint64_t)getpid();
	snprintf(incident, sizeof incident, "%08" PRIX32,
	    (uint32_t)(number ^ number >> 32));
	snprintf(
	    line, sizeof line, "incident %s: %s: %s", incident, what, message);
	put("fatal", line);
	if (hook != NULL && !dying) {
		dying = true;
		hook(incident);
	}
	_exit(70);
}

/* A settings file with anything in it: read or refused with a sentence. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../lib/base/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct conf c;
	char path[64], why[300] = "";
	int fd = memfd_create("conf", 0);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (!conf_read(path, &c, why, sizeof why) && why[0] == '\0')
		abort();
	close(fd);
	return 0;
}

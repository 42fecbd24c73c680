/* Syncing files by their names. */
#include "sync.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../base/str.h"

int
sync_path(const char *folder, const char *name)
{
	char path[900];
	int fd, rc;

	str_printf(path, sizeof path, "%s/%s", folder, name);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return errno == ENOENT ? 0 : errno;
	rc = fsync(fd) == 0 ? 0 : errno;
	close(fd);
	return rc;
}

int
sync_store(const char *home, const char *file)
{
	int rc = sync_path(home, file);
	char folder[600];
	struct dirent *d;
	DIR *dir;

	str_printf(folder, sizeof folder, "%s/log", home);
	if ((dir = opendir(folder)) == NULL)
		return errno;
	while (rc == 0 && (d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, "log.", 4) == 0)
			rc = sync_path(folder, d->d_name);
	closedir(dir);
	return rc;
}

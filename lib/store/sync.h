/* Files whose contents must be on disk. */
#ifndef POSTERN_SYNC_H
#define POSTERN_SYNC_H

/* 0 or an errno; a file that is not there needs no sync. */
int sync_path(const char *folder, const char *name);
/* The file of a store and its log: what the dead may have left in the
 * kernel's memory. */
int sync_store(const char *home, const char *file);

#endif

/*
 * The gate: one writer or many readers, in the order of their coming, by locks
 * that the kernel lets go when a process dies. It also keeps the mark that says
 * whether the last writer left the store in order.
 */
#ifndef POSTERN_GATE_H
#define POSTERN_GATE_H

#include <stdbool.h>

#include "store.h"

struct gate;

/* NULL when there is no store; anything else that is wrong ends the program. */
struct gate *gate_open(const char *home);
void gate_close(struct gate *);

/* For store_create: a gate that nobody else sees until gate_publish. */
struct gate *gate_create(const char *home);
void gate_publish(struct gate *, const char *home);

void gate_enter(struct gate *, enum store_session); /* waits its turn */
void gate_leave(struct gate *);
bool gate_wanted(const struct gate *); /* somebody waits to come in */

/*
 * True when all that was written is in the file's pages, on disk or in this
 * kernel's memory. Only inside the gate.
 */
bool gate_clean(const struct gate *);
/* False when the mark could not be written; it then says "not clean". */
bool gate_mark(struct gate *, bool clean);

/* Under which start of the machine this is; "" when nobody says. */
enum { BOOT_TEXT = 37 };
void gate_boot(char boot[BOOT_TEXT]);

#endif

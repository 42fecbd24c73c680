/* Pictures of what the invented company sells: data/pictures, carried along. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue.h"
#include "demo.h"
#include "die.h"
#include "product.h"
#include "store.h"
#include "str.h"

#define PICTURE(name)                                                          \
	__asm__(".section .rodata\n"                                           \
		"postern_picture_" #name ":\n"                                 \
		".incbin \"data/pictures/" #name ".png\"\n"                    \
		"postern_picture_end_" #name ":\n"                             \
		".previous\n");                                                \
	extern const char name##_png[] __asm__("postern_picture_" #name);      \
	extern const char name##_end[] __asm__("postern_picture_end_" #name)

PICTURE(apron);
PICTURE(bench_beech);
PICTURE(bench_oak);
PICTURE(bench_pack);
PICTURE(bin);
PICTURE(blades);
PICTURE(board);
PICTURE(bubble);
PICTURE(cabinet);
PICTURE(carton);
PICTURE(carton_double);
PICTURE(chair);
PICTURE(chips);
PICTURE(corkboard);
PICTURE(corner);
PICTURE(crate);
PICTURE(crate_lid);
PICTURE(crate_stack);
PICTURE(cut_paper);
PICTURE(cutter);
PICTURE(desk);
PICTURE(dispenser);
PICTURE(dolly);
PICTURE(edge);
PICTURE(hand_dispenser);
PICTURE(hand_truck);
PICTURE(hooks);
PICTURE(knife);
PICTURE(labels);
PICTURE(labels_up);
PICTURE(lamp);
PICTURE(mailer);
PICTURE(mat);
PICTURE(notebook);
PICTURE(pallet_truck);
PICTURE(palletbox);
PICTURE(paper_roll);
PICTURE(pencils);
PICTURE(pouch);
PICTURE(printer);
PICTURE(scale);
PICTURE(shelf);
PICTURE(shelf_wide);
PICTURE(strap);
PICTURE(strapper);
PICTURE(tape_clear);
PICTURE(tape_paper);
PICTURE(tape_red);
PICTURE(tray);
PICTURE(tube);
PICTURE(vice);

static const struct {
	const char *name, *at, *end;
} pictures[] = {
#define ROW(name)                                                              \
	{                                                                      \
#name, name##_png, name##_end                                  \
	}
	ROW(apron),
	ROW(bench_beech),
	ROW(bench_oak),
	ROW(bench_pack),
	ROW(bin),
	ROW(blades),
	ROW(board),
	ROW(bubble),
	ROW(cabinet),
	ROW(carton),
	ROW(carton_double),
	ROW(chair),
	ROW(chips),
	ROW(corkboard),
	ROW(corner),
	ROW(crate),
	ROW(crate_lid),
	ROW(crate_stack),
	ROW(cut_paper),
	ROW(cutter),
	ROW(desk),
	ROW(dispenser),
	ROW(dolly),
	ROW(edge),
	ROW(hand_dispenser),
	ROW(hand_truck),
	ROW(hooks),
	ROW(knife),
	ROW(labels),
	ROW(labels_up),
	ROW(lamp),
	ROW(mailer),
	ROW(mat),
	ROW(notebook),
	ROW(pallet_truck),
	ROW(palletbox),
	ROW(paper_roll),
	ROW(pencils),
	ROW(pouch),
	ROW(printer),
	ROW(scale),
	ROW(shelf),
	ROW(shelf_wide),
	ROW(strap),
	ROW(strapper),
	ROW(tape_clear),
	ROW(tape_paper),
	ROW(tape_red),
	ROW(tray),
	ROW(tube),
	ROW(vice),
#undef ROW
};

/* What is given to a store as a file is taken away from where it lay, so it
 * lies beside the store. */
static void
write_file(const char *path, const char *at, size_t n)
{
	FILE *f = fopen(path, "wbe");

	if (f == NULL || fwrite(at, 1, n, f) != n || fclose(f) != 0)
		die("demo", "%s cannot be written", path);
}

enum rc
demo_picture(struct txn *x, struct demo *d, struct product *p, const char *name)
{
	char path[700];
	size_t i = 0;
	enum rc rc;

	while (strcmp(pictures[i].name, name) != 0)
		i++;
	str_printf(path, sizeof path, "%s/picture.new", d->t->store);
	write_file(
	    path, pictures[i].at, (size_t)(pictures[i].end - pictures[i].at));
	rc = product_picture_set(x, p, path, &d->bad);
	if (rc != RC_OK)
		unlink(path);
	return rc;
}

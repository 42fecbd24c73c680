/*
 * The icons, made from data/icons/NAME.svg by the build and sorted by name.
 * path is the inner markup of an svg element with viewBox "0 0 24 24".
 */
#ifndef ICON_H
#define ICON_H

struct icon {
	const char *name;
	const char *path;
};

extern const struct icon icons[];
extern const unsigned icons_n;

#endif

/* The frame round a control: label, hint, error. For lib/web only. */
#ifndef POSTERN_CONTROL_H
#define POSTERN_CONTROL_H

#include "page.h"

struct control {
	const char *name, *label, *hint, *error;
	bool required, wide;
};

/* <div class="field"> with label, hint and error, which the control follows. */
void control_open(struct req *, const struct control *);
void control_close(struct req *);
/* id, name, and the attributes that tie the control to hint and error. */
void control_names(struct req *, const struct control *);
/* One check box with its label; value NULL: "1". */
void control_check(
    struct req *, const struct control *, const char *value, bool checked);
/* <option>, with value and label. */
void control_option(
    struct req *, const char *value, const char *label, bool selected);
/* name="value", escaped, with a blank in front; nothing for NULL. */
void attribute(struct req *, const char *name, const char *value);
void attribute_number(struct req *, const char *name, long long);

#endif

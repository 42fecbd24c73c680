/* Controls of fields, as their row in the table says. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "control.h"
#include "form.h"
#include "model/user.h"
#include "store/refer.h"
#include "web.h"

enum { SELECT = 60, SUGGEST = 200 };

/* ---- the value to show ------------------------------------------------------
 */

/* What was typed into a form that was refused; NULL: show the record. */
static const char *
typed(struct req *r, const struct field *f, const struct problems *bad)
{
	return bad != NULL && r->method == METHOD_POST ?
	    form_value(r, f->name) :
	    NULL;
}

static const char *
stored(struct req *r, const struct field *f, const void *rec)
{
	size_t size = f->size < 64 ? 512 : f->size + 1;
	char *to;

	if (f->type->storage == STORE_TEXT)
		return record_text(f, rec);
	if (record_empty(f, rec) && f->type != &type_count)
		return "";
	to = arena_alloc(r->mem, size);
	if (f->type == &type_ref)
		refer_key(r->x, f, rec, to, size);
	else if (f->type == &type_time)
		time_input(record_int(f, rec), r->visitor->time_zone, to, size);
	else
		field_print(f, rec, to, size);
	return to;
}

static const char *
value_of(struct req *r, const struct field *f, const void *rec,
    const struct problems *bad)
{
	const char *was = typed(r, f, bad);

	return was != NULL ? was : stored(r, f, rec);
}

/* ---- how an input looks */

static const struct look {
	const struct type *type;
	const char *input, *mode, *width;
} looks[] = {
	{ &type_int, "text", "numeric", "w-xs" },
	{ &type_count, "text", "numeric", "w-xs" },
	{ &type_money, "text", "decimal", "w-s" },
	{ &type_price, "text", "decimal", "w-s" },
	{ &type_quantity, "text", "decimal", "w-xs" },
	{ &type_rate, "text", "decimal", "w-xs" },
	{ &type_date, "date", NULL, "w-s" },
	{ &type_time, "datetime-local", NULL, "w-m" },
	{ &type_ref, "text", NULL, NULL },
	{ &type_code, "text", NULL, "w-s" },
	{ &type_email, "email", NULL, NULL },
	{ &type_phone, "tel", NULL, "w-s" },
	{ &type_url, "url", NULL, NULL },
	{ &type_color, "text", NULL, "w-xs" },
	{ &type_text, "text", NULL, NULL },
	{ NULL, "text", NULL, NULL },
};

static const struct look *
look_of(const struct field *f)
{
	const struct look *l = looks;

	while (l->type != NULL && l->type != f->type)
		l++;
	return l;
}

/* What a visitor of the portal writes there is about themselves; staff write
 * about others, and their browser must not fill in their own. */
static const char *
autocomplete(const struct req *r, const char *name)
{
	static const struct {
		const char *name, *token;
	} own[] = {
		{ "title", "honorific-prefix" },
		{ "first_name", "given-name" },
		{ "middle_name", "additional-name" },
		{ "last_name", "family-name" },
		{ "job_title", "organization-title" },
		{ "email", "email" },
		{ "phone", "tel" },
		{ "mobile", "tel" },
		{ "website", "url" },
		{ "line1", "address-line1" },
		{ "line2", "address-line2" },
		{ "city", "address-level2" },
		{ "region", "address-level1" },
		{ "postal_code", "postal-code" },
		{ "country", "country" },
		{ "login", "username" },
		{ NULL, NULL },
	};

	for (int i = 0; own[i].name != NULL; i++)
		if (strcmp(own[i].name, name) == 0)
			return r->site->kind == SITE_PORTAL ? own[i].token :
							      "off";
	return NULL;
}

/* ---- one control
 * ------------------------------------------------------------------ */

static void
text_control(struct req *r, const struct field *f, const struct control *c,
    const char *value, bool list)
{
	const struct look *l = look_of(f);

	html(r, "<input");
	attribute(r, "type", l->input);
	attribute(r, "class", l->width);
	attribute(r, "value", value);
	control_names(r, c);
	attribute(r, "inputmode", l->mode);
	attribute(r, "autocomplete", autocomplete(r, f->name));
	if (f->type->storage == STORE_TEXT)
		attribute_number(r, "maxlength", (long long)f->size - 1);
	if (list) {
		html(r, " list=\"l-");
		text(r, f->name);
		html(r, "\"");
	}
	html(r, ">");
}

static void
note_control(struct req *r, const struct field *f, const struct control *c,
    const char *value)
{
	html(r, "<textarea");
	control_names(r, c);
	attribute_number(r, "rows", f->size > 1500 ? 6 : 3);
	attribute_number(r, "maxlength", (long long)f->size - 1);
	html(r, ">\n");
	text(r, value);
	html(r, "</textarea>");
}

static void
choice_control(struct req *r, const struct field *f, const struct control *c,
    const char *value)
{
	bool none = choice_named(f->choices, value) == NULL;

	html(r, "<select");
	control_names(r, c);
	html(r, ">");
	if (none || !c->required)
		control_option(
		    r, "", c->required ? _("Choose") : _("None"), none);
	for (const struct choice *o = f->choices; o->value != 0; o++)
		control_option(
		    r, o->name, _(o->label), strcmp(o->name, value) == 0);
	html(r, "</select>");
}

/* ---- references
 * ----------------------------------------------------------------------- */

/* Records to choose from. */
struct offer {
	struct req *r;
	const struct entity *e;
	const char *value; /* the key that is chosen */
	bool found;
	bool bare; /* <datalist>: nothing is chosen */
	int left;
};

static const char *
printed(struct req *r, const struct entity *e, unsigned tag, const void *rec)
{
	char *to = arena_alloc(r->mem, 512);

	if (tag != 0)
		field_print(record_field(e, tag), rec, to, 512);
	return to;
}

static bool
offer_one(void *arg, const void *rec)
{
	struct offer *o = arg;
	const char *key = printed(o->r, o->e, o->e->key, rec);
	const char *title = printed(o->r, o->e, o->e->title, rec);
	const char *label = key;

	if (*key == '\0')
		key = label =
		    arena_printf(o->r->mem, "#%" PRId64, record_id(rec));
	if (*title != '\0' && strcmp(title, key) != 0)
		label = o->bare ? title :
				  arena_printf(o->r->mem, "%s: %s", key, title);
	if (strcmp(key, o->value) == 0)
		o->found = true;
	control_option(
	    o->r, key, label, !o->bare && strcmp(key, o->value) == 0);
	return --o->left > 0;
}

/* Whoever answers for something is one of the staff. */
static const struct user staff = { .guest = USER_IS_STAFF };

static int64_t
offered(struct req *r, const struct entity *e)
{
	return e == &user_entity ? store_count(r->x, e, USER_BY_GUEST, &staff) :
				   store_count(r->x, e, 0, NULL);
}

static void
offer_all(struct offer *o)
{
	const struct index *ix =
	    o->e->key != 0 ? record_key_index(o->e, o->e->key) : NULL;
	struct list l = {
		.e = o->e,
		.index = ix != NULL ? ix->number : 0,
	};

	if (o->e == &user_entity) {
		l.index = USER_BY_GUEST;
		l.like = &staff;
		l.prefix = 1;
	}
	if (store_list(o->r->x, &l, offer_one, o) != RC_OK)
		o->left = 0;
}

/* Classes, types, terms, taxes and staff are few, and people choose them by
 * reading. */
static bool
few(struct req *r, const struct entity *e)
{
	return (str_ends(e->name, "_class") || str_ends(e->name, "_type") ||
		   str_listed("terms tax statement_cycle", e->name) ||
		   e == &user_entity) &&
	    offered(r, e) <= SELECT;
}

static void
ref_control(struct req *r, const struct field *f, const struct control *c,
    const char *value)
{
	struct offer o = {
		.r = r,
		.e = f->refers,
		.value = value,
		.left = SUGGEST,
	};

	if (few(r, f->refers)) {
		html(r, "<select");
		control_names(r, c);
		html(r, ">");
		if (*value == '\0' || !c->required)
			control_option(r, "",
			    c->required ? _("Choose") : _("None"),
			    *value == '\0');
		offer_all(&o);
		if (*value != '\0' && !o.found)
			control_option(r, value, value, true);
		html(r, "</select>");
		return;
	}
	o.bare = offered(r, f->refers) <= SUGGEST;
	text_control(r, f, c, value, o.bare);
	if (o.bare) {
		html(r, "<datalist id=\"l-");
		text(r, f->name);
		html(r, "\">");
		offer_all(&o);
		html(r, "</datalist>");
	}
}

/* ---- sets
 * ------------------------------------------------------------------------------
 */

/* Whether a box of a form that was refused had been ticked. */
static bool
ticked(struct req *r, const char *name, const char *value)
{
	const char *s;

	for (int i = 0; (s = form_value_at(r, name, i)) != NULL; i++)
		if (strcmp(s, value) == 0)
			return true;
	return false;
}

static void
bit_box(struct req *r, const struct field *f, const struct choice *o,
    bool first, bool on)
{
	/* The first has the field's own id: the summary links to it. */
	const char *id = first ?
	    arena_printf(r->mem, "f-%s", f->name) :
	    arena_printf(r->mem, "f-%s-%s", f->name, o->name);

	html(r, "<div class=\"check\"><input type=\"checkbox\"");
	attribute(r, "id", id);
	attribute(r, "name", f->name);
	attribute(r, "value", o->name);
	if (on)
		html(r, " checked");
	html(r, "><label");
	attribute(r, "for", id);
	html(r, ">");
	text(r, _(o->label));
	html(r, "</label></div>\n");
}

void
form_bits(struct req *r, const struct entity *e, unsigned tag, const void *rec,
    int64_t among, const struct problems *bad)
{
	const struct field *f = record_field(e, tag);
	const char *error = bad != NULL ? problem_of(bad, tag) : NULL;
	bool again = bad != NULL && r->method == METHOD_POST, first = true;

	assert(f != NULL && f->type == &type_bits);
	html(r, "<fieldset class=\"box\"><legend>");
	text(r, _(f->label));
	html(r, "</legend>\n");
	if (f->hint != NULL) {
		html(r, "<p class=\"hint\">");
		text(r, _(f->hint));
		html(r, "</p>\n");
	}
	if (error != NULL) {
		html(r, "<p class=\"errtext\">");
		text(r, error);
		html(r, "</p>\n");
	}
	html(r, "<div class=\"checks\">\n");
	for (const struct choice *o = f->choices; o->value != 0; o++) {
		if (!(o->value & among))
			continue;
		bit_box(r, f, o, first,
		    again ? ticked(r, f->name, o->name) :
			    (record_int(f, rec) & o->value) != 0);
		first = false;
	}
	html(r, "</div></fieldset>\n");
}

/* ---- fields
 * ----------------------------------------------------------------------------
 */

static void
check_field(struct req *r, const struct field *f, const struct control *c,
    const void *rec, const struct problems *bad)
{
	bool on = bad != NULL && r->method == METHOD_POST ?
	    form_value(r, f->name) != NULL :
	    record_int(f, rec) != 0;

	control_check(r, c, NULL, on);
}

void
form_field(struct req *r, const struct entity *e, unsigned tag, const void *rec,
    const struct problems *bad)
{
	const struct field *f = record_field(e, tag);
	struct control c;

	assert(f != NULL && !(f->flags & F_SECRET));
	if (f->type == &type_bits) {
		form_bits(r, e, tag, rec, ~(int64_t)0, bad);
		return;
	}
	c = (struct control){
		.name = f->name,
		.label = _(f->label),
		.hint = f->hint != NULL ? _(f->hint) : NULL,
		.error = bad != NULL ? problem_of(bad, tag) : NULL,
		.required = f->flags & F_REQUIRED,
		.wide = f->type == &type_note,
	};
	if (f->type == &type_bool) {
		c.required = false; /* a box is answered either way */
		check_field(r, f, &c, rec, bad);
		return;
	}
	control_open(r, &c);
	if (f->type == &type_note)
		note_control(r, f, &c, value_of(r, f, rec, bad));
	else if (f->type == &type_choice)
		choice_control(r, f, &c, value_of(r, f, rec, bad));
	else if (f->type == &type_ref)
		ref_control(r, f, &c, value_of(r, f, rec, bad));
	else
		text_control(r, f, &c, value_of(r, f, rec, bad), false);
	control_close(r);
}

void
form_fields(struct req *r, const struct entity *e, const unsigned *tags,
    const void *rec, const struct problems *bad)
{
	for (; *tags != 0; tags++)
		form_field(r, e, *tags, rec, bad);
}

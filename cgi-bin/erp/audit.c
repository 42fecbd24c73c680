/* Audit (SM205530): who changed what, when, and through which channel. */
#include <string.h>

#include "base/date.h"
#include "erp.h"
#include "model/entities.h"

/* ---- changes: lines of field, old, new
 * ----------------------------------------- */

struct change {
	const char *field, *old, *new;
};

/* The next line of *text, cut apart in place; false at the end. */
static bool
next_change(char **text, struct change *c)
{
	char *line = *text, *end, *tab;

	if (*line == '\0')
		return false;
	end = strchrnul(line, '\n');
	*text = *end == '\0' ? end : end + 1;
	*end = '\0';
	*c = (struct change){ .field = line, .old = "", .new = "" };
	tab = strchr(line, '\t');
	if (tab != NULL) {
		*tab++ = '\0';
		c->old = tab;
		tab = strchr(tab, '\t');
		if (tab != NULL) {
			*tab++ = '\0';
			c->new = tab;
		}
	}
	return true;
}

/* The row as people read it: labels of fields and of choices, times in the
 * visitor's zone. What the tables know no more stays as it was written. */
static const char *
readable(struct req *r, const struct field *f, const char *value)
{
	const struct choice *c;
	char *to;
	int64_t t;

	if (*value == '\0')
		return value;
	if (f->type == &type_choice) {
		c = choice_named(f->choices, value);
		return c == NULL ? value : _(c->label);
	}
	if (f->type == &type_bool)
		return str_same(value, "1") || str_same(value, "yes") ?
		    _("Yes") :
		    _("No");
	to = arena_alloc(r->mem, 64);
	if (f->type == &type_time && time_parse(value, &t)) {
		time_long(t, r->visitor->time_zone, to, 64);
		return to;
	}
	if (f->type == &type_date && date_parse(value, &t)) {
		date_long(t, to, 64);
		return to;
	}
	return value;
}

static void
make_readable(struct req *r, const struct audit *a, struct change *c)
{
	const struct entity *e = entity_named(a->entity);
	const struct field *f = e == NULL ? NULL : record_named(e, c->field);

	if (f == NULL)
		return;
	c->field = _(f->label);
	c->old = readable(r, f, c->old);
	c->new = readable(r, f, c->new);
}

static const char *
cut(struct req *r, const char *value)
{
	char part[56];

	if (str_copy(part, sizeof part, value))
		return value;
	return arena_printf(r->mem, "%s…", part);
}

static void
old_new(struct req *r, const char *old, const char *new)
{
	if (*old != '\0') {
		html(r, "<del>");
		text(r, old);
		html(r, "</del> ");
	}
	if (*new != '\0') {
		html(r, "<ins>");
		text(r, new);
		html(r, "</ins>");
	}
}

/* In a list: the first few changes, cut short. */
static void
summary(struct req *r, const struct audit *a)
{
	char *left = arena_strdup(r->mem, a->changes);
	struct change c;
	int n = 0;

	while (n < 3 && next_change(&left, &c)) {
		if (n++ > 0)
			html(r, "<br>");
		make_readable(r, a, &c);
		text(r, c.field);
		html(r, ": ");
		old_new(r, cut(r, c.old), cut(r, c.new));
	}
	if (*left != '\0') {
		html(r, "<br><span class=\"muted\">");
		text(r, _("and more"));
		html(r, "</span>");
	}
}

/* ---- the lists
 * -------------------------------------------------------------------- */

static const char *
what(const struct audit *a)
{
	const struct entity *e = entity_named(a->entity);

	return a->action == AUDIT_EVENT || e == NULL ? a->entity : _(e->label);
}

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	const struct audit *a = rec;

	switch (col->tag) {
	case AUDIT_ENTITY:
		text(r, what(a));
		break;
	case AUDIT_TIME:
		html(r, "<a href=\"");
		text(r, url(r, at(r, "/audit", a->id, ""), NULL));
		html(r, "\">");
		time_text(r, a->time);
		html(r, "</a>");
		break;
	default:
		summary(r, a);
	}
}

static const struct column columns[] = {
	{ .tag = AUDIT_TIME, .how = COL_OWN },
	{ .tag = AUDIT_USER_NAME, .label = N_("By"), .how = COL_TEXT },
	{ .tag = AUDIT_CHANNEL, .how = COL_TEXT, .hide_small = true },
	{ .tag = AUDIT_ENTITY, .label = N_("What"), .how = COL_OWN },
	{ .tag = AUDIT_TITLE, .label = N_("Record"), .how = COL_TEXT },
	{ .tag = AUDIT_CHANGES, .how = COL_OWN },
	{ .tag = AUDIT_ACTION, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct column record_columns[] = {
	{ .tag = AUDIT_TIME, .how = COL_OWN },
	{ .tag = AUDIT_USER_NAME, .label = N_("By"), .how = COL_TEXT },
	{ .tag = AUDIT_CHANNEL, .how = COL_TEXT },
	{ .tag = AUDIT_CHANGES, .how = COL_OWN },
	{ .tag = AUDIT_ACTION, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct audit cases = { .entity = "case" },
			  contacts = { .entity = "contact" },
			  accounts = { .entity = "account" },
			  users = { .entity = "user" },
			  portals = { .entity = "portal" },
			  licences = { .entity = "licence" },
			  switches = { .entity = "switches" };

#define ENTITY(n, l, r)                                                        \
	{                                                                      \
		.name = (n), .label = (l), .like = (r), .prefix = 1,           \
		.sorts = { { "newest", AUDIT_TIME, AUDIT_BY_ENTITY, true },    \
			{ "oldest", AUDIT_TIME, AUDIT_BY_ENTITY, false },      \
			{ .name = NULL } },                                    \
		.no_count = true                                               \
	}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", AUDIT_TIME, 0, true },
		{ "oldest", AUDIT_TIME, 0, false }, { .name = NULL } },
	    .no_count = true },
	ENTITY("cases", N_("Cases"), &cases),
	ENTITY("contacts", N_("Contacts"), &contacts),
	ENTITY("accounts", N_("Accounts"), &accounts),
	ENTITY("users", N_("Users"), &users),
	ENTITY("portals", N_("Portals"), &portals),
	ENTITY("licences", N_("Licences"), &licences),
	ENTITY("features", N_("Features"), &switches),
	{ .name = NULL },
};

static const struct view view = {
	.e = &audit_entity,
	.path = "/audit",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Changes, newest first"),
	.export_path = "/audit/export.csv",
	.empty_icon = "history",
	.empty_title = N_("Nothing has happened yet"),
	.empty_says = N_("Each change of a record and each sign-in stands "
			 "here, with its time and who did it."),
	.cell = cell,
};

enum rc
audit_list(struct req *r)
{
	return list_page(r, &view, _("Audit"), "audit", "SM205530", NULL, NULL);
}

enum rc
audit_csv(struct req *r)
{
	static const unsigned exported[] = {
		AUDIT_TIME,
		AUDIT_USER_NAME,
		AUDIT_CHANNEL,
		AUDIT_ACTION,
		AUDIT_ENTITY,
		AUDIT_RECORD,
		AUDIT_TITLE,
		AUDIT_CHANGES,
		0,
	};

	return list_csv(r, &view, exported, "audit.csv");
}

/* One list of audit rows, by an index of its own. */
static enum rc
rows_of(struct req *r, const struct audit *like, unsigned index,
    unsigned prefix, const struct column *cols, const char *path)
{
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = like,
		    .prefix = prefix,
		    .sorts = { { "newest", AUDIT_TIME, index, true },
			{ "oldest", AUDIT_TIME, index, false },
			{ .name = NULL } },
		    .no_count = true },
		{ .name = NULL },
	};
	struct view v = view;

	v.path = path;
	v.tabs = all;
	v.columns = cols;
	v.export_path = NULL;
	v.empty_title = N_("Nothing here");
	return list_show(r, &v);
}

enum rc
audit_of(struct req *r, const struct entity *e, int64_t id, const char *path)
{
	struct audit *like = arena_alloc(r->mem, sizeof *like);

	str_copy(like->entity, sizeof like->entity, e->name);
	like->record = id;
	return rows_of(r, like, AUDIT_BY_RECORD, 2, record_columns, path);
}

enum rc
audit_by_record(struct req *r)
{
	const struct entity *e = entity_named(r->word);
	const struct head h = {
		.title = arena_printf(r->mem, _("Audit of %s %lld"),
		    e == NULL ? r->word : _(e->label), (long long)r->id),
		.nav = "audit",
		.screen = "SM205530",
		.crumb = _("Audit"),
		.crumb_path = "/audit",
	};
	enum rc rc;

	if (e == NULL)
		return RC_NOTFOUND;
	page_open(r, &h);
	rc = audit_of(r, e, r->id,
	    at(r, arena_printf(r->mem, "/audit/%s", e->name), r->id, ""));
	page_close(r);
	return rc;
}

enum rc
audit_by_user(struct req *r)
{
	struct audit *like = arena_alloc(r->mem, sizeof *like);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = store_get(r->x, &user_entity, r->id, u);
	struct head h = {
		.nav = "audit",
		.screen = "SM205530",
		.crumb = _("Audit"),
		.crumb_path = "/audit",
	};
	char name[200];

	if (rc != RC_OK)
		return rc;
	user_name(u, name, sizeof name);
	h.title = arena_printf(r->mem, _("Changes by %s"), name);
	like->user = u->id;
	page_open(r, &h);
	rc = rows_of(
	    r, like, AUDIT_BY_USER, 1, columns, at(r, "/audit/by", u->id, ""));
	page_close(r);
	return rc;
}

/* ---- one row
 * ------------------------------------------------------------------------ */

static void
change_table(struct req *r, const struct audit *a)
{
	char *left = arena_strdup(r->mem, a->changes);
	struct change c;

	if (*left == '\0') {
		html(r, "<div class=\"body\"><p class=\"muted\">");
		text(r, _("No fields were recorded."));
		html(r, "</p></div>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Fields, before and after"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Field"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Before"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("After"));
	html(r, "</th></tr></thead><tbody>");
	while (next_change(&left, &c)) {
		make_readable(r, a, &c);
		html(r, "<tr><th scope=\"row\">");
		text(r, c.field);
		html(r, "</th><td data-l=\"");
		text(r, _("Before"));
		html(r, "\">");
		if (*c.old != '\0') {
			html(r, "<del>");
			text(r, c.old);
			html(r, "</del>");
		}
		html(r, "</td><td data-l=\"");
		text(r, _("After"));
		html(r, "\">");
		if (*c.new != '\0') {
			html(r, "<ins>");
			text(r, c.new);
			html(r, "</ins>");
		}
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></div>");
}

enum rc
audit_page(struct req *r)
{
	struct audit *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &audit_entity, r->id, a);
	struct head h = {
		.nav = "audit",
		.screen = "SM205530",
		.crumb = _("Audit"),
		.crumb_path = "/audit",
	};

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Audit row %lld: %s %s"),
	    (long long)a->id, what(a), a->title);
	page_open(r, &h);
	card_open(r, "h-row", _("Who and when"));
	html(r, "<dl class=\"kv two\">");
	kv_field(r, &audit_entity, AUDIT_TIME, a);
	html(r, "<div><dt>");
	text(r, _("By"));
	html(r, "</dt><dd>");
	if (a->user != 0)
		link_to(r, at(r, "/audit/by", a->user, ""), a->user_name);
	else
		text(r, a->user_name[0] != '\0' ? a->user_name : _("System"));
	html(r, "</dd></div>");
	kv_field(r, &audit_entity, AUDIT_CHANNEL, a);
	kv_field(r, &audit_entity, AUDIT_ACTION, a);
	if (a->record != 0 && entity_named(a->entity) != NULL) {
		html(r, "<div><dt>");
		text(r, _("Record"));
		html(r, "</dt><dd>");
		link_to(r,
		    at(r, arena_printf(r->mem, "/audit/%s", a->entity),
			a->record, ""),
		    a->title[0] != '\0' ? a->title : _("All its changes"));
		html(r, "</dd></div>");
	}
	html(r, "</dl>");
	card_close(r);
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-changes\">"
	    "<header><h2 id=\"h-changes\">");
	text(r, _("Changes"));
	html(r, "</h2></header>");
	change_table(r, a);
	html(r, "</section>");
	page_close(r);
	return RC_OK;
}

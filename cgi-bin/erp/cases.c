/* Cases (CR306000): the queues, and a new case by staff. */
#include "erp.h"
#include "model/account.h"
#include "model/case.h"
#include "model/class.h"

static const struct support_case is_new = { .status = CASE_IS_NEW },
				 is_open = { .status = CASE_IS_OPEN },
				 is_pending = { .status = CASE_IS_PENDING },
				 is_closed = { .status = CASE_IS_CLOSED },
				 is_active = { .active = CASE_YES };

#define BY_ACTIVITY(index)                                                     \
	{                                                                      \
		{ "newest", CASE_LAST_ACTIVITY, index, true },                 \
		    { "oldest", CASE_LAST_ACTIVITY, index, false },            \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

enum { TAB_MINE = 1, TAB_UNASSIGNED };

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &is_active,
	    .prefix = 1,
	    .sorts = BY_ACTIVITY(CASE_BY_ACTIVE) },
	[TAB_MINE] = { .name = "mine",
	    .label = N_("Mine"),
	    .prefix = 2,
	    .sorts = BY_ACTIVITY(CASE_BY_OWNER) },
	[TAB_UNASSIGNED] = { .name = "unassigned",
	    .label = N_("Unassigned"),
	    .prefix = 2,
	    .sorts = BY_ACTIVITY(CASE_BY_OWNER) },
	{ .name = "new",
	    .label = N_("New"),
	    .like = &is_new,
	    .prefix = 1,
	    .sorts = BY_ACTIVITY(CASE_BY_STATUS) },
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &is_open,
	    .prefix = 1,
	    .sorts = BY_ACTIVITY(CASE_BY_STATUS) },
	{ .name = "pending",
	    .label = N_("Pending Customer"),
	    .like = &is_pending,
	    .prefix = 1,
	    .sorts = BY_ACTIVITY(CASE_BY_STATUS) },
	{ .name = "closed",
	    .label = N_("Closed"),
	    .like = &is_closed,
	    .prefix = 1,
	    .sorts = BY_ACTIVITY(CASE_BY_STATUS) },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = BY_ACTIVITY(CASE_BY_ACTIVITY) },
	{ .name = NULL },
};
enum { TABS = sizeof tabs / sizeof tabs[0] };

static const struct column columns[] = {
	{ .tag = CASE_NUMBER, .how = COL_LINK },
	{ .tag = CASE_SUBJECT, .how = COL_TEXT },
	{ .tag = CASE_ACCOUNT, .how = COL_TITLE },
	{ .tag = CASE_SEVERITY, .how = COL_OWN },
	{ .tag = CASE_OWNER, .how = COL_OWN },
	{ .tag = CASE_LAST_ACTIVITY, .how = COL_AGO },
	{ .tag = CASE_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

/* Only the two severities that hurry are pills. */
static void
cell(struct req *r, const struct column *col, const void *rec)
{
	const struct support_case *c = rec;
	const struct choice *s = choice_of(case_severities, c->severity);
	char name[FIELD_TEXT];

	if (col->tag == CASE_OWNER) {
		if (c->owner == 0) {
			html(r, "<span class=\"muted\">");
			text(r, _("Nobody"));
			html(r, "</span>");
			return;
		}
		staff_name(r, c->owner, name, sizeof name);
		text(r, name);
		return;
	}
	if (s == NULL)
		return;
	if (c->severity >= SEVERITY_HIGH)
		pill(r, s->tone, _(s->label));
	else
		text(r, _(s->label));
}

static const struct view view = {
	.e = &case_entity,
	.path = "/cases",
	.item = "/cases/",
	.source = &source_store,
	.columns = columns,
	.caption = N_("Cases, last activity first"),
	.search_hint = N_("Number or subject"),
	.export_path = "/cases/export.csv",
	.empty_icon = "inbox",
	.empty_title = N_("No cases here"),
	.empty_says = N_("What customers ask on the portal stands here at "
			 "once. You can also open a case for a customer."),
	.empty_path = "/cases/new",
	.empty_action = N_("New case"),
	.cell = cell,
};

/* The queues of this visitor: two of the tabs depend on who asks. */
static struct view
queues(struct req *r)
{
	struct tab *t = arena_alloc(r->mem, sizeof tabs);
	struct support_case *mine = arena_alloc(r->mem, sizeof *mine);
	struct support_case *nobodys = arena_alloc(r->mem, sizeof *nobodys);
	struct view v = view;

	for (int i = 0; i < TABS; i++)
		t[i] = tabs[i];
	mine->owner = r->visitor->user.id;
	mine->active = nobodys->active = CASE_YES;
	t[TAB_MINE].like = mine;
	t[TAB_UNASSIGNED].like = nobodys;
	v.tabs = t;
	return v;
}

enum rc
case_list(struct req *r)
{
	const struct view v = queues(r);

	return list_page(r, &v, _("Cases"), "cases", "CR306000", "/cases/new",
	    _("New case"));
}

enum rc
case_csv(struct req *r)
{
	static const unsigned exported[] = {
		CASE_NUMBER,
		CASE_CLASS,
		CASE_STATUS,
		CASE_REASON,
		CASE_SUBJECT,
		CASE_ACCOUNT,
		CASE_CONTACT,
		CASE_OWNER,
		CASE_SEVERITY,
		CASE_PRIORITY,
		CASE_REPORTED,
		CASE_CLOSED,
		CASE_LAST_ACTIVITY,
		CASE_LAST_INCOMING,
		CASE_LAST_OUTGOING,
		CASE_CLOSURE_NOTES,
		0,
	};
	const struct view v = queues(r);

	return list_csv(r, &v, exported, "cases.csv");
}

/* ---- a new case by staff
 * ------------------------------------------------------ */

static const unsigned fields[] = {
	CASE_SUBJECT,
	CASE_CLASS,
	CASE_ACCOUNT,
	CASE_CONTACT,
	CASE_SEVERITY,
	CASE_PRIORITY,
	0,
};

static const unsigned description[] = { ACTIVITY_TEXT, 0 };

struct fresh {
	struct support_case c;
	struct activity a; /* its description */
	struct problems bad, bad_text;
};

static void
begin(struct req *r, struct fresh *f)
{
	struct case_class class = { .case_class_id = "SUPISSUE" };
	struct contact contact;

	if (store_find(r->x, &case_class_entity, CASE_CLASS_BY_CODE, &class) ==
	    RC_OK)
		f->c.case_class = class.id;
	f->c.severity = SEVERITY_MEDIUM;
	f->c.priority = PRIORITY_MEDIUM;
	f->c.contact_id = query_id(r, "contact");
	f->c.account_id = query_id(r, "account");
	if (f->c.contact_id != 0 &&
	    store_get(r->x, &contact_entity, f->c.contact_id, &contact) ==
		RC_OK)
		f->c.account_id = contact.account_id;
}

static void
new_page(struct req *r, const struct fresh *f, bool refused)
{
	const struct problems *bad = refused ? &f->bad : NULL;
	const struct problems *bad_text = refused ? &f->bad_text : NULL;
	const struct form_bad both[] = {
		{ &case_entity, bad },
		{ &activity_entity, bad_text },
	};
	const struct head h = {
		.title = _("New case"),
		.nav = "cases",
		.screen = "CR306000",
		.crumb = _("Cases"),
		.crumb_path = "/cases",
	};

	page_open(r, &h);
	form_errors(r, both, refused ? 2 : 0);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r,
	    "\"><div class=\"body\"><form class=\"form two\" "
	    "method=\"post\" enctype=\"multipart/form-data\" action=\"");
	text(r, url(r, "/cases/new", NULL));
	html(r, "\" novalidate data-warn>");
	form_token(r);
	form_fields(r, &case_entity, fields, &f->c, bad);
	form_fields(r, &activity_entity, description, &f->a, bad_text);
	form_files(r);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Create case"));
	button_link(r, "/cases", "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form></div></section>");
	page_close(r);
}

enum rc
case_new(struct req *r)
{
	struct fresh *f = arena_alloc(r->mem, sizeof *f);

	begin(r, f);
	new_page(r, f, false);
	return RC_OK;
}

enum rc
case_new_post(struct req *r)
{
	struct fresh *f = arena_alloc(r->mem, sizeof *f);
	struct spooled files[CASE_UPLOADS];
	int n = take_files(r, files, &f->bad);
	enum rc rc = RC_INVALID;

	begin(r, f);
	if (!form_read(r, &activity_entity, description, &f->a, &f->bad_text))
		n = -1;
	if (!form_read(r, &case_entity, fields, &f->c, &f->bad))
		n = -1;
	if (n >= 0)
		rc =
		    case_open(r->x, &f->c, f->a.description, files, n, &f->bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/cases", f->c.id, ""), "case-created");
		return rc;
	}
	if (rc != RC_INVALID && rc != RC_EXISTS)
		return rc;
	edit_status(r, rc);
	new_page(r, f, true);
	return rc;
}

/* ---- files that come with a form
 * ------------------------------------------------ */

void
form_files(struct req *r)
{
	html(r, "<div class=\"field wide\"><label for=\"f-files\">");
	text(r, _("Attachments"));
	html(r, "</label><p class=\"hint\" id=\"f-files-hint\">");
	textf(r,
	    _("Up to %d files of %d MB each: pictures (PNG, JPEG), PDF, plain "
	      "text, CSV."),
	    CASE_UPLOADS, CASE_UPLOAD_SIZE / 1024 / 1024);
	html(r,
	    "</p><input id=\"f-files\" name=\"files\" type=\"file\" "
	    "multiple data-files=\"f-files-list\" data-max=\"");
	textf(r, "%d", CASE_UPLOAD_SIZE);
	html(r, "\" data-over=\"");
	text(r, _("too large"));
	html(r,
	    "\" aria-describedby=\"f-files-hint\"><ul "
	    "class=\"files-picked\" id=\"f-files-list\" "
	    "aria-live=\"polite\" hidden></ul></div>");
}

int
take_files(struct req *r, struct spooled *files, struct problems *bad)
{
	const struct spooled *s;
	int n = 0;

	while ((s = form_file(r, "files", n)) != NULL) {
		if (n == CASE_UPLOADS) {
			problem(bad, 0,
			    _("No more than %d files at a time. Send the "
			      "others with another message."),
			    CASE_UPLOADS);
			return -1;
		}
		files[n++] = *s;
	}
	return n;
}

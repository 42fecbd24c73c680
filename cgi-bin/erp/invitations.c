/* Invitations (CR302010): who was invited, and what became of it. */
#include "erp.h"
#include "model/ticket.h"

static const struct ticket invitations = { .kind = TICKET_INVITATION };
static const struct ticket sent = { .kind = TICKET_INVITATION,
	.status = TICKET_IS_SENT };
static const struct ticket opened = { .kind = TICKET_INVITATION,
	.status = TICKET_IS_OPENED };
static const struct ticket accepted = { .kind = TICKET_INVITATION,
	.status = TICKET_IS_ACCEPTED };
static const struct ticket revoked = { .kind = TICKET_INVITATION,
	.status = TICKET_IS_REVOKED };

#define NEWEST(index)                                                          \
	{                                                                      \
		{ "sent", TICKET_CREATED, index, true },                       \
		    { "sent-up", TICKET_CREATED, index, false },               \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .like = &invitations,
	    .prefix = 1,
	    .sorts = NEWEST(TICKET_BY_KIND) },
	{ .name = "sent",
	    .label = N_("Not opened"),
	    .like = &sent,
	    .prefix = 2,
	    .sorts = NEWEST(TICKET_BY_STATUS) },
	{ .name = "opened",
	    .label = N_("Opened"),
	    .like = &opened,
	    .prefix = 2,
	    .sorts = NEWEST(TICKET_BY_STATUS) },
	{ .name = "accepted",
	    .label = N_("Accepted"),
	    .like = &accepted,
	    .prefix = 2,
	    .sorts = NEWEST(TICKET_BY_STATUS) },
	{ .name = "revoked",
	    .label = N_("Revoked"),
	    .like = &revoked,
	    .prefix = 2,
	    .sorts = NEWEST(TICKET_BY_STATUS) },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = TICKET_EMAIL, .how = COL_LINK },
	{ .tag = TICKET_ACCOUNT, .how = COL_TITLE },
	{ .tag = TICKET_INVITER, .how = COL_TEXT, .hide_small = true },
	{ .tag = TICKET_CREATED, .how = COL_AGO },
	{ .tag = TICKET_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
standing_pill(struct req *r, const struct ticket *t)
{
	const struct choice *c =
	    choice_of(ticket_standings, ticket_standing(t, r->now));

	pill(r, c->tone, _(c->label));
}

static void
cell(struct req *r, const struct column *col, const void *rec)
{
	(void)col;
	standing_pill(r, rec);
}

static const struct view view = {
	.e = &ticket_entity,
	.path = "/invitations",
	.item = "/invitations/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Invitations, newest first"),
	.export_path = "/invitations/export.csv",
	.empty_icon = "mail",
	.empty_title = N_("No invitations here"),
	.empty_says = N_("Invite one person on the User Info tab of the "
			 "contact, or many at once here."),
	.empty_path = "/invitations/new",
	.empty_action = N_("Invite many"),
	.cell = cell,
};

static const unsigned exported[] = {
	TICKET_EMAIL,
	TICKET_USER,
	TICKET_ACCOUNT,
	TICKET_STATUS,
	TICKET_INVITER,
	TICKET_CREATED,
	TICKET_EXPIRES,
	TICKET_OPENED,
	TICKET_ENDED,
	0,
};

enum rc
invitation_list(struct req *r)
{
	return list_page(r, &view, _("Invitations"), "invitations", "CR302010",
	    "/invitations/new", _("Invite many"));
}

enum rc
invitation_csv(struct req *r)
{
	return list_csv(r, &view, exported, "invitations.csv");
}

/* ---- one of them */

static enum rc
load(struct req *r, struct ticket *t, struct user *u)
{
	enum rc rc = store_get(r->x, &ticket_entity, r->id, t);

	if (rc == RC_OK && t->kind != TICKET_INVITATION)
		rc = RC_NOTFOUND;
	return rc == RC_OK ? store_get(r->x, &user_entity, t->user_id, u) : rc;
}

static void
when(struct req *r, const char *label, int64_t t)
{
	if (t == 0)
		return;
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
	time_text(r, t);
	html(r, "</dd></div>");
}

static void
facts(struct req *r, const struct ticket *t, const struct user *u)
{
	char name[200];

	user_name(u, name, sizeof name);
	kv_open(r);
	html(r, "<div><dt>");
	text(r, _("Status"));
	html(r, "</dt><dd>");
	standing_pill(r, t);
	html(r, "</dd></div><div><dt>");
	text(r, _("Who"));
	html(r, "</dt><dd>");
	link_to(r,
	    u->contact_id != 0 ? at(r, "/contacts", u->contact_id, "/user") :
				 at(r, "/users", u->id, ""),
	    name);
	html(r, "</dd></div>");
	kv_text(r, _("E-mail"), t->email);
	kv_text(r, _("Invited by"), t->inviter);
	when(r, _("Sent"), t->created);
	when(r, _("Good until"), t->expires);
	when(r, _("Opened"), t->opened);
	when(r, t->status == TICKET_IS_ACCEPTED ? _("Accepted") : _("Revoked"),
	    t->ended);
	kv_close(r);
}

enum rc
invitation_page(struct req *r)
{
	struct ticket t;
	struct user u;
	enum rc rc = load(r, &t, &u);
	struct head h = {
		.nav = "invitations",
		.screen = "CR302010",
		.crumb = _("Invitations"),
		.crumb_path = "/invitations",
	};

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Invitation of %s"), t.email);
	head_begin(r, &h);
	if (invitation_possible(&u))
		button_post(r, at(r, "/invitations", t.id, "/resend"),
		    "btn primary", "mail", _("Send again"), NULL);
	if (t.status < TICKET_IS_ACCEPTED)
		button_post(r, at(r, "/invitations", t.id, "/revoke"),
		    "btn danger", "ban", _("Revoke"), NULL);
	head_end(r);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	facts(r, &t, &u);
	html(r, "</div></section>");
	page_close(r);
	return RC_OK;
}

static enum rc
settle(struct req *r, enum rc rc, const struct problems *bad, const char *done)
{
	const char *back = at(r, "/invitations", r->id, "");

	if (rc == RC_INVALID)
		return refuse(r, rc, bad, back);
	if (rc == RC_OK)
		redirect(r, back, done);
	return rc;
}

enum rc
invitation_resend(struct req *r)
{
	struct problems bad = { .n = 0 };
	struct ticket t;
	struct user u;
	enum rc rc = load(r, &t, &u);

	if (rc == RC_OK)
		rc = invitation_send(r->x, &u, &bad);
	/* The new one is another record. */
	if (rc == RC_OK && ticket_newest(r->x, u.id, &t) == RC_OK)
		r->id = t.id;
	return settle(r, rc, &bad, "invited");
}

enum rc
invitation_revoke(struct req *r)
{
	struct problems bad = { .n = 0 };
	struct ticket t;
	struct user u;
	enum rc rc = load(r, &t, &u);

	if (rc == RC_OK)
		rc = ticket_revoke(r->x, &t, &bad);
	return settle(r, rc, &bad, "invitation-revoked");
}

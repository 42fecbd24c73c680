/*
 * Outgoing mail (CO409070): what was and is to be told by mail, each as it was
 * sent. A link that lets its reader in is shown to nobody else.
 */
#include "docs.h"

#include "format/mail.h"
#include "model/account.h"
#include "model/invoice.h"
#include "model/notice.h"
#include "model/order.h"
#include "model/outbox.h"
#include "model/portal.h"

/* ---- list ------------------------------------------------------------------
 */

static const struct column columns[] = {
	{ .tag = OUTBOX_RECIPIENT, .how = COL_LINK }, /* one piece */
	{ .tag = OUTBOX_SUBJECT, .how = COL_TEXT },
	{ .tag = OUTBOX_EVENT, .how = COL_TEXT, .hide_small = true },
	{ .tag = OUTBOX_CREATED, .how = COL_TIME, .hide_small = true },
	{ .tag = OUTBOX_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

#define TAB(tab, words, of)                                                    \
	{                                                                      \
		.name = (tab), .label = (words), .like = (of), .prefix = 1,    \
		.sorts = {                                                     \
			{ "newest", OUTBOX_CREATED, OUTBOX_BY_STATUS, true },  \
			{ "oldest", OUTBOX_CREATED, OUTBOX_BY_STATUS, false }, \
			{ .name = NULL }                                       \
		}                                                              \
	}

static const struct outbox waiting = { .status = OUTBOX_WAITING },
			   again = { .status = OUTBOX_FAILED },
			   dead = { .status = OUTBOX_DEAD },
			   sent = { .status = OUTBOX_SENT },
			   cancelled = { .status = OUTBOX_CANCELLED };

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", OUTBOX_CREATED, 0, true },
		{ "oldest", OUTBOX_CREATED, 0, false }, { .name = NULL } } },
	TAB("sent", N_("Sent"), &sent),
	TAB("waiting", N_("Waiting"), &waiting),
	TAB("again", N_("To be tried again"), &again),
	TAB("dead", N_("Not delivered"), &dead),
	TAB("canceled", N_("Canceled"), &cancelled),
	{ .name = NULL },
};

static const struct view view = {
	.e = &outbox_entity,
	.path = "/outbox",
	.item = "/outbox/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Mails"),
	.search_hint = N_("Address or subject"),
	.empty_icon = "mail",
	.empty_title = N_("Nothing here"),
	.empty_says = N_("Mails stand here as soon as what they tell of has "
			 "happened; postern mail sends them."),
};

enum rc
outbox_list(struct req *r)
{
	return list_page(
	    r, &view, _("Outgoing mail"), "outbox", "CO409070", NULL, NULL);
}

/* ---- one -------------------------------------------------------------------
 */

/* Where what it is about has its page. */
static const struct {
	const struct entity *e;
	const char *list;
} lists[] = {
	{ &case_entity, "/cases" },
	{ &order_entity, "/orders" },
	{ &invoice_entity, "/invoices" },
	{ &notice_entity, "/notices" },
	{ &user_entity, "/users" },
	{ &contact_entity, "/contacts" },
	{ NULL, NULL },
};

static void
row(struct req *r, const char *label)
{
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
}

static void
row_text(struct req *r, const char *label, const char *value)
{
	if (*value == '\0')
		return;
	row(r, label);
	text(r, value);
	html(r, "</dd></div>");
}

static void
about(struct req *r, const struct outbox *m)
{
	for (int i = 0; lists[i].e != NULL; i++) {
		if (m->about_kind != (int64_t)lists[i].e->number)
			continue;
		row(r, _("About"));
		link_to(r, at(r, lists[i].list, m->about_id, ""),
		    _(lists[i].e->label));
		html(r, "</dd></div>");
	}
	if (m->account_id == 0)
		return;
	row(r, _("Customer"));
	link_to(r, at(r, "/accounts", m->account_id, ""), _("Its card"));
	html(r, "</dd></div>");
}

static const char *
base_of(struct req *r, const struct outbox *m)
{
	struct portal *p = arena_alloc(r->mem, sizeof *p);

	if (m->portal_id != 0 &&
	    store_get(r->x, &portal_entity, m->portal_id, p) == RC_OK)
		return p->url;
	return r->conf->site_url;
}

static void
words(struct req *r, const struct outbox *m, struct buf *to)
{
	outbox_text(m, base_of(r, m),
	    _("(a link for the reader alone, which is not shown)"), NULL, to);
}

static void
facts(struct req *r, const struct outbox *m)
{
	static const unsigned shown[] = { OUTBOX_EVENT, OUTBOX_PORTAL,
		OUTBOX_CREATED, OUTBOX_TRIED_ON, OUTBOX_DONE_ON,
		OUTBOX_FAILURES, 0 };
	const char *to = m->name[0] == '\0' ?
	    m->recipient :
	    arena_printf(r->mem, "%s <%s>", m->name, m->recipient);

	card_open(r, "h-mail", _("Mail"));
	kv_open(r);
	row_text(r, _("To"), to);
	row_text(r, _("From"), m->brand);
	about(r, m);
	doc_facts(r, &outbox_entity, shown, m);
	if (m->next_try > 1) {
		row(r, _("Next Try"));
		time_text(r, m->next_try);
		html(r, "</dd></div>");
	}
	kv_close(r);
	card_close(r);
}

static void
buttons(struct req *r, const struct outbox *m)
{
	const char *rev = arena_printf(r->mem, "%lld", (long long)m->rev);

	button_link(r, at(r, "/outbox", m->id, "/mail.eml"), "btn", "download",
	    _("As a message file"));
	if (outbox_may_resend(m))
		button_post(r, at(r, "/outbox", m->id, "/resend"), "btn",
		    "refresh", _("Send again"), "rev", rev, NULL);
	if (outbox_may_cancel(m))
		button_post(r, at(r, "/outbox", m->id, "/cancel"), "btn danger",
		    "ban", _("Cancel mail"), "rev", rev, NULL);
}

enum rc
outbox_page(struct req *r)
{
	struct outbox *m = arena_alloc(r->mem, sizeof *m);
	struct buf b = { 0 };
	struct head h = {
		.nav = "outbox",
		.screen = "CO409070",
		.crumb = _("Outgoing mail"),
		.crumb_path = "/outbox",
	};
	enum rc rc = store_get(r->x, &outbox_entity, r->id, m);

	if (rc != RC_OK)
		return rc;
	h.title = m->subject;
	head_begin_pill(r, &h, record_field(&outbox_entity, OUTBOX_STATUS), m);
	buttons(r, m);
	head_end(r);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, m);
	doc_text(r, "h-log", _("Log"), m->log);
	html(r, "</div><div class=\"stack\">");
	words(r, m, &b);
	doc_text(r, "h-text", _("What it says"), b.data != NULL ? b.data : "");
	buf_free(&b);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}

/* As it goes to the mail system, but for enclosures and the sender. */
enum rc
outbox_eml(struct req *r)
{
	struct outbox *m = arena_alloc(r->mem, sizeof *m);
	struct buf plain = { 0 }, rich = { 0 };
	struct mail bytes = { .from = "postern@localhost", .files = 0 };
	enum rc rc = store_get(r->x, &outbox_entity, r->id, m);

	if (rc != RC_OK)
		return rc;
	words(r, m, &plain);
	buf_char(&plain, '\n');
	mail_html(m->subject, plain.data, m->brand, m->color, &rich);
	bytes.from_name = m->brand;
	bytes.to = m->recipient;
	bytes.to_name = m->name;
	bytes.subject = m->subject;
	bytes.id = arena_printf(r->mem, "%s@localhost", m->message);
	bytes.text = plain.data;
	bytes.html = rich.data;
	buf_clear(&r->out.body);
	mail_write(&bytes, &r->out.body);
	buf_free(&plain);
	buf_free(&rich);
	reply_body(r, "message/rfc822",
	    arena_printf(r->mem, "mail-%lld.eml", (long long)m->id));
	return RC_OK;
}

static enum rc
step(struct req *r,
    enum rc (*verb)(struct txn *, struct outbox *, struct problems *),
    const char *done)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct outbox *m = arena_alloc(r->mem, sizeof *m);
	const char *path = at(r, "/outbox", r->id, "");
	enum rc rc = store_get(r->x, &outbox_entity, r->id, m);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, m))
		return RC_INVALID;
	if ((rc = verb(r->x, m, bad)) != RC_OK)
		return refuse(r, rc, bad, path);
	redirect(r, path, done);
	return RC_OK;
}

enum rc
outbox_resend_post(struct req *r)
{
	return step(r, outbox_resend, "mail-again");
}

enum rc
outbox_cancel_post(struct req *r)
{
	return step(r, outbox_cancel, "mail-canceled");
}

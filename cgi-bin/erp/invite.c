/*
 * Many invitations at once: a list of contacts, typed or as a file, is looked
 * through first; what can be invited is then invited, each in a transaction of
 * its own, and the page says what became of each.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "erp.h"
#include "model/ticket.h"

enum { MOST = 500, BYTES = 64 * 1024 };

struct guest {
	const char *typed;
	struct contact c;
	struct user u;  /* id 0: gets one */
	const char *no; /* why it cannot be invited */
	struct problems bad;
	enum rc rc;
};

/* ---- whom a line means */

static bool
take_contact(void *arg, const void *rec)
{
	const struct contact *c = rec;
	struct contact *to = arg;

	*to = *c;
	return c->active != CONTACT_IS_ACTIVE;
}

static bool
find_contact(struct txn *x, const char *s, struct contact *c)
{
	struct contact like = { .id = 0 };
	const struct list by_email = { .e = &contact_entity,
		.index = CONTACT_BY_EMAIL,
		.like = &like,
		.prefix = 1 };

	*c = (struct contact){ .id = 0 };
	if (strchr(s, '@') == NULL) {
		str_copy(c->contact_id, sizeof c->contact_id, s);
		return store_find(x, &contact_entity, CONTACT_BY_CODE, c) ==
		    RC_OK;
	}
	str_copy(like.email, sizeof like.email, s);
	return store_list(x, &by_email, take_contact, c) == RC_OK && c->id != 0;
}

static const char *
why_not(struct txn *x, struct guest *g)
{
	if (g->c.id == 0)
		return _("There is no such contact.");
	if (g->c.active != CONTACT_IS_ACTIVE)
		return _("The contact is inactive.");
	if (g->c.account_id == 0)
		return _("The contact has no business account.");
	if (g->c.email[0] == '\0')
		return _("The contact has no e-mail address.");
	if (g->c.user_id == 0)
		return NULL;
	if (store_get(x, &user_entity, g->c.user_id, &g->u) != RC_OK)
		return _("There is no such user.");
	return invitation_possible(&g->u) ?
	    NULL :
	    _("The user is disabled, or has set a password already.");
}

/* The first cell of a line of a file, or the whole line. */
static char *
cell_of(char *line)
{
	line = str_trim(line);
	if (*line == '"')
		line++;
	line[strcspn(line, "\";,\t")] = '\0';
	return str_trim(line);
}

static int
read_lines(struct req *r, char *s, struct guest *guests)
{
	int n = 0;

	for (char *next; s != NULL && n < MOST; s = next) {
		struct guest *g = &guests[n];
		bool first = n == 0;

		if ((next = strchr(s, '\n')) != NULL)
			*next++ = '\0';
		g->typed = cell_of(s);
		if (*g->typed == '\0')
			continue;
		if (!find_contact(r->x, g->typed, &g->c) && first &&
		    strpbrk(g->typed, "@0123456789") == NULL)
			continue; /* headings */
		g->no = why_not(r->x, g);
		n++;
	}
	return n;
}

/* ---- pages */

static void
begin(struct req *r, const char *title, const char *lead)
{
	page_open(r,
	    &(struct head){
		.title = title,
		.nav = "invitations",
		.screen = "CR302010",
		.crumb = _("Invitations"),
		.crumb_path = "/invitations",
		.lead = lead,
	    });
}

static void
form_page(struct req *r, const char *error)
{
	const char *list = form_value(r, "list");

	begin(r, _("Invite many"),
	    _("Each gets a login by the user type, if there is none yet, and "
	      "a mail with a link."));
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, _("Invite many"));
	html(r, "\"><div class=\"body\">");
	form_open_upload(r, "/invitations/new");
	contact_type_select(r);
	form_input(r,
	    &(struct input){
		.name = "list",
		.label = _("Contacts"),
		.hint = _("One on each line: an e-mail address, or a contact "
			  "number such as CT000012. At most 500."),
		.type = "textarea",
		.value = list != NULL ? list : "",
		.error = error,
	    });
	form_input(r,
	    &(struct input){
		.name = "file",
		.label = _("Or a CSV file"),
		.hint = _("The first column has e-mail addresses or contact "
			  "numbers, as a file of contacts that was exported "
			  "here."),
		.type = "file",
		.accept = ".csv,.txt",
	    });
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Look through it"));
	button_link(r, "/invitations", "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
invitation_new(struct req *r)
{
	form_page(r, NULL);
	return RC_OK;
}

static void
table(struct req *r, const struct guest *guests, int n, bool done)
{
	html(r,
	    "<section class=\"card flush\"><div class=\"tablewrap\">"
	    "<table class=\"resp\"><caption class=\"vh\">");
	text(r, _("Contacts and their invitations"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Line"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Contact"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Invitation"));
	html(r, "</th></tr></thead><tbody>");
	for (int i = 0; i < n; i++) {
		const struct guest *g = &guests[i];

		html(r, "<tr><th scope=\"row\">");
		text(r, g->typed);
		html(r, "</th><td data-l=\"");
		text(r, _("Contact"));
		html(r, "\">");
		if (g->c.id != 0)
			link_to(r, at(r, "/contacts", g->c.id, "/user"),
			    g->c.display_name);
		html(r, "</td><td data-l=\"");
		text(r, _("Invitation"));
		html(r, "\">");
		if (g->no != NULL) {
			pill(
			    r, "bad", done ? _("Not sent") : _("Not possible"));
			html(r, " ");
			text(r, g->no);
		} else
			pill(r, "ok",
			    done             ? _("Sent") :
				g->u.id != 0 ? _("Again") :
					       _("New login"));
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></div></section>");
}

static void
plan_page(struct req *r, const struct guest *guests, int n)
{
	int good = 0;

	for (int i = 0; i < n; i++)
		good += guests[i].no == NULL;
	r->out.status = 200;
	begin(r, _("Invite many"), NULL);
	banner(r, good == n ? "info" : "warn",
	    arena_printf(r->mem, _("%d of %d can be invited."), good, n),
	    _("Nothing was sent yet."));
	html(r, "<form class=\"stack\" method=\"post\" action=\"");
	text(r, url(r, "/invitations/send", NULL));
	html(r, "\">");
	form_token(r);
	form_hidden(r, "user_type", form_value(r, "user_type"));
	for (int i = 0; i < n; i++)
		if (guests[i].no == NULL)
			form_hidden(r, "contact",
			    arena_printf(
				r->mem, "%lld", (long long)guests[i].c.id));
	table(r, guests, n, false);
	html(r, "<div class=\"acts\">");
	if (good > 0)
		form_submit(
		    r, arena_printf(r->mem, _("Send %d invitations"), good));
	button_link(r, "/invitations/new", "btn quiet", NULL, _("Back"));
	html(r, "</div></form>");
	page_close(r);
}

/* What was typed, or the file. */
static char *
list_of(struct req *r)
{
	const struct spooled *file = form_file(r, "file", 0);
	const char *typed = form_value(r, "list");
	char *s = arena_alloc(r->mem, BYTES + 1);
	ssize_t n;
	int fd;

	if (file == NULL) {
		str_copy(s, BYTES + 1, typed != NULL ? typed : "");
		return s;
	}
	fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	n = fd < 0 ? 0 : read(fd, s, BYTES);
	if (fd >= 0)
		close(fd);
	s[n < 0 ? 0 : n] = '\0';
	/* A mark of the encoding is no part of the first cell. */
	return strncmp(s, "\xef\xbb\xbf", 3) == 0 ? s + 3 : s;
}

enum rc
invitation_check(struct req *r)
{
	struct guest *guests = arena_alloc(r->mem, MOST * sizeof *guests);
	int n = read_lines(r, list_of(r), guests);

	if (contact_type_given(r) == 0)
		return RC_INVALID;
	if (n == 0) {
		r->out.status = 422;
		form_page(r, _("Name at least one contact."));
		return RC_INVALID;
	}
	plan_page(r, guests, n);
	return RC_SAME;
}

/* ---- sending */

struct sending {
	int64_t type;
	struct guest *g;
};

static enum rc
invite(struct txn *x, void *arg)
{
	struct sending *s = arg;
	struct guest *g = s->g;
	enum rc rc = store_get(x, &contact_entity, g->c.id, &g->c);

	if (rc != RC_OK)
		return rc;
	g->typed = g->c.contact_id;
	if ((g->no = why_not(x, g)) != NULL)
		return RC_REFUSED;
	if (g->u.id == 0) {
		g->u.user_type = s->type;
		rc = user_for_contact(x, g->c.id, &g->u, &g->bad);
	}
	return rc == RC_OK ? invitation_send(x, &g->u, &g->bad) : rc;
}

static void
send_all(struct req *r, int64_t type, struct guest *guests, int n)
{
	struct actor who = request_actor(r);

	/* Whoever waits comes in between two of them. */
	for (int i = 0; i < n; i++) {
		struct sending one = { type, &guests[i] };
		struct store *s = store_open(r->conf->store, STORE_WRITE);

		guests[i].rc = txn_run(s, &who, invite, &one);
		store_close(s);
		if (guests[i].rc != RC_OK && guests[i].no == NULL)
			guests[i].no = guests[i].bad.n > 0 ?
			    guests[i].bad.at[0].text :
			    _("It was refused.");
	}
}

enum rc
invitation_send_post(struct req *r)
{
	struct guest *guests = arena_alloc(r->mem, MOST * sizeof *guests);
	int n = 0, good = 0;
	const char *s;
	struct store *store = store_open(r->conf->store, STORE_READ);
	int64_t type;

	r->x = store_view(store);
	type = contact_type_given(r);
	r->x = NULL;
	store_close(store);
	if (type == 0)
		return RC_INVALID;
	for (; n < MOST && (s = form_value_at(r, "contact", n)) != NULL; n++)
		guests[n].c.id = strtoll(s, NULL, 10);
	send_all(r, type, guests, n);
	for (int i = 0; i < n; i++)
		good += guests[i].no == NULL;
	store = store_open(r->conf->store, STORE_READ);
	r->x = store_view(store);
	r->out.status = 200;
	begin(r, _("Invite many"), NULL);
	banner(r, good == n ? "ok" : "warn",
	    arena_printf(
		r->mem, _("%d of %d invitations are on their way."), good, n),
	    NULL);
	html(r, "<div class=\"stack\">");
	table(r, guests, n, true);
	html(r, "<div class=\"acts\">");
	button_link(
	    r, "/invitations", "btn primary", NULL, _("To the invitations"));
	html(r, "</div></div>");
	page_close(r);
	r->x = NULL;
	store_close(store);
	return RC_OK;
}

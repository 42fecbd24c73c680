/* Two customers of a company, their cases, and the door to them. */
#ifndef POSTERN_OWN_FIXTURE_H
#define POSTERN_OWN_FIXTURE_H

#include "model_fixture.h"

#include "../../lib/base/mem.h"
#include "../../lib/own/own.h"

/* One person at the door. */
struct person {
	struct account firm;
	struct contact contact;
	struct user user;
	struct session session;
};

/* Maria and Tom work for one company, Hanna for another. */
struct town {
	struct person maria, tom, hanna;
	struct support_case of_maria, of_tom, of_hanna, hidden;
	struct attachment file, secret;
};

static inline enum rc
begin_body(struct txn *x, void *arg)
{
	return session_begin(x, arg, 3);
}

static inline struct person
settle(const struct account *firm, const char *first, const char *last,
    const char *email, int64_t roles_held)
{
	struct person p = { .firm = *firm };
	struct contact c = person(firm->id, first, last, email);

	p.user = portal_user(c.id, roles_held);
	p.user.force_change = 0;
	good(save(&user_entity, &p.user));
	assert_int_equal(load(&contact_entity, c.id, &p.contact), RC_OK);
	p.session = (struct session){ .user_id = p.user.id,
		.site = SITE_PORTAL,
		.portal_id = id_of(&portal_entity, "Support") };
	str_copy(p.session.token_hash, sizeof p.session.token_hash, first);
	good(run(begin_body, &p.session));
	return p;
}

/* ---- cases with their texts and files */

static inline struct spooled
spool(const char *name)
{
	struct spooled f = { .size = 5 };
	FILE *out;

	str_printf(f.path, sizeof f.path, "%s/%s", world.home, name);
	str_copy(f.file_name, sizeof f.file_name, name);
	assert_non_null(out = fopen(f.path, "w"));
	fputs("text\n", out);
	assert_int_equal(fclose(out), 0);
	return f;
}

static inline enum rc
open_body(struct txn *x, void *arg)
{
	struct spooled f = spool("shown.txt");

	return case_open(x, arg, "It is broken.", &f, 1, &world.bad);
}

static inline enum rc
note_body(struct txn *x, void *arg)
{
	struct spooled f = spool("secret.txt");

	return case_reply_staff(
	    x, arg, "A difficult customer.", true, 0, 0, &f, 1, &world.bad);
}

static inline struct support_case
case_of(const struct person *p, const char *class, const char *subject)
{
	struct support_case c = { .account_id = p->firm.id,
		.contact_id = p->contact.id,
		.case_class = id_of(&case_class_entity, class) };

	str_copy(c.subject, sizeof c.subject, subject);
	good(run(open_body, &c));
	good(run(note_body, &c));
	return c;
}

static inline bool
sort_file(void *arg, const void *rec)
{
	const struct attachment *a = rec;
	struct town *t = arg;

	if (a->internal == CASE_NO)
		t->file = *a;
	else
		t->secret = *a;
	return true;
}

static inline void
town(struct town *t)
{
	struct account alfreds, blauer;
	struct attachment like;
	struct list l = { .e = &attachment_entity,
		.index = ATTACHMENT_OF_CASE,
		.like = &like,
		.prefix = 1 };
	struct store *s;

	company();
	alfreds = customer("ALFKI", "Alfreds Futterkiste");
	blauer = customer("BLAUS", "Blauer See");
	t->maria = settle(&alfreds, "Maria", "Anders", "m@example.com", 0);
	t->tom = settle(&alfreds, "Tom", "Berg", "t@example.com",
	    PORTAL_USER | PORTAL_CASES | PORTAL_COMPANY);
	t->hanna =
	    settle(&blauer, "Hanna", "Moos", "h@example.com", PORTAL_MANAGER);
	t->of_maria = case_of(&t->maria, "SUPISSUE", "Printer of Maria");
	t->of_tom = case_of(&t->tom, "SUPISSUE", "Printer of Tom");
	t->of_hanna = case_of(&t->hanna, "SUPISSUE", "Printer of Hanna");
	t->hidden = case_of(&t->maria, "INTERNAL", "Printer in secret");
	like = (struct attachment){ .case_id = t->of_maria.id };
	s = store_open(world.home, STORE_READ);
	assert_int_equal(store_list(store_view(s), &l, sort_file, t), RC_OK);
	store_close(s);
	assert_true(t->file.id != 0 && t->secret.id != 0);
}

/* ---- at the door */

struct visit {
	struct store *s;
	struct arena *mem;
	struct visitor v;
	struct own *own;
};

static inline void
enter(struct visit *d, const struct person *p)
{
	d->s = store_open(world.home, STORE_READ);
	d->mem = arena_new();
	visitor_load(store_view(d->s), SITE_PORTAL, SITE_URL,
	    p == NULL ? NULL : &p->session, clock_now(), "", &d->v);
	assert_int_equal(d->v.signed_in, p != NULL);
	d->own = own_new(d->mem, store_view(d->s), &d->v);
}

static inline void
leave(struct visit *d)
{
	arena_free(d->mem);
	store_close(d->s);
}

#endif

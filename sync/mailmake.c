/* A mail as bytes: its words, made whole, in text and HTML, and the documents
 * that go with it. */
#include <string.h>

#include "company.h"
#include "mail.h"
#include "mailing.h"
#include "noticepaper.h"
#include "portal.h"
#include "str.h"
#include "text.h"

/* All that the store says of it. */
struct making {
	const struct tool *t;
	const struct mail_conf *conf;
	const struct outbox *m;
	struct arena *mem;
	struct company company;
	struct portal portal;
	struct notice_papers papers;
	struct mail_made *to;
};

static void
refuse(struct mail_made *to, enum outbox_end end, const char *why)
{
	to->end = end;
	str_copy(to->why, sizeof to->why, why);
}

/* ---- from the store */

static bool
load_notice(struct making *k, struct txn *x)
{
	const char *trouble = _("It could not be made.");
	struct notice n;
	enum rc rc = store_get(x, &notice_entity, k->m->about_id, &n);

	if (rc == RC_OK)
		rc = notice_papers(x, k->mem, &n, NULL, &k->papers);
	if (rc == RC_REFUSED)
		trouble = _("It has too many documents.");
	if (rc != RC_OK)
		refuse(k->to, OUTBOX_IMPOSSIBLE, trouble);
	else if (k->papers.n == 0)
		refuse(k->to, OUTBOX_NEEDLESS, _("Nothing is open any more."));
	return rc == RC_OK && k->papers.n > 0;
}

static bool
load_all(struct making *k, struct txn *x)
{
	enum rc rc = company_load(x, &k->company);

	if (rc == RC_OK && k->m->portal_id != 0)
		rc = store_get(x, &portal_entity, k->m->portal_id, &k->portal);
	if (rc != RC_OK && rc != RC_NOTFOUND) {
		refuse(k->to, OUTBOX_REFUSED, _("It could not be made."));
		return false;
	}
	return k->m->about_kind != (int64_t)notice_entity.number ||
	    load_notice(k, x);
}

/* From the company's address, unless the settings name another. */
static bool
set_sender(struct making *k)
{
	const char *from =
	    k->conf->from[0] != '\0' ? k->conf->from : k->company.email;

	if (!mail_address(k->m->recipient))
		refuse(k->to, OUTBOX_IMPOSSIBLE,
		    _("The e-mail address cannot be used."));
	else if (!mail_address(from))
		refuse(k->to, OUTBOX_REFUSED,
		    _("Our company has no e-mail address, nor mail_from."));
	else
		return str_copy(k->to->sender, sizeof k->to->sender, from);
	return false;
}

/* ---- the bytes */

static void
words(const struct making *k, struct buf *text, struct buf *html)
{
	const char *base =
	    k->portal.id != 0 ? k->portal.url : k->t->conf.erp_url;
	const struct mail_value figures[] = {
		{ "words", k->papers.words },
		{ "figures", k->papers.figures },
		{ "rows", k->papers.rows },
		{ "pay", k->papers.pay },
		{ NULL, NULL },
	};

	outbox_text(k->m, base, NULL, k->papers.n > 0 ? figures : NULL, text);
	buf_char(text, '\n');
	mail_html(k->m->subject, text->data, k->m->brand, k->m->color, html);
}

static int
attach(const struct making *k, struct buf *pdf, struct mail_file *file)
{
	_Static_assert((int)NOTICE_PAPERS <= (int)MAIL_FILES, "they fit");
	for (int i = 0; i < k->papers.n; i++) {
		const struct print_doc *d = k->papers.doc[i];

		print_pdf(d, &pdf[i]);
		file[i] = (struct mail_file){
			arena_printf(k->mem, "%s %s %s.pdf", d->kind, d->number,
			    k->papers.currency[i]),
			"application/pdf", &pdf[i]
		};
	}
	return k->papers.n;
}

static void
write_message(struct making *k)
{
	struct buf pdf[NOTICE_PAPERS] = { { 0 } }, text = { 0 }, html = { 0 },
		   message = { 0 };
	struct mail m = {
		.from = k->to->sender,
		.from_name = k->m->brand,
		.to = k->m->recipient,
		.to_name = k->m->name,
		.subject = k->m->subject,
		.id = arena_printf(k->mem, "%s@%s", k->m->message,
		    strchr(k->to->sender, '@') + 1),
	};

	words(k, &text, &html);
	m.text = text.data;
	m.html = html.data;
	m.files = attach(k, pdf, m.file);
	mail_write(&m, &message);
	k->to->message = tmpfile();
	if (k->to->message != NULL &&
	    fwrite(message.data, 1, message.len, k->to->message) !=
		message.len) {
		fclose(k->to->message);
		k->to->message = NULL;
	}
	if (k->to->message == NULL)
		refuse(k->to, OUTBOX_REFUSED,
		    _("There is no room for temporary files."));
	for (int i = 0; i < k->papers.n; i++)
		buf_free(&pdf[i]);
	buf_free(&text);
	buf_free(&html);
	buf_free(&message);
}

void
mail_make(const struct tool *t, const struct mail_conf *conf,
    const struct outbox *m, struct mail_made *to)
{
	struct arena *mem = arena_new();
	struct making *k = arena_alloc(mem, sizeof *k);
	struct store *s = tool_open(t, STORE_READ);
	bool loaded;

	*k = (struct making){
		.t = t, .conf = conf, .m = m, .mem = mem, .to = to
	};
	*to = (struct mail_made){ .message = NULL };
	loaded = load_all(k, store_view(s));
	store_close(s);
	if (loaded && set_sender(k))
		write_message(k);
	arena_free(mem);
}

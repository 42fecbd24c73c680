/*
 * Activate License (SM201510): both products side by side. A file and a key
 * are the same signed text; both are verified here, offline, then applied.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "erp.h"
#include "format/licencefile.h"
#include "licenceverbs.h"

int64_t
licence_product(const struct req *r)
{
	return str_starts(r->path, "/licence/portal") ? LICENCE_PORTAL :
							LICENCE_ERP;
}

/* What went wrong with which product's form. */
struct trouble {
	int64_t product; /* 0: none */
	const char *field;
	char why[LICENCE_WHY];
};

/* ---- what is in force
 * ----------------------------------------------------------- */

static int64_t
users_of(struct req *r, int64_t product)
{
	const struct user like = {
		.guest =
		    product == LICENCE_PORTAL ? USER_IS_GUEST : USER_IS_STAFF,
		.status = USER_ACTIVE,
	};

	return store_count(r->x, &user_entity, USER_GUEST_STATUS, &like);
}

static void
meter(struct req *r, int64_t used, int64_t allowed)
{
	int64_t percent = used * 100 / allowed;
	const char *words = arena_printf(r->mem, _("%lld of %lld users"),
	    (long long)used, (long long)allowed);

	if (percent > 100)
		percent = 100;
	html(r,
	    "<div class=\"meter\"><svg viewBox=\"0 0 100 8\" "
	    "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
	text(r, words);
	html(r, "\"><rect class=\"track\" width=\"100\" height=\"8\"/>");
	if (percent >= 90)
		html(r, "<rect class=\"mfill full\" height=\"8\" width=\"");
	else
		html(r, "<rect class=\"mfill\" height=\"8\" width=\"");
	textf(r, "%lld", (long long)percent);
	html(r, "\"/></svg></div><p class=\"small muted\">");
	text(r, words);
	html(r, "</p>");
}

static void
facts(struct req *r, const struct licence *l)
{
	static const unsigned tags[] = {
		LICENCE_NUMBER,
		LICENCE_LICENSEE,
		LICENCE_EDITION,
		LICENCE_VALID_FROM,
		LICENCE_VALID_TO,
		LICENCE_INSTANCE,
		0,
	};

	html(r, "<dl class=\"kv two\">");
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(&licence_entity, *t), l))
			kv_field(r, &licence_entity, *t, l);
	if (l->product == LICENCE_ERP)
		kv_field(r, &licence_entity, LICENCE_ERP_USERS, l);
	else {
		kv_field(r, &licence_entity, LICENCE_PORTAL_USERS, l);
		kv_field(r, &licence_entity, LICENCE_INSTANCES, l);
	}
	html(r, "</dl>");
}

/* Each feature the licence names, and whether it is switched on. */
static void
feature_table(struct req *r, const struct licence *l)
{
	if (l->features == 0)
		return;
	html(r, "<div class=\"tablewrap\"><table><caption class=\"vh\">");
	text(r, _("Features of this licence"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Feature"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Activated"));
	html(r, "</th></tr></thead><tbody>");
	for (const struct feature_fact *f = features; f->bit != 0; f++) {
		if ((f->bit & l->features) == 0)
			continue;
		html(r, "<tr><th scope=\"row\">");
		text(r, _(f->label));
		html(r, "</th><td>");
		if (r->visitor->features & f->bit)
			pill(r, "ok", _("Yes"));
		else
			pill(r, NULL, _("No"));
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></div>");
}

static void
waiting(struct req *r, const struct licence *l, const char *base)
{
	html(r, "<div class=\"body\"><div class=\"stack\">");
	banner(r, "info", _("Verified, not applied."),
	    _("Look at it, then apply it."));
	facts(r, l);
	html(r, "<div class=\"acts\">");
	button_post(r, arena_printf(r->mem, "%s/apply", base), "btn primary",
	    "check", _("Apply License"), NULL);
	button_post(r, arena_printf(r->mem, "%s/discard", base), "btn quiet",
	    NULL, _("Discard"), NULL);
	html(r, "</div>");
	feature_table(r, l);
	html(r, "</div></div>");
}

static void
in_force(struct req *r, int64_t product, const struct licence *l,
    enum licence_status status)
{
	int64_t allowed = product == LICENCE_ERP ?
	    r->visitor->licences.erp_users :
	    r->visitor->licences.portal_users;
	char says[300];
	bool have = status != LICENCE_INVALID || l->id != 0;

	licence_sentence(
	    have ? l : NULL, status, today(r), today(r), says, sizeof says);
	html(r, "<div class=\"body\"><div class=\"stack\"><p>");
	text(r, says);
	html(r, "</p>");
	if (have)
		facts(r, l);
	if (allowed > 0) {
		html(r, "<div>");
		meter(r, users_of(r, product), allowed);
		html(r, "</div>");
	}
	if (have)
		feature_table(r, l);
	html(r, "</div></div>");
}

/* ---- the two ways in
 * ---------------------------------------------------------------- */

static void
way_error(
    struct req *r, const char *id, const struct trouble *t, const char *field)
{
	if (t == NULL || !str_same(t->field, field))
		return;
	html(r, "<p class=\"errtext\" id=\"");
	text(r, id);
	html(r, "-error\">");
	text(r, t->why);
	html(r, "</p>");
}

static void
way_described(
    struct req *r, const char *id, const struct trouble *t, const char *field)
{
	html(r, " aria-describedby=\"");
	text(r, id);
	html(r, "-hint");
	if (t != NULL && str_same(t->field, field)) {
		text(r, arena_printf(r->mem, " %s-error", id));
		html(r, "\" aria-invalid=\"true");
	}
	html(r, "\"");
}

static void
file_form(
    struct req *r, const char *name, const char *base, const struct trouble *t)
{
	const char *id = arena_printf(r->mem, "f-%s-file", name);

	html(r,
	    "<form class=\"form\" method=\"post\" "
	    "enctype=\"multipart/form-data\" action=\"");
	text(r, url(r, arena_printf(r->mem, "%s/file", base), NULL));
	html(r, "\" novalidate>");
	form_token(r);
	html(r, "<div class=\"field\"><label for=\"");
	text(r, id);
	html(r, "\">");
	text(r, _("License file"));
	html(r, "</label><p class=\"hint\" id=\"");
	text(r, id);
	html(r, "-hint\">");
	text(r, _("The text file from your vendor, up to 64 kB."));
	html(r, "</p>");
	way_error(r, id, t, "file");
	html(r, "<input type=\"file\" name=\"file\" required id=\"");
	text(r, id);
	html(r, "\"");
	way_described(r, id, t, "file");
	html(r,
	    "></div><div class=\"acts\"><button type=\"submit\" class=\"btn\">");
	icon(r, "upload");
	text(r, _("Upload License File"));
	html(r, "</button></div></form>");
}

static void
key_form(
    struct req *r, const char *name, const char *base, const struct trouble *t)
{
	const char *id = arena_printf(r->mem, "f-%s-key", name);
	const char *typed = t == NULL ? NULL : form_value(r, "key");

	html(r, "<form class=\"form\" method=\"post\" action=\"");
	text(r, url(r, arena_printf(r->mem, "%s/key", base), NULL));
	html(r, "\" novalidate>");
	form_token(r);
	html(r, "<div class=\"field\"><label for=\"");
	text(r, id);
	html(r, "\">");
	text(r, _("License key"));
	html(r, "</label><p class=\"hint\" id=\"");
	text(r, id);
	html(r, "-hint\">");
	text(
	    r, _("Paste the whole key. Blanks and line breaks do not matter."));
	html(r, "</p>");
	way_error(r, id, t, "key");
	html(r,
	    "<textarea class=\"mono\" name=\"key\" rows=\"4\" "
	    "spellcheck=\"false\" autocapitalize=\"none\" required id=\"");
	text(r, id);
	html(r, "\"");
	way_described(r, id, t, "key");
	html(r, ">");
	text(r, typed == NULL ? "" : typed);
	html(r,
	    "</textarea></div><div class=\"acts\"><button type=\"submit\" class=\"btn\">");
	icon(r, "key");
	text(r, _("Enter License Key"));
	html(r, "</button></div></form>");
}

static void
ways_in(struct req *r, const char *name, const char *base, bool have,
    const struct trouble *t)
{
	html(r, "<div class=\"body\">");
	if (have && t == NULL)
		html(r, "<details><summary class=\"btn\">");
	else if (have)
		html(r, "<details open><summary class=\"btn\">");
	if (have) {
		icon(r, "refresh");
		text(r, _("Update License"));
		html(r, "</summary>");
	}
	html(r, "<div class=\"stack\">");
	file_form(r, name, base, t);
	key_form(r, name, base, t);
	html(r, "</div>");
	if (have)
		html(r, "</details>");
	html(r, "</div>");
}

/* ---- the page
 * ------------------------------------------------------------------------- */

static void
product_card(struct req *r, int64_t product, const struct trouble *t)
{
	const struct licences *all = &r->visitor->licences;
	bool erp = product == LICENCE_ERP;
	const struct licence *l = erp ? &all->erp : &all->portal;
	enum licence_status status = erp ? all->erp_status : all->portal_status;
	const struct choice *c = choice_of(licence_statuses, status);
	const char *name = erp ? "erp" : "portal";
	const char *base = arena_printf(r->mem, "/licence/%s", name);
	struct licence *next = arena_alloc(r->mem, sizeof *next);
	bool waits = licence_of(r->x, product, LICENCE_VERIFIED, next) == RC_OK;
	bool edits = may(r, erp ? ROLE_ADMIN : ROLE_PORTAL_ADMIN);

	html(r, "<section class=\"card\" aria-labelledby=\"h-");
	text(r, name);
	html(r, "\"><header><h2 id=\"h-");
	text(r, name);
	html(r, "\">");
	text(r, erp ? _("ERP licence") : _("Portal licence"));
	html(r, "</h2>");
	pill(r, c->tone, _(c->label));
	html(r, "</header>");
	in_force(r, product, l, status);
	if (waits && edits)
		waiting(r, next, base);
	if (edits)
		ways_in(r, name, base, l->id != 0 || waits,
		    t != NULL && t->product == product ? t : NULL);
	if (edits && l->id != 0) {
		html(r, "<footer>");
		button_link(r, arena_printf(r->mem, "%s/delete", base),
		    "btn danger", "trash", _("Delete License"));
		html(r, "</footer>");
	}
	html(r, "</section>");
}

static void
show(struct req *r, const struct trouble *t)
{
	char instance[80];
	struct head h = {
		.title = _("Activate License"),
		.nav = "licence",
		.screen = "SM201510",
	};

	if (!store_setting(r->x, "instance_id", instance, sizeof instance))
		instance[0] = '\0';
	h.lead = arena_printf(
	    r->mem, _("Instance id for your vendor: %s"), instance);
	page_open(r, &h);
	if (t != NULL) {
		html(r,
		    "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" "
		    "data-focus><h2>");
		text(r, _("There is a problem"));
		html(r, "</h2><ul><li><a href=\"#f-");
		textf(r, "%s-%s", t->product == LICENCE_ERP ? "erp" : "portal",
		    t->field);
		html(r, "\">");
		text(r, t->why);
		html(r, "</a></li></ul></div>");
	}
	html(r, "<div class=\"cols half\">");
	product_card(r, LICENCE_ERP, t);
	product_card(r, LICENCE_PORTAL, t);
	html(r, "</div>");
	page_close(r);
}

enum rc
licence_page(struct req *r)
{
	show(r, NULL);
	return RC_OK;
}

/* ---- taking one in
 * ------------------------------------------------------------------ */

/* The latest day this store has seen, so that a clock turned back is noticed.
 */
static int64_t
latest_day(struct req *r)
{
	char day[24];

	if (!store_setting(r->x, "latest_day", day, sizeof day))
		return 0;
	return strtoll(day, NULL, 10);
}

/* Verifies, keeps it waiting, and goes back; or shows the page with the reason.
 */
static enum rc
take(struct req *r, const char *field, const struct buf *b, struct trouble *t)
{
	struct licence *l = arena_alloc(r->mem, sizeof *l);
	struct problems bad = { .n = 0 };
	char instance[80] = "";
	const struct licence_rules rules = {
		.keys = r->conf->vendor_keys,
		.product = licence_product(r),
		.today = time_date(r->now, "UTC"),
		.latest = latest_day(r),
		.instance = instance,
	};
	enum rc rc = RC_INVALID;

	t->product = rules.product;
	t->field = field;
	store_setting(r->x, "instance_id", instance, sizeof instance);
	if (t->why[0] == '\0' &&
	    licence_read(b->data, b->len, &rules, l, t->why, sizeof t->why)) {
		rc = licence_keep(r->x, l, &bad);
		if (bad.n > 0)
			str_copy(t->why, sizeof t->why, bad.at[0].text);
	}
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, "/licence", "licence-verified");
		return rc;
	}
	edit_status(r, rc);
	show(r, t);
	return rc;
}

static bool
read_file(const char *path, struct buf *to)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char part[4096];
	ssize_t n;

	if (fd == -1)
		return false;
	while ((n = read(fd, part, sizeof part)) > 0 &&
	    to->len <= LICENCE_FILE_MAX)
		buf_add(to, part, (size_t)n);
	close(fd);
	return n >= 0;
}

enum rc
licence_file_post(struct req *r)
{
	const struct spooled *s = form_file(r, "file", 0);
	struct trouble *t = arena_alloc(r->mem, sizeof *t);
	struct buf b = { .data = NULL };
	enum rc rc;

	if (s == NULL)
		str_copy(t->why, sizeof t->why, _("Choose a license file."));
	else if (s->size > LICENCE_FILE_MAX || !read_file(s->path, &b))
		str_copy(t->why, sizeof t->why,
		    _("This file is larger than 64 kB, so it is not a license "
		      "file."));
	else if (b.len == 0)
		str_copy(t->why, sizeof t->why, _("This file is empty."));
	rc = take(r, "file", &b, t);
	buf_free(&b);
	return rc;
}

enum rc
licence_key_post(struct req *r)
{
	const char *typed = form_value(r, "key");
	struct trouble *t = arena_alloc(r->mem, sizeof *t);
	struct buf b = { .data = NULL };
	enum rc rc;

	if (typed == NULL || *typed == '\0')
		str_copy(t->why, sizeof t->why, _("Paste a license key."));
	else
		buf_str(&b, typed);
	rc = take(r, "key", &b, t);
	buf_free(&b);
	return rc;
}

/* What somebody wishes to export: the parts of its form. */
#include <string.h>

#include "exports.h"

bool
kind_shown(const struct req *r, const struct export_kind *k)
{
	return (k->feature & ~r->visitor->features) == 0;
}

static bool
has(const struct export_kind *k, enum export_format f)
{
	return (k->formats & 1u << f) != 0;
}

void
wish_tags(const struct export_kind *k, unsigned form[WISH_TAGS],
    unsigned filter[WISH_TAGS])
{
	int n = 0;

	if (has(k, EXPORT_CSV)) {
		form[n++] = EXPORT_JOB_COLUMNS;
		form[n++] = EXPORT_JOB_DECIMAL;
		form[n++] = EXPORT_JOB_DELIMITER;
		form[n++] = EXPORT_JOB_BOM;
		form[n++] = EXPORT_JOB_RAW;
	}
	form[n] = 0;
	n = 0;
	if (export_account_field(k) != NULL)
		filter[n++] = EXPORT_JOB_ACCOUNT;
	if (k->date != 0 || k->period) {
		filter[n++] = EXPORT_JOB_FROM;
		filter[n++] = EXPORT_JOB_TO;
	}
	if (export_changed_field(k) != NULL)
		filter[n++] = EXPORT_JOB_SINCE;
	filter[n] = 0;
}

/* ---- format */

void
wish_format(struct req *r, const void *rec, const struct problems *bad)
{
	const struct export_job *j = rec;
	const struct export_kind *k = export_kind_named(j->kind);
	struct choice *offered =
	    arena_alloc(r->mem, (EXPORT_UBL + 2) * sizeof *offered);
	int n = 0;

	for (const struct choice *c = export_formats; c->value != 0; c++)
		if (k != NULL && has(k, (enum export_format)(c->value - 1)))
			offered[n++] = *c;
	offered[n] = (struct choice){ 0 };
	form_select(r, "format",
	    _(record_field(&export_job_entity, EXPORT_JOB_FORMAT)->label), NULL,
	    offered, j->format != 0 ? j->format : offered[0].value,
	    bad != NULL ? problem_of(bad, EXPORT_JOB_FORMAT) : NULL);
}

/* ---- statuses */

static bool
is_among(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (*list != '\0') {
		size_t length = strcspn(list, ",");

		if (length == n && strncmp(list, word, n) == 0)
			return true;
		list += length;
		list += *list == ',';
	}
	return false;
}

void
wish_statuses(struct req *r, const void *rec, const struct problems *bad)
{
	const struct export_job *j = rec;
	const struct export_kind *k = export_kind_named(j->kind);
	const struct field *f = k != NULL ? export_status_field(k) : NULL;

	(void)bad; /* check boxes cannot be mistaken */
	if (f == NULL)
		return;
	html(r, "<fieldset class=\"box\"><legend>");
	text(r, _(f->label));
	html(r, "</legend><p class=\"hint\">");
	text(r, _("None chosen means all."));
	html(r, "</p><div class=\"checks\">");
	for (const struct choice *c = f->choices; c->value != 0; c++) {
		html(r,
		    "<div class=\"check\"><input type=\"checkbox\" "
		    "name=\"status\" id=\"f-status-");
		text(r, c->name);
		html(r, "\" value=\"");
		text(r, c->name);
		if (is_among(j->statuses, c->name))
			html(r, "\" checked>");
		else
			html(r, "\">");
		html(r, "<label for=\"f-status-");
		text(r, c->name);
		html(r, "\">");
		text(r, _(c->label));
		html(r, "</label></div>");
	}
	html(r, "</div></fieldset>");
}

/* ---- what was chosen */

static void
read_statuses(struct req *r, struct export_job *j)
{
	struct buf list = { 0 };
	const char *word;

	for (int i = 0; (word = form_value_at(r, "status", i)) != NULL; i++)
		buf_printf(&list, "%s%s", i > 0 ? "," : "", word);
	str_copy(j->statuses, sizeof j->statuses,
	    list.data != NULL ? list.data : "");
	buf_free(&list);
}

bool
wish_read(struct req *r, void *rec, struct problems *bad)
{
	static const unsigned format[] = { EXPORT_JOB_FORMAT, 0 };
	struct export_job *j = rec;
	struct export_file *f = arena_alloc(r->mem, sizeof *f);
	const struct export_kind *k = export_kind_named(j->kind);

	if (k == NULL || !kind_shown(r, k)) {
		problem(bad, 0, _("Choose what is to be exported."));
		return false;
	}
	read_statuses(r, j);
	if (form_read(r, &export_job_entity, format, j, bad) && bad->n == 0)
		export_wishes(j, f, bad);
	return bad->n == 0;
}

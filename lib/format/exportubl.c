/* Exports as UBL, one file a document. */
#include "exportubl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account.h"
#include "balance.h"
#include "mem.h"
#include "outfile.h"
#include "str.h"
#include "text.h"

/* A document between being read and being written. */
struct ubl_job {
	struct ubl_document *d; /* NULL: it could not be made */
	char number[64];
	char name[200]; /* of its file */
	char why[UBL_WHY];
	struct ubl_job *next;
};

/* ---- names of files */

void
export_file_name(const char *number, char *to, size_t size)
{
	size_t n = 0;

	for (const char *s = number; *s != '\0' && n + 4 < size; s++) {
		unsigned char c = (unsigned char)*s;
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
		    (c == '.' && s > number);

		if (plain)
			to[n++] = (char)c;
		else {
			str_printf(to + n, size - n, "%%%02X", c);
			n += 3;
		}
	}
	to[n] = '\0';
}

void
export_invoice_name(const struct invoice *inv, char *to, size_t size)
{
	const struct choice *type = choice_of(invoice_types, inv->doc_type);
	size_t n = 0;

	if (inv->doc_type != INVOICE_INVOICE && type != NULL) {
		str_printf(to, size, "%s-", type->name);
		n = strlen(to);
	}
	export_file_name(inv->invoice_no, to + n, size - n);
}

/* ---- making documents, with the store open */

static struct ubl_job *
add_job(struct export_ubl *u, struct ubl_document *d, const char *number)
{
	struct ubl_job *job = xcalloc(1, sizeof *job);

	job->d = d;
	str_copy(job->number, sizeof job->number,
	    d != NULL && d->id.s != NULL ? d->id.s : number);
	export_file_name(job->number, job->name, sizeof job->name);
	if (d == NULL)
		str_copy(job->why, sizeof job->why, u->map.why);
	if (u->jobs == NULL)
		u->jobs = job;
	else
		u->last->next = job;
	u->last = job;
	return job;
}

static bool
take_balance(void *arg, const void *rec)
{
	struct export *x = arg;
	struct export_ubl *u = x->arg;
	const struct balance *b = rec;
	struct ubl_document *d;
	struct account a;

	if (store_get(x->x, &account_entity, b->account_id, &a) != RC_OK)
		return false;
	d = ublmap_statement(
	    &u->map, &a, b->currency, x->only.from, x->only.to);
	if (d != NULL && d->entries_n == 0 && x->only.account == 0) {
		u->passed++;
		ubl_free(d);
	} else
		add_job(u, d, a.account_id);
	return true;
}

/* One for each currency the account has ever been billed in. */
static void
make_statements(struct export *x, const struct account *a)
{
	const struct balance like = { .account_id = a->id };
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &like,
		.prefix = 1 };

	if (store_list(x->x, &l, take_balance, x) != RC_OK)
		add_job(x->arg, NULL, a->account_id);
}

static void
make_order(
    struct export *x, const struct sales_order *o, const void *lines, int n)
{
	struct export_ubl *u = x->arg;
	bool response = strcmp(x->kind->name, "order_responses") == 0;

	if (o->order_type != ORDER_SO)
		u->passed++;
	else if (response)
		add_job(u, ublmap_order_response(&u->map, o, lines, n),
		    o->order_no);
	else
		add_job(u, ublmap_order(&u->map, o, lines, n), o->order_no);
}

static void
make(struct export *x, const void *head, const void *lines, int n)
{
	struct export_ubl *u = x->arg;
	struct ubl_job *job;

	u->map.x = x->x;
	if (x->kind->e == &account_entity)
		make_statements(x, head);
	else if (x->kind->e == &order_entity)
		make_order(x, head, lines, n);
	else if (x->kind->e == &shipment_entity) {
		const struct shipment *s = head;

		if (s->shown != IS_YES)
			u->passed++;
		else
			add_job(u, ublmap_shipment(&u->map, s, lines, n),
			    s->shipment_no);
	} else {
		const struct invoice *inv = head;

		if (inv->issued != IS_YES) {
			u->passed++;
			return;
		}
		job = add_job(
		    u, ublmap_invoice(&u->map, inv, lines, n), inv->invoice_no);
		export_invoice_name(inv, job->name, sizeof job->name);
	}
}

static void
record(struct export *x, const void *head, const void *lines, int n)
{
	struct export_ubl *u = x->arg;

	/* Our own company as it is now, for all documents of a portion. */
	if (u->jobs == NULL && ublmap_start(&u->map, x->x) != RC_OK)
		u->map.company = (struct company){ 0 };
	make(x, head, lines, n);
}

/* ---- checking and writing, with the store closed */

static void
add_findings(const struct ubl_document *d, struct buf *why)
{
	struct ubl_findings found = { 0 };

	if (ublmap_is_european(d))
		ubl_check(d, &found);
	for (int i = 0; i < found.n; i++)
		buf_printf(why, "%s: %s\n", found.at[i].rule, found.at[i].text);
	ubl_findings_free(&found);
}

static void
add_faults(struct export_ubl *u, const struct ubl_document *d,
    const struct buf *xml, struct buf *why)
{
	struct xml_faults faults = { .most = 10 };

	if (u->schemas == NULL)
		return;
	if (u->open == NULL)
		u->open = ubl_schemas_open(u->schemas);
	if (!ubl_validate(u->open, d->kind, xml->data, xml->len, &faults))
		for (int i = 0; i < xml_faults_kept(&faults); i++)
			buf_printf(why, "%s: line %ld: %s\n", faults.at[i].code,
			    faults.at[i].line, faults.at[i].text);
	xml_faults_free(&faults);
}

static bool
put_file(struct export_ubl *u, const char *dir, const char *name,
    const char *ending, const struct buf *text)
{
	struct outfile out;
	char path[600];

	if (!str_printf(path, sizeof path, "%s/%s.%s", dir, name, ending)) {
		str_printf(
		    u->why, sizeof u->why, _("%.400s is too long a path"), dir);
		return false;
	}
	if (!outfile_open(&out, path)) {
		str_copy(u->why, sizeof u->why, out.why);
		return false;
	}
	buf_add(&out.out, text->data, text->len);
	if (outfile_close(&out))
		return true;
	str_copy(u->why, sizeof u->why, out.why);
	return false;
}

/* Into the folder of the bad ones: the document, if there is one, and why. */
static bool
set_aside(struct export_ubl *u, const struct ubl_job *job, const char *name,
    const struct buf *xml, const struct buf *why)
{
	char line[900];

	u->bad++;
	str_printf(line, sizeof line, "%s: %.*s", job->number,
	    (int)strcspn(why->data, "\n"), why->data);
	u->tell(u->arg, line);
	if (mkdir(u->quarantine, 0700) != 0 && errno != EEXIST) {
		str_printf(u->why, sizeof u->why, "%.500s: %s", u->quarantine,
		    strerror(errno));
		return false;
	}
	return (xml->len == 0 ||
		   put_file(u, u->quarantine, name, "xml", xml)) &&
	    put_file(u, u->quarantine, name, "txt", why);
}

/* What an earlier run had against it does not count any more. */
static void
clear_quarantine(const struct export_ubl *u, const char *name)
{
	static const char *const endings[] = { "xml", "txt" };
	char path[600];

	for (int i = 0; i < 2; i++)
		if (str_printf(path, sizeof path, "%s/%s.%s", u->quarantine,
			name, endings[i]))
			(void)unlink(path);
}

static bool
put_document(struct export_ubl *u, const struct ubl_job *job)
{
	struct buf xml = { 0 }, why = { 0 };
	const char *name = job->name;
	bool good;

	if (job->d == NULL)
		buf_printf(&why, "%s\n", job->why);
	else {
		add_findings(job->d, &why);
		ubl_write(job->d, &xml);
		add_faults(u, job->d, &xml, &why);
	}
	if (why.len > 0)
		good = set_aside(u, job, name, &xml, &why);
	else {
		good = put_file(u, u->dir, name, "xml", &xml);
		u->written += good;
		clear_quarantine(u, name);
	}
	buf_free(&xml);
	buf_free(&why);
	return good;
}

static void
free_job(struct export_ubl *u)
{
	struct ubl_job *job = u->jobs;

	u->jobs = job->next;
	ubl_free(job->d);
	free(job);
}

static bool
portion(struct export *x)
{
	struct export_ubl *u = x->arg;
	bool good = true;

	while (u->jobs != NULL) {
		good = good && put_document(u, u->jobs);
		free_job(u);
	}
	return good;
}

void
export_ubl_begin(struct export_ubl *u, struct export *x)
{
	x->record = record;
	x->portion = portion;
	x->arg = u;
	x->apart = true;
}

void
export_ubl_end(struct export_ubl *u)
{
	while (u->jobs != NULL)
		free_job(u);
	ubl_schemas_close(u->open);
	u->open = NULL;
}

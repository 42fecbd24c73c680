/* Audit rows: made with each change, chained by a hash. */
#include "audit.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "parts.h"
#include "refer.h"

enum {
	VALUE_MAX = 400,   /* bytes of one old or new value */
	SHORT_TEXT = 1024, /* any printed number or code; more is cut */
};

static const struct choice channels[] = {
	{ CHANNEL_ERP, "erp", N_("ERP"), NULL },
	{ CHANNEL_PORTAL, "portal", N_("Portal"), "info" },
	{ CHANNEL_BATCH, "batch", N_("Batch"), "draft" },
	{ 0 },
};

static const struct choice actions[] = {
	{ AUDIT_CREATE, "create", N_("Created"), "ok" },
	{ AUDIT_CHANGE, "change", N_("Changed"), "info" },
	{ AUDIT_DELETE, "delete", N_("Deleted"), "bad" },
	{ AUDIT_EVENT, "event", N_("Event"), NULL },
	{ 0 },
};

#define A struct audit
/* clang-format off */
static const struct field fields[] = {
{ AUDIT_ID,        INT(A, id),         N_("Id"),      F_SYSTEM },
{ AUDIT_REV,       INT(A, rev),        N_("Revision"), F_SYSTEM },
{ AUDIT_TIME,      TIME(A, time),      N_("Time"),    F_SYSTEM },
{ AUDIT_USER,      INT(A, user),       N_("User id"), F_SYSTEM },
{ AUDIT_USER_NAME, TEXT(A, user_name), N_("User"),    F_SYSTEM },
{ AUDIT_CHANNEL,   CHOICE(A, channel), N_("Channel"), F_SYSTEM, .choices = channels },
{ AUDIT_ACTION,    CHOICE(A, action),  N_("Action"),  F_SYSTEM, .choices = actions },
{ AUDIT_ENTITY,    TEXT(A, entity),    N_("What"),    F_SYSTEM },
{ AUDIT_RECORD,    INT(A, record),     N_("Record"),  F_SYSTEM },
{ AUDIT_TITLE,     TEXT(A, title),     N_("Title"),   F_SYSTEM },
{ AUDIT_CHANGES,   NOTE(A, changes),   N_("Changes"), F_SYSTEM },
{ AUDIT_CHAIN,     TEXT(A, chain),     N_("Chain"),   F_SYSTEM },
{ 0 },
};
/* clang-format on */
#undef A

static const struct index indexes[] = {
	{ .number = AUDIT_BY_RECORD,
	    .tags = { AUDIT_ENTITY, AUDIT_RECORD },
	    .prefix = 2,
	    .uncounted = true },
	{ .number = AUDIT_BY_USER,
	    .tags = { AUDIT_USER },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = AUDIT_BY_ENTITY,
	    .tags = { AUDIT_ENTITY },
	    .prefix = 1,
	    .uncounted = true },
	{ 0 },
};

const struct entity audit_entity = {
	.number = 200,
	.name = "audit",
	.label = N_("Audit entry"),
	.plural = N_("Audit"),
	.size = sizeof(struct audit),
	.fields = fields,
	.indexes = indexes,
};

/* ---- the chain */

void
audit_hash(struct audit *row, const char *before, char hash[65])
{
	unsigned char sum[32];
	crypto_generichash_state state;
	struct buf packed = { 0 };
	char own[sizeof row->chain];

	memcpy(own, row->chain, sizeof own);
	row->chain[0] = '\0';
	record_pack(&audit_entity, row, &packed);
	memcpy(row->chain, own, sizeof own);
	crypto_generichash_init(&state, NULL, 0, sizeof sum);
	crypto_generichash_update(
	    &state, (const unsigned char *)before, strlen(before));
	crypto_generichash_update(
	    &state, (const unsigned char *)packed.data, packed.len);
	crypto_generichash_final(&state, sum, sizeof sum);
	sodium_bin2hex(hash, 65, sum, sizeof sum);
	buf_free(&packed);
}

/* An empty row; not all of its bytes, of which there are thousands. */
static struct audit *
row_new(struct txn *x)
{
	struct audit *row;

	if (x->row == NULL)
		x->row = xmalloc(sizeof *x->row);
	row = x->row;
	for (const struct field *f = fields; f->tag != 0; f++)
		if (f->type->storage == STORE_INT)
			record_set_int(f, row, 0);
		else
			*((char *)row + f->off) = '\0';
	return row;
}

static void
append(struct txn *x, struct audit *row)
{
	struct key last;

	key_start(&last, audit_entity.number, KIND_LAST_ID);
	row->id = counter_add(x, &last, 1);
	row->rev = 1;
	row->time = clock_now();
	row->user = x->actor->user;
	str_copy(row->user_name, sizeof row->user_name, x->actor->name);
	row->channel = x->actor->channel;
	if (x->chain[0] == '\0' && row->id > 1) {
		struct audit *before = xmalloc(sizeof *before);

		if (fetch(x, &audit_entity, row->id - 1, before))
			str_copy(x->chain, sizeof x->chain, before->chain);
		else if (!engine_full(x->engine))
			die("store",
			    "the audit is damaged: "
			    "run postern verify");
		free(before);
	}
	audit_hash(row, x->chain, row->chain);
	str_copy(x->chain, sizeof x->chain, row->chain);
	replace(x, &audit_entity, NULL, row);
}

/* ---- rows */

/* One line stays one line, and a column a column. */
static void
add_value(struct buf *line, const char *s)
{
	size_t start = line->len;

	for (; *s != '\0'; s++) {
		if (line->len - start >= VALUE_MAX &&
		    ((unsigned char)*s & 0xc0) != 0x80) {
			buf_str(line, "...");
			return;
		}
		if (*s == '\t')
			buf_str(line, "\\t");
		else if (*s == '\n')
			buf_str(line, "\\n");
		else if (*s == '\\')
			buf_str(line, "\\\\");
		else
			buf_char(line, *s);
	}
}

static void
value_of(struct txn *x, const struct field *f, const void *rec, struct buf *to)
{
	char text[SHORT_TEXT];

	if (rec == NULL || record_empty(f, rec))
		return;
	if (f->flags & F_SECRET) {
		buf_str(to, "******");
		return;
	}
	if (f->type->storage == STORE_TEXT) {
		add_value(to, record_text(f, rec));
		return;
	}
	refer_print(x, f, rec, text, sizeof text);
	add_value(to, text);
}

static bool
differs(const struct field *f, const void *from, const void *to)
{
	if (from == NULL || to == NULL)
		return !record_empty(f, from != NULL ? from : to);
	return f->type->storage == STORE_INT ?
	    record_int(f, from) != record_int(f, to) :
	    strcmp(record_text(f, from), record_text(f, to)) != 0;
}

static bool
audited(const struct field *f)
{
	return f->tag != TAG_ID && f->tag != TAG_REV && !(f->flags & F_QUIET);
}

/* Lines of a new document, thousands of them, are not; so this comes first. */
static bool
noteworthy(const struct entity *e, const void *from, const void *to)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (audited(f) && differs(f, from, to))
			return true;
	return false;
}

/* False when nothing differs that the audit is interested in. */
static bool
list_changes(struct txn *x, const struct entity *e, const void *from,
    const void *to, struct audit *row)
{
	struct buf all = { 0 };
	bool any = false;

	for (const struct field *f = e->fields; f->tag != 0; f++) {
		struct buf line = { 0 };

		if (!audited(f) || !differs(f, from, to))
			continue;
		any = true;
		buf_str(&line, f->name);
		buf_char(&line, '\t');
		value_of(x, f, from, &line);
		buf_char(&line, '\t');
		value_of(x, f, to, &line);
		buf_char(&line, '\n');
		/* The name at least, when the values no longer fit. */
		if (all.len + line.len < sizeof row->changes)
			buf_add(&all, line.data, line.len);
		else if (all.len + strlen(f->name) + 10 < sizeof row->changes)
			buf_printf(&all, "%s\t...\t...\n", f->name);
		buf_free(&line);
	}
	if (all.len > 0)
		memcpy(row->changes, all.data, all.len + 1);
	buf_free(&all);
	return any;
}

static void
set_title(const struct entity *e, const void *rec, struct audit *row)
{
	unsigned tag = e->key != 0 ? e->key : e->title;
	const struct field *f = tag != 0 ? record_field(e, tag) : NULL;

	if (f != NULL && f->type->storage == STORE_TEXT)
		str_copy(row->title, sizeof row->title, record_text(f, rec));
}

void
audit_change(
    struct txn *x, const struct entity *e, const void *from, const void *to)
{
	struct audit *row;

	if (!noteworthy(e, from, to))
		return;
	row = row_new(x);
	if (list_changes(x, e, from, to, row)) {
		row->action = from == NULL ? AUDIT_CREATE :
		    to == NULL             ? AUDIT_DELETE :
					     AUDIT_CHANGE;
		row->record = record_id(to != NULL ? to : from);
		str_copy(row->entity, sizeof row->entity, e->name);
		set_title(e, to != NULL ? to : from, row);
		append(x, row);
	}
}

void
audit_event(struct txn *x, const char *what, const char *title, int64_t record,
    const char *remark)
{
	struct audit *row = row_new(x);

	assert(x->actor != NULL);
	row->action = AUDIT_EVENT;
	row->record = record;
	str_copy(row->entity, sizeof row->entity, what);
	if (title != NULL)
		str_copy(row->title, sizeof row->title, title);
	if (remark != NULL)
		str_copy(row->changes, sizeof row->changes, remark);
	append(x, row);
}

/* Attachments: what they may be, and how they come into the store. */
#include <stdio.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/utf8.h"
#include "../store/store.h"
#include "caseparts.h"

static const struct choice yes_no[] = {
	{ CASE_YES, "yes", N_("Yes"), NULL },
	{ CASE_NO, "no", N_("No"), NULL },
	{ 0 },
};

#define A struct attachment
/* clang-format off */
static const struct field fields[] = {
{ ATTACHMENT_ID,       INT(A, id),          N_("Id"),        F_SYSTEM },
{ ATTACHMENT_REV,      INT(A, rev),         N_("Revision"),  F_SYSTEM },
{ ATTACHMENT_CASE,     REF(A, case_id),     N_("Case"),      F_SYSTEM | F_REQUIRED, .refers = &case_entity },
{ ATTACHMENT_ACTIVITY, REF(A, activity_id), N_("Activity"),  F_SYSTEM, .refers = &activity_entity },
{ ATTACHMENT_INTERNAL, CHOICE(A, internal), N_("Internal"),  F_SYSTEM, .choices = yes_no },
{ ATTACHMENT_TYPE,     TEXT(A, media_type), N_("Type"),      F_SYSTEM },
{ ATTACHMENT_SIZE,     COUNT(A, size),      N_("Size"),      F_SYSTEM },
{ ATTACHMENT_FILE,     TEXT(A, stored_as),  N_("Stored As"), F_SYSTEM },
{ ATTACHMENT_HASH,     TEXT(A, hash),       N_("Hash"),      F_SYSTEM },
{ ATTACHMENT_TIME,     TIME(A, time),       N_("Time"),      F_SYSTEM },
{ ATTACHMENT_NAME,     TEXT(A, file_name),  N_("File Name"), F_SYSTEM | F_REQUIRED },
{ 0 },
};
/* clang-format on */
#undef A

static const struct index indexes[] = {
	{ .number = ATTACHMENT_OF_CASE,
	    .tags = { ATTACHMENT_CASE, ATTACHMENT_ACTIVITY },
	    .prefix = 1 },
	{ 0 },
};

const struct entity attachment_entity = {
	.number = 7,
	.name = "attachment",
	.label = N_("Attachment"),
	.plural = N_("Attachments"),
	.size = sizeof(struct attachment),
	.fields = fields,
	.indexes = indexes,
	.title = ATTACHMENT_NAME,
};

/* ---- what a file is, by its bytes */

/*
 * Text has no control characters but those of lines, and does not begin like
 * a page: browsers and mail programs open HTML, SVG and XML, and run them.
 */
static bool
is_text(const unsigned char *bytes, size_t n)
{
	size_t i = 0;

	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	while (i < n && strchr(" \t\r\n\f", bytes[i]) != NULL && bytes[i] != 0)
		i++;
	if (i == n || bytes[i] == '<')
		return false;
	for (; i < n; i++)
		if (bytes[i] == 0x7f ||
		    (bytes[i] < ' ' && strchr("\t\r\n\f", bytes[i]) == NULL) ||
		    bytes[i] == 0)
			return false;
	return true;
}

const char *
attachment_type(const unsigned char *bytes, size_t n)
{
	static const struct {
		const char *type, *begin;
		size_t n;
	} signatures[] = {
		{ "image/png", "\x89PNG\r\n\x1a\n", 8 },
		{ "image/jpeg", "\xff\xd8\xff", 3 },
		{ "application/pdf", "%PDF-", 5 },
	};

	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (n >= signatures[i].n &&
		    memcmp(bytes, signatures[i].begin, signatures[i].n) == 0)
			return signatures[i].type;
	return is_text(bytes, n) ? "text/plain" : NULL;
}

/* The type of a file on disk; NULL when it may not be taken. */
static const char *
file_type(const char *path)
{
	unsigned char bytes[65536];
	FILE *f = fopen(path, "rbe");
	const char *type = NULL;
	size_t n;

	if (f == NULL)
		return NULL;
	n = fread(bytes, 1, sizeof bytes, f);
	if (!ferror(f))
		type = attachment_type(bytes, n);
	fclose(f);
	return type;
}

/* ---- names */

static bool
named(const char *name, const char *const *ends)
{
	char low[181];

	str_copy(low, sizeof low, name);
	str_lower(low);
	for (; *ends != NULL; ends++)
		if (str_ends(low, *ends))
			return true;
	return false;
}

/*
 * The name without folders, and with an end that fits the content: a text
 * called page.html would be opened as a page once it is on a disk.
 */
static const char *
clean_name(const char *given, const char *type, char to[181])
{
	static const char *const png[] = { ".png", NULL };
	static const char *const jpeg[] = { ".jpg", ".jpeg", NULL };
	static const char *const pdf[] = { ".pdf", NULL };
	static const char *const text[] = { ".txt", ".csv", ".log", NULL };
	static const char *const csv[] = { ".csv", NULL };
	static const struct {
		const char *type;
		const char *const *ends;
	} ends[] = {
		{ "image/png", png },
		{ "image/jpeg", jpeg },
		{ "application/pdf", pdf },
		{ "text/plain", text },
	};
	const char *base = given;

	for (const char *c = given; *c != '\0'; c++)
		if (*c == '/' || *c == '\\')
			base = c + 1;
	if (base[0] == '\0' || base[0] == '.' || !utf8_clean(base, false))
		base = "file";
	str_copy(to, 176, base);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strcmp(ends[i].type, type) == 0 && !named(to, ends[i].ends))
			str_copy(
			    to + strlen(to), 181 - strlen(to), ends[i].ends[0]);
	return strcmp(type, "text/plain") == 0 && named(to, csv) ? "text/csv" :
								   type;
}

/* ---- checking and keeping */

void
attachments_check(const struct spooled *files, int n, struct problems *bad)
{
	if (n > CASE_UPLOADS)
		problem(bad, ATTACHMENT_NAME, _("Attach at most %d files."),
		    CASE_UPLOADS);
	for (int i = 0; i < n && i < CASE_UPLOADS; i++) {
		const struct spooled *f = &files[i];

		if (f->size == 0)
			problem(bad, ATTACHMENT_NAME, _("%s is empty."),
			    f->file_name);
		else if (f->size > CASE_UPLOAD_SIZE)
			problem(bad, ATTACHMENT_NAME,
			    _("%s is larger than %d MB."), f->file_name,
			    CASE_UPLOAD_SIZE / 1024 / 1024);
		else if (file_type(f->path) == NULL)
			problem(bad, ATTACHMENT_NAME,
			    _("%s is of a type that is not taken. PNG, JPEG, "
			      "PDF, plain text and CSV are."),
			    f->file_name);
	}
}

enum rc
attachments_save(struct txn *x, const struct activity *activity,
    const struct spooled *files, int n, struct problems *bad)
{
	for (int i = 0; i < n; i++) {
		struct attachment a = {
			.case_id = activity->case_id,
			.activity_id = activity->id,
			.internal = activity->internal,
			.size = files[i].size,
			.time = clock_now(),
		};
		const char *type = file_type(files[i].path);
		enum rc rc;

		if (type == NULL)
			return RC_INVALID;
		type = clean_name(files[i].file_name, type, a.file_name);
		str_copy(a.media_type, sizeof a.media_type, type);
		str_copy(a.hash, sizeof a.hash, files[i].hash);
		if ((rc = store_file_add(x, files[i].path, a.stored_as,
			 sizeof a.stored_as)) != RC_OK ||
		    (rc = store_save(x, &attachment_entity, &a, bad)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* What a customer writes into a case: text and files. */
#include "pages.h"

void
somebody_saved(struct problems *bad)
{
	problem(bad, 0, "%s",
	    _("Your data were changed meanwhile, perhaps by our staff. Look "
	      "at your input below and save again to keep it."));
}

void
form_text(struct req *r, const char *label, const struct problems *bad)
{
	const struct field *f = record_field(&activity_entity, ACTIVITY_TEXT);

	form_input(r,
	    &(struct input){
		.name = f->name,
		.label = label,
		.type = "textarea",
		.value = form_value(r, f->name),
		.error = bad == NULL ? NULL : problem_of(bad, ACTIVITY_TEXT),
		.required = true,
		.max = (int)f->size - 1,
	    });
}

void
form_files(struct req *r, const struct problems *bad)
{
	form_input(r,
	    &(struct input){
		.name = "files",
		.label = _("Attachments"),
		.hint = _("Up to 5 files of 10 MB each: pictures (PNG, JPEG), "
			  "PDF, plain text or CSV."),
		.type = "file",
		.error = bad == NULL ? NULL : problem_of(bad, ATTACHMENT_NAME),
		.multiple = true,
		.accept = ".png,.jpg,.jpeg,.pdf,.txt,.csv",
	    });
}

/* Verbs of a case report on three records in one list; the tags differ. */
void
message_errors(struct req *r, const struct problems *bad)
{
	struct problems *part[3];

	if (bad == NULL)
		return;
	for (int i = 0; i < 3; i++)
		part[i] = arena_alloc(r->mem, sizeof *part[i]);
	for (int i = 0; i < bad->n; i++) {
		unsigned tag = bad->at[i].tag;
		int to = tag == ACTIVITY_TEXT ? 1 :
		    tag == ATTACHMENT_NAME    ? 2 :
						0;

		problem(part[to], to == 2 ? 0 : tag, "%s", bad->at[i].text);
	}
	form_errors(r,
	    (struct form_bad[]){
		{ &case_entity, part[0] },
		{ &activity_entity, part[1] },
		{ NULL, part[2] },
	    },
	    3);
}

int
files_read(
    struct req *r, struct spooled files[CASE_UPLOADS], struct problems *bad)
{
	const struct spooled *f;
	int n = 0;

	for (int i = 0; (f = form_file(r, "files", i)) != NULL; i++) {
		if (n == CASE_UPLOADS) {
			problem(bad, ATTACHMENT_NAME, "%s",
			    _("Choose 5 files at most"));
			break;
		}
		files[n++] = *f;
	}
	return n;
}

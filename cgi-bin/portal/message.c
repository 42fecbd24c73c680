/* What a customer writes into a case: text and files. */
#include "pages.h"

void
form_text(struct req *r, const char *label, const char *error)
{
	const struct field *f = record_field(&activity_entity, ACTIVITY_TEXT);

	form_input(r,
	    &(struct input){
		.name = f->name,
		.label = label,
		.type = "textarea",
		.value = form_value(r, f->name),
		.error = error,
		.required = true,
		.max = (int)f->size - 1,
	    });
}

void
form_files(struct req *r, const char *error)
{
	form_input(r,
	    &(struct input){
		.name = "files",
		.label = _("Attachments"),
		.hint = _("Up to 5 files of 10 MB each: pictures (PNG, JPEG), "
			  "PDF, plain text or CSV."),
		.type = "file",
		.error = error,
		.multiple = true,
		.accept = ".png,.jpg,.jpeg,.pdf,.txt,.csv",
	    });
}

int
files_read(
    struct req *r, struct spooled files[CASE_UPLOADS], const char **error)
{
	const struct spooled *f;
	int n = 0;

	*error = NULL;
	for (int i = 0; (f = form_file(r, "files", i)) != NULL; i++) {
		if (n == CASE_UPLOADS) {
			*error = _("Choose 5 files at most");
			break;
		}
		if (f->size > CASE_UPLOAD_SIZE)
			*error = arena_printf(
			    r->mem, _("%s is larger than 10 MB"), f->file_name);
		files[n++] = *f;
	}
	return n;
}

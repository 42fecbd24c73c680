/* Exports as one file. */
#include "exportfile.h"

#include <string.h>

#include "exportvcard.h"
#include "str.h"

/* ---- formats */

static const struct format {
	const char *name, *ending;
} formats[] = {
	[EXPORT_CSV] = { "csv", "csv" },
	[EXPORT_XML] = { "xml", "xml" },
	[EXPORT_XLSX] = { "xlsx", "xlsx" },
	[EXPORT_VCARD] = { "vcard", "vcf" },
	[EXPORT_UBL] = { "ubl", "ubl" },
};

const char *
export_format_name(enum export_format f)
{
	return formats[f].name;
}

const char *
export_format_ending(enum export_format f)
{
	return formats[f].ending;
}

bool
export_format_named(const char *name, enum export_format *to)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0) {
			*to = (enum export_format)i;
			return true;
		}
	return false;
}

/* ---- one file */

static bool
portion(struct export *x)
{
	struct export_file *f = (struct export_file *)x;

	if (f->between != NULL)
		f->between(f->arg, x->records);
	return outfile_put(&f->out);
}

static bool
begin(struct export_file *f)
{
	f->x.portion = portion;
	f->x.apart = f->between != NULL;
	switch (f->format) {
	case EXPORT_XML:
		f->x.record = export_xml_record;
		f->x.arg = &f->xml;
		export_xml_begin(&f->xml, f->x.kind, &f->out);
		return true;
	case EXPORT_XLSX:
		f->x.record = export_xlsx_record;
		f->x.arg = &f->xlsx;
		return export_xlsx_begin(&f->xlsx, f->x.kind, &f->csv);
	case EXPORT_VCARD:
		f->x.record = export_vcard_record;
		f->x.arg = &f->out;
		return true;
	default:
		f->x.record = export_csv_record;
		f->x.arg = &f->csv;
		export_csv_begin(&f->csv, &f->out);
		return true;
	}
}

static bool
end(struct export_file *f)
{
	if (f->format == EXPORT_XML)
		export_xml_end(&f->xml);
	return f->format != EXPORT_XLSX || export_xlsx_end(&f->xlsx, &f->out);
}

/* Nothing is left of it. */
static enum rc
abandon(struct export_file *f, const char *why)
{
	outfile_drop(&f->out);
	str_copy(f->why, sizeof f->why, why);
	return RC_REFUSED;
}

enum rc
export_file_write(struct export_file *f, const char *home, const char *path)
{
	enum rc rc;

	if (!outfile_open(&f->out, path))
		return abandon(f, f->out.why);
	if (!begin(f))
		return abandon(f, f->xlsx.why);
	rc = export_run(home, &f->x);
	if (rc == RC_REFUSED)
		return abandon(f, f->out.why);
	if (rc != RC_OK) {
		outfile_drop(&f->out);
		return rc;
	}
	if (!end(f))
		return abandon(f, f->xlsx.why);
	return outfile_close(&f->out) ? RC_OK : abandon(f, f->out.why);
}

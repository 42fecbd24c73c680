/* A choice of time zones, by the names that users know from their devices. */
#include <string.h>

#include "form.h"
#include "text.h"

static const char *const zones[] = {
	"UTC",
	"Africa/Cairo",
	"Africa/Johannesburg",
	"Africa/Lagos",
	"Africa/Nairobi",
	"America/Anchorage",
	"America/Argentina/Buenos_Aires",
	"America/Bogota",
	"America/Chicago",
	"America/Denver",
	"America/Halifax",
	"America/Lima",
	"America/Los_Angeles",
	"America/Mexico_City",
	"America/New_York",
	"America/Phoenix",
	"America/Santiago",
	"America/Sao_Paulo",
	"America/St_Johns",
	"America/Toronto",
	"America/Vancouver",
	"Asia/Bangkok",
	"Asia/Dhaka",
	"Asia/Dubai",
	"Asia/Hong_Kong",
	"Asia/Jakarta",
	"Asia/Jerusalem",
	"Asia/Karachi",
	"Asia/Kolkata",
	"Asia/Manila",
	"Asia/Riyadh",
	"Asia/Seoul",
	"Asia/Shanghai",
	"Asia/Singapore",
	"Asia/Taipei",
	"Asia/Tashkent",
	"Asia/Tehran",
	"Asia/Tokyo",
	"Atlantic/Azores",
	"Atlantic/Reykjavik",
	"Australia/Adelaide",
	"Australia/Brisbane",
	"Australia/Perth",
	"Australia/Sydney",
	"Europe/Amsterdam",
	"Europe/Athens",
	"Europe/Belgrade",
	"Europe/Berlin",
	"Europe/Brussels",
	"Europe/Bucharest",
	"Europe/Budapest",
	"Europe/Copenhagen",
	"Europe/Dublin",
	"Europe/Helsinki",
	"Europe/Istanbul",
	"Europe/Kyiv",
	"Europe/Lisbon",
	"Europe/London",
	"Europe/Madrid",
	"Europe/Oslo",
	"Europe/Paris",
	"Europe/Prague",
	"Europe/Riga",
	"Europe/Rome",
	"Europe/Sofia",
	"Europe/Stockholm",
	"Europe/Tallinn",
	"Europe/Vienna",
	"Europe/Vilnius",
	"Europe/Warsaw",
	"Europe/Zagreb",
	"Europe/Zurich",
	"Pacific/Auckland",
	"Pacific/Fiji",
	"Pacific/Honolulu",
	NULL,
};

static void
option(struct req *r, const char *value, const char *label, bool chosen)
{
	html(r, "<option value=\"");
	text(r, value);
	html(r, "\"");
	if (chosen)
		html(r, " selected");
	html(r, ">");
	text(r, label);
	html(r, "</option>");
}

void
form_zone(struct req *r, const struct entity *e, unsigned tag, const void *rec,
    const struct problems *bad)
{
	const struct field *f = record_field(e, tag);
	const char *now = record_text(f, rec);
	const char *error = bad == NULL ? NULL : problem_of(bad, tag);
	bool known = *now == '\0';

	if (error != NULL)
		html(r, "<div class=\"field bad\">");
	else
		html(r, "<div class=\"field\">");
	html(r, "<label for=\"f-time_zone\">");
	text(r, _(f->label));
	html(r, "</label>");
	if (error != NULL) {
		html(r, "<p class=\"errtext\" id=\"f-time_zone-error\">");
		text(r, error);
		html(r, "</p>");
	}
	html(r, "<select id=\"f-time_zone\" name=\"time_zone\"");
	if (error != NULL)
		html(r,
		    " aria-invalid=\"true\" "
		    "aria-describedby=\"f-time_zone-error\"");
	html(r, ">");
	option(r, "", _("As the company"), *now == '\0');
	for (const char *const *z = zones; *z != NULL; z++) {
		bool is = strcmp(*z, now) == 0;
		known |= is;
		option(r, *z, *z, is);
	}
	if (!known)
		option(r, now, now, true);
	html(r, "</select></div>");
}

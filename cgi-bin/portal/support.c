/* Whom a customer can call or write to; as the portal record says. */
#include <string.h>

#include "base/buf.h"
#include "pages.h"

bool
support_known(const struct req *r)
{
	const struct portal *p = &r->visitor->portal;

	return p->support_contact[0] != '\0' || p->support_phone[0] != '\0' ||
	    p->support_email[0] != '\0' || p->support_hours[0] != '\0';
}

/* "+353 1 234-5678" -> "+35312345678": a tel: address has no blanks. */
static const char *
dial(struct req *r, const char *phone)
{
	char *to = arena_alloc(r->mem, strlen(phone) + 1);
	size_t n = 0;

	for (; *phone != '\0'; phone++)
		if (strchr("+0123456789", *phone) != NULL)
			to[n++] = *phone;
	to[n] = '\0';
	return to;
}

static void
contact_link(struct req *r, const char *address, const char *label)
{
	html(r, "<a href=\"");
	text(r, address);
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

void
support_lines(struct req *r)
{
	const struct portal *p = &r->visitor->portal;
	bool both = p->support_phone[0] != '\0' && p->support_email[0] != '\0';

	if (p->support_contact[0] != '\0') {
		html(r, "<p class=\"strong\">");
		text(r, p->support_contact);
		html(r, "</p>");
	}
	if (p->support_hours[0] != '\0') {
		html(r, "<p class=\"small muted\">");
		text(r, p->support_hours);
		html(r, "</p>");
	}
	if (p->support_phone[0] == '\0' && p->support_email[0] == '\0')
		return;
	html(r, "<p class=\"small contact\">");
	if (p->support_phone[0] != '\0')
		contact_link(r,
		    arena_printf(r->mem, "tel:%s", dial(r, p->support_phone)),
		    p->support_phone);
	if (both)
		html(r, "<br>");
	if (p->support_email[0] != '\0')
		contact_link(r,
		    arena_printf(r->mem, "mailto:%s", p->support_email),
		    p->support_email);
	html(r, "</p>");
}

/* Apply, discard and delete a licence. */
#include "licenceverbs.h"
#include "erp.h"

enum rc
licence_apply_post(struct req *r)
{
	struct problems bad = { .n = 0 };
	enum rc rc = licence_apply(r->x, licence_product(r), &bad);

	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, "/licence");
	redirect(r, "/licence", "licence-applied");
	return rc;
}

enum rc
licence_discard_post(struct req *r)
{
	enum rc rc = licence_discard(r->x, licence_product(r));

	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/licence", "discarded");
	return rc;
}

enum rc
licence_delete_page(struct req *r)
{
	bool erp = licence_product(r) == LICENCE_ERP;
	struct head h = {
		.title = erp ? _("Delete the ERP licence?") :
			       _("Delete the portal licence?"),
		.nav = "licence",
		.screen = "SM201510",
		.crumb = _("Activate License"),
		.crumb_path = "/licence",
		.no_title = true,
	};
	struct licence l;

	if (licence_of(r->x, licence_product(r), LICENCE_IN_FORCE, &l) != RC_OK)
		return RC_NOTFOUND;
	page_open(r, &h);
	html(r,
	    "<div class=\"narrow\"><section class=\"card status\">"
	    "<div class=\"body\"><span class=\"mark bad\">");
	icon(r, "trash");
	html(r, "</span><h1>");
	text(r, h.title);
	html(r, "</h1><p>");
	if (erp)
		text(r,
		    _("The limits of a trial hold from then on, and "
		      "features that only the licence covers are off. No "
		      "data is lost, and exports keep working."));
	else
		text(r,
		    _("The portal closes for your customers from then on. "
		      "No data is lost; with a new licence everything is "
		      "back."));
	html(r, "</p><form class=\"acts\" method=\"post\" action=\"");
	text(r, url(r, r->path, NULL));
	html(r, "\">");
	form_token(r);
	html(r, "<button type=\"submit\" class=\"btn danger\">");
	text(r, _("Delete licence"));
	html(r, "</button>");
	button_link(r, "/licence", "btn quiet", NULL, _("Keep it"));
	html(r, "</form></div></section></div>");
	page_close(r);
	return RC_OK;
}

enum rc
licence_delete_post(struct req *r)
{
	enum rc rc = licence_remove(r->x, licence_product(r));

	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/licence", "licence-deleted");
	return rc;
}

/* Our own company (CS101500): the one record of it. */
#include "model/company.h"

#include <sys/stat.h>
#include <unistd.h>

#include "erp.h"

static const unsigned general[] = {
	COMPANY_LEGAL_NAME,
	COMPANY_MAIN_NAME,
	COMPANY_CODE,
	COMPANY_TAX_ID,
	COMPANY_REGISTRATION_NO,
	0,
};

static const unsigned address[] = {
	COMPANY_MAIN_ATTENTION,
	COMPANY_MAIN_COUNTRY,
	COMPANY_MAIN_LINE1,
	COMPANY_MAIN_LINE2,
	COMPANY_MAIN_POSTAL_CODE,
	COMPANY_MAIN_CITY,
	COMPANY_MAIN_REGION,
	0,
};

static const unsigned reach[] = {
	COMPANY_EMAIL,
	COMPANY_PHONE,
	COMPANY_WEBSITE,
	0,
};

static const unsigned bank[] = {
	COMPANY_IBAN,
	COMPANY_BIC,
	COMPANY_BANK_NAME,
	0,
};

static const unsigned sales[] = {
	COMPANY_CURRENCY,
	COMPANY_TERMS,
	COMPANY_TAX,
	COMPANY_FREIGHT_TAX,
	0,
};

static const unsigned e_invoice[] = {
	COMPANY_ENDPOINT_SCHEME,
	COMPANY_ENDPOINT_ID,
	COMPANY_PEPPOL,
	0,
};

static const struct part parts[] = {
	{ N_("General"), general, NULL },
	{ N_("Address"), address, NULL },
	{ N_("How to reach us"), reach, NULL },
	{ N_("Bank"), bank, NULL },
	{ N_("Sales"), sales, NULL },
	{ N_("E-invoices"), e_invoice, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	if (company_load(r->x, rec) != RC_OK)
		return;
}

static const struct edit card = {
	.e = &company_entity,
	.list = "/company",
	.save = N_("Save company"),
	.parts = parts,
	.begin = begin,
};

static bool
has_logo(struct req *r)
{
	int fd = company_logo_open(r->x);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* wrong: what is wrong with the file, or NULL. */
static void
logo_card(struct req *r, const char *wrong)
{
	card_open(r, "h-logo", _("Logo"));
	if (has_logo(r)) {
		html(r, "<p><img class=\"paper-logo\" alt=\"");
		text(r, _("The logo that documents are headed with"));
		html(r, "\" src=\"");
		text(r, url(r, "/company/logo", NULL));
		html(r, "\"></p>");
	}
	form_open_upload(r, "/company/logo");
	form_input(r,
	    &(struct input){
		.name = "file",
		.label = _("Logo file"),
		.hint = _("Stands at the head of documents that are printed "
			  "from now on. A PNG of at most 1 MB."),
		.type = "file",
		.accept = ".png",
		.required = true,
		.error = wrong,
	    });
	html(r, "<div class=\"acts\"><button type=\"submit\" class=\"btn\">");
	icon(r, "upload");
	text(r, _("Upload logo"));
	html(r, "</button></div>");
	form_close(r);
	card_close(r);
}

static void
form_page(struct req *r, const struct company *c, const struct problems *bad,
    const char *wrong)
{
	const struct head h = {
		.title = _("Our company"),
		.nav = "company",
		.screen = "CS101500",
		.lead = _("What documents say of the seller."),
	};

	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &company_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	edit_form(r, &card, "/company", NULL, c, bad);
	html(r, "</div></section>");
	logo_card(r, wrong);
	page_close(r);
}

enum rc
company_page(struct req *r)
{
	struct company *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = company_load(r->x, c);

	if (rc == RC_OK)
		form_page(r, c, NULL, NULL);
	return rc;
}

enum rc
company_post(struct req *r)
{
	struct company *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = company_load(r->x, c);

	if (rc != RC_OK)
		return rc;
	r->id = c->id; /* 0: nobody has described it yet */
	rc = edit_save(r, &card, c, bad);
	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, "/company", "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		c->id = r->id;
		edit_status(r, rc);
		form_page(r, c, bad, NULL);
		return rc;
	default:
		return rc;
	}
}

/* ---- the logo */

enum rc
company_logo(struct req *r)
{
	int fd = company_logo_open(r->x);
	struct stat st;

	if (fd < 0)
		return RC_NOTFOUND;
	if (fstat(fd, &st) != 0) {
		close(fd);
		return RC_NOTFOUND;
	}
	reply_file(r, fd, st.st_size, "image/png", "logo.png");
	return RC_OK;
}

enum rc
company_logo_post(struct req *r)
{
	const struct spooled *file = form_file(r, "file", 0);
	struct company *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *wrong = _("Choose a file.");
	enum rc rc = company_load(r->x, c);

	if (rc == RC_OK && file != NULL) {
		rc = company_logo_set(r->x, file->path, bad);
		if (rc == RC_OK) {
			redirect(r, "/company", "saved");
			return rc;
		}
		wrong = bad->n > 0 ? bad->at[0].text : NULL;
	} else if (rc == RC_OK)
		rc = RC_INVALID;
	if (rc == RC_INVALID) {
		edit_status(r, rc);
		form_page(r, c, NULL, wrong);
	}
	return rc;
}

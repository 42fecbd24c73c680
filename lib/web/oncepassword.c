/* A password that somebody else made: it works once, and is shown once. */
#include "base/password.h"
#include "form.h"
#include "web.h"

enum rc
once_prepare(struct req *r)
{
	struct once *once = arena_alloc(r->mem, sizeof *once);

	password_once(once->password);
	password_hash(once->password, r->conf->spool, once->hash);
	r->prepared = once;
	return RC_OK;
}

void
once_secret(struct req *r, const char *login, const char *password)
{
	html(r, "<dl class=\"kv side-by\">");
	kv_text(r, _("Login"), login);
	html(r, "</dl><div class=\"secret\"><code id=\"otp\">");
	text(r, password);
	html(r,
	    "</code><button type=\"button\" class=\"btn sm\" "
	    "data-copy=\"otp\" data-done=\"");
	text(r, _("Copied"));
	html(r, "\" hidden>");
	text(r, _("Copy"));
	html(r, "</button></div><p>");
	text(r,
	    _("This one-time password is shown only now. Give it to the user "
	      "in person or by phone. At the first sign-in they set a "
	      "password of their own."));
	html(r, "</p>");
}

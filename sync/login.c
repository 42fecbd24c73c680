/* Passwords given to or made by the command. */
#include "login.h"

#include <stdio.h>

#include "str.h"
#include "text.h"

bool
login_option(struct login *l, int c)
{
	switch (c) {
	case OPT_PASSWORD_FILE:
		l->password_file = optarg;
		return true;
	case OPT_KEEP:
		l->keep = true;
		return true;
	case OPT_CREDENTIALS:
		l->credentials = optarg;
		return true;
	default:
		return false;
	}
}

void
login_prepare(struct login *l, const struct conf *conf)
{
	const char *no;

	if (l->password_file == NULL) {
		char once[PASSWORD_ONCE];

		password_once(once);
		str_copy(l->password, sizeof l->password, once);
	} else {
		tool_first_line(
		    l->password_file, l->password, sizeof l->password);
		no = password_refused(l->password, l->name, conf->company);
		if (no != NULL)
			tool_fail(TOOL_USAGE, "%s", no);
	}
	password_hash(l->password, NULL, l->hash);
}

void
login_tell(const struct login *l, const char *site)
{
	if (l->credentials != NULL)
		tool_credentials(l->credentials, site, l->name, l->password);
	if (l->password_file != NULL)
		return;
	printf(l->keep ? _("login: %s\npassword: %s\n") :
			 _("login: %s\none-time password: %s\n"),
	    l->name, l->password);
}

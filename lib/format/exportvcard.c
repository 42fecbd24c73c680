/* Contacts as vCards, each with the company it works for. */
#include "exportvcard.h"

#include "account.h"
#include "vcardwrite.h"

void
export_vcard_record(
    struct export *x, const void *head, const void *lines, int n)
{
	const struct contact *c = head;
	struct outfile *out = x->arg;
	struct account a;

	(void)lines;
	(void)n;
	if (c->account_id == 0 ||
	    store_get(x->x, &account_entity, c->account_id, &a) != RC_OK)
		a = (struct account){ .id = 0 };
	vcard_write(&out->out, c, a.account_id, a.name);
}

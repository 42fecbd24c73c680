/* Downloads of a case's attachments. */
#include "erp.h"

enum rc
case_file(struct req *r)
{
	struct attachment *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &attachment_entity, r->id2, a);
	int fd;

	if (rc != RC_OK)
		return rc;
	if (a->case_id != r->id)
		return RC_NOTFOUND;
	fd = store_file_open(r->x, a->stored_as);
	if (fd == -1)
		return RC_NOTFOUND;
	reply_file(r, fd, a->size, a->media_type, a->file_name);
	return RC_OK;
}

/*
 * Rows of lists, through the door: whatever a list asks for, it gets the
 * visitor's own. A released case is a closed one to a customer.
 */
#include "pages.h"

struct pass {
	bool (*each)(void *, const void *);
	void *arg;
	const struct entity *e;
	int64_t contact; /* only of this contact; 0: all that is shown */
};

static bool
pass_on(void *arg, const void *rec)
{
	const struct pass *p = arg;
	const struct support_case *c = rec;

	if (p->e != &case_entity)
		return p->each(p->arg, rec);
	if (p->contact != 0 && c->contact_id != p->contact)
		return true;
	if (c->status == CASE_IS_RELEASED) {
		struct support_case shown = *c;

		shown.status = CASE_IS_CLOSED;
		return p->each(p->arg, &shown);
	}
	return p->each(p->arg, rec);
}

static enum rc
list(struct req *r, const struct list *l, bool (*each)(void *, const void *),
    void *arg)
{
	struct pass p = { each, arg, l->e, 0 };

	return own_list(mine(r), l, pass_on, &p);
}

static int64_t
count(struct req *r, const struct entity *e, unsigned index, const void *like)
{
	return own_count(mine(r), e, index, like);
}

static enum rc
search(struct req *r, const struct entity *e, const char *words, bool *cut,
    bool (*each)(void *, const void *), void *arg)
{
	struct pass p = { each, arg, e, 0 };

	return own_search(mine(r), e, words, cut, pass_on, &p);
}

static enum rc
search_mine(struct req *r, const struct entity *e, const char *words, bool *cut,
    bool (*each)(void *, const void *), void *arg)
{
	struct pass p = { each, arg, e, r->visitor->contact.id };

	return own_search(mine(r), e, words, cut, pass_on, &p);
}

const struct source source_own = { list, count, search };
const struct source source_mine = { list, count, search_mine };

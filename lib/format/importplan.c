/*
 * What a check promises: a hash over the file, the options and what becomes
 * of each record; and while it is applied, whether that comes true.
 */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "secret.h"
#include "str.h"

enum { PLAN_ROOM = 4096 };

/* Created, updated, unchanged or rejected, and why. */
static void
action(const struct entry *u, struct buf *b)
{
	buf_printf(b, "%ld %c", u->number,
	    u->bad               ? 'r' :
		u->rc == RC_SAME ? 's' :
		u->created       ? 'c' :
				   'u');
	for (int i = 0; u->bad && i < u->n; i++)
		for (int j = 0; j < u->row[i].faults; j++)
			buf_printf(b, " %s", u->row[i].fault[j].code);
	buf_char(b, '\n');
}

static unsigned char
in_a_byte(const struct entry *u)
{
	struct buf b = { 0 };
	uint64_t hash;

	action(u, &b);
	hash = key_hash(b.data);
	buf_free(&b);
	return (unsigned char)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

static void
fold_in(struct plan *p)
{
	char all[HASH_TEXT];
	struct buf b = { 0 };

	buf_printf(
	    &b, "%s\n%s", p->hash, p->text.data != NULL ? p->text.data : "");
	hash_text(b.data, all);
	str_copy(p->hash, sizeof p->hash, all);
	buf_free(&b);
	buf_clear(&p->text);
}

void
plan_begin(struct import *im)
{
	plan_free(&im->plan);
	str_copy(im->plan.hash, sizeof im->plan.hash, im->promise);
}

void
plan_entry(struct import *im, const struct entry *u)
{
	struct plan *p = &im->plan;
	size_t i = (size_t)u->number - 1;

	while (i >= p->size) {
		p->size = p->size == 0 ? 4096 : 2 * p->size;
		p->at = xrealloc(p->at, p->size);
	}
	if (i >= p->n) {
		memset(p->at + p->n, 0, i - p->n);
		p->n = i + 1;
	}
	p->at[i] = in_a_byte(u);
	action(u, &p->text);
	if (p->text.len >= PLAN_ROOM)
		fold_in(p);
}

bool
plan_agrees(const struct import *im, const struct entry *u)
{
	size_t i = (size_t)u->number - 1;

	return i < im->plan.n && im->plan.at[i] == in_a_byte(u);
}

void
plan_end(struct import *im, char hash[65])
{
	fold_in(&im->plan);
	memcpy(hash, im->plan.hash, HASH_TEXT);
}

void
plan_free(struct plan *p)
{
	free(p->at);
	buf_free(&p->text);
	*p = (struct plan){ .n = 0 };
}

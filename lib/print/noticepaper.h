/*
 * What a notice consists of: a document for each currency, and what the mail
 * that brings them says of them. Made of records while the store is open.
 */
#ifndef POSTERN_NOTICEPAPER_H
#define POSTERN_NOTICEPAPER_H

#include "notice.h"
#include "printed.h"

enum { NOTICE_PAPERS = 12 };

struct notice_papers {
	struct account account;
	struct print_doc *doc[NOTICE_PAPERS];
	char currency[NOTICE_PAPERS][4];
	int n;
	/* For the placeholders of its mail; "" none. */
	const char *words, *figures, *rows, *pay;
};

/*
 * n 0: nothing is to be said. RC_REFUSED: a statement has too many documents.
 * currency: only that one's document, or NULL.
 */
enum rc notice_papers(struct txn *, struct arena *, const struct notice *,
    const char *currency, struct notice_papers *) CHECK_RC;

#endif

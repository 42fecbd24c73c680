/* Paper for whoever packs and posts: many documents, as one archive of PDFs. */
#ifndef DOCUMENT_PAPERS_H
#define DOCUMENT_PAPERS_H

#include "web/route.h"

/* Of the ids in the address, "id+"; a page for none or too many. */
enum { PAPERS_MOST = 100 };
handler order_papers, shipment_papers;

#endif

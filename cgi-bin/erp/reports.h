/*
 * Reports: lists that are downloaded as CSV by the page program and as a
 * spreadsheet by the document program. One function fills in each, so that all
 * three show the same rows.
 */
#ifndef ERP_REPORTS_H
#define ERP_REPORTS_H

#include "docs.h"

struct report {
	struct view view;
	const unsigned *tags; /* columns of the files */
	const char *file;     /* their name without its ending */
};

/* standings.c */
void ageing_report(struct req *, struct report *);
void standing_report(struct req *, struct report *);
/* statements.c */
void statement_report(struct req *, struct report *);
void notice_report(struct req *, struct report *);
/* details.c; of the customer of r->id */
void details_report(struct req *, struct report *);

/* Open invoices of the whole company by age; home.c and the ageing report. */
void home_ages(struct req *);

/* The CSV of one. */
enum rc report_csv(
    struct req *, void (*)(struct req *, struct report *)) CHECK_RC;

/* A tab of the customer's card; details.c, statements.c */
enum rc details_tab(struct req *) CHECK_RC;
enum rc statement_tab(struct req *) CHECK_RC;

#endif

/*
 * Files in and out by pages: SM206036 Import by Scenario and SM207036 Export
 * by Scenario. A program of its own, because it links what reads CSV and XML.
 */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "../erp/erp.h"
#include "format/jobrun.h"
#include "format/look.h"
#include "model/job.h"

/* The kind that Accounting may bring in; the others are the administrators'. */
#define BANK_KIND "bank_entries"
/* The job of r->id, which for others than administrators is one of the bank. */
enum rc import_load(struct req *, struct txn *, struct job *) CHECK_RC;
/* Where imports are listed, for this visitor. */
const char *import_home(const struct req *);

/* "/exchange/imports/12/apply" */
const char *import_at(struct req *, int64_t job, const char *rest);

/* ---- importmatch.c: which heading feeds which field */
void match_card(struct req *, const struct job *, const struct problems *bad);

/* ---- importreport.c: what a check or an import found */
void report_cards(struct req *, const struct job *);

/* ---- background.c */

/* Copies of files that are being read lie in the spool folder: it is ours,
 * and has room for uploads. */
void copies_to(const struct req *);

/*
 * Starts a process that does the work of a job and outlives this request; the
 * store is closed. The job's state says already what is being done.
 */
typedef void worker(const struct conf *, const struct actor *, int64_t job);
void background(struct req *, worker *run, int64_t job);

handler import_list, import_new, import_new_post, import_page,
    import_match_post, import_check_post, import_apply_post, import_undo_page,
    import_undo_post, import_again_post, import_discard_post, import_file_get,
    import_report_get, import_rejects_get;
handler profile_list, profile_edit, profile_post;
handler export_list, export_new, export_new_post, export_page,
    export_again_post, export_file_get;
handler export_profile_list, export_profile_edit, export_profile_post;

#endif

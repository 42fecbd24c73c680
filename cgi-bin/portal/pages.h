/* The pages of the customer portal: handlers, and the parts they share. */
#ifndef PORTAL_PAGES_H
#define PORTAL_PAGES_H

#include "base/text.h"
#include "own/own.h"
#include "web/form.h"
#include "web/list.h"

/* ---- frame.c: what stands round every page ----------------------------- */

void frame_enter(struct req *);
void frame_open(struct req *, const struct head *);
void frame_close(struct req *);

/* A program of the portal: with others it differs in what it answers alone. */
#define PORTAL_SITE(answers, told)                                             \
	{                                                                      \
		.kind = SITE_PORTAL, .channel = CHANNEL_PORTAL,                \
		.name = "portal", .prefix = "/portal",                         \
		.cookie = "__Host-portal", .routes = (answers),                \
		.enter = frame_enter, .open = frame_open,                      \
		.close = frame_close, .done = (told), .home = "/"              \
	}

/* What stands in the page head besides title, crumb and lead: parts may be
 * NULL. */
struct beside {
	const char *number; /* of the record, for crumb and window title */
	void (*title)(struct req *, const void *arg); /* a pill */
	void (*lead)(struct req *, const void *arg);
	void (*acts)(struct req *, const void *arg); /* buttons */
	const void *arg;
};
void page_with(struct req *, const struct head *, const struct beside *);

/* The door to the store: everything here goes through it. */
struct own *mine(const struct req *);

/* The visitor may use what needs this role and this feature. */
bool offers(const struct req *, int64_t role, int64_t feature);
bool offers_cases(const struct req *);

/* What the portal is called: its record's name, else the company's. */
const char *portal_name(const struct req *);

/* <section class="card"> with a title; id names the heading, "h-facts". A path
 * (or NULL) makes a link at the right of the title. */
void card_open(struct req *, const char *id, const char *title,
    const char *path, const char *label);
void card_close(struct req *);

/* "Fields with * must be filled in." */
void form_star(struct req *);
/* Somebody saved in between: typed values stay, to be saved on top. */
void somebody_saved(struct problems *);
/* ---- message.c: what a customer writes --------------------------------- */

/* The text and the files of a message, with their errors; bad may be NULL. */
void form_text(struct req *, const char *label, const struct problems *bad);
void form_files(struct req *, const struct problems *bad);
/* The summary of errors of a form of a case and what was said in it. */
void message_errors(struct req *, const struct problems *bad);
/* The files of the request; problems name the file. Returns how many. */
int files_read(
    struct req *, struct spooled[CASE_UPLOADS], struct problems *bad);

/* ---- support.c: whom to ask -------------------------------------------- */

/* Name, hours, phone and mail of the portal's contact, as paragraphs. */
void support_lines(struct req *);
bool support_known(const struct req *);

/* ---- source.c: lists through the door ---------------------------------- */

extern const struct source source_own;  /* all that is shown */
extern const struct source source_mine; /* what the visitor opened */

/* ---- theme.c: the portal's colour -------------------------------------- */

/* The address of the colours' style sheet, or NULL for those of the house. */
const char *theme_address(struct req *);

/* ---- brand.c: the portal's own logo ------------------------------------ */

/* The address of the logo, and whether it is one of the portal's own. */
const char *brand_logo(struct req *, bool *own);

/* ---- caseparts.c: what several case pages show ------------------------- */

/* Staff's last word, "Released", is nothing a customer needs to know. */
void case_pill(struct req *, const struct support_case *);
void case_severity(struct req *, const struct support_case *);
const char *case_path(struct req *, int64_t id, const char *rest);
/* Where the cases of this visitor stand: all of them, or by who has to act. */
unsigned case_index(const struct req *);
unsigned case_state_index(const struct req *);

/* ---- handlers, by file ------------------------------------------------- */

handler home_page;
handler case_list, case_list_mine, case_csv, case_csv_mine;
handler case_new, case_new_post;
handler case_page, case_reply_post, case_close_page, case_close_post,
    case_reopen_post;
handler case_file;
handler profile_page, profile_post, profile_look_post, theme_post,
    session_end_post, sessions_end_post;
handler help_page, privacy_page, accessibility_page;
handler theme_css, brand_file;

#endif

/* What the files of lib/web know of each other; for nobody else. */
#ifndef POSTERN_WEB_H
#define POSTERN_WEB_H

#include "base/text.h"
#include "page.h"
#include "parse.h"

/* ---- request.c: the environment and the body ------------------------------
 */

/* A request's own state that no handler sees. */
struct call {
	struct req r;
	struct conf conf;
	struct visitor visitor;
	struct uploads files;
	struct intake in;
	const char *method;    /* as sent */
	const char *query;     /* as sent */
	const char *type;      /* Content-Type as sent, or "" */
	const char *next;      /* path and query, for coming back */
	const char *nonce;     /* cookie of somebody not signed in, or NULL */
	bool new_nonce;        /* the reply brings it */
	unsigned char key[32]; /* the store's secret, once it was needed */
	bool has_key;
	const char *token[2]; /* of this page: not signed in, signed in */
	bool answers;         /* time to note that this site answers */
	int allow;            /* methods this path has: 1 GET, 2 POST */
	int retry;            /* seconds, for Retry-After; 0: none */
};
struct call *call_of(struct req *);

/* Method, path, cookies, address. 0, or the status to refuse with. */
int request_read(struct call *);
/* The names are those the route lists, each once. 0 or 400. */
int request_query(struct call *);
int request_body(struct call *);
/* What the client still wants to send, so that it listens to us. */
void request_drain(struct call *);

/* ---- path of a request through the site -----------------------------------
 */

int route_find(struct call *); /* 0, 404 or 405 */
void route_print(const struct site *);
void site_answer(struct call *);
/* From now on a request may take so many seconds; after that it ends, with a
 * page if somebody asks in time. */
enum { SECONDS_BODY = 600, SECONDS_PAGE = 30, SECONDS_EXPORT = 300 };
void time_limit(unsigned seconds);
void time_check(void);

/* ---- session.c -------------------------------------------------------------
 */

/* Who asks; fills visitor, sets x and runs the site's enter. */
void session_load(struct call *, struct txn *);
/* may_use for the request's route. */
enum refusal session_may(struct call *);
/* What is wrong with the site for everybody, or MAY. */
enum refusal session_site(struct call *);
/* Notes that the session is in use, if it is time; store closed. */
void session_seen(struct call *);
struct actor session_actor(const struct req *);

/* ---- token.c
 * ----------------------------------------------------------------- */

/* The store's secret key; dies when it cannot be read. */
const unsigned char *request_key(struct req *);
/* The value for the hidden field. Sets the nonce cookie when there is none. */
const char *token_value(struct req *);
/* The request came from a page of ours, and brought its token. */
bool token_good(struct call *);

/* ---- stepup.c
 * ---------------------------------------------------------------- */

/* A route that asks for the password again gets it, or a page was rendered
 * that asks for it and keeps what was typed. Store closed. */
bool stepup_passed(struct call *);

/* ---- signcode.c
 * -------------------------------------------------------------- */

/* What a page of the sign-in has to say above its form. */
struct signin_line {
	const char *field, *sentence; /* NULL sentence: nothing */
};
void signin_errors(struct req *, const struct signin_line *, int n);
/* Frame and card of the pages before somebody is signed in. */
void signin_open(struct req *, const char *title, const char *lead);
void signin_close(struct req *);

/* ---- signin.c
 * ---------------------------------------------------------------- */

/* A session of a member of staff, viewing as a customer; sets the cookie. */
enum rc signin_viewing(struct req *, struct txn *, const struct user *viewer,
    const struct user *as) CHECK_RC;
/* Everything that was asked for is right: the session begins. */
enum rc signin_enter(struct req *, struct txn *, int64_t user) CHECK_RC;

/* The page that asks for the second factor; state is what the next step needs
 * to know of the first one. error: NULL, or a sentence. */
void signin_code_form(
    struct req *, const char *state, const char *next, const char *error);
/* For a user whose password was right, and who then goes to next. */
const char *signin_state(struct req *, const struct user *, const char *next);
/* The user of a state that still holds, or 0. */
int64_t signin_state_user(struct req *, const char *state);
bool signin_state_of(
    struct req *, const char *state, const char *next, const struct user *);

/* ---- once.c
 * ----------------------------------------------------------------- */

/* This very form of a ROUTE_ONCE was kept before: answered as then. */
bool once_answered(struct req *);
/* Remembers the answer, in the transaction of what the form made. */
enum rc once_keep(struct req *) CHECK_RC;

/* ---- reply.c ----------------------------------------------------------------
 */

void reply_clear(struct req *); /* as if nothing had been rendered */
void reply_send(struct call *);
void reply_incident(const struct site *, const char *incident, bool head);
void set_cookie(struct req *, const char *name, const char *value, int64_t age,
    const char *same_site);

/* ---- status.c
 * ----------------------------------------------------------------- */

/* The page for a status that has no better words. */
void status_page(struct req *, int status);
/* The page for what a handler answered without rendering one. */
void status_of(struct req *, enum rc);
/* The same card with what was typed below it, so that nothing is lost. */
void status_kept(
    struct req *, int status, const char *title, const char *sentence);
/* Sentences for session_site; NULL message: none. */
const char *refusal_title(struct req *, enum refusal);
const char *refusal_says(struct req *, enum refusal, const struct route *);

/* ---- text.c: digits and no printf
 * --------------------------------------------- */
void text_number(struct req *, int64_t);

/* ---- url.c
 * ---------------------------------------------------------------------- */

/* Path and query of ours, to go to after signing in. */
bool next_good(const struct req *, const char *);

/* ---- time_text.c
 * ------------------------------------------------------------- */

/* "23 Nov 2026, 20:14" in the visitor's zone. */
void time_words(const struct req *, int64_t t, char *, size_t);
/* For <input type="datetime-local">: "2026-11-23T20:14" in a zone. */
void time_input(int64_t t, const char *zone, char *, size_t);
bool time_input_parse(const char *, const char *zone, int64_t *);

#endif

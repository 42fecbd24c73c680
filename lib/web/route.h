/*
 * Routes and sites. A route says everything that must hold before its handler
 * runs; what it does not say is refused. The router opens the store, checks
 * method, parameters, session, role, feature and token, and renders refusals.
 */
#ifndef POSTERN_ROUTE_H
#define POSTERN_ROUTE_H

#include "request.h"

enum route_flag {
	ROUTE_UPLOAD = 1,     /* multipart with files; LIMIT_UPLOAD */
	ROUTE_EXPIRED_OK = 2, /* a POST that an expired licence does not stop */
	ROUTE_SELF = 4,       /* opens the store itself (sign-in, long exports);
			       * session and rights are checked before, as always */
	ROUTE_NEW_PASSWORD = 8, /* reachable while a new password is due, or a
				 * second factor */
	ROUTE_NEW_FACTOR = 128, /* reachable while a second factor is due */
	ROUTE_ONCE = 32,     /* makes something: sent twice, it makes it once */
	ROUTE_LINES = 64,    /* a form with rows of inputs: LIMIT_LINES */
	ROUTE_PASS = 256,    /* a POST from another site, whose single-use
			      * secret takes the place of the token */
	ROUTE_PRIVATE = 512, /* the user's own: nobody views it as a customer */
	ROUTE_LEAVES = 1024, /* a POST that who views as a customer may send */
	ROUTE_FRESH = 2048,  /* a POST that changes whom the company trusts:
			      * when the password was given long ago, it is
			      * asked for again; not with ROUTE_UPLOAD */
	ROUTE_OFFLINE_OK = 16, /* answers although the portal is closed:
				* offline, not licensed, switched off */
};

/*
 * GET: runs in a read session; POST: inside one write transaction, kept when
 * it answers RC_OK or RC_SAME. A handler that answers something else and
 * rendered nothing gets the standard page: RC_NOTFOUND 404, RC_REFUSED 403,
 * RC_CONFLICT 409, RC_INVALID 400.
 */
typedef enum rc handler(struct req *);

struct route {
	const char *method; /* "GET" (HEAD with it) or "POST" */
	const char *path;   /* "/cases/#", "/portals/#/logo": # id, * word */
	int64_t roles;      /* any of them; ROLE_NOBODY 0 lets nobody in */
	int64_t feature;    /* enum feature, or 0 */
	const char *params; /* names allowed, blank-separated; "x+" may repeat.
			     * GET: of the URL; POST: of the body (token and rev
			     * are always allowed). "@entity" is not a thing:
			     * name the fields. */
	handler *run;
	handler
	    *prepare; /* slow work between session check and transaction,
		       * with the store closed (password hashing), or NULL */
	unsigned flags;
};

/* What a page needs from its site's frame. */
struct head {
	const char *title;  /* h1 and <title>; translated */
	const char *nav;    /* name of the current navigation entry */
	const char *screen; /* screen id, ERP only: "CR306000" */
	const char *crumb, *crumb_path; /* one step up, or NULL */
	const char *lead;               /* a line below the title, or NULL */
	bool bare;     /* sign-in and status pages: no navigation */
	bool wide;     /* bare, and 560 px: status pages */
	bool no_title; /* the page writes its own h1 and page head */
};

struct site {
	enum site_kind kind;
	enum channel channel;
	const char *name;           /* "erp": data-app, log, static files */
	const char *prefix;         /* "/erp" */
	const char *cookie;         /* "__Host-erp" */
	const struct route *routes; /* ends with method NULL */
	/* After visitor_load, store open: set r->data. May be NULL. */
	void (*enter)(struct req *);
	/* The frame around a page. head->title is escaped by it. */
	void (*open)(struct req *, const struct head *);
	void (*close)(struct req *);
	/* {word, sentence} of banners after a redirect; ends with NULL. */
	const struct done {
		const char *word, *sentence;
	} * done;
	/* Where a user goes after signing in: "/" */
	const char *home;
	/* Draws a text as a code for phones; NULL: the program cannot. */
	void (*code)(struct req *, const char *text, const char *label);
};

/* The whole program: reads the request, answers it, returns the exit status.
 * Called with no CGI environment and --routes it prints the table. */
int site_main(const struct site *, int argc, char **argv);

/* ---- pages every site has --------------------------------------------- */

/* Status page in the site's frame: 400 403 404 405 409 413 429 500 503 ... */
void page_status(
    struct req *, int status, const char *title, const char *sentence);
/* Offline, not licensed, feature off, no right ... */
void page_refusal(struct req *, enum refusal, const struct route *);

/* Sign in, sign out, new password: handlers for both sites' tables.
 *   GET  /sign-in   ROLE_ANYBODY "next"        signin_page
 *   POST /sign-in   ROLE_ANYBODY "login password next" signin_post ROUTE_SELF
 *   POST /sign-out  ROLE_SIGNED_IN             signout_post
 *   GET  /password  ROLE_SIGNED_IN             password_page
 *   POST /password  ROLE_SIGNED_IN "old password again" password_post, prepare
 */
handler signin_page, signin_post, signout_post, password_page, password_post,
    password_prepare;

/* POST /view  ROLE_ANYBODY "pass"  view_post ROUTE_SELF | ROUTE_PASS: staff
 * come over from the ERP to look at the portal as a customer. */
handler view_post;

/*
 * The second step of signing in, and what sets it up, for the tables of the
 * programs that check codes (cgi-bin/access):
 *   GET  /sign-in/code   ROLE_ANYBODY "" signin_code_page
 *   POST /sign-in/code   ROLE_ANYBODY "state code next" signin_code_post
 *   GET  /factor         ROLE_SIGNED_IN "" factor_page
 *   POST /factor         ROLE_SIGNED_IN "sealed code" factor_post ROUTE_FRESH
 *   POST /factor/codes   ROLE_SIGNED_IN "" factor_codes_post ROUTE_FRESH
 *   POST /factor/end     ROLE_SIGNED_IN "" factor_end_post ROUTE_FRESH
 */
handler signin_code_page, signin_code_post, factor_page, factor_post,
    factor_codes_post, factor_end_post;

/*
 * Forgotten passwords, and the pages behind mailed links, for the same
 * programs:
 *   GET  /forgot         ROLE_ANYBODY "" forgot_page
 *   POST /forgot         ROLE_ANYBODY "login" forgot_post ROUTE_SELF
 *   GET  /reset/ *       ROLE_ANYBODY "" ticket_page ROUTE_SELF
 *   POST /reset/ *       ROLE_ANYBODY "password again" ticket_post, prepare
 *   POST /reset/ * /again ROLE_ANYBODY "" ticket_again_post
 * and the same for /welcome.
 */
handler forgot_page, forgot_post, ticket_page, ticket_prepare, ticket_post,
    ticket_again_post;

/* A new session for a user on this site; sets the cookie. */
enum rc signin_session(
    struct req *, struct txn *, const struct user *) CHECK_RC;

#endif

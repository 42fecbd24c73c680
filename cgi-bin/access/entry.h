/*
 * What both sites answer about getting in: second factor, forgotten passwords,
 * mailed links. The pages are lib/web's; programs of their own answer them,
 * because they draw codes and check those of apps.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include "web/route.h"

/* clang-format off */
#define TICKET_ROUTES(path)                                                    \
	{ "GET", path "/*", ROLE_ANYBODY, 0, "", ticket_page, NULL,            \
	    ROUTE_SELF | ROUTE_OFFLINE_OK },                                   \
	{ "POST", path "/*", ROLE_ANYBODY, 0, "password again", ticket_post,   \
	    ticket_prepare, ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK },             \
	{ "POST", path "/*/again", ROLE_ANYBODY, 0, "", ticket_again_post,     \
	    NULL, ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK }
#define ACCESS_ROUTES                                                          \
	{ "GET", "/sign-in/code", ROLE_ANYBODY, 0, "", signin_code_page, NULL, \
	    ROUTE_OFFLINE_OK },                                                \
	{ "POST", "/sign-in/code", ROLE_ANYBODY, 0, "state code next",         \
	    signin_code_post, NULL,                                            \
	    ROUTE_SELF | ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK },                \
	{ "GET", "/factor", ROLE_SIGNED_IN, 0, "", factor_page, NULL,          \
	    ROUTE_NEW_FACTOR | ROUTE_PRIVATE },                                \
	{ "POST", "/factor", ROLE_SIGNED_IN, 0, "sealed code", factor_post,    \
	    NULL, ROUTE_NEW_FACTOR | ROUTE_FRESH | ROUTE_EXPIRED_OK },         \
	{ "POST", "/factor/codes", ROLE_SIGNED_IN, 0, "", factor_codes_post,   \
	    NULL, ROUTE_FRESH | ROUTE_EXPIRED_OK },                            \
	{ "POST", "/factor/end", ROLE_SIGNED_IN, 0, "", factor_end_post, NULL, \
	    ROUTE_FRESH | ROUTE_EXPIRED_OK },                                  \
	{ "GET", "/forgot", ROLE_ANYBODY, 0, "", forgot_page, NULL,            \
	    ROUTE_OFFLINE_OK },                                                \
	{ "POST", "/forgot", ROLE_ANYBODY, 0, "login", forgot_post, NULL,      \
	    ROUTE_SELF | ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK },                \
	TICKET_ROUTES("/reset"), TICKET_ROUTES("/welcome")
/* clang-format on */

/* The sites' `code`. */
void access_code(struct req *, const char *contents, const char *label);

#endif

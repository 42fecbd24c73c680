/* The parts of postern portal deploy. */
#ifndef POSTERN_DEPLOY_H
#define POSTERN_DEPLOY_H

#include "ask.h"
#include "tool.h"

enum deploy_answer {
	DEPLOY_STORE,
	DEPLOY_INSTANCE,
	DEPLOY_PORTAL, /* Create Self-Service Portal: yes or no */
	DEPLOY_URL,
	DEPLOY_DIR,
	DEPLOY_VHOST,
	DEPLOY_CERT,
	DEPLOY_KEY,
	DEPLOY_CGI,
	DEPLOY_HTDOCS,
	DEPLOY_LOG,
	DEPLOY_SPOOL,
	DEPLOY_VENDOR_KEYS,
	DEPLOY_LISTEN,
	DEPLOY_TEMPLATE,
	DEPLOY_ANSWERS,
};

struct deploy {
	struct tool *t;
	bool interactive, force;
	bool given[DEPLOY_ANSWERS];
	char answer[DEPLOY_ANSWERS][ANSWER];
	/* What the URL says. */
	bool tls;
	char host[ANSWER];
	char port[8];
	/* What the store says. */
	long long accounts, contacts, portals;
};

/* Writes the virtual host, the settings and the portal's folder. */
void deploy_write(const struct deploy *);

#endif

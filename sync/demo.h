/* The parts of postern demo. */
#ifndef POSTERN_DEMO_H
#define POSTERN_DEMO_H

#include "account.h"
#include "case.h"
#include "demodata.h"
#include "licences.h"
#include "login.h"
#include "user.h"

enum { DEMO_ACCOUNTS = 32, DEMO_CONTACTS = 64, DEMO_GOODS = 64 };
enum { DEMO_DAYS = 200 }; /* how far back the company's books go */
enum { DEMO_CLERK = 3 };  /* of demo_staff: who writes orders and invoices */

struct product;

struct demo {
	struct tool *t;
	struct store *s;
	const char *keys, *portal_url, *credentials;
	int64_t cases, cases_own;
	int64_t now;
	/* What was made, in the order of the tables. */
	struct {
		int64_t id;
	} accounts[DEMO_ACCOUNTS];
	struct {
		int64_t id, account, user;
		const char *email;
		char name[161];
	} contacts[DEMO_CONTACTS];
	struct {
		int64_t id;
		char name[161];
		const char *login;
	} staff[8];
	int64_t goods[DEMO_GOODS];
	int64_t warehouses[2];
	int64_t case_class;
	int64_t cycle; /* of statements */
	struct login admin, customer;
	char hash[PASSWORD_HASH]; /* of everybody else's password */
	char shared[PASSWORD_ONCE];
	struct problems bad;
};

/* Runs one transaction as somebody, at a time; ends with a sentence when it
 * is refused. */
void demo_run(struct demo *, int64_t when, enum channel, int64_t user,
    const char *name, enum rc (*body)(struct txn *, void *), void *arg,
    const char *what);

int demo_contact_of(const struct demo *, const char *email); /* or -1 */

/* A price in the money of a customer, 1/10000. */
int64_t demo_price(const struct demo_good *, const char *currency);

/* The picture of an item, by its name in data/pictures. */
enum rc demo_picture(
    struct txn *, struct demo *, struct product *, const char *name) CHECK_RC;

void demo_catalogue(struct demo *); /* our company, items, units, prices */
void demo_people(struct demo *);    /* accounts, contacts, users */
void demo_sales(struct demo *);     /* orders, shipments, invoices, payments */
/* Within them: warehouses, what comes each week, and what a count finds. */
enum rc demo_stock_open(struct txn *, struct demo *);
enum rc demo_stock_week(struct txn *, struct demo *);
enum rc demo_stock_count(struct txn *, struct demo *, int64_t today);
void demo_bank(struct demo *);    /* what the bank says of payments */
void demo_history(struct demo *); /* the cases that were told */
void demo_mass(struct demo *);    /* the generated ones */

#endif

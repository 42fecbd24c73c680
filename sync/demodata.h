/* The invented company: who buys from it, who works for it, what was asked. */
#ifndef POSTERN_DEMODATA_H
#define POSTERN_DEMODATA_H

#include <stdbool.h>
#include <stdint.h>

extern const char demo_company[];

struct demo_account {
	const char *code, *name, *tax_id, *email, *phone, *website;
	const char *line1, *city, *region, *postal_code, *country;
	int64_t type, status;
	const char *currency, *terms;
	int64_t credit_limit;
};
extern const struct demo_account demo_accounts[]; /* ends with code NULL */

struct demo_contact {
	const char *account, *title, *first_name, *last_name, *job_title;
	const char *email, *phone;
	bool inactive;
};
extern const struct demo_contact demo_contacts[]; /* ends with account NULL */

struct demo_staff {
	const char *login, *first_name, *last_name, *email, *zone;
	int64_t roles;
};
extern const struct demo_staff demo_staff[]; /* ends with login NULL */

/* What a contact's user may be left as. */
enum demo_standing { DEMO_ACTIVE = 1, DEMO_PENDING, DEMO_DISABLED };
struct demo_user {
	const char *email; /* of the contact; the login too */
	int64_t roles;
	enum demo_standing standing;
};
/* The first one is the user whose password is told. */
extern const struct demo_user demo_users[]; /* ends with email NULL */

/* ---- cases: a line opens a case, the following ones continue it */

enum demo_step {
	DEMO_OPEN = 1,   /* the contact, on the portal */
	DEMO_OPEN_STAFF, /* staff, for the contact, after a call */
	DEMO_REPLY,      /* the contact */
	DEMO_ANSWER,     /* staff; the case is then pending the customer */
	DEMO_WORK,       /* staff takes it; open, in process */
	DEMO_NOTE,       /* staff, internal */
	DEMO_CLOSE,      /* the contact */
	DEMO_SOLVE,      /* staff closes it as resolved */
	DEMO_REOPEN,     /* the contact */
};
struct demo_event {
	enum demo_step step;
	int hours;        /* after the step before; DEMO_OPEN: before now */
	const char *who;  /* a contact's e-mail, or a staff login */
	int64_t severity; /* DEMO_OPEN: and the subject */
	const char *subject;
	const char *text;
};
extern const struct demo_event demo_events[]; /* ends with step 0 */

/* ---- what is sold */

struct demo_good {
	const char *code, *name, *class, *uom;
	int64_t price;       /* pence */
	int64_t weight;      /* grams; 0: a service */
	int box;             /* how many are in a BOX; 0: none */
	const char *picture; /* of data/pictures; NULL: none */
};
extern const struct demo_good demo_goods[]; /* ends with code NULL */

struct demo_rate {
	const char *currency;
	int64_t rate; /* hundredths for a pound */
};
extern const struct demo_rate demo_rates[]; /* ends with currency NULL */

/* Subjects and texts for generated cases. */
extern const char *const demo_subjects[]; /* ends with NULL */
extern const char *const demo_texts[];    /* ends with NULL */

#endif

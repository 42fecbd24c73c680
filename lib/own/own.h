/*
 * What one customer may see and do: the portal's only door to the store. The
 * owner never comes from a request; what is not the visitor's, hidden, or
 * missing is the same RC_NOTFOUND.
 */
#ifndef POSTERN_OWN_H
#define POSTERN_OWN_H

#include "../base/mem.h"
#include "../model/access.h"
#include "../model/class.h"
#include "../model/document.h"
#include "../store/store.h"

struct ageing;
struct balance;
struct center;
struct checkout;
struct company;
struct invoice;
struct invoice_line;
struct own;
struct order_line;
struct payment;
struct sales_order;
struct shipment;
struct statement_sheet;

/* x: the transaction or view of this request. */
struct own *own_new(struct arena *, struct txn *x, const struct visitor *);

/* ---- records: cases, issued documents, balances, and what is public (case
 * classes in use) ---------------------------------------------------------- */

enum rc own_get(
    struct own *, const struct entity *, int64_t id, void *rec) CHECK_RC;

/*
 * As store_list, but the values that name the owner are put into l->like
 * whatever the caller set; only indexes that begin with an owner, and public
 * entities by any index. Others: RC_NOTFOUND.
 */
enum rc own_list(struct own *, const struct list *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
int64_t own_count(
    struct own *, const struct entity *, unsigned index, const void *like);
/* In the visitor's account; rows not shown to the visitor are left out. */
enum rc own_search(struct own *, const struct entity *, const char *words,
    bool *cut, bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;

/* Loads and checks a record into rec, then body in the same transaction. */
enum rc own_run(struct own *, const struct entity *, int64_t id, void *rec,
    enum rc (*body)(struct txn *, void *rec, void *arg), void *arg) CHECK_RC;

/* ---- cases ----------------------------------------------------------------
 */

/* Fills in contact and account, then case_open. */
enum rc own_new_case(struct own *, struct support_case *,
    const char *description, const struct spooled *files, int n,
    struct problems *) CHECK_RC;

/* Of a case that own_get gave; never internal ones; oldest first. */
enum rc own_activities(struct own *, const struct support_case *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
enum rc own_attachments(struct own *, const struct support_case *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
/* The file of an attachment of this case, for reading. */
enum rc own_attachment_open(struct own *, int64_t case_id, int64_t attachment,
    struct attachment *, int *fd) CHECK_RC;
/* case_may_reopen with the class of the case, in use or not. */
bool own_may_reopen(struct own *, const struct support_case *, int64_t *until);

/* ---- documents --------------------------------------------------------------
 */

/* Lines of an invoice that own_get gave, in memory of the session. */
enum rc own_lines(
    struct own *, const struct invoice *, void **lines, int *n) CHECK_RC;

/* The code of what a line sells; "" when it is no item. */
void own_item(struct own *, const struct invoice_line *, char *, size_t);
/* Issued memos that correct an invoice. */
enum rc own_memos(struct own *, const struct invoice *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;

/* Money that went from one document to another. */
struct own_applied {
	int64_t amount, date;
	const struct invoice *invoice; /* the other document, or ... */
	const struct payment *payment; /* ... this one */
};
/*
 * What paid an invoice, or what a memo or payment was used for, as far as it
 * is in force. The documents live until each returns.
 */
enum rc own_applied_invoice(struct own *, const struct invoice *,
    bool (*each)(void *arg, const struct own_applied *), void *arg) CHECK_RC;
enum rc own_applied_payment(struct own *, const struct payment *,
    bool (*each)(void *arg, const struct own_applied *), void *arg) CHECK_RC;

/* What an announced payment is, or was, to pay. */
enum rc own_intended(struct own *, const struct payment *,
    bool (*each)(void *arg, const struct own_applied *), void *arg) CHECK_RC;

/* balance_load and balance_overdue of the visitor's account. */
enum rc own_balance(
    struct own *, const char *currency, struct balance *) CHECK_RC;
enum rc own_overdue(
    struct own *, const struct balance *, int64_t today, int64_t *) CHECK_RC;

/* statement_make and ageing_sum of the visitor's account; statement_free the
 * former, whatever the answer. */
enum rc own_statement(struct own *, const char *currency, int64_t from,
    int64_t to, struct statement_sheet *) CHECK_RC;
enum rc own_ageing(
    struct own *, const char *currency, int64_t day, struct ageing *) CHECK_RC;

/* ---- orders (ownorder.c)
 *
 * Of an order that own_get gave: its lines, what left the house for it and in
 * which packages, and its invoices, as far as they are shown. */
enum rc own_order_lines(
    struct own *, const struct sales_order *, void **lines, int *n) CHECK_RC;
void own_order_item(struct own *, const struct order_line *, char *, size_t);
/* The day the rest of a line of such an order is expected: what was promised,
 * else, of goods it waits for, what the warehouse expects; or 0. */
int64_t own_line_expected(struct own *, const struct order_line *);
enum rc own_order_shipments(struct own *, const struct sales_order *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
enum rc own_packages(struct own *, const struct shipment *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
enum rc own_order_invoices(struct own *, const struct sales_order *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
/* An order that nothing is shipped or billed of; its lines are the loaded
 * ones. */
bool own_may_cancel(
    const struct sales_order *, const struct order_line *, int n);
/* order_cancel; rev is the one that was seen. */
enum rc own_order_cancel(
    struct own *, int64_t id, int64_t rev, struct problems *) CHECK_RC;

/* ---- paying (ownpay.c) ------------------------------------------------------
 */

/* May this visitor pay here? Without it everything below is RC_NOTFOUND. */
bool own_may_pay(struct own *);
/* Whom money goes to: our company, with its bank account. */
enum rc own_payee(struct own *, struct company *) CHECK_RC;
/* How much of an invoice is announced and not confirmed. */
enum rc own_announced_on(
    struct own *, const struct invoice *, int64_t *sum) CHECK_RC;
/* All that is announced in a currency, newest first. */
enum rc own_announced(
    struct own *, const char *currency, int64_t *sum, int64_t *n) CHECK_RC;
/* A wish to pay so much of an invoice. */
struct own_wish {
	int64_t invoice_id, amount;
};
/* payment_announce of invoices of one currency; p brings method and summary.
 * Problems about a wish have its row, from 1. */
enum rc own_announce(struct own *, struct payment *, const struct own_wish *,
    int n, struct problems *) CHECK_RC;
/* payment_withdraw; rev is the one that was seen. */
enum rc own_withdraw(
    struct own *, int64_t id, int64_t rev, struct problems *) CHECK_RC;

/* ---- by a processing center (owncheckout.c)
 *
 * Who takes cards on this portal; RC_NOTFOUND: nobody. It comes with its
 * secrets, for the program that calls it. */
enum rc own_center(struct own *, struct center *) CHECK_RC;
/* own_announce, by card, with its checkout. */
enum rc own_checkout_begin(struct own *, struct payment *,
    const struct own_wish *, int n, struct problems *) CHECK_RC;
/* The checkout of one's own payment, and its center. */
enum rc own_checkout(struct own *, const struct payment *, struct checkout *,
    struct center *) CHECK_RC;
/* checkout_opened of one that own_checkout gave, while the store is closed. */
enum rc own_checkout_opened(const char *home, const struct actor *,
    const struct checkout *, const char *session, const char *page) CHECK_RC;

/* ---- the visitor -----------------------------------------------------------
 */

/* Saves title, job title, phone and mobile of the visitor's contact; nothing
 * else of the record given is taken over but rev. */
enum rc own_profile(
    struct own *, const struct contact *, struct problems *) CHECK_RC;
/* The same for theme, time zone and keys_off of the visitor's user. */
enum rc own_settings(
    struct own *, const struct user *, struct problems *) CHECK_RC;

/* The visitor's live sessions, newest first. */
enum rc own_sessions(
    struct own *, bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
enum rc own_session_end(struct own *, int64_t session) CHECK_RC;
/* All but this one. */
enum rc own_sessions_end(struct own *) CHECK_RC;

#endif

/* The screens of the ERP: their handlers, and the parts they share. */
#ifndef ERP_SCREENS_H
#define ERP_SCREENS_H

#include "base/str.h"
#include "base/text.h"
#include "model/case.h"
#include "model/contact.h"
#include "model/user.h"
#include "store/audit.h"
#include "store/refer.h"
#include "web/form.h"
#include "web/list.h"

/* ---- frame.c: the shell round every page -------------------------------- */

void frame_enter(struct req *);
void frame_open(struct req *, const struct head *);
void frame_close(struct req *);

/* A program of the ERP: with others it differs in what it answers alone. */
#define ERP_SITE(answers, told)                                                \
	{                                                                      \
		.kind = SITE_ERP, .channel = CHANNEL_ERP, .name = "erp",       \
		.prefix = "/erp", .cookie = "__Host-erp", .routes = (answers), \
		.enter = frame_enter, .open = frame_open,                      \
		.close = frame_close, .done = (told), .home = "/"              \
	}

/*
 * A page whose head has buttons: opens page and head, up to the buttons;
 * head_end closes the head. pill_of, when given, is a choice field whose pill
 * stands beside the title.
 */
void head_begin(struct req *, const struct head *);
void head_begin_pill(struct req *, const struct head *,
    const struct field *pill_of, const void *rec);
void head_end(struct req *);
/* Before any of them: a short name for the record in the crumbs, "CS-000042".
 */
void head_tail(struct req *, const char *);

/* "/contacts/12/user": for links, forms and redirects. */
const char *at(struct req *, const char *list, int64_t id, const char *rest);

/* The visitor holds one of these roles. */
bool may(const struct req *, int64_t roles);
/* The parts of a customer's card that are lists of documents. */
enum rc order_tab(struct req *) CHECK_RC;
enum rc invoice_tab(struct req *) CHECK_RC;
enum rc payment_tab(struct req *) CHECK_RC;

/* The screens of cases are there for this visitor: role and feature. */
bool sees_cases(const struct req *);

/* Today in the visitor's zone. */
int64_t today(const struct req *);

/* <section class="card"> with a title; id names the heading, "h-facts". */
void card_open(struct req *, const char *id, const char *title);
void card_close(struct req *);

/* A table with these heads (N_(), NULL behind the last), up to its rows. */
void heads_open(struct req *, const char *caption, const char *const *heads);

/* Tabs of a record, each with an address of its own; ends with label NULL. */
struct record_tab {
	const char *rest; /* after "/contacts/12" */
	const char *label;
	int64_t roles;   /* 0: everybody who sees the record */
	int64_t feature; /* 0: none */
};
void record_tabs(struct req *, const char *list, int64_t id,
    const struct record_tab *, const char *current);

/* "Saved 23 Nov 2026, 20:14 by Mara Kovac" is in the audit; this is its list.
 */
enum rc audit_of(
    struct req *, const struct entity *, int64_t id, const char *path) CHECK_RC;

/* A list as a page of its own, with a button for a new one (NULL: none). */
enum rc list_page(struct req *, const struct view *, const char *title,
    const char *nav, const char *screen, const char *new_path,
    const char *new_label) CHECK_RC;

/* ---- edit.c: one form on one record -------------------------------------- */

struct part {
	const char *title;    /* N_(); NULL: none */
	const unsigned *tags; /* ends with 0 */
	/* Fields that no tag list can say, after these; may be NULL. */
	void (*more)(struct req *, const void *rec, const struct problems *bad);
};

struct edit {
	const struct entity *e;
	const char *list;       /* "/contact-classes": the list's address */
	const char *list_title; /* N_() */
	const char *nav, *screen;
	const char *fresh;        /* N_(): title of the form for a new one */
	const char *save;         /* N_(): the button */
	const struct part *parts; /* ends with tags NULL */
	/* What a new record brings; may be NULL. */
	void (*begin)(struct req *, void *rec);
	/* Reads what the parts' more have shown. */
	bool (*read_more)(struct req *, void *rec, struct problems *bad);
	/* Tabs of the record above its form; may be NULL. */
	const struct record_tab *tabs;
	/* A line and buttons in the head of a record; may be NULL. */
	const char *(*lead)(struct req *, const void *rec);
	void (*buttons)(struct req *, const void *rec);
	/* Below the form; may be NULL. */
	void (*aside)(struct req *, const void *rec);
};

/* GET of /new and of /#, POST of both: load, read, save, say. */
enum rc edit_get(struct req *, const struct edit *) CHECK_RC;
enum rc edit_post(struct req *, const struct edit *) CHECK_RC;

/* The steps of edit_post, for screens that need more between them. */
enum rc edit_save(struct req *, const struct edit *, void *rec,
    struct problems *bad) CHECK_RC;
void edit_form(struct req *, const struct edit *, const char *path,
    const char *cancel, const void *rec, const struct problems *bad);
/* Tells what somebody else saved meanwhile, field by field; takes over the
 * stored rev, so that saving again wins. */
void edit_conflict(struct req *, const struct entity *, const struct part *,
    void *rec, struct problems *bad);
/* The status of a page that shows a form again. */
void edit_status(struct req *, enum rc);
/* <form> in two columns, with token and warning of unsaved input. */
void form_two(struct req *, const char *path);

/* The only sentence of a failed verb, shown as a page. */
enum rc refuse(
    struct req *, enum rc, const struct problems *, const char *back) CHECK_RC;

/* ---- userinfo.c: what contacts and users share about a login ------------- */

/* reset activate enable disable unlock on a user; shows the password or goes
 * back. */
enum user_verb {
	VERB_RESET = 1,
	VERB_ACTIVATE,
	VERB_ENABLE,
	VERB_DISABLE,
	VERB_UNLOCK,
	VERB_FACTOR, /* takes the second factor away */
	VERB_INVITE, /* mails an invitation */
};
enum rc user_do(struct req *, enum user_verb, struct user *, const char *back,
    const struct head *) CHECK_RC;
/* The buttons that fit the user's standing; path: "/contacts/5/user". */
void user_buttons(struct req *, const struct user *, const char *path);
void user_facts(struct req *, const struct user *);
/* "Mara Kovac"; empty for nobody. */
void staff_name(struct req *, int64_t user, char *, size_t);
void user_pill(struct req *, const struct user *);
/* Check boxes with name and description; only bits of among are offered. */
void role_boxes(
    struct req *, int64_t held, int64_t among, const struct problems *bad);
/* The page that shows a one-time password, once. */
void once_page(struct req *, const struct user *, const char *password,
    const char *back, const struct head *);

/* ---- contactuser.c ---------------------------------------------------------
 */

/* A choice of the user types for contacts. */
void contact_type_select(struct req *);
int64_t contact_type_given(struct req *); /* 0: none of them */

/* ---- sessions.c ------------------------------------------------------------
 */

/* The card of a user's live sessions; path: "/users/5/sessions". */
void sessions_card(struct req *, const struct user *, const char *path);

/* ---- contactgrant.c: logins of other customers ----------------------------
 */

/* The one that is let in for this contact; false: there is none. */
bool grant_card(struct req *, const struct contact *);
void grant_form(struct req *, const struct contact *);
handler contact_grant, contact_grant_end;

/* ---- contacts.c ------------------------------------------------------------
 */

/* Head and tabs of a contact; the card stays open. */
void contact_begin(
    struct req *, const struct contact *, const char *tab, const char *title);

/* ---- cases.c ---------------------------------------------------------------
 */

/* The field "files" of a form that takes attachments. */
void form_files(struct req *);
/* The files chosen, CASE_UPLOADS at most; -1 with a sentence when there are
 * more. */
int take_files(struct req *, struct spooled *, struct problems *);

/* ---- why.c ------------------------------------------------------------------
 */

/* Links to "Why can't they see it?", for who may ask. */
void why_object_button(
    struct req *, const char *class_literal, const char *list, int64_t id);
void why_contact_button(
    struct req *, const char *class_literal, int64_t contact);

/* ---- screens.c: numbers of screens ----------------------------------------
 */

struct screen {
	const char *id;    /* "CR306000" */
	const char *title; /* N_() */
	const char *path;  /* below the prefix */
	int64_t roles;
	const char *icon;
	int64_t feature;
};
extern const struct screen screens[]; /* ends with id NULL */
bool screen_shown(const struct req *, const struct screen *);
/* By id or exact title; NULL when there is none for this visitor. */
const struct screen *screen_named(const struct req *, const char *);

/* ---- handlers, by file ------------------------------------------------------
 */

handler home;
handler setup;
handler licence_page, licence_file_post, licence_key_post, licence_apply_post,
    licence_discard_post, licence_delete_page, licence_delete_post;
handler feature_page, feature_modify_page, feature_modify_post,
    feature_enable_post, feature_discard_post;
handler portal_list, portal_csv, portal_edit, portal_post, portal_users;
handler account_list, account_csv, customer_list, customer_csv, account_new,
    account_new_post, customer_new, customer_new_post, account_page,
    account_edit, account_edit_post, account_extend_post, account_contacts,
    account_cases, account_orders, account_invoices, account_payments,
    account_details, account_statements, account_audit;
/* Changes of customers' data that wait for a decision. */
int64_t approvals_waiting(const struct req *);
handler location_list, location_edit, location_post;
handler approval_list, approval_page, approval_approve, approval_decline;
handler contact_list, contact_csv, contact_edit, contact_post, contact_audit;
handler contact_user, contact_user_post, contact_user_reset,
    contact_user_activate, contact_user_enable, contact_user_disable,
    contact_user_unlock, contact_user_factor, contact_user_invite;
handler contact_class_list, contact_class_csv, contact_class_edit,
    contact_class_post;
handler case_class_list, case_class_csv, case_class_edit, case_class_post;
handler case_list, case_csv, case_new, case_new_post, case_page, case_facts,
    case_reply, case_take_post, case_close_page, case_close_post,
    case_reopen_post, case_audit, case_file;
handler terms_list, terms_csv, terms_edit, terms_post, tax_list, tax_csv,
    tax_edit, tax_post, cycle_list, cycle_csv, cycle_edit, cycle_post,
    center_list, center_csv, center_edit, center_post, company_page,
    company_post, company_logo, company_logo_post;
handler item_list, item_csv, item_edit, item_post, item_prices, item_units,
    item_units_post, item_audit, unit_edit, unit_post;
handler item_stock, item_moves, stock_list, stock_csv, stock_edit, stock_post;
handler warehouse_list, warehouse_csv, warehouse_edit, warehouse_post;
handler adjustment_list, adjustment_csv, adjustment_page, adjustment_new,
    adjustment_post;
handler price_list, price_csv, price_edit, price_post;
handler item_references, item_references_post, item_picture, item_picture_post,
    item_picture_delete, item_picture_file;
handler category_list, category_csv, category_edit, category_post,
    category_erase_page, category_erase_post, reference_erase_page,
    reference_erase_post;
handler order_request_list, order_request_page, order_request_post;
handler price_erase_page, price_erase_post, unit_erase_page, unit_erase_post,
    package_erase_page, package_erase_post;
handler order_list, order_csv, order_new, order_edit, order_post, order_page,
    order_verb, order_verb_page, order_chosen, order_step_post,
    order_return_page, order_return_post, order_promises_page,
    order_promises_post, order_audit, order_type_list, order_type_csv,
    order_type_edit, order_type_post, shipment_chosen, shipment_step_post;
handler shipment_list, shipment_csv, shipment_page, shipment_edit,
    shipment_post, shipment_verb, shipment_verb_page, shipment_audit,
    shipment_package_post;
handler invoice_list, invoice_csv, order_invoice_list, order_invoice_csv,
    invoice_new, invoice_edit, invoice_post, invoice_page, invoice_verb,
    invoice_verb_page, invoice_apply, invoice_apply_post, invoice_unapply_post,
    invoice_audit;
handler payment_list, payment_csv, payment_new, payment_edit, payment_post,
    payment_page, payment_verb, payment_verb_page, payment_apply_page,
    payment_apply_post, payment_unapply_post, payment_audit;
handler bank_list, bank_csv, bank_exact, bank_exact_post, bank_page,
    bank_confirm_post, bank_verb, bank_verb_page, bank_audit;
handler ageing_page, ageing_csv, standing_page, standing_csv, details_csv,
    statement_list, statement_csv, statement_prepare_page,
    statement_prepare_post, notice_list, notice_csv, notice_page, notice_chosen,
    notice_step_post;
handler outbox_list, outbox_page, outbox_eml, outbox_resend_post,
    outbox_cancel_post;
handler mail_template_list, mail_template_page, mail_template_post;
handler user_list, user_csv, user_new, user_new_post, user_page, user_post,
    user_reset_post, user_activate_post, user_enable_post, user_disable_post,
    user_unlock_post, user_factor_post, user_invite_post, user_session_end,
    user_sessions_end, user_audit;
handler policy_page, policy_post;
handler invitation_list, invitation_csv, invitation_page, invitation_resend,
    invitation_revoke, invitation_new, invitation_check, invitation_send_post;
handler role_list, role_page;
handler user_type_list, user_type_csv, user_type_edit, user_type_post;
handler audit_list, audit_csv, audit_page, audit_by_user, audit_by_record;
handler me_page, me_post, me_theme, me_session_end, me_sessions_end;
handler search_page;
handler screen_jump;
handler help_page;
handler why_page;
handler contact_view_post;

#endif

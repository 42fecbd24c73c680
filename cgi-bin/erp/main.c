/* The ERP site: every address, who may use it, and with which parameters. */
#include "salesroutes.h"

enum {
	/* Who may look at accounts and contacts. */
	RELATIONS = ROLE_CASES | ROLE_CUSTOMERS | LEDGER,
};

#define ACCOUNT                                                                 \
	"account_id name legal_name class status parent_account_id owner "      \
	"primary_contact tax_id registration_no currency terms credit_limit "   \
	"price_class email phone phone2 fax website bill_attention bill_line1 " \
	"bill_line2 bill_city bill_region bill_postal_code bill_country "       \
	"ship_attention ship_line1 ship_line2 ship_city ship_region "           \
	"ship_postal_code ship_country endpoint_scheme endpoint_id "            \
	"external_id notes tax shipping_rule ship_via statement_cycle "         \
	"auto_apply parent_sees"
#define CONTACT                                                                \
	"contact_id active contact_class account_id owner title first_name "   \
	"middle_name last_name display_name job_title department email phone " \
	"mobile fax line1 line2 city region postal_code country "              \
	"contact_method do_not_call do_not_email mails_off+ language "         \
	"external_id notes"
#define PORTAL                                                                 \
	"name url instance online description portal_type access_role "        \
	"categories+ user_type case_class contact_class order_type "           \
	"show_quantities out_of_stock default_warehouse warehouse+ "           \
	"center hidden+ home show_catalog catalog_text help "                  \
	"theme color show_message message "                                    \
	"offline_message "                                                     \
	"offline_until support_contact support_phone support_email "           \
	"support_hours time_zone"
#define CONTACT_CLASS "class_id description internal default_owner active"
#define CASE_CLASS                                                             \
	"case_class_id description internal active require_customer "          \
	"require_contact require_closure_notes default_owner default_email "   \
	"reopen_limited reopen_days"
#define CASE "subject case_class account_id contact_id owner severity priority"
#define USER                                                                   \
	"login user_type first_name last_name email comment force_change "     \
	"max_sessions roles+"
#define USER_TYPE                                                              \
	"user_type_id description linked_entity on_contacts login_type "       \
	"email_as_login reset_first require_activation max_sessions roles+ "   \
	"default_roles+ need_factor"

enum { ALWAYS = ROUTE_EXPIRED_OK };

/* clang-format off */
#define LOCATION                                                               \
	"account_id location_id description active phone ship_name "           \
	"ship_attention ship_line1 ship_line2 ship_city ship_region "          \
	"ship_postal_code ship_country"

static const struct route routes[] = {
	/* signing in */
	{ "GET", "/sign-in", ROLE_ANYBODY, 0, "next", signin_page, NULL, 0 },
	{ "POST", "/sign-in", ROLE_ANYBODY, 0, "login password next",
	    signin_post, NULL, ROUTE_SELF | ALWAYS },
	{ "POST", "/sign-out", ROLE_SIGNED_IN, 0, "", signout_post, NULL,
	    ROUTE_NEW_PASSWORD | ALWAYS },
	{ "GET", "/password", ROLE_SIGNED_IN, 0, "", password_page, NULL,
	    ROUTE_NEW_PASSWORD },
	{ "POST", "/password", ROLE_SIGNED_IN, 0, "old password again",
	    password_post, password_prepare, ROUTE_NEW_PASSWORD | ALWAYS },

	/* everybody of the staff */
	{ "GET", "/", ROLE_STAFF, 0, "", home, NULL, 0 },
	{ "GET", "/me", ROLE_STAFF, 0, "", me_page, NULL, 0 },
	{ "POST", "/me", ROLE_STAFF, 0, "theme time_zone keys_off", me_post,
	    NULL, ALWAYS },
	{ "POST", "/me/theme", ROLE_STAFF, 0, "theme back", me_theme, NULL,
	    ALWAYS },
	{ "POST", "/me/sessions/#/end", ROLE_STAFF, 0, "", me_session_end,
	    NULL, ALWAYS },
	{ "POST", "/me/sessions/end", ROLE_STAFF, 0, "", me_sessions_end, NULL,
	    ALWAYS },
	{ "GET", "/search", ROLE_STAFF, 0, "q", search_page, NULL, 0 },
	{ "GET", "/help", ROLE_STAFF, 0, "", help_page, NULL, 0 },
	{ "GET", "/why", RELATIONS, 0, "user object portal contact", why_page,
	    NULL, 0 },

	/* cases */
	{ "GET", "/cases", ROLE_CASES, FEATURE_CASES, LIST_PARAMS, case_list,
	    NULL, 0 },
	{ "GET", "/cases/export.csv", ROLE_CASES, FEATURE_CASES, LIST_PARAMS,
	    case_csv, NULL, 0 },
	{ "GET", "/cases/new", ROLE_CASES, FEATURE_CASES, "account contact",
	    case_new, NULL, 0 },
	{ "POST", "/cases/new", ROLE_CASES, FEATURE_CASES,
	    CASE " description files+", case_new_post, NULL,
	    ROUTE_UPLOAD | ROUTE_ONCE },
	{ "GET", "/cases/#", ROLE_CASES, FEATURE_CASES, "", case_page, NULL,
	    0 },
	{ "POST", "/cases/#", ROLE_CASES, FEATURE_CASES, CASE, case_facts,
	    NULL, 0 },
	{ "POST", "/cases/#/reply", ROLE_CASES, FEATURE_CASES,
	    "description step as files+", case_reply, NULL,
	    ROUTE_UPLOAD | ROUTE_ONCE },
	{ "POST", "/cases/#/take", ROLE_CASES, FEATURE_CASES, "",
	    case_take_post, NULL, 0 },
	{ "GET", "/cases/#/close", ROLE_CASES, FEATURE_CASES, "",
	    case_close_page, NULL, 0 },
	{ "POST", "/cases/#/close", ROLE_CASES, FEATURE_CASES,
	    "reason closure_notes", case_close_post, NULL, 0 },
	{ "POST", "/cases/#/reopen", ROLE_CASES, FEATURE_CASES, "",
	    case_reopen_post, NULL, 0 },
	{ "GET", "/cases/#/audit", ROLE_ADMIN, FEATURE_CASES, LIST_PARAMS,
	    case_audit, NULL, 0 },
	{ "GET", "/cases/#/files/#", ROLE_CASES, FEATURE_CASES, "", case_file,
	    NULL, 0 },

	/* accounts and customers */
	{ "GET", "/accounts", RELATIONS, 0, LIST_PARAMS, account_list, NULL,
	    0 },
	{ "GET", "/accounts/export.csv", RELATIONS, 0, LIST_PARAMS,
	    account_csv, NULL, 0 },
	{ "GET", "/accounts/new", ROLE_CUSTOMERS, 0, "", account_new, NULL,
	    0 },
	{ "POST", "/accounts/new", ROLE_CUSTOMERS, 0, ACCOUNT,
	    account_new_post, NULL, ROUTE_ONCE },
	{ "GET", "/accounts/#", RELATIONS, 0, "", account_page, NULL, 0 },
	{ "GET", "/accounts/#/edit", ROLE_CUSTOMERS, 0, "", account_edit,
	    NULL, 0 },
	{ "POST", "/accounts/#/edit", ROLE_CUSTOMERS, 0, ACCOUNT,
	    account_edit_post, NULL, 0 },
	{ "POST", "/accounts/#/extend", ROLE_CUSTOMERS, 0, "",
	    account_extend_post, NULL, 0 },
	{ "GET", "/accounts/#/contacts", RELATIONS, 0, LIST_PARAMS,
	    account_contacts, NULL, 0 },
	{ "GET", "/accounts/#/cases", ROLE_CASES, FEATURE_CASES, LIST_PARAMS,
	    account_cases, NULL, 0 },
	{ "GET", "/accounts/#/audit", ROLE_ADMIN, 0, LIST_PARAMS,
	    account_audit, NULL, 0 },
	{ "GET", "/customers", RELATIONS, 0, LIST_PARAMS, customer_list, NULL,
	    0 },
	{ "GET", "/customers/export.csv", RELATIONS, 0, LIST_PARAMS,
	    customer_csv, NULL, 0 },
	{ "GET", "/customers/new", ROLE_CUSTOMERS, 0, "", customer_new, NULL,
	    0 },
	{ "POST", "/customers/new", ROLE_CUSTOMERS, 0, ACCOUNT,
	    customer_new_post, NULL, ROUTE_ONCE },

	/* contacts and their portal users */
	{ "GET", "/contacts", RELATIONS, 0, LIST_PARAMS, contact_list, NULL,
	    0 },
	{ "GET", "/contacts/export.csv", RELATIONS, 0, LIST_PARAMS,
	    contact_csv, NULL, 0 },
	{ "GET", "/contacts/new", ROLE_CUSTOMERS, 0, "account", contact_edit,
	    NULL, 0 },
	{ "POST", "/contacts/new", ROLE_CUSTOMERS, 0, CONTACT, contact_post,
	    NULL, ROUTE_ONCE },
	{ "GET", "/contacts/#", RELATIONS, 0, "", contact_edit, NULL, 0 },
	{ "POST", "/contacts/#", ROLE_CUSTOMERS, 0, CONTACT, contact_post,
	    NULL, 0 },
	{ "GET", "/contacts/#/user", ROLE_CUSTOMERS, 0, "user_type",
	    contact_user, NULL, 0 },
	{ "POST", "/contacts/#/user", ROLE_CUSTOMERS, 0,
	    "user_type login roles+", contact_user_post, NULL, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/reset", ROLE_CUSTOMERS, 0, "",
	    contact_user_reset, once_prepare, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/activate", ROLE_CUSTOMERS, 0, "",
	    contact_user_activate, NULL, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/enable", ROLE_CUSTOMERS, 0, "",
	    contact_user_enable, NULL, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/disable", ROLE_CUSTOMERS, 0, "",
	    contact_user_disable, NULL, ALWAYS },
	{ "POST", "/contacts/#/user/unlock", ROLE_CUSTOMERS, 0, "",
	    contact_user_unlock, NULL, 0 },
	{ "POST", "/contacts/#/view", ROLE_CUSTOMERS, 0, "",
	    contact_view_post, NULL, ALWAYS },
	{ "POST", "/contacts/#/user/invite", ROLE_CUSTOMERS, 0, "",
	    contact_user_invite, NULL, 0 },
	{ "POST", "/contacts/#/user/factor", ROLE_CUSTOMERS, 0, "",
	    contact_user_factor, NULL, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/grant", ROLE_CUSTOMERS, 0,
	    "grant_login roles+", contact_grant, NULL, ROUTE_FRESH },
	{ "POST", "/contacts/#/user/grant/end", ROLE_CUSTOMERS, 0, "",
	    contact_grant_end, NULL, ALWAYS },
	{ "GET", "/contacts/#/audit", ROLE_ADMIN, 0, LIST_PARAMS,
	    contact_audit, NULL, 0 },

	/* where they are delivered to */
	{ "GET", "/locations", RELATIONS, 0, LIST_PARAMS, location_list, NULL,
	    0 },
	{ "GET", "/locations/new", ROLE_CUSTOMERS, 0, "account", location_edit,
	    NULL, 0 },
	{ "POST", "/locations/new", ROLE_CUSTOMERS, 0, LOCATION, location_post,
	    NULL, ROUTE_ONCE },
	{ "GET", "/locations/#", RELATIONS, 0, "", location_edit, NULL, 0 },
	{ "POST", "/locations/#", ROLE_CUSTOMERS, 0, LOCATION, location_post,
	    NULL, 0 },

	/* what customers ask to change about themselves */
	{ "GET", "/approvals", ROLE_CUSTOMERS, 0, LIST_PARAMS, approval_list,
	    NULL, 0 },
	{ "GET", "/approvals/#", ROLE_CUSTOMERS, 0, "", approval_page, NULL,
	    0 },
	{ "POST", "/approvals/#/approve", ROLE_CUSTOMERS, 0, "account_rev",
	    approval_approve, NULL, 0 },
	{ "POST", "/approvals/#/decline", ROLE_CUSTOMERS, 0, "reason",
	    approval_decline, NULL, 0 },

	{ "GET", "/invitations", ROLE_CUSTOMERS, 0, LIST_PARAMS,
	    invitation_list, NULL, 0 },
	{ "GET", "/invitations/export.csv", ROLE_CUSTOMERS, 0, LIST_PARAMS,
	    invitation_csv, NULL, 0 },
	{ "GET", "/invitations/new", ROLE_CUSTOMERS, 0, "", invitation_new,
	    NULL, 0 },
	{ "POST", "/invitations/new", ROLE_CUSTOMERS, 0, "list file user_type",
	    invitation_check, NULL, ROUTE_UPLOAD },
	{ "POST", "/invitations/send", ROLE_CUSTOMERS, 0, "contact+ user_type",
	    invitation_send_post, NULL, ROUTE_SELF | ROUTE_LINES },
	{ "GET", "/invitations/#", ROLE_CUSTOMERS, 0, "", invitation_page,
	    NULL, 0 },
	{ "POST", "/invitations/#/resend", ROLE_CUSTOMERS, 0, "",
	    invitation_resend, NULL, 0 },
	{ "POST", "/invitations/#/revoke", ROLE_CUSTOMERS, 0, "",
	    invitation_revoke, NULL, 0 },

	/* the sales ledger: salesroutes.h */
	ORDER_ROUTES,
	INVOICE_ROUTES,
	REPORT_ROUTES,
	ITEM_ROUTES,
	STOCK_ROUTES,
	BASE_ROUTES,

	/* the portal: set-up, licences, features, portals */
	{ "GET", "/setup", ROLE_PORTAL_ADMIN, 0, "", setup, NULL, 0 },
	{ "GET", "/licence", ROLE_PORTAL_ADMIN, 0, "", licence_page, NULL,
	    0 },
	{ "POST", "/licence/erp/file", ROLE_ADMIN, 0, "file",
	    licence_file_post, NULL, ROUTE_UPLOAD | ALWAYS },
	{ "POST", "/licence/erp/key", ROLE_ADMIN, 0, "key", licence_key_post,
	    NULL, ALWAYS },
	{ "POST", "/licence/erp/apply", ROLE_ADMIN, 0, "", licence_apply_post,
	    NULL, ALWAYS },
	{ "POST", "/licence/erp/discard", ROLE_ADMIN, 0, "",
	    licence_discard_post, NULL, ALWAYS },
	{ "GET", "/licence/erp/delete", ROLE_ADMIN, 0, "",
	    licence_delete_page, NULL, 0 },
	{ "POST", "/licence/erp/delete", ROLE_ADMIN, 0, "",
	    licence_delete_post, NULL, ALWAYS },
	{ "POST", "/licence/portal/file", ROLE_PORTAL_ADMIN, 0, "file",
	    licence_file_post, NULL, ROUTE_UPLOAD | ALWAYS },
	{ "POST", "/licence/portal/key", ROLE_PORTAL_ADMIN, 0, "key",
	    licence_key_post, NULL, ALWAYS },
	{ "POST", "/licence/portal/apply", ROLE_PORTAL_ADMIN, 0, "",
	    licence_apply_post, NULL, ALWAYS },
	{ "POST", "/licence/portal/discard", ROLE_PORTAL_ADMIN, 0, "",
	    licence_discard_post, NULL, ALWAYS },
	{ "GET", "/licence/portal/delete", ROLE_PORTAL_ADMIN, 0, "",
	    licence_delete_page, NULL, 0 },
	{ "POST", "/licence/portal/delete", ROLE_PORTAL_ADMIN, 0, "",
	    licence_delete_post, NULL, ALWAYS },
	{ "GET", "/features", ROLE_PORTAL_ADMIN, 0, "", feature_page, NULL,
	    0 },
	{ "GET", "/features/modify", ROLE_ADMIN, 0, "", feature_modify_page,
	    NULL, 0 },
	{ "POST", "/features/modify", ROLE_ADMIN, 0, "feature+",
	    feature_modify_post, NULL, 0 },
	{ "POST", "/features/enable", ROLE_ADMIN, 0, "", feature_enable_post,
	    NULL, 0 },
	{ "POST", "/features/discard", ROLE_ADMIN, 0, "",
	    feature_discard_post, NULL, 0 },
	{ "GET", "/portals", ROLE_PORTAL_ADMIN, 0, LIST_PARAMS, portal_list,
	    NULL, 0 },
	{ "GET", "/portals/export.csv", ROLE_PORTAL_ADMIN, 0, LIST_PARAMS,
	    portal_csv, NULL, 0 },
	{ "GET", "/portals/new", ROLE_PORTAL_ADMIN, 0, "", portal_edit, NULL,
	    0 },
	{ "POST", "/portals/new", ROLE_PORTAL_ADMIN, 0, PORTAL, portal_post,
	    NULL, 0 },
	{ "GET", "/portals/#", ROLE_PORTAL_ADMIN, 0, "", portal_edit, NULL,
	    0 },
	{ "POST", "/portals/#", ROLE_PORTAL_ADMIN, 0, PORTAL, portal_post,
	    NULL, 0 },
	{ "GET", "/portals/#/users", ROLE_PORTAL_ADMIN, 0, LIST_PARAMS,
	    portal_users, NULL, 0 },

	/* mail */
	{ "GET", "/outbox", ROLE_ADMIN, 0, LIST_PARAMS, outbox_list, NULL, 0 },
	{ "GET", "/outbox/#", ROLE_ADMIN, 0, "", outbox_page, NULL, 0 },
	{ "GET", "/outbox/#/mail.eml", ROLE_ADMIN, 0, "", outbox_eml, NULL, 0 },
	{ "POST", "/outbox/#/resend", ROLE_ADMIN, 0, "", outbox_resend_post,
	    NULL, 0 },
	{ "POST", "/outbox/#/cancel", ROLE_ADMIN, 0, "", outbox_cancel_post,
	    NULL, 0 },
	{ "GET", "/mail-templates", ROLE_ADMIN, 0, "", mail_template_list,
	    NULL, 0 },
	{ "GET", "/mail-templates/*", ROLE_ADMIN, 0, "", mail_template_page,
	    NULL, 0 },
	{ "POST", "/mail-templates/*", ROLE_ADMIN, 0, "subject text off do",
	    mail_template_post, NULL, 0 },

	/* administration */
	{ "GET", "/users", ROLE_ADMIN, 0, LIST_PARAMS, user_list, NULL, 0 },
	{ "GET", "/users/export.csv", ROLE_ADMIN, 0, LIST_PARAMS, user_csv,
	    NULL, 0 },
	{ "GET", "/users/new", ROLE_ADMIN, 0, "", user_new, NULL, 0 },
	{ "POST", "/users/new", ROLE_ADMIN, 0, USER, user_new_post,
	    once_prepare, ROUTE_FRESH },
	{ "GET", "/users/#", ROLE_ADMIN, 0, "", user_page, NULL, 0 },
	{ "POST", "/users/#", ROLE_ADMIN, 0, USER, user_post, NULL,
	    ROUTE_FRESH },
	{ "POST", "/users/#/reset", ROLE_ADMIN, 0, "", user_reset_post,
	    once_prepare, ROUTE_FRESH },
	{ "POST", "/users/#/invite", ROLE_ADMIN, 0, "", user_invite_post, NULL,
	    0 },
	{ "POST", "/users/#/factor", ROLE_ADMIN, 0, "", user_factor_post, NULL,
	    ROUTE_FRESH },
	{ "POST", "/users/#/activate", ROLE_ADMIN, 0, "", user_activate_post,
	    NULL, ROUTE_FRESH },
	{ "POST", "/users/#/enable", ROLE_ADMIN, 0, "", user_enable_post,
	    NULL, ROUTE_FRESH },
	{ "POST", "/users/#/disable", ROLE_ADMIN, 0, "", user_disable_post,
	    NULL, ALWAYS },
	{ "POST", "/users/#/unlock", ROLE_ADMIN, 0, "", user_unlock_post,
	    NULL, 0 },
	{ "POST", "/users/#/sessions/#/end", ROLE_ADMIN, 0, "",
	    user_session_end, NULL, ALWAYS },
	{ "POST", "/users/#/sessions/end", ROLE_ADMIN, 0, "",
	    user_sessions_end, NULL, ALWAYS },
	{ "GET", "/users/#/audit", ROLE_ADMIN, 0, LIST_PARAMS, user_audit,
	    NULL, 0 },
	{ "GET", "/roles", ROLE_ADMIN, 0, "", role_list, NULL, 0 },
	{ "GET", "/roles/*", ROLE_ADMIN, 0, "", role_page, NULL, 0 },
	{ "GET", "/user-types", ROLE_ADMIN, 0, LIST_PARAMS, user_type_list,
	    NULL, 0 },
	{ "GET", "/user-types/export.csv", ROLE_ADMIN, 0, LIST_PARAMS,
	    user_type_csv, NULL, 0 },
	{ "GET", "/user-types/new", ROLE_ADMIN, 0, "", user_type_edit, NULL,
	    0 },
	{ "POST", "/user-types/new", ROLE_ADMIN, 0, USER_TYPE,
	    user_type_post, NULL, ROUTE_FRESH },
	{ "GET", "/user-types/#", ROLE_ADMIN, 0, "", user_type_edit, NULL,
	    0 },
	{ "POST", "/user-types/#", ROLE_ADMIN, 0, USER_TYPE, user_type_post,
	    NULL, ROUTE_FRESH },
	{ "GET", "/sign-in-policy", ROLE_ADMIN, 0, "", policy_page, NULL, 0 },
	{ "POST", "/sign-in-policy", ROLE_ADMIN, 0,
	    "free_admins invitation_hours", policy_post, NULL, ROUTE_FRESH },
	{ "GET", "/contact-classes", ROLE_ADMIN, 0, LIST_PARAMS,
	    contact_class_list, NULL, 0 },
	{ "GET", "/contact-classes/export.csv", ROLE_ADMIN, 0, LIST_PARAMS,
	    contact_class_csv, NULL, 0 },
	{ "GET", "/contact-classes/new", ROLE_ADMIN, 0, "",
	    contact_class_edit, NULL, 0 },
	{ "POST", "/contact-classes/new", ROLE_ADMIN, 0, CONTACT_CLASS,
	    contact_class_post, NULL, 0 },
	{ "GET", "/contact-classes/#", ROLE_ADMIN, 0, "", contact_class_edit,
	    NULL, 0 },
	{ "POST", "/contact-classes/#", ROLE_ADMIN, 0, CONTACT_CLASS,
	    contact_class_post, NULL, 0 },
	{ "GET", "/case-classes", ROLE_ADMIN, 0, LIST_PARAMS, case_class_list,
	    NULL, 0 },
	{ "GET", "/case-classes/export.csv", ROLE_ADMIN, 0, LIST_PARAMS,
	    case_class_csv, NULL, 0 },
	{ "GET", "/case-classes/new", ROLE_ADMIN, 0, "", case_class_edit,
	    NULL, 0 },
	{ "POST", "/case-classes/new", ROLE_ADMIN, 0, CASE_CLASS,
	    case_class_post, NULL, 0 },
	{ "GET", "/case-classes/#", ROLE_ADMIN, 0, "", case_class_edit, NULL,
	    0 },
	{ "POST", "/case-classes/#", ROLE_ADMIN, 0, CASE_CLASS,
	    case_class_post, NULL, 0 },
	{ "GET", "/audit", ROLE_ADMIN, 0, LIST_PARAMS, audit_list, NULL, 0 },
	{ "GET", "/audit/export.csv", ROLE_ADMIN, 0, LIST_PARAMS, audit_csv,
	    NULL, 0 },
	{ "GET", "/audit/#", ROLE_ADMIN, 0, "", audit_page, NULL, 0 },
	{ "GET", "/audit/by/#", ROLE_ADMIN, 0, LIST_PARAMS, audit_by_user,
	    NULL, 0 },
	{ "GET", "/audit/*/#", ROLE_ADMIN, 0, LIST_PARAMS, audit_by_record,
	    NULL, 0 },

	/* screens by their numbers */
	{ "GET", "/*", ROLE_STAFF, 0, "", screen_jump, NULL, 0 },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, 0 },
};
/* clang-format on */

static const struct done done[] = {
	{ "saved", N_("Your changes are saved.") },
	{ "created", N_("The record is created.") },
	{ "extended", N_("This account is a customer now.") },
	{ "user-created",
	    N_("The user is created. Reset Password makes its first "
	       "password.") },
	{ "activated", N_("The user is active.") },
	{ "enabled", N_("The user may sign in again.") },
	{ "disabled", N_("The user is disabled and signed out everywhere.") },
	{ "unlocked", N_("The user is unlocked.") },
	{ "session-ended", N_("The session is ended.") },
	{ "factor-away",
	    N_("The second factor is taken away, and the user is "
	       "signed out everywhere.") },
	{ "invited", N_("The invitation is on its way.") },
	{ "invitation-revoked",
	    N_("The invitation is revoked: its link is no "
	       "longer good.") },
	{ "my-sessions-ended", N_("All your other sessions have ended.") },
	{ "sessions-ended", N_("All sessions of the user are ended.") },
	{ "case-created", N_("The case is created.") },
	{ "sent", N_("Your reply is sent.") },
	{ "noted", N_("Your note is kept. The customer does not see it.") },
	{ "taken", N_("You are the owner of this case now.") },
	{ "closed", N_("The case is closed.") },
	{ "reopened", N_("The case is open again.") },
	{ "modified", N_("Your choice is kept. It is in force after Enable.") },
	{ "features-enabled", N_("The features are in force.") },
	{ "discarded", N_("Discarded. Nothing has changed.") },
	{ "licence-verified",
	    N_("The licence is genuine. It is in force after Apply "
	       "License.") },
	{ "licence-applied", N_("The licence is in force.") },
	{ "hold-removed", N_("The hold is removed.") },
	{ "credit-released", N_("The order is released.") },
	{ "payment-waived", N_("The order is open; no prepayment is asked.") },
	{ "return-created", N_("The return is made.") },
	{ "declined", N_("The quote is declined.") },
	{ "approved",
	    N_("The change is made. The customer sees that it was approved.") },
	{ "not-approved",
	    N_("Nothing was changed. The customer reads the reason.") },
	{ "held", N_("It is on hold.") },
	{ "canceled", N_("It is canceled.") },
	{ "reopened-order", N_("The order is open again.") },
	{ "deleted", N_("It is deleted.") },
	{ "shipment-created",
	    N_("The shipment is created. Confirm it when the goods have "
	       "left.") },
	{ "order-created", N_("The order is made of the quote.") },
	{ "invoice-created",
	    N_("The invoice is prepared. It is final once you release it.") },
	{ "confirmed", N_("The shipment is confirmed.") },
	{ "corrected", N_("The shipment is open again.") },
	{ "package-added", N_("The package is added.") },
	{ "released", N_("It is released.") },
	{ "memo-created",
	    N_("A draft with the lines of the invoice, on hold. Leave only "
	       "what is credited, remove the hold, and release it.") },
	{ "voided", N_("It is voided.") },
	{ "payment-confirmed", N_("The payment is confirmed.") },
	{ "rejected", N_("The payment is rejected; the customer sees why.") },
	{ "applied", N_("The money is applied.") },
	{ "entry-confirmed", N_("The bank entry is confirmed.") },
	{ "entries-confirmed", N_("The certain bank entries are confirmed.") },
	{ "ignored", N_("The bank entry is ignored.") },
	{ "reopened-entry", N_("The bank entry is open again.") },
	{ "prepared", N_("The statements are prepared.") },
	{ "mail-again", N_("The mail is to be sent again.") },
	{ "mail-canceled", N_("The mail is canceled.") },
	{ "mail-default", N_("The default holds again.") },
	{ "notices-printed", N_("They are marked as printed.") },
	{ "notices-print", N_("They are to be printed.") },
	{ "notices-mail", N_("They are sent by e-mail tonight.") },
	{ "unapplied", N_("The application is taken back.") },
	{ "licence-deleted", N_("The licence is deleted.") },
	{ NULL, NULL },
};

static const struct site erp = ERP_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&erp, argc, argv);
}

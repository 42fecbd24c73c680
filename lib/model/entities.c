/* The list of all entities, and what every new company begins with. */
#include "entities.h"

#include <sodium.h>
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "access.h"
#include "balance.h"
#include "bank.h"
#include "batch_run.h"
#include "cart.h"
#include "catalogue.h"
#include "center.h"
#include "change_request.h"
#include "checkout.h"
#include "class.h"
#include "company.h"
#include "export_job.h"
#include "factor.h"
#include "grant.h"
#include "import_change.h"
#include "import_run.h"
#include "invoice.h"
#include "invoice_pdf.h"
#include "job.h"
#include "location.h"
#include "notice.h"
#include "order.h"
#include "order_request.h"
#include "order_type.h"
#include "outbox.h"
#include "payment.h"
#include "policy.h"
#include "product.h"
#include "rules.h"
#include "shipment.h"
#include "statement_run.h"
#include "stock.h"
#include "summary.h"
#include "template.h"
#include "terms.h"
#include "ticket.h"
#include "viewing.h"
#include "warehouse.h"

const struct entity *const entities[] = {
	&account_entity,
	&contact_entity,
	&contact_class_entity,
	&case_class_entity,
	&case_entity,
	&activity_entity,
	&attachment_entity,
	&user_entity,
	&member_entity,
	&user_type_entity,
	&portal_entity,
	&licence_entity,
	&switches_entity,
	&session_entity,
	&viewing_entity,
	&throttle_entity,
	&factor_entity,
	&ticket_entity,
	&policy_entity,
	&import_run_entity,
	&company_entity,
	&terms_entity,
	&tax_entity,
	&category_entity,
	&product_entity,
	&unit_entity,
	&price_entity,
	&cross_reference_entity,
	&warehouse_entity,
	&stock_entity,
	&stock_move_entity,
	&statement_cycle_entity,
	&import_profile_entity,
	&job_entity,
	&export_job_entity,
	&order_entity,
	&order_line_entity,
	&order_type_entity,
	&order_request_entity,
	&cart_entity,
	&cart_line_entity,
	&shipment_entity,
	&shipment_line_entity,
	&package_entity,
	&invoice_entity,
	&invoice_line_entity,
	&invoice_pdf_entity,
	&payment_entity,
	&application_entity,
	&balance_entity,
	&statement_entity,
	&notice_entity,
	&bank_entry_entity,
	&center_entity,
	&checkout_entity,
	&news_entity,
	&sales_month_entity,
	&due_day_entity,
	&import_change_entity,
	&batch_run_entity,
	&change_request_entity,
	&location_entity,
	&location_version_entity,
	&grant_entity,
	&audit_entity,
	&outbox_entity,
	&template_entity,
	NULL,
};

const struct entity *
entity_named(const char *name)
{
	for (int i = 0; entities[i] != NULL; i++)
		if (strcmp(entities[i]->name, name) == 0)
			return entities[i];
	return NULL;
}

/* ---- a new company */

static const struct contact_class contact_classes[] = {
	{ .class_id = "CUSTOMER",
	    .description = "Customers",
	    .default_owner = OWNER_DO_NOT_CHANGE,
	    .active = 1 },
	{ .class_id = "EMPLOYEE",
	    .description = "Our own people",
	    .internal = 1,
	    .default_owner = OWNER_DO_NOT_CHANGE,
	    .active = 1 },
	{ .class_id = "" },
};

static const struct case_class case_classes[] = {
	{ .case_class_id = "SUPISSUE",
	    .description = "Support issue",
	    .active = 1,
	    .require_customer = 1,
	    .require_contact = 1,
	    .reopen_limited = 1,
	    .reopen_days = 30 },
	{ .case_class_id = "BILLING",
	    .description = "Question about an invoice",
	    .active = 1,
	    .require_customer = 1,
	    .require_contact = 1,
	    .reopen_limited = 1,
	    .reopen_days = 30 },
	{ .case_class_id = "INTERNAL",
	    .description = "Internal task",
	    .internal = 1,
	    .active = 1 },
	{ .case_class_id = "" },
};

static const struct user_type user_types[] = {
	{ .user_type_id = "Portal External User",
	    .description = "Customers' people on the portal",
	    .linked_entity = LINKED_CONTACT,
	    .on_contacts = 1,
	    .login_type = LOGIN_UI,
	    .email_as_login = 1,
	    .reset_first = 1,
	    .max_sessions = 3,
	    .roles = PORTAL_ROLES,
	    .default_roles = PORTAL_USER | PORTAL_CASES },
	{ .user_type_id = "Employee",
	    .description = "Our own staff",
	    .linked_entity = LINKED_EMPLOYEE,
	    .login_type = LOGIN_UI,
	    .reset_first = 1,
	    .max_sessions = 3,
	    .roles = ROLE_STAFF,
	    .default_roles = 0 },
	{ .user_type_id = "" },
};

static const struct terms all_terms[] = {
	{ .terms_id = "30D",
	    .description = "Net 30 days",
	    .due_kind = DUE_AFTER_DAYS,
	    .due_days = 30,
	    .active = 1 },
	{ .terms_id = "14D",
	    .description = "Net 14 days",
	    .due_kind = DUE_AFTER_DAYS,
	    .due_days = 14,
	    .active = 1 },
	{ .terms_id = "NOW",
	    .description = "Due at once",
	    .due_kind = DUE_AFTER_DAYS,
	    .active = 1 },
	{ .terms_id = "" },
};

static const struct tax taxes[] = {
	{ .tax_code = "VAT-S",
	    .description = "VAT, standard rate",
	    .category = TAX_STANDARD,
	    .rate = 20000,
	    .active = 1 },
	{ .tax_code = "VAT-Z",
	    .description = "VAT, zero rated",
	    .category = TAX_ZERO,
	    .active = 1 },
	{ .tax_code = "VAT-E",
	    .description = "VAT, exempt",
	    .category = TAX_EXEMPT,
	    .reason = "Exempt from VAT",
	    .active = 1 },
	{ .tax_code = "VAT-AE",
	    .description = "VAT, reverse charge",
	    .category = TAX_REVERSE_CHARGE,
	    .reason_code = "VATEX-EU-AE",
	    .reason = "Reverse charge",
	    .active = 1 },
	{ .tax_code = "VAT-K",
	    .description = "VAT, intra-community supply",
	    .category = TAX_INTRA_COMMUNITY,
	    .reason_code = "VATEX-EU-IC",
	    .reason = "Intra-community supply",
	    .active = 1 },
	{ .tax_code = "VAT-G",
	    .description = "VAT, export outside the EU",
	    .category = TAX_EXPORT,
	    .reason_code = "VATEX-EU-G",
	    .reason = "Export outside the EU",
	    .active = 1 },
	{ .tax_code = "VAT-O",
	    .description = "Not subject to VAT",
	    .category = TAX_OUTSIDE,
	    .reason_code = "VATEX-EU-O",
	    .reason = "Not subject to VAT",
	    .active = 1 },
	{ .tax_code = "" },
};

static const struct statement_cycle cycles[] = {
	{ .cycle_id = "EOM",
	    .description = "At the end of each month",
	    .schedule = CYCLE_END_OF_MONTH,
	    .active = 1 },
	{ .cycle_id = "" },
};

/* Creates the record unless its code is taken already. */
static enum rc
add(struct txn *x, const struct entity *e, const void *rec,
    struct problems *bad)
{
	void *own = txn_scratch(x, e->size);
	enum rc rc;

	memcpy(own, rec, e->size);
	rc = store_find(x, e, record_key_index(e, e->key)->number, own);
	if (rc != RC_NOTFOUND)
		return rc;
	memcpy(own, rec, e->size);
	rc = e->save(x, own, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* Sixteen characters of 32 that cannot be mistaken for one another. */
static void
set_instance(struct txn *x)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char id[65];
	int n = 0;

	if (store_setting(x, "instance_id", id, sizeof id))
		return;
	for (int i = 0; i < 16; i++) {
		if (i > 0 && i % 4 == 0)
			id[n++] = '-';
		id[n++] = letters[randombytes_uniform(32)];
	}
	id[n] = '\0';
	store_set_setting(x, "instance_id", id);
}

static enum rc
add_switches(struct txn *x, struct problems *bad)
{
	struct switches s;
	enum rc rc = switches_load(x, &s);

	if (rc != RC_OK || s.id != 0)
		return rc;
	return store_save(x, &switches_entity, &s, bad);
}

enum rc
company_seed(struct txn *x, struct problems *bad)
{
	enum rc rc;

	for (const struct contact_class *c = contact_classes;
	     c->class_id[0] != '\0'; c++)
		if ((rc = add(x, &contact_class_entity, c, bad)) != RC_OK)
			return rc;
	for (const struct case_class *c = case_classes;
	     c->case_class_id[0] != '\0'; c++)
		if ((rc = add(x, &case_class_entity, c, bad)) != RC_OK)
			return rc;
	for (const struct user_type *t = user_types; t->user_type_id[0] != '\0';
	     t++)
		if ((rc = add(x, &user_type_entity, t, bad)) != RC_OK)
			return rc;
	for (const struct terms *t = all_terms; t->terms_id[0] != '\0'; t++)
		if ((rc = add(x, &terms_entity, t, bad)) != RC_OK)
			return rc;
	for (const struct tax *t = taxes; t->tax_code[0] != '\0'; t++)
		if ((rc = add(x, &tax_entity, t, bad)) != RC_OK)
			return rc;
	for (const struct statement_cycle *c = cycles; c->cycle_id[0] != '\0';
	     c++)
		if ((rc = add(x, &statement_cycle_entity, c, bad)) != RC_OK)
			return rc;
	if ((rc = order_type_seed(x, bad)) > RC_SAME)
		return rc;
	set_instance(x);
	return add_switches(x, bad);
}

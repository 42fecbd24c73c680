/* The part of the ERP's site below /exchange, and spreadsheets: addresses. */
#include "exchange.h"
#include "sheet.h"

/* What is exported, and how. */
#define WISH_PARAMS                                                            \
	"kind format columns decimal delimiter bom raw account_id date_from "  \
	"date_to changed_since status+ name"

/* Accounting brings in what the bank says; import_load sees to it. */
enum { IMPORTERS = ROLE_ADMIN | ROLE_BOOKS };

/* clang-format off */
static const struct route routes[] = {
	{ "GET", "/exchange/imports", ROLE_ADMIN, 0, LIST_PARAMS,
	    import_list, NULL, 0 },
	{ "GET", "/exchange/imports/new", IMPORTERS, 0, "kind", import_new,
	    NULL, 0 },
	{ "POST", "/exchange/imports/new", IMPORTERS, 0, "kind file",
	    import_new_post, NULL, ROUTE_UPLOAD | ROUTE_ONCE },
	{ "GET", "/exchange/imports/#", IMPORTERS, 0, "", import_page, NULL,
	    0 },
	{ "POST", "/exchange/imports/#/match", IMPORTERS, 0,
	    "how profile field+ profile_name decimal dates mode "
	    "create_missing",
	    import_match_post, NULL, ROUTE_SELF },
	{ "POST", "/exchange/imports/#/check", IMPORTERS, 0, "",
	    import_check_post, NULL, ROUTE_SELF },
	{ "POST", "/exchange/imports/#/apply", IMPORTERS, 0, "",
	    import_apply_post, NULL, ROUTE_SELF },
	{ "GET", "/exchange/imports/#/undo", IMPORTERS, 0, "",
	    import_undo_page, NULL, 0 },
	{ "POST", "/exchange/imports/#/undo", IMPORTERS, 0, "",
	    import_undo_post, NULL, ROUTE_SELF },
	{ "POST", "/exchange/imports/#/again", IMPORTERS, 0, "",
	    import_again_post, NULL, 0 },
	{ "POST", "/exchange/imports/#/discard", IMPORTERS, 0, "",
	    import_discard_post, NULL, 0 },
	{ "GET", "/exchange/imports/#/file", IMPORTERS, 0, "",
	    import_file_get, NULL, 0 },
	{ "GET", "/exchange/imports/#/report.csv", IMPORTERS, 0, "",
	    import_report_get, NULL, 0 },
	{ "GET", "/exchange/imports/#/rejects", IMPORTERS, 0, "",
	    import_rejects_get, NULL, 0 },
	{ "GET", "/exchange/profiles", ROLE_ADMIN, 0, LIST_PARAMS,
	    profile_list, NULL, 0 },
	{ "GET", "/exchange/profiles/#", ROLE_ADMIN, 0, "", profile_edit,
	    NULL, 0 },
	{ "POST", "/exchange/profiles/#", ROLE_ADMIN, 0, "name map",
	    profile_post, NULL, 0 },
	{ "GET", "/exchange/exports", ROLE_ADMIN, 0, LIST_PARAMS, export_list,
	    NULL, 0 },
	{ "GET", "/exchange/exports/new", ROLE_ADMIN, 0, "kind profile",
	    export_new, NULL, 0 },
	{ "POST", "/exchange/exports/new", ROLE_ADMIN, 0, WISH_PARAMS,
	    export_new_post, NULL, ROUTE_SELF | ROUTE_EXPIRED_OK },
	{ "GET", "/exchange/exports/#", ROLE_ADMIN, 0, "", export_page, NULL,
	    0 },
	{ "POST", "/exchange/exports/#/again", ROLE_ADMIN, 0, "",
	    export_again_post, NULL, ROUTE_SELF | ROUTE_EXPIRED_OK },
	{ "GET", "/exchange/exports/#/file", ROLE_ADMIN, 0, "",
	    export_file_get, NULL, 0 },
	{ "GET", "/exchange/export-profiles", ROLE_ADMIN, 0, LIST_PARAMS,
	    export_profile_list, NULL, 0 },
	{ "GET", "/exchange/export-profiles/#", ROLE_ADMIN, 0, "",
	    export_profile_edit, NULL, 0 },
	{ "POST", "/exchange/export-profiles/#", ROLE_ADMIN, 0, WISH_PARAMS,
	    export_profile_post, NULL, 0 },
	{ "GET", "/ageing/xlsx", LEDGER, 0, LIST_PARAMS, ageing_xlsx, NULL,
	    0 },
	{ "GET", "/customer-details/xlsx", LEDGER, 0, LIST_PARAMS,
	    standing_xlsx, NULL, 0 },
	{ "GET", "/accounts/#/details/xlsx", LEDGER, 0, LIST_PARAMS,
	    details_xlsx, NULL, 0 },
	{ "GET", "/statements/xlsx", LEDGER, 0, LIST_PARAMS,
	    statement_xlsx, NULL, 0 },
	{ "GET", "/notices/xlsx", LEDGER, 0, LIST_PARAMS, notice_xlsx,
	    NULL, 0 },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, 0 },
};
/* clang-format on */

static const struct done done[] = {
	{ "saved", N_("Your changes are saved.") },
	{ "discarded", N_("The import is discarded. Nothing was written.") },
	{ "again", N_("Match the columns anew.") },
	{ NULL, NULL },
};

static const struct site exchange = ERP_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&exchange, argc, argv);
}

#!/bin/sh
# What a portal's record decides about its pages: those left out, where the
# sign-in leads, the way to the catalogue, the help text.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
maria=$(login_of portal)
secret=$(password_of portal)

# settings FIELD...: of the portal, with what it has otherwise.
settings() {
	use erp
	get /portals/1
	post /portals/1 rev="$(hidden rev)" "$@" \
	    name='Harrow & Pine' url=http://127.0.0.1:8081/portal online=1 \
	    portal_type=customer_portal access_role=portal_case_management \
	    user_type='Portal External User' case_class=SUPISSUE \
	    contact_class=CUSTOMER order_type=SO theme=system \
	    categories=system categories=case_management \
	    categories=b2b_ordering categories=financials categories=payments
}

signin_as erp
get /portals/1
status 200
valid
has 'Pages Left Out'
has 'Default Home Form'

# A page that is left out leads nowhere: not by the menu, not by its address,
# nor by what hangs on it; the rule has a name.
settings hidden=statement hidden=orders home=statement
status 422
has 'it cannot be the home form'
settings hidden=statement hidden=orders home=balance \
    help='Ask Maya.

She knows.'
status 303
use portal
signin "$maria" "$secret"
goes /balance
get /
lacks '/portal/statement"'
lacks '/portal/orders"'
lacks 'Go to catalogue'
valid
for path in /statement /statement/export.csv /statement/pdf /orders \
    '/orders?tab=all'; do
	get "$path"
	status 403
done
has 'This page is not part of this portal.'
get /balance
status 200
get /help
has '<p>Ask Maya.</p>'
has '<p>She knows.</p>'
valid
use erp
get "/why?user=$(escaped "$maria")&object=statement"
has 'leaves this page out.'
has 'href="/erp/portals/1"'
valid

# Back again, and the catalogue in front; who may not go there is led home.
settings home=company show_catalog=1 catalog_text='New in November'
status 303
use portal
signed_out
signin "$maria" "$secret"
goes /
get /
has 'New in November'
has 'Go to catalogue'
has '/portal/statement"'
valid
get /orders
status 200
done_testing

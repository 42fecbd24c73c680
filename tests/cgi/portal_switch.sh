#!/bin/sh
# One login for several customers: let in by staff, chosen after signing in,
# and never mixed up; accounts below one's own are read where they allow it.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal
get /
lacks 'Switch company'
get /company/switch
status 200
valid
post /company/switch account=999999
status 404

# ---- Maria is a contact of Bayside Framing, too
signin_as erp
get '/contacts/new'
post /contacts/new first_name=Maria last_name=Lindström account_id=BAYSIDE \
    email=maria@baysideframing.example
status 303
contact=$(sed -n 's/^Location: .*\(\/contacts\/[0-9]*\)?.*/\1/p' "$heads")
get "$contact/user"
status 200
valid
post "$contact/user/grant" grant_login=nobody@example.com
status 422
has 'No portal user has this login'
get "$contact/user"
post "$contact/user/grant" grant_login="$(login_of portal)" \
    roles=portal_case_management
status 303
get "$contact/user"
status 200
valid
has 'signs in with another login'
has "$(login_of portal)"

use portal
get /
has 'Switch company'
has 'Kaffebröderna Öst AB'
get /company/switch
valid
has 'Bayside'
bayside=$(hidden account)
get /cases/new
token=$(hidden token)
old=$token
get /company/switch
post /company/switch account="$bayside"
status 303
get /
has 'Bayside'
lacks 'Kaffebröderna'
get /cases
status 200
# Roles are those given there, not those at home.
get /balance
status 403
get /orders
status 403
# A form that was open before is for the other company.
: >"$page"
token=$old
upload /cases/new subject='For home' case_class=SUPISSUE severity=low \
    description=x
status 403
get /cases/new
upload /cases/new subject='For Bayside' case_class=SUPISSUE severity=low \
    description=x
status 303
case=$(sed -n 's/^Location: .*\(\/cases\/[0-9]*\)?.*/\1/p' "$heads")
get "$case"
status 200

# ---- let in no more: the next request is at home again
use erp
get "$contact/user"
post "$contact/user/grant/end"
status 303
use portal
get "$case"
status 404
get /
has 'Kaffebröderna Öst AB'
lacks 'Switch company'
post /company/switch account="$bayside"
status 404

# ---- an account below one's own
use erp
get /customers/new
post /customers/new account_id=OSTKYLA name='Öst Kyla AB' \
    parent_account_id=KAFFE parent_sees=1
status 303
use portal
get /company/switch
has 'Documents only'
child=$(hidden account)
post /company/switch account="$child"
status 303
get /
valid
has 'You read the documents of'
get /balance
status 200
valid
get /orders
status 200
get /catalogue
status 404
get /cart
status 404
get /pay
status 404
get /cases
status 403
get /profile
post /profile rev=1 job_title=x
status 403
has 'switch back to your own'
done_testing

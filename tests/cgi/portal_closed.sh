#!/bin/sh
# A portal that is closed, in each way, says so in plain words.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal
signin_as erp
get /portals
portal=$(sed -n 's/.*href="\/erp\(\/portals\/[0-9]*\)".*/\1/p' "$page" |
    head -n 1)

# save_portal NAME=VALUE...: a box that is not sent is off.
save_portal() {
	use erp
	get "$portal"
	post "$portal" rev="$(hidden rev)" "$@"
	status 303
	use portal
}

# ---- offline, with message and planned end
save_portal categories=system categories=case_management \
    offline_message='We move to a new house.' \
    offline_until=2037-05-04T08:00:00Z
get /cases
status 503
valid
has 'The portal is closed at the moment'
has 'We move to a new house.'
lacks 'CS-0000'
cp "$jar" "$TMP/jar"
signed_out
get /sign-in
status 200
has 'We move to a new house.'
has '4 May 2037'
lacks 'name="password"'
get /help
status 200
cp "$TMP/jar" "$jar"
get /help
post /sign-out
status 303

# ---- online again; the category of cases is not offered
save_portal online=1 categories=system
signin_as portal
get /
status 200
lacks 'Support'
has 'Nothing is open for you here yet'
get /cases
status 403
has 'is not part of this portal'
get /cases/new
status 403
save_portal online=1 categories=system categories=case_management
get /cases
status 200

# ---- a role is taken away: the page names it, and whom to ask
use erp
get '/users?tab=portal'
user=$(tr '>' '\n' <"$page" | sed -n "/href=\".erp.users.[0-9]*\"/{
s/.*\/erp\(\/users\/[0-9]*\)\".*/\1/;h;}
/^$(login_of portal)</{g;p;}" | head -n 1)
get "$user"
post "$user" rev="$(hidden rev)" roles=portal_user
status 303
use portal
get /cases
status 403
valid
has 'It needs the role Portal Case Management'
has 'Maya Okonkwo'
get /cases/1
status 403
lacks 'Support'
use erp
get "$user"
post "$user" rev="$(hidden rev)" roles=portal_user \
    roles=portal_case_management
status 303

# ---- the feature is off
use erp
get /features/modify
post /features/modify feature=case_management feature=modern_customer_portal
post /features/enable
status 303
use portal
get /cases
status 403
has 'Case Management (Modern Portal) is switched off'
use erp
get /features/modify
post /features/modify feature=case_management
post /features/enable
use portal
get /
status 403
has 'Modern Customer Portal is switched off'
use erp
get /features/modify
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
post /features/enable

# ---- another address than the record's
use erp
get "$portal"
post "$portal" rev="$(hidden rev)" online=1 categories=system \
    url=http://127.0.0.1:9999/portal
status 303
use portal
get /sign-in
status 200
valid
has 'This address is not a portal'
has 'http://127.0.0.1:8081/portal'
lacks 'name="password"'
use erp
get /setup
has '8081'
get "$portal"
post "$portal" rev="$(hidden rev)" online=1 categories=system \
    categories=case_management url=http://127.0.0.1:8081/portal
status 303

# ---- the licence is gone
get /licence/portal/delete
post /licence/portal/delete
status 303
use portal
get /
status 503
has 'The portal is not licensed'
signed_out
get /sign-in
has 'The portal is not licensed'
lacks 'name="password"'
done_testing

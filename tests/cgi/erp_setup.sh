#!/bin/sh
# From an empty company to a portal: licences by file and by key, features
# in two steps, a portal record; what is wrong is told in a sentence.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
empty_company --keep-password
signin_as erp

issue() {
	"$B/postern" licence issue --store "$TMP/store" \
	    --key "$TMP/vendor.key" --licensee Test "$@" 2>"$TMP/issue.log" ||
	    cat "$TMP/issue.log" >&2
}
run_quiet "$B/postern" licence keygen vendor --dir "$TMP"
cp "$TMP/vendor.pub" "$TMP/keys/"
issue --product ERP --number E-1 --erp-users 5 >"$TMP/erp.licence"
issue --product PORTAL --number P-1 --portal-users 20 --instances 2 \
    >"$TMP/portal.licence"
issue --product PORTAL --number P-1 --portal-users 20 --instances 2 --as-key \
    >"$TMP/portal.key"

get /
status 200
has 'There is no licence.'
has 'Set up a portal'
valid
get /setup
status 200
has 'To do'
has 'Blocked'
valid
get /licence
status 200
has 'SM201510'
has 'Invalid'
has 'Upload License File'
has 'Enter License Key'
lacks 'Apply License'
valid

# Refused: nothing, rubbish, tampered with, the wrong product.
upload /licence/erp/file
status 422
has 'Choose a license file.'
valid
echo 'not a licence' >"$TMP/rubbish.txt"
get /licence
upload /licence/erp/file file=@"$TMP/rubbish.txt"
status 422
has 'There is a problem'
valid
sed 's/^ERP-Users: .*/ERP-Users: 500/' "$TMP/erp.licence" >"$TMP/more.licence"
get /licence
upload /licence/erp/file file=@"$TMP/more.licence"
status 422
lacks 'Apply License'
get /licence
upload /licence/erp/file file=@"$TMP/portal.licence"
status 422
lacks 'Apply License'
get /licence
post /licence/portal/key key='ABC <b>'
status 422
has 'ABC &lt;b&gt;</textarea>'
valid
head -c 70000 /dev/zero | tr '\0' 'x' >"$TMP/large.licence"
get /licence
upload /licence/erp/file file=@"$TMP/large.licence"
status 422
has '64 kB'

# Verified, looked at, thrown away; verified and applied.
get /licence
upload /licence/erp/file file=@"$TMP/erp.licence"
goes '/licence?done=licence-verified'
get /licence
has 'Verified, not applied.'
has 'E-1'
valid
post /licence/erp/discard
goes '/licence?done=discarded'
get /licence
lacks 'E-1'
post /licence/erp/apply
is 'nothing waits, nothing is applied' sh -c \
    "! grep -q '^Status: 303' '$heads'"
get /licence
upload /licence/erp/file file=@"$TMP/erp.licence"
get /licence
post /licence/erp/apply
goes '/licence?done=licence-applied'
get '/licence?done=licence-applied'
has 'The licence is in force.'
has 'Valid'
has '1 of 5 users'
valid

# The features of the portal wait for its licence.
get /features/modify
has 'The licence does not cover it.'
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
status 422
valid
get /licence
post /licence/portal/key key="$(fold -w 20 "$TMP/portal.key")"
goes '/licence?done=licence-verified'
get /licence
post /licence/portal/apply
goes '/licence?done=licence-applied'
get /features
has 'Validated'
lacks 'What Enable will change'
get /features/modify
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
goes '/features?done=modified'
get /features
has 'Pending Activation'
has 'Will appear'
has 'Case Management (Modern Portal)'
lacks 'Will disappear'
valid
post /features/discard
goes '/features?done=discarded'
get /features
has 'Validated'
get /features/modify
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
get /features
post /features/enable
goes '/features?done=features-enabled'
get /features
has 'Validated'
get /features/modify
post /features/modify feature=case_management
get /features
has 'Will disappear'
has 'The portal closes for your customers.'
valid
post /features/discard
get /features/modify
post /features/modify feature=nonsense
status 400

# The portal comes with the example values; what is wrong is told.
get /portals
has 'No portals yet'
valid
get /portals/new
has 'SUPISSUE'
has 'Portal External User'
valid
post /portals/new name= url='ftp://x' user_type='Portal External User' \
    case_class=SUPISSUE contact_class=CUSTOMER \
    access_role=portal_case_management portal_type=customer_portal
status 422
has 'value="ftp://x"'
valid
post /portals/new name=Harrow url='http://127.0.0.1:8081/portal/' online=1 \
    user_type='Portal External User' case_class=SUPISSUE \
    contact_class=CUSTOMER access_role=portal_case_management \
    portal_type=customer_portal order_type=SO theme=system color='#007acc' \
    categories=system categories=case_management
goes '/portals/1?done=created'
get /portals/1
has 'value="http://127.0.0.1:8081/portal"'
has 'No answer yet'
valid
post /portals/new name=harrow url='http://127.0.0.1:8082/portal' online=1 \
    user_type='Portal External User' case_class=SUPISSUE \
    contact_class=CUSTOMER access_role=portal_case_management \
    portal_type=customer_portal
status 422
valid
use portal
get /sign-in
status 200
use erp
get /portals/1
has 'It answers'
get /portals/1/users
has 'No portal users yet'
valid
get /setup
has 'Done'
valid

# Case Management off: no screen of it is left, by no way; on: all is back.
get /features/modify
post /features/modify feature=modern_customer_portal
get /features
has 'Will disappear'
post /features/enable
get /
lacks '/erp/cases'
lacks 'Unassigned'
valid
get /cases
status 403
has 'Case Management is switched off.'
get '/search?q=CR306000'
status 200
lacks 'href="/erp/cases"'
get /CR306000
goes /cases
get /features/modify
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
get /features
post /features/enable
get /cases
status 200

# Deleting asks first.
get /licence/portal/delete
status 200
has 'Delete the portal licence?'
has 'Keep it'
valid
post /licence/portal/delete
goes '/licence?done=licence-deleted'
get /licence
has 'Portal licence'
has 'Invalid'
get /licence/portal/delete
status 404
done_testing

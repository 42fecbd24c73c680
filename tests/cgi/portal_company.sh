#!/bin/sh
# A customer's company on the portal: what is changed at once, what is asked
# for and decided in the ERP.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
use portal
signin "$(login_of manager)" "$(password_of manager)"

# ---- the profile: documents were issued, so names and tax number are locked
get /company
status 200
valid
has 'they are locked'
lacks 'name="name"'
rev=$(hidden rev)
post /company rev="$rev" phone='not a phone: <b>'
status 422
has 'There is a problem'
get /company
post /company rev="$rev" phone='+46 8 555 01' bill_line2='Gate <2>'
status 303
goes '/company?done=saved'
get /company
has 'value="Gate &lt;2&gt;"'
post /company rev="$rev" phone='+46 8 555 02'
status 409
has 'were changed meanwhile'
for name in tax_id email legal_name credit_limit; do
	post /company rev=1 "$name=x"
	status 400
done

# ---- a request: seen at both doors
get /company/changes/new
status 200
valid
name=$(hidden name)
post /company/changes/new name="$name" email='not an address'
status 422
get /company/changes/new
post /company/changes/new name="$name" legal_name="$name AB" \
    tax_id='SE5566<7>' note='Since January.'
status 303
change=$(sed -n 's/^Location: .*\/changes\/\([0-9]*\)?.*/\1/p' "$heads")
get "/company/changes/$change"
status 200
valid
has 'Waiting for approval'
has '<ins>SE5566&lt;7&gt;</ins>'
get /company/changes/new
post /company/changes/new name="$name" tax_id=SE1
status 422
has 'waits for approval already'

signin_as erp
get /approvals
status 200
valid
has 'Tax Registration ID'
get "/approvals/$change"
status 200
valid
has '<ins>SE5566&lt;7&gt;</ins>'
rev=$(hidden rev)
account_rev=$(hidden account_rev)
post "/approvals/$change/decline" rev="$rev" reason=
status 422
has 'Say why'
post "/approvals/$change/approve" rev="$rev" account_rev=1
status 409
get "/approvals/$change"
post "/approvals/$change/approve" rev="$rev" account_rev="$account_rev"
status 303
post "/approvals/$change/decline" rev="$rev" reason=Late
status 409

use portal
get "/company/changes/$change"
has 'Approved'
get /company
has 'SE5566&lt;7&gt;'
get /company/changes/new
post /company/changes/new name="$name" tax_id=SE2
status 303
change=$(sed -n 's/^Location: .*\/changes\/\([0-9]*\)?.*/\1/p' "$heads")
get "/company/changes/$change"
post "/company/changes/$change/withdraw" rev=1
status 303
get "/company/changes/$change"
has 'Withdrawn'
done_testing

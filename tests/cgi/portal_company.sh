#!/bin/sh
# A customer's company on the portal: what is changed at once, what is asked
# for and decided in the ERP, and its people.
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
# ---- people: added, given one role, which is all they see
get /company/people
status 200
valid
has 'Maria Lindström'
lacks 'priya@baysideframing.example'
get /company/people/new
status 200
valid
post /company/people/new first_name=Nils last_name= email=n@example.com
status 422
valid
get /company/people/new
post /company/people/new first_name=Nils last_name='<Berg>' \
    email=nils@kaffebroderna.example
status 303
person=/company/people/$(sed -n 's/^Location: .*\/people\/\([0-9]*\)?.*/\1/p' "$heads")
get "$person"
status 200
valid
has 'No access'
has 'Nils &lt;Berg&gt;'
post "$person/access" roles=administrator
status 400
get "$person"
post "$person/access" roles=portal_case_management
status 303
goes "$person?done=invited"
get "$person"
has 'Invite again'
has 'nils@kaffebroderna.example'
has 'checked'
# Or a password by word of mouth.
post "$person/reset"
status 200
valid
has 'shown only now'
once=$(sed -n 's/.*<code id="otp">\([^<]*\)<.*/\1/p' "$page")
get "$person"
has 'nils@kaffebroderna.example'
has 'checked'

cp "$jar" "$TMP/manager.jar"
signed_out
signin nils@kaffebroderna.example "$once"
goes /password
get /password
post /password password='kettle orbit maple 19' again='kettle orbit maple 19'
status 303
get /cases
status 200
for path in /company /company/people "$person" /balance /orders; do
	get "$path"
	status 403
done
cp "$jar" "$TMP/nils.jar"

# ---- revoked, the open session ends on the next request
cp "$TMP/manager.jar" "$jar"
get "$person"
post "$person/revoke"
status 303
goes "$person?done=revoked"
get "$person"
has 'Access revoked'
cp "$TMP/nils.jar" "$jar"
get /cases
status 303
goes '/sign-in?next=/cases'
cp "$TMP/manager.jar" "$jar"

# ---- locations: an order is sent to one, and keeps its address
get /company/locations/new
status 200
valid
post /company/locations/new description='West <1>' ship_line1=
status 422
valid
get /company/locations/new
post /company/locations/new description='West <1>' \
    ship_line1='Hamngatan 9' ship_city=Oslo ship_country=NO active=active
status 303
place=$(sed -n 's/^Location: .*\/locations\/\([0-9]*\)?.*/\1/p' "$heads")
get /company/locations
status 200
valid
has 'West &lt;1&gt;'
get '/catalogue?q=BX-S'
item=$(grep -o '/catalogue/[0-9][0-9]*"' "$page" | head -n 1 | tr -dc 0-9)
get "/catalogue/$item"
post "/catalogue/$item/add" quantity=10 uom=EA
status 303
get /cart/order
status 200
valid
has 'Hamngatan 9'
rev=$(hidden rev)
total=$(hidden total)
post /cart/order rev="$rev" total="$total" location=999999
status 404
get /cart/order
post /cart/order rev="$rev" total="$total" location="$place"
status 303
order=$(sed -n 's/^Location: .*\(\/orders\/[0-9]*\)?.*/\1/p' "$heads")
get "/company/locations/$place"
valid
post "/company/locations/$place" rev="$(hidden rev)" \
    description='West <1>' ship_line1='Storgata 2' active=active
status 303
get "/company/locations/$place"
has 'Hamngatan 9'
has 'Storgata 2'
get "$order"
has 'Hamngatan 9'
lacks 'Storgata 2'

# ---- nobody of another company, by any door
use erp
get '/contacts?tab=all&sort=name-down&rows=100'
other=$(tr '>' '\n' <"$page" | grep -B1 '^Priya Raman' |
    sed -n 's/.*contacts\/\([0-9]*\)".*/\1/p' | head -n 1)
use portal
get "$person"
for step in '' /activate /deactivate /access /revoke /unlock /reset; do
	post "/company/people/$other$step" rev=1
	status 404
done
get "/company/people/$other"
status 404
done_testing

#!/bin/sh
# "Why can't they see it?" in the ERP and from the command line: it says what
# the portal then does.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company

maria=$(login_of portal)

# rule REFUSED|none USER OBJECT: what the command names.
rule() {
	want=$1
	shift
	"$B/postern" why --store "$TMP/store" "$@" >"$TMP/why" 2>&1
	ended=$?
	named=$(sed -n 's/^REFUSED  *\([a-z-]*\) .*/\1/p' "$TMP/why")
	if [ "${named:-none}" = "$want" ] &&
	    [ "$ended" = "$([ "$want" = none ] && echo 0 || echo 1)" ]; then
		ok "why $*: $want"
	else
		not_ok "why $*: $want, not ${named:-none} ($ended)"
		sed 's/^/# /' "$TMP/why"
	fi
}

# ---- every route of the portal belongs to a page that can be asked about, with
# the same roles and features; a page may ask for more of the latter
for program in portal portal-shop portal-pay portal-company portal-document; do
	"$B/portal/$program.cgi" --routes
done >"$TMP/routes"
"$B/postern" why --areas >"$TMP/areas"
awk -F '\t' '
FILENAME ~ /areas$/ {
	split($0, a, " +")
	roles[a[2]] = a[3]
	feature[a[2]] = a[4]
	next
}
$3 == "1" || $3 == "2" { next } # anybody, whoever has signed in
{
	found = ""
	for (p in roles)
		if ((index($2 "/", p "/") == 1 || p == $2) &&
		    length(p) > length(found))
			found = p
	if ($2 == "/theme")
		found = "/profile"
	if ($2 == "/statement/pdf" && found == "")
		found = "/statement"
	if (found == "" || roles[found] != $3)
		print $1, $2, $3, "belongs to", found, roles[found]
	else if ($4 != feature[found] && $2 !~ /^\/pay/)
		print $1, $2, "needs", $4, "and not", feature[found]
}' "$TMP/areas" "$TMP/routes" >"$TMP/strays"
is 'the pages that can be asked about are those of the routes' \
    test ! -s "$TMP/strays"

# ---- the command names the rule, and the portal does what it said
signin_as portal
get /cases
mine=$(sed -n 's|.*href="/portal\(/cases/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get /balance
invoice=$(sed -n 's|.*href="/portal\(/invoices/[0-9]*\)".*|\1|p' "$page" |
    head -n 1)
rule none "$maria" "$mine"
rule none "$maria" "http://127.0.0.1:8081/portal$invoice?x=1"
rule none "$maria" home
rule role "$maria" company
rule there "$maria" /cases/999999
get /cases/999999
status 404

# What others have is not found; the rule says whose it is.
use erp
signin_as erp
get '/invoices?tab=all'
other=
for path in $(grep -o '"/erp/invoices/[0-9]*"' "$page" | tr -d '"' | head -n 9)
do
	"$B/postern" why --store "$TMP/store" "$maria" "$path" >"$TMP/why" || :
	if grep -q '^REFUSED  *account ' "$TMP/why"; then
		other=${path#/erp}
		break
	fi
done
rule account "$maria" "$other"
use portal
get "$other"
status 404

# A user without a role; the page of the ERP tells the same.
use erp
get /users
kim=$(sed -n 's|.*href="/erp\(/users/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "/why?user=$(escaped "$maria")"
status 200
valid
has 'Balance overview'
has 'does not have the role Portal Company Management.'
get "/why?user=$(escaped "$maria")&object=$(escaped "$other")"
status 200
valid
has 'It belongs to'
has 'Not asked'
get "/why?object=$(escaped "$mine")"
valid
has 'Who sees'
has '>Yes<'
get '/why?user=nobody&object=nothing'
has 'There is no login'
has 'There is nothing with this number'
lacks 'Refuses'
get /why
status 200
valid

# Offline, and why: until it is online again.
get /portals
portal=$(sed -n 's|.*href="/erp\(/portals/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$portal"
is 'the portal has a form' grep -q 'name="online"' "$page"
"$B/postern" user disable --store "$TMP/store" "$maria"
rule status "$maria" "$mine"
use portal
get "$mine"
status 303
use erp
get "/why?user=$(escaped "$maria")&object=cases"
has 'The user is disabled.'
has 'Go there'
"$B/postern" user enable --store "$TMP/store" "$maria"
rule none "$maria" "$mine"

# Staff, nobody, nothing.
rule guest "$(login_of erp)" cases
is 'nobody of that name' sh -c "! '$B/postern' why --store '$TMP/store' x cases"
is 'nothing of that name' \
    sh -c "! '$B/postern' why --store '$TMP/store' '$maria' /nowhere"

# The cards lead there.
get "$mine"
has 'Who sees it?'
get "$invoice"
has "/why?object=$invoice"
get /contacts/1
has '/why?contact=1'
get "$kim"
lacks 'What do they see?'
done_testing

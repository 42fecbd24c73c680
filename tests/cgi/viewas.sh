#!/bin/sh
# View as customer: staff come over to the portal, read what the customer
# reads, send nothing, see no profile, and leave a trace.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
maria=$(login_of portal)

# come [PASS]: as the form of the ERP sends it, from another site.
come() {
	use portal
	signed_out
	form pass="${1-$pass}" >"$TMP/body"
	env_more='HTTP_SEC_FETCH_SITE=cross-site HTTP_ORIGIN=null'
	cgi POST /view application/x-www-form-urlencoded "$TMP/body"
	env_more=
}

signin_as erp
get "/why?user=$(escaped "$maria")"
get '/contacts?q=lindstr'
card=$(grep -o '"/erp/contacts/[0-9]*"' "$page" | head -n 1 | tr -d '"')
card=${card#/erp}/user
get "$card"
has 'View as customer'
post "${card%/user}/view"
status 200
valid
pass=$(hidden pass)
has 'action="http://127.0.0.1:8081/portal/view"'
header Content-Security-Policy "form-action 'self' http://127.0.0.1:8081"
is 'the pass is in a form' test "${#pass}" = 43

# The way in, once.
come
status 303
goes /
get /
status 200
valid
has 'You view this portal as Maria'
has 'Recent cases'
lacks '/portal/theme"'
get /cases
has 'You view this portal as Maria'
mine=$(grep -o '"/portal/cases/[0-9]*"' "$page" | head -n 1 | tr -d '"')
get "${mine#/portal}"
status 200
lacks 'name="description"'
get /balance
status 200
get /catalogue
status 200
has 'You view this portal as Maria'

# Profile, password and sessions are the customer's own.
for path in /profile /password; do
	get $path
	status 403
	has 'This is the customer'
	has 'You view this portal as Maria'
done
valid

# Every form is refused, whatever it is for.
get /
for program in portal portal-shop portal-pay portal-company portal-access; do
	"$B/portal/$program.cgi" --routes
done | awk -F '\t' '$1 == "POST" && $2 != "/sign-out" && $2 != "/view" {
	gsub("[#*]", "1", $2); print $2 }' | sort -u >"$TMP/posts"
remember_token
form token="$token" >"$TMP/body"
sent=0
while read -r path; do
	cgi POST "$path" application/x-www-form-urlencoded "$TMP/body"
	[ "$answer" = 403 ] && grep -q "This is the customer" "$page" ||
	    not_ok "POST $path is refused, not $answer"
	sent=$((sent + 1))
done <"$TMP/posts"
is "all $sent forms are refused" test "$sent" -gt 20

# What is private says so in the table of routes.
for program in portal portal-access; do
	"$B/portal/$program.cgi" --routes
done | awk -F '\t' '
function hex(s, i, v) {
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1
	return v
}
$2 ~ /^\/(profile|password|factor)/ && ($1 == "GET") && int(hex($5) / 512) % 2 == 0' >"$TMP/open"
is 'profile and password are private in every route' test ! -s "$TMP/open"

# Leaving.
get /
post /sign-out
status 303
get /cases
status 303

# The pass was for once; others are nothing.
come
status 403
has 'This pass is no longer good'
valid
come wrong
status 403
come ''
status 403
get /cases
status 303

# Who looked, and as whom.
use erp
get '/audit'
has 'view as customer'
has "$maria"
get "${card%/user}"
"$B/postern" user disable --store "$TMP/store" "$maria"
post "${card%/user}/view"
status 422
has 'The user is disabled.'
done_testing

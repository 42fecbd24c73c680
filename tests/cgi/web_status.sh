#!/bin/sh
# What a visitor reads when something is closed, missing, forbidden, ended or
# full: a whole page that says why, with nothing lost that was typed.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
store="--store $TMP/store"
postern() {
	verb=$1
	shift
	# shellcheck disable=SC2086 # words
	run_quiet "$B/postern" $verb $store "$@"
}

signin_as erp
get /portals/1
grep -o 'name="categories" value="[a-z_]*"' "$page" >"$TMP/categories"
system=$(grep -o 'value="[a-z_]*"' "$TMP/categories" | head -n 1 |
    sed 's/.*="//; s/"//')
cases=$(grep -o 'value="[a-z_]*case[a-z_]*"' "$TMP/categories" |
    sed 's/.*="//; s/"//')
# portal_form NAME=VALUE...: the portal's record as the ERP's form sends it.
portal_form() {
	use erp
	get /portals/1
	post /portals/1 rev="$(hidden rev)" "$@"
	status 303
	use portal
}

signin_as portal

# ---- a role that is missing
use portal
postern 'user reset' --keep-password --credentials "$TMP/credentials" \
    gudrun@thordur.example
cp "$jar" "$TMP/maria.jar"
signed_out
signin_as portal
get /
status 200
get /cases
status 403
has 'You have no right to this page'
has 'Portal Case Management'
has 'Maya Okonkwo'
has 'Sign out'
valid
get /cases/1
status 403
get /cases/999999
status 403
remember_token
post /cases/new subject=S
status 403
has 'Portal Case Management'
cp "$TMP/maria.jar" "$jar"

# ---- a category that this portal does not show, a portal that is closed
portal_form online=1 categories="$system"
get /cases
status 403
has 'This portal does not offer this'
has 'Case Management (Modern Portal)'
valid
get /
status 200
portal_form categories="$system" categories="$cases" \
    offline_message='Stock-taking <today>' offline_until=2031-05-01T08:00
get /cases
status 503
has 'The portal is closed at the moment'
has 'Stock-taking &lt;today&gt;'
valid
get /help
status 200
cp "$jar" "$TMP/maria.jar"
signed_out
get /
goes /sign-in
get /sign-in
status 200
has 'The portal is closed at the moment'
has 'Stock-taking &lt;today&gt;'
has 'Planned until 1 May 2031'
lacks 'name="password"'
valid
cp "$TMP/maria.jar" "$jar"
get /help
remember_token
token=${token:-x}
post /sign-out
status 303
cp "$TMP/maria.jar" "$jar"
portal_form online=1 categories="$system" categories="$cases"

# ---- an address that no portal has
sed 's|8081/portal|8999/portal|' "$TMP/portal.conf" >"$TMP/other.conf"
mv "$TMP/portal.conf" "$TMP/kept.conf"
mv "$TMP/other.conf" "$TMP/portal.conf"
signed_out
get /sign-in
status 200
has 'This address is not a portal'
has 'http://127.0.0.1:8999/portal'
lacks 'name="password"'
valid
mv "$TMP/kept.conf" "$TMP/portal.conf"

# ---- a session that ends while somebody writes
signin_as portal
signin "$(awk '/maria/ { print $2 }' "$TMP/credentials")" \
    "$(awk '/maria/ { print $3 }' "$TMP/credentials")"
get /cases/new
remember_token
cp "$jar" "$TMP/ended.jar"
cp "$page" "$TMP/form"
post /sign-out
cp "$TMP/ended.jar" "$jar"
cp "$TMP/form" "$page"
upload /cases/new subject='A long story' description='Once <upon> a time'
status 403
has 'You are no longer signed in'
has 'A long story'
has 'Once &lt;upon&gt; a time'
lacks 'name="token"'
valid
signed_out
: >"$page"
upload /cases/new subject='A long story'
status 303
goes /sign-in

# ---- a password given out by staff
postern 'user reset' --credentials "$TMP/credentials" gudrun@thordur.example
once=$(password_of portal)
signin gudrun@thordur.example "$once"
status 303
goes /password
get /
status 303
goes /password
get /cases
goes /password
get /password
status 200
has 'Set your own password'
lacks 'name="old"'
has 'autocomplete="new-password"'
valid
post /password password=short again=short
status 422
has 'Error: '
post /password password='Reykjavik-2031-fish' again='Reykjavik-2031-fisk'
status 422
has 'The two new passwords differ'
lacks 'Reykjavik'
post /password password="$once" again="$once"
status 422
has 'Choose another one than before'
old=$(cat "$jar")
post /password password='Reykjavik-2031-fish' again='Reykjavik-2031-fish'
status 303
goes '?done=password'
get '/?done=password'
status 200
has 'Your new password is in force'
echo "$old" >"$TMP/old.jar"
cp "$jar" "$TMP/new.jar"
cp "$TMP/old.jar" "$jar"
get /
status 303
cp "$TMP/new.jar" "$jar"
get /password
has 'name="old"'
post /password old=wrong password='Thingvellir-1944-moss' \
    again='Thingvellir-1944-moss'
status 422
has 'This is not your present password'
post /password old='Reykjavik-2031-fish' password='Thingvellir-1944-moss' \
    again='Thingvellir-1944-moss'
status 303
signed_out
signin gudrun@thordur.example 'Reykjavik-2031-fish'
status 422
signin gudrun@thordur.example 'Thingvellir-1944-moss'
status 303

# ---- a disk that is full: nothing is saved, nothing is lost
signed_out
signin "$(awk '/maria/ { print $2 }' "$TMP/credentials")" \
    "$(awk '/maria/ { print $3 }' "$TMP/credentials")"
get /profile
remember_token
printf 'token=%s&title=Professor' "$(escaped "$token")" >"$TMP/body"
asked='portal: POST /profile on a full disk'
read_cookies
# Nothing can be written to any file; the answer goes through a pipe.
(
	ulimit -f 0
	env -i GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=POST \
	    PATH_INFO=/profile HTTP_HOST=127.0.0.1:8081 \
	    HTTP_COOKIE="$cookies" CONTENT_LENGTH="$(wc -c <"$TMP/body")" \
	    CONTENT_TYPE=application/x-www-form-urlencoded \
	    ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} \
	    POSTERN_CONF="$TMP/portal.conf" "$B/portal/portal.cgi" \
	    <"$TMP/body" 2>/dev/null
) | cat >"$out"
tr -d '\r' <"$out" | sed '/^$/q' >"$heads"
sed '1,/^\r*$/d' "$out" >"$page"
read_heads
status 503
has 'The disk is full'
has 'Professor'
valid
get /profile
status 200
lacks 'value="Professor"'
post /profile title=Professor
status 303
get /profile
has 'value="Professor"'

# ---- no licence: the ERP works on, the portal says so
postern 'licence remove' PORTAL
get /cases
status 503
has 'The portal is not licensed'
valid
signed_out
get /sign-in
has 'The portal is not licensed'
lacks 'name="password"'
valid
use erp
get /
status 200
is 'the store is in order' "$B/postern" verify --store "$TMP/store"
done_testing

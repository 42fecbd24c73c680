#!/bin/sh
# Signing in and out, and what protects it.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
login=$(login_of portal)
password=$(password_of portal)

# ---- who is not signed in goes to the page, and comes back
use portal
get /
status 303
goes /sign-in
get '/cases?tab=closed'
goes '/sign-in?next=/cases%3Ftab%3Dclosed'
get '/sign-in?next=/cases%3Ftab%3Dclosed'
status 200
has 'name="next" value="/cases?tab=closed"'
has 'autocomplete="username"'
has 'autocomplete="current-password"'
header Set-Cookie '__Host-portal-form='
valid
post /sign-in login="$login" password="$password" next='/cases?tab=closed'
status 303
goes '/cases?tab=closed'
header Set-Cookie '; Path=/; Secure; HttpOnly; SameSite=Lax'
grep -q '^__Host-portal=' "$jar"
is 'the cookie is 256 bits' grep -Eq '^__Host-portal=[A-Za-z0-9_-]{43}$' "$jar"
get '/cases?tab=closed'
status 200
get /sign-in
status 303
goes /

# ---- signing out ends the session, not only the cookie
cp "$jar" "$TMP/before"
get /
post /sign-out
status 303
goes '/sign-in?done=signed-out'
header Clear-Site-Data '"cache"'
header Set-Cookie 'Max-Age=0'
get '/sign-in?done=signed-out'
has 'You have signed out.'
cp "$TMP/before" "$jar"
get /
status 303
goes /sign-in
signed_out

# ---- next is one of our own pages or nothing
for next in //evil.example https://evil.example '/\evil' /nowhere \
    "$(printf '/cases\r\nSet-Cookie: a=b')" /cases/../x javascript:1 \
    /sign-in cases '/cases#x' /theme.css; do
	get "/sign-in?next=$(escaped "$next")"
	status 200
	lacks 'name="next"'
	post /sign-in login="$login" password="$password" next="$next"
	status 303
	goes /
	signed_out
done
get "/sign-in?next=$(escaped /cases/7)"
has 'name="next" value="/cases/7"'

# ---- the form's token, and where it comes from
get /sign-in
body="login=$(escaped "$login")&password=$(escaped "$password")"
form=application/x-www-form-urlencoded
for t in '' '&token=' '&token=x' "&token=$(printf 'A%.0s' $(seq 86))"; do
	printf '%s' "$body$t" >"$TMP/body"
	raw POST /sign-in $form "$TMP/body"
	status 403
	lacks "$password"
	bare Set-Cookie
done
for from in HTTP_SEC_FETCH_SITE=cross-site HTTP_SEC_FETCH_SITE=same-site \
    HTTP_ORIGIN=http://evil.example HTTP_ORIGIN=null \
    HTTP_ORIGIN=http://127.0.0.1:8080; do
	get /sign-in
	env_more=$from
	post /sign-in login="$login" password="$password"
	status 403
	env_more=
done
for from in HTTP_SEC_FETCH_SITE=same-origin \
    HTTP_ORIGIN=http://127.0.0.1:8081; do
	get /sign-in
	env_more=$from
	post /sign-in login="$login" password="$password"
	status 303
	env_more=
	signed_out
done
# One browser's token is nothing in another browser.
get /sign-in
stolen=$(hidden token)
signed_out
get /sign-in
first=$(hidden token)
get /sign-in
is 'the token looks different each time' test "$first" != "$(hidden token)"
post /sign-in login="$login" password="$password"
status 303
get /profile
mine=$(hidden token)
token=$stolen
: >"$page"
post /profile title=Stolen
status 403
has 'This form can no longer be sent'
has 'Stolen'
valid
get /profile
lacks Stolen
token=$mine
: >"$page"
post /profile title=Dr
status 303
# The ERP's session is not the portal's, and the other way round.
sed 's/^__Host-portal=/__Host-erp=/' "$jar" >"$TMP/erp.jar"
use erp
get /
status 303
goes /sign-in
use portal
signed_out

# ---- wrong passwords: the same answer for everybody
get /sign-in
post /sign-in login="$login" password='not the password'
status 422
has 'The login or the password is wrong.'
has 'value="'"$login"'"'
lacks 'not the password'
has '<title>Error: Sign in'
valid
bare Location
known=$(sed "s/$login/L/g; s/value=\"[A-Za-z0-9_-]*\"/V/g" "$page")
get /sign-in
post /sign-in login=nobody@nowhere.example password='not the password'
status 422
unknown=$(sed "s/nobody@nowhere.example/L/g; s/value=\"[A-Za-z0-9_-]*\"/V/g" \
    "$page")
is 'an unknown login looks the same' test "$known" = "$unknown"
get /sign-in
post /sign-in login= password=
status 422
has 'Enter your login'
has 'Enter your password'
has 'aria-invalid="true"'
valid
# Somebody of the staff is not let into the portal.
get /sign-in
post /sign-in login="$(login_of erp)" password="$(password_of erp)"
status 422
has 'The login or the password is wrong.'

# ---- and slower and slower, from each address and for each login
address=192.0.2.7
for i in 1 2 3 4 5 6 7 8; do
	get /sign-in
	post /sign-in login="$login" password="wrong $i"
	grep -q '^Status: 429' "$heads" && break
done
status 429
header Retry-After ''
has 'Too many wrong passwords.'
has 'value="'"$login"'"'
valid
is 'not before the fifth miss' test "$i" -ge 5
# While it waits, the right one is not looked at either.
post /sign-in login="$login" password="$password"
status 429
for i in 1 2 3 4 5 6 7; do
	get /sign-in
	address=198.51.100.$i
	post /sign-in login=ghost@nowhere.example password="wrong $i"
	grep -q '^Status: 429' "$heads" && break
done
status 429
# Many at once, before any of them is counted: only the first are looked at.
use portal
get /sign-in
remember_token
read_cookies
form token="$token" login=crowd@nowhere.example password=wrong >"$TMP/body"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	"$B/tests/cgi/answer" "$B/portal/portal.cgi" "$TMP/body" \
	    "$TMP/crowd$i.out" "$TMP/crowd$i.heads" /dev/null /dev/null \
	    REQUEST_METHOD=POST PATH_INFO=/sign-in \
	    GATEWAY_INTERFACE=CGI/1.1 QUERY_STRING= HTTP_HOST=127.0.0.1:8081 \
	    REMOTE_ADDR=203.0.113.77 HTTP_COOKIE="$cookies" \
	    CONTENT_TYPE=application/x-www-form-urlencoded \
	    CONTENT_LENGTH="$(wc -c <"$TMP/body")" \
	    ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} \
	    POSTERN_CONF="$TMP/portal.conf" &
done
wait
is 'of many tries at once only the first are looked at' test "$(cat \
    "$TMP"/crowd*.heads | grep -c '^Status: 422')" -le 5
is 'the others are told to wait' test "$(cat "$TMP"/crowd*.heads |
    grep -c '^Status: 429')" -ge 9
# Others are not held up by it.
address=203.0.113.1
use erp
signin "$(login_of erp)" "$(password_of erp)"
status 303
header Set-Cookie 'SameSite=Strict'
address=

# ---- nothing secret is kept or logged
is 'no password in the logs' sh -c "! grep -rqF '$password' '$TMP/portal.log' '$TMP/erp.log'"
is 'no session token in the store' sh -c \
    "! grep -qF \"\$(sed 's/^[^=]*=//' '$jar' | tail -n 1)\" '$TMP/store/postern.db'"
is 'the store is in order' "$B/postern" verify --store "$TMP/store"
done_testing

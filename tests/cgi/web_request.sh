#!/bin/sh
# A request that is not exactly one of ours is refused, and every answer
# carries the same headers.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

# ---- headers, on every kind of answer
for p in / /cases /nowhere /cases/999999 '/cases?bad=1' /sign-in /theme.css \
    /cases/export.csv; do
	get "$p"
	header Content-Security-Policy "default-src 'none'"
	header Content-Security-Policy "frame-ancestors 'none'"
	header X-Content-Type-Options nosniff
	header X-Frame-Options DENY
	header Referrer-Policy same-origin
	header Cross-Origin-Opener-Policy same-origin
	header Cross-Origin-Resource-Policy same-origin
	header Permissions-Policy 'camera=()'
	header Cache-Control ''
done
get /
header Cache-Control no-store
lacks 'style="'
lacks '<script>'

# ---- methods
head_ /cases
status 200
is 'HEAD has no body' test ! -s "$page"
for m in PUT DELETE OPTIONS TRACE PATCH get; do
	cgi $m /cases '' ''
	status 405
	header Allow 'GET, HEAD'
done
cgi PUT /cases/new '' ''
header Allow 'GET, HEAD, POST'
cgi GET /sign-out '' ''
status 405
header Allow POST
cgi PUT /nowhere '' ''
status 404

# ---- paths
get /nowhere
status 404
has 'Page not found'
has 'Sign out'
valid
for p in /cases/ /cases/new/; do
	get $p
	status 301
	goes "${p%/}"
done
slash=yes
get /
slash=
status 301
goes /
for p in /cases/0 /cases/01 /cases/-1 /cases/+1 /cases/1.5 /cases/1x /cases/x \
    /cases/1234567890123456789 /cases//1 /Cases /cases/1/2 '/cases/ 1' \
    '/cases/../cases' /cases/%31 "/cases/$(printf 'x%.0s' $(seq 600))" \
    "/$(printf '\303\244')" "/$(printf '\377')"; do
	get "$p"
	status 404
done
signed_out
get /nowhere
status 404
has 'Page not found'
lacks 'Sign out'
valid
signin_as portal

# ---- queries
for q in 'x=1' 'tab=all&tab=all' 'tab=%zz' 'tab=%4' 'tab=%' 'q=%00' \
    'q=%ff' 'q=%c0%af' 'q=%ed%a0%80' '&' 'q=a&&sort=newest' 'q=a&' '=1' \
    'Q=1' 'q[]=1' 'rows=1' 'rows=025' 'tab=none' 'sort=none' 'after=zz' \
    'before=%27' 'after=1&before=1' 'q=a&before=1' \
    "q=$(printf 'x%.0s' $(seq 9000))"; do
	get "/cases?$q"
	case $q in
	q=xxx*) status 414 ;;
	*) status 400 ;;
	esac
done
for q in '' 'q=' 'q=%C3%A4' 'q=a+b' 'tab=closed&rows=100' 'sort=oldest' \
    'done=nothing'; do
	get "/cases?$q"
	status 200
done
get "/cases?q=%3Cb%3E%22%27%26"
has 'value="&lt;b&gt;&quot;&#39;&amp;"'
lacks '<b>"'
valid

# ---- bodies
get /profile
remember_token
form=application/x-www-form-urlencoded
body() {
	printf '%s' "$1" >"$TMP/body"
}
for b in "token=$token&title=a&title=b" "token=$token&admin=1" \
    "token=$token&title=%zz" "token=$token&title=%00" \
    "token=$token&title=%ff" "token=$token&roles=4" "token=$token&id=1"; do
	body "$b"
	raw POST /profile $form "$TMP/body"
	status 400
done
body "token=$token&title=Dr"
raw POST '/profile?title=Prof' $form "$TMP/body"
status 400
for t in text/plain application/json multipart/form-data 'x/y' \
    application/x-www-form-urlencodedx; do
	raw POST /profile "$t" "$TMP/body"
	status 415
done
raw POST /profile 'application/x-www-form-urlencoded; charset=UTF-8' "$TMP/body"
status 303
head -c 1100000 /dev/zero | tr '\0' a >"$TMP/body"
raw POST /profile $form "$TMP/body"
status 413
{
	printf 'token=%s&title=' "$token"
	head -c 70000 /dev/zero | tr '\0' a
} >"$TMP/body"
raw POST /profile $form "$TMP/body"
status 413

# A body of unknown length is read to its end, and no further than allowed.
body "token=$token&title=Dr"
chunked() {
	asked="$site: POST chunked $1"
	read_cookies
	env -i GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=POST \
	    PATH_INFO="$1" QUERY_STRING= HTTP_HOST=127.0.0.1:8081 \
	    HTTP_TRANSFER_ENCODING=chunked REMOTE_ADDR=127.0.0.1 \
	    HTTP_COOKIE="$cookies" CONTENT_TYPE=$form \
	    POSTERN_CONF="$TMP/$site.conf" "$B/$site/$site.cgi" \
	    <"$TMP/body" >"$out" 2>"$TMP/err"
	tr -d '\r' <"$out" | sed '/^$/q' >"$heads"
	read_heads
}
chunked /profile
status 303
head -c 1100000 /dev/zero | tr '\0' a >"$TMP/body"
chunked /profile
status 413

# One that was cut off.
body "token=$token&title=Dr"
env_more=CONTENT_LENGTH=5000
raw POST /profile $form "$TMP/body"
status 400
env_more=CONTENT_LENGTH=-5
raw POST /profile $form "$TMP/body"
status 400
env_more=CONTENT_LENGTH=99999999999999999999
raw POST /profile $form "$TMP/body"
status 400
env_more=

# ---- a page program on its own
is 'lists its routes' test "$("$B/portal/portal.cgi" --routes |
    awk -F '\t' '$2 == "/cases" { print NF }')" = 6
env -i "$B/portal/portal.cgi" >"$TMP/is.log" 2>&1
is 'says what it is for' test $? = 2

# ---- a broken world: a whole page with a number, and a line in the log
mv "$TMP/store/secret.key" "$TMP/store/secret.away"
get /
status 500
has 'Something went wrong'
has '<dt>Incident</dt>'
header Content-Security-Policy "default-src 'none'"
valid
number=$(sed -n 's/.*<code>\([0-9A-F]*\)<.*/\1/p' "$page")
is 'the log has the number' grep -q "incident $number" "$TMP/portal.log"
head_ /
status 500
is 'HEAD has no body' test ! -s "$page"
mv "$TMP/store/secret.away" "$TMP/store/secret.key"
get /
status 200
done_testing

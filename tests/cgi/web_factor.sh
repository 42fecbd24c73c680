#!/bin/sh
# The second factor on both sites: set up, asked for, never taken twice, lost,
# taken away; and who has to have one.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company

# key: the letters that the page shows; code STEPS: what an app makes of them.
read_key() {
	key=$(sed -n 's/.*<code class="key">\([^<]*\)<.*/\1/p' "$page" |
	    tr -d ' ')
}

code() {
	node tests/tools/totp.mjs "$key" "$1"
}

# Not in the last seconds of a step, which would end meanwhile.
calm() {
	[ $(($(date +%s) % 30)) -lt 24 ] || sleep 7
}

# ---- a customer sets it up
login=$(login_of portal)
password=$(password_of portal)
signin_as portal
get /profile
has 'href="/portal/factor"'
get /factor
status 200
has '<svg viewBox'
has 'otpauth://totp/'
valid
read_key
post /factor sealed="$(hidden sealed)" code=000000
status 422
has 'The app shows another code'
valid
cp "$jar" "$TMP/before"
calm
post /factor sealed="$(hidden sealed)" code="$(code 0)"
status 200
has 'Your recovery codes'
valid
is 'ten codes' [ "$(grep -c '^<li><code>\|<li><code>' "$page")" = 10 ]
recovery=$(sed -n 's/.*<li><code>\([^<]*\)<.*/\1/p' "$page")
first=$(echo "$recovery" | sed -n 1p)
get /factor
has 'Recovery codes left'
has '>10<'
valid
cp "$jar" "$TMP/after"
cp "$TMP/before" "$jar"
get /
goes /sign-in
is 'the secret is not in the database' sh -c \
    '! grep -qar "$1" "$2"' - "$key" "$TMP/store"
for c in $recovery; do
	grep -qar "$c" "$TMP/store" && not_ok 'a recovery code is in the store'
done

# ---- and is asked for it: the password alone opens nothing
signed_out
get '/sign-in?next=/cases'
post /sign-in login="$login" password="$password" next=/cases
status 200
has 'autocomplete="one-time-code"'
valid
is 'no session yet' sh -c '! grep -q "^__Host-portal=" "$1"' - "$jar"
state=$(hidden state)
get /
goes /sign-in
get /sign-in
post /sign-in/code state="$state" code= next=/cases
status 422
has 'Enter the code'
# The code that set it up was used.
post /sign-in/code state="$state" code="$(code 0)" next=/cases
status 422
has 'was used already'
post /sign-in/code state="$state" code="$(code 1)" next=/cases
status 303
goes /cases
get /
status 200
# Nobody else gets in with what was seen over a shoulder.
signed_out
signin "$login" "$password"
post /sign-in/code next=/ state="$(hidden state)" code="$(code 1)"
status 422
has 'was used already'
valid
post /sign-in/code next=/ state="$(hidden state)" code="$first"
status 303
goes /
signed_out
signin "$login" "$password"
post /sign-in/code next=/ state="$(hidden state)" code="$first"
status 422
has 'This code is wrong'
# States that were made up, or that are somebody else's.
post /sign-in/code state="$state" code="$first" next=/elsewhere
status 303
goes '/sign-in?done=again'
for bad in '' x 1.9999999999.00 "1${state#*.}" "9$state" "${state}0"; do
	get /sign-in
	post /sign-in/code state="$bad" code="$first" next=/cases
	status 303
	goes '/sign-in?done=again'
done
get '/sign-in?done=again'
has 'begin again with your password'
get /sign-in/code
status 303
goes /sign-in
# Four misses are forgiven, the fifth has to wait.
signin "$login" "$password"
for guess in 1 2 3; do
	post /sign-in/code next=/ state="$(hidden state)" code=11111$guess
done
has 'This code is wrong'
post /sign-in/code next=/ state="$(hidden state)" code=111119
post /sign-in/code next=/ state="$(hidden state)" code=111118
status 429
valid

# ---- staff see it and take it away
signin_as erp
get '/users?tab=portal&q='
get /contacts
maria=$("$B/postern" user list --store "$TMP/store" --csv | grep -c "$login")
is 'there is the user' [ "$maria" = 1 ]
get '/search?q=Lindstrom'
contact=$(sed -n 's|.*href="/erp\(/contacts/[0-9]*\)".*|\1|p' "$page" |
    head -n 1)
get "$contact/user"
has 'Second factor since'
has 'Take Second Factor Away'
valid
post "$contact/user/factor"
status 303
get "$contact/user?done=factor-away"
has 'The second factor is taken away'
lacks 'Take Second Factor Away'
post "$contact/user/unlock"
use portal
signed_out
signin "$login" "$password"
status 303
goes /

# ---- an administrator must have one, unless the policy says no
use erp
get /sign-in-policy
has 'checked'
valid
post /sign-in-policy rev="$(hidden rev)" invitation_hours=900
status 422
has 'Enter from 1 to 720 hours'
post /sign-in-policy rev="$(hidden rev)" invitation_hours=48
status 303
signed_out
signin_as erp
get /
status 303
goes /factor
get /users
goes /factor
get /factor
status 200
has 'Your user needs one'
valid
read_key
calm
post /factor sealed="$(hidden sealed)" code="$(code 0)"
status 200
get /
status 200
get /me
has 'Where you are signed in'
valid
post /factor/codes
status 200
has 'Your recovery codes'
get /factor
post /factor/end
status 303
get /
status 303
goes /factor
# Who has lost everything gets in by the command line.
get /factor
read_key
calm
post /factor sealed="$(hidden sealed)" code="$(code 0)"
status 200
is 'the command takes it away' "$B/postern" user no-factor \
    "$(login_of erp)" --store "$TMP/store"
signed_out
signin_as erp
goes /
done_testing

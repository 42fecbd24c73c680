#!/bin/sh
# My profile: one's own data, look, password and sessions.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal
login=$(login_of portal)
password=$(password_of portal)

get /profile
status 200
valid
has "$login"
has 'are changed by your contact with us'
rev=$(hidden rev)
post /profile rev="$rev" job_title='Head of <purchasing>' phone='+46 8 1234'
status 303
goes '/profile?done=saved'
get /profile
has 'value="Head of &lt;purchasing&gt;"'
has 'value="+46 8 1234"'

# ---- only what the form has can be changed
post /profile rev="$rev" email=mallory@example.com
status 400
post /profile rev="$rev" account_id=2
status 400
post /profile/look rev=1 roles=portal_manager
status 400

# ---- somebody saved in between
get /profile
post /profile rev="$rev" job_title='Third'
status 409
has 'were changed meanwhile'
has 'value="Third"'
post /profile rev="$(hidden rev)" phone='not a phone: <b>'
status 422
has 'There is a problem'

# ---- colours and time
get /profile
look=$(tr '>' '\n' <"$page" | sed -n \
    '/action=".portal.profile.look"/,/form/s/.*name="rev" value="\([0-9]*\)".*/\1/p' |
    head -n 1)
post /profile/look rev="$look" theme=dark time_zone=Asia/Tokyo
status 303
get /profile
has 'data-theme="dark"'
has '<option value="Asia/Tokyo" selected>'
get /
post /theme theme=light back=/profile
status 303
goes /profile
get /profile
has 'data-theme="light"'
for back in //evil.example https://evil.example /cases?a=b '/\evil'; do
	post /theme theme=dark back="$back"
	status 303
	goes /
	get /profile
done
post /theme theme=purple
status 400

# ---- sessions: two browsers, one ends the other
cp "$jar" "$TMP/one"
signed_out
signin "$login" "$password"
cp "$jar" "$TMP/two"
get /profile
has 'This one'
has 'End all others'
other=$(tr '>' '\n' <"$page" |
    sed -n 's/.*action="\/portal\(\/profile\/sessions\/[0-9]*\/end\)".*/\1/p' |
    head -n 1)
post "$other"
status 303
goes '/profile?done=ended'
cp "$TMP/one" "$jar"
get /
status 303
goes /sign-in
signin "$login" "$password"
cp "$jar" "$TMP/one"
get /profile
post /profile/sessions/end
status 303
goes '/profile?done=ended-all'
cp "$TMP/two" "$jar"
get /
goes /sign-in
cp "$TMP/one" "$jar"
get /
status 200

# ---- not somebody else's session
signin_as erp
use portal
get /profile
for id in 1 2 3 4 5 6 7 8; do
	post "/profile/sessions/$id/end"
	grep -q 'Status: 303' "$heads" && ended="$ended $id"
done
use erp
get /
status 200
done_testing

# shellcheck shell=sh
# Read by pages.sh and order.sh: a signed-in customer.  Needs portal, the URL
# of the site, jar, a file for cookies, and RUN.

fail() {
	echo "bench: $*" >&2
	exit 1
}

# get PATH: a page of the portal as the signed-in customer sees it.
get() {
	curl -sf -b "$jar" -c "$jar" "$portal$1" ||
	    fail "GET /portal$1: $(curl -s -o /dev/null -w '%{http_code}' \
	    -b "$jar" "$portal$1")"
}

# hidden NAME: the value of a hidden field of the page on standard input.
hidden() {
	tr '>' '\n' | sed -n "/name=\"$1\"/s/.*value=\"\([^\"]*\)\".*/\1/p" |
	    head -n 1
}

sign_in() {
	rm -f "$jar"
	read -r login password <<END
$(awk '$1 == "portal" { u = $2 " " $3 } END { print u }' "$RUN/credentials")
END
	token=$(get /sign-in | hidden token)
	curl -s -o /dev/null -b "$jar" -c "$jar" -H 'Sec-Fetch-Site: same-origin' \
	    --data-urlencode "login=$login" \
	    --data-urlencode "password=$password" \
	    --data-urlencode "token=$token" "$portal/sign-in"
	status=$(curl -s -o /dev/null -w '%{http_code}' -b "$jar" "$portal")
	[ "$status" = 200 ] || fail "signed in as $login, home gives $status"
	COOKIE=$(awk '$6 ~ /^__Host-/ { printf "%s%s=%s", sep, $6, $7; sep = "; " }' \
	    "$jar")
	export COOKIE
}

# What the form of a new case offers.
new_case_form() {
	form=$(get /cases/new)
	TOKEN=$(echo "$form" | hidden token)
	CLASS=$(option case_class)
	SEVERITY=$(option severity)
	export TOKEN CLASS SEVERITY
	case_path=$(get /cases | grep -o '/portal/cases/[0-9][0-9]*' |
	    head -n 1)
	[ -n "$TOKEN" ] && [ -n "$CLASS" ] && [ -n "$case_path" ] ||
	    fail "the portal's pages are not as expected"
}

# option NAME: the first value that a select offers, or radio buttons do.
option() {
	echo "$form" | tr '\n' ' ' |
	    sed "s/.*name=\"$1\"//; s/<\/select>.*//" |
	    grep -o 'value="[^"][^"]*"' | head -n 1 | sed 's/value="//; s/"//'
}

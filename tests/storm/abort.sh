#!/bin/sh
# abort.sh: visitors who leave.  Both sites run behind Apache; clients are cut
# off after some milliseconds or killed, so that Apache ends page programs in
# the middle of their work.  What a client saw acknowledged must be there
# afterwards, and the store in order.
#
#   DIR           folder for the sites
#   SECONDS_LONG  how long (8)
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build/release}
export BUILD="${BUILD:-release}"
RUN=${DIR:?}
long=${SECONDS_LONG:-8}
ERP_PORT=${STORM_PORT:-18480}
PORTAL_PORT=$((ERP_PORT + 1))
portal=http://127.0.0.1:$PORTAL_PORT/portal
export RUN ERP_PORT PORTAL_PORT DEMO=yes CASES=300
work=$(mktemp -d)
jar=$work/jar

# shellcheck disable=SC2317 # called by trap
leave() {
	apache/serve stop
	there=$(readlink -f "$RUN")
	rm -rf "$there" "$RUN" "$work"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

fail() {
	echo "# $*"
	echo "not ok - abort storm"
	exit 1
}

get() {
	curl -s -b "$jar" -c "$jar" "$portal$1"
}

hidden() {
	tr '>' '\n' | sed -n "/name=\"$1\"/s/.*value=\"\([^\"]*\)\".*/\1/p" |
	    head -n 1
}

option() {
	tr '\n' ' ' <"$work/form" | sed "s/.*name=\"$1\"//; s/<\/select>.*//" |
	    grep -o 'value="[^"][^"]*"' | head -n 1 | sed 's/value="//; s/"//'
}

sign_in() {
	read -r login password <<END
$(awk '$1 == "portal" { u = $2 " " $3 } END { print u }' "$RUN/credentials")
END
	token=$(get /sign-in | hidden token)
	curl -s -o /dev/null -b "$jar" -c "$jar" \
	    -H 'Sec-Fetch-Site: same-origin' \
	    --data-urlencode "login=$login" \
	    --data-urlencode "password=$password" \
	    --data-urlencode "token=$token" "$portal/sign-in"
	get /cases/new >"$work/form"
	token=$(hidden token <"$work/form")
	class=$(option case_class)
	severity=$(option severity)
	[ -n "$token$class" ] || fail "cannot sign in as $login"
}

# Milliseconds by chance, from 1 to 64, small ones more often.
chance() {
	od -An -N2 -tu1 /dev/urandom | awk '{ print int($1 * $2 / 1024) + 1 }'
}

seconds() {
	printf '0.%03d' "$1"
}

# Opens cases, and leaves too early as often as not; every fourth time it waits
# for the answer, so that something is acknowledged on a slow machine too.
writer() {
	i=0
	while [ ! -e "$work/stop" ]; do
		i=$((i + 1))
		patience=$(seconds "$(chance)")
		[ $((i % 4)) != 0 ] || patience=5
		curl -s -o /dev/null -b "$jar" -m "$patience" \
		    -w '%{http_code} %{redirect_url}\n' \
		    -H 'Sec-Fetch-Site: same-origin' -d "token=$token" \
		    -d "case_class=$class" -d "severity=$severity" \
		    -d "subject=storm-$1-$i" -d 'description=left' \
		    "$portal/cases/new" >>"$work/written.$1"
	done
}

reader() {
	while [ ! -e "$work/stop" ]; do
		curl -s -o /dev/null -b "$jar" -m "$(seconds "$(chance)")" \
		    -w '%{http_code}\n' "$portal/cases" >>"$work/read.$1"
	done
}

# Eight connections at a time, all dropped at once.
crowd() {
	cookie=$(awk '$6 ~ /^__Host-/ { printf "%s=%s; ", $6, $7 }' "$jar")
	while [ ! -e "$work/stop" ]; do
		timeout -s KILL "$(seconds "$((300 + $(chance)))")" \
		    wrk -t1 -c8 -d5s -H "Cookie: $cookie" "$portal/cases" \
		    >/dev/null 2>&1
	done
}

# On the first ports that nobody has.
tries=0
until apache/serve start >"$work/start" 2>&1; do
	tries=$((tries + 1))
	grep -q 'in use' "$work/start" && [ $tries -lt 20 ] ||
	    fail "$(cat "$work/start")"
	ERP_PORT=$((ERP_PORT + 10))
	PORTAL_PORT=$((ERP_PORT + 1))
	portal=http://127.0.0.1:$PORTAL_PORT/portal
done
sign_in
for i in 1 2 3; do
	writer $i &
done
reader 1 &
reader 2 &
command -v wrk >/dev/null && crowd &
sleep "$long"
touch "$work/stop"
wait
# Apache ends what goes on without a reader within three seconds.
sleep 4

acknowledged=$(sed -n "s|^303 $portal||p" "$work"/written.* | sort -u)
kept=$(echo "$acknowledged" | grep -c . || :)
lost=0
for path in $acknowledged; do
	path=${path%%\?*}
	code=$(curl -s -o /dev/null -b "$jar" -w '%{http_code}' "$portal$path")
	[ "$code" = 200 ] || lost=$((lost + 1))
done
asked=$(cat "$work"/written.* "$work"/read.* | wc -l)
left=$(cat "$work"/written.* "$work"/read.* | grep -c '^000')
odd=$(cat "$work"/written.* "$work"/read.* | grep -cv '^000\|^303\|^200')
fatal=$(cat "$RUN"/log/*.log | grep -c ' fatal: ')
mended=$(cat "$RUN"/log/*.log | grep -c ' recovered in ')
hung=$(pgrep -c -f "$RUN/.*\.cgi" || :)
"$B/postern" verify --store "$RUN/store" >"$work/verify" 2>&1
verified=$?
after=$(curl -s -o /dev/null -m 5 -b "$jar" -w '%{http_code} %{time_total}' \
    "$portal/cases")

echo "# abort storm, $long s: $asked requests by curl, $left of them left" \
    "early, besides killed crowds; $kept new cases acknowledged, $mended recoveries"
echo "#   lost $lost, other answers $odd, fatal log lines $fatal," \
    "page programs left over $hung, verify $verified, then ${after#* } s"
if [ "$lost$odd$fatal$hung$verified" = 00000 ] && [ "$kept" -gt 0 ] &&
    [ "$left" -gt 0 ] && [ "${after%% *}" = 200 ]; then
	echo "ok - abort storm"
else
	grep -h ' fatal: ' "$RUN"/log/*.log | head -n 5 | sed 's/^/# /'
	sed 's/^/# /' "$work/verify" | head -n 5
	fail "see above"
fi

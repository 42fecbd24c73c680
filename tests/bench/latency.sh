#!/bin/sh
# latency.sh: how long visitors of the portal wait, with nothing else going on
# and while Online Retail is imported into the same company.  Four visitors
# pause 5 to 35 ms between two pages.
#
#   SECONDS_EACH  of each page, idle and busy           (20)
#   BENCH_DIR     folder of the store                   (build/bench)
#   POSTERN       the command                           (build/release/postern)
set -eu
cd "$(dirname "$0")/../.."

seconds=${SECONDS_EACH:-20}
ERP_PORT=${BENCH_PORT:-18380}
PORTAL_PORT=$((ERP_PORT + 1))
portal=http://127.0.0.1:$PORTAL_PORT/portal
dir=${BENCH_DIR:-build/bench}/latency
retail=${POSTERN_SAMPLES:-../shared/data}/online-retail/online-retail.csv.xz
postern=${POSTERN:-build/release/postern}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd -P)
RUN=$dir/run
jar=$dir/cookies
export RUN ERP_PORT PORTAL_PORT BUILD=release DEMO=yes CASES=10000
. tests/bench/site.sh
[ -r "$retail" ] || fail "$retail is not here: there is nothing to import"
import=
stop_all() {
	[ -z "$import" ] || kill "$import" 2>/dev/null || :
	apache/serve stop >/dev/null
}
trap stop_all EXIT
trap 'exit 1' INT TERM

# ask WHEN PAGE URL [wrk options]: "when page median 99% max requests errors".
ask() {
	when=$1
	page=$2
	url=$3
	shift 3
	wrk -t1 -c4 -d"${seconds}s" "$@" -s tests/bench/latency.lua "$url" \
	    >"$dir/wrk.out" || fail "wrk: $(cat "$dir/wrk.out")"
	sed -n "s/^waits/$when $page/p" "$dir/wrk.out" >>"$dir/results"
}

pages() {
	CASE=no ask "$1" home "$portal" -H "Cookie: $COOKIE"
	CASE=no ask "$1" case-list "$portal/cases" -H "Cookie: $COOKIE"
	CASE=yes ask "$1" new-case "$portal/cases/new"
}

start_import() {
	"$postern" import invoices "$dir/retail.csv" --quiet --max-errors 0 \
	    --create-missing accounts,products --store "$RUN/store" \
	    >"$dir/import.out" 2>&1 &
	import=$!
	sleep 2
}

rm -rf "$RUN"
apache/serve start >/dev/null
sign_in
new_case_form
xz -dc "$retail" >"$dir/retail.csv"
: >"$dir/results"
pages idle
start_import
pages busy
kill -0 "$import" 2>/dev/null ||
    echo "the import ended first: give fewer SECONDS_EACH"
awk '
{ for (i = 3; i <= 7; i++) v[$1, $2, i] = $i; if (!n[$2]++) page[++p] = $2 }
END {
	print "ms                 idle: median   99 %    most" \
	    "   busy: median   99 %    most  requests  failed  99 %: ratio"
	for (i = 1; i <= p; i++) {
		k = page[i]
		printf "%-18s %13.1f %6.1f %7.1f %15.1f %6.1f %7.1f %9d %7d %12.1f\n", \
		    k, v["idle", k, 3] / 1000, v["idle", k, 4] / 1000, \
		    v["idle", k, 5] / 1000, v["busy", k, 3] / 1000, \
		    v["busy", k, 4] / 1000, v["busy", k, 5] / 1000, \
		    v["busy", k, 6], v["idle", k, 7] + v["busy", k, 7], \
		    v["busy", k, 4] / v["idle", k, 4]
	}
}' "$dir/results"

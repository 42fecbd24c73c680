#!/bin/sh
# pages.sh: pages of the portal through Apache, against an empty statically
# linked program under the same Apache in the same run.  Rounds interleave the
# pages, so that a slow moment of the machine hits all of them; a ratio is the
# median of the ratios of each round.
#
#   SIZES    cases in the store, one run for each   ("10000 1000000")
#   OWN      of these the customer's                (10000)
#   ROUNDS   of each page                           (21)
#   SECONDS_EACH                                    (1)
#   BENCH_DIR  folder of the stores                 (build/bench)
#   KEEP     yes: stores made by an earlier run are used again
#
# Absolute figures are the machine's; only ratios are worth comparing.
set -eu
cd "$(dirname "$0")/../.."

SIZES=${SIZES:-10000 1000000}
ROUNDS=${ROUNDS:-21}
CASES_OWN=${OWN:-10000}
SECONDS_EACH=${SECONDS_EACH:-1}
BENCH=${BENCH_DIR:-build/bench}
ERP_PORT=${BENCH_PORT:-18380}
PORTAL_PORT=$((ERP_PORT + 1))
empty_port=$((ERP_PORT + 2))
portal=http://127.0.0.1:$PORTAL_PORT/portal
export ERP_PORT PORTAL_PORT BUILD=release DEMO=yes
mkdir -p "$BENCH"
BENCH=$(cd "$BENCH" && pwd -P)
jar=$BENCH/cookies
. tests/bench/site.sh
trap 'apache/serve stop' EXIT
trap 'exit 1' INT TERM

# A program that lay idle may have left the kernel's memory and come back in
# pieces; so it is written anew, as the Makefile writes it.
fresh() {
	dd if="$1" of="$2.new" bs=32M status=none
	chmod 755 "$2.new"
	mv "$2.new" "$2"
}

# A third site, the same in everything but the program.
add_empty() {
	cgi=$(sed -n 's/.*ScriptAliasMatch.*"\(.*\)portal\.cgi.*/\1/p' \
	    "$RUN/portal.site.conf")
	fresh "$cgi/portal.cgi" "$cgi/portal.cgi"
	fresh build/release/tests/bench/empty "$cgi/empty.cgi"
	sed "s/portal\.cgi/empty.cgi/; s/FilesMatch .*/FilesMatch empty.cgi>/
	    s/:$PORTAL_PORT/:$empty_port/" \
	    "$RUN/portal.site.conf" >"$RUN/sites/empty.conf"
}

# measure NAME URL [wrk options]: one round; its requests a second are kept.
measure() {
	name=$1
	url=$2
	shift 2
	wrk -t1 -c8 -d"${SECONDS_EACH}s" "$@" "$url" >"$BENCH/wrk.out" ||
	    fail "wrk: $(cat "$BENCH/wrk.out")"
	if grep -q 'Non-2xx\|Socket errors: connect' "$BENCH/wrk.out"; then
		fail "$name: $(grep 'Non-2xx\|Socket' "$BENCH/wrk.out")"
	fi
	awk -v name="$name" -v size="$size" -v i="$i" \
	    '/^Requests\/sec/ { print size, name, i, $2 }' "$BENCH/wrk.out" \
	    >>"$BENCH/results"
}

round() {
	host=http://127.0.0.1:$PORTAL_PORT
	measure empty "http://127.0.0.1:$empty_port/portal"
	measure sign-in "$portal/sign-in"
	measure home "$portal" -H "Cookie: $COOKIE"
	measure case-list "$portal/cases" -H "Cookie: $COOKIE"
	measure case "$host$case_path" -H "Cookie: $COOKIE"
	measure new-case "$portal/cases/new" -s tests/bench/new_case.lua
}

report() {
	awk '
	function median(list,   n, a, i, j, t) {
		n = split(list, a, " ")
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && a[j] + 0 < a[j - 1] + 0; j--) {
				t = a[j]; a[j] = a[j - 1]; a[j - 1] = t
			}
		return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
	}
	{
		all[$1, $2] = all[$1, $2] " " $4
		if ($2 == "empty")
			unit = $4
		ratios[$1, $2] = ratios[$1, $2] " " $4 / unit
		if (!($1 in known)) { known[$1] = 1; sizes[++ns] = $1 }
		if (!($2 in page)) { page[$2] = 1; pages[++np] = $2 }
	}
	END {
		for (s = 1; s <= ns; s++) {
			printf "\n%-24s %9s %9s %9s", sizes[s] " cases", \
			    "req/s", "of empty", "time"
			if (s > 1)
				printf "  of that with %d", sizes[1]
			print ""
			for (p = 1; p <= np; p++) {
				r[s, p] = median(ratios[sizes[s], pages[p]])
				printf "  %-22s %9.0f %9.2f %9.2f", pages[p], \
				    median(all[sizes[s], pages[p]]), \
				    r[s, p], 1 / r[s, p]
				if (s > 1)
					printf " %9.2f", r[s, p] / r[1, p]
				print ""
			}
		}
	}' "$BENCH/results"
}

: >"$BENCH/results"
for size in $SIZES; do
	RUN=$BENCH/run-$size
	CASES=$size
	export RUN CASES CASES_OWN
	[ "${KEEP:-no}" = yes ] || rm -rf "$RUN"
	echo "$size cases: making the store"
	apache/serve start >/dev/null
	apache/serve stop
	add_empty
	apache/serve start >/dev/null
	sign_in
	new_case_form
	i=0
	while [ $i -lt "$ROUNDS" ]; do
		i=$((i + 1))
		round
	done
	apache/serve stop
done
report

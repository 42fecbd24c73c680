#!/bin/sh
# pages.sh: pages of the portal through Apache, against an empty statically
# linked program under the same Apache in the same run.  Rounds interleave the
# pages, so that a slow moment of the machine hits all of them; a ratio is the
# median of the ratios of each round.
#
#   SIZES    cases in the store, one run for each   ("10000 1000000")
#   OWN      of these the customer's                (10000)
#   OF       cases, invoices or items: what there is so much of, and its pages
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
OWN=${OWN:-10000}
OF=${OF:-cases}
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
	if [ "$OF" = invoices ]; then
		for page in balance 'balance?tab=all' "$invoice_path" statement; do
			measure "${page%%/*}" "$portal/$page" -H "Cookie: $COOKIE"
		done
		return
	fi
	if [ "$OF" = items ]; then
		measure catalogue "$portal/catalogue" -H "Cookie: $COOKIE"
		measure search "$portal/catalogue?q=bolt+$((size / 2))" \
		    -H "Cookie: $COOKIE"
		measure item "$portal/catalogue/$ITEM" -H "Cookie: $COOKIE"
		measure order-3-requests "$portal/cart" -c1 \
		    -s tests/bench/place.lua
		return
	fi
	measure case-list "$portal/cases" -H "Cookie: $COOKIE"
	measure case "$host$case_path" -H "Cookie: $COOKIE"
	measure new-case "$portal/cases/new" -s tests/bench/new_case.lua
}

# Three years of invoices, the customer's and those of 29 others; one of a
# hundred is open, the others were paid in another system.
add_invoices() {
	postern="build/release/postern"
	store="--store $RUN/store"
	# shellcheck disable=SC2086 # $store is two words
	customer=$($postern export contacts $store |
	    grep -F ",$(awk '$1 == "portal" { u = $2 } END { print u }' \
	    "$RUN/credentials")," | cut -d, -f4)
	awk -v n="$size" -v own="$OWN" -v customer="$customer" \
	    -v now="$(date +%s)" -v accounts="$BENCH/accounts.csv" 'BEGIN {
		print "account_id,name,status,currency,bill_country" >accounts
		for (i = 1; i < 30; i++)
			printf "BENCH%d,Company %d,active,EUR,DE\n", i, i >accounts
		print "invoice_no,account_id,invoice_date,due_date,currency," \
		    "description,quantity,unit_price,tax_category,amount_paid"
		for (i = 0; i < n; i++) {
			day = now - int((n - i) / n * 1095) * 86400
			date = strftime("%Y-%m-%d", day, 1)
			mine = int((i + 1) * own / n) > int(i * own / n)
			printf "B%07d,%s,%s,%s,EUR,Goods,1,%d.50,z,%s\n", i,
			    mine ? customer : "BENCH" (1 + i % 29), date,
			    strftime("%Y-%m-%d", day + 30 * 86400, 1), i % 997,
			    k[mine]++ % 100 == 99 ? 0 : (i % 997) ".50"
		}
	}' >"$BENCH/invoices.csv"
	for kind in accounts invoices; do
		# shellcheck disable=SC2086
		$postern import $kind "$BENCH/$kind.csv" $store >"$BENCH/log" ||
		    fail "$(cat "$BENCH/log")"
	done
	rm -f "$BENCH/invoices.csv"
}

# Items that nobody has ordered yet, with prices of their own.
add_items() {
	awk -v n="$size" 'BEGIN {
		print "item_id,name,kind,active,uom,price,currency"
		for (i = 1; i <= n; i++)
			printf "BENCH-%d,Bolt %d of size %d,non_stock,active,EA,%d.25,SEK\n",
			    i, i, i % 97, i % 997 + 1
	}' >"$BENCH/items.csv"
	build/release/postern import products "$BENCH/items.csv" \
	    --store "$RUN/store" >"$BENCH/log" || fail "$(cat "$BENCH/log")"
	rm -f "$BENCH/items.csv"
}

report() {
	awk -v of="$OF" '
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
			printf "\n%-24s %9s %9s %9s", sizes[s] " " of, \
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
	RUN=$BENCH/run-$OF-$size
	CASES=$size
	CASES_OWN=$OWN
	[ "$OF" = cases ] || CASES=100 CASES_OWN=100
	export RUN CASES CASES_OWN
	[ "${KEEP:-no}" = yes ] || rm -rf "$RUN"
	echo "$size $OF: making the store"
	old=no
	[ ! -e "$RUN/store" ] || old=yes
	apache/serve start >/dev/null
	apache/serve stop
	[ $old = yes ] || [ "$OF" = cases ] || "add_$OF"
	add_empty
	apache/serve start >/dev/null
	sign_in
	new_case_form
	ITEM=$(get '/catalogue?q=bolt' |
	    grep -o 'catalogue/[0-9][0-9]*/add' | head -n 1 | tr -dc 0-9)
	export ITEM
	invoice_path=$(get '/balance?tab=all' |
	    grep -o 'invoices/[0-9][0-9]*' | head -n 1)
	i=0
	while [ $i -lt "$ROUNDS" ]; do
		i=$((i + 1))
		round
	done
	apache/serve stop
done
report

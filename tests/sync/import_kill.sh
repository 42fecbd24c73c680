#!/bin/sh
# An import that is killed again and again ends with the same company as one
# that was not, the same counts, and the same reject file and report.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

rows=3000
awk -v n=$rows 'BEGIN {
	print "account_id,name,bill_country,notes"
	for (i = 1; i <= n; i++)
		printf "K%05d,Company %d,%s,\"line one\nline %d\"\n", i, i,
		    i % 97 == 0 ? "Nowhere" : "DE", i
}' >"$T/big.csv"

store whole
gives 1 "the whole import" "$P" import accounts "$T/big.csv" \
	--rejects "$T/whole.rejects" --report "$T/whole.report" \
	--store "$T/whole" --max-errors 0
says "accounts: 3000 read, 2970 created, 0 updated, 0 unchanged, 30 rejected"

# Killed at a growing delay, so that every part of a run is hit, on a machine
# that is busy, too.
store cut
kills=0
tries=0
ms=20
while [ $tries -lt 60 ]; do
	tries=$((tries + 1))
	"$P" import accounts "$T/big.csv" --rejects "$T/cut.rejects" \
	    --report "$T/cut.report" --store "$T/cut" --max-errors 0 \
	    >"$T/out" 2>"$T/err" &
	pid=$!
	sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
	kill -9 $pid 2>/dev/null || :
	status=0
	wait $pid 2>/dev/null || status=$?
	[ $status = 137 ] || break
	kills=$((kills + 1))
	ms=$(((ms * 5 / 4 + kills * 7) % (900 + 150 * kills) + 20))
done
echo "# killed $kills times"
end=$status
says "accounts: 3000 read, 2970 created, 0 updated, 0 unchanged, 30 rejected"
is "it was killed at least twice" test $kills -ge 2
is "and then ended by itself" test "$end" = 1
is "the same reject file" cmp "$T/whole.rejects" "$T/cut.rejects"
is "the same report" cmp "$T/whole.report" "$T/cut.report"
"$P" export accounts --store "$T/whole" >"$T/whole.csv"
"$P" export accounts --store "$T/cut" >"$T/cut.csv"
is "the same company" cmp "$T/whole.csv" "$T/cut.csv"
is "a sound store" "$P" verify --store "$T/cut"

# Once more changes nothing.
gives 1 "again" "$P" import accounts "$T/big.csv" --store "$T/cut" \
	--max-errors 0
says "accounts: 3000 read, 0 created, 0 updated, 2970 unchanged, 30 rejected"
done_testing

#!/bin/sh
# An import that is killed again and again ends with the same company as one
# that was not, the same counts, and the same reject file and report.  KILLS
# (LONG=1: 20) makes the file so long that it is killed so often at least.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

[ -n "${KILLS:-}" ] || KILLS=${LONG:+20}
KILLS=${KILLS:-2}
rows=$((KILLS > 2 ? 3000 * KILLS : 3000))
bad=$((rows / 97))
good=$((rows - bad))
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
says "accounts: $rows read, $good created, 0 updated, 0 unchanged, $bad rejected"

# Killed at a growing delay, so that every part of a run is hit, on a machine
# that is busy, too.
store cut
kills=0
tries=0
ms=20
while [ $tries -lt 99 ]; do
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
says "accounts: $rows read, $good created, 0 updated, 0 unchanged, $bad rejected"
is "it was killed at least $KILLS times" test $kills -ge "$KILLS"
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
says "accounts: $rows read, 0 created, 0 updated, $good unchanged, $bad rejected"
done_testing

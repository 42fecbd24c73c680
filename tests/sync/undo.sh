#!/bin/sh
# An import is taken back: what it made goes, what it changed is as it was, and
# nothing of it while somebody has built on it.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store own
S="--store $T/own"
cat >"$T/first.csv" <<'END'
account_id,name,bill_city,parent_account_id
U1,One,Berlin,U2
U2,Two,Paris,
U3,Three,Rome,
END
cat >"$T/second.csv" <<'END'
account_id,name,bill_city
U1,One and Only,Bonn
U2,Two,Paris
U4,Four,Oslo
END
cat >"$T/third.csv" <<'END'
account_id,bill_city,name
U1,Bern,One and Only
END
cat >"$T/people.csv" <<'END'
contact_id,account_id,last_name
P1,U4,Built
END

# shellcheck disable=SC2086 # $S is two words
{
"$P" export accounts $S >"$T/0.csv"
is "a first import" "$P" import accounts "$T/first.csv" $S
says "run: 1"
"$P" export accounts $S >"$T/1.csv"
is "a second changes and adds" "$P" import accounts "$T/second.csv" $S
says "accounts: 3 read, 1 created, 1 updated, 1 unchanged, 0 rejected"
says "run: 2"
"$P" export accounts $S >"$T/2.csv"
is "a third changes the same" "$P" import accounts "$T/third.csv" $S
is "and somebody works with the new one" "$P" import contacts \
	"$T/people.csv" $S

gives 1 "the first cannot be undone" "$P" undo 1 $S
complains "Account U1: it was changed since"
gives 1 "nor the second" "$P" undo 2 $S
complains "Account U4: Contact P1 is built on it"
complains "Account U1: it was changed since"
"$P" export accounts $S >"$T/same.csv"
is "a look changes nothing" "$P" undo 3 --check $S
says "run 3: 0 records would be taken away, 1 put back"
"$P" export accounts $S >"$T/out.csv"
is "it did not" cmp "$T/same.csv" "$T/out.csv"

is "the third" "$P" undo 3 $S
says "run 3: 0 records taken away, 1 put back"
"$P" export accounts $S >"$T/out.csv"
is "is as if it had not been" cmp "$T/2.csv" "$T/out.csv"
gives 1 "only once" "$P" undo 3 $S
complains "it has been undone before"
gives 1 "the second is still built on" "$P" undo 2 $S
is "until that is undone" "$P" undo 4 $S
is "then it goes" "$P" undo 2 $S
says "run 2: 1 records taken away, 1 put back"
"$P" export accounts $S >"$T/out.csv"
is "and all is as after the first" cmp "$T/1.csv" "$T/out.csv"
is "which goes, too, with parent and child" "$P" undo 1 $S
says "run 1: 3 records taken away, 0 put back"
"$P" export accounts $S >"$T/out.csv"
is "to the beginning" cmp "$T/0.csv" "$T/out.csv"
gives 3 "a run that never was" "$P" undo 77 $S
gives 2 "no number" "$P" undo seven $S
is "it can be imported again" "$P" import accounts "$T/first.csv" $S
says "accounts: 3 read, 3 created"
is "a sound store" "$P" verify $S

# Killed at any moment, it goes on.
store cut
awk 'BEGIN {
	print "account_id,name"
	for (i = 1; i <= 3000; i++) printf "K%05d,Company %d\n", i, i
}' >"$T/many.csv"
S="--store $T/cut"
"$P" import accounts "$T/many.csv" $S >/dev/null
kills=0
ms=10
while [ $kills -lt 60 ]; do
	"$P" undo 1 $S >"$T/out" 2>"$T/err" &
	pid=$!
	sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
	kill -9 $pid 2>/dev/null || :
	status=0
	wait $pid 2>/dev/null || status=$?
	[ $status = 137 ] || break
	kills=$((kills + 1))
	ms=$((ms * 5 / 4 + 10))
done
echo "# killed $kills times"
is "it was killed, and went on" test $kills -ge 1
is "and ended" test "$status" = 0
"$P" export accounts $S >"$T/out.csv"
is "with nothing left" cmp "$T/0.csv" "$T/out.csv"
is "and a sound store" "$P" verify $S
}
done_testing

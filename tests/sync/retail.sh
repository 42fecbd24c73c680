#!/bin/sh
# A wholesaler's invoices: the first day of Online Retail, killed at twenty
# moments and gone on each time, is the same as in one go. LONG=1: the whole
# year, 541,909 lines.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

data=../shared/data/online-retail
[ -r $data/online-retail-2010-12-01.csv ] ||
	skip_all "$data is not here: Online Retail was not imported"
file=$data/online-retail-2010-12-01.csv

# take STORE FILE: as one would, with everything that is missing made
take() {
	(begin "$@")
}

# The same, in the place of the shell: to be killed.
begin() {
	exec "$P" import invoices "$2" --create-missing accounts,products \
	    --store "$T/$1" --rejects "$T/$1.rejects" --report "$T/$1.report" \
	    --max-errors 0
}

all() {
	for kind in accounts products invoices; do
		"$P" export $kind --store "$T/$1"
	done >"$T/$1.all"
}

store whole
is "the first day" take whole "$file"
says "taken as: Online Retail"
says "invoices: 143 read, 143 created, 0 updated, 0 unchanged, 0 rejected"
says "lines: 3108 read, 3108 taken, 0 unchanged, 0 rejected"
all whole
"$P" export invoices --store "$T/whole" --columns \
	doc_type,invoice_no,quantity,unit_price >"$T/out"
ours=$(awk -F, 'NR > 1 { s += ($1 == "credit" ? -1 : 1) * $3 * $4 }
	END { printf "%.2f", s }' "$T/out")
theirs=$(awk -F'"' -v OFS= '{ for (i = 2; i <= NF; i += 2) gsub(/,/, "", $i)
	} 1' $file | awk -F, 'NR > 1 { s += $4 * $6 } END { printf "%.2f", s }')
is "quantity x price is the file's: $theirs" test "$ours" = "$theirs"
"$P" export invoices --store "$T/whole" --columns doc_type,invoice_no |
	sort -u >"$T/out"
says "credit,C536379"
cp "$T/whole.report" "$T/report"
is "again" take whole "$file"
says "invoices: 143 read, 0 created, 0 updated, 143 unchanged, 0 rejected"

# Killed, and gone on.
store cut
kills=0
ms=25
while [ $kills -lt 80 ]; do
	begin cut "$file" >"$T/out" 2>"$T/err" &
	pid=$!
	sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
	kill -9 $pid 2>/dev/null || :
	status=0
	wait $pid 2>/dev/null || status=$?
	[ $status = 137 ] || break
	kills=$((kills + 1))
	ms=$(((ms * 6 / 5 + kills * 13) % (400 + 60 * kills) + 25))
done
echo "# killed $kills times"
says "invoices: 143 read, 143 created, 0 updated, 0 unchanged, 0 rejected"
says "lines: 3108 read, 3108 taken, 0 unchanged, 0 rejected"
all cut
is "the same company" cmp "$T/whole.all" "$T/cut.all"
is "the same report" cmp "$T/report" "$T/cut.report"
is "the books are right" "$P" verify --store "$T/cut"
is "undone" "$P" undo 1 --store "$T/cut"
all cut
is "nothing is left" test "$(wc -l <"$T/cut.all")" = 3

if [ -n "${LONG:-}" ]; then
	xz -dc $data/online-retail.csv.xz >"$T/year.csv"
	store year
	gives 1 "the whole year" take year "$T/year.csv"
	lines=$(sed -n 's/^lines: \([0-9]*\) read, \([0-9]*\) taken, 0 unchanged, \([0-9]*\) rejected/\1 \2 \3/p' "$T/out")
	echo "# $lines"
	# shellcheck disable=SC2086 # three numbers
	set -- $lines
	is "541,909 lines read" test "$1" = 541909
	is "all of them taken or rejected" test $(($2 + $3)) = 541909
	gives 1 "again" take year "$T/year.csv"
	says " 0 created, 0 updated,"
	is "the books are right" "$P" verify --store "$T/year"
fi
done_testing

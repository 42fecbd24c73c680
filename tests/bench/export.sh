#!/bin/sh
# export.sh: files out of the store, against `sqlite3 -csv` of the same rows in
# the same order.  Uses the stores that import.sh left, or makes them.  See
# steps.sh for what can be set.
set -eu
cd "$(dirname "$0")/../.."
. tests/bench/steps.sh

# What each side has: our own file, taken into a table of sqlite3.
prepare() {
	kind=$1
	rm -f "$dir/$kind-out.db"
	"$postern" export "$kind" --store "$2" >"$dir/$kind-out.csv"
	sqlite3 "$dir/$kind-out.db" ".import --csv $dir/$kind-out.csv rows"
	rows=$(sqlite3 "$dir/$kind-out.db" "select count(*) from rows")
}

both() {
	kind=$1
	step "$2 $3" "sqlite3 -csv" "$2" sqlite3 -csv -header \
	    "$dir/$kind-out.db" "select * from rows order by $5"
	step "$2 $3" "postern export $kind" "$2" \
	    "$postern" export "$kind" --store "$4"
}

made=$(cat "$dir/made" 2>/dev/null) || made=
if [ "$made" != "$ROWS $RETAIL_LINES" ]; then
	BATCH_ROUNDS=1 tests/bench/import.sh >/dev/null
	echo "$ROWS $RETAIL_LINES" >"$dir/made"
fi
start_results
prepare contacts "$dir/contacts"
contacts=$rows
lines=0
if has_retail; then
	prepare invoices "$dir/retail"
	lines=$rows
fi
round=0
while [ $round -lt "$BATCH_ROUNDS" ]; do
	round=$((round + 1))
	both contacts "$contacts" contacts "$dir/contacts" contact_id
	[ "$lines" = 0 ] || both invoices "$lines" "lines of invoices" \
	    "$dir/retail" "doc_type, invoice_no, cast(line_no as integer)"
done
report
has_retail ||
    echo "$retail is not here: no invoices were exported"

#!/bin/sh
# import.sh: files into the store, against `sqlite3 .import` into a table with
# three indexes and against reading the file alone, interleaved in one run.
# See steps.sh for what can be set.  Only ratios are worth comparing.
set -eu
cd "$(dirname "$0")/../.."
. tests/bench/steps.sh

parse=${PARSE:-build/release/tests/bench/parse}

sqlite_contacts() {
	rm -f "$dir/contacts.db"
	sqlite3 "$dir/contacts.db" \
	    "create table contacts (contact_id text primary key, first_name,
	     last_name, email, phone, city, country) without rowid;
	     create index by_name on contacts (last_name, first_name);
	     create index by_email on contacts (email);
	     create index by_place on contacts (country, city);" \
	    ".import --csv --skip 1 $dir/contacts.csv contacts"
}

sqlite_retail() {
	rm -f "$dir/retail.db"
	sqlite3 "$dir/retail.db" \
	    "create table lines (invoice, stock, description, quantity, at,
	     price, customer, country);
	     create index by_invoice on lines (invoice);
	     create index by_stock on lines (stock);
	     create index by_customer on lines (customer);" \
	    ".import --csv --skip 1 $dir/retail.csv lines"
}

case ${1:-} in
sqlite_contacts | sqlite_retail)
	"$1"
	exit
	;;
esac

make_files
start_results
round=0
while [ $round -lt "$BATCH_ROUNDS" ]; do
	round=$((round + 1))
	group="$ROWS contacts"
	step "$group" "sqlite3 .import, three indexes" "$ROWS" \
	    "$0" sqlite_contacts
	step "$group" "reading alone" "$ROWS" \
	    "$parse" contacts "$dir/contacts.csv"
	new_store "$dir/contacts"
	step "$group" "postern import contacts" "$ROWS" "$postern" import \
	    contacts "$dir/contacts.csv" --store "$dir/contacts"
	has_retail || continue
	lines=$(($(wc -l <"$dir/retail.csv") - 1))
	group="$lines lines of invoices"
	step "$group" "sqlite3 .import, three indexes" "$lines" \
	    "$0" sqlite_retail
	step "$group" "reading alone" "$lines" \
	    "$parse" invoices "$dir/retail.csv"
	new_store "$dir/retail"
	step "$group" "postern import invoices" "$lines" "$postern" import \
	    invoices "$dir/retail.csv" --create-missing accounts,products \
	    --max-errors 0 --store "$dir/retail"
done
report
has_retail ||
    echo "$retail is not here: no invoices were imported"

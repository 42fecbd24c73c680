#!/bin/sh
# import.sh: files into the store, against `sqlite3 .import` into a table with
# three indexes and against reading the file alone, interleaved in one run.
# Contacts also against sqlite3 with as many keys to write as the store has for
# one: its number, five indexes, six words to search by, and a row of the audit
# with three indexes (which is not chained by hashes, as the store's is), and
# as large a cache.
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

sqlite_contacts_whole() {
	rm -f "$dir/whole.db"
	sqlite3 "$dir/whole.db" \
	    "pragma cache_size = -40000;
	     create table records (id integer primary key, contact_id,
	     first_name, last_name, email, phone, city, country);
	     create unique index by_code on records (contact_id);
	     create index by_name on records (last_name, first_name);
	     create index by_email on records (email);
	     create index by_place on records (country, city);
	     create index by_phone on records (phone);
	     create table words (word, id, primary key (word, id))
	     without rowid;
	     create table audit (id integer primary key, entity, record, user,
	     at, what);
	     create index audit_record on audit (entity, record, id);
	     create index audit_user on audit (user, at);
	     create index audit_at on audit (at);
	     create view contacts as select contact_id, first_name, last_name,
	     email, phone, city, country from records;
	     create trigger put instead of insert on contacts begin
	     insert into records values (null, new.contact_id, new.first_name,
	     new.last_name, new.email, new.phone, new.city, new.country);
	     insert or ignore into words values
	     (lower(new.contact_id), last_insert_rowid()),
	     (lower(new.first_name), last_insert_rowid()),
	     (lower(new.last_name), last_insert_rowid()),
	     (lower(substr(new.email, 1, instr(new.email, '@') - 1)),
	     last_insert_rowid()),
	     ('example', last_insert_rowid()), ('com', last_insert_rowid());
	     insert into audit values (null, 'contact',
	     (select id from records where contact_id = new.contact_id), 'bench',
	     unixepoch(), json_object('contact_id', new.contact_id,
	     'first_name', new.first_name, 'last_name', new.last_name,
	     'email', new.email, 'phone', new.phone, 'city', new.city,
	     'country', new.country));
	     end;" \
	    ".import --csv --skip 1 $dir/contacts.csv contacts"
	[ "$(sqlite3 "$dir/whole.db" "select count(*) from audit")" = "$ROWS" ]
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
sqlite_contacts | sqlite_contacts_whole | sqlite_retail)
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
	step "$group" "sqlite3, as many keys as ours" "$ROWS" \
	    "$0" sqlite_contacts_whole
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

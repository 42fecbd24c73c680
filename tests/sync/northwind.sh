#!/bin/sh
# A real company: Northwind's 91 customers, also in six other dialects, its
# items, orders and invoices, and back again.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

data=../shared/data
[ -r $data/northwind/customers.csv ] ||
	skip_all "$data/northwind is not here: Northwind was not imported"
maps=data/maps
file=$data/northwind/customers.csv
store nw
S="--store $T/nw"

# shellcheck disable=SC2086 # $S is two words
{
is "check" "$P" import accounts $file --map $maps/northwind-accounts.map \
	--check $S
says "accounts: 91 read, 91 would be created"
"$P" export accounts $S >"$T/none.csv"
is "a check writes nothing" test "$(wc -l <"$T/none.csv")" = 1
is "accounts" "$P" import accounts $file --map $maps/northwind-accounts.map $S
says "accounts: 91 read, 91 created, 0 updated, 0 unchanged, 0 rejected"
is "accounts again" "$P" import accounts $file \
	--map $maps/northwind-accounts.map $S
says "accounts: 91 read, 0 created, 0 updated, 91 unchanged, 0 rejected"
is "contacts" "$P" import contacts $file --map $maps/northwind-contacts.map $S
says "contacts: 91 read, 91 created, 0 updated, 0 unchanged, 0 rejected"
is "contacts again" "$P" import contacts $file \
	--map $maps/northwind-contacts.map $S
says "contacts: 91 read, 0 created, 0 updated, 91 unchanged, 0 rejected"

"$P" export accounts $S >"$T/a.csv"
"$P" export contacts $S >"$T/c.csv"
cp "$T/a.csv" "$T/out"
says "ANATR,Ana Trujillo Emparedados y helados,,customer,,active"
says "Avda. de la Constitución 2222,,México D.F.,,05021,MX"
says "FOLKO,Folk och fä HB"
says "Åkergatan 24,,Bräcke,,S-844 67,SE"
says "Kirchgasse 6,,Graz,,8010,AT"
says "BLONP,Blondesddsl père et fils"
says "2732 Baker Blvd.,,Eugene,OR,97403,US"
says "Mataderos  2312,"
says "Fauntleroy Circus,,London,,EC2 5NT,GB"
cp "$T/c.csv" "$T/out"
says "KOENE-1,active,CUSTOMER,KOENE,,Philip,,Cramer,Philip Cramer"
says "RICAR-1,active,CUSTOMER,RICAR,,Janete,,Limeira,Janete Limeira"
says "PARIS-1,active,CUSTOMER,PARIS,,Marie,,Bertrand,Marie Bertrand,Owner"

# The names as a whole: the file's own, sorted, against ours.
cut -d, -f1 "$file" | tail -n +2 | sort >"$T/ids"
cut -d, -f1 "$T/a.csv" | tail -n +2 | sort >"$T/got"
is "all 91 ids" cmp "$T/ids" "$T/got"

for f in $data/messy-csv/derived/customers-*; do
	name=$(basename "$f")
	null=
	case $name in *NULL*) null="--null-word NULL" ;; esac
	store other
	gives 0 "$name" "$P" import accounts "$f" $null \
		--map $maps/northwind-accounts.map --store "$T/other"
	says "accounts: 91 read, 91 created"
	"$P" export accounts --store "$T/other" >"$T/other.csv"
	is "$name gives the same 91 accounts" cmp "$T/a.csv" "$T/other.csv"
done

# Out and in again: the same bytes.
store back
is "our own columns in" "$P" import accounts "$T/a.csv" --store "$T/back"
is "contacts too" "$P" import contacts "$T/c.csv" --store "$T/back"
"$P" export accounts --store "$T/back" >"$T/a2.csv"
"$P" export contacts --store "$T/back" >"$T/c2.csv"
is "the same accounts come out" cmp "$T/a.csv" "$T/a2.csv"
is "the same contacts come out" cmp "$T/c.csv" "$T/c2.csv"

# The whole company: items, orders with their lines, invoices.
nw=$data/northwind
is "products" "$P" import products $nw/products.csv \
	--map $maps/northwind-products.map $S
says "products: 77 read, 77 created, 0 updated, 0 unchanged, 0 rejected"
is "orders and their lines, from two files" "$P" import orders \
	$nw/orders.csv --lines $nw/order_details.csv --key OrderID \
	--map $maps/northwind-orders.map $S
says "orders: 830 read, 830 created, 0 updated, 0 unchanged, 0 rejected"
says "lines: 2155 read, 2155 taken, 0 unchanged, 0 rejected"
is "invoices, amounts as they were" "$P" import invoices $nw/invoices.csv \
	--map $maps/northwind-invoices.map --keep-amounts $S
says "invoices: 830 read, 830 created, 0 updated, 0 unchanged, 0 rejected"
says "lines: 2155 read, 2155 taken, 0 unchanged, 0 rejected"
"$P" export invoices $S --columns invoice_no,line_amount >"$T/i.csv"
"$P" export orders $S --columns order_no,charge_amount >"$T/o.csv"
sum() {
	awk -F, 'NR > 1 { gsub(/[\r.]/, "", $2); if ($1 != last || all) s += $2
		last = $1 } END { printf "%d\n", s }' all="$2" "$1"
}
is "the sum of all lines is 1,265,793.02" test "$(sum "$T/i.csv" 1)" = 126579302
is "the sum of all freight is 64,942.69" test "$(sum "$T/o.csv" 0)" = 6494269
"$P" export orders $S --columns order_no,status | sort -u >"$T/out"
is "21 orders have not been shipped" \
	test "$(grep -c ,open "$T/out")" = 21
cp "$T/a.csv" "$T/before"
"$P" export accounts $S >"$T/a.csv"
is "no account was changed by it" cmp "$T/before" "$T/a.csv"

is "products again" "$P" import products $nw/products.csv \
	--map $maps/northwind-products.map $S
says "products: 77 read, 0 created, 0 updated, 77 unchanged, 0 rejected"
is "orders again" "$P" import orders $nw/orders.csv \
	--lines $nw/order_details.csv --key OrderID \
	--map $maps/northwind-orders.map $S
says "orders: 830 read, 0 created, 0 updated, 830 unchanged, 0 rejected"
is "invoices again" "$P" import invoices $nw/invoices.csv \
	--map $maps/northwind-invoices.map --keep-amounts $S
says "invoices: 830 read, 0 created, 0 updated, 830 unchanged, 0 rejected"
is "the books are right" "$P" verify $S

# Out of one store and into another: the same bytes, whatever the kind.
store second
for kind in company terms taxes statement_cycles accounts contacts products \
	orders invoices; do
	"$P" export $kind $S >"$T/$kind.csv"
	is "$kind into an empty store" "$P" import $kind "$T/$kind.csv" \
		--store "$T/second"
	"$P" export $kind --store "$T/second" >"$T/$kind.2.csv"
	is "$kind come out the same" cmp "$T/$kind.csv" "$T/$kind.2.csv"
done

# And back to nothing, from the last run to the first.
for run in 10 9 8 7 6 5 4 3 2 1; do
	is "run $run is taken back" "$P" undo $run $S
done
"$P" export invoices $S >"$T/none.csv"
is "no invoice is left" test "$(wc -l <"$T/none.csv")" = 1
"$P" export accounts $S >"$T/none.csv"
is "no account is left" test "$(wc -l <"$T/none.csv")" = 1
is "the store is sound" "$P" verify $S
is "the store is sound" "$P" verify --store "$T/back"
}
done_testing

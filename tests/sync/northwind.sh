#!/bin/sh
# Real customers: Northwind's 91, and the same in six other dialects.
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
is "the store is sound" "$P" verify --store "$T/back"
}
done_testing

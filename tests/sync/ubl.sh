#!/bin/sh
# Northwind as UBL: every document is valid and breaks no rule of ours; what is
# wrong goes to the quarantine and comes out again.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

data=${POSTERN_SAMPLES:-../shared/data}
[ -r "$data/northwind/customers.csv" ] ||
	skip_all "$data/northwind is not here: no document was written"
maps=data/maps
n1=$data/northwind
xsd=$data/ubl-2.1/xsdrt
TMPDIR=$T
export TMPDIR
store nw
S="--store $T/nw"

cat >"$T/company.csv" <<'END'
code,legal_name,main_name,main_line1,main_city,main_postal_code,main_country,tax_id,registration_no,email,phone,iban,currency,endpoint_scheme,endpoint_id,peppol,tax
US,Our Traders Ltd,Our Traders,1 High Street,London,SW1 8JR,GB,GB123456789,01234567,sales@example.com,+44 20 7946 0000,GB33BUKB20201555555555,USD,0088,5012345000008,yes,VAT-S
END
# Every tenth invoice was taken back.
awk -F, 'BEGIN { print "doc_type,invoice_no,account_id,invoice_date," \
	"corrects_invoice_no,currency,line_no,description,quantity,unit_price" }
NR > 1 && $1 % 10 == 0 {
	printf "credit,CN/%s,%s,%s,%s,USD,1,Taken back,1,10\n", $1, $2, $4, $1
}' "$n1/orders.csv" >"$T/credits.csv"

# shellcheck disable=SC2086 # $S is two words
{
is "company" "$P" import company "$T/company.csv" $S
is "accounts" "$P" import accounts $n1/customers.csv $S \
	--map $maps/northwind-accounts.map
is "products" "$P" import products $n1/products.csv $S \
	--map $maps/northwind-products.map
is "orders" "$P" import orders $n1/orders.csv $S \
	--lines $n1/order_details.csv --key OrderID \
	--map $maps/northwind-orders.map
is "invoices" "$P" import invoices $n1/invoices.csv $S \
	--map $maps/northwind-invoices.map
is "credit notes" "$P" import invoices "$T/credits.csv" $S
says "83 created"

# documents KIND NUMBER [OPTION...]: so many, all valid
documents() {
	kind=$1
	number=$2
	shift 2
	is "$kind" "$P" export $kind $S --format ubl -o "$T/$kind" \
		--schemas "$xsd" "$@"
	says "$kind: $number written"
	is "none in quarantine" test ! -e "$T/$kind/quarantine"
	is "a file for each" test \
		"$(find "$T/$kind" -name '*.xml' | wc -l)" = "$number"
}
documents invoices 913
documents orders 830
documents order_responses 830
documents statements 20 --from 1996-07-01 --to 1996-07-31
if command -v xmllint >/dev/null && [ -d "$xsd" ]; then
	find "$T/invoices" -name 'credit-CN*' >"$T/names"
	is "all invoices fit the schema" sh -c "find '$T/invoices' -name '1*' |
		xargs xmllint --noout --schema '$xsd/maindoc/UBL-Invoice-2.1.xsd'"
	is "all credit notes, too" sh -c "find '$T/invoices' -name 'credit-CN*' | xargs \
		xmllint --noout --schema '$xsd/maindoc/UBL-CreditNote-2.1.xsd'"
fi
is "names are safe" test -e "$T/invoices/credit-CN%2F10250.xml"

# An account without a country: its documents are not valid.
printf 'account_id,name,bill_country\nVINET,V,\\N\n' >"$T/spoil.csv"
cat >"$T/spoil2.csv" <<'END'
doc_type,invoice_no,account_id,invoice_date,currency,bill_line1,description,quantity,unit_price
invoice,BAD 1,VINET,1998-06-01,USD,nowhere,Thing,1,10
invoice,GOOD,ALFKI,1998-06-01,USD,,Thing,1,10
END
is "an address without a country" "$P" import accounts "$T/spoil.csv" $S
is "and a bill to it" "$P" import invoices "$T/spoil2.csv" $S
gives 1 "goes to the quarantine" "$P" export invoices $S --format ubl \
	-o "$T/bad" --from 1998-06-01 --since last
says "invoices: 1 written"
complains "BAD 1: BR-11"
is "the good one is written" test -s "$T/bad/GOOD.xml"
is "the bad one lies apart" test -s "$T/bad/quarantine/BAD%201.xml"
is "with the reason" grep -q '^BR-11: ' "$T/bad/quarantine/BAD%201.txt"
printf 'account_id,name,bill_country\nVINET,V,FR\n' >"$T/mend.csv"
is "the account is mended" "$P" import accounts "$T/mend.csv" $S
gives 1 "an issued bill is not" "$P" export invoices $S --format ubl \
	-o "$T/bad" --from 1998-06-01 --since last
is "elsewhere" test ! -e "$T/apart"
gives 1 "another folder for them" "$P" export invoices $S --format ubl \
	-o "$T/bad" --from 1998-06-01 --quarantine "$T/apart"
is "has it" test -s "$T/apart/BAD%201.xml"
gives 2 "UBL needs a folder" "$P" export invoices $S --format ubl
gives 2 "statements need a period" "$P" export statements $S --format ubl \
	-o "$T/st"
gives 2 "statements are no CSV" "$P" export statements $S
is "no schema, no trouble with it" "$P" export invoices $S --format ubl \
	-o "$T/plain" --account ALFKI
gives 1 "a schema that is none" "$P" export invoices $S --format ubl \
	-o "$T/none" --account ALFKI --from 1998-06-01 --schemas "$T/nowhere"
complains "GOOD: X_XSD"
}
done_testing

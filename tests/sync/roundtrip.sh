#!/bin/sh
# Out, in again, and out: the same bytes, as CSV and as our own XML; and what
# our own XML refuses.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

kinds="company terms taxes statement_cycles order_types accounts contacts
	products units
	prices orders invoices payments"
TMPDIR=$T
export TMPDIR

# text FILE: a text of every field, with what is special in CSV and XML
cat >"$T/accounts.csv" <<'END'
account_id,name,legal_name,status,parent_account_id,currency,credit_limit,phone,website,notes,external_id,auto_apply
-A,"=1+1","'=quoted",active,,EUR,0.50,+44 20 7946 0000,https://example.com/?a=1&b=2,"one
two <three> & ""four""",,yes
B 2,"  <b>Ünï</b> & ""Söhne"", ]]>  ",,hold,-A,JPY,1500,,,"'- not a formula",X:1,
C/3,'single,'=,inactive,B 2,,,,,,,no
END
cat >"$T/contacts.csv" <<'END'
contact_id,account_id,first_name,last_name,email,active,notes
K-1,-A,Zoë,"O'Neil",zoe@example.com,active,@here
-K2,B 2,,"@Ampersand & Co",,inactive,"a	b"
END

cat >"$T/company.csv" <<'END'
code,legal_name,main_name,currency,tax_id,peppol
US-1,"We ""Ltd""",We,EUR,GB123456789,no
END
cat >"$T/terms.csv" <<'END'
terms_id,description,due_kind,due_days,discount_days,discount_pct,active
10D2,"2 %, 10 days",after_days,30,10,2.125,yes
OLD,Not any more,end_of_month,0,,,no
END
cat >"$T/taxes.csv" <<'END'
tax_code,description,category,rate,reason,reason_code,active
VAT7,Reduced,s,7.125,,,yes
END
cat >"$T/statement_cycles.csv" <<'END'
cycle_id,description,schedule,day,age_by,days1,days2,days3,active
MONTH,Monthly,end_of_month,,due_date,30,60,90,yes
END
cat >"$T/order_types.csv" <<'END'
code,description,template,prefix,hold,credit_hold,payment_releases,require_po,prepayment,active
WE,"Web, ""shop"" ",so,WEB-,no,yes,yes,no,12.5,yes
END
cat >"$T/products.csv" <<'END'
item_id,name,uom,price,currency,tax_code,weight,gtin
=P 1,"Screws, ""10 x 50""",EA,0.1234,EUR,VAT7,0.125,
p-2,-Washer,BOX,1.234,,VAT-S,,
P3,Service,HUR,0,,,,
END
cat >"$T/units.csv" <<'END'
item_id,uom,factor
p-2,PAL,1.125
=P 1,BOX,100
=P 1,BAG,25.5
END
cat >"$T/prices.csv" <<'END'
price_id,price_type,account_id,price_class,item_id,uom,break_qty,price,currency,effective,expires,promotion
B,base,,,=P 1,,,0.12,EUR,,,
C,customer,-A,,p-2,,10.5,1.1,EUR,2026-01-01,2026-12-31,yes
END
cat >"$T/orders.csv" <<'END'
order_type,order_no,status,account_id,order_date,requested_date,customer_po,currency,terms,ship_name,ship_line1,charge_amount,notes,line_no,item_id,description,quantity,unit_price,manual_price,discount_pct,line_amount,amount_kept,tax_code,line_requested_date,line_note
so,-10,completed,-A,2026-03-01,2026-03-09,=PO,EUR,10D2,"Ship, here","1, Road",4.50,"n
n",10,=P 1,Screws,100,0.1234,yes,2.5,12.04,yes,VAT7,2026-03-20,"'+1"
so,-10,,,,,,,,,,,,20,,Only text,1,0,yes,,,,VAT-S,,
qt,-10,,-A,2026-03-02,,,EUR,,,,,,1,p-2,,2.5,,,,,,,,
END
cat >"$T/invoices.csv" <<'END'
doc_type,invoice_no,status,account_id,invoice_date,due_date,currency,order_no,corrects_invoice_no,charge_amount,paid_before,summary,line_no,item_id,description,quantity,unit_price,discount_pct,tax_category,tax_rate,line_note
invoice,10,,-A,2026-03-03,2026-04-02,EUR,-10,,4.50,,=Sum,1,=P 1,Screws,100,0.1234,2.5,s,7.125,
invoice,10,,,,,,,,,,,2,,Only text,1,0,,s,20,"two
lines"
credit,10,,-A,2026-03-04,,EUR,,10,,,,1,,Back,1,1,,s,20,
debit,D/1,,B 2,2026-03-05,2026-03-05,JPY,,,,500,,1,,Yen,1,1500,,z,0,
invoice,DRAFT,on_hold,-A,2026-03-05,,KWD,,,,,,1,,Three decimals,3,0.3335,,e,0,
END
cat >"$T/payments.csv" <<'END'
payment_no,payment_type,account_id,payment_date,method,reference,currency,amount,line_no,applied_type,applied_no,applied_amount,applied_date
P1,payment,-A,2026-03-10,transfer,=ref,EUR,10,1,invoice,10,5.25,2026-03-10
P1,,,,,,,,2,invoice,10,1.00,2026-03-11
P2,prepayment,B 2,2026-03-11,cash,,JPY,300,,,,,
END

# all NAME DIR: every kind of the store, in both formats
all() {
	mkdir -p "$2"
	for kind in $kinds; do
		"$P" export "$kind" --store "$T/$1" -o "$2" --quiet &&
		"$P" export "$kind" --store "$T/$1" -o "$2" --quiet \
			--format xml || return 1
	done
}

# take NAME DIR ENDING: into an empty store
take() {
	store "$1"
	for kind in $kinds; do
		is "$kind.$3 in" "$P" import "$kind" "$2/$kind.$3" \
			--store "$T/$1"
	done
}

store first
for kind in $kinds; do
	[ -r "$T/$kind.csv" ] || continue
	is "$kind" "$P" import "$kind" "$T/$kind.csv" --store "$T/first"
done
is "all out" all first "$T/files"
is "an amount of an order is as it was given" \
	grep -q ',12.04,' "$T/files/orders.csv"
for ending in csv xml; do
	take second "$T/files" $ending
	is "all out again" all second "$T/again"
	for kind in $kinds; do
		is "$kind: the same CSV after $ending" \
			cmp "$T/files/$kind.csv" "$T/again/$kind.csv"
		is "$kind: the same XML after $ending" \
			cmp "$T/files/$kind.xml" "$T/again/$kind.xml"
		is "$kind.$ending again" "$P" import "$kind" \
			"$T/files/$kind.$ending" --store "$T/second"
		says " 0 created, 0 updated"
	done
	is "the store is sound" "$P" verify --store "$T/second"
	[ -z "${KEEP:-}" ] || exit 1
	rm -rf "$T/again"
done

[ "${GOLDEN:-}" != rewrite ] || "$P" describe --xsd >data/postern.xsd
is "the schema is the one of the tables" sh -c \
	"'$P' describe --xsd | cmp - data/postern.xsd"
if command -v xmllint >/dev/null; then
	for f in "$T"/files/*.xml; do
		is "$(basename "$f") is valid" \
			xmllint --noout --schema data/postern.xsd "$f"
	done
fi

# own KIND STATUS WORDS TEXT: a file with this text in its root
own() {
	printf '<?xml version="1.0"?>\n%s' "$4" >"$T/own.xml"
	gives "$2" "$3" "$P" import "$1" "$T/own.xml" --store "$T/second"
}
A='<postern version="1" kind="accounts">'
own accounts 0 "an empty element clears" \
	"$A<account><account_id>B 2</account_id><name>B</name><phone2/><external_id/></account></postern>"
says "1 updated"
own accounts 0 "CDATA, comments and character references" \
	"$A<!-- x --><account><account_id>n1</account_id><name><![CDATA[<&>]]>&#65;&amp;</name></account></postern>"
says "1 created"
"$P" export accounts --store "$T/second" --columns name >"$T/names"
is "come as text" grep -q '^<&>A&' "$T/names"
own accounts 0 "a file without records" "$A</postern>"
says "0 read"
own contacts 3 "a file of another kind" "$A</postern>"
complains "own.xml:2:37: error X_KIND: The file holds accounts, not contacts."
own accounts 3 "another version" '<postern version="2" kind="accounts"/>'
complains 'X_KIND: This is version "2" of the format; 1 is read.'
own accounts 3 "not closed" "$A<account>"
complains "X_WELLFORMED"
own accounts 3 "a DOCTYPE" '<!DOCTYPE postern [<!ENTITY a "b">]><postern/>'
own accounts 3 "an entity" "$A<account><name>&nbsp;</name></account></postern>"
complains "X_WELLFORMED"
own accounts 3 "a field twice" \
	"$A<account><name>a</name><name>b</name></account></postern>"
complains "X_XSD: <name> stands twice."
own accounts 3 "another record" "$A<contact/></postern>"
complains "X_XSD: <contact> stands where <account> should."
own accounts 3 "lines of what has none" \
	"$A<account><lines><line/></lines></account></postern>"
own accounts 3 "an attribute" "$A<account id=\"1\"/></postern>"
complains "X_XSD: <account> has an attribute or a namespace."
own accounts 3 "text between" "$A hello </postern>"
complains "X_XSD: Text stands where elements should."
own accounts 3 "a field that is none" \
	"$A<account><account_id>z</account_id><name>z</name><colour>red</colour></account></postern>"
complains "colour"
done_testing

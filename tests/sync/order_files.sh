#!/bin/sh
# An order that comes as UBL is the order that the same lines as CSV are: our
# prices where it names none, units by what they mean, and the same refusals.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store own
S="--store $T/own"
cat >"$T/products.csv" <<'EOF'
item_id,name,kind,price,currency,uom
BOLT,Bolt,stock,2.50,EUR,EA
CLOTH,Cloth,stock,4,EUR,M
EOF
cat >"$T/accounts.csv" <<'EOF'
account_id,name,type,currency,bill_country
ACME,Acme,customer,EUR,DE
EOF
cat >"$T/orders.csv" <<'EOF'
order_no,account_id,order_date,customer_po,item_id,quantity
C1,ACME,2026-11-20,PO1,BOLT,10
C1,,,,CLOTH,5
EOF

# line ID QUANTITY UNIT ITEM
line() {
	cat <<-EOF
	<cac:OrderLine><cac:LineItem>
	<cbc:ID>$1</cbc:ID><cbc:Quantity unitCode="$3">$2</cbc:Quantity>
	<cac:Item><cbc:Name>$4</cbc:Name><cac:SellersItemIdentification>
	<cbc:ID>$4</cbc:ID></cac:SellersItemIdentification></cac:Item>
	</cac:LineItem></cac:OrderLine>
	EOF
}

# order NUMBER UNIT UNIT: a file of two lines.
order() {
	u=urn:oasis:names:specification:ubl:schema:xsd
	{
		cat <<-EOF
		<?xml version="1.0" encoding="UTF-8"?>
		<Order xmlns="$u:Order-2"
		 xmlns:cac="$u:CommonAggregateComponents-2"
		 xmlns:cbc="$u:CommonBasicComponents-2">
		<cbc:ID>$1</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate>
		<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
		<cac:BuyerCustomerParty><cac:Party>
		<cac:PartyIdentification><cbc:ID>ACME</cbc:ID>
		</cac:PartyIdentification>
		<cac:PartyName><cbc:Name>Acme</cbc:Name></cac:PartyName>
		</cac:Party></cac:BuyerCustomerParty>
		<cac:SellerSupplierParty><cac:Party>
		<cac:PartyName><cbc:Name>We</cbc:Name></cac:PartyName>
		</cac:Party></cac:SellerSupplierParty>
		EOF
		line 1 10 "$2" BOLT
		line 2 5 "$3" CLOTH
		echo '</Order>'
	} >"$T/$1.xml"
}

# shellcheck disable=SC2086 # $S is two words
{
is "items" "$P" import products "$T/products.csv" $S
is "a customer" "$P" import accounts "$T/accounts.csv" $S
is "an order as CSV" "$P" import orders "$T/orders.csv" $S
columns=status,account_id,order_date,customer_po,line_no,item_id,uom
columns=$columns,quantity,unit_price,line_amount,tax_code,total,promised_qty
is "what it became" "$P" export orders $S --columns $columns
cp "$T/out" "$T/csv"

# One, each and piece: people write either.
for code in EA C62 H87; do
	store own$code
	to="--store $T/own$code"
	"$P" import products "$T/products.csv" $to >/dev/null
	"$P" import accounts "$T/accounts.csv" $to >/dev/null
	order PO1 $code MTR
	is "an order as UBL, in $code" "$P" import orders "$T/PO1.xml" $to
	is "what it became" "$P" export orders $to --columns $columns
	cp "$T/out" "$T/ubl"
	is "the same order" cmp "$T/csv" "$T/ubl"
done
is "once more" "$P" import orders "$T/PO1.xml" $to
says "orders: 1 read, 0 created, 0 updated, 1 unchanged, 0 rejected"

order PO2 KGM MTR
gives 1 "by weight" "$P" import orders "$T/PO2.xml" $S
complains "BOLT has no unit KG"
}
done_testing

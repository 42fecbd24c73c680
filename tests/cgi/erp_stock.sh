#!/bin/sh
# Warehouses, stock and its moves on their screens; an order that is promised
# what is there, ships that, and waits for the rest.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	echo "${location%%\?*}" | sed 's|^/erp||'
}

# Warehouses.
get /IN204000
goes /warehouses
get /warehouses/new
has 'IN204000'
valid
post /warehouses/new code= name='No code' active=1
status 422
has 'Warehouse ID'
valid
post /warehouses/new code='HULL' name='Hull <shed>' active=1 site_city=Hull
status 303
hull=$(created)
get /warehouses
has 'Hull &lt;shed&gt;'
valid
get "$hull"
post "$hull" rev="$(hidden rev)" code=HULL name=Hull preferred=1
status 422
has 'The default warehouse must be active.'
get /warehouses/export.csv
has "HULL,Hull <shed>"

# An item of which nothing is there, then something.
get /items/new
post /items/new item_id=ANVIL name=Anvil kind=stock active=active uom=EA \
    price=90 default_warehouse=HULL
item=$(created)
get "$item/stock"
has 'Nothing has come in yet'
valid
get "/adjustments/new?item=${item##*/}"
has 'IN303000'
has 'value="ANVIL"'
valid
post /adjustments/new item_id=ANVIL move_kind=adjustment quantity=-2
status 422
has 'An adjustment needs a reason.'
valid
get /adjustments/new
post /adjustments/new item_id=ANVIL move_kind=receipt quantity=7 note='From <Sheffield>'
status 303
get "$(created)"
has 'From &lt;Sheffield&gt;'
has 'Receipt'
valid
get '/adjustments?tab=receipts'
has 'Anvil'
valid
get /adjustments/export.csv
header Content-Type text/csv
has 'ANVIL,HULL,7,7,'
get "$item/stock"
has '7 EA'
valid
stock=$(sed -n 's|.*href="/erp\(/stock/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$stock"
has 'Anvil in Hull'
has 'No order has a claim on it'
valid
rev=$(hidden rev)
post "$stock" rev="$rev" on_hand=-1
status 422
has 'not below zero'
valid
get "$stock"
post "$stock" rev="$rev" on_hand=6 low_at=4 expected=2031-05-04
goes "$item/stock?done=saved"
get "$stock"
post "$stock" rev="$rev" on_hand=5
status 409
get "$item/moves"
has 'Count'
valid
get '/stock?tab=in'
has 'IN401000'
valid
for tab in all low out below; do
	get "/stock?tab=$tab"
	status 200
	valid
done
get /stock/export.csv
has 'ANVIL,HULL,6,'

# Ten are ordered: six are promised, the rest waits.
cat >"$TMP/accounts.csv" <<EOF
account_id,name,type,currency
SMITH,Smith & Sons,customer,GBP
EOF
run_quiet "$B/postern" import accounts "$TMP/accounts.csv" \
    --store "$TMP/store"
cat >"$TMP/orders.csv" <<EOF
order_no,account_id,item_id,quantity,unit_price
ANV-1,SMITH,ANVIL,10,90
EOF
run_quiet "$B/postern" import orders "$TMP/orders.csv" --store "$TMP/store"
get '/orders?tab=all&q=ANV-1'
order=$(sed -n 's|.*href="/erp\(/orders/[0-9][0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$order"
post "$order/release" rev="$(hidden rev)"
status 303
get "$stock"
has 'Out of Stock'
has "$order"
valid
get '/stock?tab=out'
has 'Anvil'
get "$order"
post "$order/ship" rev="$(hidden rev)"
status 303
shipment=$(created)
get "$shipment"
has '6'
post "$shipment/confirm" rev="$(hidden rev)"
status 303
get "$order"
has 'Back Order'
get "$item/moves"
has 'Shipment'
get /adjustments/new
post /adjustments/new item_id=ANVIL move_kind=receipt quantity=5
get "$item/stock"
has '5 EA'
has '4 EA'
has '1 EA'
is "all adds up" "$B/postern" verify --store "$TMP/store"
done_testing

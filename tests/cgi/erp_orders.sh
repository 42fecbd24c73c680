#!/bin/sh
# An order from entry to shipment: lines in a form without scripts, prices
# found, sums shown before saving, steps as buttons, refusals as sentences.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# row ID WAS ITEM TEXT QTY UNIT PRICE DISCOUNT TAX: appends a line's inputs.
rows=
row() {
	rows="$rows&$(form "l_id=$1" "l_was=$2" "l_item_id=$3" \
	    "l_description=$4" "l_quantity=$5" "l_uom=$6" "l_unit_price=$7" \
	    "l_discount_pct=$8" "l_tax_code=$9" l_line_requested_date= \
	    l_promised_date= l_line_note=)"
}

# send PATH [N=V ...]: a form with the rows, and forgets them.
send() {
	target=$1
	shift
	remember_token
	{
		form token="$token" "$@"
		printf '%s' "$rows"
	} >"$TMP/body"
	rows=
	cgi POST "$target" application/x-www-form-urlencoded "$TMP/body"
}

# line_id N: the stored id of line N of the form on the page.
line_id() {
	tr '>' '\n' <"$page" | sed -n \
	    '/name="l_id"/s/.*value="\([^"]*\)".*/\1/p' | sed -n "$1p"
}

# A customer without a past.
get /customers/new
post /customers/new account_id=FRESH name='Fresh & Co' status=active \
    currency=GBP terms=30D ship_line1='8 Candlemaker Row' ship_country=GB \
    bill_line1='8 Candlemaker Row' bill_country=GB
customer=$(created)

# Nothing typed: what is missing stands beside its field.
get /orders/new
status 200
has 'SO301000'
has 'name="l_item_id"'
has 'list="l-items"'
valid
row 0 '' '' '' '' '' '' '' ''
send /orders/new from=0 span=0 do=save type_code=SO account_id= order_date=
status 422
has 'Customer is missing.'
valid

# Add rows keeps everything and complains of nothing.
row 0 '' 'NO-SUCH' '' 'many' '' '' '' ''
send /orders/new from=0 span=0 do=rows type_code=SO account_id=FRESH \
    order_date=2026-11-02 customer_po='<b>PO 7</b>'
status 200
has 'value="&lt;b&gt;PO 7&lt;/b&gt;"'
has 'value="NO-SUCH"'
has 'value="many"'
lacks 'There is a problem'
valid

# What is wrong in a line stands below it, and the summary leads there.
row 0 '' 'NO-SUCH' '' 'many' '' '' '' ''
send /orders/new from=0 span=0 do=save type_code=SO account_id=FRESH \
    order_date=2026-11-02
status 422
has 'href="#line-1"'
has 'id="line-1"'
has 'aria-invalid="true"'
has 'NO-SUCH'
has 'Order Qty. is not a quantity'
valid

# Calculate fills in what item and price list know, and saves nothing.
row 0 '' bx-s '' 100 '' '' '' ''
row 0 '' '' 'Foil by the metre' 2 M 3.5 10 ''
send /orders/new from=0 span=0 do=calculate type_code=SO \
    account_id=FRESH order_date=2026-11-02
status 200
has 'Carton, single wall, small'
has 'value="0.45"'
has '6.30'
has 'class="sums"'
has 'Tax 20'
valid
get '/orders?tab=hold&q=foil'
has 'Nothing found'

# Saved: On Hold, with a number; found by it everywhere.
get /orders/new
row 0 '' bx-s '' 100 '' '' '' ''
row 0 '' '' 'Foil by the metre' 2 M 3.5 10 ''
row 0 '' '' '' '' '' '' '' ''
send /orders/new from=0 span=0 do=save type_code=SO account_id=FRESH \
    order_date=2026-11-02 summary='Foil for the fair'
status 303
order=$(created)
get "$order"
status 200
has 'On Hold'
has 'Foil for the fair'
has 'Foil by the metre'
has '61.56 <span class="cur">GBP</span>'
has 'Candlemaker Row'
has 'Remove hold'
valid
number=$(sed -n 's/.*<h1>Sales Order \([^<]*\)<.*/\1/p' "$page" | head -n 1)
get "/search?q=$number"
has "$order\""
valid
get "/orders?tab=all&q=$number"
has "$order\""
get /SO301000
goes /orders

# Changed: another quantity finds another price; a typed price stays; a line
# is taken away by its box.
get "$order/edit"
has "Edit $number"
valid
one=$(line_id 1)
two=$(line_id 2)
tab=$(printf '\t')
row "$one" "0.45${tab}100${tab}EA${tab}VAT-S${tab}BX-S${tab}Carton, single wall, small" \
    BX-M 'Carton, single wall, small' 50 EA 0.45 '' VAT-S
row "$two" "${tab}2${tab}M${tab}VAT-S${tab}${tab}Foil by the metre" '' \
    'Foil by the metre' 2 M 3.75 10 VAT-S
send "$order/edit" rev="$(hidden rev)" from=0 span=2 do=save \
    account_id=FRESH order_date=2026-11-02
goes "$order?done=saved"
get "$order"
has 'Carton, single wall, medium'
has '0.68'
has '3.75'
lacks 'single wall, small'
get "$order/edit"
row "$(line_id 1)" '' BX-M 'Cartons' 50 EA 0.7 '' VAT-S
row "$(line_id 2)" '' '' 'Foil by the metre' 2 M 3.75 10 VAT-S
send "$order/edit" rev="$(hidden rev)" from=0 span=2 do=save l_del=1 \
    account_id=FRESH order_date=2026-11-02
goes "$order?done=saved"
get "$order"
lacks 'Foil by the metre'
has '35.00'

# A form that is not ours is refused whole.
get "$order/edit"
row "$(line_id 1)" '' BX-M 'Cartons' 50 EA 0.7 '' VAT-S
send "$order/edit" rev="$(hidden rev)" from=0 span=9 do=save \
    account_id=FRESH order_date=2026-11-02
status 422
has 'damaged'
get "$order/edit"
row "$(line_id 1)" '' BX-M 'Cartons' 50 EA 0.7 '' VAT-S
send "$order/edit" rev="$(hidden rev)" from=0 span=1 do=save l_id=0 \
    account_id=FRESH order_date=2026-11-02
status 422

# Two at one order.
get "$order/edit"
rev=$(hidden rev)
line=$(line_id 1)
row "$line" '' BX-M 'Cartons' 60 EA 0.7 '' VAT-S
send "$order/edit" rev="$rev" from=0 span=1 do=save account_id=FRESH \
    order_date=2026-11-02
status 303
row "$line" '' BX-M 'Cartons' 70 EA 0.7 '' VAT-S
send "$order/edit" rev="$rev" from=0 span=1 do=save account_id=FRESH \
    order_date=2026-11-02
status 409
has 'value="70"'
has 'Somebody else saved this document'
valid

# Steps: released, shipped with a package, confirmed, invoiced.
get "$order"
rev=$(hidden rev)
post "$order/release" rev="$rev"
goes "$order?done=hold-removed"
post "$order/release" rev="$rev"
is 'a stale step is refused' sh -c \
    "grep -Eq '^Status: (409|422)' '$heads'"
has 'This could not be done'
valid
get "$order?done=hold-removed"
has 'The hold is removed.'
has 'Create shipment'
valid
post "$order/ship" rev="$(hidden rev)"
status 303
shipment=$(created)
get "$shipment"
status 200
has 'SO302000'
has 'Confirm shipment'
has '60'
valid
get "$shipment/edit"
has 'name="l_quantity"'
lacks 'Add rows'
valid
line=$(line_id 1)
post "$shipment/edit" rev="$(hidden rev)" from=0 span=1 do=save \
    ship_date=2026-11-03 l_id="$line" l_was= l_quantity=40
goes "$shipment?done=saved"
get "$shipment"
has '40'
post "$shipment/packages" weight=heavy
status 422
has 'Weight'
valid
get "$shipment"
post "$shipment/packages" description=Pallet weight=12.5 tracking_no=HP1 \
    tracking_url=https://parcels.example/HP1
goes "$shipment?done=package-added"
get "$shipment"
has 'href="https://parcels.example/HP1"'
valid
# A package too many is taken away again; after a question.
post "$shipment/packages" description=Wrong
goes "$shipment?done=package-added"
get "$shipment"
package=$(sed -n 's|.*href="/erp\(/packages/[0-9]*\)/delete".*|\1|p' "$page" |
    tail -n 1)
get "$package/delete"
has 'Delete this package?'
valid
post "$package/delete"
status 400
get "$package/delete"
post "$package/delete" rev="$(hidden rev)"
goes "$shipment?done=deleted"
get "$package/delete"
status 404
get "$shipment"
lacks 'Wrong'
package=$(sed -n 's|.*href="/erp\(/packages/[0-9]*\)/delete".*|\1|p' "$page")
get "$package/delete"
kept=$(hidden rev)
get "$shipment"
post "$shipment/confirm" rev="$(hidden rev)"
goes "$shipment?done=confirmed"
get "$shipment"
has 'Confirmed'
has 'Prepare invoice'
lacks "$shipment/edit"
lacks "$package/delete"
post "$package/delete" rev="$kept"
status 422
has 'is confirmed: correct it first'
get "$shipment"
has 'HP1'
get "$shipment/edit"
status 422
has 'Correct it first'
valid
get "$order"
has 'Back Order'
has '40 shipped'
has "$shipment\""
valid
get "$order/edit"
status 422
has 'can no longer be changed'
get "$shipment"
post "$shipment/invoice" rev="$(hidden rev)"
status 303
invoice=$(created)
get "$invoice"
has "$order\""
has 'Balanced'
valid
get "$order"
has "$invoice\""
valid

# Cancel asks first.
get /orders/new
row 0 '' BX-L '' 1 '' '' '' ''
send /orders/new from=0 span=0 do=save type_code=QT account_id=FRESH \
    order_date=2026-11-02
quote=$(created)
get "$quote"
has 'Quote QT'
post "$quote/release" rev="$(hidden rev)"
goes "$quote?done=hold-removed"
get "$quote"
has 'Make an order of it'
post "$quote/order" rev="$(hidden rev)"
status 303
made=$(created)
get "$quote"
has "href=\"/erp$made\""
get "$made"
has 'Sales Order SO'
has "href=\"/erp$quote\""
get "$made/cancel"
has 'Keep the order'
valid
post "$made/cancel" rev="$(hidden rev)"
goes "$made?done=canceled"
get "$made"
has 'Canceled'
get "$made/cancel"
goes "$made"
get "$made"
post "$made/reopen" rev="$(hidden rev)"
goes "$made?done=reopened-order"
get "$made/audit"
status 200
valid

# Over the limit: held, and released by Accounting.
get "$customer/edit"
post "$customer/edit" rev="$(hidden rev)" name='Fresh & Co' status=active \
    currency=GBP terms=30D credit_limit=10 bill_country=GB ship_country=GB
status 303
get "$made"
post "$made/hold" rev="$(hidden rev)"
goes "$made?done=held"
get "$made"
post "$made/release" rev="$(hidden rev)"
get "$made"
has 'Credit Hold'
has 'Credit limit exceeded.'
valid
post "$made/release-credit" rev="$(hidden rev)"
goes "$made?done=credit-released"
get "$customer"
has 'Credit left'
has '/orders"'
valid
get "$customer/orders"
has "$made\""
valid

# Lists: tabs, order, file; what nobody offers is refused.
for tab in open awaiting-payment hold credit-hold shipping back-order completed quotes all; do
	get "/orders?tab=$tab"
	status 200
done
valid
get '/orders?tab=all&sort=oldest'
status 200
get /orders/export.csv?tab=all
header Content-Type text/csv
has 'order_type,order_no'
for tab in open hold confirmed invoiced completed all; do
	get "/shipments?tab=$tab"
	status 200
done
valid
get /shipments/export.csv
header Content-Type text/csv
get '/orders?tab=nonsense'
status 400
get /orders/999999
status 404

# A long document: a page of lines each, and a save of one page keeps the
# lines of the others.
get /orders/new
n=0
while [ "$n" -lt 130 ]; do
	n=$((n + 1))
	row 0 '' '' "Line number $n" 1 EA 1 '' ''
done
send /orders/new from=0 span=0 do=save type_code=SO account_id=FRESH \
    order_date=2026-11-02
status 303
long=$(created)
get "$long"
has 'Lines 1 to 100 of 130'
has 'Line number 100<'
lacks 'Line number 101<'
valid
get "$long?from=100"
has 'Line number 130<'
get "$long/edit?from=100"
has 'value="Line number 130"'
lacks 'value="Line number 100"'
valid
ids=$(tr '>' '\n' <"$page" | sed -n \
    '/name="l_id"/s/.*value="\([^"]*\)".*/\1/p')
rev=$(hidden rev)
n=100
for id in $ids; do
	[ "$id" != 0 ] || continue
	n=$((n + 1))
	row "$id" '' '' "Changed $n" 1 EA 1 '' VAT-S
done
send "$long/edit" rev="$rev" from=100 span=30 do=save account_id=FRESH \
    order_date=2026-11-02
goes "$long?done=saved"
get "$long"
has 'Line number 100<'
get "$long?from=100"
has 'Changed 130<'
lacks 'Line number 130<'
get "$long/delete"
valid
post "$long/delete" rev="$(hidden rev)"
goes '/orders?done=deleted'
get "$long"
status 404

# Many at once: two that can be released, one that somebody changed meanwhile.
for i in 1 2 3; do
	row 0 '' '' "Bulk $i" 1 EA 1 '' VAT-S
	send /orders/new from=0 span=0 do=save type_code=SO \
	    account_id=FRESH order_date=2026-11-02
	many="${many:-} $(created | sed 's|.*/||')"
done
# shellcheck disable=SC2086
set -- $many
get '/orders?tab=hold'
has "name=\"id\" value=\"$1\""
valid
get "/orders/chosen?id=$1&id=$2&id=$3"
has 'Remove hold: 3 of 3'
valid
items=$(tr '>' '\n' <"$page" | sed -n \
    's/.*name="item" value="\([^"]*\)".*/item=\1/p')
get "/orders/$3"
post "/orders/$3/release" rev="$(hidden rev)"
# shellcheck disable=SC2086
post /orders/step do=release $items
status 200
has '2 of 3 done.'
has 'Somebody changed it meanwhile: nothing was done.'
valid
# Sent twice, nothing is done twice.
# shellcheck disable=SC2086
post /orders/step do=release $items
has '0 of 3 done.'
post /orders/step do=delete item=1.1
status 404
get /orders/chosen
has 'Nothing is chosen.'

# A type with a sequence of its own.
get /order-types
has 'Return for credit'
valid
get /order-types/new
valid
post /order-types/new code=we description=Web template=so prefix=WEB \
    prepayment=20 active=1
status 303
row 0 '' '' "From the web" 1 EA 100 '' VAT-S
send /orders/new from=0 span=0 do=save type_code=WE account_id=FRESH \
    order_date=2026-11-02
status 303
get "$(created)"
has 'WEB000001'
has 'Awaiting Payment'
has '24.00 GBP is to be paid in advance.'
valid
done_testing

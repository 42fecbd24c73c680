#!/bin/sh
# Ordering on the portal: finding, the cart, placing it once whatever the
# browser does, quotes, and what no parameter shows.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

location() {
	sed -n 's/^Location: //p' "$heads"
}
# item_of NUMBER: its id, by searching.
item_of() {
	get "/catalogue?q=$1"
	grep -o '/portal/catalogue/[0-9][0-9]*"' "$page" | head -n 1 |
	    tr -dc '0-9'
}
# cart_rows: how many lines the cart has.
cart_rows() {
	grep -c 'name="l_quantity"' "$page"
}

# ---- finding: number, words without accents or case, categories
get /catalogue
status 200
valid
has 'Your own prices'
has 'More items'
get "$(sed -n 's/.*href="\/portal\(\/catalogue?after=[^"]*\)".*/\1/p' "$page")"
status 200
has '/add"'
get '/catalogue?after=nonsense'
status 400
category=$(grep -o '/catalogue/in/[0-9]*' "$page" | head -n 1)
get "${category:-/catalogue/in/1}"
status 200
valid
get '/catalogue?q=CARTON+small'
has 'BX-S'
lacks 'OF-LAMP'
get '/catalogue?q=zzzz'
has 'Nothing found'
small=$(item_of BX-S)
get "/catalogue/$small"
status 200
valid
has 'SEK'
has 'List price'
get "/catalogue/$small/picture"
status 200
header Content-Type image/png
header Cache-Control no-store
get "/catalogue/$(item_of SV-PRINT)/picture"
status 404

# ---- the cart: the same form twice adds once
get "/catalogue/$small"
post "/catalogue/$small/add" quantity=1,2,3 uom=EA
status 422
has 'Enter a number'
valid
post "/catalogue/$small/add" quantity=10 uom=EA
status 303
post "/catalogue/$small/add" quantity=10 uom=EA
status 303
get /cart
status 200
valid
has 'value="10"'
is 'one line' [ "$(cart_rows)" = 1 ]
get "/catalogue/$small"
post "/catalogue/$small/add" quantity=1 uom=PALLET
status 422

# ---- quick order: all of it or nothing, and why
get /cart/quick
status 200
valid
upload /cart/quick list='TP-CLEAR;3
NO-SUCH 4'
status 422
has 'Line 2: there is no item NO-SUCH'
valid
printf 'item;quantity\n"TP-CLEAR";2\nBX-S,5\n' >"$TMP/list.csv"
upload /cart/quick list='OF-LAMP 1' file=@"$TMP/list.csv"
status 303
goes '/cart?done=added'
get /cart
is 'three lines' [ "$(cart_rows)" = 3 ]
has 'value="15"'

# ---- two tabs: each changes its line, both changes stay; the same line asks
field() {
	sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$page"
}
grep -o 'name="l_id" value="[0-9]*"' "$page" | tr -dc '0-9\n' >"$TMP/ids"
one=$(sed -n 1p "$TMP/ids")
two=$(sed -n 2p "$TMP/ids")
post /cart l_id="$one" l_was=15 l_quantity=20 do=update
status 303
post /cart l_id="$two" l_was=1 l_quantity=2 do=update
status 303
get /cart
has 'value="20"'
post /cart l_id="$one" l_was=15 l_quantity=99 do=update
status 409
has 'changed in another window'
valid
get /cart
has 'value="20"'
post /cart l_id="$two" l_was=2 l_quantity=2 do="remove-$two"
status 303
get /cart
is 'two lines' [ "$(cart_rows)" = 2 ]

# ---- check, and place: once
get /cart/order
status 200
valid
has 'Place order'
rev=$(hidden rev)
total=$(hidden total)
place() {
	post /cart/order rev="$rev" total="$total" customer_po='PO 99' \
	    shipping_rule=complete requested_date= notes='Ring twice.' "$@"
}
post /cart/order rev="$rev" total=1 shipping_rule=complete
status 422
has 'Prices have changed'
post /cart/order rev="$rev" total="$total" requested_date=2020-01-01
status 422
has 'This day has passed'
valid
get /cart/order
place
status 303
order=$(location)
order=${order%%\?*}
order=${order#/portal}
place
status 303
is 'sent twice, one order' [ "$(location)" = "/portal$order?done=placed" ]
# The other tab had shown the same cart, with a token of its own.
get /catalogue
place
status 303
goes "$order?done=placed-once"
get /cart
has 'Your cart is empty'
post /cart/order rev=1 total=0
status 303
goes '/cart?done=changed'
get '/orders?tab=all&q=PO+99'
is 'one order in the list' \
    [ "$(grep -o 'href="/portal/orders/[0-9]*"' "$page" | wc -l)" = 1 ]
get "$order"
status 200
valid
has 'PO 99'
has 'Ship all items together'
has 'Ring twice.'
has 'Confirmed'

# ---- again, whole and one line; the same reference is asked about
post "$order/again"
status 303
goes '/cart?done=again'
get /cart
is 'as many lines as the order' [ "$(cart_rows)" = 2 ]
get /cart/order
rev=$(hidden rev)
total=$(hidden total)
place
status 422
has 'has this number already'
place po_again=1
status 303

# ---- ask to change, cancel
get "$order/ask"
status 200
valid
post "$order/ask" text=
status 422
post "$order/ask" text='Ten more, please.'
status 303
get "$order"
has 'We will answer'
get "$order/cancel"
valid
post "$order/cancel" rev="$(hidden rev)"
status 303
get "$order"
has 'Canceled'

# ---- a quote: asked for, offered, accepted; another declined
quote() {
	get "/catalogue/$small"
	post "/catalogue/$small/add" quantity="$1" uom=EA
	get '/cart/order?quote=1'
	post /cart/order rev="$(hidden rev)" total="$(hidden total)" quote=1 \
	    customer_po="Q $1"
	q=$(location)
	q=${q%%\?*}
	q=${q#/portal}
	get "$q"
}
quote 400
has 'We are at work'
get "$q/accept"
goes "$q"
first=$q
quote 500
second=$q
use erp
signin_as erp
for q in "$first" "$second"; do
	get "$q"
	post "$q/release" rev="$(hidden rev)"
done
get /order-requests
status 200
valid
has 'Ten more'
request=$(grep -o '/order-requests/[0-9]*' "$page" | head -n 1)
get "$request"
status 200
valid
post "$request" rev="$(hidden rev)" answer='Gladly, order them anew.'
status 303
# ---- what staff hides is not there, by whatever way
get "/items/$small/references"
post "/items/$small/references" kind=customer value=THEIRS-1 account_id=THISTLE
status 303
post "/items/$small/references" kind=barcode value=4006381333931
status 303
lamp=$(get '/items?q=OF-LAMP'; grep -o '/erp/items/[0-9]*"' "$page" |
    head -n 1 | tr -dc '0-9')
get "/items/$lamp"
post "/items/$lamp" rev="$(hidden rev)" item_id=OF-LAMP name='Desk lamp, brass' \
    kind=stock active=active uom=EA web=hidden
status 303
use portal
get "$order"
has 'Gladly, order them anew.'
get "$first/accept"
status 200
valid
post "$first/accept" rev="$(hidden rev)" name=
status 422
post "$first/accept" rev="$(hidden rev)" name='Maria L.'
status 303
get "$first"
has 'Accepted by Maria L.'
get "$second/decline"
post "$second/decline" rev="$(hidden rev)" reason=
status 422
has 'Say why'
post "$second/decline" rev="$(hidden rev)" reason='Too dear.'
status 303
get '/catalogue?q=4006381333931'
has 'BX-S'
get '/catalogue?q=THEIRS-1'
has 'Nothing found'
get '/catalogue?q=lamp'
lacks 'OF-LAMP'
get "/catalogue/$lamp"
status 404
get "/catalogue/$small"
post "/catalogue/$lamp/add" quantity=1
status 404
upload /cart/quick list='OF-LAMP 1'
status 422
upload /cart/quick list='THEIRS-1 1'
status 422
done_testing

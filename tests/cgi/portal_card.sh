#!/bin/sh
# Paying on the page of a processing center: a stand-in takes its place.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cgi/libcenter.sh
. "$(dirname "$0")/libcenter.sh"
need_node
company
center_start

rest_of() {
	sed -n 's/^Location: //p' "$heads" | sed 's/?.*//; s/.*\///'
}

# made: how many sessions the stand-in has made
made() {
	cat "$TMP/center/made" 2>/dev/null | wc -l
}

# ---- nobody takes cards yet
signin_as portal
get /pay
lacks 'Pay now'
one=$(tr '>' '\n' <"$page" | sed -n '/name="id"/s/.*value="\([^"]*\)".*/\1/p' | head -n 1)
post /pay id="$one" amount=10 do=card
status 404

# ---- an administrator opens a processing center
signin_as erp
get /processing-centers/new
status 200
valid
post /processing-centers/new center_id=CARDS description='Card or wallet' \
    provider=stripe api_url="$there" active=1
status 422
valid
has 'needs its API key'
post /processing-centers/new center_id=CARDS description='Card or wallet' \
    provider=stripe api_url="http://pay.example" active=1 api_key=sk_test_1 \
    signing_secret=whsec_1
status 422
has 'The address begins with https://'
post /processing-centers/new center_id=CARDS description='Card or wallet' \
    provider=stripe api_url="$there" active=1 api_key=sk_wrong \
    signing_secret=whsec_1
status 303
center=$(rest_of)
get "/processing-centers/$center"
status 200
valid
has 'not shown again'
lacks sk_wrong
lacks whsec_1
has 'No portal works with'
center_of_portal
get "/processing-centers/$center"
has "/portal/pay/callback/$center"

# ---- the center cannot be reached: nothing is lost, it is tried again
use portal
get "/pay?id=$one"
valid
has 'Card or wallet'
has 'Pay now'
post /pay id="$one" amount=10 do=card
status 303
paying=$(rest_of)
post /pay id="$one" amount=10 do=card
is 'pressed twice, paid once' test "$(rest_of)" = "$paying"
get "/pay/$paying"
status 200
valid
has 'cannot be reached'
has 'Try again'
use erp
get "/processing-centers/$center"
post "/processing-centers/$center" rev="$(hidden rev)" active=1 \
    api_key=sk_test_1 signing_secret=
status 303
use portal
get "/pay/$paying"
status 200
valid
has "href=\"$there/pay/cs_1\""
has 'In progress'
get "/pay/$paying"
has "href=\"$there/pay/cs_1\""
is 'one session' test "$(made)" = 1
get /balance
has 'You have announced'
get "/pay/$paying?back=left"
has 'Continue to the payment page'
get "/pay/$paying?back=paid"
valid
has 'is being confirmed'
header Refresh 5

# ---- what the center tells: forged, late, of nobody, odd, then true
tell evt_1 completed cs_1 1000 paid whsec_2
status 400
tell evt_1 completed cs_1 1000 paid whsec_1 400
status 400
raw POST "/pay/callback/$center" application/json "$TMP/message"
status 400
raw GET "/pay/callback/$center" '' ''
status 405
raw POST /pay/callback/999 application/json "$TMP/message"
status 404
raw POST /pay/callback/1x application/json "$TMP/message"
status 404
tell evt_2 completed cs_9 1000 paid
status 200
has 'nothing of ours'
tell evt_3 completed cs_1 999 paid
status 200
get "/pay/$paying"
status 200
has 'In progress'
tell evt_4 completed cs_1 1000 paid
status 200
cp "$TMP/message" "$TMP/good"
get "/pay/$paying?back=paid"
status 303
goes "/payments/$paying"
get "/payments/$paying"
valid
has 'Used for'
has 'pi_1'
# Doubled, replayed within its minutes, and told in the wrong order.
tell evt_4 completed cs_1 1000 paid
status 200
has 'known'
tell evt_5 async_payment_succeeded cs_1 1000 paid
status 200
tell evt_6 expired cs_1 1000 unpaid
status 200
get "/payments/$paying"
has 'Applied'
printf '{"id":"evt_7"' >"$TMP/message"
env_more="HTTP_STRIPE_SIGNATURE=$(node "$center_mjs" sign whsec_1 "$TMP/message")"
raw POST "/pay/callback/$center" application/json "$TMP/message"
env_more=
status 400

# ---- withdrawn here, paid there: the money has come all the same
get "/pay?id=$one"
post /pay id="$one" amount=20 do=card
paying=$(rest_of)
get "/pay/$paying"
has "href=\"$there/pay/cs_2\""
post "/pay/$paying/withdraw" rev="$(hidden rev)"
status 303
# Twice the first token was asked for with another key.
sed -i 1d "$TMP/center/asked"
tell evt_8 completed cs_2 2000 paid
status 200
get /payments
has 'Applied'
use erp
get "/processing-centers/$center"
valid
has 'evt_8'
has 'Does Not Fit'
get '/payments?tab=closed'
has pi_2
is 'the books add up' "$B/postern" verify --store "$TMP/store"

# ---- switched off: nobody begins, but what is on its way arrives
use portal
get "/pay?id=$one"
post /pay id="$one" amount=30 do=card
paying=$(rest_of)
get "/pay/$paying"
use erp
get "/processing-centers/$center"
post "/processing-centers/$center" rev="$(hidden rev)"
status 303
use portal
get "/pay?id=$one"
lacks 'Pay now'
tell evt_9 completed cs_3 3000 paid
status 200
get "/payments/$paying"
has 'Applied'
done_testing

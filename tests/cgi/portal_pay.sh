#!/bin/sh
# Paying: one document, several, all; announcing, withdrawing, confirming.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

# rest_of TEXT: what stands behind the last slash, without a query
rest_of() {
	sed -n 's/^Location: //p' "$heads" | sed 's/?.*//; s/.*\///'
}

# ---- ways to the page
get /balance
status 200
valid
has 'Pay the chosen ones'
has 'Pay all that is open'
one=$(grep -o '/portal/invoices/[0-9]*"' "$page" | sed 's/[^0-9]//g' | sed -n 1p)
two=$(grep -o '/portal/invoices/[0-9]*"' "$page" | sed 's/[^0-9]//g' |
    grep -vx "$one" | sed -n 1p)
get "/invoices/$one"
status 200
has "/portal/pay?id=$one\""
get "/balance/chosen?id=$one&id=$two"
has "/portal/pay?id=$one&amp;id=$two\""

# ---- one document
get "/pay?id=$one"
status 200
valid
has 'What you pay'
has 'I have paid'
has 'By bank transfer'
has 'Reference'
has '>RF'
open=$(tr '>' '\n' <"$page" | sed -n '/name="amount"/s/.*value="\([^"]*\)".*/\1/p')

# ---- amounts
post /pay id="$one" amount=999999999 do=update
status 422
valid
has 'open.</p>'
has 'value="999999999"'
post /pay id="$one" amount=x do=announce
status 422
has 'x is not an amount'
post /pay id="$one" amount=0 do=announce
status 422
has 'Say at least of one document'
post /pay id="$one" amount=1.5 do=update
status 303
get "/pay?id=$one&amount=1.50"
status 200
has 'value="1.50"'
get "/pay?id=999999"
status 404
get "/pay?id=1x"
status 404
post /pay id=999999 amount=1 do=announce
status 404
get "/pay?amount=1"
status 200
valid
get "/pay?card=4111"
status 400

# ---- announcing: once, whatever is pressed
get "/pay?id=$one"
post /pay id="$one" amount="$open" summary='Sent today' do=announce
status 303
made=$(rest_of)
post /pay id="$one" amount="$open" summary='Sent today' do=announce
status 303
is 'the same form makes one payment' test "$(rest_of)" = "$made"
get "/pay/$made?done=announced"
status 200
valid
has 'we have noted it'
has 'Meant for'
has 'Sent today'
has 'Withdraw'
has 'Not confirmed yet'
pay_no=$(grep -o 'PAY[0-9]*' "$page" | head -n 1)
# Another window: the page had its own token.
get "/pay?id=$one"
has 'announced already'
post /pay id="$one" amount="$open" do=announce
status 422
has 'are announced already'
get "/invoices/$one"
has 'A payment is announced'
has 'Left to pay'
get /balance
has 'You have announced'
get "/payments/$made"
status 200
valid
has 'Meant for'
has "/portal/pay/$made\""
get '/payments?q='"$pay_no"
has "$pay_no"

# ---- withdrawn, and announced again
get "/pay/$made"
rev=$(hidden rev)
post "/pay/$made/withdraw" rev="$rev"
status 303
goes "/payments/$made?done=withdrawn"
get "/payments/$made"
valid
has 'Withdrawn'
get "/pay/$made"
goes "/payments/$made"
post "/pay/$made/withdraw" rev="$rev"
status 409
get "/pay?id=$one&id=$two"
post /pay id="$one" amount="$open" id="$two" amount=0.01 do=announce
status 303
second=$(rest_of)
get "/pay/$second"
has '>RF'

# ---- a clerk confirms one and rejects the other
signin_as erp
get /
has 'Announced payments'
get '/payments?tab=pending'
has "/erp/payments/$second\""
get "/payments/$second"
valid
has 'Confirm'
lacks '>Void payment<'
get "/payments/$second/reject"
status 200
valid
rev=$(hidden rev)
post "/payments/$second/reject" rev="$rev" reason=
status 422
has 'Say why'
get "/payments/$second/reject"
post "/payments/$second/reject" rev="$rev" reason='It did <not> come'
status 303
get "/payments/$second/audit"
has 'Rejected'
use portal
get "/payments/$second"
valid
has 'Not confirmed'
has 'It did &lt;not&gt; come'
get "/pay?id=$one"
post /pay id="$one" amount="$open" do=announce
third=$(rest_of)
use erp
get "/payments/$third/confirm"
valid
post "/payments/$third/confirm" rev="$(hidden rev)"
status 303
get "/payments/$third"
has 'Closed'
post "/payments/$third/confirm" rev="$rev"
status 422
has 'is Closed and cannot be released'
use portal
get "/payments/$third"
has 'Used for'
has 'Applied'
get "/pay?id=$one"
has 'Nothing to pay'

# ---- in euro, a phone reads the transfer
# drawn FILE: the code of the page as a picture, from its runs of squares
drawn() {
	sed -n 's/.*<svg viewBox="0 0 \([0-9]*\) .*class="light"[^>]*><path d="\([^"]*\)".*/\1z\2/p' \
	    "$page" | tr 'zM' '\n\n' | awk '
	NR == 1 { side = $1; next }
	NF { split($1, a, /h.*/); x = $1; split($2, b, /[hv-]+/)
		for (i = 0; i < b[2]; i++) dark[x + i, b[1]] = 1 }
	END { print "P1"; print side * 6, side * 6
		for (y = 0; y < side * 6; y++) { line = ""
			for (x = 0; x < side * 6; x++)
				line = line (dark[int(x / 6), int(y / 6)] ? "1 " : "0 ")
			print line } }' >"$1"
}
jar=$TMP/juergen.jar
: >"$jar"
juergen=juergen@mueller-moebel.example
echo 'kettle orbit maple 19' | run_quiet "$B/postern" user reset "$juergen" \
    --store "$TMP/store" --password-file - --keep-password
signin "$juergen" 'kettle orbit maple 19'
get '/pay?currency=EUR'
status 200
valid
has 'All that is open'
has 'Code of this transfer'
if command -v zbarimg >/dev/null 2>&1; then
	drawn "$TMP/code.pbm"
	zbarimg -q --raw "$TMP/code.pbm" >"$TMP/code" 2>/dev/null
	is 'the code names the account' grep -qx GB33BUKB20201555555555 \
	    "$TMP/code"
	total=$(sed -n 's/.*class="fig">\([0-9.,]*\).*/\1/p' "$page" |
	    tr -d , | head -n 1)
	is 'and the amount' grep -qx "EUR$total" "$TMP/code"
fi
# Another customer's payment and invoice are not there.
get "/pay?id=$two"
status 404
post /pay id="$two" amount=1 do=announce
status 404
get "/pay/$third"
status 404
post "/pay/$third/withdraw" rev=1
status 404
use portal

# ---- switched off, nobody pays; what was announced is still to be seen
use erp
get /features
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management \
    feature=portal_financials
post /features/enable
use portal
get /balance
status 200
lacks 'Pay the chosen ones'
lacks 'Pay all that is open'
get "/invoices/$two"
lacks '/portal/pay?id'
get "/pay?id=$two"
status 403
get /pay
status 403
post /pay id="$two" amount=1 do=announce
status 403
get "/pay/$third"
status 403
post "/pay/$third/withdraw" rev=1
status 403
get "/payments/$second"
status 200
done_testing

#!/bin/sh
# Bank entries: what the bank says becomes payments, by proposal, by hand and
# all that are certain at once; ignored, and opened again.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

today=$(date -u +%Y-%m-%d)

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# issue AMOUNT: an invoice to FRESH, released; its path and number.
issue() {
	get /invoices/new
	post /invoices/new from=0 span=0 do=save doc_type=invoice \
	    account_id=FRESH invoice_date="$today" l_id=0 l_was= l_item_id= \
	    l_description=Work l_quantity=1 l_uom= l_unit_price="$1" \
	    l_discount_pct= l_tax_code=VAT-Z l_line_note=
	invoice=$(created)
	get "$invoice/release"
	post "$invoice/release" rev="$(hidden rev)"
	get "$invoice"
	number=$(sed -n 's|.*<h1>[^<]*\(INV[0-9]*\).*|\1|p' "$page" | head -n 1)
}

# entry AMOUNT NAME MEMO: the bank's line; one open at a time.
entry() {
	cat >"$TMP/bank.ofx" <<-END
	OFXHEADER:100

	<OFX><STMTRS><CURDEF>GBP<BANKACCTFROM><ACCTID>1</BANKACCTFROM>
	<BANKTRANLIST><STMTTRN><DTPOSTED>20261102<TRNAMT>$1<NAME>$2<MEMO>$3
	<BANKACCTTO><ACCTID>GB77</BANKACCTTO></STMTTRN></BANKTRANLIST></STMTRS>
	</OFX>
	END
	run_quiet "$B/postern" import bank_entries "$TMP/bank.ofx" \
	    --store "$TMP/store"
	get /bank
	bank=/bank/$(grep -o '/erp/bank/[0-9][0-9]*"' "$page" |
	    tr -dc '0-9\n' | sort -n | tail -n 1)
}

get '/bank?tab=ignored'
has 'No bank entries here'
has 'Upload a bank file'
valid
get /AR305500
goes /bank
get /customers/new
post /customers/new account_id=FRESH name='Fresh & Co' status=active \
    currency=GBP terms=30D

# Certain: confirmed with all others that are.
issue 40
entry 40.00 'F. Fresh' "for $number"
has '40.00'
valid
get "$bank"
has 'It names the documents.'
has 'Exact'
has 'Fresh &amp; Co'
valid
get /bank/exact
has "$number"
has 'checked'
valid
post /bank/exact id="${bank##*/}"
goes '/bank?done=entries-confirmed'
get "$bank"
has 'Matched'
payment=$(sed -n 's|.*href="/erp\(/payments/[0-9]*\)".*|\1|p' "$page" |
    head -n 1)
valid
get "$payment"
has 'Closed'
has "$bank\""
valid
get "$invoice"
has 'Closed'

# Opened again: the payment is voided, the invoice open.
get "$bank/reopen"
has 'voided'
valid
post "$bank/reopen" rev="$(hidden rev)"
get "$invoice"
lacks 'Closed'
get "$payment"
has 'Voided'

# By the first proposal.
get "$bank"
post "$bank/confirm" rev="$(hidden rev)" account="$(hidden account)" \
    l_invoice="$(hidden l_invoice)" l_amount="$(hidden l_amount)"
goes "$bank?done=entry-confirmed"

# By hand: a wrong amount stays in the form, a part is taken.
issue 30
entry 25.00 Somebody ''
get "$bank"
has 'This bank account has paid for the customer before.'
get "$bank?customer=NOBODY"
has 'There is no such customer.'
valid
get "$bank?customer=fresh"
has 'Confirm as payment of Fresh &amp; Co'
rev=$(hidden rev)
post "$bank/confirm" rev="$rev" account="$(hidden account)" \
    l_invoice="${invoice##*/}" l_amount=31
status 422
has 'value="31"'
valid
post "$bank/confirm" rev="$rev" account="$(hidden account)" \
    l_invoice="${invoice##*/}" l_amount=20
goes "$bank?done=entry-confirmed"
get "$invoice"
has '10.00 <span class="cur">GBP</span>'

# What went out, and no business with a customer.
entry -3.00 Bank Fee
get "$bank"
has 'No refund of this amount is known.'
valid
post "$bank/ignore" rev="$(hidden rev)"
goes "$bank?done=ignored"
for tab in open matched ignored all; do
	get "/bank?tab=$tab"
	status 200
done
valid
get '/bank?tab=all&q=fee'
has 'Fee'
get /bank/export.csv?tab=all
header Content-Type text/csv
get /bank/exact
# shellcheck disable=SC2046 # words
post /bank/exact $(grep -o 'name="id" value="[0-9]*' "$page" |
    sed 's/.*"/id=/')
get /bank/exact
has 'Nothing is certain'
valid
get "$bank/audit"
valid
get /
valid
# Accounting brings in what the bank says, and nothing else.
get /exchange/imports/new
upload /exchange/imports/new kind=accounts file=@"$TMP/bank.ofx"
other=$(created)
get /users/new
post /users/new login=books first_name=Bo last_name=Oks \
    email=books@x.example user_type=Employee max_sessions=3 roles=accounting
once=$(sed -n 's/.*<code id="otp">\([^<]*\)<.*/\1/p' "$page")
signed_out
signin books "$once"
get /password
post /password password='kettle orbit maple 19' again='kettle orbit maple 19'
get /bank
has 'Upload a bank file'
get /exchange/imports/new?kind=bank_entries
status 200
valid
has 'value="bank_entries"'
lacks 'value="accounts"'
upload /exchange/imports/new kind=accounts file=@"$TMP/bank.ofx"
status 422
get /exchange/imports/new
entry_file=$TMP/more.ofx
sed 's/TRNAMT>[^<]*/TRNAMT>77,00/' "$TMP/bank.ofx" >"$entry_file"
upload /exchange/imports/new kind=bank_entries file=@"$entry_file"
status 303
job=$(created)
get "$job"
status 200
valid
has 'Bank entries'
get "$other"
status 404
get "$other/file"
status 404
get /exchange/imports
status 403
get /exchange/exports
status 403
done_testing

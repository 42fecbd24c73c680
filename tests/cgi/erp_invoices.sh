#!/bin/sh
# Invoices and payments: written, calculated, released, credited, canceled;
# paid by parts, applied, taken back, voided; what is final stays as it is.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# write ITEM TEXT QTY PRICE: a new invoice of one line for FRESH.
write() {
	get /invoices/new
	post /invoices/new from=0 span=0 do=save doc_type=invoice \
	    account_id=FRESH invoice_date="$today" l_id=0 l_was= \
	    l_item_id="$1" l_description="$2" l_quantity="$3" l_uom= \
	    l_unit_price="$4" l_discount_pct= l_tax_code= l_line_note=
}

# step PATH VERB: presses a button of the page at PATH.
step() {
	get "$1"
	post "$1/$2" rev="$(hidden rev)"
}

today=$(date -u +%Y-%m-%d)
get /customers/new
post /customers/new account_id=FRESH name='Fresh & Co' status=active \
    currency=GBP terms=30D bill_line1='8 Candlemaker Row' bill_country=GB \
    bill_city=Edinburgh bill_postal_code='EH1 2QE'
customer=$(created)

# The form; sums before saving.
get /invoices/new
has 'AR301000'
has 'name="l_item_id"'
has 'data-reckon'
has 'id="sums"'
valid
post /invoices/new from=0 span=0 do=calculate doc_type=invoice \
    account_id=FRESH invoice_date="$today" l_id=0 l_was= l_item_id=tp-clear \
    l_description= l_quantity=10 l_uom= l_unit_price= l_discount_pct= \
    l_tax_code= l_line_note=
status 200
has 'Clear tape 48 mm x 66 m'
has '16.50'
has '19.80'
valid
write '' '' 1 2
status 422
has 'href="#line-1"'
valid
write TP-CLEAR '' 10 ''
status 303
invoice=$(created)
get "$invoice"
has 'Balanced'
has '19.80 <span class="cur">GBP</span>'
has 'Release'
valid

# Released after a question; then it is final and has its number.
get "$invoice/release"
has 'Not yet'
valid
post "$invoice/release" rev="$(hidden rev)"
goes "$invoice?done=released"
get "$invoice?done=released"
has 'It is released.'
has 'Due in 30 days'
has 'Left to pay'
has 'Credit memo'
lacks "$invoice/edit"
valid
number=$(sed -n 's/.*<h1>Invoice \([^<]*\)<.*/\1/p' "$page" | head -n 1)
is 'it has a number' test -n "$number"
get "$invoice/edit"
status 422
has 'A credit memo takes it back.'
valid
get "/search?q=$number"
has "$invoice\""
get "/invoices?tab=open&q=$number"
has "$invoice\""
get "$customer"
has 'Balance'
has '19.80 <span class="cur">GBP</span>'
valid
get "$customer/invoices"
has "$invoice\""
valid

# A payment, entered with the document it pays; too much is refused.
get /payments/new
has 'AR302000'
has 'name="l_applied_no"'
valid
post /payments/new from=0 span=0 do=save payment_type=payment \
    account_id=FRESH currency= amount=ten payment_date="$today" \
    method=transfer
status 422
has 'value="ten"'
valid
get /payments/new
post /payments/new from=0 span=0 do=save payment_type=payment \
    account_id=FRESH currency= amount=15 payment_date="$today" \
    method=transfer reference='BACS <77>' l_id=0 l_was= \
    l_applied_type=invoice l_applied_no="$number" l_applied_amount=5
status 303
payment=$(created)
get "$payment"
has 'BACS &lt;77&gt;'
has '15.00 <span class="cur">GBP</span>'
valid
get "$payment/release"
valid
post "$payment/release" rev="$(hidden rev)"
goes "$payment?done=released"
get "$payment"
has "$invoice\""
has '10.00 GBP not applied yet'
has 'Unapply'
valid
get "$payment/apply"
has '10.00 GBP to apply'
has 'value="10.00"'
valid
id=${invoice##*/}
post "$payment/apply" rev="$(hidden rev)" l_invoice="$id" l_amount=100
status 422
has 'There is less'
has 'value="100"'
valid
post "$payment/apply" rev="$(hidden rev)" l_invoice="$id" l_amount=much
status 422
has 'much is not an amount.'
get "$payment/apply"
post "$payment/apply" rev="$(hidden rev)" l_invoice="$id" l_amount=4.80
goes "$payment?done=applied"
get "$invoice"
has '10.00 <span class="cur">GBP</span>'
has 'of 19.80 GBP'
has "$payment\""
valid
application=$(hidden application)
post "$invoice/unapply" application="$application"
goes "$invoice?done=unapplied"
post "$invoice/unapply" application=999999
status 404
step "$payment" auto-apply
goes "$payment?done=applied"
get "$payment"
has 'Closed'
get "$payment/void"
has 'Keep the payment'
valid
post "$payment/void" rev="$(hidden rev)"
goes "$payment?done=voided"
get "$payment"
has 'Voided'
valid
get "$invoice"
has 'Nothing has been applied.'

# Taken back: a memo with its lines, released, applied to another invoice.
step "$invoice" credit
status 303
memo=$(created)
get "$memo"
has 'Credit Memo'
has "$number"
valid
step "$memo" remove-hold
goes "$memo?done=hold-removed"
get "$memo/release"
post "$memo/release" rev="$(hidden rev)"
get "$memo"
has 'Left to apply'
get "$memo/apply"
has "$invoice\""
valid
post "$memo/apply" rev="$(hidden rev)" l_invoice="$id" l_amount=19.80
goes "$memo?done=applied"
get "$invoice"
has 'Closed'
get "$memo/apply"
goes "$memo"

# Canceled by a memo that closes with it; a draft is voided or deleted.
write '' 'Set-up' 1 100
second=$(created)
step "$second" hold
goes "$second?done=held"
step "$second" remove-hold
goes "$second?done=hold-removed"
get "$second/release"
post "$second/release" rev="$(hidden rev)"
get "$second/cancel"
has 'cannot be undone'
valid
post "$second/cancel" rev="$(hidden rev)"
goes "$second?done=canceled"
get "$second"
has 'Canceled'
has 'Linked documents'
valid
write '' 'Mistake' 1 1
third=$(created)
get "$third/void"
valid
post "$third/void" rev="$(hidden rev)"
goes "$third?done=voided"
write '' 'Other mistake' 1 1
fourth=$(created)
get "$fourth/delete"
post "$fourth/delete" rev="$(hidden rev)"
goes '/invoices?done=deleted'
get "$fourth"
status 404
get "$invoice/audit"
status 200
valid

# Lists; overdue ones only in their tab.
for tab in open overdue drafts hold closed memos all; do
	get "/invoices?tab=$tab"
	status 200
done
get '/invoices?tab=overdue'
has 'days overdue'
lacks 'Due in'
valid
get '/invoices?tab=overdue&q=inv'
lacks 'Due in'
get '/invoices/export.csv?tab=overdue'
header Content-Type text/csv
get '/order-invoices'
has 'SO303000'
lacks "$invoice\""
valid
get '/order-invoices/export.csv'
header Content-Type text/csv
for tab in unapplied balanced pending closed voided all; do
	get "/payments?tab=$tab"
	status 200
done
valid
get /payments/export.csv?tab=all
header Content-Type text/csv
get "$customer/payments"
has "$payment\""
valid
get /AR302000
goes /payments

# Money that was not used goes back; a voided refund gives it back to the
# payment.
get /payments/new
post /payments/new from=0 span=0 do=save payment_type=payment \
    account_id=FRESH currency= amount=7 payment_date="$today" method=transfer
unused=$(created)
get "$unused/release"
post "$unused/release" rev="$(hidden rev)"
get "$unused"
unused_no=$(sed -n 's|.*<h1>[^<]*\(PAY[0-9]*\).*|\1|p' "$page" | head -n 1)
get /payments/new
post /payments/new from=0 span=0 do=save payment_type=refund \
    account_id=FRESH currency= amount=7 payment_date="$today" \
    method=transfer l_id=0 l_was= l_applied_type=payment \
    l_applied_no="$unused_no" l_applied_amount=7
status 303
refund=$(created)
get "$refund/release"
post "$refund/release" rev="$(hidden rev)"
goes "$refund?done=released"
get "$unused"
has 'Closed'
get "$refund"
has 'Refund'
valid
get "$refund/void"
post "$refund/void" rev="$(hidden rev)"
get "$unused"
has 'Available Balance'

# The first page counts what waits.
get /
has 'Overdue invoices'
has 'Orders to ship'
has 'Invoices to release'
valid
done_testing

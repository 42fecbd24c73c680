#!/bin/sh
# A customer's money: the overview, documents, payments, and choosing.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

# id_of LIST: of the first row of a list
id_of() {
	grep -o "/portal/$1/[0-9][0-9]*" "$page" | head -n 1 | sed 's/.*\///'
}

# ---- the overview
get /balance
status 200
valid
has 'Open invoices less credits and unused payments'
has 'days overdue'
has 'data-amount='
lacks 'On Hold'
open=$(id_of invoices)
get "/balance/chosen?id=$open&id=$open"
status 200
valid
has 'Together'
is 'a document is counted once' test \
    "$(grep -o "/portal/invoices/$open\"" "$page" | wc -l)" = 1
get /balance/chosen
has 'Nothing is chosen'
# Take-away: each of them once, with an index.
get "/invoices/zip?id=$open&id=$open"
status 200
header Content-Type application/zip
is "PDF, UBL and index" python3 - "$page" <<'PY'
import csv, io, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
rows = list(csv.DictReader(io.StringIO(z.read('index.csv').decode())))
assert len(rows) == 1, rows
assert z.read(rows[0]['pdf'])[:5] == b'%PDF-'
if rows[0]['ubl']:
    assert b'<cbc:ID>' in z.read(rows[0]['ubl'])
assert rows[0]['balance'] and rows[0]['currency'], rows
PY
get /invoices/zip
status 422
has 'Tick documents in the list first.'
get '/invoices/zip?id=999999'
status 404
get "/invoices/zip?$(seq -f 'id=%g' -s '&' 1 201)"
status 400
get '/balance/chosen?id=999999'
status 404
get '/balance/chosen?id=1x'
status 404
get '/balance?tab=all&sort=oldest&rows=100'
status 200
valid
get '/balance?rows=250'
status 400
get '/balance?tab=payments'
status 400
get '/balance/export.csv?tab=all'
status 200
has 'invoice_no,doc_type,status'

# ---- a document as it was issued
get "/invoices/$open"
status 200
valid
has 'Left to pay'
has 'Bill to'
has 'Tax '
has 'class="total"'
get '/balance?tab=all&q=INV'
has 'Paid '
paid=$(grep -o "/portal/invoices/[0-9][0-9]*" "$page" | sed 's/.*\///' | tail -n 1)
get "/invoices/$paid"
status 200
has 'Paid by'
pay=$(id_of payments)
get "/payments/$pay"
status 200
valid
has 'Used for'
has "/portal/invoices/$paid\""
get /payments
status 200
valid
has 'Payments'
get /payments/export.csv
status 200
has 'payment_no,payment_type'

# ---- a statement of any period
get /statement
status 200
valid
has 'Balance before'
has 'Balance at the end'
has 'class="ageing"'
get '/statement?from=2020-01-01'
status 200
valid
has '<td class="num" data-l="Balance">0.00 '
get '/statement?from=2026-02-01&to=2026-01-01'
status 200
has 'The first day is after the last one'
get '/statement?from=yesterday'
has 'Enter both days as dates'
get '/statement?currency=XTS'
status 200
get '/statement/export.csv?from=2020-01-01'
status 200
has ',opening,,,,SEK,,0.00'
has 'date,type,number,reference,due_date,currency,amount,balance'
# adds_up: each balance is the one before it and the amount
adds_up() {
	awk -F, 'NR > 2 && $2 != "closing" { b += $7; off = b - $8
		if (off > 0.001 || off < -0.001) exit 1 }' "$page"
}
is 'every balance adds up' adds_up
get '/statement/export.csv?from=x'
status 400

# ---- what is not issued, or not one's own, is not there
signin_as erp
get '/invoices?tab=drafts'
draft=$(grep -o '/erp/invoices/[0-9]*' "$page" | head -n 1 | sed 's/.*\///')
use portal
get "/invoices/$draft"
status 404
lacks "INV0"
get /invoices/999999
status 404

# ---- switched off
use erp
get /features
post /features/modify feature=case_management \
    feature=modern_customer_portal feature=portal_case_management
post /features/enable
use portal
get /
lacks 'Financials'
get /balance
status 403
get "/invoices/$open"
status 403
done_testing

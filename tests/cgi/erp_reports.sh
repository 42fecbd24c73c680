#!/bin/sh
# What customers owe: ageing, details of a customer, statements prepared and
# what becomes of them; the same figures as pages, CSV and spreadsheets.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

today=$(date -u +%Y-%m-%d)
day() {
	date -u -d "$1 days" +%Y-%m-%d
}
created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# bill DUE AMOUNT: a released invoice of LATE, of that day or of today.
bill() {
	of=$(printf '%s\n%s\n' "$1" "$today" | sort | head -n 1)
	get /invoices/new
	post /invoices/new from=0 span=0 do=save doc_type=invoice \
	    account_id=LATE invoice_date="$of" due_date="$1" l_id=0 l_was= \
	    l_item_id= l_description=Goods l_quantity=1 l_uom= \
	    l_unit_price="$2" l_discount_pct= l_tax_code= l_line_note=
	made=$(created)
	get "$made"
	post "$made/release" rev="$(hidden rev)"
}

get /statement-cycles/new
post /statement-cycles/new cycle_id=DAILY schedule=weekly \
    day="$(date -u -d yesterday +%u)" days1=10 days2=20 days3=30 active=1 \
    by_mail=1 remind1=5 remind2=2
status 422
has 'Each reminder comes later than the one before'
post /statement-cycles/new cycle_id=DAILY schedule=weekly \
    day="$(date -u -d yesterday +%u)" days1=10 days2=20 days3=30 active=1 \
    by_mail=1 remind1=5 remind2=12
status 303
get /customers/new
post /customers/new account_id=LATE name='Late & Co' status=active \
    currency=CHF bill_country=CH bill_city=Bern bill_line1='Gasse 1' \
    statement_cycle=DAILY
customer=$(created)
bill "$(day +3)" 100
bill "$(day -5)" 20
bill "$(day -15)" 3
bill "$(day -40)" 0.5

# Found by number and name, in the menu.
for id in AR631000 AR402000 AR404600 AR503000 AR503500; do
	get /$id
	status 303
done
get '/search?q=AR631000'
goes /ageing

# By age, the most overdue first; each customer leads to the documents.
get /ageing
status 200
valid
has 'AR631000'
has 'Late &amp; Co'
has "href=\"/erp$customer/details\""
has "28.20"
has '148.20 <span class="cur">CHF</span>'
has 'As a spreadsheet'
get '/ageing?sort=customer'
status 200
get /ageing/export.csv
status 200
is "the row of the file" grep -q \
    '^LATE,Late & Co,CHF,4,120.00,24.00,3.60,0.00,0.60,148.20,0.00,148.20,28.20,' \
    "$page"
xlsx() {
	is "$asked: is a spreadsheet" python3 -c '
import sys, zipfile, re
z = zipfile.ZipFile(sys.argv[1])
s = "".join(z.read(n).decode() for n in z.namelist() if "sheet1" in n or "haredSt" in n)
sys.exit(0 if all(w in s for w in sys.argv[2:]) else s[:2000])' "$page" "$@"
}
get /ageing/xlsx
status 200
header Content-Type spreadsheetml
xlsx 'LATE' '148.2' 'oldest_due'

# One customer.
get "$customer/details"
status 200
valid
has 'Statement as PDF'
has '148.20 <span class="cur">CHF</span>'
get "$customer/details?tab=all"
status 200
# On another day: two were there and open, and only one of them was late.
get "$customer/details?on=$(day -12)"
status 200
valid
is 'ages of that day' sh -c "sed 's/<[^>]*>/ /g' '$page' | tr -s ' \n' ' ' |
    grep -q '1–10 days 3.60 CHF .*21–30 days 0.60 CHF'"
get "$customer/details?on=$(day -60)"
has 'Nothing was open on that day'
get "$customer/details?on=$(day 2)"
has 'has not come yet'
get "$customer/details?on=soon"
valid
has 'Enter a date'
get "$customer/details/export.csv"
status 200
is "four documents" sh -c "test \$(grep -c '^LATE,invoice' '$page') = 4"
get "$customer/details/xlsx"
xlsx 'LATE' '0.6'
get /accounts/999999/details/xlsx
status 404
get /customer-details
status 200
valid
has 'Late &amp; Co'
get /customer-details/xlsx
xlsx '28.2'
get /customer-details/export.csv
is "the customer's row" grep -q '^LATE,Late & Co,CHF,148.20,148.20,28.20,' \
    "$page"

# The statement of yesterday, by hand. There is no e-mail: to be printed.
get /statements
status 200
valid
get /statements/prepare
status 200
valid
has DAILY
post /statements/prepare cycle="$(hidden cycle)" place= day="$(hidden day)"
status 303
get /statements
status 200
valid
has 'Late &amp; Co'
has 'To print'
pdf=$(sed -n 's|.*href="/erp\(/statements/[0-9]*/pdf\)".*|\1|p' "$page" |
    head -n 1)
get "$pdf"
status 200
header Content-Type application/pdf
get /statements/export.csv
is "its figures" grep -q ',LATE,DAILY,CHF,0.60,27.60,0.00,28.20,28.20,0.00,24.00,3.60,0.00,0.60' "$page"
get /statements/xlsx
xlsx DAILY
get "$customer/statements"
status 200
valid

# Printed, and said so; twice does no harm.
get /notices
status 200
valid
has 'Late &amp; Co'
notice=$(sed -n 's|.*name="id" value="\([0-9]*\)".*|\1|p' "$page" | head -n 1)
get "/notices/$notice"
status 200
valid
has 'Statement in CHF (PDF)'
has 'Mark as printed'
get "/notices/$notice/pdf?currency=CHF"
status 200
header Content-Type application/pdf
get "/notices/chosen?id=$notice"
status 200
valid
has 'Late &amp; Co'
post /notices/step id="$notice" do=mail
status 422
has 'Neither the customer nor the primary contact has an e-mail address that may be used for it.'
get "/notices/chosen?id=$notice"
post /notices/step id="$notice" do=printed
status 303
post /notices/step id="$notice" do=printed
status 303
get '/notices?tab=printed'
has 'Late &amp; Co'
get /notices/xlsx?tab=printed
xlsx LATE printed
done_testing

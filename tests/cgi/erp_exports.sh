#!/bin/sh
# Exports by a page: what is wished, written behind the page, downloaded, kept
# as a profile, done again.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

location() {
	sed -n 's/^Location: .erp\([^?]*\).*/\1/p' "$heads"
}
# Until the process behind an export has ended.
wait_for() {
	job=$(location)
	tries=100
	get "$job"
	while grep -q '^Refresh: ' "$heads" && [ $tries -gt 0 ]; do
		sleep 0.2
		tries=$((tries - 1))
		get "$job"
	done
}
# wish WORD=VALUE...: from the form on
wish() {
	get /exchange/exports/new
	post /exchange/exports/new "$@"
}

get /exchange/exports
status 200
valid
has 'No exports yet'
has 'SM207036'
get /SM207036
header Location /erp/exchange/exports

# ---- what, then how: each kind has its own form
get /exchange/exports/new
status 200
valid
has '<option value="orders">'
has 'Order Responses'
get '/exchange/exports/new?kind=nonsense'
has 'What is to be exported?'
get '/exchange/exports/new?kind=orders'
status 200
valid
has 'value="canceled"'
has 'name="date_from"'
has 'UBL 2.1, a file for each document'
get '/exchange/exports/new?kind=terms'
lacks 'name="date_from"'
lacks 'name="account_id"'
lacks 'UBL 2.1'

# ---- what cannot be wished
wish kind=nonsense format=csv
status 422
wish kind=terms format=ubl
status 422
has 'This cannot be written in that format.'
valid
wish kind=orders format=csv columns=order_no,colour account_id=NOBODY \
    date_from=2026-12-31 date_to=2026-01-01 name='Not kept'
status 422
has 'value="order_no,colour"'
valid
wish kind=orders format=csv columns=order_no,colour
status 422
has 'There is no column “colour”.'
wish kind=orders format=csv date_from=2026-12-31 date_to=2026-01-01
status 422
has 'The last day lies before the first.'
wish kind=orders format=xml columns=order_no
status 422
wish kind=orders format=csv status=nonsense
status 422
wish kind=statements format=ubl
status 422
has 'Enter the first and last day.'
get /exchange/exports
has 'No exports yet'

# ---- CSV, as the command writes it
wish kind=accounts format=csv
status 303
wait_for
valid
has 'Exported'
get "$job/file"
status 200
header Content-Disposition "accounts-$(date -u +%Y-%m-%d).csv"
header Content-Type 'text/csv; charset=utf-8'
"$B/postern" export accounts --store "$TMP/store" >"$TMP/accounts.csv"
is 'the same as from the command' cmp "$page" "$TMP/accounts.csv"

# ---- a dialect, columns and statuses; kept under a name
wish kind=orders format=csv columns=order_no,total decimal=comma bom=yes \
    status=completed status=open name='Orders for the books'
status 303
wait_for
has 'order_no,total'
get "$job/file"
is 'a mark in front, semicolons' grep -q '^.*order_no;total' "$page"
is 'commas in numbers' grep -q ',[0-9][0-9].$' "$page"
"$B/postern" export orders --columns order_no,total --decimal , --bom \
    --status open,completed --store "$TMP/store" >"$TMP/orders.csv"
is 'the same as from the command' cmp "$page" "$TMP/orders.csv"

# ---- once more, and by the profile
get "$job"
post "$job/again"
status 303
wait_for
get "$job/file"
is 'the same again' cmp "$page" "$TMP/orders.csv"
get /exchange/export-profiles
status 200
valid
has 'Orders for the books'
profile=$(sed -n 's|.*href="/erp\(/exchange/export-profiles/[0-9]*\)".*|\1|p' \
    "$page" | head -n 1)
get "/exchange/exports/new?profile=${profile##*/}"
has 'value="order_no,total"'
has 'value="completed" checked'
get "$profile"
status 200
valid
has 'value="Orders for the books"'
post "$profile" name='Orders for us' format=csv columns=order_no \
    status=completed rev="$(hidden rev)"
status 303
get "$profile"
has 'value="order_no"'
lacks 'value="open" checked'
post "$profile" name= format=csv rev="$(hidden rev)"
status 422
has 'Enter a name.'
get "/exchange/exports/${profile##*/}"
status 404
get "/exchange/export-profiles/${job##*/}"
status 404

# ---- a file for each document, in an archive
wish kind=invoices format=ubl
status 303
wait_for
has 'Download'
get "$job/file"
status 200
header Content-Disposition .zip
cp "$page" "$TMP/invoices.zip"
"$B/postern" export invoices --format ubl --output "$TMP/ubl" \
    --store "$TMP/store" >/dev/null 2>&1
if command -v unzip >/dev/null; then
	mkdir "$TMP/unpacked"
	is 'the archive is whole' unzip -q "$TMP/invoices.zip" -d "$TMP/unpacked"
	is 'the documents of the command' diff -r "$TMP/ubl" "$TMP/unpacked"
fi
wish kind=payments format=xlsx
wait_for
get "$job/file"
is 'a spreadsheet' sh -c "head -c 2 '$page' | grep -q PK"

# ---- who took what out
get /audit
has 'Kind:'
has 'invoices-'
get /exchange/exports
has 'invoices-'
valid
is 'nothing is left in the spool' [ -z "$(find "$TMP/spool" -name 'export-*')" ]

# ---- features and roles
get '/exchange/exports/new'
has 'value="products"'
signed_out
get /exchange/exports
status 303
done_testing

#!/bin/sh
# Documents as downloads: what is issued is kept, and each sees only his own.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company

# id_of SITE LIST: of the first row of a list
id_of() {
	grep -o "/$1/$2/[0-9][0-9]*" "$page" | head -n 1 | sed 's/.*\///'
}

# How many files are kept.
kept() {
	find "$TMP/store/files" -type f | wc -l
}

text_of() {
	pdftotext -layout "$page" "$TMP/text" 2>"$TMP/text.err"
	cp "$TMP/text" "$page.text"
}

says() {
	if grep -qF -- "$1" "$page.text"; then
		ok "$asked: says $1"
	else
		not_ok "$asked: says $1"
	fi
}

embedded() {
	pdffonts "$page" | awk 'NR > 2 { n++; if ($(NF - 4) != "yes") bad = 1 }
		END { exit bad || n == 0 }'
}

# in_order TEXT...: so they follow each other in the file's tags
in_order() {
	pdfinfo -struct-text "$page" | tr -d '\n' >"$TMP/tags"
	for words; do
		echo "$words"
	done | awk -v file="$TMP/tags" '
		BEGIN { getline all <file }
		{
			at = index(all, $0)
			if (at == 0) {
				print "not found, or too early: " $0
				exit 1
			}
			all = substr(all, at + length($0))
		}'
}

# sound TEXT...: a whole file that has its fonts, and is read in this order
sound() {
	is "$asked: is whole" qpdf --check "$page"
	is "$asked: has its fonts" embedded
	is "$asked: is read in order" in_order "$@"
}

# once TEXT: the tags hold it one time
once() {
	is "$asked: says $1 once" test "$(grep -oF -- "$1" "$TMP/tags" |
	    wc -l)" = 1
}

signin_as erp

# ---- an issued invoice
get '/invoices?tab=all&q=INV000001'
id=$(id_of erp invoices)
get "/invoices/$id"
has "/erp/invoices/$id/pdf"
has "/erp/invoices/$id/ubl"
before=$(kept)
get "/invoices/$id/pdf"
status 200
header Content-Type application/pdf
header Content-Disposition 'attachment; filename="Invoice INV000001.pdf"'
header Content-Disposition "filename*=UTF-8''Invoice%20INV000001.pdf"
header X-Content-Type-Options nosniff
header Cache-Control no-store
header Content-Security-Policy sandbox
header Content-Length "$(wc -c <"$page" | tr -d ' ')"
cp "$page" "$TMP/first.pdf"
text_of
says 'INV000001'
says 'Harrow & Pine Supplies'
sound 'Invoice' INV000001 '日本橋本町' 'Due date' 'Amount due' Description \
    'Unit price' 'Sum of lines' Total 'How to pay' Reference
once 'How to pay'
is 'it is kept' test "$(kept)" = $((before + 1))
get "/invoices/$id/pdf"
is 'the same bytes again' cmp "$page" "$TMP/first.pdf"
"$B/postern" document invoice INV000001 --store "$TMP/store" \
    --output "$TMP/command.pdf"
is 'the same bytes by the command' cmp "$TMP/command.pdf" "$TMP/first.pdf"

# A company that moves changes none of it.
get /company
post /company rev="$(hidden rev)" legal_name='Elsewhere Ltd' \
    main_line1='1 New Street' main_country=DE currency=EUR
status 303
get "/invoices/$id/pdf"
is 'the same bytes after the company has moved' cmp "$page" "$TMP/first.pdf"
head_ "/invoices/$id/pdf"
status 200
is 'HEAD brings no body' test ! -s "$page"

# ---- the logo
get /company
has 'Upload logo'
lacks 'paper-logo'
echo 'no picture' >"$TMP/no.png"
upload /company/logo file="@$TMP/no.png"
status 422
valid
has 'The logo must be a PNG'
upload /company/logo
status 422
has 'Choose a file.'
base64 -d >"$TMP/logo.png" <<'END'
iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR42mPgzk7DgxhGpbEh
AOj3VfHVjKh9AAAAAElFTkSuQmCC
END
upload /company/logo file="@$TMP/logo.png"
goes '/company?done=saved'
get /company
valid
has 'class="paper-logo"'
get /company/logo
header Content-Type image/png
get /orders
get "/orders/$(id_of erp orders)/pdf"
pdfimages -list "$page" >"$TMP/images" 2>&1
is 'it is on what is printed' grep -q ' 10  *10 ' "$TMP/images"

# ---- what can be changed is drawn anew, and not kept
now=$(kept)
for what in orders shipments; do
	get "/$what"
	doc=$(id_of erp $what)
	get "/$what/$doc"
	has "/erp/$what/$doc/pdf"
	get "/$what/$doc/pdf"
	status 200
	header Content-Type application/pdf
	text_of
	says 'Elsewhere Ltd'
	sound 'Customer No.' No. Description Quantity
done
get "/invoices/$id"
post "/invoices/$id/credit" rev="$(hidden rev)"
memo=$(sed -n 's/^Location: .erp.invoices.\([0-9]*\).*/\1/p' "$heads")
get "/invoices/$memo/pdf"
status 200
sound 'Credit Memo' '日本橋本町' Description 'Unit price' 'Sum of lines' Total
lacks 'How to pay'
# A page more, but nothing twice.
get '/invoices?tab=all&q=INV000009'
get "/invoices/$(id_of erp invoices)/pdf"
sound Invoice INV000009 Total 'Terms of payment' 'How to pay'
once 'How to pay'
now=$(kept)
get /invoices/new
post /invoices/new doc_type=invoice account_id=BAYSIDE \
    invoice_date=2026-11-02 from=0 span=0 do=save l_id=0 l_was= \
    l_item_id= l_description='Work' l_quantity=1 l_uom= l_unit_price=10 \
    l_discount_pct= l_tax_code= l_line_note=
status 303
draft=$(sed -n 's/^Location: .erp.invoices.\([0-9]*\).*/\1/p' "$heads")
get "/invoices/$draft/pdf"
status 200
header Content-Disposition 'filename="Draft Invoice.pdf"'
text_of
says 'Draft'
get "/invoices/$draft/ubl"
status 404
is 'none of them is kept' test "$(kept)" = "$now"
get /invoices/999999/pdf
status 404
valid
get /invoices/1x/pdf
status 404
get "/invoices/$id/pdf?x=1"
status 400
get /payments/1/ubl
status 404

# ---- UBL
get "/invoices/$id/ubl"
case $(sed -n 's/^Status: \([0-9]*\).*/\1/p' "$heads") in
200)
	header Content-Type application/xml
	header Content-Disposition 'filename="Invoice INV000001.xml"'
	has '<cbc:ID>INV000001</cbc:ID>'
	;;
*)
	status 409
	has 'There is no e-invoice of this document'
	valid
	;;
esac

# ---- the portal
signin_as portal
get /balance
own=$(id_of portal invoices)
get "/invoices/$own/pdf"
status 200
header Content-Type application/pdf
header Cache-Control no-store
text_of
says 'Invoice'
cp "$page" "$TMP/own.pdf"
use erp
get "/invoices/$own/pdf"
is 'both sites give the same file' cmp "$page" "$TMP/own.pdf"
use portal
get "/invoices/$draft/pdf"
status 404
get "/invoices/$own"
has "/portal/invoices/$own/pdf"
has "/portal/invoices/$own/ubl"
get /statement
has '/portal/statement/pdf?from='
get '/statement/pdf?from=2026-01-01&to=2026-12-31&currency=GBP'
status 200
header Content-Disposition 'filename="Statement 31 Dec 2026.pdf"'
text_of
says 'Opening balance'
sound Statement 'Opening balance' Balance
get '/statement/pdf?from=2026-01-01&to=2025-12-31&currency=GBP'
status 400
get '/statement/pdf?from=2026-01-01'
status 400
# Issued, and another customer's: the first that its page says is missing.
for foreign in $(seq 1 12); do
	get "/invoices/$foreign"
	grep -q '^Status: 404' "$heads" && break
done
get "/invoices/$foreign/pdf"
status 404
get "/invoices/$foreign/ubl"
status 404
signed_out
get "/invoices/$own/pdf"
header Location '/portal/sign-in?next='
done_testing

#!/bin/sh
# Two clerks and a customer at once, each a process of its own: whoever is
# second is told so, nothing is paid twice, and the books add up. ROUNDS of
# each race (LONG=1: 10).
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
[ -n "${ROUNDS:-}" ] || ROUNDS=${LONG:+10}
ROUNDS=${ROUNDS:-1}
company

# ---- people ------------------------------------------------------------------

# act WHO: ann and ben are clerks, eve is the customer.
act() {
	case $1 in
	eve) use portal ;;
	*) use erp ;;
	esac
	jar=$TMP/$1.jar
	touch "$jar"
}

# fill WHO PAGE FORM [N=V...]: WHO opens the page, and is about to send the
# form.
fill() {
	who=$1 form=$3
	act "$who"
	get "$2"
	status 200
	shift 3
	printf '%s' "$form" >"$TMP/$who.form"
	{
		printf 'token=%s' "$(escaped "$(hidden token)")"
		rev=$(hidden rev)
		[ -z "$rev" ] || printf '&rev=%s' "$rev"
		for pair; do
			printf '&%s=%s' "${pair%%=*}" "$(escaped "${pair#*=}")"
		done
	} >"$TMP/$who.body"
}

send() (
	act "$1"
	out=$TMP/$1.out page=$TMP/$1.page heads=$TMP/$1.heads
	cgi POST "$(cat "$TMP/$1.form")" application/x-www-form-urlencoded \
	    "$TMP/$1.body"
)

# told WORDS PAGE: one of these sentences
told() {
	page=$2
	if grep -qE "$sentences" "$page"; then
		ok "$1: the loser gets a sentence"
	else
		not_ok "$1: the loser gets a sentence"
	fi
}
sentences='Somebody else (was faster|changed)|less money left|less to pay|nothing open'
sentences="$sentences|only [0-9.]* [A-Z]* open|released already|cannot be"
sentences="$sentences|not open any more|has no money|announced|is voided"

# clash WORDS ONE OTHER [WINNERS]: both send at once. So many get through (1),
# the other one is told why not.
clash() {
	for who in "$2" "$3"; do
		send "$who" &
	done
	wait
	through=0
	for who in "$2" "$3"; do
		case $(sed -n 's/^Status: //p' "$TMP/$who.heads") in
		303*) through=$((through + 1)) ;;
		409* | 422*)
			told "$1" "$TMP/$who.page"
			;;
		*)
			heads=$TMP/$who.heads page=$TMP/$who.page
			not_ok "$1: $(head -n 1 "$heads")"
			;;
		esac
	done
	is "$1: $through of 2 got through" expr "${4:-1}" : ".*$through"
}

# ---- documents -----------------------------------------------------------------

today=$(date -u +%Y-%m-%d)

# rows NAME...: one of each round
rows() {
	for round in $(seq "$ROUNDS"); do
		for name; do
			echo "$name$round"
		done
	done
}

invoices() { # TYPE STATUS NAME...
	type=$1 state=$2
	shift 2
	rows "$@" | sed "s/.*/&,$type,$state,$customer,$today,$currency,Work,1,100,z/"
}

make_documents() {
	{
		echo 'invoice_no,doc_type,status,account_id,invoice_date,currency,description,quantity,unit_price,tax_category'
		invoices invoice open A- B- C- D- E- F- G- H-
		invoices invoice balanced R-
		invoices credit open M-
	} >"$TMP/invoices.csv"
	{
		echo 'payment_no,status,account_id,payment_date,currency,amount'
		rows PA- PB- PC- PD- PE- PF- |
		sed "s/.*/&,open,$customer,$today,$currency,100/"
		rows PR- | sed "s/.*/&,balanced,$customer,$today,$currency,100/"
	} >"$TMP/payments.csv"
	for kind in invoices payments; do
		run_quiet "$B/postern" import $kind "$TMP/$kind.csv" \
		    --store "$TMP/store"
	done
}

make_entries() {
	{
		printf 'OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>%s' "$currency"
		printf '<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>'
		for name in $(rows K- L-); do
			printf '<STMTTRN><DTPOSTED>%s<TRNAMT>100.00<NAME>%s</STMTTRN>' \
			    "$(date -u +%Y%m%d)" "$name"
		done
		printf '</BANKTRANLIST></STMTRS></OFX>\n'
	} >"$TMP/bank.ofx"
	run_quiet "$B/postern" import bank_entries "$TMP/bank.ofx" \
	    --store "$TMP/store"
}

# number LIST KIND: "name id" of what was imported, which is in a row
number() {
	get "$1"
	last=$(tail -n 1 "$TMP/$2.csv" | cut -d, -f1)
	id=$(tr '<' '\n' <"$page" |
	    sed -n "s|^a .*href=\"/erp/$2/\([0-9]*\)\"[^>]*>$last\$|\1|p" |
	    head -n 1)
	awk -F, -v last="$id" -v n="$(wc -l <"$TMP/$2.csv")" \
	    'NR > 1 { print $1, last - n + NR }' "$TMP/$2.csv" >>"$TMP/ids"
}

of() {
	awk -v n="$1$round" '$1 == n { print $2; exit }' "$TMP/ids"
}

# apply WHO FROM DOCUMENT: all of it; FROM is a path
apply() {
	fill "$1" "$2/apply" "$2/apply" l_invoice="$(of "$3")" l_amount=100
}

# ---- who they are ----------------------------------------------------------------

act eve
signin "$(login_of portal)" "$(password_of portal)"
currency=EUR
customer=$("$B/postern" export contacts --store "$TMP/store" |
    grep -F ",$(login_of portal)," | cut -d, -f4)
for who in ann ben; do
	act $who
	signin "$(login_of erp)" "$(password_of erp)"
done
make_documents
make_entries
number '/invoices?tab=all' invoices
number '/payments?tab=all' payments
get '/bank?tab=open&sort=newest'
grep -o '/erp/bank/[0-9]*"' "$page" | tr -dc '0-9\n' | sort -nu |
    tail -n $((2 * ROUNDS)) | paste -d ' ' - - >"$TMP/entries"

# ---- races -----------------------------------------------------------------------

# bank WHO ENTRY DOCUMENT
bank() {
	fill "$1" "/bank/$2?customer=$customer" "/bank/$2/confirm" \
	    account="$account" l_invoice="$(of "$3")" l_amount=100
}

race() {
	read -r k l
	apply ann "/payments/$(of PA-)" A-
	apply ben "/payments/$(of PA-)" B-
	clash 'one payment, two invoices' ann ben

	apply ann "/payments/$(of PB-)" C-
	apply ben "/payments/$(of PC-)" C-
	clash 'two payments, one invoice' ann ben

	apply ann "/payments/$(of PD-)" D-
	fill ben "/payments/$(of PD-)/void" "/payments/$(of PD-)/void"
	clash 'apply and void' ann ben

	apply ann "/payments/$(of PE-)" E-
	apply ben "/invoices/$(of M-)" E-
	clash 'a payment and a credit memo' ann ben

	for what in "invoices/$(of R-)" "payments/$(of PR-)"; do
		fill ann "/$what/release" "/$what/release"
		fill ben "/$what/release" "/$what/release"
		clash "$what is released twice" ann ben
	done

	act ben
	get "/bank/$k?customer=$customer"
	account=$(hidden account)
	bank ann "$k" F-
	apply ben "/payments/$(of PF-)" F-
	clash 'the bank and a clerk' ann ben

	bank ann "$l" G-
	bank ben "$l" G-
	clash 'one entry of the bank, two clerks' ann ben

	# What is announced counts nowhere, so both may be.
	fill eve "/pay?id=$(of H-)" /pay id="$(of H-)" amount=100 do=announce
	fill ben "/invoices/$(of H-)/cancel" "/invoices/$(of H-)/cancel"
	clash 'the customer and a clerk' eve ben '1 2'
}

for round in $(seq "$ROUNDS"); do
	race
done <"$TMP/entries"
is 'the books add up' "$B/postern" verify --store "$TMP/store"
done_testing

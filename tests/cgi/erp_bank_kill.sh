#!/bin/sh
# Confirming an entry of the bank is killed at moments all over it: the entry
# is matched, its payment is there and the invoice is paid, or nothing of it.
# KILLS says how often (LONG=1: 200).
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
[ -n "${KILLS:-}" ] || KILLS=${LONG:+200}
KILLS=${KILLS:-24}
company
signin_as erp

postern() {
	"$B/postern" "$@" --store "$TMP/store"
}

# ---- as many invoices, and as many entries that pay them ------------------------

today=$(date -u +%Y-%m-%d)
customer=$(postern export accounts | awk -F, '$3 == "active" || /,active,/ {
	print $1; exit }')
{
	echo 'invoice_no,account_id,invoice_date,currency,description,quantity,unit_price,tax_category'
	seq "$KILLS" | sed "s/.*/KILL-&,$customer,$today,EUR,Work,1,100,z/"
} >"$TMP/invoices.csv"
{
	printf 'OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM>'
	printf '<ACCTID>1</BANKACCTFROM><BANKTRANLIST>'
	seq "$KILLS" | sed "s/.*/<STMTTRN><DTPOSTED>$(date -u +%Y%m%d)<TRNAMT>100.00<NAME>KILL-&<\/STMTTRN>/"
	printf '</BANKTRANLIST></STMTRS></OFX>\n'
} >"$TMP/bank.ofx"
run_quiet postern import invoices "$TMP/invoices.csv"
run_quiet postern import bank_entries "$TMP/bank.ofx"

# first LIST: of the last $KILLS records
first() {
	get "$1"
	last=$(grep -o "/erp/$2/[0-9]*\"" "$page" | tr -dc '0-9\n' |
	    sort -n | tail -n 1)
	echo $((last - KILLS + 1))
}
invoice=$(first '/invoices?tab=all&q=KILL' invoices)
entry=$(first '/bank?tab=open' bank)
get "/bank/$entry?customer=$customer"
has "KILL-1"
account=$(hidden account)
rev=$(hidden rev)
token=$(hidden token)

# confirm N
confirm() {
	printf 'token=%s&rev=%s&account=%s&l_invoice=%s&l_amount=100' \
	    "$(escaped "$token")" "$rev" "$account" \
	    $((invoice + $1 - 1)) >"$TMP/body"
	cgi POST "/bank/$((entry + $1 - 1))/confirm" \
	    application/x-www-form-urlencoded "$TMP/body"
}

# ---- killed ----------------------------------------------------------------------

# Within so many ms; learnt from those that were not killed in time.
long=60
killed=0
for i in $(seq "$KILLS"); do
	ms=$((i * 7919 % long + 1))
	env_more=KILL_MS=$ms
	# What a killed program says and leaves is no matter.
	if (confirm "$i" && [ "$ended" = 0 ]) >/dev/null; then
		long=$((ms > 3 ? ms : 3))
	else
		killed=$((killed + 1))
		long=$((long + (long < 900 ? long / 8 + 1 : 0)))
	fi
done
env_more=
echo "# $killed killed, within $long ms"
is 'a third was killed' test $killed -ge $((KILLS / 3))

# halves: those of which a part is there. Lines "number what".
halves() {
	postern export bank_entries | grep ',matched' |
	    grep -o 'KILL-[0-9]*' | sed 's/$/ entry/' >"$TMP/parts"
	postern export payments | grep -o 'KILL-[0-9]*' |
	    sort -u | sed 's/$/ payment/' >>"$TMP/parts"
	postern export invoices | grep '^invoice,KILL-[0-9]*,closed' |
	    grep -o 'KILL-[0-9]*' | sed 's/$/ invoice/' >>"$TMP/parts"
	awk '{ n[$1]++ } END {
		for (k in n) if (n[k] != 3) { print k; bad = 1 }
		exit !bad }' "$TMP/parts"
}
is 'all or nothing of each' eval '! halves'
done=$(($(wc -l <"$TMP/parts") / 3))
echo "# $done done"
is 'the books add up' postern verify

# ---- and then the rest -------------------------------------------------------------

for i in $(seq "$KILLS"); do
	grep -q "^KILL-$i entry" "$TMP/parts" || confirm "$i"
done
is 'still all or nothing' eval '! halves'
is 'all of them' test "$(wc -l <"$TMP/parts")" = $((3 * KILLS))
done_testing

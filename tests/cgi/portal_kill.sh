#!/bin/sh
# What processing centers tell us and the take-away archive are killed at
# moments all over them: nothing is broken, nothing is doubled, and who comes
# again gets it. KILLS says how often (LONG=1: 200).
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cgi/libcenter.sh
. "$(dirname "$0")/libcenter.sh"
need_node
[ -n "${KILLS:-}" ] || KILLS=${LONG:+200}
KILLS=${KILLS:-6}
company
center_start
signin_as erp
get /processing-centers/new
post /processing-centers/new center_id=CARDS description=Card \
    provider=stripe api_url="$there" active=1 api_key=sk_test_1 \
    signing_secret=whsec_1
center=$(sed -n 's/^Location: .*\/\([0-9]*\).*/\1/p' "$heads")
center_of_portal

postern() {
	"$B/postern" "$@" --store "$TMP/store"
}

# ---- as many invoices, each with a payment on the center's page ---------------

today=$(date -u +%Y-%m-%d)
{
	echo 'invoice_no,account_id,invoice_date,currency,description,quantity,unit_price,tax_category'
	seq "$KILLS" | sed "s/.*/KILL-&,KAFFE,$today,SEK,Work,1,100,z/"
} >"$TMP/invoices.csv"
run_quiet postern import invoices "$TMP/invoices.csv"
signin_as portal
get '/balance?tab=all&q=KILL&rows=100'
invoice=$(grep -o '/portal/invoices/[0-9]*"' "$page" | tr -dc '0-9\n' |
    sort -n | tail -n "$KILLS" | head -n 1)
for i in $(seq "$KILLS"); do
	get "/pay?id=$((invoice + i - 1))"
	post /pay id=$((invoice + i - 1)) amount=100 do=card
	get "/pay/$(sed -n 's/^Location: .*\/\([0-9]*\).*/\1/p' "$heads")"
done
has "href=\"$there/pay/cs_$KILLS\""
node "$center_mjs" paid "$TMP/center" whsec_1

# ---- killed --------------------------------------------------------------------

# kill_each MS WORDS: runs WORDS with 1, 2, 3 ... and kills the program at some
# moment within MS, more or less as those teach that were not killed in time.
kill_each() {
	long=$1
	killed=0
	for i in $(seq "$KILLS"); do
		ms=$((i * 7919 % long / 2 + 1))
		limit=KILL_MS=$ms
		# What a killed program says and leaves is no matter.
		if ("$2" "$i" && [ "$ended" = 0 ]) >/dev/null 2>&1; then
			long=$((ms > 3 ? ms : 3))
		else
			killed=$((killed + 1))
			long=$((long + (long < 900 ? long / 8 + 1 : 0)))
		fi
	done
	limit=
	env_more=
	echo "# $killed killed, within $long ms"
	is 'a third was killed' test $killed -ge $((KILLS / 3))
}

# tell_paid N
tell_paid() {
	env_more="HTTP_STRIPE_SIGNATURE=$(cat "$TMP/center/signature.$1") $limit"
	cgi POST "/pay/callback/$center" application/json \
	    "$TMP/center/message.$1"
}
limit=
kill_each 60 tell_paid

# booked: lines "N" of the messages whose money is here.
booked() {
	postern export payments | sed -n 's/.*,CARDS pi_//p' |
	    cut -d , -f 1 | sort
}
booked >"$TMP/before"
postern export invoices | grep -o '^invoice,KILL-[0-9]*,closed' |
    grep -o '[0-9][0-9]*' | sort >"$TMP/closed"
is 'booked and used, or neither' cmp "$TMP/before" "$TMP/closed"
is 'the books add up' postern verify

# The center comes again with those it has no answer for, and with others.
again=0
for i in $(seq "$KILLS"); do
	tell_paid "$i"
	if grep -qx "$i" "$TMP/before"; then
		grep -q known "$page" || again=1
	else
		grep -qx OK "$page" || again=1
	fi
	[ "$answer" = 200 ] || again=1
done
env_more=
is 'told again: known, or booked now' test $again = 0
booked >"$TMP/after"
seq "$KILLS" | sort >"$TMP/all"
is 'each is paid, once' cmp "$TMP/after" "$TMP/all"

# ---- the archive ----------------------------------------------------------------

# shellcheck disable=SC2317 # kill_each calls it
take_away() {
	env_more=$limit
	get "/invoices/zip?id=$((invoice + $1 - 1))"
}
kill_each 200 take_away
is 'the store is sound' postern verify
list=$(seq -f 'id=%.0f' -s '&' "$invoice" $((invoice + KILLS - 1)))
get "/invoices/zip?$list"
status 200
cp "$page" "$TMP/first.zip"
get "/invoices/zip?$list"
is 'all of them, twice the same' python3 - "$TMP/first.zip" "$page" \
    "$KILLS" <<'PY'
import sys, zipfile
a, b = (zipfile.ZipFile(name) for name in sys.argv[1:3])
assert a.testzip() is None and a.namelist() == b.namelist()
pdfs = [n for n in a.namelist() if n.endswith('.pdf')]
assert len(pdfs) == int(sys.argv[3]), pdfs
for name in a.namelist():
    assert a.read(name) == b.read(name), name
assert all(a.read(n)[-6:].strip() == b'%%EOF' for n in pdfs)
PY
is 'nothing is left over' test -z "$(find "$TMP/spool" \
    -type f ! -name 'hashing-*')"
is 'the store is sound' postern verify
done_testing

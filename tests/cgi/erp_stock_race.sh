#!/bin/sh
# Fifty buyers and ten pieces: exactly ten are promised, whoever comes first.
# Then more come, of both, some buyers are killed on the way, and again not one
# piece is promised twice, or to nobody.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
BUYERS=50 LATE=24 # of these, a third is killed
company
signin_as erp

postern() {
	"$B/postern" "$@" --store "$TMP/store"
}

cat >"$TMP/accounts.csv" <<EOF
account_id,name,type,currency
RACER,Racer,customer,GBP
EOF
cat >"$TMP/products.csv" <<EOF
item_id,name,kind,price
LAST,The last ones,stock,5
EOF
cat >"$TMP/stock.csv" <<EOF
item_id,warehouse,on_hand
LAST,LONDON,10
EOF
{
	echo 'order_no,account_id,item_id,quantity,unit_price'
	seq $((BUYERS + LATE)) | sed 's/.*/RACE-&,RACER,LAST,1,5/'
} >"$TMP/orders.csv"
for kind in accounts products stock orders; do
	run_quiet postern import $kind "$TMP/$kind.csv"
done
get '/orders?tab=all&q=RACE&rows=25'
last=$(grep -o '/erp/orders/[0-9]*"' "$page" | tr -dc '0-9\n' | sort -n |
    tail -n 1)
first=$((last - BUYERS - LATE + 1))
get "/orders/$first"
has 'RACE-1'
printf 'token=%s&rev=%s' "$(escaped "$(hidden token)")" "$(hidden rev)" \
    >"$TMP/release.body"

# buy N: releases order N of them, in files of its own.
buy() (
	out=$TMP/$1.out page=$TMP/$1.page heads=$TMP/$1.heads
	cgi POST "/orders/$((first + $1 - 1))/release" \
	    application/x-www-form-urlencoded "$TMP/release.body"
)

# promised: how many lines have their piece, how many there are in all
promised() {
	postern export orders | awk -F, 'NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	} /RACE-/ { n += $at["promised_qty"] } END { print n + 0 }'
}
record() {
	postern export stock | sed -n 's/^LAST,LONDON,//p' | cut -d, -f1-3
}

# ---- all at once -----------------------------------------------------------------

for i in $(seq $BUYERS); do
	buy "$i" &
done
wait
through=$(cat "$TMP"/[0-9]*.heads | grep -c '^Status: 303')
is "$through of $BUYERS orders are released" test "$through" = $BUYERS
is "exactly 10 pieces are promised" test "$(promised)" = 10
is "and the record says so" test "$(record)" = 10,10,
is "it adds up" postern verify

# ---- killed on the way -------------------------------------------------------------

sed -i 's/10$/20/' "$TMP/stock.csv"
run_quiet postern import stock "$TMP/stock.csv"
is "who waits gets what comes" test "$(promised)" = 20
sed -i 's/20$/30/' "$TMP/stock.csv"
for i in $(seq $((BUYERS + 1)) $((BUYERS + LATE))); do
	env_more=
	[ $((i % 3)) != 0 ] ||
		env_more=KILL_MS=$((i * 7 % 40 + 5))
	# What a killed program says and leaves is no matter.
	buy "$i" >/dev/null 2>&1 &
	[ "$i" != $((BUYERS + 12)) ] || postern import stock "$TMP/stock.csv" \
	    >"$TMP/import.log" 2>&1 &
done
wait
env_more=
is "not one piece is promised twice" test "$(promised)" = 30
is "nor to nobody" test "$(record)" = 30,30,
is "it adds up after deaths" postern verify
done_testing

#!/bin/sh
# What is on hand, from a file: counted, so that a second time changes nothing.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store own
S="--store $T/own"
cat >"$T/warehouses.csv" <<'EOF'
code,name,active,site_city
MAIN,Main,yes,Leeds
OLD,Barn,no,Hull
EOF
cat >"$T/products.csv" <<'EOF'
item_id,name,default_warehouse,kind
BOLT,Bolt,MAIN,stock
HOUR,Hour,,non_stock
EOF
cat >"$T/stock.csv" <<'EOF'
item_id,warehouse,on_hand,low_at
BOLT,MAIN,12.5,3
BOLT,OLD,4,
EOF
cat >"$T/count.csv" <<'EOF'
item_id,warehouse,on_hand
BOLT,MAIN,11
EOF
cat >"$T/bad.csv" <<'EOF'
item_id,warehouse,on_hand
HOUR,MAIN,1
BOLT,WEST,1
BOLT,MAIN,-1
EOF

# shellcheck disable=SC2086 # $S is two words
{
is "warehouses" "$P" import warehouses "$T/warehouses.csv" $S
says "warehouses: 2 read, 2 created"
is "items" "$P" import products "$T/products.csv" $S
is "stock" "$P" import stock "$T/stock.csv" $S
says "stock: 2 read, 2 created, 0 updated, 0 unchanged, 0 rejected"
says "run: 3"
is "once more" "$P" import stock "$T/stock.csv" $S
says "stock: 2 read, 0 created, 0 updated, 2 unchanged, 0 rejected"
is "a count" "$P" import stock "$T/count.csv" $S
says "stock: 1 read, 0 created, 1 updated, 0 unchanged, 0 rejected"
says "run: 5"
is "what there is" "$P" export stock $S
says "BOLT,MAIN,11,,11,3,"
says "BOLT,OLD,4,,4,,"
cp "$T/out" "$T/all.csv"
is "goes in again" "$P" import stock "$T/all.csv" $S
says "stock: 2 read, 0 created, 0 updated, 2 unchanged, 0 rejected"
gives 1 "what cannot be" "$P" import stock "$T/bad.csv" $S
complains "HOUR is not a stock item"
complains "There is no Warehouse WEST"
complains "not below zero"

gives 1 "the first run is built on" "$P" undo 3 $S
complains "it was changed since"
is "the count is taken back" "$P" undo 5 $S
is "as a count" "$P" export stock $S
says "BOLT,MAIN,12.5,,12.5,3,"
is "then the first" "$P" undo 3 $S
is "leaves nothing" "$P" export stock $S
not "no stock" grep -q BOLT "$T/out"
is "and all adds up" "$P" verify $S
}
done_testing

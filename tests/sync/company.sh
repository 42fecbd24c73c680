#!/bin/sh
# A new company, its users, its data dictionary, its demo.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

gives 2 "no store named" env POSTERN_CONF= "$P" user list
complains "which store?"
gives 4 "no store there" "$P" user list --store "$T/none"
complains "there is no store in"
gives 2 "no such verb" "$P" frobnicate
is "help" "$P" --help
says "Bring accounts, contacts, products"
is "help of one verb" "$P" user add --help
says "--password-file"
gives 2 "an unknown option" "$P" user add --frob --store "$T/s"
gives 2 "an argument missing" "$P" user add --store "$T/s"
complains "LOGIN is missing"

is "init" "$P" init --store "$T/s" --credentials "$T/credentials"
says "one-time password: "
is "the credentials are private" \
	test "$(stat -c %a "$T/credentials")" = 600
is "and name the site" grep -q '^erp admin [a-z0-9-]*$' "$T/credentials"
is "the store is private" test "$(stat -c %a "$T/s")" = 700
gives 4 "init again" "$P" init --store "$T/s"
complains "it was not touched"
is "a new store has nothing to upgrade" "$P" upgrade --store "$T/s"
says "is as this version keeps it"
is "a settings file names the store" sh -c \
	"echo store = $T/s >$T/p.conf && $P user list --conf $T/p.conf"
says "admin"
echo "colour = blue" >>"$T/p.conf"
gives 2 "an unknown setting" "$P" user list --conf "$T/p.conf"
complains "line 2"

S="--store $T/s"
# shellcheck disable=SC2086 # two words
{
echo "password1234" >"$T/pw"
gives 2 "a common password" "$P" user add maya --role case_management \
	--password-file "$T/pw" $S
complains "lists that attackers try"
echo "quiet harbour lantern" >"$T/pw"
is "a user" "$P" user add maya --role case_management \
	--role customer_management --first-name Maya --last-name Okonkwo \
	--email maya@example.com --password-file "$T/pw" $S
gives 1 "the same again" "$P" user add maya --role case_management $S
complains "There is a user maya already"
gives 2 "no such role" "$P" user add max --role wizard $S
complains "case_management"
is "list" "$P" user list $S
says "Maya Okonkwo"
is "list as CSV" "$P" user list --csv $S
says "erp,maya,Maya Okonkwo,active,,case_management customer_management"
is "disable" "$P" user disable maya $S
"$P" user list $S >"$T/out"
says "disabled"
is "enable" "$P" user enable maya $S
gives 1 "unlock of one who is not locked" "$P" user unlock maya $S
complains "This user is not locked"
is "reset" "$P" user reset maya $S
says "one-time password: "
gives 1 "reset of nobody" "$P" user reset nobody $S
is "describe" "$P" describe $S
says "account          Accounts"
is "describe account" "$P" describe account
says "bill_postal_code"
is "describe as CSV" "$P" describe contact --csv
says "last_name,text,80,required searched,Last Name,"
gives 2 "describe nothing" "$P" describe nothing
is "verify" "$P" verify $S
says "is sound"

# ---- the demo company
gives 1 "not where somebody works already" "$P" demo --keys "$T/keys" $S
complains "not an empty company"
"$P" init --store "$T/d" >"$T/out"
S="--store $T/d"
is "demo" "$P" demo --keys "$T/keys" --credentials "$T/credentials" \
	--portal-url http://127.0.0.1:9999/portal --cases 500 $S
cp "$T/out" "$T/demo.out"
is "portal line" grep -q '^portal maria.lindstrom@' "$T/credentials"
is "the last erp line is the demo's" test \
	"$(awk '$1 == "erp" { p = $3 } END { print p }' "$T/credentials")" = \
	"$(awk '$1 == "erp" { print $3 }' "$T/demo.out")"
is "the secret key is private" \
	test "$(stat -c %a "$T/keys/demo-vendor.key")" = 600
gives 1 "demo again" "$P" demo --keys "$T/keys" $S
complains "not an empty company"
is "users of all kinds" "$P" user list $S
says "disabled"
says "pending"
is "licences" "$P" licence show $S
says "DEMO-PORTAL-1  Valid"
says "DEMO-ERP-1  Valid"
is "portals" "$P" portal list $S
says "http://127.0.0.1:9999/portal"
is "sound, licences too" "$P" verify --vendor-keys "$T/keys" $S
"$P" export contacts $S >"$T/c.csv"
is "thirty contacts" test "$(wc -l <"$T/c.csv")" = 31
"$P" export accounts $S >"$T/a.csv"
cp "$T/a.csv" "$T/out"
says "Łódzkie Zakłady Papiernicze"
says "中村紙業株式会社"
# Its data make the round through files.
store copy
"$P" export statement_cycles $S >"$T/cycles.csv"
is "its statement cycles in another store" "$P" import statement_cycles \
	"$T/cycles.csv" --store "$T/copy"
is "its accounts in another store" "$P" import accounts "$T/a.csv" \
	--store "$T/copy"
is "its contacts too" "$P" import contacts "$T/c.csv" --store "$T/copy"
"$P" export accounts --store "$T/copy" >"$T/a2.csv"
"$P" export contacts --store "$T/copy" >"$T/c2.csv"
is "the same accounts" cmp "$T/a.csv" "$T/a2.csv"
is "the same contacts" cmp "$T/c.csv" "$T/c2.csv"
}
done_testing

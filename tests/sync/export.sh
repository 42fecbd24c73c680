#!/bin/sh
# postern export: its options, and files that appear whole or not at all.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store one
S="--store $T/one"
E="$P export"
TMPDIR=$T
export TMPDIR

cat >"$T/accounts.csv" <<'END'
account_id,name,status,credit_limit,notes
B2,Beta; Ltd,active,1234.50,"two
lines"
A1,"=Alpha",hold,,
C3,"Gamma ""G""",inactive,,
END
cat >"$T/contacts.csv" <<'END'
contact_id,account_id,last_name,email
K2,B2,Two,two@example.com
K1,A1,One,one@example.com
END

# same WORDS FILE: the last output is these bytes (ends of lines aside)
same() {
	tr -d '\r' <"$T/out" >"$T/got"
	if cmp -s "$2" "$T/got"; then ok "$1"; else not_ok "$1"; fi
}

# shellcheck disable=SC2086 # $S and $E are words
{
is "accounts in" "$P" import accounts "$T/accounts.csv" $S
is "contacts in" "$P" import contacts "$T/contacts.csv" $S

is "some columns, in their order" $E accounts $S --columns name,account_id
cat >"$T/want" <<'END'
name,account_id
'=Alpha,A1
"Beta; Ltd",B2
"Gamma ""G""",C3
END
sed -i 's/"Beta; Ltd"/Beta; Ltd/' "$T/want"
same "sorted, guarded, quoted where needed" "$T/want"
cp "$T/out" "$T/rows"
is "rows end with CR LF" grep -q "$(printf 'A1\r')" "$T/rows"

is "for other machines" $E accounts $S --columns account_id,name,credit_limit \
	--raw --decimal comma
cat >"$T/want" <<'END'
account_id;name;credit_limit
A1;=Alpha;
B2;"Beta; Ltd";1234,50
C3;"Gamma ""G""";
END
same "raw, semicolons, decimal comma" "$T/want"

is "with tabs and a mark" $E accounts $S --columns account_id,notes \
	--delimiter tab --bom --status hold,active
printf '\357\273\277account_id\tnotes\nA1\t\nB2\t"two\nlines"\n' >"$T/want"
same "a mark, tabs, two statuses" "$T/want"

is "one account's contacts" $E contacts $S --account b2 --columns contact_id
printf 'contact_id\nK2\n' >"$T/want"
same "only those" "$T/want"
is "one account" $E accounts $S --account B2 --columns account_id
printf 'account_id\nB2\n' >"$T/want"
same "only that" "$T/want"

gives 2 "a column that is none" $E accounts $S --columns account_id,nonsense
complains "accounts have no column nonsense"
gives 2 "a status that is none" $E accounts $S --status sleepy
complains "sleepy is not a status of accounts"
gives 2 "dates of what has none" $E accounts $S --from 2026-01-01
complains "accounts have no date"
gives 2 "a kind that is none" $E dragons $S
complains "dragons cannot be exported"
gives 2 "a format that is none" $E accounts $S --format clay
gives 3 "an account that is none" $E contacts $S --account ZZ
complains "there is no account ZZ"
gives 2 "a time that is none" $E accounts $S --since yesterday

# What has changed since; times are whole seconds.
sleep 1.1
is "the first time" $E accounts $S --since last -o "$T/new.csv" \
	--columns account_id
says "accounts: 3 written"
sleep 1.1
is "the next time" $E accounts $S --since last -o "$T/new.csv" \
	--columns account_id
says "accounts: 0 written"
printf 'account_id,name\nC3,Gamma\n' >"$T/change.csv"
is "a change" "$P" import accounts "$T/change.csv" $S
is "under another name it is the first time" $E accounts $S --since last \
	--name other -o "$T/new.csv"
says "accounts: 3 written"
gives 3 "a run that fails" $E accounts $S --since last -o "$T/no/where.csv"
complains "$T/no/where.csv"
is "is not remembered" $E accounts $S --since last -o "$T/new.csv" \
	--columns account_id
says "accounts: 1 written"
is "by a date" $E accounts $S --since 2020-01-01 -o "$T/new.csv"
says "accounts: 3 written"
is "in the future" $E accounts $S --since 2999-01-01 -o "$T/new.csv"
says "accounts: 0 written"

# Files.
mkdir "$T/dir"
is "into a folder" $E contacts $S -o "$T/dir" --quiet
is "the file is named after the kind" test -s "$T/dir/contacts.csv"
is "and nothing else is there" test "$(ls "$T/dir")" = contacts.csv
echo keep >"$T/dir/contacts.csv"
(ulimit -f 0; trap '' XFSZ; $E contacts $S -o "$T/dir" 2>/dev/null)
is "a full disk leaves what was there" grep -q keep "$T/dir/contacts.csv"
is "and nothing beside it" test "$(ls "$T/dir")" = contacts.csv
is "to a device" $E contacts $S -o /dev/null
is "the device is still one" test -c /dev/null
mkfifo "$T/pipe"
cat "$T/pipe" >"$T/piped" &
is "to a pipe" $E contacts $S -o "$T/pipe" --quiet
wait
$E contacts $S >"$T/direct"
is "the same as to standard output" cmp "$T/piped" "$T/direct"

# Spreadsheets and cards.
is "a spreadsheet" $E accounts $S --format xlsx -o "$T/dir"
if command -v unzip >/dev/null; then
	unzip -p "$T/dir/accounts.xlsx" xl/worksheets/sheet1.xml >"$T/sheet"
	is "its head stays in sight" grep -q '<pane ySplit="1"' "$T/sheet"
	is "texts are texts" grep -q '<is><t>=Alpha</t></is>' "$T/sheet"
	is "amounts are numbers" grep -q '><v>1234.5</v>' "$T/sheet"
	is "there is no formula" sh -c "! grep -q '<f>' '$T/sheet'"
fi
is "some of its columns" $E accounts $S --format xlsx --columns account_id \
	-o "$T/dir"
gives 2 "no tabs in it" $E accounts $S --format xlsx --delimiter tab
is "cards" $E contacts $S --format vcard -o "$T/dir"
is "are cards" grep -q '^ORG:Beta' "$T/dir/contacts.vcf"
store cards
is "accounts for them" "$P" import accounts "$T/accounts.csv" --store "$T/cards"
is "come in again" "$P" import contacts "$T/dir/contacts.vcf" --store "$T/cards"
says "2 created"
gives 2 "accounts are no cards" $E accounts $S --format vcard
complains "accounts cannot be written as vcf"

# Every kind there is.
for kind in company terms taxes statement_cycles accounts contacts products \
    units prices; do
	is "$kind" $E $kind $S -o "$T/dir"
done
is "taxes have their rates" grep -q '^VAT-S,"VAT, standard rate",s,20,' \
	"$T/dir/taxes.csv"
}
done_testing

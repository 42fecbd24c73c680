#!/bin/sh
# postern nightly: files in, files out, one bad one among them; who is told.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

TMPDIR=$T
export TMPDIR
store nw
S="--store $T/nw"
X=$T/exchange
mkdir -p "$T/keys"

cat >"$T/sendmail" <<END
#!/bin/sh
[ ! -e "$T/mail-fails" ] || exit 75
{ echo "ARGS \$*"; cat; } >>"$T/mail"
END
chmod +x "$T/sendmail"
cat >"$T/conf" <<END
store = $T/nw
vendor_keys = $T/keys
exchange = $X
nightly_import = accounts*.csv accounts
nightly_import = contacts*.csv contacts --mode document
nightly_import = *.licence licence
nightly_export = accounts --since last --quiet
nightly_export = contacts --format xml --quiet
nightly_settle = 0
mail_to = ops@example.com, "boss"@example.com
mail_from = postern@example.com
sendmail = $T/sendmail
END
sed -i 's/, "boss"@example.com/ boss@example.com/' "$T/conf"
N="$P nightly --conf $T/conf"

# drop NAME: into in/, from standard input
drop() {
	mkdir -p "$X/in"
	cat >"$X/in/$1"
}
mails() {
	if [ "$(grep -c '^ARGS' "$T/mail" 2>/dev/null)" = "$1" ]; then
		ok "$1 mails so far"
	else
		not_ok "$1 mails so far"
	fi
}
lies() {
	if find "$X/$1" -name "$2" | grep -q .; then
		ok "$1 has $2"
	else
		not_ok "$1 has $2"
	fi
}

# shellcheck disable=SC2086 # $S and $N are words
{
gives 2 "no settings" "$P" nightly $S
gives 0 "an empty night" $N
says "nightly: ok, 0 files, 2 exports, 0 with something refused, 0 failed"
is "the folders are made" test -d "$X/failed"
lies out accounts.csv
lies out contacts.xml
is "the good run is marked" test -s "$X/last-good"
is "nobody was told" test ! -e "$T/mail"

# Accounts come before the contacts that need them, whatever their names.
printf 'contact_id,account_id,last_name\nK1,ZZ,Zed\n' | drop contacts-a.csv
printf 'account_id,name\nZZ,Zed Ltd\n' | drop accounts-z.csv
: | drop .hidden
: | drop accounts.csv.part
gives 0 "a good night" $N
says "nightly: ok, 2 files"
lies "done" '*-accounts-z.csv'
lies "done" '*-contacts-a.csv'
is "nothing is left but what is hidden" test \
	"$(ls -A "$X/in" | tr '\n' ' ')" = ".hidden accounts.csv.part "
is "it is in the store" sh -c "'$P' export contacts $S | grep -q ^K1"
is "nothing failed" test -z "$(ls "$X/failed")"
gives 0 "quiet" $N --quiet
is "says nothing" test ! -s "$T/out"

# Quotes end after their last day.
printf '%s\n' order_type,order_no,account_id,order_date,expires,status,line_no,description,quantity,unit_price \
	qt,Q1,ZZ,2026-01-02,2026-01-31,open,1,x,1,1 \
	qt,Q2,ZZ,2026-01-02,2199-01-31,open,1,x,1,1 >"$T/quotes.csv"
is "two quotes" "$P" import orders "$T/quotes.csv" $S
gives 0 "the night ends one of them" $N
"$P" export orders --columns order_no,status $S | tr -d '\r' >"$T/quotes"
is "the one whose day has passed" grep -q '^Q1,expired$' "$T/quotes"
is "and not the other" grep -q '^Q2,open$' "$T/quotes"

# One that cannot be read, one with a bad record, one nobody knows.
printf 'nonsense\n1\n' | drop accounts-bad.csv
printf 'account_id,name\nA1,One\nA2,\n' | drop accounts-half.csv
printf 'account_id,name\nA3,Three\n' | drop accounts-late.csv
echo hello | drop readme.txt
echo "Not: a licence" | drop fake.licence
echo was >"$X/last-good"
gives 3 "a bad night" $N
says "nightly: failed, 5 files, 2 exports, 1 with something refused, 3 failed"
complains "import accounts-bad.csv: failed: accounts-bad.csv:"
complains "import readme.txt: failed: no rule of nightly_import is about it"
complains "licence fake.licence: failed: "
lies failed '*-accounts-bad.csv'
lies failed '*-accounts-bad.csv.log'
lies failed '*-readme.txt'
lies failed '*-fake.licence'
lies "done" '*-accounts-half.csv'
lies failed '*-accounts-half.csv.rejects.csv'
lies failed '*-accounts-half.csv.report.csv'
lies "done" '*-accounts-late.csv'
is "the good ones are in" sh -c \
	"test \$('$P' export accounts $S | grep -c '^A[13],') = 2"
is "the good run is still the old one" grep -q was "$X/last-good"
mails 1
is "to both" grep -q \
	'^ARGS -i -f postern@example.com -- ops@example.com boss@example.com$' \
	"$T/mail"
is "what it is about" grep -q '^Subject: Postern on .*: nightly failed (was ok)$' \
	"$T/mail"
is "and why" grep -q '^import readme.txt: failed: no rule' "$T/mail"

# The next nights: mail only when the state changes.
echo hello | drop again.txt
gives 3 "bad again" $N
mails 1
touch "$T/mail-fails"
gives 0 "good again, but mail fails" $N
complains "mail could not be sent by $T/sendmail"
mails 1
rm "$T/mail-fails"
gives 0 "the mail is sent the next night" $N
mails 2
is "all is well" grep -q 'nightly ok (was failed)' "$T/mail"
gives 0 "and never again" $N
mails 2

# The mended rejects are taken as they are.
f=$(find "$X/failed" -name '*-accounts-half.csv.rejects.csv')
sed 's/A2,/A2,Two/' "$f" | drop accounts-mended.csv
gives 0 "mended" $N
is "they are in" sh -c "'$P' export accounts $S | grep -q ^A2,Two"

# Licences.
"$P" licence keygen vendor --dir "$T/keys" >/dev/null
"$P" licence issue --key "$T/keys/vendor.key" --product ERP --number L-1 \
	--licensee Us --edition Std --erp-users 5 --portal-users 5 --instances 1 \
	--features all --output "$T/one.licence"
drop one.licence <"$T/one.licence"
gives 0 "a licence" $N
is "waits to be applied" sh -c "'$P' licence show $S --vendor-keys '$T/keys' |
	grep -q L-1"
sed 's/^nightly_import = \*\.licence.*/& --apply/' "$T/conf" >"$T/conf2"
drop two.licence <"$T/one.licence"
gives 0 "or is applied" "$P" nightly --conf "$T/conf2"
lies "done" '*-two.licence'

# For programs.
printf 'account_id,name\n"A4,x\n' | drop "accounts-\"q\".csv"
gives 1 "JSON" $N --json
cp "$T/out" "$T/json"
if command -v jq >/dev/null; then
	is "is JSON" jq -e '.state == "rejected" and .status == 1 and
		.files == 1 and (.jobs | length) == 3 and
		.jobs[0].name == "accounts-\"q\".csv" and
		.jobs[0].result == "rejected"' "$T/json"
fi

# The ledger.
is "the ledger" "$P" describe batch_run

# The lock.
(exec 9>>"$X/nightly.lock" && flock 9 && exec sleep 600) &
holder=$!
until ! flock -n "$X/nightly.lock" true; do sleep 0.1; done
echo "elsewhere 1 2020-01-01T00:00:00Z" >"$X/nightly.lock"
gives 5 "while another one is at it" $N
complains "another night is still at it: process 1 on elsewhere, since 2020"
kill $holder
wait $holder
gives 0 "who is dead holds nothing" $N
complains "took over the lock of process 1 on elsewhere, since 2020-01-01"
echo "elsewhere 1 $(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$X/nightly.lock"
gives 5 "but another host is believed for a day" $N
: >"$X/nightly.lock"

# A run that was killed.
printf 'account_id,name\nA5,Five\n' | drop accounts-5.csv
sed "s|^sendmail.*||; s|^nightly_memory.*||; \$a nightly_memory = 4" \
	"$T/conf" >"$T/conf3"
case $B in
*asan*)
	ok "a process without room # SKIP a sanitizer needs address space"
	;;
*)
	gives 3 "a process without room" "$P" nightly --conf "$T/conf3"
	lies failed '*-accounts-5.csv'
	;;
esac
is "the store is sound" "$P" verify $S

# Settings.
for line in 'nightly_import = *.csv dragons' 'nightly_export = dragons' \
    'nightly_import = *.csv' 'nightly_keep = many' 'mail_to = -oQ/tmp' \
    'nightly_import = "*.csv accounts'; do
	{ cat "$T/conf"; echo "$line"; } >"$T/conf4"
	gives 2 "$line" "$P" nightly --conf "$T/conf4"
	complains "line $(wc -l <"$T/conf4")"
done
is "pages read the file, too" "$P" verify --conf "$T/conf"
}
done_testing

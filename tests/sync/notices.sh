#!/bin/sh
# Statements and reminders by mail: once for each customer and date, with the
# PDF; once more after a death, and no more; printed for who has no address.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

TMPDIR=$T
export TMPDIR
store co
S="--store $T/co"
mkdir -p "$T/mail"
day() {
	date -u -d "$1 days" +%Y-%m-%d
}

# A stand-in: a file for each mail; it refuses, or ends the night, on demand.
cat >"$T/sendmail" <<END
#!/bin/sh
for to; do :; done
[ ! -e "$T/refuse" ] || exit 75
i=\$(ls "$T/mail" | wc -l)
{ echo "ARGS \$*"; cat; } >"$T/mail/\$i-\$to"
[ ! -e "$T/die" ] || kill -9 \$(cut -d' ' -f4 "/proc/\$PPID/stat") \$PPID
END
chmod +x "$T/sendmail"
cat >"$T/conf" <<END
store = $T/co
exchange = $T/exchange
mail_from = books@us.example
sendmail = $T/sendmail
END
N="$P nightly --conf $T/conf"
mails() {
	if [ "$(find "$T/mail" -type f | wc -l)" = "$1" ]; then
		ok "$1 mails so far"
	else
		not_ok "$1 mails so far: $(ls "$T/mail")"
	fi
}
# mail TO: the file of the newest mail to somebody.
mail() {
	find "$T/mail" -name "*-$1" | sort -V | tail -n 1
}

# Weekly on the day that was yesterday; two customers, one without an address.
cat >"$T/cycles.csv" <<END
cycle_id,schedule,day,days1,days2,days3,active,by_mail,remind1,remind2
WEEK,weekly,$(date -u -d yesterday +%u),30,60,90,1,1,5,15
END
cat >"$T/accounts.csv" <<END
account_id,name,currency,type,email,statement_cycle,bill_country
MAIL,Müller & Söhne,EUR,customer,books@mail.example,WEEK,DE
PAPER,Paper & Sons,EUR,customer,,WEEK,GB
END
cat >"$T/invoices.csv" <<END
doc_type,invoice_no,account_id,invoice_date,due_date,currency,line_no,description,quantity,unit_price,tax_category
invoice,I1,MAIL,$(day -4),$(day -2),EUR,1,Glue,1,100,z
invoice,I2,MAIL,$(day -4),$(day -2),USD,1,Paper,1,50,z
invoice,I3,PAPER,$(day -4),$(day -2),EUR,1,Ink,1,20,z
END

# shellcheck disable=SC2086 # $S and $N are words
{
is "a cycle" "$P" import statement_cycles "$T/cycles.csv" $S
is "customers" "$P" import accounts "$T/accounts.csv" $S
is "invoices" "$P" import invoices "$T/invoices.csv" $S

# The night and its hand die when the mail has been handed over, before either
# could say so.
: >"$T/die"
$N >/dev/null 2>&1
rm "$T/die"
mails 1
first=$(mail books@mail.example)
gives 0 "the next night" $N
says "1 mailed, 1 to print"
mails 2
again=$(mail books@mail.example)
is "the same mail: a mail program shows it once" sh -c \
	"grep -h '^Message-ID' '$first' '$again' | uniq -d | grep -q ."
gives 0 "and no more" $N
mails 2

# What it says; one PDF for each currency.
is "to the customer, from us" grep -q \
	'^ARGS -i -f books@us.example -- books@mail.example$' "$again"
is "its parts" python3 - "$again" "$(day -1)" <<'PY'
import email, email.policy, sys
with open(sys.argv[1], 'rb') as f:
    f.readline()
    m = email.message_from_binary_file(f, policy=email.policy.default)
assert m['to'].addresses[0].addr_spec == 'books@mail.example', m['to']
assert m['to'].addresses[0].display_name == 'Müller & Söhne', m['to']
assert m['subject'].startswith('Statement '), m['subject']
text = m.get_body(('plain',)).get_content()
assert 'Müller & Söhne,' in text, text
assert 'Of it overdue: 100.00\u00a0EUR' in text, text
files = list(m.iter_attachments())
assert len(files) == 2, files
for f in files:
    assert f.get_content_type() == 'application/pdf'
    assert f.get_content()[:5] == b'%PDF-'
assert sorted(f.get_filename()[-7:] for f in files) == ['EUR.pdf', 'USD.pdf']
PY

# Refused: told, and tried again another night.
printf '%s\n' doc_type,invoice_no,account_id,invoice_date,due_date,currency,line_no,description,quantity,unit_price,tax_category \
	"invoice,I4,MAIL,$(day -20),$(day -9),EUR,1,Old,1,7,z" \
	"invoice,I5,PAPER,$(day -20),$(day -9),EUR,1,Old,1,8,z" >"$T/late.csv"
is "late ones" "$P" import invoices "$T/late.csv" $S
: >"$T/refuse"
gives 1 "a mail system that takes nothing" $N
complains "mail outbox: rejected: 1 of 1 were not sent"
rm "$T/refuse"
mails 2
gives 0 "which waits" $N
mails 2
is "and is tried again when somebody says so" "$P" mail --retry --conf "$T/conf"
mails 3
gives 0 "a reminder" $N --json
says '"mailed":0,"to_print":2'
is "its words" python3 - "$(mail books@mail.example)" <<'PY'
import email, email.policy, sys
with open(sys.argv[1], 'rb') as f:
    f.readline()
    m = email.message_from_binary_file(f, policy=email.policy.default)
text = m.get_body(('plain',)).get_content()
assert m['subject'].startswith('Reminder '), m['subject']
assert 'Invoice I4, due ' in text and '7.00' in text, text
assert len(list(m.iter_attachments())) == 2, text
PY
gives 0 "once a day and level" $N
mails 3
is "the store is sound" "$P" verify $S
}
done_testing

#!/bin/sh
# postern mail: each mail once, wherever the sender is killed; a long queue in
# little memory; what is refused waits, and dies at last.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

TMPDIR=$T
export TMPDIR
store co
S="--store $T/co"
mkdir -p "$T/mail"

# A stand-in that takes each message as a file, named after its Message-ID, and
# does before or after that what is asked for.
cat >"$T/sendmail" <<END
#!/bin/sh
case \$(cat "$T/do" 2>/dev/null) in
refuse) exit 75 ;;
unknown) for to; do :; done
	[ "\$to" != c1@firm.example ] || exit 67 ;;
before) kill -9 \$(cut -d' ' -f4 "/proc/\$PPID/stat") ;;
esac
to=\$(mktemp "$T/mail/XXXXXX") && cat >"\$to"
case \$(cat "$T/do" 2>/dev/null) in
after) kill -9 \$(cut -d' ' -f4 "/proc/\$PPID/stat") ;;
both) kill -9 \$(cut -d' ' -f4 "/proc/\$PPID/stat") \$PPID ;;
esac
exit 0
END
chmod +x "$T/sendmail"
cat >"$T/conf" <<END
store = $T/co
exchange = $T/exchange
mail_from = us@us.example
erp_url = https://erp.example/erp
sendmail = $T/sendmail
END
M="$P mail --conf $T/conf"

# Weekly statements of yesterday by mail: customers C1 to Cn.
customers() {
	awk -v n="$1" -v d="$(date -u -d '4 days ago' +%Y-%m-%d)" 'BEGIN {
		a = ARGV[1]; b = ARGV[2]
		print "account_id,name,currency,type,email,statement_cycle,bill_country" >a
		print "doc_type,invoice_no,account_id,invoice_date,due_date,currency,line_no,description,quantity,unit_price,tax_category" >b
		for (i = 1; i <= n; i++) {
			printf "C%d,Firm %d,EUR,customer,c%d@firm.example,WEEK,DE\n", i, i, i >a
			printf "invoice,I%d,C%d,%s,%s,EUR,1,Glue,1,100,z\n", i, i, d, d >b
		}
	}' "$T/accounts.csv" "$T/invoices.csv"
}
cat >"$T/cycles.csv" <<END
cycle_id,schedule,day,days1,days2,days3,active,by_mail
WEEK,weekly,$(date -u -d yesterday +%u),30,60,90,1,1
END
mails() {
	have=$(find "$T/mail" -type f | wc -l)
	if [ "$have" = "$1" ]; then
		ok "$2: $1 mails"
	else
		not_ok "$2: $1 mails, not $have"
	fi
}
ids() {
	cat "$T"/mail/* | grep '^Message-ID' | sort | uniq "$@" | wc -l
}

# LONG=1: ten thousand, in as little memory.
customers=${LONG:+10000}
customers=${customers:-25}
left=$((customers - 1))
customers "$customers"
echo refuse >"$T/do"
# shellcheck disable=SC2086 # $S and $M are words
{
is "a cycle" "$P" import statement_cycles "$T/cycles.csv" $S
is "customers" "$P" import accounts "$T/accounts.csv" $S
is "invoices" "$P" import invoices "$T/invoices.csv" $S
gives 0 "no mail of an import" $M
gives 1 "a night with a mail system that takes nothing" \
	"$P" nightly --conf "$T/conf"
gives 1 "three were asked for, the others are due" $M
mails 0 "nothing was taken"
# The hand goes on without its sender: nothing is lost, nothing comes twice.
echo after >"$T/do"
$M >/dev/null 2>&1
sleep 0.3
mails 1 "the sender is killed after the first was taken"
echo before >"$T/do"
$M >/dev/null 2>&1
sleep 0.3
mails 2 "and before the second was"

echo unknown >"$T/do"
gives 1 "the rest, in little memory, but for one nobody knows" \
	python3 - $M --retry <<'PY'
import os, resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(most, 'MB')
# A sanitizer has memory of its own.
room = 400 if 'asan' in os.environ.get('BUILD', '') else 100
sys.exit(status if most < room else 9)
PY
complains "1 of $((customers - 1)) not sent: The mail system knows no such"
mails "$left" "each once"
is "all of them different" [ "$(ids -u)" = "$left" ]
rm "$T/do"
is "the store knows" "$P" nightly --conf "$T/conf"
mails "$left" "and no more"
is "sound" "$P" verify $S
}
done_testing

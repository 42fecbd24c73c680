#!/bin/sh
# Bank statements: each transaction once, however often and in whatever form.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store bank
S="--store $T/bank"

cat >"$T/a.ofx" <<'END'
OFXHEADER:100
DATA:OFXSGML

<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>2</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><DTPOSTED>20261102<TRNAMT>119,00<FITID>F1<NAME>Ann
</STMTTRN><STMTTRN><DTPOSTED>20261103<TRNAMT>-2,00<NAME>Fee</STMTTRN><STMTTRN>
<DTPOSTED>20261103<TRNAMT>-2,00<NAME>Fee</STMTTRN></BANKTRANLIST></STMTRS></OFX>
END
sed 's/119,00/120,00/' "$T/a.ofx" >"$T/b.ofx"

# shellcheck disable=SC2086 # $S is two words
{
is "a check" "$P" import bank_entries "$T/a.ofx" --check $S
says "bank_entries: 3 read, 3 would be created"
is "a statement" "$P" import bank_entries "$T/a.ofx" $S
says "bank_entries: 3 read, 3 created, 0 updated, 0 unchanged, 0 rejected"
is "it again" "$P" import bank_entries "$T/a.ofx" $S
says "bank_entries: 3 read, 0 created, 0 updated, 3 unchanged, 0 rejected"
gives 1 "another amount" "$P" import bank_entries "$T/b.ofx" $S
complains "This bank entry is known with another amount"
"$P" export bank_entries $S >"$T/out.csv"
is "what comes out goes in" "$P" import bank_entries "$T/out.csv" $S
says "bank_entries: 3 read, 0 created, 0 updated, 3 unchanged, 0 rejected"
gives 3 "as another kind" "$P" import payments "$T/a.ofx" $S
complains "this is a bank statement: postern import bank_entries"
is "taken back" "$P" undo 1 $S
says "3 records taken away"
is "sound" "$P" verify $S

data=../shared/data/payments
for f in $data/*; do
	[ -r "$f" ] || break
	is "$f" "$P" import bank_entries "$f" $S
	is "$f again" "$P" import bank_entries "$f" $S
	says "0 created, 0 updated"
done
}

done_testing

#!/bin/sh
# Messy files, each with what must come of it: records read, taken, rejected,
# the codes of all messages, or why the file is refused.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

data=${POSTERN_SAMPLES:-../shared/data}
[ -r "$data/messy-csv/airedale-nhs-spend-2011-07.csv" ] ||
	skip_all "$data/messy-csv is not here: no messy file was read"
store s

# map RULE;RULE...: a map file of these lines
map() {
	echo "$1" | tr ';' '\n' >"$T/map"
}

# file NAME RULES OPTIONS READ TAKEN REJECTED CODES: nothing is kept
file() {
	map "$2"
	status=0
	# shellcheck disable=SC2086 # options are words
	"$P" import accounts "$data/$1" --map "$T/map" $3 --check \
		--report "$T/report" --store "$T/s" >"$T/out" 2>"$T/err" ||
		status=$?
	want=1
	[ "$6" != 0 ] || want=0
	line="accounts: $4 read, $5 would be created, 0 updated, 0 unchanged, $6 rejected"
	codes=$(grep -o ',[EW]_[A-Z_]*,' "$T/report" | tr -d , |
		LC_ALL=C sort -u | tr '\n' ' ')
	if [ "$status" = $want ] && grep -qxF "$line" "$T/out" &&
		[ "$codes" = "${7:+$7 }" ]; then
		ok "$1: $4 read, $5 taken, $6 rejected${7:+ ($7)}"
	else
		echo "exit $status, codes $codes" >>"$T/out"
		not_ok "$1: $4 read, $5 taken, $6 rejected${7:+ ($7)}"
	fi
}

# refused NAME RULES OPTIONS CODES: exit 3, and these codes
refused() {
	map "$2"
	# shellcheck disable=SC2086
	gives 3 "$1 is refused" "$P" import accounts "$data/$1" \
		--map "$T/map" $3 --report "$T/report" --store "$T/s"
	codes=$(grep -o ',[EW]_[A-Z_]*,' "$T/report" | tr -d , |
		LC_ALL=C sort -u | tr '\n' ' ')
	if [ "$codes" = "$4 " ]; then
		ok "$1 is refused: $4"
	else
		not_ok "$1 is refused: $4, not $codes"
	fi
}

# A blank line and a footer; 53 payments of 26 transactions.
m=messy-csv
spend='Transaction No. = external_id;Supplier = name;* = -'
file $m/airedale-nhs-spend-2011-07.csv "$spend" "" 53 26 27 \
	"E_DUP_KEY W_FOOTER"
# Called CSV, with tabs, and a column without a name: taken by positions, so
# that the header is a record. At the end stand "####" twice and six notes, of
# which five are longer than a key; one record is empty.
file $m/uk-milk-tab.csv \
	'@header none;1 + "-" + 2 = external_id;1 = name;* = -' "" \
	380 374 6 "E_DUP_KEY E_LENGTH"
file $m/lux-hotels-latin1-semicolon.csv \
	'Classement + "/" + Quartier + "/" + Date = external_id;Quartier = name;* = -' \
	"" 638 638 0 W_ENCODING
file $m/istat-comuni-latin1-semicolon.csv \
	'Codice Comune formato alfanumerico = account_id;Denominazione in italiano = name;* = -' \
	"" 7904 7904 0 W_ENCODING
file $m/nz-public-bodies.csv 'id = external_id;name = name;url = website;* = -' \
	"" 507 507 0 ""
file $m/uruguay-budget-quotes.csv \
	'UE + "-" + CODIGOAP + "-" + CODIGOPROGRAMA = external_id;NOMBREUE = name;* = -' \
	"" 5 3 2 E_DUP_KEY
file $m/csvlint-invalid-byte-sequence.csv \
	'Número do documento = external_id;Histórico = name;* = -' "" \
	23 22 1 "E_DUP_KEY W_ENCODING"

# Line ends, titles, garbage behind a quote.
for f in cr-line-endings crlf-line-endings lf-line-endings \
	inconsistent-line-endings inconsistent-line-endings-unquoted title-row; do
	file $m/csvlint-$f.csv 'Foo = account_id;Bar | Bsr = name;Baz = -' "" \
		2 2 0 ""
done
says "the header is record 2"
file $m/csvlint-invalid_many_rows.csv 'Foo = account_id;Bar = name;Baz = -' \
	"" 9 2 7 "E_DUP_KEY E_QUOTE"
says "2 empty records were passed over"

# Commons CSV: marks, dates with names, emoji, leading zeros, dumps.
file $m/commons-bom.csv 'Date = external_id;Date = name;Close = credit_limit;* = -' \
	"" 251 251 0 ""
file $m/commons-emoji.csv 'id = account_id;val1 = name;* = -' "" 4 4 0 ""
file $m/commons-japanese.csv 'id = account_id;val1 = name;* = -' "" 3 3 0 ""
file $m/commons-psql.csv '@header none;1 = account_id;2 = name;3 = notes;* = -' \
	"" 3 2 1 E_CODE
file $m/commons-CSV85.csv 'a = account_id;b = name;* = -' "" 6 2 4 E_WIDTH
file $m/commons-CSV141.csv '@header none;1 = account_id;2 = name;* = -' "" \
	3 2 1 E_QUOTE
file $m/commons-CSV167.csv 'title = external_id;author = name;* = -' "" \
	6 3 3 "E_WIDTH W_QUOTE"
file $m/commons-CSV213.csv 'CHANELID = account_id;CHANELID = name;* = -' "" \
	1 1 0 ""
file $m/commons-CSV254.csv '@header none;1 = account_id;2 = name;* = -' "" \
	3 1 2 "E_DUP_KEY E_REQUIRED"
# Remarks at the end, with empty lines before and between, are a footer.
file $m/commons-test.csv 'A = account_id;B = name;* = -' "" 7 3 4 \
	"E_WIDTH W_FOOTER W_QUOTE"

# Frictionless: blank cells, rows and headings, other encodings, numbers.
file $m/frictionless-ascii-notvalid.csv 'A = account_id;B = name;* = -' "" \
	1 1 0 ""
id='id = account_id;name = name;* = -'
file $m/frictionless-blank-cells.csv "$id" "" 5 4 1 E_REQUIRED
file $m/frictionless-blank-headers.csv 'id = account_id;age = name;* = -' "" \
	2 2 0 ""
refused $m/frictionless-blank-headers.csv 'id = account_id;age = name' "" \
	E_HEADER
for f in blank-rows-multiple blank-rows-no-fields blank-rows bom \
	skip-rows-before-headers; do
	file $m/frictionless-$f.csv "$id" "" 2 2 0 ""
done
says "the header is record 2"
file $m/frictionless-defective-rows.csv "$id" "" 2 0 2 E_WIDTH
refused $m/frictionless-duplicate-headers.csv "$id" "" E_HEADER_DUP
file $m/frictionless-escaping.csv 'ID = account_id;Test = name' "" 3 3 0 W_QUOTE
for f in comma semicolon; do
	file $m/frictionless-issue-1009-$f.csv \
		'fieldNameA = account_id;fieldNameB = name' "" 1 1 0 ""
done
file $m/frictionless-latin1.csv "$id" "" 2 2 0 W_ENCODING
file $m/frictionless-leading-zeros.csv 'value = account_id;value = name' "" \
	3 3 0 ""
# NaN, INF, -INF, a percent sign and three exponents are no amounts; the two
# negative ones are against a rule of accounts.
file $m/frictionless-number-test.csv \
	'number = external_id;number = name;minimum = credit_limit;* = -' "" \
	13 4 9 "E_NUMBER E_RULE"
file $m/frictionless-skip-rows.csv "$id" "" 3 2 1 E_WIDTH
file $m/frictionless-structure-errors.csv "$id" "" 3 2 1 E_WIDTH
file $m/frictionless-table-infer-iso-8859-7.csv "$id" "--encoding ISO-8859-7" \
	4 4 0 ""
file $m/frictionless-table-infer-iso-8859-7.csv "$id" "" 4 4 0 W_ENCODING
file $m/frictionless-table-unicode-headers.csv 'id = account_id;国人 = name' \
	"" 2 2 0 ""

# Univocity: titles, remarks, tabs around quotes, quotes after blanks.
car='Model + "/" + Price = external_id;Make = name;Price = credit_limit;* = -'
for f in "" -dos -mac; do
	file $m/univocity-essential$f.csv "$car" "" 15 4 11 \
		"E_DUP_KEY E_NUMBER E_REQUIRED E_WIDTH W_QUOTE"
done
file $m/univocity-european.csv "$car" "" 5 2 3 E_QUOTE
file $m/univocity-example.csv "$car" "" 6 4 2 "E_DUP_KEY E_WIDTH"
file $m/univocity-master_detail.csv \
	'Description = external_id;Description = name;Amount = credit_limit' "" \
	7 4 3 E_DUP_KEY

# Made from Northwind: all the same 91 customers.
cp data/maps/northwind-accounts.map "$T/nw"
for f in cp1252-semicolon.csv cr-only.csv literal-NULL.csv sep-line.csv \
	utf16le-tab.txt utf8-bom-allquoted.csv; do
	w=
	case $f in cp1252-* | sep-line*) w=W_ENCODING ;; esac
	file $m/derived/customers-$f "$(tr '\n' ';' <"$T/nw")" "--null-word NULL" \
		91 91 0 $w
done

# Strings that break programs, as notes: six lines hold control characters,
# the other 736 are taken, go out and come in again as they are.
refused strings/blns.txt 'A = name' '' E_HEADER
awk 'BEGIN { print "account_id,name,notes" }
	{ gsub(/"/, "\"\""); printf "B%d,Naughty,\"%s\"\r\n", NR, $0 }' \
	"$data/strings/blns.txt" >"$T/blns.csv"
gives 1 "blns.txt as notes" "$P" import accounts "$T/blns.csv" \
	--report "$T/report" --store "$T/s"
says "accounts: 742 read, 736 created, 0 updated, 0 unchanged, 6 rejected"
is "each for its characters" test "$(grep -c ',notes,error,E_CODE,' \
	"$T/report")" = 6
"$P" export accounts --store "$T/s" >"$T/out"
cp "$T/out" "$T/blns1.csv"
says "<script>alert(0)</script>"
says ",'-9223372036854775808/-1"
says "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤"
says '%s%s%s%s%s'
store again
is "in again" "$P" import accounts "$T/blns1.csv" --store "$T/again"
"$P" export accounts --store "$T/again" >"$T/blns2.csv"
is "and out again, the same" cmp "$T/blns1.csv" "$T/blns2.csv"

# Every file of the folder stands above.
for f in "$data"/$m/*.csv; do
	name=$(basename "$f" .csv)
	case $name in
	csvlint-*-endings | csvlint-inconsistent-* | csvlint-title-row) continue ;;
	frictionless-blank-rows* | frictionless-skip-rows-*) continue ;;
	frictionless-bom | frictionless-issue-1009-* | univocity-essential*) continue ;;
	esac
	grep -qF "/$name.csv" "$0" || not_ok "$name.csv has no expectation"
done
done_testing

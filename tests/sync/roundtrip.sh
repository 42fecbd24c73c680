#!/bin/sh
# Out, in again, and out: the same bytes, as CSV and as our own XML; and what
# our own XML refuses.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

kinds="accounts contacts"
TMPDIR=$T
export TMPDIR

# text FILE: a text of every field, with what is special in CSV and XML
cat >"$T/accounts.csv" <<'END'
account_id,name,legal_name,status,parent_account_id,currency,credit_limit,phone,website,notes,external_id,auto_apply
-A,"=1+1","'=quoted",active,,EUR,0.50,+44 20 7946 0000,https://example.com/?a=1&b=2,"one
two <three> & ""four""",,yes
B 2,"  <b>Ünï</b> & ""Söhne"", ]]>  ",,hold,-A,JPY,1500,,,"'- not a formula",X:1,
C/3,'single,'=,inactive,B 2,,,,,,,no
END
cat >"$T/contacts.csv" <<'END'
contact_id,account_id,first_name,last_name,email,active,notes
K-1,-A,Zoë,"O'Neil",zoe@example.com,active,@here
-K2,B 2,,"@Ampersand & Co",,inactive,"a	b"
END

# all NAME DIR: every kind of the store, in both formats
all() {
	mkdir -p "$2"
	for kind in $kinds; do
		"$P" export "$kind" --store "$T/$1" -o "$2" --quiet &&
		"$P" export "$kind" --store "$T/$1" -o "$2" --quiet \
			--format xml || return 1
	done
}

# take NAME DIR ENDING: into an empty store
take() {
	store "$1"
	for kind in $kinds; do
		is "$kind.$3 in" "$P" import "$kind" "$2/$kind.$3" \
			--store "$T/$1"
	done
}

store first
for kind in $kinds; do
	[ -r "$T/$kind.csv" ] || continue
	is "$kind" "$P" import "$kind" "$T/$kind.csv" --store "$T/first"
done
is "all out" all first "$T/files"
for ending in csv xml; do
	take second "$T/files" $ending
	is "all out again" all second "$T/again"
	for kind in $kinds; do
		is "$kind: the same CSV after $ending" \
			cmp "$T/files/$kind.csv" "$T/again/$kind.csv"
		is "$kind: the same XML after $ending" \
			cmp "$T/files/$kind.xml" "$T/again/$kind.xml"
		is "$kind.$ending again" "$P" import "$kind" \
			"$T/files/$kind.$ending" --store "$T/second"
		says " 0 created, 0 updated"
	done
	is "the store is sound" "$P" verify --store "$T/second"
	rm -rf "$T/again"
done

[ "${GOLDEN:-}" != rewrite ] || "$P" describe --xsd >data/postern.xsd
is "the schema is the one of the tables" sh -c \
	"'$P' describe --xsd | cmp - data/postern.xsd"
if command -v xmllint >/dev/null; then
	for f in "$T"/files/*.xml; do
		is "$(basename "$f") is valid" \
			xmllint --noout --schema data/postern.xsd "$f"
	done
fi

# own KIND STATUS WORDS TEXT: a file with this text in its root
own() {
	printf '<?xml version="1.0"?>\n%s' "$4" >"$T/own.xml"
	gives "$2" "$3" "$P" import "$1" "$T/own.xml" --store "$T/second"
}
A='<postern version="1" kind="accounts">'
own accounts 0 "an empty element clears" \
	"$A<account><account_id>B 2</account_id><name>B</name><phone2/><external_id/></account></postern>"
says "1 updated"
own accounts 0 "CDATA, comments and character references" \
	"$A<!-- x --><account><account_id>n1</account_id><name><![CDATA[<&>]]>&#65;&amp;</name></account></postern>"
says "1 created"
"$P" export accounts --store "$T/second" --columns name >"$T/names"
is "come as text" grep -q '^<&>A&' "$T/names"
own accounts 0 "a file without records" "$A</postern>"
says "0 read"
own contacts 3 "a file of another kind" "$A</postern>"
complains "own.xml:2:37: error X_KIND: The file holds accounts, not contacts."
own accounts 3 "another version" '<postern version="2" kind="accounts"/>'
complains 'X_KIND: This is version "2" of the format; 1 is read.'
own accounts 3 "not closed" "$A<account>"
complains "X_WELLFORMED"
own accounts 3 "a DOCTYPE" '<!DOCTYPE postern [<!ENTITY a "b">]><postern/>'
own accounts 3 "an entity" "$A<account><name>&nbsp;</name></account></postern>"
complains "X_WELLFORMED"
own accounts 3 "a field twice" \
	"$A<account><name>a</name><name>b</name></account></postern>"
complains "X_XSD: <name> stands twice."
own accounts 3 "another record" "$A<contact/></postern>"
complains "X_XSD: <contact> stands where <account> should."
own accounts 3 "lines of what has none" \
	"$A<account><lines><line/></lines></account></postern>"
own accounts 3 "an attribute" "$A<account id=\"1\"/></postern>"
complains "X_XSD: <account> has an attribute or a namespace."
own accounts 3 "text between" "$A hello </postern>"
complains "X_XSD: Text stands where elements should."
own accounts 3 "a field that is none" \
	"$A<account><account_id>z</account_id><name>z</name><colour>red</colour></account></postern>"
complains "colour"
done_testing

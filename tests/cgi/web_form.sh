#!/bin/sh
# Forms keep what was typed, say what is wrong beside the field, and take
# nothing that they did not offer. Uploads come in whole or not at all.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

ticked() {
	is "$1 is ticked" grep -Eq "name=\"$1\"[^>]* checked" "$page"
}
unticked() {
	is "$1 is not ticked" sh -c \
	    "! grep -Eq 'name=\"$1\"[^>]* checked' '$page'"
}

# ---- a record: created, shown escaped, protected from clashes
get /case-classes/new
status 200
has '<label for="f-case_class_id">'
has 'aria-hidden="true">*</span>'
has 'name="case_class_id" required'
valid
post /case-classes/new case_class_id= description='<b>"&'"'"' ä' internal=1
status 422
has '<title>Error: '
has 'There is a problem'
has '<a href="#f-case_class_id">'
has 'id="f-case_class_id-error"'
has 'aria-invalid="true" aria-describedby="'
has 'value="&lt;b&gt;&quot;&amp;&#39; ä"'
ticked internal
lacks '<b>"'
valid
post /case-classes/new case_class_id='  HELP 1  ' \
    description='<b>"&'"'"' ä' active=1
status 303
new=$(sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads")
get "$new"
status 200
has 'value="HELP 1"'
has 'value="&lt;b&gt;&quot;&amp;&#39; ä"'
ticked active
unticked internal
valid
rev=$(hidden rev)
post "$new" rev="$rev" case_class_id='HELP 1' description=First active=1
status 303
post "$new" rev="$rev" case_class_id='HELP 1' description=Stale active=1
status 409
has 'value="Stale"'
get "$new"
has 'value="First"'
lacks 'Stale'
post /case-classes/new case_class_id='help 1' description=Twice active=1
status 422
has 'value="Twice"'
for rev in 0 x 1.0 -1 99999999999999999999; do
	get "$new"
	post "$new" rev="$rev" case_class_id='HELP 1' description=Damaged
	status 422
	has 'This form was damaged'
done
# What a form does not offer cannot be sent.
get "$new"
post "$new" case_class_id='HELP 1' description=More number=9
status 400
get "$new"
has 'value="First"'

# ---- references by key, by a name that is the only one, or not at all
get /cases/new
status 200
has 'list="l-account_id"'
has '<datalist id="l-account_id">'
has '<select id="f-case_class" name="case_class"'
valid
for account in KAFFE kaffe 'Kaffebröderna Öst AB' 'kaffebroderna ost ab'; do
	get /cases/new
	post /cases/new subject="By $account" case_class=SUPISSUE \
	    account_id="$account" severity=low priority=low \
	    description='A text'
	status 303
done
get /cases/new
post /cases/new subject=Nobodys case_class=SUPISSUE \
    account_id='No <such> %s %n account' severity=low priority=low \
    description='A text'
status 422
has 'There is no'
has 'No &lt;such&gt; %s %n account'
has 'value="No &lt;such&gt; %s %n account"'
valid
post /cases/new subject=Nobodys case_class=SUPISSUE account_id=KAFFE \
    severity=enormous priority=low description='A text'
status 422
has 'is not one of the values'

# ---- text of many lines
get /cases/new
post /cases/new subject= case_class=SUPISSUE account_id=KAFFE severity=low \
    priority=low description="$(printf '\r\n  first\r\n\r\nlast </textarea>')"
status 422
has '  first'
has 'last &lt;/textarea&gt;'
valid
get /cases/new
post /cases/new subject='Lines' case_class=SUPISSUE account_id=KAFFE \
    severity=low priority=low description="$(printf \
    'one\r\ntwo http://a.example/?x=1&y="2" <i>\r\nthree')"
status 303
get "$(sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads")"
has 'one<br>'
has '<a href="http://a.example/?x=1&amp;y=" rel="noopener noreferrer nofollow">'
has '&lt;i&gt;<br>'
valid

# ---- uploads
use portal
signin_as portal
printf '\211PNG\r\n\032\n\000\001\377\r\n--x\r\n' >"$TMP/a.png"
head -c 200000 /dev/urandom >"$TMP/noise"
cat "$TMP/a.png" "$TMP/noise" >"$TMP/large \"q\"; name=y.png"
printf '%%PDF-1.4\n' >"$TMP/ä ö.pdf"
case_fields() {
	upload /cases/new subject="$1" case_class=SUPISSUE severity=low \
	    description='With files' files=@"$2" files=@"$3"
}
get /cases/new
has 'enctype="multipart/form-data"'
has 'type="file"'
valid
case_fields 'Two files' "$TMP/a.png" "$TMP/ä ö.pdf"
status 303
at=$(sed -n 's|^Location: /portal\([^?]*\).*|\1|p' "$heads")
get "$at"
has 'a.png'
has 'ä ö.pdf'
files=$(grep -o "/portal$at/files/[0-9]*" "$page" | sort -u)
is 'both files are there' test "$(echo "$files" | wc -l)" = 2
for f in $files; do
	get "${f#/portal}"
	status 200
	header Content-Disposition attachment
	header Content-Security-Policy sandbox
	header Content-Length ''
	case $(grep -i '^Content-Type' "$heads") in
	*png) is 'the same bytes' cmp "$page" "$TMP/a.png" ;;
	*) is 'the same bytes' cmp "$page" "$TMP/ä ö.pdf" ;;
	esac
done
get /cases/new
cp "$TMP/a.png" "$TMP/empty.png"
: >"$TMP/empty.png"
upload /cases/new subject='No file chosen' case_class=SUPISSUE severity=low \
    description=Text
status 303

spool_empty() {
	is "nothing is left in the spool folder" \
	    test -z "$(find "$TMP/spool" -name 'upload-*')"
}
spool_empty
get /cases/new
printf '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' \
    >"$TMP/x.png"
case_fields 'A disguised file' "$TMP/x.png" "$TMP/a.png"
status 422
has 'value="A disguised file"'
spool_empty

# A multipart body that is not exactly right is refused whole.
get /cases/new
remember_token
type='multipart/form-data; boundary=B'
good() {
	printf -- '--B\r\nContent-Disposition: form-data; name="token"\r\n\r\n%s\r\n' \
	    "$token"
	printf -- '--B\r\nContent-Disposition: form-data; name="subject"\r\n\r\nS\r\n'
}
file_part() {
	printf -- '--B\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\nabc' "$1"
}
refused() {
	raw POST /cases/new "${2:-$type}" "$TMP/body"
	asked="$asked ($1)"
	status "${3:-400}"
	spool_empty
}
good >"$TMP/body"
refused 'no last boundary'
{ good; file_part x; } >"$TMP/body"
refused 'cut off in a file'
{ good; file_part x; printf '\r\n--B'; } >"$TMP/body"
refused 'cut off in the last boundary'
{ good; printf -- '--B--\r\nmore'; } >"$TMP/body"
refused 'text after the last boundary'
{ echo hello; good; printf -- '--B--\r\n'; } >"$TMP/body"
refused 'text before the first boundary'
{ good; good; printf -- '--B--\r\n'; } >"$TMP/body"
refused 'the same field twice'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="role"\r\n\r\n4\r\n--B--\r\n'; } >"$TMP/body"
refused 'a field that is not offered'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="other"; filename="x"\r\n\r\n4\r\n--B--\r\n'; } >"$TMP/body"
refused 'a file for a field that is not offered'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="description"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--B--\r\n'; } >"$TMP/body"
refused 'a transfer encoding'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="description"\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\nAAAA\r\n--B--\r\n'; } >"$TMP/body"
refused 'nesting'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="description"\r\n\r\na\000b\r\n--B--\r\n'; } >"$TMP/body"
refused 'NUL in a text'
{ good; printf -- '--B\r\nContent-Disposition: form-data; name="description"\r\n\r\n\377\r\n--B--\r\n'; } >"$TMP/body"
refused 'bad UTF-8 in a text'
{ good; file_part "$(printf 'a\001b')"; printf '\r\n--B--\r\n'; } >"$TMP/body"
refused 'a control character in a file name'
{ good; printf -- '--B--\r\n'; } >"$TMP/body"
refused 'no boundary named' multipart/form-data
refused 'an empty boundary' 'multipart/form-data; boundary='
refused 'a boundary that is too long' \
    "multipart/form-data; boundary=$(printf 'B%.0s' $(seq 71))"
{
	good
	printf -- '--B\r\nContent-Disposition: form-data; name="description"\r\n\r\n'
	head -c 70000 /dev/zero | tr '\0' a
	printf '\r\n--B--\r\n'
} >"$TMP/body"
refused 'a text that is too long' "$type" 413
{
	good
	file_part big
	head -c 33600000 /dev/zero
	printf '\r\n--B--\r\n'
} >"$TMP/body"
refused 'more than an upload may be' "$type" 413
rm "$TMP/body"
is 'the store is in order' "$B/postern" verify --store "$TMP/store"
done_testing

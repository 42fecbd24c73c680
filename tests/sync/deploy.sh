#!/bin/sh
# The Configuration Wizard: by flags, by answers, and what it refuses.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store s
mkdir -p "$T/htdocs" "$T/keys"
cp /bin/true "$T/portal.cgi"
common="--cgi $T/portal.cgi --htdocs $T/htdocs --log $T --spool $T
	--vendor-keys $T/keys"
printf 'store = %s\ncompany = Harrow\n' "$T/s" >"$T/erp.conf"

# shellcheck disable=SC2086 # $common is several words
{
is "by flags" "$P" portal deploy --yes --conf "$T/erp.conf" $common \
	--instance east --url http://127.0.0.1:8443/portal \
	--create-self-service-portal yes --dir "$T/east" --vhost "$T/east.conf"
says "The portal east is set up."
says "URL           http://127.0.0.1:8443/portal"
for f in postern.conf README branding/logo.svg texts/help.txt.sample; do
	is "$f" test -s "$T/east/$f"
done
is "all of the template is filled in" sh -c "! grep -n '@[A-Z]*@' $T/east.conf"
is "its settings are good" grep -qx "site_url = http://127.0.0.1:8443/portal" \
	"$T/east/postern.conf"
is "and name the company" grep -qx "company = Harrow" "$T/east/postern.conf"
is "Apache's user can read them" test "$(stat -c %a "$T/east")" = 755
is "nothing in the store" sh -c "test -z \"\$('$P' portal list --store $T/s)\""

cp "$T/east.conf" "$T/before"
gives 3 "never over a file" "$P" portal deploy --yes --conf "$T/erp.conf" \
	$common --instance east --url http://localhost/portal \
	--dir "$T/east" --vhost "$T/east.conf"
complains "exists already"
is "untouched" cmp "$T/before" "$T/east.conf"
is "--force" "$P" portal deploy --yes --force --conf "$T/erp.conf" $common \
	--instance east --url http://localhost/portal \
	--dir "$T/east" --vhost "$T/east.conf"
is "a second one beside it" "$P" portal deploy --yes --store "$T/s" $common \
	--instance west --url https://shop.example.com/portal \
	--dir "$T/west" --vhost "$T/west.conf" --cert /etc/c.pem --key /etc/k.pem
is "with TLS" grep -q 'SSLCertificateFile "/etc/c.pem"' "$T/west.conf"
is "and no Listen" sh -c "! grep -q ^Listen $T/west.conf"

gives 2 "no store there" "$P" portal deploy --yes --store "$T/none" $common
complains "There is no store in this folder"
gives 2 "an odd name" "$P" portal deploy --yes --store "$T/s" $common \
	--instance "a b"
complains "An instance name has"
gives 2 "plain http across the net" "$P" portal deploy --yes --store "$T/s" \
	$common --instance x --url http://shop.example.com/portal
complains "Passwords need https"
gives 2 "not below /portal" "$P" portal deploy --yes --store "$T/s" $common \
	--instance x --url https://shop.example.com/shop
complains "must end with /portal"
gives 2 "a path that cannot stand there" "$P" portal deploy --yes \
	--store "$T/s" $common --instance x --dir "/tmp/a\"b"
is "no portal wanted" "$P" portal deploy --yes --store "$T/s" \
	--create-self-service-portal no
says "nothing was written"

# ---- check says what is missing, then that all is well
gives 1 "check" "$P" portal check "$T/east/postern.conf"
says "WRONG  a portal with this URL"
says "WRONG  the vendors' keys"
store full
is "a company whose portal this is" "$P" demo --store "$T/full" \
	--keys "$T/keys" --portal-url http://localhost/portal
sed "s|^store = .*|store = $T/full|; s|^instance = .*|instance = demo|
	s|^spool = .*|spool = $T/htdocs|" "$T/east/postern.conf" >"$T/full.conf"
is "all is well" "$P" portal check "$T/full.conf"

# ---- on a terminal: mistakes are asked again, Enter takes the answer shown
if command -v script >/dev/null; then
	printf '%s\n' "$T/nowhere" "$T/s" "bad name" north maybe yes \
	    http://shop.example.com/portal http://127.0.0.1:8444/portal \
	    "$T/north" "$T/north.conf" >"$T/answers"
	gives 0 "by answers" script -qec "$P portal deploy \
	    $(echo $common)" /dev/null <"$T/answers"
	says "Configuration Wizard"
	says "There is no store in this folder"
	says "An instance name has"
	says "Answer yes or no."
	says "Passwords need https"
	says "The portal north is set up."
	is "written" test -s "$T/north/postern.conf"
fi
}
done_testing

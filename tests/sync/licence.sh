#!/bin/sh
# Licences from the vendor's key to a store, and what is turned away.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

store s
S="--store $T/s --vendor-keys $T/vendor"
mkdir "$T/vendor" "$T/secret" "$T/else"
day() { date -u -d "$1" +%F; }

is "keygen" "$P" licence keygen acme --dir "$T/secret"
says "secret: "
is "the secret key is private" test "$(stat -c %a "$T/secret/acme.key")" = 600
gives 3 "never written over" "$P" licence keygen acme --dir "$T/secret"
cp "$T/secret/acme.pub" "$T/vendor/"
"$P" licence keygen other --dir "$T/else" >"$T/out"
instance=$("$P" licence show --store "$T/s" | sed -n 's/.*instance //p')

# issue FILE OPTION...
issue() {
	file=$T/$1
	shift
	"$P" licence issue --key "$T/secret/acme.key" --number N-1 \
	    --licensee "Harrow & Pine" --output "$file" "$@" ||
	    not_ok "issue $*"
}

# shellcheck disable=SC2086 # $S is four words
{
issue portal.lic --product PORTAL --instance "$instance" --portal-users 5
issue erp.lic --product ERP --number N-2 --erp-users 3
is "show a file" "$P" licence show "$T/portal.lic"
says "PORTAL  N-1  (not checked)"
gives 1 "a portal licence for the ERP" \
	"$P" licence install "$T/portal.lic" --product ERP $S
complains "for the portal, not for the ERP"
is "install" "$P" licence install "$T/portal.lic" $S
says "licence apply PORTAL"
is "it waits" "$P" licence show --store "$T/s"
says "genuine, waits for licence apply"
says "PORTAL  Invalid"
is "apply" "$P" licence apply PORTAL --store "$T/s"
is "in force" "$P" licence show --store "$T/s"
says "PORTAL  N-1  Valid"
gives 1 "nothing waits" "$P" licence apply ERP --store "$T/s"

is "a file as key" "$P" licence show "$T/erp.lic" --as-key
key=$(cat "$T/out")
is "enter a key" "$P" licence enter "$key" --apply $S
says "ERP licence N-2 is in force"
is "verify looks at licences" "$P" verify $S
is "a key from input, wrapped" sh -c \
	"'$P' licence show '$T/erp.lic' --as-key | fold -w 30 |
	'$P' licence install - --store '$T/s' --vendor-keys '$T/vendor' \
	2>&1 | grep -q 'in force already'"

# ---- turned away, one sentence each
sed 's/Portal-Users: 5/Portal-Users: 500/' "$T/portal.lic" >"$T/x.lic"
gives 1 "changed" "$P" licence install "$T/x.lic" $S
complains "not genuine"
{ sed '$d' "$T/portal.lic"; tail -n 1 "$T/erp.lic"; } >"$T/x.lic"
gives 1 "another licence's signature" "$P" licence install "$T/x.lic" $S
complains "its signature is another licence's"
sed '$s/:.*/:/' "$T/portal.lic" >"$T/x.lic"
gives 1 "empty signature" "$P" licence install "$T/x.lic" $S
complains "signature is empty"
{ cat "$T/portal.lic"; echo "Portal-Users: 500"; } >"$T/x.lic"
gives 1 "a line added" "$P" licence install "$T/x.lic" $S
complains "added below"
"$P" licence issue --key "$T/else/other.key" --product ERP --number X \
	--licensee X --output "$T/x.lic"
gives 1 "another vendor's key" "$P" licence install "$T/x.lic" $S
complains "not one of the vendor keys"
issue x.lic --product PORTAL --instance ZZZZ-ZZZZ
gives 1 "another store's" "$P" licence install "$T/x.lic" $S
complains "another company's store"
issue x.lic --product PORTAL --issued "$(day '-2 years')" \
	--valid-from "$(day '-2 years')" --valid-to "$(day '-1 day')"
gives 1 "expired" "$P" licence install "$T/x.lic" $S
complains "has expired"
issue x.lic --product PORTAL --valid-from "$(day '+1 day')"
gives 1 "not valid yet" "$P" licence install "$T/x.lic" $S
complains "not valid yet"
issue x.lic --product PORTAL --issued "$(day '-1 day')"
gives 1 "older than the one in force" "$P" licence install "$T/x.lic" $S
complains "older than the one in force"
sed 's/^/ /' "$T/portal.lic" >"$T/x.lic"
gives 1 "indented by an editor" "$P" licence install "$T/x.lic" $S
sed 's/$/\r/' "$T/portal.lic" >"$T/x.lic"
gives 1 "line ends changed" "$P" licence install "$T/x.lic" $S
complains "line ends were changed"
head -c 10485760 /dev/zero | tr '\0' A >"$T/x.lic"
gives 3 "10 MB" "$P" licence install "$T/x.lic" $S
gives 3 "no such file" "$P" licence install "$T/none.lic" $S
gives 1 "a mistyped key" "$P" licence enter "${key%?????}AAAAA" $S
complains "mistyped"
gives 2 "no vendor keys" env POSTERN_CONF= "$P" licence install \
	"$T/erp.lic" --store "$T/s"
complains "where are the vendors' keys?"
gives 2 "issue without a number" "$P" licence issue --key x --product ERP
gives 2 "issue with an odd date" "$P" licence issue --valid-to tomorrow
gives 2 "issue with an unknown feature" "$P" licence issue --features wings

is "remove" "$P" licence remove PORTAL --store "$T/s"
is "gone" "$P" licence show --store "$T/s"
says "PORTAL  Invalid"
}
done_testing

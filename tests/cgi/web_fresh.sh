#!/bin/sh
# What changes whom the company trusts wants the password again: each such
# route says so in the programs' own tables, and what takes trust away does not
# (how it is asked for is tests/unit/web_stepup_test.c).
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"

for program in "$B"/erp/*.cgi "$B"/portal/*.cgi; do
	of=${program%/*}
	"$program" --routes | awk -F '\t' -v site="${of##*/}" \
	    '$5 ~ /[89a-f]..$/ { print site, $1, $2 }'
done | LC_ALL=C sort -u >"$page"
cat >"$TMP/expected" <<'END'
erp POST /company
erp POST /contacts/#/user
erp POST /contacts/#/user/activate
erp POST /contacts/#/user/enable
erp POST /contacts/#/user/factor
erp POST /contacts/#/user/grant
erp POST /contacts/#/user/reset
erp POST /factor
erp POST /factor/codes
erp POST /factor/end
erp POST /processing-centers/#
erp POST /processing-centers/new
erp POST /sign-in-policy
erp POST /user-types/#
erp POST /user-types/new
erp POST /users/#
erp POST /users/#/activate
erp POST /users/#/enable
erp POST /users/#/factor
erp POST /users/#/reset
erp POST /users/new
portal POST /company/people/#
portal POST /company/people/#/access
portal POST /company/people/#/activate
portal POST /company/people/#/reset
portal POST /factor
portal POST /factor/codes
portal POST /factor/end
END
is 'the password is asked for again where trust is given' \
    diff "$TMP/expected" "$page"
done_testing

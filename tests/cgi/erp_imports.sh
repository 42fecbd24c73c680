#!/bin/sh
# A file comes in by a page: uploaded, matched, checked, mended, imported.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

cat >"$TMP/firms.csv" <<'END'
Account ID;Name;E-Mail;Country;Limit;Remark
X-1;Alfa & Söhne;info@alfa.example;Germany;1.500,00;good
X-2;Beta <b>;wrong-mail;France;200,50;
X-3;;x@y.example;Italy;1,00;no name
X-4;Delta;d@delta.example;Atlantis;3,00;
X-5;Epsilon;e@eps.example;Spain;100,00;fine
END

# Until the process behind a job has ended.
wait_for() {
	tries=100
	get "$job"
	while grep -q '^Refresh: ' "$heads" && [ $tries -gt 0 ]; do
		sleep 0.2
		tries=$((tries - 1))
		get "$job"
	done
}
location() {
	sed -n 's/^Location: .erp\([^?]*\).*/\1/p' "$heads"
}

get /exchange/imports
status 200
valid
has 'No imports yet'
has 'SM206036'
get /SM206036
header Location /erp/exchange/imports

# ---- what cannot be taken
get /exchange/imports/new
status 200
valid
upload /exchange/imports/new kind=accounts
status 422
has 'Choose a file.'
upload /exchange/imports/new kind=nonsense file="@$TMP/firms.csv"
status 422
has 'Choose what the file holds.'

# ---- uploaded
upload /exchange/imports/new kind=accounts file="@$TMP/firms.csv"
status 303
job=$(location)
get "$job"
status 200
valid
has 'Which heading feeds which field?'
has 'Alfa &amp; Söhne'
has '<option value="bill_country" selected>'
lacks '<b>'
get "$job/report.csv"
status 404
get "$job"
post "$job/apply"
status 422
has 'cannot become'

# ---- matched and checked: nothing is written
get "$job"
post "$job/match" how=match field=account_id field=name field=email \
    field=bill_country field=credit_limit field=notes profile_name='Firm list'
status 303
wait_for
valid
has 'Nothing is written yet.'
has 'Columns matched by hand'
has 'wrong-mail'
has 'Atlantis'
has 'Account Name is missing.'
lacks "$job/rejects"
get /search?q=Epsilon
lacks '>Epsilon<'

# ---- imported, but for the three with faults
get "$job"
post "$job/apply"
status 303
wait_for
valid
has 'Some records were left out.'
get "$job/rejects"
status 200
is 'three rejected records and their header' [ "$(wc -l <"$page")" = 4 ]
cp "$page" "$TMP/rejects.csv"
get "$job/report.csv"
status 200
has 'E_REQUIRED'
get /search?q=Epsilon
has 'Epsilon'

# ---- the reject file, mended, comes in by the profile
sed 's/wrong-mail/beta@beta.example/; s/;;x@y/;Gamma;x@y/; s/Atlantis/Austria/' \
    "$TMP/rejects.csv" >"$TMP/mended.csv"
get /exchange/imports/new
upload /exchange/imports/new kind=accounts file="@$TMP/mended.csv"
job=$(location)
get "$job"
profile=$(sed -n 's/.*<option value="\([0-9]*\)">Firm list<.*/\1/p' "$page")
is 'the profile is offered' [ -n "$profile" ]
post "$job/match" how=match profile="$profile"
status 303
wait_for
has 'Nothing is written yet.'
lacks 'pill bad'
get "$job"
post "$job/apply"
wait_for
has 'The file is imported.'
get /search?q=Gamma
has 'Gamma'

# ---- once more: nothing is new
get /exchange/imports/new
upload /exchange/imports/new kind=accounts file="@$TMP/mended.csv"
job=$(location)
get "$job"
post "$job/match" how=match profile="$profile"
wait_for
has 'There is nothing to import.'
lacks 'Import now</button>'
post "$job/discard"
status 303
get "$job"
has 'Discarded'

# ---- a file that is no table
head -c 3000 /dev/urandom >"$TMP/noise.csv"
get /exchange/imports/new
upload /exchange/imports/new kind=accounts file="@$TMP/noise.csv"
status 303
job=$(location)
get "$job"
status 200
lacks 'Which heading feeds which field?'

# ---- who may
signed_out
get /exchange/imports
status 303
done_testing

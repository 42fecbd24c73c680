#!/bin/sh
# A form that is sent twice, by a double click or a reload, makes one thing.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

location() {
	sed -n 's/^Location: //p' "$heads"
}

get /cases/new
upload /cases/new subject='Sent twice' case_class=SUPISSUE severity=low \
    description='Once is enough.'
status 303
first=$(location)
upload /cases/new subject='Sent twice' case_class=SUPISSUE severity=low \
    description='Once is enough.'
status 303
is 'the second sending leads to the first case' [ "$(location)" = "$first" ]

# ---- gone back, changed, sent again: a case of its own
upload /cases/new subject='Sent twice' case_class=SUPISSUE severity=low \
    description='Something else.'
status 303
is 'a changed form is another case' [ "$(location)" != "$first" ]

# ---- the same words from a fresh page are meant
get /cases/new
upload /cases/new subject='Sent twice' case_class=SUPISSUE severity=low \
    description='Once is enough.'
status 303
is 'a fresh form is another case' [ "$(location)" != "$first" ]
get /cases
is 'three cases in all' [ "$(grep -o 'Sent twice' "$page" | wc -l)" = 3 ]

# ---- a reply
case=${first#*/portal}
case=${case%%\?*}
get "$case"
post "$case/reply" description='Said once.'
status 303
post "$case/reply" description='Said once.'
status 303
get "$case"
is 'it is said once' [ "$(grep -c 'Said once' "$page")" = 1 ]

# ---- a form that was refused is not remembered
get /cases/new
upload /cases/new subject= case_class=SUPISSUE severity=low description=x
status 422
upload /cases/new subject= case_class=SUPISSUE severity=low description=x
status 422
done_testing

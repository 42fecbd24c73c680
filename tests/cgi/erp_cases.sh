#!/bin/sh
# Cases: opened by staff, answered, noted, taken, closed, reopened; files come
# and go; two people at one case do not overwrite each other.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

get /cases/new
status 200
has 'name="account_id"'
valid
post /cases/new subject= case_class=SUPISSUE account_id=KAFFE \
    severity=high priority=low description='Help <b>me</b>'
status 422
has 'There is a problem'
has 'Help &lt;b&gt;me&lt;/b&gt;</textarea>'
has '<title>Error: New case'
valid
post /cases/new subject='Wrong labels' case_class=SUPISSUE \
    account_id=NOBODY severity=high priority=low description='x'
status 422
has 'NOBODY'
post /cases/new subject='Wrong labels' case_class=SUPISSUE account_id=KAFFE \
    severity=high priority=low description='The labels are in Danish.'
status 303
case=$(created)
get "$case"
status 200
has 'Wrong labels'
has 'The labels are in Danish.'
has 'Take case'
valid

# In the list at once, and found by its words and by its number.
get /cases
has 'Wrong labels'
get '/cases?tab=new&q=wrong+lab'
has 'Wrong labels'
get '/cases?tab=closed&q=wrong+lab'
lacks 'Wrong labels'
get '/search?q=wrong+lab'
has "$case"
valid

# Take, reply, note.
get "$case"
post "$case/take" rev="$(hidden rev)"
goes "$case?done=taken"
get "$case?done=taken"
has 'You are the owner of this case now.'
has 'took the case'
lacks 'Take case'
valid
rev=$(hidden rev)
upload "$case/reply" rev="$rev" description='Not the first step' \
    step=pending_customer.more_info_requested as=reply
status 422
has 'Not the first step</textarea>'
get "$case"
lacks 'value="pending_customer.'
upload "$case/reply" rev="$(hidden rev)" description='We look into it.' \
    step=open.in_process as=reply
goes "$case?done=sent"
get "$case"
has 'value="pending_customer.'
upload "$case/reply" rev="$(hidden rev)" description='Which order was it?' \
    step=pending_customer.more_info_requested as=reply
goes "$case?done=sent"
get "$case"
has 'Pending Customer'
has 'Which order was it?'
printf 'order 10401\n' >"$TMP/order.txt"
upload "$case/reply" rev="$(hidden rev)" description='I think it is 10401.' \
    step= as=note files=@"$TMP/order.txt"
goes "$case?done=noted"
get "$case"
has 'Internal note'
has 'order.txt'
valid
file=$(sed -n 's|.*href="/erp\(/cases/[0-9]*/files/[0-9]*\)".*|\1|p' "$page" |
    head -n 1)
get "$file"
status 200
header Content-Disposition 'attachment; filename="order.txt"'
header Content-Type 'text/plain'
header X-Content-Type-Options nosniff
has 'order 10401'
get "$(echo "$file" | sed 's|/cases/[0-9]*|/cases/1|')"
status 404

# A reply must say something; a page of another kind is refused.
get "$case"
rev=$(hidden rev)
upload "$case/reply" rev="$rev" description=' ' step= as=reply
status 422
valid
get "$case"
printf '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$TMP/bad.png"
upload "$case/reply" rev="$(hidden rev)" description='Look' step= as=reply \
    files=@"$TMP/bad.png"
status 422
has 'Look</textarea>'
get "$case"
lacks 'bad.png'
get "$case"
upload "$case/reply" rev="$(hidden rev)" description=Odd step=open as=reply
status 422
upload "$case/reply" rev="$(hidden rev)" description=Odd \
    step=open.opened_on_portal as=reply
status 422
set --
for i in 1 2 3 4 5 6; do
	echo "$i" >"$TMP/$i.txt"
	set -- "$@" files=@"$TMP/$i.txt"
done
get "$case"
upload "$case/reply" rev="$(hidden rev)" description=Six step= as=reply "$@"
status 422

# Somebody else was faster: nothing is lost, nothing is overwritten.
get "$case"
rev=$(hidden rev)
post "$case" rev="$rev" subject='Wrong labels' case_class=SUPISSUE \
    account_id=KAFFE severity=low priority=low
status 303
post "$case" rev="$rev" subject='Wrong labels, all' case_class=SUPISSUE \
    account_id=KAFFE severity=urgent priority=low
status 409
has 'value="Wrong labels, all"'
has 'Severity: Alex Harrow saved “Low”.'
has '<details open>'
valid
lacks 'Subject: Alex Harrow saved'
post "$case" rev="$(hidden rev)" subject='Wrong labels, all' \
    case_class=SUPISSUE account_id=KAFFE severity=urgent priority=low
status 303
upload "$case/reply" rev="$rev" description='Too late' step= as=reply
status 409
has 'Too late</textarea>'
has 'changed while you were writing'
get "$case"
lacks 'Too late'
post "$case/close" rev="$rev" reason=resolved closure_notes=
status 409

# Close with a reason, reopen.
get "$case/close"
status 200
has 'name="reason"'
valid
post "$case/close" rev="$(hidden rev)" closure_notes=Done
status 422
has 'Choose a reason.'
has 'Done</textarea>'
post "$case/close" rev="$(hidden rev)" reason=closed_on_portal closure_notes=
status 422
post "$case/close" rev="$(hidden rev)" reason=resolved \
    closure_notes='New labels sent.'
goes "$case?done=closed"
get "$case"
has 'New labels sent.'
has 'Reopen case'
lacks 'Send reply'
get "$case/close"
goes "$case"
get "$case"
post "$case/reopen" rev="$(hidden rev)"
goes "$case?done=reopened"
get "$case"
has 'Send reply'

# What happened stands in the audit, with words instead of numbers.
get "$case/audit"
status 200
has '<ins>Urgent</ins>'
valid
get '/audit?tab=cases'
has 'Changed'
valid

# Lists take away what they show.
get '/cases/export.csv?tab=all'
status 200
header Content-Type text/csv
has 'Wrong labels, all'
get '/cases/export.csv?tab=closed'
lacks 'Wrong labels, all'
get '/cases?tab=nonsense'
status 400
get /cases/999999
status 404
done_testing

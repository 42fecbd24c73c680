#!/bin/sh
# A customer's cases: opening, answering, closing, and what is never shown.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

# ---- a new case
get /cases/new
status 200
valid
has '<option value="SUPISSUE" selected>'
lacks 'INTERNAL'
has 'Up to 5 files of 10 MB each'
upload /cases/new subject= case_class=SUPISSUE severity=high description=
status 422
valid
has 'There is a problem'
has 'href="#f-subject"'
has 'href="#f-description"'
has '<title>Error: New case'
upload /cases/new 'subject=Torn <b>bags</b> & "more"' case_class=INTERNAL \
    severity=high 'description=What <i>I</i> typed'
status 422
has 'Choose what your case is about'
has 'value="Torn &lt;b&gt;bags&lt;/b&gt; &amp; &quot;more&quot;"'
has 'What &lt;i&gt;I&lt;/i&gt; typed'
lacks '<b>bags'

printf 'batch 2217\n' >"$TMP/label.txt"
printf '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>' \
    >"$TMP/photo.png"
upload /cases/new subject='Torn bags' case_class=SUPISSUE severity=high \
    description='Four bags.' files="@$TMP/photo.png"
status 422
has 'photo.png'
upload /cases/new subject='Torn bags' case_class=SUPISSUE severity=high \
    description='Four bags.' files="@$TMP/label.txt" \
    files="@$TMP/label.txt" files="@$TMP/label.txt" \
    files="@$TMP/label.txt" files="@$TMP/label.txt" files="@$TMP/label.txt"
status 422
has 'Choose 5 files at most'
upload /cases/new subject='Torn <b>bags</b>' case_class=SUPISSUE \
    severity=high description='Four <i>bags</i>.
See https://example.com/a?b=1&c=2' files="@$TMP/label.txt"
status 303
case=$(sed -n 's/^Location: .portal\(.cases.[0-9]*\).*/\1/p' "$heads")
header Location "/portal$case?done=sent"

# ---- its page
get "$case?done=sent"
status 200
valid
has 'Your case was sent.'
has 'Torn &lt;b&gt;bags&lt;/b&gt;'
has 'Four &lt;i&gt;bags&lt;/i&gt;.'
has 'rel="noopener noreferrer nofollow"'
has 'Opened on Portal'
lacks 'We are waiting for you'
file=$(sed -n 's/.*href="\/portal\(\/cases\/[0-9]*\/files\/[0-9]*\)".*/\1/p' \
    "$page" | head -n 1)
get "$file"
status 200
header Content-Type 'text/plain'
header Content-Disposition 'attachment; filename="label.txt"'
header Content-Security-Policy sandbox
header X-Content-Type-Options nosniff
is 'the file is the one that was sent' cmp "$page" "$TMP/label.txt"

# ---- it is in both lists at once
get /cases
has 'Torn &lt;b&gt;bags&lt;/b&gt;'
get '/cases?tab=with-us'
has 'Torn &lt;b&gt;bags'
get '/cases?tab=waiting'
lacks 'Torn &lt;b&gt;bags'
get '/cases?q=torn'
has 'Torn &lt;b&gt;bags'
signin_as erp
get /cases
has 'Torn &lt;b&gt;bags'

# ---- staff ask and note
get "$case"
rev=$(hidden rev)
upload "$case/reply" rev="$rev" as=note description='Do not tell them.' \
    files="@$TMP/label.txt"
status 303
get "$case"
note=$(sed 's/<li/\n<li/g' "$page" |
    sed -n '/Do not tell/,$s/.*\(\/cases\/[0-9]*\/files\/[0-9]*\)".*/\1/p' |
    tail -n 1)
rev=$(hidden rev)
upload "$case/reply" rev="$rev" as=reply description='Which batch?' \
    step=open.in_process
status 303
get "$case"
rev=$(hidden rev)
upload "$case/reply" rev="$rev" as=reply description='Please answer.' \
    step=pending_customer.more_info_requested
status 303

# ---- the customer sees the question, not the note
use portal
get /
has 'We need your answer'
get "$case"
has 'Which batch?'
has 'We are waiting for you.'
has 'Pending Customer'
lacks 'Do not tell them.'
get "$note"
status 404
get "$case"
upload "$case/reply" description=
status 422
has 'Write a message.'
upload "$case/reply" description='Batch 2217.'
status 303
goes "$case?done=replied"
get "$case"
has 'Batch 2217.'
lacks 'We are waiting for you.'
has 'Updated'

# ---- closing asks first; reopening takes a message
get "$case/close"
status 200
valid
has 'Keep it open'
post "$case/close"
status 303
goes "$case?done=closed"
get "$case"
has 'Closed on Portal'
has 'Reopen case'
has 'you can open it again'
lacks 'Send message'
get "$case/close"
status 303
get "$case"
post "$case/close"
status 422
has 'This case is closed already.'
post "$case/reopen" description=
status 422
has 'Write a message.'
post "$case/reopen" description='It is torn again.'
status 303
goes "$case?done=reopened"
get "$case"
has 'It is torn again.'
has 'Send message'
post "$case/reopen" description=Twice
status 422
has 'This case is open.'

# ---- the list as a file
get /cases/export.csv
status 200
header Content-Type 'text/csv'
header Content-Disposition 'cases.csv'
has 'Torn <b>bags</b>'
lacks 'Do not tell'
get '/cases/export.csv?tab=closed'
lacks 'Torn <b>bags</b>'

done_testing

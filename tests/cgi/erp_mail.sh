#!/bin/sh
# Mail on the screens: a customer's case is told, shown as it is sent, canceled
# and sent again; templates with preview and a way back; what a customer does
# not want.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal
signin_as erp

# new_case SUBJECT: by the customer.
new_case() {
	use portal
	get /cases/new
	upload /cases/new subject="$1" case_class=SUPISSUE severity=medium \
	    description='It <b>hums</b>.'
	use erp
}
new_case 'A humming kettle'

get /outbox
status 200
has 'A humming kettle'
has 'maria.lindstrom@kaffebroderna.example'
valid
mail=$(grep -o '/erp\(/outbox/[0-9]*\)"' "$page" | head -n 1 |
    sed 's|^/erp||; s|"$||')
get "$mail"
status 200
has 'It &lt;b&gt;hums&lt;/b&gt;.'
valid
get "$mail/mail.eml"
status 200
header content-type 'message/rfc822'
header content-disposition 'attachment'
get "$mail"
post "$mail/cancel" rev="$(hidden rev)"
goes "$mail?done=mail-canceled"
get "$mail"
has 'Canceled'
post "$mail/cancel" rev="$(hidden rev)"
status 422
get "$mail"
post "$mail/resend" rev="$(hidden rev)"
goes "$mail?done=mail-again"
get "$mail"
has 'To be sent again.'

# Templates.
get /mail-templates
status 200
has 'Case opened'
valid
get /mail-templates/case_created
status 200
has '{{subject}}'
valid
post /mail-templates/case_created do=save subject=Hello text='{{nobody}}'
status 422
has 'There is no {{nobody}} in this mail.'
valid
post /mail-templates/case_created do=preview subject='Hello {{name}}' text=Hi
has 'Hello Maria Anders'
valid
post /mail-templates/case_created do=save subject='We got {{subject}}' text=Hi
goes '/mail-templates/case_created?done=saved'
new_case 'A cold stove'
get '/outbox?tab=waiting'
has 'We got A cold stove'
get /mail-templates/case_created
has 'Back to the default'
post /mail-templates/case_created do=reset rev="$(hidden rev)"
goes '/mail-templates/case_created?done=mail-default'
get /mail-templates/case_created
lacks 'We got'
get /mail-templates/nothing
status 404
get /mail-templates/case_created-99
status 404

# Nothing more about cases, please.
use portal
get /profile
has 'No E-mail About'
valid
post /profile title= job_title=Buyer mails_off=cases
goes '/profile?done=saved'
get /profile
has 'value="cases" checked'
new_case 'A silent lamp'
get '/outbox?tab=waiting'
lacks 'A silent lamp'
done_testing

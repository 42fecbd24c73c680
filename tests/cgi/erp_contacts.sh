#!/bin/sh
# Customer, contact, portal user: each is made on its screen, and the way
# from one to the next is a link.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# A business account becomes a customer.
get /accounts/new
has 'CR303000'
valid
post /accounts/new name='Ångström & "Sons"' status=prospect bill_country=SE \
    bill_city=Luleå
status 303
account=$(created)
id=${account##*/}
get "$account"
status 200
has 'Ångström &amp; &quot;Sons&quot;'
has 'Extend as customer'
has 'Luleå'
valid
get '/customers?tab=all&q=angstrom'
lacks "$account\""
get "$account"
post "$account/extend" rev="$(hidden rev)"
goes "$account?done=extended"
get "$account?done=extended"
has 'This account is a customer now.'
has 'AR303000'
lacks 'Extend as customer'
valid
get '/customers?tab=all&q=angstrom'
has "$account\""
get "$account/edit"
valid
post "$account/edit" rev="$(hidden rev)" account_id= name= status=active \
    bill_country=Sweden
status 422
has 'value="Sweden"'
valid
post "$account/edit" rev="$(hidden rev)" name='Ångström' status=active \
    bill_country=SE
status 303

# Its contact.
get "$account/contacts"
status 200
has "/contacts/new?account=$id"
valid
get "/contacts/new?account=$id"
status 200
valid
code=$(sed -n 's/.*value="\([^"]*\)"[^>]*name="account_id".*/\1/p' "$page" |
    head -n 1)
[ -n "$code" ] ||
    code=$(tr '>' '\n' <"$page" | sed -n \
    '/name="account_id"/s/.*value="\([^"]*\)".*/\1/p' | head -n 1)
is 'the account is filled in' test -n "$code"
post /contacts/new first_name=Elin last_name=Berg email=elin@angstrom.example \
    account_id="$code" contact_class=CUSTOMER active=active
status 303
contact=$(created)
get "$contact"
status 200
has 'value="Elin"'
has 'CR302000'
has 'Ångström'
valid
get "$account/contacts"
has 'Elin Berg'

# No user yet; one is created by its type, with roles.
get "$contact/user"
status 200
has 'Not Created'
has 'value="elin@angstrom.example"'
has 'Portal Company Management'
lacks 'Administrator'
valid
post "$contact/user" user_type='Portal External User' login=elin \
    roles=portal_user
status 422
has 'e-mail'
has 'value="elin"'
valid
post "$contact/user" user_type='Portal External User' \
    login=elin@angstrom.example roles=administrator
is 'a staff role is not taken' sh -c \
    "! grep -q 'Location: .*user-created' '$heads'"
get "$contact/user"
post "$contact/user" user_type='Portal External User' \
    login=elin@angstrom.example roles=portal_user \
    roles=portal_case_management
goes "$contact/user?done=user-created"
get "$contact/user?done=user-created"
has 'The user is created.'
has 'no password yet'
valid

# The password is shown once, and to nobody else.
post "$contact/user/reset"
status 200
has 'id="otp"'
header Cache-Control no-store
valid
once=$(sed -n 's/.*<code id="otp">\([^<]*\)<.*/\1/p' "$page")
is 'it is long enough' test "${#once}" -ge 15
get "$contact/user"
lacks "$once"
get "$contact/audit"
lacks "$once"

# Disable, enable.
get "$contact/user"
post "$contact/user/disable"
goes "$contact/user?done=disabled"
get "$contact/user"
has 'Disabled'
has 'Enable'
post "$contact/user/enable"
goes "$contact/user?done=enabled"
post "$contact/user/activate"
is 'nothing to activate is no crash' sh -c \
    "grep -Eq '^Status: (303|422)' '$heads'"

# An inactive contact takes its user along.
get "$contact"
post "$contact" rev="$(hidden rev)" first_name=Elin last_name=Berg \
    email=elin@angstrom.example account_id="$code" contact_class=CUSTOMER \
    active=inactive
status 303
get "$contact/user"
has 'Disabled'
post "$contact/user/enable"
status 422
has 'This could not be done'
valid

# Roles and their members.
get /roles
status 200
has '/roles/portal_case_management'
valid
get /roles/portal_case_management
has 'elin@angstrom.example'
valid
get /roles/nonsense
status 404

# Two at one card.
get "$contact"
rev=$(hidden rev)
post "$contact" rev="$rev" first_name=Elin last_name=Berg job_title=Buyer \
    account_id="$code" active=active contact_class=CUSTOMER
status 303
post "$contact" rev="$rev" first_name=Elin last_name=Berg job_title=Owner \
    account_id="$code" active=active contact_class=CUSTOMER
status 409
has 'value="Owner"'
has 'Job Title: Alex Harrow saved “Buyer”.'
valid
post "$contact" rev="$(hidden rev)" first_name=Elin last_name=Berg \
    job_title=Owner account_id="$code" active=active contact_class=CUSTOMER
status 303
get "$contact"
has 'value="Owner"'
done_testing

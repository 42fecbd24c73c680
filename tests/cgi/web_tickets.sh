#!/bin/sh
# Invitations and forgotten passwords, with the mail read as it was sent: one
# person, many at once, links that are used, seen, old, made up.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
cat >"$TMP/sendmail" <<END
#!/bin/sh
cat >"$TMP/mail/\$\$.\$(date +%N)"
END
chmod +x "$TMP/sendmail"
mkdir "$TMP/mail"
sed "\$a sendmail = $TMP/sendmail\nmail_from = erp@harrow.example" \
    "$TMP/erp.conf" >"$TMP/mail.conf"

# drain: sends what waits; link_to ADDRESS PAGE: the link in the mail to it.
drain() {
	rm -f "$TMP"/mail/*
	run_quiet "$B/postern" mail --conf "$TMP/mail.conf"
}

link_to() {
	for letter in "$TMP"/mail/*; do
		grep -qF "$1" "$letter" || continue
		awk '/^Content-Type: text\/plain/ { on = 1 }
		on && /^--/ { exit }
		on && /^[A-Za-z0-9+\/=]+$/' "$letter" | base64 -d |
		    grep -o "/$2/[A-Za-z0-9_-]*"
	done
}

# ---- staff invite a contact who has no login
signin_as erp
get /contacts/new
post /contacts/new last_name=Novak first_name=Ida email=ida@x.example \
    account_id=KAFFE contact_class=CUSTOMER
ida=${location#/erp}
ida=${ida%%\?*}
get "$ida"
get "$ida/user"
post "$ida/user" user_type='Portal External User' login=ida@x.example \
    roles=portal_user roles=portal_case_management
status 303
get "$ida/user"
has 'Send Invitation'
post "$ida/user/invite"
status 303
get "$ida/user?done=invited"
has 'The invitation is on its way'
has '<dt>Invitation</dt>'
valid
drain
welcome=$(link_to ida@x.example welcome)
is 'the mail has the link' [ ${#welcome} = 52 ]
get /invitations
status 200
has 'ida@x.example'
valid
one=$(sed -n 's|.*href="/erp\(/invitations/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$one"
has 'Send again'
has '>Sent<'
valid

# ---- who opens it sees the login, and is in
use portal
get "$welcome"
status 200
has 'Welcome, Ida Novak'
has 'ida@x.example'
header Referrer-Policy no-referrer
valid
use erp
get "$one"
has '>Opened<'
use portal
get "$welcome"
post "$welcome" password=short again=short
status 422
has 'href="#f-password"'
valid
post "$welcome" password='a long new sentence' again='another sentence'
status 422
post "$welcome" password='a long new sentence' again='a long new sentence'
status 303
goes /
get /
status 200
has 'Ida Novak'
get /balance
status 403
get /cases
status 200
# It was good once, and nobody else's tokens are.
signed_out
for used in "$welcome" /welcome/none /reset/none "/reset/${welcome#/welcome/}" \
    /welcome/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; do
	get "$used"
	status 403
	has 'no longer good'
	lacks 'name="password"'
	post "$used" password='a long new sentence' again='a long new sentence'
	status 403
	post "$used/again"
	status 403
done
valid
use erp
get "$welcome"
status 403
get "$one"
has '>Accepted<'
lacks 'Send again'
post "$one/resend"
status 422

# ---- forgotten: the same answer for everybody, a mail for one
use portal
get /sign-in
has 'href="/portal/forgot"'
get /forgot
status 200
valid
post /forgot login=
status 422
for who in ida@x.example nobody@x.example admin; do
	get /forgot
	post /forgot login="$who"
	status 303
	goes '/sign-in?done=mailed'
done
get '/sign-in?done=mailed'
has 'If there is such a login'
valid
drain
is 'one mail went out' [ "$(ls "$TMP/mail" | wc -l)" = 1 ]
reset=$(link_to ida@x.example reset)
get "$reset"
status 200
has 'Choose a new password'
post "$reset" password='yet another sentence' again='yet another sentence'
status 303
goes '/sign-in?done=password-set'
get '/sign-in?done=password-set'
has 'Your password is set'
signin ida@x.example 'a long new sentence'
status 422
signin ida@x.example 'yet another sentence'
status 303
drain
is 'and she is told of it' [ -n "$(grep -lF ida@x.example "$TMP"/mail/*)" ]
# Who asks again and again has to wait, and learns nothing.
signed_out
get /forgot
for i in 1 2 3 4 5 6; do
	post /forgot login=nobody@x.example
done
status 429
valid

# ---- many at once: looked through first, then sent
use erp
get /invitations/new
status 200
valid
upload /invitations/new user_type='Portal External User' list=
status 422
has 'Name at least one contact'
printf 'email,name\r\n"joao@irmaossantos.example",J\r\nida@x.example\r\nnobody@x.example\r\n' \
    >"$TMP/list.csv"
upload /invitations/new user_type='Portal External User' file=@"$TMP/list.csv"
status 200
has '1 of 3 can be invited'
has 'has set a password already'
has 'There is no such contact'
lacks '>email<'
valid
post /invitations/send user_type='Portal External User' \
    contact="$(hidden contact)"
status 200
has '1 of 1 invitations are on their way'
valid
drain
welcome=$(link_to joao@irmaossantos.example welcome)
# A newer one, or staff who take it back, end the older.
get /invitations
one=$(sed -n 's|.*href="/erp\(/invitations/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$one"
post "$one/resend"
status 303
use portal
signed_out
get "$welcome"
status 403
use erp
drain
welcome=$(link_to joao@irmaossantos.example welcome)
get /invitations
one=$(sed -n 's|.*href="/erp\(/invitations/[0-9]*\)".*|\1|p' "$page" | head -n 1)
get "$one"
post "$one/revoke"
status 303
get "$one?done=invitation-revoked"
has '>Revoked<'
use portal
get "$welcome"
status 403
done_testing

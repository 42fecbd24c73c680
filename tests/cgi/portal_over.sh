#!/bin/sh
# A case whose time for reopening has passed leads to a new one.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

get '/cases?tab=closed&sort=oldest'
old=$(sed -n 's/.*<th scope="row"[^>]*><a href="\/portal\(\/cases\/[0-9]*\)".*/\1/p' \
    "$page" | head -n 1)
get "$old"
status 200
has 'This case is over'
has 'New case about this'
lacks 'Reopen case'
post "$old/reopen" description='Once more.'
status 422
has 'can no longer be reopened'
get "$old"
upload "$old/reply" description='Once more.'
status 422
has 'can no longer be reopened'
lacks 'Send message'
get "/cases/new?about=${old##*/}"
status 200
has 'value="Follow-up to CS-'
get '/cases/new?about=999999'
status 200
lacks 'Follow-up to'
get '/cases/new?about=x'
status 200
lacks 'Follow-up to'

# ---- with a class that knows no limit it can be reopened
signin_as erp
get /case-classes
class=$(sed -n 's/.*href="\/erp\(\/case-classes\/[0-9]*\)">SUPISSUE<.*/\1/p' \
    "$page" | head -n 1)
get "$class"
post "$class" rev="$(hidden rev)" active=1
status 303
use portal
get "$old"
has 'You can open it again'
post "$old/reopen" description='Once more.'
status 303
done_testing

#!/bin/sh
# A customer's orders: the list, one order and what it led to, taking it back.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as portal

get /orders
status 200
valid
has 'Partly shipped'
has 'Waiting for your answer'
get '/orders?tab=unpaid'
status 200
valid
get '/orders?tab=quotes'
status 200
has 'QT0'
lacks 'SO0'
get '/orders?tab=all&q=PO-4296'
status 200
has 'SO000028'
get '/orders/export.csv?tab=all'
status 200
has 'order_no,order_type,status'

# ---- partly shipped: steps, promise, parcel, invoice, payment
get '/orders?tab=open'
order=$(sed -n 's/.*href="\/portal\/orders\/\([0-9]*\)">SO.*/\1/p' "$page" |
    head -n 1)
get "/orders/$order"
status 200
valid
has 'aria-current="step"'
has 'We wait for goods'
has 'Track parcel'
has 'Allow partial shipments'
has '/portal/invoices/'
has '/portal/payments/'
lacks "/portal/orders/$order/cancel"
# What was shipped goes on.
get "/orders/$order/cancel"
status 303
goes "/orders/$order"
get '/orders/999999'
status 404
get '/orders/1x'
status 404
get "/orders/$order/pdf"
status 200
header Content-Type application/pdf
done_testing

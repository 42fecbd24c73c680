#!/bin/sh
# Items with units and prices, terms, taxes, statement cycles, our company:
# each is made on its screen, refused with a sentence, changed, exported.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company
signin_as erp

created() {
	sed -n 's|^Location: /erp\([^?]*\).*|\1|p' "$heads"
}

# An item, found by number and name; amounts with the company's currency.
get /items/new
has 'IN202500'
valid
post /items/new item_id= name= price=1,2,3
status 422
has 'Default Price is not a price'
has 'value="1,2,3"'
valid
post /items/new item_id='BOX <9>' name='Ångström box' kind=stock \
    active=active uom=EA price=1234.5 tax_code=VAT-Z weight=0.4
status 303
item=$(created)
get "$item"
has 'value="BOX &lt;9&gt;"'
has 'value="1234.50"'
valid
get '/items?q=angstrom'
has "$item\""
has '1,234.50 <span class="cur">GBP</span>'
valid
get '/search?q=angstrom+box'
has "$item\""
get /IN202500
goes /items
post /items/new item_id='box <9>' name='The same number'
status 422
get "$item"
post "$item" rev="$(hidden rev)" item_id='BOX <9>' name='Ångström box' \
    kind=stock active=no_sales uom=EA price=10
status 303
get '/items?tab=no-sales'
has "$item\""
get '/items/export.csv?tab=no-sales'
header Content-Type text/csv
has 'item_id,name'
has 'no_sales'

# Further units.
get "$item/units"
has 'Another unit'
valid
post "$item/units" uom=BOX factor=12
goes "$item/units?done=saved"
get "$item/units"
has '12 EA'
unit=$(sed -n 's|.*href="/erp\(/units/[0-9]*\)".*|\1|p' "$page" | head -n 1)
post "$item/units" uom=BOX factor=
status 422
valid
get "$unit"
has 'Unit BOX of'
valid
post "$unit" rev="$(hidden rev)" uom=BOX factor=10
goes "$item/units?done=saved"
get "$item/units"
has '10 EA'

# One that nothing uses can be taken away, after a question.
post "$item/units" uom=CRATE factor=6
get "$item/units"
crate=$(sed -n 's|.*href="/erp\(/units/[0-9]*\)"[^>]*>CRATE.*|\1|p' "$page")
get "$crate"
has "$crate/delete"
get "$crate/delete"
has 'Delete this unit?'
valid
rev=$(hidden rev)
get "/prices/new?item=${item##*/}"
post /prices/new price_type=base item_id='BOX <9>' uom=CRATE price=50
price=$(created)
get "$crate/delete"
post "$crate/delete" rev="$rev"
status 422
has 'Price: there is one in this unit.'
get "$price"
has "$price/delete"
get "$price/delete"
has 'Delete this price?'
valid
post "$price/delete" rev=99
status 409
get "$price/delete"
post "$price/delete" rev="$(hidden rev)"
goes "$item/prices?done=deleted"
get "$price"
status 404
get "$crate/delete"
post "$crate/delete" rev="$rev"
goes "$item/units?done=deleted"
get "$item/units"
lacks 'CRATE'
has '10 EA'
get /audit
has 'Deleted'

# Prices: for everybody, for one customer, from a quantity on.
get "/prices/new?item=${item##*/}"
has 'AR202000'
has 'value="BOX &lt;9&gt;"'
has 'name="break_qty"'
valid
post /prices/new price_type=customer item_id='BOX <9>' price=8
status 422
valid
post /prices/new price_type=customer account_id=THISTLE item_id='BOX <9>' \
    price=8.25 break_qty=100 currency=GBP promotion=1
status 303
price=$(created)
get "$price"
has 'value="8.25"'
valid
get "$item/prices"
has 'Thistle &amp; Wool Ltd'
has '8.25 <span class="cur">GBP</span>'
has 'Promotion'
valid
get '/prices?tab=customer'
has "$price\""
valid

# Terms, taxes, statement cycles.
for list in terms taxes statement-cycles; do
	get "/$list"
	status 200
	valid
	get "/$list/new"
	valid
	get "/$list/export.csv"
	header Content-Type text/csv
done
post /terms/new terms_id=45D description='45 days' due_kind=after_days \
    due_days=45 discount_days=10 discount_pct=0 active=1
status 422
has 'cash discount'
valid
post /terms/new terms_id=45D description='45 days' due_kind=after_days \
    due_days=45 discount_days=10 discount_pct=2 active=1
status 303
get /terms
has '45D'
post /taxes/new tax_code=V7 category=s rate=0
status 422
has 'above 0'
valid
post /taxes/new tax_code=V7 description='Reduced rate' category=s rate=7 \
    active=1
status 303
get "$(created)"
valid
post /statement-cycles/new cycle_id=CALENDAR description='Each month' \
    schedule=end_of_month age_by=due_date days1=30 days2=60 days3=90 active=1
status 303
get "$(created)"
has 'value="CALENDAR"'
valid

# Our company: one record.
get /company
has 'CS101500'
valid
post /company legal_name='Harrow & Pine Ltd' currency=EUR main_country=GB \
    iban=DE00123 terms=30D
status 422
has 'IBAN'
valid
get /company
rev=$(hidden rev)
set -- legal_name='Harrow & Pine Ltd' currency=EUR main_country=GB terms=30D
[ -z "$rev" ] || set -- "$@" rev="$rev"
post /company "$@"
goes '/company?done=saved'
get /company
has 'value="Harrow &amp; Pine Ltd"'

# The terms of a customer are chosen by their code.
get /customers
account=$(sed -n 's|.*href="/erp\(/accounts/[0-9]*\)".*|\1|p' "$page" |
    head -n 1)
get "$account/edit"
has '<option value="45D"'
has 'name="shipping_rule"'
valid

# Features off: what they hide is refused, and there is no quantity to enter.
get /features/modify
post /features/modify feature=case_management feature=inventory
post /features/enable
get "$item/units"
status 403
get /prices/new
lacks 'name="break_qty"'
get "$item"
lacks '/units"'
get /features/modify
post /features/modify feature=case_management
post /features/enable
get /items
status 403
get /
lacks 'href="/erp/items"'
done_testing

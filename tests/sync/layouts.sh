#!/bin/sh
# The same 91 customers as four other systems write them, address books, and
# cards: taken for what they are, and the same twice.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

data=${POSTERN_SAMPLES:-../shared/data}
[ -r "$data/erp-samples/derived/xero-contacts.csv" ] ||
	skip_all "$data/erp-samples is not here: no other system was tried"
d=$data/erp-samples/derived

# What all of them have, found by name: unchanged only where each cell is.
cat >"$T/same.map" <<'END_MAP'
@find name
CompanyName = name
Address     = bill_line1
City        = bill_city
Region      = bill_region
PostalCode  = bill_postal_code
Country     = bill_country
Phone       = phone
Fax         = fax
* = -
END_MAP
cat >"$T/people.map" <<'END_MAP'
CompanyName = account_id
ContactName = first_name last_name
* = -
END_MAP

# system FILE NAME UPDATED: its accounts, twice, are Northwind's but for some
system() {
	store s
	is "$2" "$P" import accounts "$d/$1" --store "$T/s"
	says "taken as: $2"
	says "accounts: 91 read, 91 created, 0 updated, 0 unchanged, 0 rejected"
	is "$2 again" "$P" import accounts "$d/$1" --store "$T/s"
	says "accounts: 91 read, 0 created, 0 updated, 91 unchanged, 0 rejected"
	is "Northwind's own" "$P" import accounts \
		"$data/northwind/customers.csv" --map "$T/same.map" \
		--store "$T/s"
	says "accounts: 91 read, 0 created, $3 updated, $((91 - $3)) unchanged"
}

# people FILE NAME UPDATED: after system
people() {
	is "$2" "$P" import contacts "$d/$1" --store "$T/s"
	says "taken as: $2"
	says "contacts: 91 read, 91 created, 0 updated, 0 unchanged, 0 rejected"
	is "the same people" "$P" import contacts \
		"$data/northwind/customers.csv" --map "$T/people.map" \
		--store "$T/s"
	says "contacts: 91 read, 0 created, $3 updated, $((91 - $3)) unchanged"
}

system xero-contacts.csv "Xero contacts" 0
# Three people have three names; Xero says which of them are first names.
people xero-contacts.csv "Xero contacts" 3
system quickbooks-customers.csv "QuickBooks Online customers" 0
# Odoo has no fax; 69 customers have one.
system odoo-contacts.csv "Odoo companies" 69
people odoo-contacts.csv "Odoo people" 0
system acumatica-customers.csv "Acumatica customers" 0

# By name, and not at all.
store s
is "named" "$P" import accounts "$d/acumatica-customers.csv" \
	--layout acumatica-accounts --check --store "$T/s"
says "taken as: Acumatica customers"
gives 3 "our own headings only" "$P" import accounts \
	"$d/acumatica-customers.csv" --layout none --store "$T/s"
complains 'E_HEADER: "Customer ID": no such field'
gives 3 "no such layout" "$P" import accounts "$d/xero-contacts.csv" \
	--layout sage --store "$T/s"
complains "E_LAYOUT: there is no layout sage; there are: acumatica-accounts"
gives 3 "another kind" "$P" import accounts "$d/odoo-sale-orders.csv" \
	--store "$T/s"
complains "this looks like Odoo orders: postern import orders"
is "no header" "$P" import accounts \
	"$data/erp-samples/idempiere/ExampleBPartner.csv" \
	--layout idempiere-accounts --store "$T/s"
says "accounts: 2 read, 2 created"
is "no header, again" "$P" import accounts \
	"$data/erp-samples/idempiere/ExampleBPartner.csv" \
	--layout idempiere-accounts --store "$T/s"
says "accounts: 2 read, 0 created, 0 updated, 2 unchanged"

# book FILE READ CREATED REJECTED CODES NAME
book() {
	store s
	want=1
	[ "$4" != 0 ] || want=0
	gives $want "$1" "$P" import contacts "$data/contacts/$1" \
		--report "$T/report" --store "$T/s"
	says "contacts: $2 read, $3 created, 0 updated, 0 unchanged, $4 rejected"
	says "taken as: $6"
	codes=$(grep -o ',[EW]_[A-Z_]*,' "$T/report" | tr -d , |
		LC_ALL=C sort -u | tr '\n' ' ')
	is "$1: $5" test "$codes" = "${5:+$5 }"
}

# Cells of these samples say "mobile" and "home_country": no numbers, no
# countries.
book roundcube-gmail.csv 1 0 1 E_CODE "Google contacts"
book roundcube-tb_plain.csv 1 0 1 E_CODE "Thunderbird address book"
book roundcube-all.csv 1 0 1 E_CODE "Roundcube address book"
book ezvcard-fullcontact.vcf 1 0 1 E_CODE vCard
book ezvcard-outlook-2003.vcf 1 0 1 E_CODE vCard
for f in roundcube-email.csv roundcube-outlook.csv; do
	gives 3 "$f has no names" "$P" import contacts "$data/contacts/$f" \
		--store "$T/s"
	complains "E_HEADER: no heading here is known"
done
# Companies that are no accounts are left out.
book ezvcard-gmail-list.vcf 3 3 0 "" vCard
book ezvcard-gmail-single.vcf 1 1 0 W_REF vCard
book ezvcard-outlook-2007.vcf 1 1 0 W_REF vCard
book ezvcard-rfc2426-example.vcf 2 2 0 W_REF vCard
book ezvcard-rfc6350-example.vcf 1 1 0 W_REF vCard
book roundcube-apple.vcf 1 1 0 W_REF vCard
book roundcube-johndoe.vcf 1 1 0 "W_ENCODING W_REF" vCard
book roundcube-thebat.vcf 1 1 0 W_ENCODING vCard
book roundcube-utf-16_sample.vcf 1 1 0 "" vCard
"$P" export contacts --store "$T/s" >"$T/out"
says "Ǽgean,,ĽdaMonté,Ǽgean ĽdaMonté"
says "169 Mária Canal,,LaPaz,Conceptión,245-876,PE"
done_testing

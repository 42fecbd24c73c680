#!/bin/sh
# Colours that can be read whatever was chosen; logo and texts of the portal.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company

# The contrast of WCAG 2.2 of two colours of the sheet, by floating point.
cat >"$TMP/contrast.awk" <<'END'
function channel(s) {
	v = (index("0123456789abcdef", substr(s, 1, 1)) - 1) * 16 + \
	    index("0123456789abcdef", substr(s, 2, 1)) - 1
	v /= 255
	return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ^ 2.4
}
function light(c) {
	sub(/#/, "", c)
	return 0.2126 * channel(substr(c, 1, 2)) + \
	    0.7152 * channel(substr(c, 3, 2)) + \
	    0.0722 * channel(substr(c, 5, 2))
}
function ratio(a, b,  x, y) {
	x = light(a) + 0.05; y = light(b) + 0.05
	return x > y ? x / y : y / x
}
function need(what, a, b, least) {
	if (ratio(a, b) < least) {
		printf "%s: %s on %s is only %.2f\n", what, a, b, ratio(a, b)
		bad = 1
	}
}
END

# shellcheck disable=SC2317 # called through is
# sheet NAME COLUMN: a token's light (1) or dark (2) value.
sheet() {
	sed -n "s/.*--$1: light-dark(\(#[0-9a-f]*\), \(#[0-9a-f]*\)).*/\\$2/p" \
	    "$page"
}

# shellcheck disable=SC2317 # called through is
readable() {
	for side in 1 2; do
		surface=$([ "$side" = 1 ] && echo '#ffffff' || echo '#171e28')
		muted=$([ "$side" = 1 ] && echo '#525f75' || echo '#a3afc2')
		text=$([ "$side" = 1 ] && echo '#17202e' || echo '#e7ebf2')
		link=$([ "$side" = 1 ] && echo '#0b5f8f' || echo '#7fc1ee')
		accent=$(sheet accent "$side")
		strong=$(sheet accent-strong "$side")
		soft=$(sheet accent-soft "$side")
		on=$(sheet on-accent "$side")
		awk "$(cat "$TMP/contrast.awk")
		BEGIN {
			need(\"button\", \"$on\", \"$accent\", 4.5)
			need(\"button, pointed at\", \"$on\", \"$strong\", 4.5)
			need(\"mark\", \"$accent\", \"$surface\", 4.5)
			need(\"current\", \"$strong\", \"$soft\", 4.5)
			need(\"text\", \"$text\", \"$soft\", 4.5)
			need(\"muted\", \"$muted\", \"$soft\", 4.5)
			need(\"link\", \"$link\", \"$soft\", 4.5)
			exit bad
		}" || return 1
	done
}

for color in 000000 ffffff 808080 ff0000 00ff00 0000ff ffff00 00ffff ff00ff \
    007acc 1f5a4c c2185b f2b544 fafafa 101010 7f7fff ff7f00 8b4513 2f4f4f \
    e6e6fa b0e0e6 ffe4e1 556b2f 4b0082 FFD700; do
	get "/theme.css?color=$color"
	is "#$color can be read" readable
done
status 200
header Content-Type 'text/css'
header Cache-Control 'max-age=31536000'
for bad in '' 12345 1234567 'red' '00000g' '%23ffffff'; do
	get "/theme.css?color=$bad"
	status 404
done

# ---- the page names the sheet, and the house's own without a colour
get /sign-in
has '/portal/theme.css?color='
signin_as erp
get /portals
portal=$(sed -n 's/.*href="\/erp\(\/portals\/[0-9]*\)".*/\1/p' "$page" |
    head -n 1)
get "$portal"
post "$portal" rev="$(hidden rev)" online=1 categories=system \
    categories=case_management color=
status 303
use portal
get /sign-in
lacks 'theme.css'

# ---- a logo of the portal's own
has 'common/logo-portal.svg" alt="" width="44"'
get /brand/logo.svg
status 404
mkdir -p "$TMP/portal/branding" "$TMP/portal/texts"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$TMP/portal/branding/logo.svg"
get /sign-in
has '/portal/brand/logo.svg?v='
get /brand/logo.svg
status 200
header Content-Type 'image/svg+xml'
header Content-Security-Policy sandbox
header Cache-Control 'max-age=31536000'
for name in logo.gif logo ..%2fpostern.conf portal.conf logo.svg.bak; do
	get "/brand/$name"
	status 404
done
rm "$TMP/portal/branding/logo.svg"
ln -s /etc/hostname "$TMP/portal/branding/logo.png"
get /brand/logo.png
status 404

# ---- texts of the portal's own
get /privacy
has 'One cookie keeps you signed in.'
printf 'Our <b>own</b> words.\n\nSecond paragraph.\n' \
    >"$TMP/portal/texts/privacy.txt"
get /privacy
valid
has '<p>Our &lt;b&gt;own&lt;/b&gt; words.</p>'
has '<p>Second paragraph.'
lacks 'One cookie keeps'
printf 'bad \377 bytes' >"$TMP/portal/texts/privacy.txt"
get /privacy
has 'One cookie keeps'
get /accessibility
valid
get /help
valid
done_testing

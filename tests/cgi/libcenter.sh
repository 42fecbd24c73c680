# shellcheck shell=sh
# libcenter.sh: a stand-in for a processing center, and what it tells us.
# Files of it are in $TMP/center; see tests/tools/center.mjs.
center_mjs=tests/tools/center.mjs


need_node() {
	if ! command -v node >/dev/null 2>&1; then
		echo "node is missing, which the stand-in needs"
		exit 77
	fi
}

# center_start: $there is its address then.
center_start() {
	mkdir "$TMP/center"
	node "$center_mjs" serve "$TMP/center" sk_test_1 whsec_1 &
	standin=$!
	trap 'kill $standin 2>/dev/null' EXIT
	tries=100
	while [ ! -s "$TMP/center/port" ] && [ $tries -gt 0 ]; do
		sleep 0.1
		tries=$((tries - 1))
	done
	there=http://127.0.0.1:$(cat "$TMP/center/port")
}

# The demo's portal works with the center CARDS.
center_of_portal() {
	get '/portals'
	portal=$(grep -o '/erp/portals/[0-9][0-9]*' "$page" | head -n 1 |
	    sed 's/.*\///')
	get "/portals/$portal"
	post "/portals/$portal" rev="$(hidden rev)" center=CARDS online=1 \
	    show_quantities=1 categories=system categories=financials \
	    categories=payments
	status 303
}

# tell EVENT TYPE SESSION AMOUNT STATUS [SECRET [SECONDS-AGO]]: a message
tell() {
	token_there=$(tr '&' '\n' <"$TMP/center/asked" |
	    sed -n 's/^client_reference_id=//p' | sed -n "${3#cs_}p")
	node "$center_mjs" event "$1" "checkout.session.$2" "$3" "$token_there" \
	    "$4" SEK "$5" >"$TMP/message"
	env_more="HTTP_STRIPE_SIGNATURE=$(node "$center_mjs" sign "${6:-whsec_1}" \
	    "$TMP/message" "${7:-0}")"
	raw POST "/pay/callback/$center" application/json "$TMP/message"
	env_more=
}

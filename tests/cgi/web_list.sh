#!/bin/sh
# Lists: every row once, page by page, in both directions and both orders;
# search, tabs, rows for each page, and the same rows as a file.
# shellcheck source=tests/cgi/lib.sh
. "$(dirname "$0")/lib.sh"
company --cases 120 --cases-own 60

# ids: the records of the page, in their order.
ids() {
	grep -o "scope=\"row\" class=\"nowrap\"><a href=\"/$site/cases/[0-9]*\"" \
	    "$page" | grep -o '[0-9]*"$' | tr -d '"'
}

# link LABEL: where a link of the pager leads, below the prefix.
link() {
	sed -n '/class="pager"/,$p' "$page" |
	    grep -o "<a href=\"[^\"]*\">$1</a>" |
	    sed "s/.*href=\"\/$site\([^\"]*\)\".*/\1/; s/&amp;/\&/g"
}

# follow LABEL: all rows from this page on.
follow() {
	ids
	pages=0
	while next=$(link "$1") && [ -n "$next" ] && [ $pages -lt 30 ]; do
		get "$next"
		ids
		pages=$((pages + 1))
	done
}

for s in erp portal; do
	signin_as $s
	tab='?tab=all'
	get "/cases$tab"
	status 200
	valid
	total=$(grep -o '<a href="[^"]*" aria-current="page">[^<]*<span class="n">[0-9]*' \
	    "$page" | grep -o '[0-9]*$')
	is "$s: there are several pages" test "$total" -gt 50
	has "Rows 1 to 25 of $total"
	has "Export $total rows"
	has 'aria-sort="descending"'
	has '<span>First</span>'
	has '<span>Newer</span>'
	follow Older >"$TMP/down"
	is "$s: all rows, newest first" test "$(wc -l <"$TMP/down")" = "$total"
	is "$s: each once" test -z "$(sort "$TMP/down" | uniq -d)"
	has '<span>Older</span>'

	# Back again, page by page.
	for_back=$(mktemp "$TMP/back.XXXXXX")
	ids >"$for_back"
	while prev=$(link Newer) && [ -n "$prev" ]; do
		get "$prev"
		{ ids; cat "$for_back"; } >"$for_back.new"
		mv "$for_back.new" "$for_back"
	done
	is "$s: the same rows going back" cmp "$for_back" "$TMP/down"
	get "/cases$tab"
	get "$(link Older)"
	has '>First</a>'
	first=$(link First)
	get "$first"
	has "Rows 1 to 25 of $total"

	# The other order is the reverse.
	get "/cases$tab&sort=oldest"
	has 'aria-sort="ascending"'
	has '>Previous</'
	follow Next >"$TMP/up"
	is "$s: the other order" test "$(tac "$TMP/up" | cksum)" = \
	    "$(cksum <"$TMP/down")"

	# Rows for each page.
	get "/cases$tab&rows=100"
	has '<option value="100" selected>'
	is "$s: a hundred rows, or all" test "$(ids | wc -l)" = \
	    "$([ "$total" -gt 100 ] && echo 100 || echo "$total")"
	get "/cases$tab&rows=50"
	follow Older >"$TMP/fifty"
	is "$s: the same rows in larger pages" cmp "$TMP/fifty" "$TMP/down"

	# Tabs count what they show.
	get "/cases"
	grep -o "<li><a href=\"/$s/cases[^\"]*\"[^>]*>[^<]*<span class=\"n\">[0-9]*" \
	    "$page" | sed 's/.*href="\/[a-z]*\([^"]*\)".*>\([0-9]*\)$/\1 \2/' \
	    >"$TMP/tabs"
	while read -r path count; do
		get "$path"
		is "$s: $path shows its $count rows" \
		    test "$(follow Older | wc -l)" = "$count"
	done <"$TMP/tabs"

	# Search.
	get "/cases$tab"
	number=$(grep -o 'CS-[0-9]*' "$page" | sed -n 3p)
	get "/cases$tab&q=$number"
	is "$s: found by number" test "$(ids | wc -l)" -ge 1
	has "$number"
	has '1 row found'
	has '>Clear</a>'
	valid
	get "/cases$tab&q=zzzznothing"
	has 'Nothing found'
	has 'Clear the search'
	valid
	get "/cases$tab&q=the"
	follow Older >"$TMP/found"
	is "$s: what is found comes once" test -z "$(sort "$TMP/found" | uniq -d)"
	has 'name="q"'

	# The file has the rows of the list, in its order.
	get '/cases/export.csv?tab=all'
	status 200
	header Content-Type text/csv
	header Content-Disposition 'attachment; filename="cases.csv"'
	is "$s: a line for each row" test "$(wc -l <"$page")" = $((total + 1))
	head -n 1 "$page" | tr -d '\r' >"$TMP/heads.csv"
	is "$s: heads are field names" grep -q '^case_id,' "$TMP/heads.csv"
	cut -d, -f1 "$page" | tail -n +2 >"$TMP/file"
	get "/cases$tab&rows=250"
	grep -o "/cases/[0-9]*\">CS-[0-9]*" "$page" | sed 's/.*>//' \
	    >"$TMP/shown"
	head -n "$(wc -l <"$TMP/shown")" "$TMP/file" >"$TMP/file.start"
	is "$s: in the order of the list" cmp "$TMP/file.start" "$TMP/shown"
	get "/cases/export.csv?tab=all&q=$number"
	is "$s: what a search found, as a file" test "$(wc -l <"$page")" = 2
	get '/cases/export.csv?tab=none'
	status 400
done

# A place of another list, or of nobody's, is refused.
use portal
get '/cases?tab=all'
place=$(link Older | sed 's/.*after=//')
get "/cases?tab=closed&after=$place"
status 400
get "/cases?tab=all&after=${place%????}zzzz"
status 400
use erp
get "/cases?tab=closed&after=$place"
status 400

# ---- formulas in a file are texts
get /cases/new
post /cases/new subject='=HYPERLINK("http://evil.example","x")' \
    case_class=SUPISSUE account_id=KAFFE severity=low priority=low \
    description=Text
status 303
get '/cases/export.csv?tab=all'
printf '%s\n' "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"" \
    >"$TMP/formula"
is 'a formula is a text' grep -qFf "$TMP/formula" "$page"

# ---- nothing there yet
rm -rf "$TMP/store" "$TMP/erp.jar" "$TMP/credentials"
empty_company --keep-password
signin_as erp
get /contacts
status 200
has 'class="empty"'
lacks '<table'
lacks 'class="pager"'
valid
done_testing

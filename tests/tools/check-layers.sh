#!/bin/sh
# check-layers.sh [ROOT]: every #include against the table of layers, and the
# portal's object files for calls that go round lib/own.
# check-layers.sh --self-test: planted faults must be found.
set -eu

check_includes() {
	(cd "$1" && find lib cgi-bin sync -name '*.[ch]' 2>/dev/null |
	    LC_ALL=C sort) | awk -v root="$1" '
	function allow(folder, list) { may[folder] = " " folder " " list " " }
	function only(header, places) { keeper[header] = places }
	BEGIN {
		allow("lib/base", "")
		allow("lib/record", "lib/base")
		allow("lib/store", "lib/record lib/base")
		allow("lib/model", "lib/store lib/record lib/base")
		allow("lib/own", "lib/model lib/store lib/record lib/base")
		allow("lib/web", "lib/store lib/record lib/base" \
		    " lib/model/user.h lib/model/session.h" \
		    " lib/model/access.h lib/model/viewing.h" \
		    " lib/model/factor.h lib/model/ticket.h")
		allow("lib/format", "lib/model lib/store lib/record lib/base")
		allow("lib/center", "lib/model lib/store lib/record lib/base")
		allow("lib/print", "lib/model lib/store lib/record lib/base" \
		    " lib/format/country.h")
		allow("cgi-bin/erp", "lib/format lib/web lib/model lib/store" \
		    " lib/record lib/base")
		allow("cgi-bin/portal", "lib/own lib/web lib/model" \
		    " lib/record lib/base")
		allow("cgi-bin/document", "lib/print lib/format lib/web" \
		    " lib/model lib/record lib/base cgi-bin/erp/docs.h")
		allow("cgi-bin/portaldocument", "lib/own lib/web lib/model" \
		    " lib/record lib/base cgi-bin/document/give.h" \
		    " cgi-bin/portal/pages.h")
		allow("cgi-bin/portalpay", "lib/own lib/web lib/model" \
		    " lib/record lib/base lib/print/qr.h lib/center" \
		    " cgi-bin/portal/money.h cgi-bin/portal/pages.h")
		allow("cgi-bin/portalshop", "lib/own lib/web lib/model" \
		    " lib/record lib/base" \
		    " cgi-bin/portal/money.h cgi-bin/portal/pages.h" \
		    " cgi-bin/portal/shop.h")
		allow("cgi-bin/portalcompany", "lib/own lib/web lib/model" \
		    " lib/record lib/base cgi-bin/portal/pages.h")
		allow("cgi-bin/access", "lib/web lib/base lib/print/qr.h" \
		    " cgi-bin/erp/erp.h")
		allow("cgi-bin/portalaccess", "lib/web lib/base" \
		    " cgi-bin/access/entry.h cgi-bin/portal/pages.h")
		allow("cgi-bin/paycallback", "lib/center lib/model lib/store" \
		    " lib/record lib/base")
		allow("cgi-bin/exchange", "lib/format lib/web lib/model" \
		    " lib/store lib/record lib/base cgi-bin/erp/erp.h" \
		    " cgi-bin/erp/reports.h")
		allow("sync", "lib/print lib/format lib/model lib/store lib/record" \
		    " lib/base")
		# What belongs to one folder or one file.
		only("db.h", "lib/store/engine")
		only("crypt.h", "lib/base/password.c")
		only("csv.h", "lib/format/csv.c")
		only("libxml/", "lib/format/xml")
		only("xlsxwriter.h", "lib/format/xlsx.c")
		only("cairo-pdf.h", "lib/print/draw.c")
		only("pango/", "lib/print/draw.c")
		only("fontconfig/", "lib/print/fonts.c")
		only("curl/", "lib/center/send.c")
		only("jansson.h", "lib/center/stripe.c")
		only("qrencode.h", "lib/print/qr.c")
		only("liboath/", "lib/base/totp.c")
		only("utf8proc.h", "lib/base/utf8.c")
		only("sodium.h", "lib/base/ lib/store/ lib/web/ lib/model/" \
		    " lib/format/")
	}
	function bad(why) { print file ":" line ": " why; faults++ }
	function has(list, word) { return index(list, " " word " ") > 0 }
	function foreign(name,   h, n, i, at) {
		for (h in keeper) {
			if (name != h && !(h ~ /\/$/ && index(name, h) == 1))
				continue
			n = split(keeper[h], at, " ")
			for (i = 1; i <= n; i++)
				if (index(file, at[i]) == 1)
					return
			bad("<" name "> belongs to " keeper[h])
		}
	}
	function ours(name,   path, to) {
		path = name
		sub(/^.*\//, "", path)
		if (!(path in where)) {
			bad("\"" name "\" is not a header of ours")
			return
		}
		to = where[path]
		sub(/\/[^\/]*$/, "", to)
		if (!has(may[folder], to) && !has(may[folder], where[path]))
			bad(folder " must not include " where[path])
		if (file ~ /^lib\/model\/.*\.h$/ && to == "lib/store")
			bad("a model header must not include " where[path])
	}
	{ files[++n] = $0 }
	/\.h$/ {
		name = $0
		sub(/^.*\//, "", name)
		if (name in where) {
			file = $0
			line = 1
			bad("the name is taken by " where[name])
		}
		where[name] = $0
	}
	END {
		for (i = 1; i <= n; i++) {
			file = folder = files[i]
			sub(/\/[^\/]*$/, "", folder)
			if (!(folder in may)) {
				line = 1
				bad("folder " folder " is not in the table")
				continue
			}
			line = 0
			while ((getline text <(root "/" file)) > 0) {
				line++
				if (text !~ /^[ \t]*#[ \t]*include/)
					continue
				name = text
				sub(/^[^<"]*[<"]/, "", name)
				sub(/[>"].*$/, "", name)
				if (text ~ /include[ \t]*</)
					foreign(name)
				else
					ours(name)
			}
			close(root "/" file)
		}
		exit faults > 0
	}'
}

# The compiler's view of the same law: no object of the portal calls the
# store itself.
check_objects() {
	found=0
	for o in "$1"/build/*/cgi-bin/portal/*.o \
	    "$1"/build/*/cgi-bin/portaldocument/*.o \
	    "$1"/build/*/cgi-bin/portalpay/*.o \
	    "$1"/build/*/cgi-bin/portalshop/*.o \
	    "$1"/build/*/cgi-bin/portalcompany/*.o \
	    "$1"/build/*/cgi-bin/portalaccess/*.o; do
		[ -e "$o" ] || continue
		calls=$(nm -u "$o" | awk '$2 ~ /^(store|txn)_/ { print $2 }')
		[ -z "$calls" ] && continue
		printf "%s calls:\n%s\n" "$o" "$calls"
		found=1
	done
	return $found
}

# plant FILE INCLUDE WANT: a tree with this one line must give status WANT.
plant() {
	mkdir -p "$tree/${1%/*}"
	echo "#include $2" >"$tree/$1"
	status=0
	out=$(check_includes "$tree") || status=1
	rm -f "$tree/$1"
	if [ "$status" != "$3" ]; then
		echo "self-test: $1 with $2 gave $status, not $3: $out" >&2
		exit 1
	fi
}

self_test() {
	tree=$(mktemp -d)
	trap 'rm -rf "$tree"' EXIT
	for h in base/str record/record store/store model/user model/case \
	    own/own web/page format/csv print/print; do
		mkdir -p "$tree/lib/${h%/*}"
		: >"$tree/lib/$h.h"
	done
	plant lib/base/a.c '"str.h"' 0
	plant lib/base/a.c '"record.h"' 1
	plant lib/record/a.c '"store.h"' 1
	plant lib/store/a.c '"case.h"' 1
	plant lib/store/a.c '<db.h>' 1
	plant lib/store/engine.c '<db.h>' 0
	plant lib/model/a.c '<db.h>' 1
	plant lib/model/a.c '"store.h"' 0
	plant lib/model/a.h '"store.h"' 1
	plant lib/model/a.c '"page.h"' 1
	plant lib/own/a.c '"case.h"' 0
	plant lib/web/a.c '"user.h"' 0
	plant lib/web/a.c '"case.h"' 1
	plant lib/web/a.c '<crypt.h>' 1
	plant lib/base/password.c '<crypt.h>' 0
	plant lib/format/a.c '"page.h"' 1
	plant lib/format/a.c '<csv.h>' 1
	plant lib/format/csv.c '<csv.h>' 0
	plant lib/format/a.c '<libxml/parser.h>' 1
	plant lib/format/xml.c '<libxml/parser.h>' 0
	plant lib/format/a.c '<xlsxwriter.h>' 1
	plant lib/format/xlsx.c '<xlsxwriter.h>' 0
	plant lib/print/a.c '<pango/pangocairo.h>' 1
	plant lib/print/draw.c '<pango/pangocairo.h>' 0
	plant lib/print/a.c '"page.h"' 1
	plant cgi-bin/erp/a.c '"store.h"' 0
	plant cgi-bin/erp/a.c '"print.h"' 1
	plant cgi-bin/erp/a.c '"own.h"' 1
	plant cgi-bin/erp/a.c '<libxml/parser.h>' 1
	plant cgi-bin/portal/a.c '"own.h"' 0
	plant cgi-bin/portal/a.c '"store.h"' 1
	plant cgi-bin/portal/a.c '"../../lib/store/store.h"' 1
	plant sync/a.c '"page.h"' 1
	plant sync/a.c '"nowhere.h"' 1
	plant sync/str.h '<stdio.h>' 1
	plant sync/deep/a.c '<stdio.h>' 1
	echo "self-test: all planted faults found"
}

case ${1:-} in
--self-test)
	self_test
	;;
*)
	root=${1:-.}
	status=0
	check_includes "$root" || status=1
	check_objects "$root" || status=1
	exit $status
	;;
esac

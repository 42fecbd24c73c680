#!/bin/sh
# order.sh: writes cgi-bin/order.ld, which puts the parts of the libraries that
# a page runs through next to each other.  Pages of a demo company are run
# under valgrind; a part is a member of a library, the smallest piece
# the linker can move.  Only needed when a library or its use has changed much;
# a list that is not up to date costs some speed and nothing else.
set -eu
cd "$(dirname "$0")/../.."

work=$(mktemp -d "${TMPDIR:-/tmp}/postern-order.XXXXXX")
RUN=$work/run
ERP_PORT=${ORDER_PORT:-18390}
PORTAL_PORT=$((ERP_PORT + 1))
portal=http://127.0.0.1:$PORTAL_PORT/portal
jar=$work/cookies
cgi=build/release/portal/portal.cgi
export RUN ERP_PORT PORTAL_PORT BUILD=release DEMO=yes
trap 'apache/serve stop; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
chmod 755 "$work"
. tests/bench/site.sh

# trace METHOD PATH [body]: the parts run through, 16 bytes each, as addresses
# of 8 digits, with a letter behind so that they sort after the part that begins
# there.
trace() {
	url=$2
	type=
	[ $# = 2 ] || type='multipart/form-data; boundary=order'
	env -i GATEWAY_INTERFACE=CGI/1.1 SERVER_PROTOCOL=HTTP/1.1 \
	    REQUEST_METHOD="$1" SCRIPT_NAME=/portal PATH_INFO="$url" \
	    REQUEST_URI="/portal$url" QUERY_STRING= CONTENT_TYPE="$type" \
	    CONTENT_LENGTH="$(wc -c <"${3:-/dev/null}")" \
	    HTTP_SEC_FETCH_SITE=same-origin HTTP_COOKIE="$COOKIE" \
	    REMOTE_ADDR=127.0.0.1 POSTERN_CONF="$RUN/portal.conf" \
	    valgrind --tool=callgrind --dump-instr=yes --compress-pos=no \
	    --callgrind-out-file="$work/run.out" "$cgi" \
	    >"$work/page" 2>/dev/null <"${3:-/dev/null}"
	grep -q '^Status: [23]' "$work/page" ||
	    fail "$1 $2: $(tail -n 3 "$RUN/log/portal.log")"
	awk '/^0x/ {
		a = substr("00000000" substr($1, 3), length($1) - 1, 7) "0z"
		if (!seen[a]++)
			print a
	}' "$work/run.out"
}

part() {
	printf '%s\r\n%s; name="%s"\r\n\r\n%s\r\n' --order \
	    'Content-Disposition: form-data' "$1" "$2"
}

# Where each part of the program begins: address, size, archive:member.
parts() {
	awk '
	function number(hex,   i, n) {
		for (i = 1; i <= length(hex); i++)
			n = n * 16 + index("0123456789abcdef",
			    substr(hex, i, 1)) - 1
		return n
	}
	/^Linker script and memory map/ { on = 1 }
	on && /^ \.text[^ ]*$/ { getline rest; $0 = $0 rest }
	on && /^ \.text/ && /\.a\(.*\.o\)$/ && $3 != "0x0" {
		name = $4
		sub(/.*\//, "", name)
		sub(/\(/, ":", name)
		sub(/\)/, "", name)
		print substr($2, length($2) - 7), number(substr($3, 3)), name
	}' "$work/map" | sort
}

# How much of each part was run, the fullest first: those that are nearly
# empty stand together at the end.
used() {
	sort -u "$@" | sort -m - "$work/parts" | awk '
	NF == 3 { size = $2; name = $3; next }
	size > 0 { run[name] += 16; whole[name] += size * !n[name size]++ }
	END { for (p in run) print run[p] / whole[p], p }' |
	    sort -k1nr -k2 | awk '$2 ~ /^lib/ { print $2 }'
}

# The processor chooses among several forms of the same function, and valgrind
# shows another one than the machine has.
forms() {
	awk '{ print } /-avx2?[-.]/ {
		for (i = 1; i <= split("avx2 evex avx512", form, " "); i++) {
			name = $0
			sub(/-avx2?/, "-" form[i], name)
			if (name != $0)
				print name
		}
	}'
}

# What valgrind does not show: constants of parts that are not run, other forms
# of a function, and the search for the functions that the kernel gives.
unseen() {
	printf 'libc.a:%s.o\n' dl-setup_hash dl-lookup dl-object itoa-digits \
	    strstr-avx512 varshift C-ctype mktime
}

# members SECTION <list: the lines of the linker's script.
members() {
	awk -v s="$1" '{ print "\t\t*" $0 "(" s " " s ".*)" }'
}

script() {
	libs='EXCLUDE_FILE(*libc.a:* *libdb.a:* *libsodium.a:* *libcrypt.a:* '
	libs="$libs*libutf8proc.a:* *libgcc*.a:*)"
	cat <<END
/*
 * What a page runs through of the libraries, with its constants and ours,
 * stands at the beginning of a page program, so that a process maps few pages,
 * or one huge page: written by tests/bench/order.sh.
 */
SECTIONS {
	.rodata.page : {
$(members .rodata <"$work/list")
		*($libs .rodata
		  $libs .rodata.*)
	}
	.text.page : {
$(members .text <"$work/list")
	}
}
INSERT BEFORE .text;
END
}

make -s BUILD=release programs
rm -f "$cgi"
make -s BUILD=release LDFLAGS="-Wl,-Map=$work/map" "$cgi"
parts >"$work/parts"
apache/serve start >/dev/null
sign_in
new_case_form
for page in '' /cases "${case_path#/portal}" /cases/new /sign-in; do
	trace GET "$page" >"$work/get.$(echo "$page" | tr / .)"
done
{
	part token "$TOKEN"
	part subject 'The scale shows nothing'
	part case_class "$CLASS"
	part severity "$SEVERITY"
	part description 'It was switched on as the manual says.'
	printf '%s\r\n' --order--
} >"$work/body"
trace POST /cases/new "$work/body" >"$work/post"
{
	used "$work"/get.*
	unseen
	used "$work"/get.* "$work/post"
} | forms | awk '!seen[$0]++' >"$work/list"
script >cgi-bin/order.ld
wc -l cgi-bin/order.ld

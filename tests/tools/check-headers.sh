#!/bin/sh
# check-headers.sh COMPILER FLAGS...: each header compiles alone and may be
# included twice.  --self-test: a header that leans on another one is found.
set -eu

# compiles HEADER COMPILER FLAGS...
compiles() {
	h=$1
	shift
	printf '#include "%s"\n#include "%s"\nextern int check_headers;\n' \
	    "$h" "$h" | "$@" -iquote . -iquote "${h%/*}" -fsyntax-only -x c -
}

if [ "${1:-}" = --self-test ]; then
	tree=$(mktemp -d)
	trap 'rm -rf "$tree"' EXIT
	cd "$tree"
	mkdir d
	printf '#pragma once\n#include <stdint.h>\nint64_t f(void);\n' >d/good.h
	printf '#pragma once\nint64_t f(void);\n' >d/leans.h
	printf 'struct once { int a; };\n' >d/unguarded.h
	compiles d/good.h cc
	for h in leans unguarded; do
		if compiles d/$h.h cc 2>/dev/null; then
			echo "self-test: $h.h was not found" >&2
			exit 1
		fi
	done
	echo "self-test: all planted faults found"
	exit 0
fi

status=0
for h in $(find lib cgi-bin sync tests -path tests/browser -prune -o \
    -name '*.h' -print 2>/dev/null | LC_ALL=C sort); do
	compiles "$h" "$@" || status=1
done
exit $status

#!/bin/sh
# Every route of both sites, by every kind of visitor, on every kind of object.
command -v node >/dev/null || {
	echo "skip: no node"
	exit 77
}
# Looking for leaks takes longer than a request; tests/cgi looks for them.
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
export ASAN_OPTIONS
exec node tests/matrix/matrix.mjs

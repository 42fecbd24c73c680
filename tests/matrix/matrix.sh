#!/bin/sh
# Every route of both sites, by every kind of visitor, on every kind of object.
command -v node >/dev/null || {
	echo "skip: no node"
	exit 77
}
exec node tests/matrix/matrix.mjs

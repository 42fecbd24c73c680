#!/bin/sh
# bench.sh: the parts that BENCH names, of "pages books shop import export"; each
# says on its top what can be set.
set -eu
cd "$(dirname "$0")/../.."

for part in ${BENCH:-pages books import export}; do
	case $part in
	pages | import | export) "tests/bench/$part.sh" ;;
	books) OF=invoices tests/bench/pages.sh ;;
	shop) OF=items SIZES=${SIZES:-100000} tests/bench/pages.sh ;;
	*)
		echo "bench: there is no part $part" >&2
		exit 2
		;;
	esac
done

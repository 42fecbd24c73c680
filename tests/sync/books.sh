#!/bin/sh
# Random histories of customers' money, done by the model and reckoned again
# from the list of deeds by another program in another language: what is owed,
# overdue and unapplied, ages now and on other days, statements of any period
# and of cycles, what the portal tells, and the company's sums have the same
# cents. HISTORIES says how many (LONG=1: 1000), FIRST with which they begin.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

[ -n "${HISTORIES:-}" ] || HISTORIES=${LONG:+1000}
HISTORIES=${HISTORIES:-60}
command -v node >/dev/null 2>&1 || skip_all "node is not installed"

# Each deed is a transaction that is synced: in memory that takes no time.
home=$(mktemp -d /dev/shm/postern-books.XXXXXX 2>/dev/null) || home=$T/books
trap 'rm -rf "$home"' EXIT
store company
rm -rf "$home" && cp -R "$T/company" "$home"

is "$HISTORIES histories" node tests/books/history.mjs "${FIRST:-1}" \
    "$HISTORIES" "$T/deeds" "$T/expected"

live() {
	"$B/tests/books/ledger" "$home" <"$T/deeds" >"$T/answers"
}

# Each deed or question, what was expected, what came; the first few.
agree() {
	cmp -s "$T/expected" "$T/answers" && return
	grep -v '^day' "$T/deeds" | paste -d '\n' - "$T/expected" "$T/answers" |
	awk 'NR % 3 == 1 { deed = $0 }
		NR % 3 == 2 { want = $0 }
		NR % 3 == 0 && $0 != want {
			print deed; print "  expected: " want; print "  came:     " $0
			if (++n == 10)
				exit
		}'
	return 1
}

is "done and verified" live
is "the same cents" agree
done_testing

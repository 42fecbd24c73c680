# shellcheck shell=sh
# lib.sh: what the tests of the command share.
#
#   P            the command        T   the test's own folder
#   store NAME   a fresh company in $T/NAME
#   is WORDS COMMAND...      the command must succeed; not WORDS ...: must fail
#   gives STATUS WORDS COMMAND...   its exit status; output is in $T/out, $T/err
#   says TEXT    the last output has it;    complains TEXT   so has stderr
B=${B:-build/debug}
P=$PWD/$B/postern
T=${TMP:-$(mktemp -d)}
n=0
failed=0

ok() {
	n=$((n + 1))
	echo "ok $n - $*"
}

not_ok() {
	n=$((n + 1))
	failed=1
	echo "not ok $n - $*"
	for f in "$T/out" "$T/err"; do
		[ ! -s "$f" ] || sed 's/^/#   /' "$f" | head -n 40
	done
}

done_testing() {
	echo "1..$n"
	exit $failed
}

skip_all() {
	echo "1..0 # SKIP $*"
	exit 77
}

gives() {
	want=$1
	words=$2
	shift 2
	status=0
	"$@" >"$T/out" 2>"$T/err" || status=$?
	if [ "$status" = "$want" ]; then
		ok "$words"
	else
		not_ok "$words (exit $status, not $want)"
	fi
}

is() {
	gives 0 "$@"
}

says() {
	if grep -qF -- "$1" "$T/out"; then ok "says: $1"; else not_ok "says: $1"; fi
}

complains() {
	if grep -qF -- "$1" "$T/err"; then
		ok "complains: $1"
	else
		not_ok "complains: $1"
	fi
}

# One company is made, the others are copies.
store() {
	if [ ! -d "$T/.company" ]; then
		echo "correct horse battery" >"$T/.password"
		"$P" init --store "$T/.company" --password-file "$T/.password" \
		    --keep-password >/dev/null || exit 1
	fi
	rm -rf "${T:?}/$1"
	cp -R "$T/.company" "$T/$1"
}

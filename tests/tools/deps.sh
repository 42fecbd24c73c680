#!/bin/sh
# deps.sh run|test|bench: the Debian packages that building and running,
# testing, or measuring need.  As root it installs what is missing; anybody else gets the
# one line to type, and status 1.
set -eu

# apache2-bin has the server and its modules and starts no service.
run="gcc make libc6-dev libdb5.3-dev libsodium-dev libcrypt-dev
libutf8proc-dev libcsv-dev libxml2-dev libxlsxwriter-dev libpango1.0-dev
libqrencode-dev libcurl4-openssl-dev libjansson-dev liboath-dev
ca-certificates fonts-inter fonts-dejavu-core fonts-droid-fallback apache2-bin curl"
test="$run git libcmocka-dev clang libclang-rt-14-dev clang-format clang-tidy
cppcheck shellcheck mandoc valgrind tidy wrk poppler-utils qpdf zbar-tools procps
python3"
bench="$test sqlite3 time"

has() {
	command -v "$1" >/dev/null 2>&1
}

installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Programs that often come from elsewhere than a Debian package.
node_is_new() {
	has node && has npm && node -e \
	    'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'
}

case ${1:-} in
run)	list=$run ;;
test | bench)
	list=$test
	[ "$1" = test ] || list=$bench
	node_is_new || list="$list nodejs npm"
	has chromium-headless-shell || has chromium ||
		list="$list chromium-headless-shell"
	;;
*)	echo "usage: deps.sh run|test|bench" >&2; exit 2 ;;
esac

if ! has dpkg-query; then
	echo "Not a Debian system; needed are the equivalents of: $list" >&2
	exit 0
fi
missing=
for p in $list; do
	installed "$p" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
	echo "Packages are missing. As root, type:" >&2
	echo "apt-get install --no-install-recommends$missing" >&2
	exit 1
fi

export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
	# shellcheck disable=SC2086 # a list of words
	apt-get install -y -q --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 $missing >"$log" 2>&1 </dev/null
}
echo "Installing:$missing"
if ! install; then
	apt-get update -q >"$log" 2>&1 || true
	if ! install; then
		cat "$log" >&2
		echo "The packages could not be installed." >&2
		exit 1
	fi
fi

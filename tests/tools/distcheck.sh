#!/bin/sh
# distcheck.sh: what is committed, unpacked elsewhere, builds, passes its
# quick suites, installs into a folder, and leaves nothing when uninstalled.
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/postern-dist.XXXXXX")
trap 'rm -rf "$dir"' EXIT
git archive --prefix=postern/ HEAD | tar -x -C "$dir"
cd "$dir/postern"
make -s -j"$(nproc)" BUILD=release all
TEST_BUILDS=release tests/run checks unit cgi sync
make -s install DESTDIR="$dir/root" PREFIX=/usr
for f in bin/postern lib/postern/postern-print lib/postern/erp/erp.cgi lib/postern/portal/portal.cgi \
    share/postern/htdocs share/postern/apache/postern-portal.conf.in; do
	[ -e "$dir/root/usr/$f" ] || { echo "not installed: $f"; exit 1; }
done
"$dir/root/usr/bin/postern" --version
make -s uninstall DESTDIR="$dir/root" PREFIX=/usr
left=$(find "$dir/root" ! -type d)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "distcheck: good"

#!/bin/sh
# lint.sh quick|all [FLAGS...]: what machines can say about the sources.
# quick: shell scripts, manuals, Apache templates.  all: also clang-tidy and
# cppcheck over every C file, compiled with FLAGS.  gcc's analyzer runs as
# BUILD=analyze.
set -u
what=${1:-quick}
[ $# -gt 0 ] && shift
status=0

# say NAME COMMAND...: run it; a failure is counted, the rest still runs.
say() {
	echo "lint: $1"
	shift
	"$@" || status=1
}

shells() {
	find apache tests .ci -name node_modules -prune -o -type f -print |
	    while read -r f; do
		head -c 20 "$f" | grep -qa '^#! */bin/sh' && echo "$f"
	done
}

templates() {
	dir=$(mktemp -d)
	for v in erp portal; do
		port=8080
		[ "$v" = portal ] && port=8081
		sed "s|@LISTEN@|Listen 127.0.0.1:$port|; s|@TLS@|#|
			s|@ADDRESS@|127.0.0.1:$port|; s|@HTDOCS@|$dir|g
			s|@CGI@|/bin/true|g; s|@EXCHANGE@|/bin/true|g; s|@DOCUMENT@|/bin/true|g; s|@PAY@|/bin/true|g
			s|@CALLBACK@|/bin/true|g; s|@SHOP@|/bin/true|g; s|@COMPANY@|/bin/true|g; s|@ACCESS@|/bin/true|g; s|@LOG@|$dir|g; s|@SITE@|$v|g
			s|@CONF@|$dir/conf|g; s|@HOST@|example.com|g" \
		    "apache/postern-$v.conf.in" >"$dir/$v.site.conf"
	done
	mkdir "$dir/log" "$dir/sites"
	sed "s|@RUN@|$dir|g; s|@SOCKETS@|$dir|g; s|@USER@||
		s|@MODULES@|/usr/lib/apache2/modules|g" \
	    apache/dev.conf.in >"$dir/httpd.conf"
	/usr/sbin/apache2 -t -d "$dir" -f "$dir/httpd.conf" >"$dir/out" 2>&1
	rc=$?
	[ "$rc" = 0 ] || cat "$dir/out"
	if grep -o '@[A-Z]*@' "$dir"/*.conf | grep -v '@\(CERT\|KEY\)@'; then
		echo "a value is not filled in"
		rc=1
	fi
	rm -rf "$dir"
	return "$rc"
}

manuals() {
	for m in man/*.[1-8]; do
		[ -e "$m" ] || continue
		mandoc -T lint -W warning "$m" || return 1
	done
}

sources() {
	find lib cgi-bin sync -name '*.c' 2>/dev/null | LC_ALL=C sort
}

# shellcheck disable=SC2046 # file names of ours have no blanks
say shellcheck shellcheck -x --severity=warning $(shells | grep -v '^tests/cgi/')
# These get their words and variables from tests/cgi/lib.sh.
# shellcheck disable=SC2046
say "shellcheck of tests/cgi" shellcheck --severity=warning \
    --exclude=SC2154,SC2034 $(shells | grep '^tests/cgi/')
say manuals manuals
say templates templates
if [ "$what" = all ] && [ -n "$(sources)" ]; then
	tidy() {
		sources | xargs -I FILE -P "$(nproc)" \
		    clang-tidy --quiet FILE -- "$@" 2>/dev/null
	}
	say clang-tidy tidy "$@"
	check() {
		sources | cppcheck --quiet --enable=warning,portability \
		    --std=c11 --inline-suppr --error-exitcode=1 -j "$(nproc)" \
		    --suppressions-list=tests/tools/cppcheck.txt \
		    -I lib/base -I lib/record -I lib/store -I lib/model \
		    -I lib/own -I lib/web -I lib/format -I lib/print \
		    --library=tests/tools/cppcheck.cfg --file-list=-
	}
	say cppcheck check
fi
exit $status

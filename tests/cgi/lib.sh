# shellcheck shell=sh
# lib.sh: page programs from outside. A request is an environment and an
# input, an answer is a status, headers and a page; no web server is needed.
#
#   use erp|portal       which program the next requests go to
#   signin LOGIN PASS    signs in; the cookies of each site stay apart
#   get PATH             GET; PATH begins below the site's prefix
#   head_ PATH           HEAD
#   post PATH [N=V ...]  a form, with the token of the last page
#   upload PATH [N=V | N=@FILE ...]   the same as multipart
#   raw METHOD PATH TYPE FILE         a body as it is
#
# and what must be true of the answer; each is one test:
#   status N    goes PATH    has TEXT    lacks TEXT    header NAME TEXT
#   bare NAME (no such header)    valid (HTML)    is WORDS COMMAND...
#
# TMP is the test's own folder, B the folder of the programs.
B=${B:-build/debug}
TMP=${TMP:-$(mktemp -d)}
n=0
failed=0
site=portal
env_more=

out=$TMP/out       # the answer as it came
page=$TMP/page     # its body
heads=$TMP/heads   # its headers, without CR

ok() {
	n=$((n + 1))
	echo "ok $n - $*"
}

not_ok() {
	n=$((n + 1))
	failed=1
	echo "not ok $n - $*"
	echo "# asked: $asked"
	sed 's/^/# /' "$heads" | head -n 5
	sed -n 's/<[^>]*>/ /g; s/^[ \t]*//; /./s/^/#   /p' "$page" | head -n 30
}

done_testing() {
	echo "1..$n"
	exit $failed
}

# ---- a company ---------------------------------------------------------------

conf() {
	cat >"$TMP/$1.conf" <<END
store = $TMP/store
spool = $TMP/spool
log = $TMP/$1.log
vendor_keys = $TMP/keys
portal_dir = $TMP/portal
instance = demo
erp_url = http://127.0.0.1:8080/erp
site_url = $2
END
}

configure() {
	mkdir -p "$TMP/spool" "$TMP/keys" "$TMP/portal"
	conf erp http://127.0.0.1:8080/erp
	conf portal http://127.0.0.1:8081/portal
	export POSTERN_CONF="$TMP/erp.conf"
}

run_quiet() {
	"$@" >"$TMP/setup.log" 2>&1 || {
		cat "$TMP/setup.log"
		echo "Bail out! $*"
		exit 1
	}
}

# make_company FOLDER [OPTION...]: store, credentials and keys of the demo.
make_company() {
	folder=$1
	shift
	mkdir -p "$folder/keys"
	run_quiet "$B/postern" init --store "$folder/store" \
	    --credentials "$folder/credentials"
	run_quiet "$B/postern" demo --store "$folder/store" \
	    --credentials "$folder/credentials" --keys "$folder/keys" \
	    --portal-url http://127.0.0.1:8081/portal "$@"
}

# shellcheck disable=SC2120 # options are optional
# company [OPTION...]: the demo company; passwords are in $TMP/credentials.
# Without options it is a copy of one that all scripts of a build share.
company() {
	configure
	if [ $# -gt 0 ]; then
		make_company "$TMP" "$@"
		return
	fi
	shared=build/test-logs/company-${B##*/}
	mkdir -p build/test-logs
	(
		flock 9
		[ "$shared/made" -nt "$B/postern" ] || {
			rm -rf "$shared"
			make_company "$shared"
			: >"$shared/made"
		}
	) 9>"$shared.lock" || exit 1
	cp -R "$shared/store" "$shared/credentials" "$shared/keys" "$TMP/"
}

# empty_company: nothing but the administrator.
empty_company() {
	configure
	run_quiet "$B/postern" init --store "$TMP/store" \
	    --credentials "$TMP/credentials" ${1:+"$@"}
}

# login_of SITE, password_of SITE: of the last line for a site.
login_of() {
	awk -v s="$1" '$1 == s { x = $2 } END { print x }' "$TMP/credentials"
}

password_of() {
	awk -v s="$1" '$1 == s { x = $3 } END { print x }' "$TMP/credentials"
}

# ---- requests -----------------------------------------------------------------

use() {
	site=$1
	port=8081
	[ "$site" = erp ] && port=8080
	jar=$TMP/$site.jar
	touch "$jar"
}

# The parts below avoid starting programs: a script makes hundreds of requests,
# and each program costs as much as a page.

# The cookies of the site, as a browser would send them; in $cookies.
read_cookies() {
	cookies=
	while read -r cookie; do
		[ -z "$cookie" ] || cookies="$cookies${cookies:+; }$cookie"
	done <"$jar"
}

# What the headers say: $answer, $location, and the cookies; one with an empty
# value or Max-Age=0 goes away.
read_heads() {
	answer=
	location=
	while read -r h_name h_value; do
		case $h_name in
		Status:) answer=${h_value%% *} ;;
		Location:) location=$h_value ;;
		Set-Cookie:)
			cookie=${h_value%%;*}
			grep -v "^${cookie%%=*}=" "$jar" >"$jar.new" || :
			[ -z "${cookie#*=}" ] || echo "$cookie" >>"$jar.new"
			mv "$jar.new" "$jar"
			;;
		esac
	done <"$heads"
}

# cgi METHOD PATH TYPE BODYFILE: one run of the program.
cgi() {
	asked="$site: $1 $2"
	path=${2%%\?*}
	query=
	case $2 in *\?*) query=${2#*\?} ;; esac
	[ "$path" = / ] && [ -z "$slash" ] && path=
	length=
	[ -z "$4" ] || length=$(wc -c <"$4")
	program=$B/$site/$site.cgi
	case $site$path in
	erp/exchange | erp/exchange/* | erp/*/xlsx) program=$B/erp/erp-exchange.cgi ;;
	*/pdf | */ubl | */xlsx | */zip) program=$B/$site/$site-document.cgi ;;
	portal/pay/callback/*) program=$B/portal/portal-callback.cgi ;;
	portal/orders* | portal/catalogue* | portal/cart*)
		program=$B/portal/portal-shop.cgi ;;
	portal/company | portal/company/*)
		program=$B/portal/portal-company.cgi ;;
	*l/sign-in/code | *l/factor* | *l/forgot | *l/reset/* | *l/welcome/* | \
	    erp/sign-in/code | erp/factor* | erp/forgot | erp/reset/* | \
	    erp/welcome/*)
		program=$B/$site/$site-access.cgi ;;
	portal/pay | portal/pay/*) program=$B/portal/portal-pay.cgi ;;
	esac
	read_cookies
	# shellcheck disable=SC2086 # env_more is words
	"$B/tests/cgi/answer" "$program" "${4:-/dev/null}" \
	    "$out" "$heads" "$page" "$TMP/err" \
	    PATH=/usr/bin:/bin GATEWAY_INTERFACE=CGI/1.1 \
	    SERVER_PROTOCOL=HTTP/1.1 REQUEST_METHOD="$1" \
	    SCRIPT_NAME="/$site" PATH_INFO="$path" QUERY_STRING="$query" \
	    HTTP_HOST="127.0.0.1:$port" REMOTE_ADDR="${address:-127.0.0.1}" \
	    HTTP_USER_AGENT=test HTTP_COOKIE="$cookies" \
	    ${3:+CONTENT_TYPE="$3"} ${length:+CONTENT_LENGTH="$length"} \
	    POSTERN_CONF="$TMP/$site.conf" \
	    ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} $env_more
	ended=$?
	read_heads
	if [ "$ended" != 0 ] && [ "$ended" != 70 ] || [ -s "$TMP/err" ]; then
		not_ok "ends with $ended and says nothing: $(cat "$TMP/err")"
	fi
}

get() {
	cgi GET "$1" '' ''
}

head_() {
	cgi HEAD "$1" '' ''
}

# hidden NAME: the value of a hidden field of the last page.
hidden() {
	LC_ALL=C awk -v RS='>' -v name="name=\"$1\"" '
	index($0, name) && match($0, /value="[^"]*"/) {
		print substr($0, RSTART + 7, RLENGTH - 8)
		exit
	}' "$page"
}

# remember_token: post sends this one until the next page brings another.
remember_token() {
	t=$(hidden token)
	[ -z "$t" ] || token=$t
}

# form N=V...: as the body of a form; all but letters and digits escaped.
form() {
	LC_ALL=C awk 'BEGIN {
		for (i = 1; i < 256; i++)
			code[sprintf("%c", i)] = sprintf("%%%02x", i)
		for (a = 1; a < ARGC; a++) {
			at = index(ARGV[a], "=")
			out = a > 1 ? out "&" : ""
			out = out substr(ARGV[a], 1, at)
			for (i = at + 1; i <= length(ARGV[a]); i++) {
				c = substr(ARGV[a], i, 1)
				out = out (c ~ /[A-Za-z0-9]/ ? c : code[c])
			}
		}
		printf "%s", out
	}' "$@"
}

# The value of a form's field, escaped.
escaped() {
	e=$(form x="$1")
	printf '%s' "${e#x=}"
}

post() {
	target=$1
	shift
	remember_token
	form token="$token" "$@" >"$TMP/body"
	cgi POST "$target" application/x-www-form-urlencoded "$TMP/body"
}

# part NAME VALUE-OR-@FILE
part() {
	printf -- '--%s\r\n' "$boundary"
	case $2 in
	@*)
		printf 'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n' \
		    "$1" "$(basename "${2#@}")"
		cat "${2#@}"
		;;
	*)
		printf 'Content-Disposition: form-data; name="%s"\r\n\r\n%s' \
		    "$1" "$2"
		;;
	esac
	printf '\r\n'
}

upload() {
	target=$1
	shift
	remember_token
	boundary=----test-boundary-7
	{
		part token "$token"
		for pair; do
			part "${pair%%=*}" "${pair#*=}"
		done
		printf -- '--%s--\r\n' "$boundary"
	} >"$TMP/body"
	cgi POST "$target" "multipart/form-data; boundary=$boundary" \
	    "$TMP/body"
}

raw() {
	cgi "$1" "$2" "$3" "$4"
}

signin() {
	get /sign-in
	post /sign-in login="$1" password="$2"
}

# signin_as SITE: with what the demo company made.
signin_as() {
	use "$1"
	signin "$(login_of "$1")" "$(password_of "$1")"
	grep -q '^Status: 303' "$heads" || not_ok "$1: signed in"
}

signed_out() {
	: >"$jar"
}

# ---- what must be true ----------------------------------------------------------

status() {
	if [ "$answer" = "$1" ]; then
		ok "$asked: $1"
	else
		not_ok "$asked: $1, not $answer"
	fi
}

goes() {
	want=/$site$1
	[ "$1" = / ] && want=/$site
	if [ "$location" = "$want" ]; then
		ok "$asked: goes to $1"
	else
		not_ok "$asked: goes to $1, not $location"
	fi
}

has() {
	if grep -qF -- "$1" "$page"; then
		ok "$asked: has $1"
	else
		not_ok "$asked: has $1"
	fi
}

lacks() {
	if grep -qF -- "$1" "$page"; then
		not_ok "$asked: lacks $1"
	else
		ok "$asked: lacks $1"
	fi
}

header() {
	if grep -i "^$1: " "$heads" | grep -qF -- "$2"; then
		ok "$asked: $1 has $2"
	else
		not_ok "$asked: $1 has $2"
	fi
}

bare() {
	if grep -qi "^$1:" "$heads"; then
		not_ok "$asked: has no $1"
	else
		ok "$asked: has no $1"
	fi
}

# The page is good HTML; without tidy, nothing can be said about it.
valid() {
	if ! command -v tidy >/dev/null 2>&1; then
		n=$((n + 1))
		echo "ok $n - $asked: valid # skip tidy is missing"
		return
	fi
	# <dl> with <div> round its pairs came after tidy.
	sed 's|<div><dt>|<dt>|g; s|</dd></div>|</dd>|g' "$page" |
	    tidy -q -e --show-warnings yes --drop-empty-elements no \
	    >"$TMP/tidy" 2>&1 || :
	grep -v 'proprietary attribute' "$TMP/tidy" >"$TMP/tidy.bad" || :
	if [ -s "$TMP/tidy.bad" ]; then
		not_ok "$asked: valid: $(head -n 3 "$TMP/tidy.bad" | tr '\n' ' ')"
	else
		ok "$asked: valid"
	fi
}

# is WORDS COMMAND...: the command succeeds.
is() {
	what=$1
	shift
	if "$@" >"$TMP/is.log" 2>&1; then
		ok "$what"
	else
		not_ok "$what: $(head -n 3 "$TMP/is.log")"
	fi
}

slash=
token=
asked=
: >"$heads"
: >"$page"
use portal

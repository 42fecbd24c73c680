# shellcheck shell=sh
# Read by import.sh and export.sh: steps that are timed, and what they come to.
#
#   ROWS          contacts                               (1000000)
#   RETAIL_LINES  of Online Retail at most               (541909, all of it)
#   BATCH_ROUNDS  of each step, interleaved              (3)
#   BENCH_DIR     folder of stores and files             (build/bench)
#   POSTERN       the command                    (build/release/postern)
#
# For a run of a minute: ROWS=20000 RETAIL_LINES=20000 BATCH_ROUNDS=1.

ROWS=${ROWS:-1000000}
RETAIL_LINES=${RETAIL_LINES:-541909}
BATCH_ROUNDS=${BATCH_ROUNDS:-3}
postern=${POSTERN:-build/release/postern}
dir=${BENCH_DIR:-build/bench}/batch
retail=${POSTERN_SAMPLES:-../shared/data}/online-retail/online-retail.csv.xz
export LC_ALL=C

fail() {
	echo "bench: $*" >&2
	exit 1
}

# No more than the machine it is: the word of a password that nobody uses.
new_store() {
	rm -rf "$1"
	if [ ! -d "$dir/empty" ]; then
		echo "correct horse battery" >"$dir/password"
		"$postern" init --store "$dir/empty" --keep-password \
		    --password-file "$dir/password" >/dev/null
	fi
	cp -R "$dir/empty" "$1"
}

contacts_file() {
	awk -v n="$ROWS" '
	function letters(x,   s) {
		for (s = ""; x > 0; x = int(x / 26))
			s = s substr("abcdefghijklmnopqrstuvwxyz", x % 26 + 1, 1)
		return s
	}
	BEGIN {
		split("Ada Ben Cleo Dan Eve Finn Gus Hana Ivo Jane", first, " ")
		split("Berlin Lyon Porto Turin Vienna Gdansk", city, " ")
		split("DE FR PT IT AT PL", land, " ")
		print "contact_id,first_name,last_name,email,phone,city,country"
		for (i = 1; i <= n; i++) {
			# A walk through all numbers below a prime, so that
			# names and addresses come in no order.
			x = (i * 7368787) % 15485863
			name = "M" letters(x)
			printf "P%07d,%s,%s,%s%d@example.com,+49 30 %07d,%s,%s\n",
			    i, first[x % 10 + 1], name, name, i, x,
			    city[x % 6 + 1], land[x % 6 + 1]
		}
	}'
}

has_retail() {
	[ -r "$retail" ]
}

make_files() {
	mkdir -p "$dir"
	[ "$(cat "$dir/rows" 2>/dev/null)" = "$ROWS" ] || {
		contacts_file >"$dir/contacts.csv"
		echo "$ROWS" >"$dir/rows"
	}
	! has_retail || xz -dc "$retail" |
	    head -n "$((RETAIL_LINES + 1))" >"$dir/retail.csv"
}

# What came out of the last step; its rows are counted by the caller.
: "${results:=}"
start_results() {
	results=$dir/results
	: >"$results"
}

# step GROUP NAME ROWS COMMAND...: seconds, seconds of the processor, KB. The
# names of a group are compared with its first.
step() {
	group=$1
	name=$2
	rows=$3
	shift 3
	rc=0
	/usr/bin/time -o "$dir/time" -f '%e %U %S %M' "$@" >"$dir/out" \
	    2>"$dir/err" || rc=$?
	# 1: some records of a real file are rejected, and rightly.
	[ "$rc" -le 1 ] || fail "$name: status $rc: $(tail -n 3 "$dir/err")"
	tail -n 1 "$dir/time" | awk -v g="$group" -v n="$name" -v r="$rows" \
	    -v i="$round" '{ print g "|" n "|" i "|" r "|" $1 "|" $2 + $3 "|" $4 }' \
	    >>"$results"
}

report() {
	awk -F'|' '
	function median(list,   n, a, i, j, t) {
		n = split(list, a, " ")
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && a[j] + 0 < a[j - 1] + 0; j--) {
				t = a[j]; a[j] = a[j - 1]; a[j - 1] = t
			}
		return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
	}
	{
		k = $1 SUBSEP $2
		if (!($1 in seen)) { seen[$1] = 1; groups[++ng] = $1 }
		if (!(k in known)) { known[k] = 1; order[++n] = k; base[k] = nb[$1]++ }
		wall = $4 / ($5 > 0 ? $5 : 0.01)
		cpu = $4 / ($6 > 0 ? $6 : 0.01)
		if (base[k] == 0) { unit[$1] = wall; unit_cpu[$1] = cpu }
		walls[k] = walls[k] " " wall
		cpus[k] = cpus[k] " " cpu
		r[k] = r[k] " " wall / unit[$1]
		rc[k] = rc[k] " " cpu / unit_cpu[$1]
		if ($7 > peak[k]) peak[k] = $7
	}
	END {
		for (g = 1; g <= ng; g++) {
			printf "\n%-36s %9s %9s %8s %8s %7s\n", groups[g], \
			    "rows/s", "/CPU s", "ratio", "of CPU", "MB"
			for (i = 1; i <= n; i++) {
				split(order[i], part, SUBSEP)
				if (part[1] != groups[g])
					continue
				k = order[i]
				printf "  %-34s %9d %9d %8.2f %8.2f %7.0f\n", \
				    part[2], median(walls[k]), median(cpus[k]), \
				    median(r[k]), median(rc[k]), peak[k] / 1024
			}
		}
	}' "$results"
}

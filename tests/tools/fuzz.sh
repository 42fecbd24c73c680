#!/bin/sh
# fuzz.sh [NAME...]: each target of tests/fuzz for FUZZTIME seconds (60), from
# its seeds in tests/fuzz/seeds/NAME.  What it learns stays below build/fuzz;
# an input that breaks something is kept as build/fuzz/found/NAME-*.
set -u
time=${FUZZTIME:-60}
b=build/fuzz

if [ "${1:-}" = --one ]; then
	name=$2
	mkdir -p $b/corpus/"$name"
	seeds=tests/fuzz/seeds/$name
	[ -d "$seeds" ] || seeds=
	# shellcheck disable=SC2086 # empty when there are none
	if $b/tests/fuzz/"$name" -max_total_time="$time" -timeout=10 \
	    -rss_limit_mb=1024 -artifact_prefix=$b/found/"$name"- \
	    -print_final_stats=1 $b/corpus/"$name" $seeds \
	    >$b/"$name".log 2>&1; then
		echo "$name: $(sed -n \
		    's/^stat::number_of_executed_units: *//p' $b/"$name".log) runs, no finding"
		exit 0
	fi
	tail -n 40 $b/"$name".log
	echo "$name: FOUND something, see $b/found"
	exit 1
fi

names=$*
[ -n "$names" ] || names=$(find tests/fuzz -name '*.c' 2>/dev/null |
    sed 's|.*/||; s|\.c$||' | LC_ALL=C sort)
[ -n "$names" ] || { echo "no fuzz targets"; exit 0; }
mkdir -p $b/found
echo "$names" | tr -s " " "\n" | xargs -n 1 -P "$(nproc)" "$0" --one

#!/bin/sh
# cover.sh: run the quick suites with the cover build and print, file by
# file, how many lines were reached.
set -u
find build/cover -name '*.gcda' -delete
TEST_BUILDS=cover tests/run unit cgi sync story matrix
for f in $(find lib cgi-bin sync -name '*.c' | LC_ALL=C sort); do
	gcov -n -o "build/cover/${f%.c}.o" "$f" 2>/dev/null | awk -v want="$f" '
	/^File / { file = $2; gsub(/\047/, "", file) }
	/^Lines executed/ && file == want {
		sub(/^Lines executed:/, "")
		split($0, a, "% of ")
		printf "%7s %%  of %5d  %s\n", a[1], a[2], want
		done = 1
	}
	END { if (!done) printf "%7s %%  of %5s  %s\n", "0.00", "?", want }'
done | awk '{ print; all += $4; hit += $1 * $4 / 100 }
	END { if (all) printf "%7.2f %%  of %5d  together\n", hit * 100 / all, all }'

#!/bin/sh
# Imports: each folder of tests/sync/import is a case. Its cmd is run by sh in
# a copy of the folder, with a fresh company in ./store and `postern` in the
# path; what it prints, but for the hashes of plans, must be the file expect.
# GOLDEN=rewrite writes that.
# shellcheck source=tests/sync/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir -p "$T/bin"
printf '#!/bin/sh\nexec "%s" "$@" --store store\n' "$P" >"$T/bin/postern"
# pick COLUMN...: these columns of a plain CSV
cat >"$T/bin/pick" <<'END'
#!/bin/sh
awk -F, -v want="$*" '{ sub(/\r$/, "") }
NR == 1 {
	n = split(want, w, " ")
	for (i = 1; i <= NF; i++) at[$i] = i
}
{
	for (i = 1; i <= n; i++)
		printf "%s%s", $at[w[i]], i < n ? "," : "\n"
}'
END
chmod +x "$T/bin/postern" "$T/bin/pick"
PATH=$T/bin:$PATH
top=$PWD

for d in tests/sync/import/*/; do
	name=$(basename "$d")
	cp -R "$d" "$T/$name"
	store "$name/store"
	(cd "$T/$name" && sh ./cmd) 2>&1 | sed 's/^plan: .*/plan: .../' \
		>"$T/out"
	if [ "${GOLDEN:-}" = rewrite ]; then
		cp "$T/out" "$top/$d/expect"
	fi
	if diff "$top/$d/expect" "$T/out" >"$T/err"; then
		ok "$name"
	else
		: >"$T/out"
		not_ok "$name"
	fi
done
done_testing

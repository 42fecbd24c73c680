# Turn data/icons/*.svg into the C table of icon.h, sorted by name.
# Only what stands inside the svg element is kept.

BEGIN {
	print "/* Made from data/icons by lib/web/icons.awk. */"
	print "#include \"icon.h\"\n"
	print "const struct icon icons[] = {"
}

function finish() {
	if (name == "")
		return
	if (text !~ /<svg[^>]*>.*<\/svg>/) {
		print file ": not one svg element" >"/dev/stderr"
		failed = 1
	}
	sub(/^.*<svg[^>]*>[ \t]*/, "", text)
	sub(/[ \t]*<\/svg>.*$/, "", text)
	gsub(/>[ \t]+</, "><", text)
	gsub(/[ \t]+/, " ", text)
	gsub(/ \/>/, "/>", text)
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	# File names are not in this order: "user-plus.svg" before "user.svg".
	for (i = n++; i > 0 && names[i - 1] > name; i--) {
		names[i] = names[i - 1]
		texts[i] = texts[i - 1]
	}
	names[i] = name
	texts[i] = text
}

FNR == 1 {
	finish()
	file = name = FILENAME
	sub(/^.*\//, "", name)
	sub(/\.svg$/, "", name)
	text = ""
}

{ text = text " " $0 }

END {
	finish()
	for (i = 0; i < n; i++)
		printf "\t{ \"%s\",\n\t  \"%s\" },\n", names[i], texts[i]
	if (n == 0)
		print "\t{ \"\", \"\" },"
	printf "};\nconst unsigned icons_n = %d;\n", n
	exit failed
}

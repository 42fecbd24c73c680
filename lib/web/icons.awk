# Turn data/icons/*.svg, given in sorted order, into the C table of icon.h.
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
	printf "\t{ \"%s\",\n\t  \"%s\" },\n", name, text
	n++
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
	if (n == 0)
		print "\t{ \"\", \"\" },"
	printf "};\nconst unsigned icons_n = %d;\n", n
	exit failed
}

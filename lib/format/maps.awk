# Turn data/maps/*.map into the C table of layouts.h, sorted by name.

BEGIN {
	print "/* Made from data/maps by lib/format/maps.awk. */"
	print "#include \"layouts.h\"\n"
	print "const struct layout_text layout_texts[] = {"
}

FNR == 1 {
	if (NR > 1)
		print "\t},"
	name = FILENAME
	sub(/^.*\//, "", name)
	sub(/\.map$/, "", name)
	printf "\t{ \"%s\",\n", name
	n++
}

{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	printf "\t  \"%s\\n\"\n", $0
}

END {
	print(n > 0 ? "\t}," : "\t{ \"\", \"\" },")
	printf "};\nconst unsigned layout_texts_n = %d;\n", n
}

#!/bin/sh
# embed.sh - the texts of the sample centres as a table in C.
#
#	data/embed.sh data/sample/site.yaml ... >sample_data.c
#
# The folder says which sample a file belongs to.
cat <<'EOF'
/* Made by data/embed.sh from the texts in data/: change those. */
#include "formats/sample.h"

const struct sample_file sample_files[] = {
EOF
for file; do
	case $file in
	*data/sample/*) sample=day path=${file##*data/sample/} ;;
	*data/sample-night/*) sample=night path=${file##*data/sample-night/} ;;
	*)
		echo "embed.sh: $file: not in a folder of a sample" >&2
		exit 65
		;;
	esac
	printf '\t{ "%s", "%s",\n' "$sample" "$path"
	LC_ALL=C awk '{
		gsub(/\\/, "&&")
		gsub(/"/, "\\\"")
		printf "\t  \"%s\\n\"\n", $0
	} END { if (NR == 0) print "\t  \"\"" }' "$file" || exit 74
	printf '\t},\n'
done
printf '\t{ 0 },\n};\n'

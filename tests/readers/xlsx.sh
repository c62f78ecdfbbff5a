#!/bin/sh
# xlsx.sh - the workbook as openpyxl and LibreOffice read it; the same bytes
# twice, and where a comma is the decimal point.
here=${srcdir:-.}/tests/readers
write=${WRITE_FIXTURE:-tests/write_fixture}
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || {
	echo 'no openpyxl here'
	exit 77
}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/one" "$tmp/two" "$tmp/german"
"$write" "$tmp/one" && "$write" "$tmp/two" || exit 1
for f in "$tmp"/one/*; do
	cmp "$f" "$tmp/two/${f##*/}" || exit 1
done
if localedef -i de_DE -f UTF-8 "$tmp/de_DE.UTF-8" 2>/dev/null; then
	# libc's newlocale loses what it read from LOCPATH
	ASAN_OPTIONS=detect_leaks=0 LOCPATH=$tmp LC_ALL=de_DE.UTF-8 \
		TZ=Asia/Tokyo "$write" "$tmp/german" || exit 1
	for f in "$tmp"/one/*; do
		cmp "$f" "$tmp/german/${f##*/}" || exit 1
	done
else
	echo 'no German locale can be made here'
fi
/usr/bin/python3 "$here/xlsx.py" "$tmp/one"

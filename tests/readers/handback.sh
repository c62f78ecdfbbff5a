#!/bin/sh
# handback.sh - the workbook corrected with openpyxl, saved by LibreOffice and
# read back by wfm import roster.
here=${srcdir:-.}/tests/readers
: "${WFM:?}"
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || {
	echo 'no openpyxl here'
	exit 77
}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
for sample in day night; do
	"$WFM" init --sample $sample "$tmp/$sample" >/dev/null || exit 1
	"$WFM" plan --site "$tmp/$sample" --work-limit 1 >"$tmp/out" 2>&1
	[ $? -le 1 ] || {
		cat "$tmp/out"
		exit 1
	}
done
/usr/bin/python3 "$here/handback.py" "$WFM" "$tmp/day" "$tmp/night"

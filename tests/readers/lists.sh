#!/bin/sh
# lists.sh - people, wishes and leave of a workbook that openpyxl writes and
# LibreOffice saves again, read by wfm import.
here=${srcdir:-.}/tests/readers
: "${WFM:?}"
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || {
	echo 'no openpyxl here'
	exit 77
}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
"$WFM" init --sample night "$tmp/site" >/dev/null || exit 1
/usr/bin/python3 "$here/lists.py" "$WFM" "$tmp/site"

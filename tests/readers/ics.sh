#!/bin/sh
# ics.sh - the calendars of both samples as python3-icalendar, libical and khal
# read them, each line by our own strict reader, and what becomes of them in
# khal when a roster changes and is imported again.
here=${srcdir:-.}/tests/readers
: "${WFM:?}"
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || {
	echo 'no python3-icalendar here'
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
/usr/bin/python3 "$here/ics.py" "$WFM" "$tmp/day" "$tmp/night"

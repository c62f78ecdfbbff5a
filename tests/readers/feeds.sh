#!/bin/sh
# feeds.sh - published calendars as python3-icalendar, libical, khal, ical.js
# and node-ical read them, and 200 edits that are published one after another.
# The two of npm are found through NODE_PATH; `npm install ical.js node-ical`
# in a folder elsewhere, then NODE_PATH=FOLDER/node_modules.
here=${srcdir:-.}/tests/readers
: "${WFM:?}"
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || {
	echo 'no python3-icalendar here'
	exit 77
}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
"$WFM" init --sample night "$tmp/site" >/dev/null || exit 1
# No rules and one break, so that any edit below may be told to people.
sed -i -e '/^ *rules:$/d' -e '/^ *- /d' -e 's/hours: [0-9]* per week/hours: 0-120 per week/' \
	-e 's/breaks: \[.*\]/breaks: [lunch]/' -e 's/start: 06:00-07:00 every 30 min/start: 07:00/' \
	-e 's/start: 08:00-10:00/start: 07:00-13:00/' -e 's/day, late\]/day, late, night]/' "$tmp/site/site.yaml"
rm -rf "$tmp/site/weeks" "$tmp/site/availability.csv"
"$WFM" plan --site "$tmp/site" --work-limit 1 >"$tmp/out" 2>&1
[ $? -le 1 ] || {
	cat "$tmp/out"
	exit 1
}
/usr/bin/python3 "$here/feeds.py" "$WFM" "$tmp/site" "$here/feeds.js"

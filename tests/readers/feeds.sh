#!/bin/sh
# feeds.sh - published calendars as python3-icalendar, libical, khal, ical.js
# and node-ical read them, and 200 edits that are published one after another.
# The two of npm are found through NODE_PATH; `npm install ical.js node-ical`
# in a folder elsewhere, then NODE_PATH=FOLDER/node_modules.
here=${srcdir:-.}/tests/readers
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || {
	echo 'no python3-icalendar here'
	exit 77
}
. "$here/ruleless.sh"
/usr/bin/python3 "$here/feeds.py" "$WFM" "$tmp/site" "$here/feeds.js"

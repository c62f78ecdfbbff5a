#!/bin/sh
# caldav.sh - wfm publish to a calendar server: Radicale on this machine, and
# some that misbehave.
here=${srcdir:-.}/tests/readers
command -v radicale >/dev/null && /usr/bin/python3 -c 'import icalendar' 2>/dev/null || {
	echo 'no radicale or python3-icalendar here'
	exit 77
}
. "$here/ruleless.sh"
"$WFM" publish --site "$tmp/site" https://127.0.0.1:1/ 2>&1 | grep -q 'without libcurl' && {
	echo 'no libcurl in this build'
	exit 77
}
/usr/bin/python3 "$here/caldav.py" "$WFM" "$tmp/site"

#!/bin/sh
# html.sh - the page as html5lib parses it and Chromium shows it: light, dark,
# on a telephone, on paper; by the rules of axe-core (NODE_PATH; `npm install
# axe-core puppeteer-core` in a folder elsewhere).  PICTURES=DIR keeps pictures.
here=${srcdir:-.}/tests/readers
write=${WRITE_FIXTURE:-tests/write_fixture}
/usr/bin/python3 -c 'import html5lib' 2>/dev/null || {
	echo 'no html5lib here'
	exit 77
}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/out"
"$write" "$tmp/out" && /usr/bin/python3 "$here/html.py" "$tmp/out" || exit 1

command -v chromium >/dev/null || {
	echo 'no Chromium here: the page was not looked at'
	exit 0
}
pictures=${PICTURES:-$tmp}
show() {
	rm -rf "$tmp/profile"
	timeout 120 chromium --headless --no-sandbox --disable-gpu \
		--disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --hide-scrollbars \
		--enable-logging=stderr \
		--user-data-dir="$tmp/profile" "$@" \
		"file://$tmp/out/manager.html" >"$tmp/log" 2>&1
}
show --window-size=1280,1000 --screenshot="$pictures/page-light.png"
show --window-size=1280,1000 --blink-settings=preferredColorScheme=0 \
	--screenshot="$pictures/page-dark.png"
show --window-size=390,1000 --screenshot="$pictures/page-phone.png"
show --no-pdf-header-footer --print-to-pdf="$pictures/page.pdf"
for f in page-light.png page-dark.png page-phone.png page.pdf; do
	[ "$(wc -c <"$pictures/$f" 2>/dev/null || echo 0)" -gt 20000 ] || {
		echo "$f: Chromium shows nothing"
		cat "$tmp/log"
		exit 1
	}
done
# Nothing may be said on the console (a policy broken, a thing not found).
grep -i 'CONSOLE\|Refused' "$tmp/log" && exit 1
command -v node >/dev/null || {
	echo 'no node here: the rules of axe-core were not asked'
	exit 0
}
node "$here/axe.js" "$tmp/out/team.html" "$tmp/out/hr.html"
case $? in 0 | 77) exit 0 ;; *) exit 1 ;; esac

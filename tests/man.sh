#!/bin/sh
# The manual and the program say the same: every command and every long
# option of its --help is in a page, and the pages are well-formed.
. "${srcdir:-.}/tests/cli/lib.sh"

# What the pages say, as plain words: mdoc's escapes undone.
pages="$srcdir/man/wfm.1 $srcdir/man/wfm-*.1"
cat $pages 2>/dev/null | sed 's/\\&//g' >"$tmp/pages"

for c in $("$WFM" help --names); do
	grep -q "^\.It Cm $c\\b" "$srcdir/man/wfm.1" ||
		complain "wfm.1 has no section for $c"
	for option in $("$WFM" "$c" --help | grep -oE -- '--[a-z][a-z-]*' |
		sort -u); do
		word=${option#--}
		grep -q -e "Fl -$word\\b" "$tmp/pages" ||
			complain "no page explains $c $option"
	done
done

if command -v mandoc >/dev/null; then
	for page in "$srcdir"/man/*.[15]; do
		mandoc -Tlint -Wwarning "$page" >"$tmp/lint" || complain \
			"$page: $(head -n 3 "$tmp/lint")"
	done
else
	echo "no mandoc here: the pages are not linted"
fi
exit $failed

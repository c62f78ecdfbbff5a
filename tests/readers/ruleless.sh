# Sourced: the night sample without rules, planned, in $tmp/site.
: "${WFM:?}"
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

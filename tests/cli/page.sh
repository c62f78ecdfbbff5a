#!/bin/sh
# The page: what changed since the last publication, and a what-if beside it.
. "${srcdir:-.}/tests/cli/lib.sh"

night "$tmp/site"
w=$(week "$tmp/site")
period="--from 2026-10-19 --days 7"
page() { # the section $1 of the page, as words
	sed -n "/<section aria-labelledby=\"$1\">/,/<\/section>/p" \
		"$tmp/out.d/plan.html" | sed 's/<[^>]*>/ /g'
}
export_page() {
	"$WFM" export html --site "$tmp/site" $period -o "$tmp/out.d" "$@" \
		>"$tmp/out" 2>"$tmp/err"
}

export_page
page changed >"$tmp/out"
says out 'Nothing was published before'
[ -z "$(page whatif)" ] || complain 'a what-if that nobody asked'

# What counts as published is what is in published/.
mkdir -p "$w/published/01"
cp "$w/roster.csv" "$w/manifest.json" "$w/published/01/"
awk -F, -v OFS=, 'NR > 1 && !n && $3 ~ /^[A-Z][0-9]/ { key = $1 "," $2; n = 1
		print $1, $2, "off", "", "", "", "", ""; next }
	n && $1 "," $2 == key { next } { print }' \
	"$w/published/01/roster.csv" >"$w/roster.csv"
export_page
page changed >"$tmp/out"
says out 'Since publication 1, 1 days of 1 people'
says out '-8:00'
export_page --for team
page changed >"$tmp/out"
says out 'Since publication 1, 1 days of 1 people'

# A what-if is shown to those who may see money.
cat >"$w/whatif.csv" <<'END'
scenario,queue,contacts,required,level,fte_required,short_hours,over_hours,cost,difference
base,all,100,50,0.8,2,1,2,900,0
"<b>calls</b>=+10%",all,110,55,0.7,2.2,3,1,990,90
base,calls,100,50,0.8,,,,,
END
export_page
page whatif >"$tmp/out"
says out '&lt;b&gt;calls&lt;/b&gt;=+10'
says out '70.0'
says out '+90'
[ "$(page whatif | grep -c '990')" -eq 1 ] || complain 'not one line of it'
export_page --for team
[ -z "$(page whatif)" ] || complain 'the team sees money'

printf 'scenario,queue\nbase,all\n' >"$w/whatif.csv"
status 65 export html --site "$tmp/site" $period -o "$tmp/out.d"
says err 'whatif.csv:1:1: error: column cost is missing'
exit $failed

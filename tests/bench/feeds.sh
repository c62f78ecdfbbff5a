#!/bin/sh
# feeds.sh - publish calendars of 1,000 people over 4 weeks: time and bytes, and
# a second run, which has nothing to write.
#	WFM=build/wfm/wfm tests/bench/feeds.sh [PEOPLE]
. "${srcdir:-.}/tests/cli/lib.sh"
: "${WFM:?}"
n=${1:-1000}
site=$tmp/site
tiny "$site"
sed -i -e 's/hours: 40 per week/hours: 0-60 per week/' -e '/rules:$/d' -e '/^ *- /d' "$site/site.yaml"
awk -v n="$n" 'BEGIN {
	print "id,name,team,contract"
	for (i = 1; i <= n; i++) printf "p%04d,Person %d,Team %d,full\n", i, i, i % 40
}' >"$site/agents.csv"
awk -v n="$n" 'BEGIN {
	print "agent,skill"
	for (i = 1; i <= n; i++) printf "p%04d,desk\n", i
}' >"$site/skills.csv"
period="--from 2026-03-02 --days 28"
# shellcheck disable=SC2086 # words
{ status 0 forecast --site "$site" $period; status 0 staff --site "$site" $period; }
folder=$(week "$site")
awk -v n="$n" 'BEGIN {
	print "agent,date,shift,start,end,activity,queue,locked"
	for (i = 1; i <= n; i++) for (d = 0; d < 28; d++) {
		day = sprintf("2026-03-%02d", d + 2)
		zone = day < "2026-03-29" ? "+01:00" : "+02:00"
		a = sprintf("p%04d,%s,", i, day)
		if ((d + i) % 7 > 4) { print a "off,,,,,"; continue }
		print a "D0800," day "T08:00" zone "," day "T12:00" zone ",work,,"
		print a "D0800," day "T12:00" zone "," day "T12:30" zone ",lunch,,"
		print a "D0800," day "T12:30" zone "," day "T16:30" zone ",work,,"
	}
}' >"$folder/roster.csv"
for run in first second; do
	begin=$(date +%s%3N)
	# shellcheck disable=SC2086 # words
	status 0 publish --site "$site" $period "$tmp/out.d"
	printf '%s run: %d ms, %s KiB in %s files\n' "$run" \
		$(($(date +%s%3N) - begin)) \
		"$(du -sk --apparent-size "$tmp/out.d" | cut -f1)" "$(ls "$tmp/out.d" | wc -l)"
	grep -h -e Events -e Calendars -e warning "$tmp/out" "$tmp/err"
done
exit $failed

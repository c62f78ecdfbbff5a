#!/bin/sh
# Somebody else's requirement, and people who stay at a queue for a while.
. "${srcdir:-.}/tests/cli/lib.sh"

s=$tmp/site
w=$s/weeks/2026-03-02+2
mkdir -p "$w"
cat >"$s/site.yaml" <<'END'
site: {time_zone: UTC, interval: 30 min}
period: {from: 2026-03-02, days: 2}
queues:
  sales: {hours: always, stint: 1 h}
  help: {hours: always, stint: 1 h}
shifts:
  day: {start: 09:00, paid: 4 h}
contracts:
  full: {hours: 8 per period}
pay: {base: 0}
END
printf 'id,name,contract\na,A,full\nb,B,full\n' >"$s/agents.csv"
printf 'agent,skill\na,sales\na,help\nb,sales\nb,help\n' >"$s/skills.csv"
# Both queues want one; for half an hour the first wants two and the other none.
awk 'BEGIN {
	print "row,start,required_net,required_gross,plain,binding,curve"
	for (d = 2; d <= 3; d++)
		for (h = 18; h < 26; h++) {
			two = h == (d == 2 ? 21 : 18)
			at = sprintf("2026-03-%02dT%02d:%02d", d, h / 2, h % 2 * 30)
			printf "sales,%s,%d,%d,,,10;%d;;1\n", at, 1 + two, 1 + two, 1 + two
			printf "help,%s,%d,%d,,,10;%d;;1\n", at, !two, !two, !two
		}
}' >"$w/requirement.csv"

status 0 schedule --site "$s" --work-limit 5
# On Monday one comes over at 10:30 and the other leaves at 11:00: nothing is
# lost.  On Tuesday it is the first half hour: to begin there, an hour long, or
# to stay away costs one short and one over.
says out 'total *11.00'
awk -F, 'NR > 1 && $6 == "work" {
	if ($7 != "sales" && $7 != "help") { print "queue", $0; bad = 1 }
	split($4, b, /[T:+]/); split($5, e, /[T:+]/)
	if ((e[2] - b[2]) * 60 + e[3] - b[3] < 60) { print "short", $0; bad = 1 }
	n++
}
END { exit bad || n < 6 }' "$w/roster.csv" || complain "stints of roster.csv"
status 0 check --site "$s"
says out '^0 hard'
! grep -q 'a stint of' "$tmp/out" || complain "stints that are long enough"
# By hand A leaves for the other queue after half an hour: a note, no breach.
awk -F, 'NR > 1 && !cut && $1 == "a" && $6 == "work" && $4 ~ /T09:00/ {
	other = $7 == "sales" ? "help" : "sales"; end = $5; from = $4
	half = from; sub(/T09:00/, "T09:30", half)
	print $1 "," $2 "," $3 "," from "," half ",work," other "," $8
	$4 = half; OFS = ","; $1 = $1; cut = 1 } { print }' "$w/roster.csv" \
	>"$tmp/cut.csv"
status 0 check --site "$s" "$tmp/cut.csv"
says out '^a *Mon 2 *note *30 min on'
says out '^0 hard'
status 0 check --format csv --site "$s" "$tmp/cut.csv"
says out '30 min on .* from 09:00 on Mon 2 Mar, a stint of at least 1 h asked'
status 0 export --site "$s" -o "$tmp/files"
status 0 publish --site "$s"
[ -f "$w/published/01/requirement.csv" ] || complain "nothing frozen"

# Without it there is nothing to go by.
rm -r "$w"
status 66 schedule --site "$s" --work-limit 5
says err 'history.csv: not there'

sed -i 's/stint: 1 h/stint: 25 h/' "$s/site.yaml"
status 65 check --site "$s"
says err 'site.yaml:4:.*25 h'
says err 'site.yaml:5:.*25 h'

exit $failed

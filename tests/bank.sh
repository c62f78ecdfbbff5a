#!/bin/sh
# A real centre: a bank's calls of 1999, six call types in half hours.  The
# week begins on Sunday; Friday is short, Saturday opens in the evening.  The
# people are made up, about as many as the calls need.  Builds the site,
# imports, checks what came in against the file itself, plans the week after.
. "${srcdir:-.}/tests/cli/lib.sh"

shared=${WFM_SHARED:-${srcdir:-.}/../shared}
bank=$shared/data/forecast/bank_il
calls=$bank/queue_30min_9months.csv
[ -r "$calls" ] || {
	echo "no $calls: skipped"
	exit 77
}
site=$tmp/bank
mkdir "$site"

queue() { # id, name, goal, more
	cat <<EOF
  $1:
    name: $2
    channel: voice
    hours: {sun-thu: 07:00-24:00, fri: 07:00-14:00, sat: 19:30-24:00, holiday: closed}
    service_level: $3
    patience: 4 min
    short: 40 per agent-hour
    acd: [$(echo "$1" | tr a-z A-Z)]
EOF
}

{
	cat <<'EOF'
site:
  name: Bank
  time_zone: Asia/Jerusalem
  interval: 30 min
  week_starts: sunday
  weekend: fri-sat
  currency: ILS
queues:
EOF
	queue ps "Regular calls" '{share: 80%, within: 30 s}'
	queue nw "New customers" '{share: 70%, within: 45 s}'
	queue ne "Stock exchange" '{share: 80%, within: 30 s}'
	queue in "Internet help" '{share: 70%, within: 60 s}'
	queue tt "Call back later" '{share: 50%, within: 60 s}'
	queue pe "English" '{share: 50%, within: 60 s}'
	cat <<'EOF'
shrinkage: {sickness: 4%}
absences:
  holiday: {paid: yes, credit: contract day}
breaks:
  lunch: {length: 30 min, paid: no,  starts: 3 h to 5 h after start}
  rest:  {length: 15 min, paid: yes, starts: 1 h 30 to 3 h after start}
shifts:
  day:      {code: D, days: sun-thu, start: 07:00-11:00 every 30 min, paid: 8 h, breaks: [rest, lunch]}
  late:     {code: L, days: sun-thu, start: 12:00-15:30 every 30 min, paid: 8 h, breaks: [rest, lunch]}
  friday:   {code: F, days: fri, start: 07:00-08:00 every 30 min, paid: 6 h, breaks: [rest]}
  saturday: {code: S, days: sat, start: 19:30, paid: 4 h 30, breaks: [rest]}
contracts:
  full_time:
    hours: 38-43 per week
    shifts: [day, late, friday, saturday]
    rules:
      - days per week: 5
      - rest between shifts: at least 11 h
      - days in a row: at most 6
  student:
    hours: 12-26 per week
    shifts: [day, late, friday, saturday]
    rules:
      - days per week: 2-4
      - rest between shifts: at least 11 h
pay: {base: 25, evening: {from: 20:00, until: 24:00, add: 10%}, holiday: {add: 50%, by: hour}}
EOF
} >"$site/site.yaml"

# Everybody takes regular calls; one in two the stock exchange, one in three
# the internet, and so on.
awk -v dir="$site" 'BEGIN {
	agents = dir "/agents.csv"; skills = dir "/skills.csv"
	print "id,name,team,contract,hours,from,until" > agents
	print "agent,skill,priority" > skills
	for (i = 1; i <= 30; i++) {
		id = sprintf("b%02d", i)
		printf "%s,Banker %d,%s,%s,,,\n", id, i, (i % 2 ? "A" : "B"), \
			(i > 24 ? "student" : "full_time") > agents
		printf "%s,ps,1\n%s,nw,1\n", id, id > skills
		if (i % 2) printf "%s,ne,2\n", id > skills
		if (i % 3 == 0) printf "%s,in,2\n", id > skills
		if (i % 4 == 0) printf "%s,tt,3\n", id > skills
		if (i % 5 == 0) printf "%s,pe,2\n", id > skills
	}
}'
# "closed" days are closed; the eves and the half days between are open.
awk -F, 'NR == 1 { print "date,name,hours,like,pay"; next }
	$2 == "closed" { print $1 ",feast,closed,,holiday"; next }
	{ print $1 "," ($2 == "eve" ? "eve of a feast" : "half day") ",normal,,normal" }
' "$bank/holidays.csv" >"$site/special_days.csv"

# AA, a type with five rows and no call offered, is no queue of ours.
status 65 import history "$calls" --site "$site" --missing zero
says err '"AA" (5 rows, 0 contacts) is no queue'
[ ! -e "$site/history.csv" ] || complain 'a refused file left a history'
status 0 import history "$calls" --site "$site" --missing zero --skip-unknown
says out '30,048 rows'
says out '"AA", 5 rows'
says out ' 0 as before, 0 changed'
says out 'Sun 1 Aug 1999 07:00 - Wed 1 Sep 1999 00:00'
says out '2 Apr 1999 has 23 hours'
says out '3 Sep 1999 has 25 hours'
[ ! -e "$site/rejected.csv" ] || complain 'rows were put aside'
cp "$site/history.csv" "$tmp/first.csv"
status 0 import history "$calls" --site "$site" --missing zero --skip-unknown
says out '^Intervals: 0 new, .* as before, 0 changed$'
same "$site/history.csv" "$tmp/first.csv"

# What came in is what the file says, type by type: calls, talk and times.
sums() {
	awk -F, -v in_file="$1" '
	FNR == 1 { next }
	in_file == "raw" && $2 == "AA" { next }
	in_file == "raw" { q = tolower($2); calls[q] += $4; handled[q] += $5; talk[q] += $5 > 0 ? $6 : 0; next }
	{ calls[$1] += $3; handled[$1] += $4; talk[$1] += $4 * $6 }
	END { for (q in calls) printf "%s %d %d %.0f\n", q, calls[q], handled[q], talk[q] / 100 }
	' "$2" | sort
}
sums raw "$calls" >"$tmp/raw"
sums ours "$site/history.csv" >"$tmp/ours"
same "$tmp/raw" "$tmp/ours"
grep -q '^ps 206213 ' "$tmp/ours" || complain "$(cat "$tmp/ours")"
status 0 check --site "$site"

"$WFM" help --names | grep -q '^plan$' || exit $failed
"$WFM" plan --site "$site" --work-limit "${WFM_BANK_WORK:-200}" \
	>"$tmp/out" 2>"$tmp/err" </dev/null
got=$?
[ $got -le 1 ] || complain "wfm plan: exit $got: $(head -n 3 "$tmp/err")"
week=$site/weeks/1999-11-07+7
for file in forecast.csv requirement.csv roster.csv manifest.json; do
	[ -s "$week/$file" ] || complain "$file was not written"
done
# Nobody works when the bank is closed, everybody's duties are there.
awk -F, 'NR > 1 && $6 == "work" {
	day = substr($4, 1, 10); from = substr($4, 12, 5); people[$1] = 1
	if (day == "1999-11-13" && from < "19:30") bad++
	if (day == "1999-11-12" && from >= "15:00") bad++
} END { n = 0; for (p in people) n++; exit !(n >= 28 && bad == 0) }' \
	"$week/roster.csv" || complain 'the roster is odd'
"$WFM" check --site "$site" >"$tmp/out" 2>&1 </dev/null
[ $? -le 1 ] || complain "wfm check: $(head -n 3 "$tmp/out")"
exit $failed

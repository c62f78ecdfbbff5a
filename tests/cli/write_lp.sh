#!/bin/sh
# The programme for other solvers is the same problem: glpsol finds the cost of
# our proven roster, also when that roster is fixed in it.
. "${srcdir:-.}/tests/cli/lib.sh"
command -v glpsol >/dev/null || {
	echo "glpsol is not installed"
	exit 77
}

site=$tmp/desk
mkdir "$site"
cat >"$site/site.yaml" <<'END'
site: {time_zone: Europe/Berlin, interval: 60 min}
period: {from: 2026-01-05, days: 7}
pay: {base: 10, overtime: {after: 40 h per week, add: 50%, at_most: 8 h}, sunday: {add: 50%}}
breaks:
  lunch: {length: 60 min, starts: 3 h to 4 h after start}
shifts:
  early: {start: 06:00, paid: 8 h}
  late: {start: 14:00-15:00 every 60 min, paid: 8 h, breaks: [lunch]}
contracts:
  desk:
    hours: 32-48 per week
    rules:
      - days in a row: {at most: 3, price: 6}
      - days off in a row: {at least: 2, price: 9}
      - rest between shifts: at least 11 h
      - lates per week: at most 3
END
cat >"$site/agents.csv" <<'END'
id,name,contract
a-1,Ann,desk
b.2,Bob,desk
c3,Cid,desk
END
cat >"$site/cover.csv" <<'END'
days,shift,want,under,over
all,early,1,100,30
mon-fri,late,1,100,30
END
cat >"$site/requests.csv" <<'END'
agent,from,wish,what,weight
a-1,2026-01-10,avoid,early|late,7
b.2,2026-01-06,want,late,3
END

# total FILE: the objective in what glpsol wrote.
total() {
	sed -n 's/^Objective: *[^=]* = *\([-0-9.e+]*\).*/\1/p' "$1"
}
near() {
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && a - b < 0.01 && b - a < 0.01) }' ||
		complain "$3: $1, wfm has $2"
}

status 0 schedule --site "$site" --work-limit 2000 -o "$tmp/roster.csv"
says out 'stopped by optimal'
cost=$(awk '$1 == "total" { print $2 }' "$tmp/out")
for form in lp mps; do
	status 0 schedule --site "$site" --write-lp "$tmp/model.$form"
	says out 'whole numbers'
	silent err
done
glpsol --lp "$tmp/model.lp" -o "$tmp/sol" >/dev/null
near "$(total "$tmp/sol")" "$cost" 'best of model.lp'
glpsol --freemps "$tmp/model.mps" -o "$tmp/sol" >/dev/null
near "$(total "$tmp/sol")" "$cost" 'best of model.mps'

# Our duties, as names of columns up to the start.
awk -F, 'NR > 1 && $4 != "" && !seen[$1 $2]++ {
	gsub("[-.]", "_", $1)
	start = substr($4, 12, 5); sub(":", "", start)
	print "x_" $1 "_" substr($2, 6, 2) substr($2, 9, 2), start
}' "$tmp/roster.csv" >"$tmp/duties"
[ -s "$tmp/duties" ] || complain 'no duties'
awk 'NR == FNR { day[$1] = $2; next }
	/^[A-Z]/ { inside = $1 == "Bounds" }
	inside && match($0, /x_[a-z0-9_]+/) {
		name = substr($0, RSTART, RLENGTH)
		split(name, part, "_")
		key = name; sub(/_(early|late)_.*/, "", key)
		start = name; sub(/.*_(early|late)_/, "", start)
		print " " name " = " ((key in day) && substr(start, 1, 4) == day[key] ? 1 : 0)
		next
	}
	{ print }' "$tmp/duties" "$tmp/model.lp" >"$tmp/fixed.lp"
glpsol --lp "$tmp/fixed.lp" -o "$tmp/sol" >/dev/null
near "$(total "$tmp/sol")" "$cost" 'our roster fixed'

status 64 schedule --site "$site" --keep draft --write-lp "$tmp/no.lp"
[ ! -e "$tmp/no.lp" ] || complain 'written though refused'
exit $failed

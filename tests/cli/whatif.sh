#!/bin/sh
# What-ifs: both sides, who goes, what becomes of calls, and that nothing is
# written.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
night "$site"
what() {
	status 0 whatif --site "$site" "$@"
}
# column NAME SCENARIO QUEUE: a figure of the last answer in csv.
column() {
	awk -F, -v name="$1" -v s="$2" -v q="$3" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i }
	$1 == s && $2 == q { print $c }' "$tmp/out"
}
# holds EXPRESSION: of awk, over numbers.
holds() {
	awk "BEGIN { exit !($1) }" || complain "not so: $1"
}

# Everything in the folder, with times: a what-if leaves no trace.
state() {
	find "$site" -printf '%p %s %T@\n' | LC_ALL=C sort
	find "$site" -type f -exec cksum {} + | LC_ALL=C sort
}
state >"$tmp/before"

# --- ten per cent more ---
what calls=+10%
says out 'What if: calls=+10%'
says out 'answered within 60 s / all offered'
what calls=+10% --format csv
holds "$(column contacts calls=+10% all) / $(column contacts base all) > 1.0999"
holds "$(column contacts calls=+10% all) / $(column contacts base all) < 1.1001"
holds "$(column required calls=+10% all) > $(column required base all)"
holds "$(column level calls=+10% all) < $(column level base all)"
holds "$(column pay calls=+10% all) == $(column pay base all)"
holds "$(column short_intervals calls=+10% all) >= \
	$(column short_intervals base all)"
# The base is the plan: its cost is the one in the manifest.
cost=$(sed -n 's/.*"cost": \([0-9.]*\).*/\1/p' "$(week "$site")/manifest.json")
holds "$(column cost base all) - $cost < 0.01 && \
	$(column cost base all) - $cost > -0.01"

# --- the latest to join go first ---
what agents=-4:full_time
sed -n 's/^  \([a-z.]*\)  .*joined.*/\1/p' "$tmp/out" >"$tmp/gone"
grep ,full_time, "$site/agents.csv" | sort -t, -k6,6r -k1,1 | head -n 4 |
	cut -d, -f1 >"$tmp/latest"
same "$tmp/gone" "$tmp/latest"
what agents=-4:full_time --format csv
[ "$(column removed agents=-4:full_time all)" = \
	"$(tr '\n' ' ' <"$tmp/latest" | sed 's/ $//')" ] ||
	complain "csv names $(column removed agents=-4:full_time all)"
holds "$(column fte_employed base all) - \
	$(column fte_employed agents=-4:full_time all) - 4 < 1e-9"
holds "$(column fte_employed base all) - \
	$(column fte_employed agents=-4:full_time all) - 4 > -1e-9"
holds "$(column pay agents=-4:full_time all) < $(column pay base all)"
holds "$(column required agents=-4:full_time all) == \
	$(column required base all)"
what fte=-1.7
says out '0.10 FTE are left'

# --- closed days: lost, or at another time ---
what closed=sun 'closed=sat:60% to mon' --format csv
name='closed=sun closed=sat:60% to mon'
holds "$(column cut "$name" all) > $(column moved "$name" all)"
d=$(awk "BEGIN { print $(column contacts base all) - \
	$(column cut "$name" all) + $(column moved "$name" all) - \
	$(column contacts "$name" all) }")
holds "$d < 0.05 && $d > -0.05"
what closed=sun
says out 'come at another time'

# --- ranges ---
what calls=-10%..+20%/10% aht=-10s..+10s/20s helpline.service_level=90/20
says out 'calls=+20% aht=+10s'
[ "$(grep -c '^calls=' "$tmp/out")" -eq 8 ] || complain "not 4 x 2 scenarios"
what calls=-10%..+20%/10% --format json
says out '"schema": "wfm.whatif/1"'
says out '"scenario": "calls=-10%", "queue": "helpline"'
what calls=-10%..+20%/5% agents=-1 --format csv --threads 1
cp "$tmp/out" "$tmp/one"
what calls=-10%..+20%/5% agents=-1 --format csv --threads 2
same "$tmp/one" "$tmp/out"

# --- solved again ---
what agents=-1..+1/1 --reschedule --work-limit 0.5 --format csv --threads 1
cp "$tmp/out" "$tmp/one"
what agents=-1..+1/1 --reschedule --work-limit 0.5 --format csv --threads 2
same "$tmp/one" "$tmp/out"
for n in -1 +0 +1; do
	[ "$(column hard_breaches agents=$n all)" = 0 ] ||
		complain "agents=$n breaks hard rules"
	holds "$(column bound agents=$n all) <= $(column cost agents=$n all)"
	slack=$(awk "BEGIN { print $(column cost base all) - \
		$(column bound base all) + $(column cost agents=$n all) - \
		$(column bound agents=$n all) }")
	by=$(column difference agents=$n all)
	yes=$(awk "BEGIN { d = $by; print (d < 0 ? -d : d) < $slack ? \
		\"yes\" : \"no\" }")
	[ "$(column within_solver_error agents=$n all)" = "$yes" ] ||
		complain "agents=$n: difference $by, both gaps $slack"
done
[ "$(column difference agents=+0 all)" = 0 ] ||
	complain "nobody more or fewer changes the cost"
[ -n "$(column added agents=+1 all)" ] || complain "nobody was added"
what agents=-1 --reschedule --work-limit 0.5
says out 'solved again'

# --- every bad change is said ---
status 64 whatif --site "$site" cals=+10% helplin.calls=+5% calls=10% \
	agents=-2:fulltime shrinkage=+2% closed=someday
says err 'did you mean "calls"'
says err 'did you mean "helpline"'
says err '+10%, -5%'
says err 'did you mean "full_time"'
says err '+2pt'
says err '60% to mon'
silent out
status 65 whatif --site "$site" agents=-50 shrinkage=120%
says err 'only 12 people'
says err '120 %'
status 64 whatif --site "$site" calls=0%..+19%/1% aht=+0s..+10s/1s
says err '200'
status 64 whatif --site "$site"
says err 'say what to change'

state >"$tmp/after"
same "$tmp/before" "$tmp/after"

# --- no roster yet; no plan yet ---
status 0 init --sample night "$tmp/bare"
status 66 whatif --site "$tmp/bare" calls=+10%
says err 'wfm plan'
status 0 forecast --site "$tmp/bare"
status 0 whatif --site "$tmp/bare" calls=+10%
says out 'no roster yet'
exit $failed

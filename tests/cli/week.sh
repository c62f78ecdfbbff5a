#!/bin/sh
# A planner's two weeks: plan, publish, carry into the next, hours, exports.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
night "$site"
w=$(week "$site")

# --- the stages one by one, and what they say to programs ---
status 0 forecast --site "$site" --backtest --format csv
says out '^queue,model,wape_interval'
status 0 forecast --site "$site" --output - 
says out '^queue,start,calls,aht,variance'
status 0 staff --site "$site" --method plain --output "$tmp/plain.csv"
head -n 1 "$tmp/plain.csv" | grep -q '^row,start,required_net' ||
	complain "the requirement has other columns"
status 0 staff --site "$site" --confidence 90 --format json
says out '"schema": "wfm.staff/1"'
status 0 status --site "$site" --format csv
says out '^schedule,stale'
"$WFM" plan --site "$site" --work-limit 1 --format json >"$tmp/out" \
	2>"$tmp/err" </dev/null
says out '"schema": "wfm.schedule/1"'
status 0 status --site "$site"
says out 'up to date'

# --- exports for others ---
for whom in team manager hr; do
	status 0 export --site "$site" --for $whom --output "$tmp/$whom"
	[ -s "$tmp/$whom/roster.xlsx" ] || complain "no workbook for $whom"
done
grep -q 'a[0-9a-z.]*,' "$tmp/team/tidy.csv" || complain "an empty roster"
status 64 export --site "$site" pdf
says err 'xlsx, ics, csv'

# --- published weeks are carried in, drafts never ---
status 0 publish --site "$site"
[ -s "$w/published/01/roster.csv" ] || complain "nothing frozen"
same "$w/roster.csv" "$w/published/01/roster.csv"
status 0 status --site "$site" --from "$(basename "$w" | cut -c 1-10)"
says out 'published, number 1'
"$WFM" plan --site "$site" --work-limit 1 >"$tmp/out" 2>"$tmp/err" </dev/null
next=$(week "$site")
[ "$next" != "$w" ] || complain "the next period is the published one"
status 0 check --site "$site"
says out '^0 hard rules broken'

# --- hours over the edge of two periods; a draft is said to be one ---
middle=$(basename "$next" | cut -c 1-10)
status 0 hours --site "$site" --from "$middle" --days 3 --by day --money \
	--format csv
says out '^agent,name,date,type,kind,hours,money'
says err 'draft'
status 64 plan --site "$site" --week 2026-W60
says err '2026-W51'
status 64 plan --site "$site" --from tomorrow
status 66 hours --site "$site" --from 2001-01-01 --days 7
says err 'no roster holds'
exit $failed

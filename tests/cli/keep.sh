#!/bin/sh
# Planning anew with few changes: schedule --keep.
. "${srcdir:-.}/tests/cli/lib.sh"

tiny "$tmp/site"
"$WFM" plan --site "$tmp/site" >"$tmp/out" 2>&1 || [ $? -eq 1 ] || complain plan
w=$(week "$tmp/site")
cp "$w/roster.csv" "$tmp/first.csv"
status 0 publish --site "$tmp/site"

# Nothing happened: nothing changes, another seed or not.
status 0 schedule --site "$tmp/site" --keep published --seed 7 -o "$tmp/again.csv"
same "$tmp/first.csv" "$tmp/again.csv"
says out 'are the same'

# Ann is ill from Wednesday on: Monday and Tuesday stay as they are, and so do
# people whom it does not help to move.
printf 'agent,start,end,code,status\na1,2026-03-04,2026-03-06,holiday,approved\n' \
	>"$tmp/site/absences.csv"
status 0 schedule --site "$tmp/site" --keep published --from 2026-03-04 \
	-o "$tmp/ill.csv"
grep -E '2026-03-0[23],' "$tmp/first.csv" >"$tmp/before"
grep -E '2026-03-0[23],' "$tmp/ill.csv" >"$tmp/after"
same "$tmp/before" "$tmp/after"
says out 'absent instead of'
grep -q 'a1,2026-03-04,leave' "$tmp/ill.csv" || complain "Ann is not absent"

# A day outside of every period, a roster that is not there, a bad price.
status 66 schedule --site "$tmp/site" --keep published/09 -o "$tmp/no.csv"
[ ! -e "$tmp/no.csv" ] || complain "written all the same"
printf 'changes: {price: -1, notice: soon, lat: 3}\n' >>"$tmp/site/site.yaml"
status 65 schedule --site "$tmp/site" --keep published -o "$tmp/no.csv"
says err 'site.yaml:[0-9]*:[0-9]*: .*price'
says err 'site.yaml:[0-9]*:[0-9]*: .*notice'
says err 'did you mean.*late'

exit $failed

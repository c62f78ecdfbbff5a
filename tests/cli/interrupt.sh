#!/bin/sh
# SIGINT during the solve: the best so far is written, soon, and said so.
. "${srcdir:-.}/tests/cli/lib.sh"

status 0 init "$tmp/site"
"$WFM" plan --site "$tmp/site" --work-limit 1000000 >"$tmp/out" 2>"$tmp/err" \
	</dev/null &
pid=$!
sleep 6
kill -INT $pid
wait $pid
[ $? -eq 130 ] || complain "an interrupted plan does not answer 130"
w=$(week "$tmp/site")
[ -s "$w/roster.csv" ] || complain "no roster after the interrupt"
status 0 check --site "$tmp/site"
says out '^0 hard rules broken'

# A time limit is kept by the solver: forecast, staffing and writing come on top,
# and take long in a build with sanitizers.
"$WFM" schedule --site "$tmp/site" --force --time-limit 4 >"$tmp/out" \
	2>"$tmp/err" </dev/null || complain "schedule --time-limit failed"
seconds=$(sed -n 's/.*; \([0-9.]*\) s, stopped by .*/\1/p' "$tmp/out")
echo "${seconds:-99}" | awk '{ exit $1 > 6 }' ||
	complain "4 s of limit took $seconds s"
exit $failed

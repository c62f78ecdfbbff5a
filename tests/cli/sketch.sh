#!/bin/sh
# A centre as small as it gets, from the files a planner would write first:
# three queues, one team, a history; one week, then four weeks in one run.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
mkdir "$site"
cp "$srcdir/tests/cli/sketch.yaml" "$site/site.yaml"
awk 'BEGIN {
	print "id,name,contract" > "'"$site"'/agents.csv"
	print "agent,skill" > "'"$site"'/skills.csv"
	for (i = 1; i <= 24; i++) {
		printf "p%02d,Person %d,full_time\n", i, i > "'"$site"'/agents.csv"
		printf "p%02d,%s\n", i, i % 3 == 0 ? "chat" : "sales" > "'"$site"'/skills.csv"
		if (i % 4 == 0) printf "p%02d,email\n", i > "'"$site"'/skills.csv"
		if (i % 6 == 0) printf "p%02d,sales\n", i > "'"$site"'/skills.csv"
	}
	# Ten weeks of quarter hours, the same shape each day.
	print "queue,start,offered,handled,abandoned,aht" > "'"$site"'/history.csv"
	n = split("sales 14 chat 6 email 3", size, " ")
	for (k = 1; k <= n; k += 2)
		for (day = 0; day < 70; day++) {
			date = strftime("%Y-%m-%d", 1788739200 + day * 86400, 1)
			for (q = 32; q < 80; q++) {
				x = size[k + 1] * (0.4 + sin((q - 30) / 16) ^ 2) \
					* (day % 7 > 4 ? 0.6 : 1) + (day * q) % 3
				printf "%s,%sT%02d:%02d,%d,%d,0,%d\n", size[k], date, \
					int(q / 4), q % 4 * 15, x, x, 230 + q % 20 \
					> "'"$site"'/history.csv"
			}
		}
}'
status 0 check --site "$site"
says out 'no problem found'
"$WFM" plan --site "$site" --work-limit 200 >"$tmp/out" 2>"$tmp/err" </dev/null
[ $? -le 1 ] || complain "plan of one week: $(head -n 3 "$tmp/err")"
says out 'best possible\|bound\|within'
status 0 check --site "$site"
status 0 hours --site "$site" --format csv
says out '^agent,name,date,type,kind,hours'
"$WFM" plan --site "$site" --days 28 --work-limit 400 >"$tmp/out" \
	2>"$tmp/err" </dev/null
[ $? -le 1 ] || complain "plan of four weeks: $(head -n 3 "$tmp/err")"
status 0 check --site "$site" --days 28
exit $failed

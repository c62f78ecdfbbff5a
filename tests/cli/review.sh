#!/bin/sh
# wfm review: a week against its plan, and where its figures come from.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
status 0 init --sample night "$site"

# Without a plan there is what came; the last whole week of the history.
status 0 review --site "$site" --format csv
says out '^queue,span,forecast,calls,bias,aht_forecast,aht,required,scheduled'
says out '^helpline,2026-10-18,,'
status 66 review --site "$site" --from 2030-01-07
says err 'history.csv holds nothing of'

# The sums by another way: awk over the files.
w=$site/weeks/2026-10-12+7
status 0 forecast --site "$site" --as-of 2026-10-12
status 0 staff --site "$site" --from 2026-10-12
status 0 review --site "$site" --week last --format csv
awk -F, 'FNR == 1 { file++; next }
	$1 != "helpline" || $2 < "2026-10-12" || $2 >= "2026-10-19" { next }
	file == 1 { mean[$2] = $3 }
	file == 2 { need += $4 / 2 }
	file == 3 { came += $3; sum += mean[$2]; n += $4 ; work += $4 * $6 }
	END { printf "%.0f %.0f %.3f %.0f %.1f\n", sum, came,
		(sum - came) / came, work / n, need }' \
	"$w/forecast.csv" "$w/requirement.csv" "$site/history.csv" >"$tmp/wanted"
awk -F, '$1 == "helpline" && $2 == "period" {
	printf "%.0f %.0f %.3f %.0f %.1f\n", $3, $4, $5, $7, $8 }' \
	"$tmp/out" >"$tmp/written"
same "$tmp/wanted" "$tmp/written"
# A month to date of 18 days is all that came since its first.
awk -F, '$1 == "helpline" && $2 >= "2026-10" && $2 < "2026-10-19" { n += $3 }
	END { print n }' "$site/history.csv" >"$tmp/wanted"
awk -F, '$1 == "helpline" && $2 == "month" { print $4 }' "$tmp/out" \
	>"$tmp/written"
same "$tmp/wanted" "$tmp/written"
# Eleven days of it were not planned: what was for the others is no sum.
awk -F, '$2 == "month" && ($3 != "" || $8 != "" || $9 != "" || $5 == "")' \
	"$tmp/out" >"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "half a month as a sum: $(cat "$tmp/odd")"

# Nobody counted: what those who worked would be expected to give.
says out '^helpline,period,.*,expected,answered within'
awk -F, '$2 == "period" && !($9 > 0 && $10 > 0 && $10 <= 1)' "$tmp/out" \
	>"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "no hours or no level: $(cat "$tmp/odd")"
status 0 review --site "$site" --from 2026-10-12
says out '^  expected of the people scheduled (Erlang A)$'
awk 'length($0) > 80' "$tmp/out" >"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "wider than 80 columns: $(cat "$tmp/odd")"
status 0 review --site "$site" --format json
says out '"schema": "wfm.review/1"'

# The switch counted: three in four within 15 seconds.
awk -F, -v OFS=, 'NR == 1 { print "queue", "start", "offered", "handled", \
		"aht", "in_target", "target_s"; next }
	$1 == "helpline" && $2 >= "2026-10-12" {
		print $1, $2, $3, $3, 300, 0.75 * $3, 15 }' \
	"$site/history.csv" >"$tmp/counted.csv"
status 0 import history "$tmp/counted.csv" --site "$site"
status 0 review --site "$site" --from 2026-10-12 --format csv
says out '^helpline,period,.*,0.75,counted,answered within 15 s'
status 0 review --site "$site" --from 2026-10-12
says out '^helpline: answered within 15 s .*;$'
says out '^  counted by the switch$'
exit $failed

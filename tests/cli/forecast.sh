#!/bin/sh
# wfm forecast: as of a day, taken from outside, scored; and wfm review.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
status 0 init --sample night "$site"

# --- the order of rows changes no byte ---
cp -r "$site" "$tmp/mixed"
sed 1q "$site/history.csv" >"$tmp/mixed/history.csv"
awk 'NR > 1 { print (NR * 7919) % 10007 "\t" $0 }' "$site/history.csv" |
	sort -n | cut -f 2- >>"$tmp/mixed/history.csv"
cmp -s "$site/history.csv" "$tmp/mixed/history.csv" &&
	complain 'no row was moved'
status 0 forecast --site "$site" --from 2026-09-28 --output "$tmp/a.csv"
status 0 forecast --site "$tmp/mixed" --from 2026-09-28 --output "$tmp/b.csv"
same "$tmp/a.csv" "$tmp/b.csv"

# --- drivers: each day's value moves its contacts ---
cp -r "$site" "$tmp/driven"
awk -F, 'BEGIN { print "queue,date,name,value" } NR > 1 { d = substr($2, 1, 10)
	if (!(d in seen)) { seen[d] = 1; n++
		print "helpline," d ",Letters," (n * 37) % 100 * 50 } }' \
	"$site/history.csv" >"$tmp/driven/drivers.csv"
status 0 forecast --site "$tmp/driven" --from 2026-09-28
says out '^helpline *Letters *'
silent err
sed -i '/2026-09-28/,$d' "$tmp/driven/drivers.csv"
status 0 forecast --site "$tmp/driven" --from 2026-09-28
says err 'drivers.csv:[0-9]*:.*"Letters" has no value in the period'

# --- as of a day: what came later changes nothing ---
status 0 forecast --site "$site" --as-of 2026-09-28 --format csv
says out '^queue,date,calls,low80,high80,aht,hours$'
says out '^helpline,2026-09-28,'
silent err
[ -s "$site/weeks/2026-09-28+7/forecast.csv" ] ||
	complain 'the period does not start as of the day'
cp -r "$site" "$tmp/then"
awk -F, 'NR == 1 || substr($2, 1, 10) < "2026-09-28"' "$site/history.csv" \
	>"$tmp/then/history.csv"
[ "$(wc -l <"$tmp/then/history.csv")" -lt "$(wc -l <"$site/history.csv")" ] ||
	complain 'no later history to be left out'
status 0 forecast --site "$tmp/then" --from 2026-09-28
same "$site/weeks/2026-09-28+7/forecast.csv" \
	"$tmp/then/weeks/2026-09-28+7/forecast.csv"
status 0 forecast --site "$site" --from 2026-09-28 --as-of 2026-09-14
grep -q '"--as-of 2026-09-14"' "$site/weeks/2026-09-28+7/manifest.json" ||
	complain 'the manifest does not say as of when'
cmp -s "$site/weeks/2026-09-28+7/forecast.csv" \
	"$tmp/then/weeks/2026-09-28+7/forecast.csv" &&
	complain 'two weeks less history made the same forecast'
status 0 status --site "$site" --from 2026-09-28 --format csv
says out '^forecast,fresh'
status 64 forecast --site "$site" --from 2026-09-28 --as-of 2026-09-29
says err 'after the first day'
status 64 forecast --site "$site" --as-of soon
says err '2026-12-14'

# The range of a day holds its mean.
status 0 forecast --site "$site" --from 2026-09-28 --format csv
awk -F, 'NR > 1 && !($4 <= $3 && $3 <= $5 && $4 < $5)' "$tmp/out" >"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "a range without its mean: $(cat "$tmp/odd")"

# --- the back-test by days ahead; it writes nothing ---
cp -r "$site/weeks" "$tmp/weeks"
status 0 forecast --site "$site" --backtest --format csv
says out 'chosen,cover80,cover95,first_lead,last_lead,floor,days$'
awk -F, '$9 == 1 && $10 == 1 && $12 > 0 { found = 1 } END { exit !found }' \
	"$tmp/out" || complain 'no row for one day ahead'
# The row of all horizons lies between the best and the worst of them.
awk -F, 'NR > 1 && $9 == "" { key = $1 "," $2; all = $3; low = 9; high = 0 }
	NR > 1 && $9 != "" { low = $3 < low ? $3 : low
		high = $3 > high ? $3 : high; n[key]++
		ok[key] = all >= low && all <= high }
	END { for (k in n) if (!ok[k]) print k }' "$tmp/out" >"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "the mean of no horizons: $(cat "$tmp/odd")"
diff -r "$site/weeks" "$tmp/weeks" >"$tmp/odd" ||
	complain "--backtest wrote: $(cat "$tmp/odd")"

# --- a forecast from outside is taken as it is, and kept ---
period=$site/weeks/2026-09-28+7
awk -F, -v OFS=, 'NR > 1 { $3 = $3 + 1; if (!$4) $4 = 300; $5 = "" } { print }' \
	"$period/forecast.csv" >"$tmp/finance.csv"
status 0 forecast --site "$site" --from 2026-09-28 --forecast "$tmp/finance.csv"
cut -d, -f 1-4 "$tmp/finance.csv" >"$tmp/wanted"
cut -d, -f 1-4 "$period/forecast.csv" >"$tmp/written"
same "$tmp/wanted" "$tmp/written"
cp "$period/forecast.csv" "$tmp/kept.csv"
status 73 forecast --site "$site" --from 2026-09-28
says err 'finance.csv; --force'
echo '# the history changes' >>"$site/site.yaml"
status 0 status --site "$site" --from 2026-09-28 --format csv
says out '^forecast,fresh'
status 0 staff --site "$site" --from 2026-09-28
same "$period/forecast.csv" "$tmp/kept.csv"
status 0 forecast --site "$site" --from 2026-09-28 --backtest
same "$period/forecast.csv" "$tmp/kept.csv"
status 0 forecast --site "$site" --from 2026-09-28 --force
cmp -s "$period/forecast.csv" "$tmp/kept.csv" && complain '--force kept it'
sed 3d "$tmp/finance.csv" >"$tmp/gap.csv"
status 65 forecast --site "$site" --from 2026-09-28 --forecast "$tmp/gap.csv"
says err 'has no row for'
status 64 forecast --site "$site" --forecast "$tmp/gap.csv" --backtest
status 66 forecast --site "$site" --forecast "$tmp/none.csv"

# --- what was published is held against what came ---
status 66 forecast --site "$site" --score
says err 'wfm publish'
publish() { # FIRST_DAY: by hand, since a roster is not what this is about
	mkdir -p "$site/weeks/$1+7/published/01"
	cp "$site/weeks/$1+7"/*.* "$site/weeks/$1+7/published/01/"
}
status 0 forecast --site "$site" --from 2026-08-03 --as-of 2026-07-27
publish 2026-08-03
status 0 forecast --site "$site" --score --format csv
says out '^queue,source,first_lead,last_lead,days,calls,wape_interval'
says out '^helpline,wfm,,,7,'
says out '^helpline,wfm,8,28,7,'
# The same sums by another way: awk over the two files.
awk -F, -v OFS=, 'FNR == 1 { next }
	FNR == NR { if ($1 == "helpline") mean[$2] = $3; next }
	$1 == "helpline" && $2 in mean && $3 != "" &&
		$2 >= "2026-08-03" && $2 < "2026-08-10" {
		e = mean[$2] - $3; all += $3; sum += e
		abs += e < 0 ? -e : e }
	END { printf "%.3f %.3f\n", abs / all, sum / all }' \
	"$site/weeks/2026-08-03+7/published/01/forecast.csv" \
	"$site/history.csv" >"$tmp/wanted"
awk -F, '$1 == "helpline" && $3 == "" { printf "%.3f %.3f\n", $7, $9 }' \
	"$tmp/out" >"$tmp/written"
same "$tmp/wanted" "$tmp/written"
awk -F, -v OFS=, 'NR > 1 { $3 = $3 * 2; if (!$4) $4 = 300; $5 = "" } { print }' \
	"$site/weeks/2026-08-03+7/forecast.csv" >"$tmp/double.csv"
status 0 forecast --site "$site" --from 2026-08-03 --forecast "$tmp/double.csv"
publish 2026-08-03
status 0 forecast --site "$site" --score --format csv
says out '^helpline,outside,1,1,1,'
status 0 forecast --site "$site" --score
status 66 forecast --site "$site" --score --from 2026-06-01
status 64 forecast --site "$site" --score --backtest

# --- corrections by hand: for all queues, by whom and why, at each run ---
cat >"$site/adjustments.csv" <<'END'
queue,from,until,calls,total,by,why
all,2026-09-29,,+50%,,Mary,mail shot
all,2026-09-28,2026-10-04,,500,finance,October plan
END
status 0 forecast --site "$site" --from 2026-09-28 --force
says out 'Mary *mail shot'
says out 'total 500 .* finance '
says out ', contacts by day$'
awk -F, 'NR > 1 && substr($2, 1, 10) < "2026-10-05" { n += $3 }
	END { printf "%.0f\n", n }' "$period/forecast.csv" >"$tmp/written"
echo 500 >"$tmp/wanted"
same "$tmp/wanted" "$tmp/written"
status 0 forecast --site "$site" --from 2026-09-28
says out 'Mary *mail shot'
cat >"$site/adjustments.csv" <<'END'
queue,from,calls,total
none,soon,+50,-1
END
status 65 forecast --site "$site" --from 2026-09-28
says err 'adjustments.csv:2:1: .*unknown queue "none"'
says err 'adjustments.csv:2:6: '
says err 'adjustments.csv:2:11: '
says err 'adjustments.csv:2:15: '
rm "$site/adjustments.csv"
exit $failed

#!/bin/sh
# wfm forecast --update: the rest of today, from its intervals so far.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
status 0 init --sample night "$site"
status 0 forecast --site "$site" --as-of 2026-10-12
w=$site/weeks/2026-10-12+7
cp "$w/forecast.csv" "$tmp/forecast.csv"
today() { # FACTOR: Wednesday until eleven, so many times what was forecast
	awk -F, -v by="$1" 'NR == 1 { print "queue,start,offered,aht"; next }
		$2 >= "2026-10-14" && $2 < "2026-10-14T11" {
			print $1 "," $2 "," $3 * by "," $4 }' "$tmp/forecast.csv"
}
rest() { # FILE: what is forecast from eleven on
	awk -F, '$2 >= "2026-10-14T11" && $2 < "2026-10-15" { n += $3 }
		END { printf "%.3f\n", n }' "$1"
}

today 2 >"$tmp/busy.csv"
status 0 forecast --site "$site" --update "$tmp/busy.csv" --format csv
says out '^queue,until,came,due,rest_before,rest,change$'
says out '^helpline,11:00,'
same "$w/forecast.csv" "$tmp/forecast.csv"
cp "$w/forecast.today.csv" "$tmp/busy.out"
[ "$(sed 1d "$tmp/busy.out" | wc -l)" -eq 48 ] || complain 'not a whole day'

# What came is as it came; a busy morning raises the rest, a quiet one lowers
# it, and neither doubles or halves it as the ratio so far would.
awk -F, 'FNR == NR { if (FNR > 1) came[$2] = $3; next }
	$2 in came && ($3 - came[$2]) ^ 2 > 1e-5' "$tmp/busy.csv" \
	"$tmp/busy.out" >"$tmp/odd"
[ ! -s "$tmp/odd" ] || complain "changed what came: $(cat "$tmp/odd")"
today 0.5 >"$tmp/quiet.csv"
status 0 forecast --site "$site" --update "$tmp/quiet.csv" -o "$tmp/quiet.out"
same "$w/forecast.today.csv" "$tmp/busy.out"
echo "$(rest "$tmp/forecast.csv") $(rest "$tmp/busy.out") $(rest \
	"$tmp/quiet.out")" | awk '{ exit !($3 < $1 && $1 < $2 && $2 < 2 * $1 &&
		$3 > $1 / 2) }' || complain 'the rest does not follow the morning'

# What the history says of today and later is not looked at.
awk -F, 'NR == 1 || substr($2, 1, 10) < "2026-10-14"' "$site/history.csv" \
	>"$tmp/history.csv"
cp "$tmp/history.csv" "$site/history.csv"
status 0 forecast --site "$site" --from 2026-10-12 --update "$tmp/busy.csv"
same "$w/forecast.today.csv" "$tmp/busy.out"

# What came since the forecast was made counts: Monday and Tuesday half as busy
# again, and the same morning says more of the rest.
awk -F, -v OFS=, 'NR > 1 && $2 >= "2026-10-12" { $3 *= 1.5 } { print }' \
	"$tmp/history.csv" >"$site/history.csv"
status 0 forecast --site "$site" --from 2026-10-12 --update "$tmp/busy.csv" \
	-o "$tmp/news.out"
echo "$(rest "$tmp/busy.out") $(rest "$tmp/news.out")" |
	awk '{ exit !($2 > 1.02 * $1) }' || complain 'yesterday tells nothing'
# But not for a forecast from elsewhere: nobody knows what that knew.
status 0 forecast --site "$site" --from 2026-10-12 --force \
	--forecast "$tmp/forecast.csv"
status 0 forecast --site "$site" --from 2026-10-12 --update "$tmp/busy.csv" \
	-o "$tmp/elsewhere.out"
echo "$(rest "$tmp/elsewhere.out") $(rest "$tmp/news.out")" |
	awk '{ exit !($2 > 1.01 * $1) }' || complain 'news for one from elsewhere'

# What cannot be.
echo 'queue,start,offered,aht' >"$tmp/empty.csv"
status 65 forecast --site "$site" --from 2026-10-12 --update "$tmp/empty.csv"
printf 'queue,start,offered,aht\nhelpline,2027-03-01 09:00,3,200\n' \
	>"$tmp/later.csv"
status 66 forecast --site "$site" --from 2026-10-12 --update "$tmp/later.csv"
says err 'no period here has a forecast of 2027-03-01'
status 64 forecast --site "$site" --update "$tmp/busy.csv" --score
exit $failed

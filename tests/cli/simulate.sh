#!/bin/sh
# The service of a roster, played: the same bytes on any number of threads,
# what options change, and that nothing is written.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
night "$site"
play() {
	status 0 simulate --site "$site" "$@"
}
# column NAME QUEUE DATE: a figure of the last answer in csv.
column() {
	awk -F, -v name="$1" -v q="$2" -v d="$3" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i }
	$1 == q && $2 == d { print $c }' "$tmp/out"
}
holds() {
	awk "BEGIN { exit !($1) }" || complain "not so: $1"
}
state() {
	find "$site" -type f -exec cksum {} + | LC_ALL=C sort
}
state >"$tmp/before"

# --- the picture ---
play --threads 1
cp "$tmp/out" "$tmp/one"
play --threads 2
same "$tmp/one" "$tmp/out"
says out 'helpline: answered within 60 s / all offered; . keeps the goal'
says out 'helpline: [0-9.]* % +/- [0-9.]* % .*Erlang [0-9.]* %'
says out '200 runs, 95 % confidence; [0-9.]* % of the person-days missing'
grep -q 'At risk\|No interval misses' "$tmp/out" || complain "no risks"
silent err

# --- figures ---
play --format csv --threads 2
cp "$tmp/out" "$tmp/usual"
level=$(column level helpline all)
half=$(column level_half helpline all)
holds "$level > 0 && $level < 1 && $half > 0 && $half < 0.1"
play --format csv --threads 1
same "$tmp/usual" "$tmp/out"
play --format csv --seed 2
holds "$(column level helpline all) - $level < 3 * $half && \
	$level - $(column level helpline all) < 3 * $half"
cmp -s "$tmp/usual" "$tmp/out" && complain "the seed changes nothing"
play --format csv --as-rostered
holds "$(column level helpline all) > $level"
play --format csv --replications 40
holds "$(column level_half helpline all) > $half"
play --format csv --half-width 0.4%
holds "$(column level_half helpline all) <= 0.004"
play --format csv --cv 0 --poisson
play --format json
says out '"schema": "wfm.simulate/1"'
says out '"queue": "helpline", "date": "all"'

# Intervals add up to days.
play --format csv --by-interval
sum=$(awk -F, 'NR > 1 && $1 == "helpline" { s += $3 } END { print s }' \
	"$tmp/out")
all=$(awk -F, '$1 == "helpline" && $2 == "all" { print $3 }' "$tmp/usual")
holds "$sum - $all < 0.02 * $all && $all - $sum < 0.02 * $all"
says out '^helpline,[0-9-]*T[0-9:]*[+-][0-9:]*,'

# Everybody who works has contacts; nobody is busy for more than their time.
play --people --format csv
awk -F, 'NR > 1 && $4 > 0 && !($3 > 0 && $6 > 0 && $6 <= 1) { exit 1 }' \
	"$tmp/out" || complain "somebody has no contacts, or too many"
[ "$(wc -l <"$tmp/out")" -eq "$(wc -l <"$site/agents.csv")" ] ||
	complain "not a row for each person"

# --- any roster: one person alone serves few ---
awk -F, -v OFS=, '
NR == 1 { columns = NF; print; next }
NR == 2 { who = $1 }
$1 == who { print; next }
!($1 "," $2 in seen) {
	seen[$1 "," $2]
	printf "%s,%s,off", $1, $2
	for (i = 4; i <= columns; i++) printf ","
	print ""
}' "$(week "$site")/roster.csv" >"$tmp/single.csv"
play "$tmp/single.csv" --format csv
holds "$(column level helpline all) < 0.5 * $level"

# --- nobody at all, and the whole in eighty columns ---
awk -F, -v OFS=, '
NR == 1 { columns = NF; print; next }
!($1 "," $2 in seen) {
	seen[$1 "," $2]
	printf "%s,%s,off", $1, $2
	for (i = 4; i <= columns; i++) printf ","
	print ""
}' "$(week "$site")/roster.csv" >"$tmp/nobody.csv"
LC_ALL=C play "$tmp/nobody.csv"
says out 'Tue 20 00:00-24:00: 0 % in time'
awk 'length($0) > 80 { exit 1 }' "$tmp/out" || complain "wider than 80"
play "$tmp/nobody.csv" --format csv
holds "$(column level helpline 2026-10-20) == 0"
holds "$(column missed helpline 2026-10-20) == 1"

# --- callers who come again, few lines, handling times as seen ---
cp -r "$site" "$tmp/other"
sed -i '/^  helpline:/a\    redial: 60%\n    redial_after: 5 min\n    lines: 5' \
	"$tmp/other/site.yaml"
status 0 simulate --site "$tmp/other"
says out 'helpline: [0-9.]* % of the contacts had called before; 60 %'
says out 'helpline: [0-9.]* % found 5 lines taken'
status 0 simulate --site "$tmp/other" --format csv
holds "$(column redials helpline all) > 1 && $(column blocked helpline all) > 0"
[ "$(column definition helpline all)" = hurt ] || complain "no definition"
printf 'queue,seconds,contacts\nhelpline,60,50\nhelpline,900,10\n' \
	>"$tmp/other/handling_times.csv"
status 0 simulate --site "$tmp/other"
says out 'helpline: handling times drawn from handling_times.csv'

# --- what the history says of callers ---
cp "$site/site.yaml" "$tmp/other/site.yaml"
sed -i '/^  helpline:/,/^  [a-z]*:$/{/patience:/d}' "$tmp/other/site.yaml"
sed -i '/^  helpline:/a\    patience: from history\n    spread: from history' \
	"$tmp/other/site.yaml"
rm "$tmp/other/handling_times.csv"
status 0 simulate --site "$tmp/other"
says out 'helpline: patience [0-9]* s, from history'
says out 'helpline: handling times lognormal, spread [0-9]* %, from history'
cut -d, -f1-6 "$site/history.csv" >"$tmp/other/history.csv"
status 65 simulate --site "$tmp/other"
says err 'site.yaml:.*patience "from history" of "helpline".*wait_s'
silent out

# --- what cannot be ---
status 64 simulate --site "$site" --replications 1
says err 'allowed is 2 to'
status 64 simulate --site "$site" --half-width 0
status 64 simulate --site "$site" --cv -1
status 66 simulate --site "$site" "$tmp/none.csv"
silent out
status 0 init --sample night "$tmp/bare"
status 66 simulate --site "$tmp/bare"
silent out

state >"$tmp/after"
same "$tmp/before" "$tmp/after"
exit $failed

#!/bin/sh
# What is required, and what another way would have said: staff.
. "${srcdir:-.}/tests/cli/lib.sh"

night "$tmp/site"
w=$(week "$tmp/site")
cp "$w/requirement.csv" "$tmp/exact.csv"

# The usual way again: the same bytes, and its story.
status 0 staff --site "$tmp/site" -o "$tmp/again.csv"
same "$tmp/exact.csv" "$tmp/again.csv"
says out 'To schedule: .* FTE'
says out 'A sheet that takes each interval by itself'
says out 'all offered'
status 0 staff --site "$tmp/site" -o "$tmp/again.csv" --skills
same "$tmp/exact.csv" "$tmp/again.csv"
says out 'simulated\|Nobody is skilled for two'

# Interval by interval: the goal is kept in all, and where a sheet differs
# it is said why.
status 0 staff --site "$tmp/site" --intervals --format csv -o "$tmp/again.csv"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
	$c["level"] != "" { n++; if ($c["level"] < 0.7 - 1e-4) bad++ }
	$c["level"] != "" && $c["why"] == "" &&
		$c["net"] - $c["plain"] >= 1 { bad++ }
	END { exit bad > 0 || n == 0 }' "$tmp/out" ||
	complain "an interval misses its goal, or nobody says why"
status 0 staff --site "$tmp/site" --intervals -o "$tmp/again.csv"
says out 'why'
awk 'length($0) > 80 { exit 1 }' "$tmp/out" || complain "wider than 80 columns"

# Other ways are other figures, and a plan made one way stays with it.
for method in plain load; do
	status 0 staff --site "$tmp/site" --method $method -o "$tmp/$method.csv"
	! cmp -s "$tmp/exact.csv" "$tmp/$method.csv" || complain "$method: as exact"
done
! cmp -s "$tmp/plain.csv" "$tmp/load.csv" || complain "plain is load"
status 0 staff --site "$tmp/site" --method load
status 0 status --site "$tmp/site"
status 64 staff --site "$tmp/site" --method guess
says err 'plain, load or exact'
status 64 staff --site "$tmp/site" --confidence 100

# More people for nine days in ten than for the mean day.
hours() {
	awk -F, '$1 !~ /[+]/ { sum += $3 } END { print int(sum) }' "$1"
}
status 0 staff --site "$tmp/site" --method plain --confidence 90 \
	-o "$tmp/safe.csv"
[ "$(hours "$tmp/safe.csv")" -gt "$(hours "$tmp/plain.csv")" ] ||
	complain "90 % confidence needs no more people"

# Beside it what a sheet says of the mean, and how often that fails.
too_many() {
	sed -n '/too many/,$s/^helpline .* \([0-9]*\) % *\([0-9]*\) %$/\1 \2/p' \
		"$tmp/out"
}
status 0 staff --site "$tmp/site" --confidence 90 -o "$tmp/safe.csv"
too_many >"$tmp/sure"
read -r ours sheet <"$tmp/sure"
[ "$ours" -le 10 ] && [ "$sheet" -gt 10 ] ||
	complain "at 90 % too many come on $ours % of days, the sheet's $sheet %"
awk -F, 'FNR == NR { plain[$1 $2] = $5; next } plain[$1 $2] != $5 { bad++ }
	END { exit bad > 0 }' "$tmp/exact.csv" "$tmp/safe.csv" ||
	complain "a sheet knows of confidence"
status 0 staff --site "$tmp/site" --confidence 90 --intervals -o "$tmp/s.csv"
says out 'more may come'
awk 'length($0) > 80 { exit 1 }' "$tmp/out" || complain "wider than 80 columns"

# A sum over queues never holds a pool, which has no price.
awk -F, '$1 ~ /[+]/ && $7 != "0;0;;0" { bad = 1 } END { exit bad }' \
	"$tmp/exact.csv" || complain "a pool has a price"

# E-mail that blends with calls asks for people only beyond their idle time.
tiny "$tmp/blend"
sed -i '/^absences:/i\  mail:\n    channel: email\n    hours: {mon-fri: 08:00-17:00, sat-sun: closed}\n    service_level: {share: 90%, within: 6 open hours}\n    aht: 300 s\n    blend: [desk]' \
	"$tmp/blend/site.yaml"
sed -n 's/^desk/mail/p' "$tmp/blend/history.csv" >"$tmp/mail.csv"
cat "$tmp/mail.csv" >>"$tmp/blend/history.csv"
printf 'a1,mail\na2,mail\n' >>"$tmp/blend/skills.csv"
mail_hours() {
	awk -F, '$1 == "mail" { sum += $3 / 2 } END { print 1000 * sum }' "$1"
}
status 0 staff --site "$tmp/blend" -o "$tmp/blended.csv"
says out 'mail: [0-9.]* h are done in the idle time of those who answer'
status 0 staff --site "$tmp/blend" --intervals --format csv -o "$tmp/b.csv"
says out ',idle$'
status 0 staff --site "$tmp/blend" --intervals -o "$tmp/b.csv"
says out 'others when idle'
awk 'length($0) > 80 { exit 1 }' "$tmp/out" || complain "wider than 80 columns"
sed -i '/blend:/d' "$tmp/blend/site.yaml"
status 0 staff --site "$tmp/blend" -o "$tmp/apart.csv"
awk "BEGIN { exit !($(mail_hours "$tmp/blended.csv") + 1000 < \
	$(mail_hours "$tmp/apart.csv")) }" || complain "blending spares nobody"
sed -i 's/^  desk:/&\n    blend: [mail]/; /aht: 300 s/a\    blend: [mail, dsk]' \
	"$tmp/blend/site.yaml"
status 65 staff --site "$tmp/blend"
says err 'site.yaml:4:.*it is email and outbound that others do'
says err 'blend "mail": expected a queue of voice or chat'
says err 'blend "dsk": expected'

# Goals that nobody can keep are said at their place, all at once.
tiny "$tmp/tiny"
sed -i 's/share: 80%, within: 20 s/share: 80%, within: -5 s/;
	s/patience: 2 min/patience: 0 s\n    max_occupancy: 0%/' \
	"$tmp/tiny/site.yaml"
status 65 staff --site "$tmp/tiny"
says err 'site.yaml:6:[0-9]*: .*within.*-5'
says err 'site.yaml:7:[0-9]*: .*patience'
says err 'site.yaml:8:[0-9]*: .*max_occupancy'
tiny "$tmp/tiny"
sed -i 's/share: 80%, within: 20 s/share: 100%, within: 20 s/;
	s/patience: 2 min/max_abandon: 5%/' "$tmp/tiny/site.yaml"
status 65 staff --site "$tmp/tiny"
says err 'site.yaml:6:[0-9]*: .*at most 99.9%'
says err 'site.yaml:7:[0-9]*: .*max_abandon: needs patience'

sed -i 's/share: 100%/share: 99.9%/; /max_abandon/d' "$tmp/tiny/site.yaml"
status 0 staff --site "$tmp/tiny"

# Contacts that take no time, and more of them than anybody could staff.
tiny "$tmp/tiny"
status 0 forecast --site "$tmp/tiny"
ahead=$(week "$tmp/tiny")/forecast.csv
cp "$ahead" "$tmp/ahead.csv"
awk -F, -v OFS=, 'NR == 5 { $4 = 0 } 1' "$tmp/ahead.csv" >"$ahead"
status 65 staff --site "$tmp/tiny"
says err 'forecast.csv:5:[0-9]*: .*aht: contacts without a handling time'
awk -F, -v OFS=, 'NR == 5 { $3 = 1e9; $4 = 1e5 } 1' "$tmp/ahead.csv" >"$ahead"
status 65 staff --site "$tmp/tiny"
says err 'queue "desk", 2026-.*the load must be 0 to 10000000 erlangs'
[ ! -e "$(week "$tmp/tiny")/requirement.csv" ] || complain "written anyway"

exit $failed

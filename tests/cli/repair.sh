#!/bin/sh
# The day under way: repair.
. "${srcdir:-.}/tests/cli/lib.sh"

tiny "$tmp/site"
people "$tmp/site" 'a1,Ann,One,full' 'a2,Bob,One,full' 'a3,Cid,One,full' \
	'a4,Dee,One,full'
printf 'agent,skill\na1,desk\na2,desk\na3,desk\na4,desk\n' \
	>"$tmp/site/skills.csv"
sed -i 's/at most 5/at most 4/; s/40 per week/24-40 per week/' \
	"$tmp/site/site.yaml"
"$WFM" plan --site "$tmp/site" >"$tmp/out" 2>&1 || [ $? -eq 1 ] || complain plan
w=$(week "$tmp/site")
cp "$w/roster.csv" "$tmp/draft.csv"

# Who works on the first day from eight or half past, and who is off that day.
on=$(awk -F, '$2 == "2026-03-02" && $3 ~ /^D/ { print $1; exit }' \
	"$w/roster.csv")
now=2026-03-02T08:40

# A draft will do, with a note; nothing is written by a dry run.
status 0 repair --site "$tmp/site" --now $now --absent "$on" --dry-run
says err 'a draft'
says out 'missing'
says out 'Mon 2 Mar 2026, 08:40'
[ ! -e "$w/worked.csv" ] || complain "a dry run wrote"

status 0 publish --site "$tmp/site"
status 0 repair --site "$tmp/site" --now $now --absent "$on"
silent err
[ -f "$w/worked.csv" ] || complain "no worked.csv"
same "$w/roster.csv" "$tmp/draft.csv"
grep "^$on,2026-03-02" "$w/worked.csv" | grep -q holiday ||
	complain "$on is not absent in worked.csv"
# Other days are as published.
grep -v '^[^,]*,2026-03-02' "$w/worked.csv" >"$tmp/after"
grep -v '^[^,]*,2026-03-02' "$w/roster.csv" >"$tmp/before"
same "$tmp/before" "$tmp/after"

# Offers as a program reads them; one that is accepted is in worked.csv, and
# not on the list a second time.
status 0 repair --site "$tmp/site" --now $now --format csv --dry-run
says out '^offer,what,hours,saves,pays,net,rest$'
offer=$(sed -n 2p "$tmp/out" | cut -d, -f1)
if [ -n "$offer" ]; then
	status 0 repair --site "$tmp/site" --now $now --accept "$offer"
	says out 'with what was agreed'
	who=$(echo "$offer" | cut -d: -f2)
	grep "^$who,2026-03-02" "$w/worked.csv" >"$tmp/is"
	grep "^$who,2026-03-02" "$w/roster.csv" >"$tmp/was"
	! cmp -s "$tmp/is" "$tmp/was" || complain "$offer changed nothing"
else
	complain "no offer"
fi
# The next run goes on from there.
cp "$w/worked.csv" "$tmp/worked.csv"
status 0 repair --site "$tmp/site" --now $now --show 0
same "$w/worked.csv" "$tmp/worked.csv"

# What cannot be meant.
status 64 repair --site "$tmp/site"
says err 'now'
status 64 repair --site "$tmp/site" --now yesterday
says err 'yesterday'
status 64 repair --site "$tmp/site" --now $now --absent nobody,a9
says err 'nobody'
says err 'a9'
status 64 repair --site "$tmp/site" --now $now --absent a1 --code plague
says err 'plague'
status 64 repair --site "$tmp/site" --now $now --accept stay:a1:7
says err 'stay:a1:7'
status 66 repair --site "$tmp/site" --now 2031-01-01T10:00
says err '2031-01-01'
same "$w/worked.csv" "$tmp/worked.csv"

exit $failed

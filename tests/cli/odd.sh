#!/bin/sh
# Centres that are odd, but no mistake; and outputs that cannot be written.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
roster=$site/weeks/2026-03-02+7/roster.csv

# --- nobody: what is needed is known, and every command has an answer ---
tiny "$site"
people "$site"
sed -i 2d "$site/agents.csv"
echo agent,skill >"$site/skills.csv"
status 0 plan --site "$site"
says err 'names nobody'; says out 'service level  *0.0 %'
for c in check status 'whatif calls=+10%' 'export all' hours publish; do
	# shellcheck disable=SC2086 # a command and its arguments
	status 0 $c --site "$site"
done

# --- everybody away ---
tiny "$site"
printf 'agent,start,end,code,status\n%s\n%s\n%s\n' \
	a1,2026-02-20,2026-03-20,holiday,approved \
	a2,2026-02-20,2026-03-20,holiday,approved \
	a3,2026-02-20,2026-03-20,holiday,approved >"$site/absences.csv"
status 0 plan --site "$site"
[ "$(grep -c ',leave,.*,holiday,' "$roster")" -eq 21 ] || complain "leave is lost"
status 0 hours --site "$site" --format csv
says out '^a1,Ann,,absence,holiday,40$'

# --- more people than it needs, closed at weekends: they stay at home then ---
tiny "$site"
people "$site" a1,Ann,One,full a2,Bob,One,full a3,Cid,One,full \
	a4,Dan,One,full a5,Eve,One,full a6,Fay,One,full a7,Gil,One,full
printf 'agent,skill\n' >"$site/skills.csv"
for k in 1 2 3 4 5 6 7; do echo "a$k,desk"; done >>"$site/skills.csv"
status 0 schedule --site "$site"
[ "$(grep -c '2026-03-0[78],\(D\|L\)' "$roster")" -eq 0 ] ||
	complain "duties on closed days"
[ "$(grep -c ',work,' "$roster")" -gt 50 ] || complain "no duties"

# --- closed all week, no history, one person ---
tiny "$site"
for d in 2 3 4 5 6; do echo "2026-03-0$d,shut,closed"; done |
	sed '1i date,name,hours' >"$site/special_days.csv"
status 0 plan --site "$site"
says out 'contacts  *0 '
tiny "$site"
sed -i 2,\$d "$site/history.csv"
status 65 plan --site "$site"; says err 'holds no interval'
rm "$site/history.csv"
status 66 plan --site "$site"; says err 'wfm import history'
status 0 check --site "$site"; says out 'no problem found'
tiny "$site"
people "$site" a1,Ann,One,full
sed -i 3,\$d "$site/skills.csv"
status 0 plan --site "$site"
[ "$(grep -c ',work,' "$roster")" -ge 5 ] || complain "the one person is idle"

# --- rules that contradict: the person named, the others planned, exit 1 ---
tiny "$site"
printf 'agent,days,window,from,until,kind\n%s\n%s\n' \
	a1,mon,20:00-04:30,2026-03-02,2026-03-08,fixed \
	a1,tue,08:00-16:30,2026-03-02,2026-03-08,fixed >"$site/availability.csv"
status 1 plan --site "$site"
tr -s ' \n' ' ' <"$tmp/out" >"$tmp/flat"
says flat 'Ann could not be planned: .*rest between shifts.*mon 2026-03-02.*tue 2026-03-03'
status 1 schedule --site "$site"
says out 'availability.csv:2'; says out 'availability.csv:3'; says out 'site.yaml:2[0-9]'
grep -q 'contract hours' "$tmp/out" && complain "the conflict is not minimal"
[ "$(grep -c '^a2,.*,work,' "$roster")" -ge 5 ] || complain "the others are idle"

# --- anew, elsewhere, to standard output ---
tiny "$site"
status 0 plan --site "$site"
cp -p "$roster" "$tmp/before"
sleep 0.1
status 0 plan --site "$site"
[ "$roster" -nt "$tmp/before" ] && complain "a fresh roster was made again"
status 0 plan --site "$site" --force
[ "$roster" -nt "$tmp/before" ] || complain "--force made nothing"
status 0 plan --site "$site" -o "$tmp/there"
[ -s "$tmp/there/roster.xlsx" ] || complain "no workbook where -o says"
says out "Written to $tmp/there"
status 0 export csv --site "$site" -o -
same "$tmp/out" "$roster"
status 64 export xlsx --site "$site" -o -
status 64 export csv json --site "$site" -o -
(cd "$site" && ls -A | grep -qx -e -) && complain "a folder called -"

# --- outputs that fail: the old files stay, the status says it ---
cp -r "$site" "$tmp/copy"
if [ -e /dev/full ]; then
	"$WFM" check --site "$site" >/dev/full 2>"$tmp/err"
	[ $? -eq 74 ] || complain "a full standard output is no error"
	"$WFM" export csv --site "$site" -o - >/dev/full 2>"$tmp/err"
	[ $? -eq 74 ] || complain "an export to a full standard output is no error"
fi
"$WFM" check --site "$site" >&- 2>"$tmp/err"
[ $? -eq 74 ] || complain "a closed standard output is no error"
(
	ulimit -f 1
	status 74 plan --site "$site" --force
	exit $failed
) || failed=1
diff -r "$site" "$tmp/copy" >"$tmp/diff" || complain "a full disk left: $(cat "$tmp/diff")"

# --- two at once: one plans, or both do, and the folder is whole ---
"$WFM" plan --site "$site" --force >/dev/null 2>"$tmp/err1" &
"$WFM" plan --site "$site" --force >/dev/null 2>"$tmp/err2"
second=$?
wait $!
case "$? $second" in
'0 0' | '0 75' | '75 0') ;;
*) complain "two runs: exit $? and $second" ;;
esac
diff -r "$site/weeks" "$tmp/copy/weeks" >"$tmp/diff" || complain "two runs left: $(cat "$tmp/diff")"
status 0 status --site "$site"; says out 'up to date'
exit $failed

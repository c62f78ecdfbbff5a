#!/bin/sh
# wfm import absences: leave that comes from calendars and tables.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
tiny "$site"
sed -i 's/  holiday: {paid: yes, credit: contract day}/&\n  sick: {private: yes, words: "krank, არ არის"}/' "$site/site.yaml"

# event LINES...: one VEVENT of the calendar in $tmp/feed.
event() {
	printf 'BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n'
	printf '%s\r\n' "$@"
	printf 'END:VEVENT\r\n'
}
calendar() {
	printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
	cat
	printf 'END:VCALENDAR\r\n'
}
rows() {
	sed 1d "$site/absences/$1.csv" | cut -d, -f1-4
}
import() { # import STATUS ARGUMENTS...
	want=$1
	shift
	status "$want" import absences --site "$site" "$@"
}

# --- a team's calendar: whose, what, when; the reason stays outside ---
{
	{
		event UID:1 'DTSTART;VALUE=DATE:20260302' 'DTEND;VALUE=DATE:20260304' \
			'SUMMARY:Ann holiday' 'DESCRIPTION:operation on the knee'
		event UID:2 'DTSTART;TZID=GMT Standard Time:20260305T080000' DURATION:PT4H \
			'SUMMARY:a2: KRANK\, knee again' ATTENDEE:mailto:doctor@example.org
		event UID:3 'DTSTART;VALUE=DATE:20260309' 'RRULE:FREQ=WEEKLY;COUNT=3' \
			'EXDATE;VALUE=DATE:20260316' 'RDATE;VALUE=DATE:20260330' 'X-WFM-AGENT:a3'
		event UID:3 'RECURRENCE-ID;VALUE=DATE:20260323' 'DTSTART;VALUE=DATE:20260325' 'X-WFM-AGENT:a3'
		event UID:4 'DTSTART;VALUE=DATE:20260310' 'SUMMARY:Ann' TRANSP:TRANSPARENT
		event UID:5 'DTSTART;VALUE=DATE:20260311' 'SUMMARY:Ann' STATUS:TENTATIVE
		event UID:6 'DTSTART;VALUE=DATE:20260312' 'SUMMARY:Ann' STATUS:CANCELLED
	} | calendar
	event UID:7 'DTSTART;VALUE=DATE:20260313' 'SUMMARY:Bob არ არის' | calendar
} >"$tmp/team.ics"
import 0 --dry-run "$tmp/team.ics"
says out '6 added, 0 changed, 0 removed, 0 as they were'
says out '3 events are cancelled, tentative'
says out '3 events name no kind.*count as holiday'
says out 'Nothing was written'
[ ! -e "$site/absences" ] || complain 'a dry run wrote'
import 0 "$tmp/team.ics"
rows team >"$tmp/rows"
cat >"$tmp/wanted" <<'END'
a1,2026-03-02,2026-03-03,holiday
a2,2026-03-05T09:00+01:00,2026-03-05T13:00+01:00,sick
a2,2026-03-13,2026-03-13,sick
a3,2026-03-09,2026-03-09,holiday
a3,2026-03-25,2026-03-25,holiday
a3,2026-03-30,2026-03-30,holiday
END
same "$tmp/rows" "$tmp/wanted"
grep -rqi 'knee\|krank\|doctor' "$site" --include=absences* --include=team.csv && complain 'free text came in'
[ "$(stat -c %a "$site/absences/team.csv")" = 600 ] || complain 'others can read who is away'

# --- again: nothing; other UIDs: nothing; then changes ---
cp "$site/absences/team.csv" "$tmp/team.csv"
import 0 "$tmp/team.ics"
says out '0 added, 0 changed, 0 removed, 6 as they were'
same "$site/absences/team.csv" "$tmp/team.csv"
mkdir "$tmp/new"
sed 's/^UID:/UID:new-/' "$tmp/team.ics" >"$tmp/new/team.ics"
import 0 --dry-run "$tmp/new/team.ics"
says out '0 added, 0 changed, 0 removed, 6 as they were'
sed -e 's/20260304/20260305/' -e 's/20260330/20260331/' -e 's/20260313/20260314/' "$tmp/team.ics" >"$tmp/new/team.ics"
import 0 "$tmp/new/team.ics" --format csv
says out '^changed,a1,2026-03-02 to 2026-03-04,holiday,2026-03-02 to 2026-03-03 holiday$'
says out '^changed,a2,2026-03-14,sick,2026-03-13 sick$'
says out '^added,a3,2026-03-31,holiday,$'
says out '^removed,a3,2026-03-30,holiday,$'
silent err

# --- the plan obeys; what lies outside of the days read stays ---
status 0 plan --site "$site"
grep -q '^a1,2026-03-04,leave,,,holiday' "$(week "$site")/roster.csv" || complain 'the plan does not know'
import 0 --from 2026-06-01 --days 7 --name team "$tmp/new/team.ics"
says out ' 0 removed'
[ "$(rows team | wc -l)" -eq 6 ] || complain 'what was not read is gone'

# --- leave that comes after the plan makes it stale; so does leave that goes ---
event UID:l 'DTSTART;VALUE=DATE:20260306' X-WFM-AGENT:a2 SUMMARY:holiday | calendar >"$tmp/late.ics"
import 0 "$tmp/late.ics"
status 0 status --site "$site"
says out 'absences/late.csv is new'
status 0 plan --site "$site"
grep -q '^a2,2026-03-06,leave,,,holiday' "$(week "$site")/roster.csv" || complain 'leave that came late is not in the plan'
rm "$site/absences/late.csv"
status 0 status --site "$site"
says out 'absences/late.csv is gone'
status 0 plan --site "$site"
grep -q '^a2,2026-03-06,leave' "$(week "$site")/roster.csv" && complain 'leave that is gone is still in the plan'
status 0 status --site "$site"
grep -q 'stale' "$tmp/out" && complain "still stale: $(cat "$tmp/out")"

# --- one person's calendar; another kind; free and tentative ---
event UID:9 'DTSTART;VALUE=DATE:20260420' 'SUMMARY:whatever' | calendar >"$tmp/own.ics"
import 0 --agent a2 --code sick --name 'mine' "$tmp/own.ics"
[ "$(rows mine)" = 'a2,2026-04-20,2026-04-20,sick' ] || complain "one person: $(rows mine)"
import 0 --dry-run --free --tentative "$tmp/team.ics"
says out '^1 events are cancelled'
import 64 --agent nobody "$tmp/own.ics"
import 64 --code nothing "$tmp/own.ics"
import 64 --name ../evil "$tmp/own.ics"
status 64 import history --free "$tmp/own.ics"

# --- tables ---
printf 'agent;start;end;code;status\na1;2026-05-04;2026-05-08;holiday;requested\n' >"$tmp/hr.csv"
import 0 "$tmp/hr.csv"
says out '1 added'
printf 'agent;start;end;code;status\n' >"$tmp/hr.csv"
import 0 "$tmp/hr.csv"
says out '0 added, 0 changed, 1 removed'
printf 'agent,start,end,code,reason\na1,2026-05-04,2026-05-08,holiday,knee\n' >"$tmp/hr.csv"
import 0 "$tmp/hr.csv"
says err 'hr.csv: note: columns not read: reason'
grep -q knee "$site/absences/hr.csv" && complain 'free text came in'
printf 'agent,start,end,code,stauts\na1,2026-05-04,2026-05-08,holiday,requested\n' >"$tmp/hr.csv"
import 65 "$tmp/hr.csv"
says err 'unknown column "stauts"; did you mean "status"'
printf 'Leave type,Employee ID,First day,Last day\nholiday,a1,2026-05-04,2026-05-08\n' >"$tmp/hr.csv"
import 0 --name hr2 "$tmp/hr.csv"
[ "$(rows hr2)" = 'a1,2026-05-04,2026-05-08,holiday' ] || complain "HR's names: $(rows hr2)"
printf 'agent,start,end,code\nzz,2026-05-04,2026-05-03,holiday\na1,2026-02-30,2026-05-03,play\n' >"$tmp/hr.csv"
import 65 "$tmp/hr.csv"
says err 'hr.csv:2:1:'; says err 'hr.csv:3:4:'; says err 'hr.csv:3:26:.*play'

# --- what nobody should trust: refused with its line, in no time, unwritten ---
before=$(cat "$site"/absences/* | cksum)
bad() { # bad WORDS LINES...
	words=$1
	shift
	event UID:b X-WFM-AGENT:a1 "$@" | calendar >"$tmp/bad.ics"
	import 65 "$tmp/bad.ics"
	says err "bad.ics:[0-9]*:1: error: .*$words"
}
bad 'FREQ=SECONDLY' DTSTART:20260302T080000Z RRULE:FREQ=SECONDLY
bad 'FREQ=HOURLY' DTSTART:20260302T080000Z 'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31'
bad 'BYHOUR' DTSTART:20260302T080000Z 'RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2'
bad 'more than .* occurrences' 'DTSTART;VALUE=DATE:19000101' RRULE:FREQ=DAILY
bad 'RANGE' DTSTART:20260302T080000Z 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T080000Z'
bad 'Mars' 'DTSTART;TZID=Mars/Olympus:20260302T080000'
bad 'ends before' DTSTART:20260302T080000Z DTEND:20260302T070000Z
bad 'names nobody' DTSTART:20260302T080000Z DURATION:PT1H X-WFM-AGENT:zz
printf '<html>' >"$tmp/bad.ics"
import 65 "$tmp/bad.ics"
[ "$(cat "$site"/absences/* | cksum)" = "$before" ] || complain 'a refused calendar was written'

# Rules that hardly ever or never happen end at once.
for rule in 'YEARLY;BYMONTH=2;BYMONTHDAY=30' 'MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6' 'YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6' \
	'DAILY;BYMONTH=2;BYMONTHDAY=31' 'WEEKLY;BYDAY=MO;BYMONTH=2;BYSETPOS=7' 'YEARLY;BYYEARDAY=366;BYMONTH=3' \
	'MONTHLY;BYDAY=5MO;BYMONTHDAY=1' 'YEARLY;INTERVAL=9999;BYDAY=53MO'; do
	event UID:r X-WFM-AGENT:a1 'DTSTART;VALUE=DATE:20240229' "RRULE:FREQ=$rule" | calendar >"$tmp/rare.ics"
	timeout 30 "$WFM" import absences --dry-run --site "$site" "$tmp/rare.ics" >"$tmp/out" 2>"$tmp/err" </dev/null
	[ $? -lt 66 ] || complain "FREQ=$rule hangs"
done

nasty=${NASTY:-/nonexistent}
[ -d "$nasty" ] || echo 'no corpus of nasty files ($NASTY): left out'
for file in "$nasty"/leave_*.ics; do
	[ -e "$file" ] || continue
	case $file in
	*two_calendars*) import 0 --agent a1 --dry-run "$file"; says out '2 added' ;;
	*) import 65 --agent a1 --dry-run "$file"; says err "$(basename "$file"):[0-9]*:" ;;
	esac
done
exit $failed

#!/bin/sh
# Files that nobody should trust: what each is answered, and that nothing is
# written from one that is refused.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
esc=$(printf '\033')

# file NAME FORMAT: a file of the site.
file() {
	# shellcheck disable=SC2059 # a format is what is wanted
	printf "$2" >"$site/$1"
}
# refused NAME:LINE WORDS ARGUMENTS...: exit 65, the place and words said.
refused() {
	place=$1
	words=$2
	shift 2
	status 65 "$@"
	says err "$place.*$words"
	grep -q "$esc" "$tmp/err" && complain "an escape in: $(head -n 1 "$tmp/err")"
}
unwritten() {
	[ ! -e "$site/weeks" ] || complain "$1: something was planned"
}

# --- history: rows of the switch ---
head='start,queue,offered,aht\n'
day=2026-03-02T
good="${head}${day}08:00,voice,40,300\n${day}08:30,voice,43,301\n"
import() { # import STATUS: the history that $site/in holds
	tiny "$site.new"
	rm "$site.new/history.csv"
	[ -e "$site/in" ] && cp "$site/in" "$site.new/in"
	rm -rf "$site"
	mv "$site.new" "$site"
	status "$1" import --site "$site" history "$site/in"
}
history() { # history STATUS FORMAT
	mkdir -p "$site"
	file in "$2"
	import "$1"
	[ "$1" -eq 0 ] || [ ! -e "$site/history.csv" ] ||
		complain "a history from bad rows: $2"
}
history 0 "$good"
cp "$site/history.csv" "$tmp/clean.csv"
history 0 "$(printf '\357\273\277')$(printf "$good" | sed 's/$/\\r/' | tr '\n' '@' | sed 's/@/\\n/g')"
same "$site/history.csv" "$tmp/clean.csv"
history 0 "start;queue;offered;aht\n${day}08:00;voice;42;312,5\n${day}08:30;voice;45;298,25\n"
grep -q '42,.*312.5$' "$site/history.csv" || complain "a decimal comma is lost"
mkdir -p "$site"
printf "$good" | sed 's/./&\n/g' | tr '\n' '\000' >"$site/in"
{ printf '\377\376'; cat "$site/in"; } >"$site/in16" && mv "$site/in16" "$site/in"
import 65; says err 'UTF-16.*UTF-8'
history 65 "$head${day}08:00,\"Gold \"\"A\"\"\nDACH\",4,300\n${day}08:30,\"Gold \"\"A\"\"\nDACH\",4,300\n"
says err 'Gold "A"\\x0ADACH" (2 rows'
history 65 "$head${day}08:00,voice,4,300\n${day}08:30,\"voice,4,300\n${day}09:00,voice,4,300\n"
says err 'in:3:.*never closed'
history 65 "start,queue,offered\n${day}08:00,voice,4\n${day}08:30,voice,4\n"
says err 'in:1: .*aht.*found: start, queue, offered'
history 65 "$good${day}09:00,voice,46\n"; says err 'in:4: .*4 fields expected, 3 found'
history 65 "$good${day}09:00,voice,nan,301\n${day}09:30,voice,4,inf\n${day}10:00,voice,-NAN,INFINITY\n"
says err 'in:4: '; says err 'in:5: '; says err 'in:6: '
history 65 "$good${day}09:00,voice,-5,301\n"; says err 'in:4: .*offered "-5"'
history 65 "$good${day}09:00,voice,99999999999999999999,1\n${day}09:30,voice,1e308,2\n${day}10:00,voice,4,1e999\n"
says err 'in:4: '; says err 'in:5: '; says err 'in:6: '
history 65 "$good${day}08:30,voice,999,301\n"; says err 'in:4: .*line 3'
history 0 "$good${day}10:00,voice,5,300\n${day}10:30,voice,5,300\n"
says out '09:00 - .*10:00'
history 0 "${head}2026-10-25T02:00+02:00,voice,1,300\n2026-10-25T02:30+02:00,voice,2,300\n2026-10-25T02:00+01:00,voice,3,300\n2026-10-25T02:30+01:00,voice,4,300\n"
grep -c '^desk,2026-10-25T02' "$site/history.csv" | grep -qx 4 ||
	complain "the doubled hour is not four intervals"
history 65 "${head}2024-02-29T08:00,voice,4,300\n2025-02-29T08:00,voice,4,300\n"
says err 'in:3: .*2025-02-29'
history 65 ''; says err 'in:1: .*empty'
history 65 "$head${day}08:00,v${esc}[2J,4,300\n${day}08:30,v${esc}[2J,4,300\n"
says err 'v\\x1B\[2J'
tr '\0' , </dev/zero | head -c 2000000 >"$site/in"; import 65
tr '\0' x </dev/zero | head -c 2000000 >"$site/in"; import 65
status 65 import --site "$site" history /dev/zero; says err 'a device'
status 65 import --site "$site" history "$site"; says err 'a folder'
mkfifo "$site/pipe"
status 65 import --site "$site" history "$site/pipe"; says err 'a pipe'

# --- people ---
skill='agent,skill\na1,desk\n'
tiny "$site"
file agents.csv 'id,name,team,contract\na1,"Bob\r\nATTENDEE:evil\r\nEND:VEVENT",One,full\na2,"B\033[8m",O,full\n'
refused agents.csv:2 'name.*\\x0D\\x0AATTENDEE' plan --site "$site"
says err 'agents.csv:5.*\\x1B\[8m'
grep -q 'skills.csv' "$tmp/err" && complain "problems that follow from others"
tiny "$site"; people "$site" '../../evil,Ann,One,full' 'a/b,B,One,full' '..,C,One,full'
refused agents.csv:2 'id "../../evil"' plan --site "$site"
says err 'agents.csv:3'; says err 'agents.csv:4'
tiny "$site"; people "$site" a1,Ann,One,full a2,Bob,One,full a1,Cid,One,full
refused agents.csv:4 'line 2' plan --site "$site"
unwritten people
for name in site.yaml agents.csv skills.csv absences.csv history.csv; do
	tiny "$site"; : >"$site/$name"; rm "$site/$name"; mkdir "$site/$name"
	refused "$name" 'a folder' plan --site "$site"
	rmdir "$site/$name"; mkfifo "$site/$name"
	refused "$name" 'a pipe' plan --site "$site"
	rm "$site/$name"; ln -s /dev/zero "$site/$name"
	refused "$name" 'a device' plan --site "$site"
	rm "$site/$name"; : >"$site/$name"
	refused "$name:1" 'is empty' plan --site "$site"
done
unwritten lists

# --- site.yaml: everything at once ---
tiny "$site"
sed -i -e 's/service_level: {share: 80%/sevice_level: {share: 80%/' \
	-e 's/patience: 2 min/patience: -2 min/' -e 's/start: 08:00-08:30/start: 10:00-08:30/' \
	-e 's/shifts: \[day, late\]/shifts: [day, nihgt]/' -e 's/Europe\/Berlin/Mars\/Olympus/' \
	-e 's/rest between/rest betwen/' -e 's/base: 15/base: -15/' "$site/site.yaml"
echo 'queues: {}' >>"$site/site.yaml"
refused site.yaml:6:5 'unknown key "sevice_level"; did you mean "service_level"' plan --site "$site"
says err 'site.yaml:1:.*Mars/Olympus'; says err 'site.yaml:7:.*-2 min'
says err 'site.yaml:14:.*10:00-08:30'; says err 'site.yaml:19:.*nihgt.*'
says err 'site.yaml:22:.*rest betwen'; says err 'site.yaml:23:.*-15'
says err 'site.yaml:24:.*twice'
unwritten site.yaml
tiny "$site"; sed -i 's/share: 80%, within: 20 s/share: 180%, within: -20 s/' "$site/site.yaml"
refused site.yaml:6:28 '180%.*100%' check --site "$site"
says err 'site.yaml:6:.*-20 s'
for bad in 'a: &a [*a]' '[1]' '"' '{' '[[[[[[[[' '%%YAML 9' '!!python/x y' 'a:\n\t- b' '\377' 'a: "\\0"'; do
	file site.yaml "$bad"
	refused site.yaml . check --site "$site"
done

# --- absences from calendars ---
event() { # event LINES...: one VEVENT
	{
		printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u1\r\n'
		printf 'X-WFM-AGENT:a1\r\nSUMMARY:holiday\r\n'
		printf '%s\r\n' "$@"
		printf 'END:VEVENT\r\nEND:VCALENDAR\r\n'
	} >"$site/absences.ics"
}
tiny "$site"
event DTSTART:20260231T250000Z DTEND:20260302T080000Z
refused absences.ics:7 20260231T250000Z plan --site "$site"
event DTSTART:20260302T080000Z DTEND:20260301T080000Z
refused absences.ics:8 'ends before' plan --site "$site"
event DTSTART:20260302T000000Z DURATION:PT1S RRULE:FREQ=SECONDLY
refused absences.ics:9 SECONDLY plan --site "$site"
event 'DTSTART;TZID=Mars/Olympus:20260302T080000'
refused absences.ics:7 Mars/Olympus plan --site "$site"
event 'DTSTART;VALUE=DATE:20260302'
head -n 6 "$site/absences.ics" >"$tmp/cut" && mv "$tmp/cut" "$site/absences.ics"
refused absences.ics:6 'ends inside VEVENT' plan --site "$site"
unwritten calendars
event 'DTSTART;VALUE=DATE:20260302' 'DTEND;VALUE=DATE:20260303'
sed 's/u1/u2/; s/0302/0304/; s/0303/0305/' "$site/absences.ics" >"$tmp/second"
cat "$tmp/second" >>"$site/absences.ics"
status 0 plan --site "$site"
[ "$(grep -c '^a1,.*,leave,' "$(week "$site")/roster.csv")" -eq 2 ] ||
	complain "of two calendars in a file one is lost"

# --- corrected rosters ---
roster=$(week "$site")/roster.csv
cp "$roster" "$tmp/roster.csv"
for edit in '2s/^a[1-3]/zz/' '2s/2026-03-0/2026-13-4/' '$d;1d'; do
	sed "$edit" "$tmp/roster.csv" >"$roster"
	status 65 check --site "$site"
	status 65 plan --site "$site"
done
rm "$roster"; mkfifo "$roster"
status 65 check --site "$site"

# --- names that spreadsheets, browsers and terminals would run ---
tiny "$site"
people "$site" "a1,\"=cmd|' /C calc'!A0\",=1+1,full" 'a2,<script>x()</script>,<img src=x onerror=x()>,full' \
	'a3,@SUM(1) & "x",+49,full'
sed -i 's/name: Tiny/name: "<b onclick=x()>"/' "$site/site.yaml"
status 0 plan --site "$site"; says out 'onclick'
page=$(week "$site")/plan.html
grep -qi '<script\|<img\|<b onclick' "$page" && complain "the page runs a name"
grep -q '&lt;script&gt;' "$page" || complain "the page does not show the name"
if command -v unzip >/dev/null; then
	unzip -q -d "$tmp/book" "$(week "$site")/roster.xlsx"
	grep -l '<f>[^<]*\(cmd|\|SUM(1)\)' "$tmp"/book/xl/worksheets/*.xml &&
		complain "a name is a formula"
	grep -q 'cmd|' "$tmp/book/xl/sharedStrings.xml" ||
		complain "the workbook does not hold the name as text"
else
	echo "no unzip here: the workbook is not looked into"
fi
status 0 hours --site "$site" --format csv
says out "^a1,=cmd|' /C calc'!A0,"

# --- arguments ---
mkdir "$tmp/e${esc}x"
status 66 --site "$tmp/e${esc}x" check
grep -q "$esc" "$tmp/err" && complain "an escape from the name of a folder"
status 65 import --site "$site" history "$tmp/e${esc}x"
grep -q "$esc" "$tmp/err" && complain "an escape from the name of a file"
for arg in --from=2026-02-30 --from=9999-12-30 --from=0001-01-01 --week=2026-W54 --days=0 \
	--days=99999999999 --gap=nan --time-limit=inf --work-limit=0 --threads=0 --seed=-1; do
	status 64 plan --site "$site" $arg
done
status 64 plan --site "$site" --from 2026-03-02 --week next
[ "$(ls -A "$tmp" | grep -c evil)" -eq 0 ] || complain "a file outside the site"
exit $failed

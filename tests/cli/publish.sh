#!/bin/sh
# wfm publish: calendars that update, who reads them, and what is refused.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
out=$tmp/feeds
SOURCE_DATE_EPOCH=1792000000
export SOURCE_DATE_EPOCH
tiny "$site"
people "$site" 'a1,"Ann; DTSTART:19700101, \n",One,full' 'a2,Bob,One,full' 'a3,Cid,Two,full'
sed -i 's/hours: 40 per week/hours: 16-40 per week/' "$site/site.yaml"
printf 'agent,start,end,code\na3,2026-03-04,2026-03-05,holiday\n' >"$site/absences.csv"
status 0 plan --site "$site"
roster=$(week "$site")/roster.csv

# name ID: its file.  events ID: how many it holds, without carriage returns.
name() {
	"$WFM" publish --list --site "$site" --format csv |
		awk -F, -v id="$1" '$1 == id && $4 == "active" { print $6 }'
}
text() {
	tr -d '\r' <"$out/$(name "$1")"
}

status 0 publish --site "$site" "$out"
says out 'Published as number 1'
says out '3 people, 2 teams; 5 of 5 files written'
[ "$(ls "$out" | grep -cE '^[0-9a-f]{32}\.ics$')" -eq 5 ] || complain 'names can be guessed'
[ "$(stat -c %a "$site/feeds/events.csv" "$site/feeds/calendars.csv" | sort -u)" = 600 ] ||
	complain 'the ledger can be read by others'
for id in a1 a2 a3 One Two; do
	[ -s "$out/$(name $id)" ] || complain "no calendar of $id"
done
text a1 | grep -q '^DTSTART:1970' && complain 'a name became a line'
text a3 | grep -q '^DTSTART;VALUE=DATE:20260304$' || complain 'leave is no DATE'
text a3 | grep -q '^DTEND;VALUE=DATE:20260306$' || complain 'leave ends wrongly'
cat "$out"/*.ics | grep -qi holiday && complain 'a reason of absence got out'
text Two | grep -q '^SUMMARY:Cid: Absent$' || complain 'the team does not see who is away'

# --- nothing changed: nothing is written, nothing frozen ---
first=$(cat "$out"/*.ics "$site"/feeds/* | cksum)
touch -d 2020-01-01 "$out"/*.ics "$site"/feeds/*
SOURCE_DATE_EPOCH=1793000000
status 0 publish --site "$site" --week last "$out"
says out 'nothing changed since'
says out '0 of 5 files written'
[ "$(cat "$out"/*.ics "$site"/feeds/* | cksum)" = "$first" ] || complain 'bytes changed'
[ -z "$(find "$out" "$site/feeds" -name '*.*' -newermt 2021-01-01)" ] || complain 'a file was touched'
[ "$(ls "$(week "$site")/published")" = 01 ] || complain 'frozen twice'

# --- a shift moves, another goes: the same events, other numbers ---
cp "$out/$(name a2)" "$tmp/a2.ics"
uid=$(text a1 | sed -n 's/^UID://p' | head -n 1)
first_day=$(awk -F, '$1 == "a1" && $3 ~ /^D/ { print $2; exit }' "$roster")
last_day=$(awk -F, '$1 == "a1" && $3 ~ /^D/ { d = $2 } END { print d }' "$roster")
awk -F, -v first="$first_day" -v last="$last_day" '
	function row(a, b, what) {
		printf "a1,%s,%s,%sT%s+01:00,%sT%s+01:00,%s,,\n", first, code, first, a, first, b, what
	}
	$1 == "a1" && $2 == first && !moved++ {
		if ($3 == "D0800") { code = "D0830"
			row("08:30", "12:30", "work"); row("12:30", "13:00", "lunch"); row("13:00", "17:00", "work")
		} else { code = "D0800"
			row("08:00", "12:00", "work"); row("12:00", "12:30", "lunch"); row("12:30", "16:30", "work")
		}
	}
	$1 == "a1" && $2 == first { next }
	$1 == "a1" && $2 == last { if (!gone++) print "a1," last ",off,,,,,"; next }
	{ print }' "$roster" >"$tmp/edited" && cp "$tmp/edited" "$roster"
status 0 status --site "$site" --week last
says out 'changed since'
status 0 publish --site "$site" --week last "$out"
says out 'Published as number 2'
says out '0 new, 1 moved, 0 with other words, 1 removed'
says out '2 of 5 files written'
same "$out/$(name a2)" "$tmp/a2.ics"
text a1 | awk -v RS= -v FS='\n' '1' | grep -A3 "^UID:$uid\$" | grep -q '^SEQUENCE:1$' ||
	complain 'the moved shift is no update'
text a1 | grep -q "$(echo "$last_day" | tr -d -)T" && complain 'the removed shift is still there'

# --- called off on request, and back again ---
printf 'calendars: {cancelled: include, organizer: p@example.org}\n' >>"$site/site.yaml"
status 0 publish --site "$site" --week last "$out"
text a1 | grep -q '^STATUS:CANCELLED$' || complain 'nothing is called off'
text a1 | grep -q '^METHOD:PUBLISH$' || complain 'an organizer, but no METHOD'
printf '%s\n' '$s/p@example.org/"p@example.org\\r\\nX-EVIL:1"/' >"$tmp/sed"
sed -f "$tmp/sed" "$site/site.yaml" >"$tmp/evil.yaml"
cp "$site/site.yaml" "$tmp/good.yaml"; cp "$tmp/evil.yaml" "$site/site.yaml"
status 65 publish --site "$site" --week last "$out"
says err 'organizer.*X-EVIL'
cp "$tmp/good.yaml" "$site/site.yaml"

# --- who left, and a link that got about ---
old=$(name a2)
status 0 publish --site "$site" --revoke a2
grep -q VEVENT "$out/$old" && complain 'a revoked calendar has events'
[ -s "$out/$old" ] || complain 'a revoked calendar vanished'
status 0 publish --site "$site" --week last "$out"
grep -q VEVENT "$out/$old" && complain 'a revoked calendar came back'
[ -z "$(name a2)" ] || complain 'a revoked person has a calendar'
status 0 publish --site "$site" --renew a2
status 0 publish --site "$site" --week last "$out"
[ "$(name a2)" != "$old" ] || complain 'the same name again'
[ "$(text a2 | grep -c BEGIN:VEVENT)" -gt 0 ] || complain 'no new calendar'
status 1 publish --site "$site" --revoke nobody
status 64 publish --site "$site" --revoke a1 --list

# --- readers, reasons, a web server ---
status 0 publish --site "$site" --week last --for hr --readable all "$tmp/hr"
cat "$tmp"/hr/*.ics | grep -q '^SUMMARY:holiday' || complain 'HR does not see the reason'
[ "$(stat -c %a "$tmp"/hr/*.ics | sort -u)" = 644 ] || complain 'no web server can read it'

# --- what is refused leaves all as it was ---
before=$(cat "$out"/*.ics "$site"/feeds/* | cksum)
cp "$roster" "$tmp/roster.csv"
sed -i "s/^a2,\(.*\),off,,,,,/a2,\1,D0800,\1T08:00+01:00,\1T16:30+01:00,work,,/" "$roster"
status 1 publish --site "$site" --week last "$out"
says err 'hard rules are broken'
cp "$tmp/roster.csv" "$roster"
sed -i '2s/confirmed/perhaps/' "$site/feeds/events.csv"
status 65 publish --site "$site" --week last "$out"
says err 'events.csv:2:.*perhaps'
sed -i '2s/perhaps/confirmed/' "$site/feeds/events.csv"
ln -s "$tmp/canary" "$tmp/link"
mkdir "$tmp/ro" && : >"$tmp/ro/file"
status 73 publish --site "$site" --week last "$tmp/ro/file"
[ "$(cat "$out"/*.ics "$site"/feeds/* | cksum)" = "$before" ] || complain 'a refusal wrote something'

# --- a server: what can be said without one ---
printf 'secret\n' >"$tmp/password"
for url in http://example.org/ https://me:secret@127.0.0.1/ ftp://127.0.0.1/ 'https://127.0.0.1/?x'; do
	status 64 publish --site "$site" --week last "$url"
	grep -q secret "$tmp/err" && complain 'a password is shown'
done
status 64 publish --site "$site" --user me "$out"
status 64 publish --site "$site" --user me https://127.0.0.1:1/
status 65 publish --site "$site" --week last --user me --password-file "$tmp/password" https://127.0.0.1:1/
says err 'others can read'
chmod 600 "$tmp/password"
"$WFM" publish --site "$site" --week last --user me --password-file "$tmp/password" \
	http://127.0.0.1:1/ >"$tmp/out" 2>"$tmp/err"
got=$?
grep -q 'without libcurl' "$tmp/err" || [ $got -eq 74 ] || complain "nobody there: exit $got"
grep -q secret "$tmp/out" "$tmp/err" && complain 'a password is shown'
[ "$(cat "$out"/*.ics "$site"/feeds/* | cksum)" = "$before" ] || complain 'a dead server cost something'

# --- an export is no publication ---
status 0 export ics --site "$site" --week last --for hr
grep -rq '^SUMMARY:holiday' "$(week "$site")/calendars" || complain 'the export hides it from HR'
[ "$(cat "$out"/*.ics "$site"/feeds/* | cksum)" = "$before" ] || complain 'an export wrote the ledger'
exit $failed

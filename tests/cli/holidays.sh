#!/bin/sh
# Holidays by rule, in site.yaml.
. "${srcdir:-.}/tests/cli/lib.sh"

tiny "$tmp/site"
cat >>"$tmp/site/site.yaml" <<'END'
holidays:
  new_year: {name: New Year, date: 01-01, on_weekend: also next, hours: closed}
  good_friday: {name: Good Friday, easter: -2, hours: closed}
  orthodox: {name: Orthodox Easter Monday, orthodox_easter: +1, hours: normal}
  spring: {name: Spring Bank Holiday, weekday: last monday of may}
  christmas: {name: Christmas Day, date: 12-25, on_weekend: also next, hours: closed}
  boxing: {name: Boxing Day, date: 12-26, on_weekend: also next, like: sunday}
  eve: {name: Christmas Eve, after: christmas, days: -1, hours: 08:00-12:00, pays: no}
  old: {name: Old, date: 06-01, until: 2020}
END
printf 'date,name,hours\n2027-12-27,Stocktaking,normal\n' \
	>"$tmp/site/special_days.csv"

# 2022, as the government of the United Kingdom published it.
status 0 forecast --site "$tmp/site" --holidays 2022 --format csv
cat >"$tmp/2022" <<'END'
date,name,hours,like,pay
2022-01-01,New Year,closed,,holiday
2022-01-03,New Year,closed,,holiday
2022-04-15,Good Friday,closed,,holiday
2022-04-25,Orthodox Easter Monday,normal,,holiday
2022-05-30,Spring Bank Holiday,,,holiday
2022-12-24,Christmas Eve,08:00-12:00,,normal
2022-12-25,Christmas Day,closed,,holiday
2022-12-26,Boxing Day,,sun,holiday
2022-12-27,Christmas Day,closed,,holiday
END
same "$tmp/out" "$tmp/2022"

# As a calendar, and back: the same days by the same names, but those of normal
# hours; what a calendar cannot say is asked of the site again.
status 64 forecast --site "$tmp/site" --ics
status 0 forecast --site "$tmp/site" --holidays 2022 --ics
cp "$tmp/out" "$tmp/2022.ics"
says out '^SUMMARY:Good Friday.$'
says out '^DTEND;VALUE=DATE:20220416.$'
tiny "$tmp/other"
cp "$tmp/2022.ics" "$tmp/other/special_days.ics"
status 0 forecast --site "$tmp/other" --holidays 2022 --format csv
cut -d , -f 1,2 "$tmp/out" >"$tmp/days"
grep -v ,normal, "$tmp/2022" | cut -d , -f 1,2 >"$tmp/expected"
same "$tmp/days" "$tmp/expected"
status 0 forecast --site "$tmp/other" --holidays 2022 --ics
same "$tmp/out" "$tmp/2022.ics"
if command -v python3 >/dev/null && python3 -c 'import icalendar' 2>/dev/null; then
	python3 -c '
import icalendar, sys
for e in icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read()).walk("VEVENT"):
    print(e["DTSTART"].dt, e["SUMMARY"], sep=",")' "$tmp/2022.ics" >"$tmp/read"
	sed 1d "$tmp/expected" | same - "$tmp/read"
fi

# What is said by hand has the last word; the list serves as that file.
status 0 forecast --site "$tmp/site" --holidays 2027 --format csv
says out '2027-12-27,Stocktaking,normal'
says out '2027-12-28,Christmas Day'
cp "$tmp/out" "$tmp/site/special_days.csv"
status 0 check --site "$tmp/site" --site-only
status 0 forecast --site "$tmp/site" --holidays 2019 --format csv
says out '2019-06-01,Old'

# A plan over a holiday closes on it.
sed -i '/^holidays:/,$d' "$tmp/site/site.yaml"
rm "$tmp/site/special_days.csv"
cat >>"$tmp/site/site.yaml" <<'END'
holidays:
  founders: {name: Founders' Day, weekday: 1st tuesday of march, hours: closed}
  bridge: {name: Bridge, bridge: yes}
END
status 0 forecast --site "$tmp/site" --holidays 2026 --format csv
says out '2026-03-02,Bridge'
status 0 forecast --site "$tmp/site"
awk -F, '$2 ~ /2026-03-03/ && $3 > 0 { bad = 1 } END { exit bad }' \
	"$(week "$tmp/site")/forecast.csv" || complain "calls on a closed day"

# Every problem at once.
cat >>"$tmp/site/site.yaml" <<'END'
  a: {name: A}
  b: {date: 13-45}
  c: {weekday: 6th funday of maybe}
  d: {after: nobody, days: 1}
  e: {date: 01-02, easter: 1}
  f: {after: founders}
  g: {date: 01-03, on_weekend: perhaps, hours: all day, from: 1066}
END
status 65 check --site "$tmp/site" --site-only
for key in 'holiday "a": which day' 'date.*13-45' 'weekday.*funday' nobody \
	'one of date' 'belong together' 'on_weekend.*perhaps' \
	'hours.*all day' 'from.*1066'; do
	says err "site.yaml:[0-9]*:[0-9]*: .*$key"
done

exit $failed

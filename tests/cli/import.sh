#!/bin/sh
# wfm init and wfm import: what they write, what they refuse, what they say.
. "${srcdir:-.}/tests/cli/lib.sh"

# --- init ---
status 64 init
status 64 init --sample noon "$tmp/a"; says err 'allowed is day, night'
status 64 init --from x.csv "$tmp/a";  says err 'needs --zone'
status 66 init --from "$tmp/none.csv" --zone UTC "$tmp/a"
[ ! -e "$tmp/a" ] || complain 'a refused init left a folder'
status 0 init --sample night "$tmp/site"; silent err
says out 'Harbour, 12 people'
for file in site.yaml agents.csv history.csv weeks/2026-10-12+7/worked.csv; do
	[ -s "$tmp/site/$file" ] || complain "$file is not there"
done
cp "$tmp/site/history.csv" "$tmp/history.csv"
status 73 init "$tmp/site"; says err 'nothing is overwritten'
same "$tmp/site/history.csv" "$tmp/history.csv"
status 0 init --sample night "$tmp/twin"
same "$tmp/site/history.csv" "$tmp/twin/history.csv"
status 0 check --site "$tmp/site"

# --- import ---
status 64 import
status 64 import history --site "$tmp/site"
status 64 import weather "$tmp/x.csv" --site "$tmp/site"
status 64 import history "$tmp/x.csv" --site "$tmp/site" --dates dym
status 66 import history "$tmp/x.csv" --site "$tmp/site"
status 66 import history "$tmp/x.csv" --site "$tmp"

# 200 half hours of a new week; row 150 can be made bad.
rows() { # what stands in row 150
	awk -v odd="$1" 'BEGIN {
		print "queue,start,offered,handled,aht"
		for (i = 0; i < 200; i++)
			printf "Helpline,2026-10-%02d %02d:%02d,%s,%d,200\n", \
				19 + int(i / 48), int(i / 2) % 24, i % 2 * 30, \
				(i == 150 ? odd : i % 7), i % 7
	}'
}
rows 3 >"$tmp/good.csv"
status 0 import history "$tmp/good.csv" --site "$tmp/site" --dry-run
says out '^Intervals: 200 new, 0 as before, 0 changed$'
same "$tmp/site/history.csv" "$tmp/history.csv"
rows x >"$tmp/odd.csv"
status 0 import history "$tmp/odd.csv" --site "$tmp/site"
says out '^Intervals: 199 new'
says out 'rejected.csv'
printf 'file,line,reason,raw\n' >"$tmp/expected"
# shellcheck disable=SC2016
printf '%s,152,"offered ""x"": a number from 0 to 1000000 is expected",%s\n' \
	"$tmp/odd.csv" '"Helpline,2026-10-22 03:00,x,3,200"' >>"$tmp/expected"
same "$tmp/site/rejected.csv" "$tmp/expected"
grep -q '^helpline,2026-10-22T02:30+01:00,2,2,0,200,*$' "$tmp/site/history.csv" ||
	complain "not in history.csv: $(grep 10-22T02:30 "$tmp/site/history.csv")"

# The mended file brings the one row, standard input a change; then nothing.
status 0 import history "$tmp/good.csv" --site "$tmp/site"
says out '^Intervals: 1 new, 199 as before, 0 changed$'
[ ! -e "$tmp/site/rejected.csv" ] || complain 'an old rejected.csv stays'
rows 9 | "$WFM" import history - --site "$tmp/site" >"$tmp/out" 2>"$tmp/err" ||
	complain "standard input: $(cat "$tmp/err")"
says out '^Intervals: 0 new, 199 as before, 1 changed$'
says out 'helpline Thu 22 Oct 2026 03:00: 3.0 -> 9.0'
cp "$tmp/site/history.csv" "$tmp/history.csv"
for locale in C.UTF-8 de_DE.UTF-8; do
	rows 9 | LC_ALL=$locale "$WFM" import history - --site "$tmp/site" \
		>"$tmp/out" 2>&1 || complain "$locale: $(cat "$tmp/out")"
	same "$tmp/site/history.csv" "$tmp/history.csv"
done

# More than one row in a hundred: nothing is written.
{ rows x; printf 'Helpline,2026-10-30 0%d:00,-1,1,1\n' 1 2 3; } >"$tmp/bad.csv"
status 65 import history "$tmp/bad.csv" --site "$tmp/site"; silent out
says err 'bad.csv:152: error: offered "x"'
says err 'bad.csv:204: error: offered "-1"'
says err 'more than 1 %'
same "$tmp/site/history.csv" "$tmp/history.csv"
[ ! -e "$tmp/site/rejected.csv" ] || complain 'a refused file left rejects'
status 65 import history "$tmp/site/site.yaml" --site "$tmp/site"
status 0 import history "$tmp/good.csv" --site "$tmp/site" --format csv
says out '^queue,first,days,contacts'
says out '^helpline,2024-10-21,'

# --- a real centre from a file ---
status 0 init --from "$tmp/good.csv" --zone Europe/London "$tmp/real"
says out '^Intervals: 200 new'
status 0 check --site "$tmp/real"
grep -q 'acd: \["Helpline"\]' "$tmp/real/site.yaml" || complain 'no acd name'
grep -q 'interval: 30 min' "$tmp/real/site.yaml" || complain 'no interval'
status 0 import history "$tmp/good.csv" --site "$tmp/real"
says out '^Intervals: 0 new, 200 as before, 0 changed$'
exit $failed

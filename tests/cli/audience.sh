#!/bin/sh
# Who may know what: each audience's files are searched for what is not theirs.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
tiny "$site"
sed -i 's/  holiday: {paid: yes, credit: contract day}/&\n  migraine: {private: yes, paid: yes, credit: contract day}/' "$site/site.yaml"
printf 'agent,start,end,code\na2,2026-03-03,2026-03-03,migraine\na3,2026-03-04,2026-03-04,holiday\n' >"$site/absences.csv"
printf 'agent,rate\na1,23.4567\na2,19.8765\n' >"$site/pay.csv"
chmod 600 "$site/pay.csv"
printf 'agent,from,until,wish,what,weight\na1,2026-03-05,2026-03-05,want,off,31.4159\n' >"$site/requests.csv"
# More inputs than anybody has counted on.
mkdir "$site/absences"
i=0
while [ $i -lt 90 ]; do
	printf 'agent,start,end,code\n' >"$site/absences/list$i.csv"
	i=$((i + 1))
done
"$WFM" plan --site "$site" --work-limit 1 >"$tmp/out" 2>"$tmp/err" </dev/null
[ $? -le 1 ] || complain "plan: $(cat "$tmp/err")"

for who in team manager hr; do
	to=$tmp/$who
	"$WFM" export all --for $who --site "$site" -o "$to" >"$tmp/out" 2>"$tmp/err" ||
		complain "export for $who: $(cat "$tmp/err")"
	if command -v unzip >/dev/null; then
		# Every part: hidden sheets, comments, names, properties too.
		mkdir "$to/parts"
		unzip -q "$to/roster.xlsx" -d "$to/parts"
	else
		echo 'no unzip here: workbooks are not searched'
	fi
	rm -f "$to/roster.xlsx"
done
nowhere() { # nowhere WHO WORDS...
	who=$1
	shift
	for words; do
		grep -rlie "$words" "$tmp/$who" >"$tmp/out" &&
			complain "$who can read $words in $(cat "$tmp/out")"
	done
}
nowhere team migraine '23\.4567' '19\.8765' '31\.4159' '"cost"' 'EUR [0-9]' '(EUR)' 'absences' 'pay\.csv' 'requests\.csv' '>holiday<'
nowhere manager migraine '23\.4567' '19\.8765' 'absences' 'pay\.csv'
# The search can find what is there.
grep -rqi migraine "$tmp/hr" || complain 'HR does not see the code'
grep -rq 'absences/list89\.csv' "$tmp/hr" || complain 'not all inputs are listed'
grep -rq 'requests\.csv' "$tmp/manager" || complain 'the manager does not see the inputs'
# What is hidden comes back as it was; on a day that was none, which is it?
for who in team manager hr; do
	"$WFM" import roster --dry-run --site "$site" "$tmp/$who/tidy.csv" >"$tmp/out" 2>"$tmp/err"
	says out 'The rosters are the same'
done
sed 's/^a1,2026-03-04,D.*/a1,2026-03-04,leave,,,leave,,/' "$tmp/team/tidy.csv" |
	awk '!seen[$0]++' >"$tmp/guess.csv"
status 65 import roster --dry-run --site "$site" "$tmp/guess.csv"
says err 'guess.csv:[0-9]*:[0-9]*: error: leave: say which'
exit $failed

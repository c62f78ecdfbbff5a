#!/bin/sh
# The promises of DESIGN: same bytes, whole files, nothing undone or lost.
. "${srcdir:-.}/tests/cli/lib.sh"

night "$tmp/one"
w=$(week "$tmp/one")

# --- same input, same bytes, on any number of threads and in any locale ---
plan_again() { # plan_again NAME ENVIRONMENT... -- OPTIONS...
	name=$1
	shift
	set_env=
	while [ "$1" != -- ]; do
		set_env="$set_env $1"
		shift
	done
	shift
	status 0 init --sample night "$tmp/$name"
	env $set_env "$WFM" plan --site "$tmp/$name" --work-limit 1 "$@" \
		>/dev/null 2>"$tmp/err" </dev/null
	diff -r "$tmp/one/weeks" "$tmp/$name/weeks" >"$tmp/diff" ||
		complain "$name: other bytes: $(head -n 3 "$tmp/diff")"
}
plan_again thread1 -- --threads 1
plan_again thread2 -- --threads 2
plan_again zone TZ=Asia/Tokyo --
mkdir "$tmp/locales"
if locale -a 2>/dev/null | grep -qi '^de_DE.utf'; then
	plan_again german LC_ALL=de_DE.UTF-8 --
elif localedef -i de_DE -f UTF-8 "$tmp/locales/de_DE.UTF-8" 2>/dev/null; then
	plan_again german LOCPATH="$tmp/locales" LC_ALL=de_DE.UTF-8 --
else
	echo "no locale de_DE.UTF-8 to be had here: its run is skipped"
fi

# --- a hand correction is never undone ---
sed -i '2s/,[^,]*$/,yes/' "$w/roster.csv"
cp "$w/roster.csv" "$tmp/corrected.csv"
status 73 schedule --site "$tmp/one" --work-limit 1
says err 'corrected by hand'
same "$w/roster.csv" "$tmp/corrected.csv"
"$WFM" plan --site "$tmp/one" --work-limit 1 >/dev/null 2>&1 </dev/null
same "$w/roster.csv" "$tmp/corrected.csv"
status 0 status --site "$tmp/one"
says out 'edited'

# --- one run at a time ---
(
	flock 9
	status 75 plan --site "$tmp/one"
	says err 'another run'
	exit $failed
) 9>"$tmp/one/.wfm.lock" || failed=1

# --- old file or new file: disk full, no folder, kill ---
status 0 export csv html json --site "$tmp/one"
cp -r "$w" "$tmp/before"
(
	ulimit -f 8
	status 74 export csv html json --site "$tmp/one"
	exit $failed
) || failed=1
diff -r "$w" "$tmp/before" >/dev/null || complain "a full disk left changes"
: >"$tmp/file"
status 73 export csv --site "$tmp/one" --output "$tmp/file/in"

# Kill at 200 moments: each file is the old one or the new one, whole.
sed -i 's/^\(site:.*name: \)[A-Za-z]*/\1Torture/' "$tmp/one/site.yaml"
"$WFM" export csv html json --site "$tmp/one" --output "$tmp/new" \
	>/dev/null 2>&1 </dev/null
mkdir "$tmp/target"
cp "$tmp/before/plan.html" "$tmp/before/plan.json" "$tmp/before/tidy.csv" \
	"$tmp/target"
torn=0
i=0
while [ $i -lt 200 ]; do
	"$WFM" export csv html json --site "$tmp/one" --output "$tmp/target" \
		>/dev/null 2>&1 </dev/null &
	sleep "0.0$((i % 10))$((i / 20))"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	for f in plan.html plan.json tidy.csv; do
		cmp -s "$tmp/target/$f" "$tmp/before/$f" ||
			cmp -s "$tmp/target/$f" "$tmp/new/$f" || torn=$((torn + 1))
	done
	[ $((i % 3)) -eq 0 ] && cp "$tmp/before/plan.html" "$tmp/target/plan.html"
	i=$((i + 1))
done
[ $torn -eq 0 ] || complain "$torn torn files after 200 kills"
status 0 export csv html json --site "$tmp/one" --output "$tmp/target"
left=$(ls -A "$tmp/target" | grep -c tmp)
[ "$left" -eq 0 ] || complain "$left temporary files left behind"
exit $failed

#!/bin/sh
# rows.sh [QUEUES [DAYS]]: a large history through the command line, by
# default ten million rows: import, then forecast of the week after it.
#
# Processor seconds (user + system) and the most memory; beside them what
# counting the lines and adding up one column costs.  Set BUILD.
set -eu
queues=${1:-57} days=${2:-3653}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C
export LC_ALL
{
	echo 'site: {name: rows, time_zone: Europe/Berlin, interval: 30 min, currency: EUR}'
	echo 'queues:'
	q=0
	while [ "$q" -lt "$queues" ]; do
		printf '  q%d:\n    name: Q%d\n    hours: {all: 00:00-24:00}\n' \
			"$q" "$q"
		echo '    service_level: {share: 80%, within: 20 s}'
		q=$((q + 1))
	done
	printf 'shifts:\n  day: {start: 08:00, paid: 8 h}\n'
	printf 'contracts:\n  full_time: {hours: 40 per week, shifts: [day]}\n'
} >"$tmp/site.yaml"
printf 'id,name,contract\np,P,full_time\n' >"$tmp/agents.csv"
printf 'agent,skill\np,q0\n' >"$tmp/skills.csv"
"$BUILD/tests/bench/many" "$queues" "$days" "$tmp/raw.csv"

# WHAT COMMAND...: one line of figures.
measure() {
	what=$1
	shift
	/usr/bin/time -o "$tmp/time" -f '%U %S %e %M' "$@" >"$tmp/out"
	awk -v what="$what" '{ printf "  %-34s %6.1f s of processor, %6.1f s, %5.0f MiB\n",
		what, $1 + $2, $3, $4 / 1024 }' "$tmp/time"
}
[ -x /usr/bin/time ] || { echo 'no /usr/bin/time here: skipped'; exit 0; }
wfm=$BUILD/wfm/wfm
echo "$(wc -l <"$tmp/raw.csv") rows"
measure 'wfm import history' "$wfm" import history "$tmp/raw.csv" --site "$tmp"
measure 'wfm forecast' "$wfm" forecast --site "$tmp"
measure 'wc -l' wc -l "$tmp/raw.csv"
measure 'awk, sum of a column' awk -F, '{ n += $3 } END { print n }' "$tmp/raw.csv"

#!/bin/sh
# The public multi-activity shift scheduling instances: heads short and over,
# quarter of an hour by quarter, judged by a program that is not ours.
#
# usage: matsp.sh [SECONDS [INSTANCE...]]
#
# DATA has the instances; it is looked for beside the project.  Skips with a
# word when it is not there.
top=$(cd "${srcdir:-.}" && pwd)
data=${DATA:-$top/../shared/data/rostering/matsp}
wfm=${WFM:-${BUILD:-$top/build}/wfm/wfm}
seconds=${1:-60}
[ $# -gt 0 ] && shift

[ -d "$data" ] || {
	echo "matsp: skipped, ../shared/data/rostering/matsp is not there"
	exit 0
}
[ $# -gt 0 ] || set -- $(cd "$data" && ls -- *_*.txt | sort -n)
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

printf '%14s %6s %6s %8s %8s  %s\n' instance short over cost seconds judge
for i in "$@"; do
	i=${i%.txt}
	"$top/tests/bench/matsp-site" "$data/$i.txt" "$tmp/$i" || exit 1
	began=$(date +%s.%N)
	"$wfm" schedule --site "$tmp/$i" --time-limit "$seconds" --threads 2 \
		-o "$tmp/$i.csv" >"$tmp/out" 2>"$tmp/err" </dev/null
	took=$(echo "$began $(date +%s.%N)" | awk '{ print $2 - $1 }')
	cost=$(awk '$1 == "total" { gsub(",", ""); print $NF }' "$tmp/out")
	"$top/tests/bench/matsp-judge" "$data/$i.txt" "$tmp/$i.csv" 2>&1 |
		awk -v i="$i" -v cost="$cost" -v took="$took" '
		NR == 1 {
			says = /; 0 rules broken$/ ? "legal" : $0
			printf "%14s %6d %6d %8.0f %8.1f  %s\n", i, $2, $4,
				cost, took, says
		}'
done

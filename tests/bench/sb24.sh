#!/bin/sh
# The public employee shift scheduling instances: our cost and bound beside the
# best known value, judged by a program that is not ours.
#
# usage: sb24.sh [SECONDS [INSTANCE...]]
#
# DATA has the instances and best_known.csv, JUDGE is the judge's program; both
# are looked for beside the project.  Skips with a word when they are not there.
top=$(cd "${srcdir:-.}" && pwd)
data=${DATA:-$top/../shared/data/rostering/sb24}
judge=${JUDGE:-$top/../shared/judge/sb24.py}
wfm=${WFM:-${BUILD:-$top/build}/wfm/wfm}
seconds=${1:-60}
[ $# -gt 0 ] && shift

[ -f "$data/best_known.csv" ] && [ -f "$judge" ] || {
	echo "sb24: skipped, ../shared/data/rostering/sb24 is not there"
	exit 0
}
[ $# -gt 0 ] || set -- $(cut -d, -f1 "$data/best_known.csv" | sed 1d)
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

now() {
	date +%s.%N
}
printf '%8s %10s %8s %8s %8s %8s  %s\n' \
	instance 'best known' cost bound 'gap %' seconds judge
for i in "$@"; do
	known=$(awk -F, -v i="$i" '$1 == i { print $2 }' "$data/best_known.csv")
	"$top/tests/bench/sb24-site" "$data/Instance$i.txt" "$tmp/$i" || exit 1
	began=$(now)
	"$wfm" schedule --site "$tmp/$i" --time-limit "$seconds" --threads 2 \
		-o "$tmp/$i.csv" >"$tmp/out" 2>"$tmp/err" </dev/null
	took=$(echo "$began $(now)" | awk '{ print $2 - $1 }')
	cost=$(awk '$1 == "total" { print $NF }' "$tmp/out")
	bound=$(sed -n 's/.*costs less than \([0-9.,-]*\):.*/\1/p' "$tmp/out")
	says=$(python3 "$judge" "$data/Instance$i.txt" "$tmp/$i.csv" 2>&1 |
		head -n 1)
	judged=$(echo "$says" | awk '{ print $2 }')
	case $says in
	*"; 0 rules broken") verdict=legal ;;
	*) verdict=$says ;;
	esac
	awk -v i="$i" -v known="$known" -v cost="$cost" -v bound="$bound" \
		-v took="$took" -v judged="$judged" -v verdict="$verdict" '
		BEGIN {
			gsub(",", "", cost)
			gsub(",", "", bound)
			if (cost + 0 != judged + 0)
				verdict = verdict ", costs " judged
			if (bound + 0 > known + 0)
				verdict = verdict ", bound above the best known"
			printf "%8s %10s %8d %8d %8.2f %8.1f  %s\n", i, known,
				cost, bound, 100 * (cost - bound) / cost, took,
				verdict
		}'
done

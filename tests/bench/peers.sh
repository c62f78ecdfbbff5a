#!/bin/sh
# peers.sh SECONDS: wfm, cbc and glpsol on the same problem, 30 people and a
# week, each as long.  What is not installed is left out with a word.
cd "${BUILD:?}" || exit 1
seconds=${1:-30}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
lp=$dir/30.lp
printf '\n== peers on 30 people, %s s each, one seed\n' "$seconds"
tests/bench/schedule -l "$lp" 30-people || exit 1
tests/bench/schedule -w -s 1 -T "$seconds" 30-people | tail -n 1 |
	awk '{ print "wfm     cost " $3 "  bound " $4 }'
if command -v cbc >/dev/null; then
	cbc "$lp" -seconds "$seconds" -timeMode elapsed -solve >"$dir/cbc" 2>&1
	awk '/^Objective value:/ { cost = $3 }
		/^No feasible solution/ { none = 1 }
		/^Lower bound:/ { bound = $3 }
		END { print "cbc     cost " (none || cost == "" ? "none found" : cost) "  bound " bound }' "$dir/cbc"
else
	echo "cbc     is not installed"
fi
if command -v glpsol >/dev/null; then
	glpsol --lp "$lp" --tmlim "$seconds" -o "$dir/sol" >"$dir/glpsol" 2>&1
	awk '/^\+.*>= / { for (i = 1; i < NF; i++) if ($i == ">=") { b = $(i+1); c = $(i-1) } }
		END { print "glpsol  cost " (c == "" || c == "found" ? "none found" : c) "  bound " b }' "$dir/glpsol"
	grep -a "SOLUTION\|TIME LIMIT" "$dir/glpsol" | sed 's/^/        /' | head -n 3
else
	echo "glpsol  is not installed"
fi

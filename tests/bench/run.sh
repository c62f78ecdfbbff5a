#!/bin/sh
# make bench: every figure with its reference, measured in the same run.
here=$(cd "$(dirname "$0")" && pwd)
cd "${BUILD:?}" || exit 1
bench() {
	printf '\n== %s\n' "$*"
	"tests/bench/$@"
}
bench book
bench erlang
bench rules
bench simulate
# Debian's modules belong to Debian's python.
for people in 100 1000; do
	"$(test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)" \
		"$here/simulate_peer.py" "$people"
done
bench schedule

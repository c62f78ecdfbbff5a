#!/bin/sh
# make bench: every figure with its reference, measured in the same run.
here=$(cd "$(dirname "$0")" && pwd)
cd "${BUILD:?}" || exit 1
bench() {
	printf '\n== %s\n' "$*"
	"tests/bench/$@"
}
# Debian's modules belong to Debian's python.
python=$(test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)
bench book
"$python" "$here/book_peer.py" tests/write_fixture
printf '\n== feeds\n'
WFM=wfm/wfm srcdir=$here/../.. sh "$here/feeds.sh"
bench erlang
"$python" "$here/erlang_peer.py"
bench rules
bench simulate
for people in 100 1000; do
	"$python" "$here/simulate_peer.py" "$people"
done
bench schedule
bench many
printf '\n== rows\n'
sh "$here/rows.sh"
sh "$here/peers.sh" 30

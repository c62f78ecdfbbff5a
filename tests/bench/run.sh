#!/bin/sh
# make bench: every figure with its reference, measured in the same run.
cd "${BUILD:?}" || exit 1
bench() {
	printf '\n== %s\n' "$*"
	"tests/bench/$@"
}
bench book
bench erlang
bench rules
bench simulate
bench schedule

#!/bin/sh
# Each fuzz target for SECONDS_EACH (60), under the address and undefined-
# behaviour sanitizers.  Needs clang; 77 (skipped) without it.  Binaries, what
# was tried and what failed go to BUILD/fuzz.
set -eu
seconds=${SECONDS_EACH:-60}
out=${BUILD:-build}/fuzz
here=$(dirname "$0")
wfm=$here/../../wfm
command -v clang >/dev/null || exit 77
mkdir -p "$out"

# What the readers of tables and of sites are made of.
set -- "$wfm"/base/*.c "$wfm"/model/*.c "$wfm"/maths/holiday.c
for part in conf csv field ics incoming input name_index package quick \
	rule_name schema sheet shift_code site_ value windows_zone; do
	for source in "$wfm/formats/$part"*.c; do
		set -- "$@" "$source"
	done
done

for source in "$here"/fuzz_*.c; do
	name=$(basename "$source" .c)
	clang -std=gnu11 -D_GNU_SOURCE -g -O1 -I"$here/../../include" \
		-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
		"$source" "$@" -o "$out/$name" \
		-lyaml -lical -lutf8proc -lzip -lexpat -lm -lpthread
	mkdir -p "$out/$name.corpus"
	cp "$here/$name"/* "$out/$name.corpus"
	if ! "$out/$name" -max_total_time="$seconds" -timeout=5 \
		-rss_limit_mb=2048 -artifact_prefix="$out/$name-" \
		"$out/$name.corpus" >"$out/$name.log" 2>&1; then
		tail -n 40 "$out/$name.log"
		exit 1
	fi
	echo "$name: $(tail -n 1 "$out/$name.log")"
done

#!/bin/sh
# Runs a cmocka program.  cmocka 1.1.5 reports a skipped test as "not ok
# # SKIP", which TAP counts as failed: say "ok" there.
exec 3>&1
status=$({ { "$@"; echo $? >&4; } | sed 's/^not ok\(.*# SKIP\)/ok\1/' >&3; } 4>&1)
exit "$status"

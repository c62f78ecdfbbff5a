#!/bin/sh
# The unit tests under valgrind: make check-valgrind.  Those named here take
# too long there and are left out; the sanitizers run them.
slow=' test_forecast_data test_brute test_regular test_schedule test_rulebook test_zone test_transient '
failed=0
for test in "${BUILD:-build}"/tests/test_*; do
	[ -x "$test" ] || continue
	case $test in *.log | *.trs | *.o) continue ;; esac
	case $slow in *" ${test##*/} "*) continue ;; esac
	valgrind --quiet --error-exitcode=99 --leak-check=no "$test" \
		>/dev/null 2>"${TMPDIR:-/tmp}/valgrind.$$"
	if [ $? -eq 99 ]; then
		echo "FAIL: $test"
		head -n 20 "${TMPDIR:-/tmp}/valgrind.$$"
		failed=1
	fi
done
rm -f "${TMPDIR:-/tmp}/valgrind.$$"
exit $failed

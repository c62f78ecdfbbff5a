#!/bin/sh
# floors.sh must fail on each kind of violation; see there.
exec "${srcdir:-.}/tests/floors.sh" --self-test

#!/bin/sh
# Help, version and usage errors of wfm itself.
. "${srcdir:-.}/tests/cli/lib.sh"

status 0 --help;    says out 'Usage: wfm ';  says out '^  help '; silent err
status 0 -h;        says out 'Usage: wfm ';  silent err
status 0 --version; says out '^wfm [0-9]';   silent err
status 0 help;      says out '^  help  *list'; silent err
status 0 help --names; says out '^help$';    silent err
status 0 help help; says out 'Usage: wfm help '; silent err
status 0 help -h;   says out 'Usage: wfm help '; silent err
status 0 help --site x; silent err
status 64;          says err 'wfm: no command given'; silent out
status 64 hlep;     says err 'did you mean "help"?'; silent out
status 64 zzz;      says err 'unknown command "zzz"'; silent out
status 64 help zzz; says err 'unknown command "zzz"'; silent out
status 64 --zzz;    says err 'unrecognized option'; silent out
status 64 help --zzz; says err '^wfm help: '; silent out
status 64 "$(printf 'a\033[2Jb')"; says err 'a\\x1B\[2Jb'; silent out

POSIXLY_CORRECT=1 "$WFM" help help -n >/dev/null ||
	complain "an option after an operand is refused"

# What cannot be written is not lost.
"$WFM" help >/dev/full 2>"$tmp/err"
[ $? -eq 74 ] || complain "a full standard output is not exit 74"
says err 'standard output: No space left'
"$WFM" help >&- 2>"$tmp/err"
[ $? -eq 74 ] || complain "a closed standard output is not exit 74"
"$WFM" help --help >/dev/full 2>/dev/null
[ $? -eq 74 ] || complain "--help to a full disk is not exit 74"
exit $failed

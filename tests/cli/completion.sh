#!/bin/sh
# bash completes commands, options and their values, as the program has them.
. "${srcdir:-.}/tests/cli/lib.sh"

if ! bash -c 'type compgen complete' >/dev/null 2>&1; then
	echo "no bash with completion here: skipped"
	exit 77
fi
mkdir "$tmp/bin"
ln -s "$WFM" "$tmp/bin/wfm"

# completed WORDS...: what follows the last word, one a line, in out.
completed() {
	PATH=$tmp/bin:$PATH bash --norc -c '. "$1"; shift
		complete -p wfm >/dev/null || exit 1
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_wfm; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$srcdir/data/wfm.bash" wfm "$@" >"$tmp/out" 2>"$tmp/err" ||
		complain "completion of wfm $* fails"
	silent err
}
gives() { # gives "WORDS" ARGUMENTS...: exactly these, in this order
	wanted=$1
	shift
	completed "$@"
	[ "$(tr '\n' ' ' <"$tmp/out")" = "$wanted " ] ||
		complain "wfm $*: $(tr '\n' ' ' <"$tmp/out")instead of $wanted"
}

gives "plan" pl
gives "export" --site riverside exp
gives "export" --site = riverside exp
gives "schedule" help sch
gives "csv" plan --format c
gives "csv" plan --format = c
gives "team manager hr" export --for ""
gives "xlsx" export x
gives "history roster agents requests absences" import ""
gives "--weeks --week --work-limit" plan --w
gives "--names" help --n
gives "trunks" erlang tru
gives "" plan --zzz
completed ""
"$WFM" help --names >"$tmp/names"
same "$tmp/out" "$tmp/names"

# Every long option of every command is offered.
for c in $(cat "$tmp/names"); do
	completed "$c" --
	"$WFM" "$c" --help | grep -oE '^ +(-.*, )?--[a-z][a-z-]*' |
		grep -oE -- '--[a-z][a-z-]*' | sort -u >"$tmp/wanted"
	sort -u "$tmp/out" >"$tmp/offered"
	same "$tmp/offered" "$tmp/wanted"
done
exit $failed

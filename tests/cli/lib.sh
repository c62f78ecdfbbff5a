# Sourced by the command line tests: claims about what wfm says and does.
failed=0
complain() {
	echo "FAIL: $*"
	failed=1
}

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

# status WANTED ARGUMENTS...: runs wfm; out and err hold what it said.
status() {
	want=$1
	shift
	"$WFM" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	[ "$got" -eq "$want" ] || {
		complain "wfm $*: exit $got, not $want"
		tail -n 5 "$tmp/err"
	}
}
says() {
	grep -q -e "$2" "$tmp/$1" || complain "$1 does not say: $2"
}
silent() {
	[ ! -s "$tmp/$1" ] || complain "$1 is not empty: $(head -n 5 "$tmp/$1")"
}
same() {
	cmp -s "$1" "$2" || complain "$1 and $2 differ"
}

# night DIR: the small sample, planned with little work.
night() {
	status 0 init --sample night "$1"
	"$WFM" plan --site "$1" --work-limit 1 >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	[ "$got" -le 1 ] || {
		cat "$tmp/err"
		complain "wfm plan: exit $got"
	}
}
# The last period folder of a site.
week() {
	ls -d "$1"/weeks/* | tail -n 1
}

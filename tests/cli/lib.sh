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

# Monday to Friday, 8 to 17 o'clock; no column of the handled.
tiny_history() {
	awk 'BEGIN {
		print "queue,start,offered,aht"
		for (d = 0; d < 56; d++) {
			month = d < 27 ? 1 : 2
			day = d < 27 ? d + 5 : d - 26
			if (day > 28 && month == 2)
				{ month = 3; day -= 28 }
			for (h = 16; d % 7 < 5 && h < 34; h++)
				printf "desk,2026-%02d-%02dT%02d:%02d,%d,240\n",
					month, day, h / 2, h % 2 * 30,
					6 + (7 * h + d) % 5
		}
	}'
}

# tiny DIR: a centre of one queue and three people in Berlin, with eight weeks of
# history up to Sunday 1 March 2026.
tiny() {
	rm -rf "$1"
	mkdir "$1"
	cat >"$1/site.yaml" <<'END'
site: {name: Tiny, time_zone: Europe/Berlin, interval: 30 min, currency: EUR}
queues:
  desk:
    channel: voice
    hours: {mon-fri: 08:00-17:00, sat-sun: closed}
    service_level: {share: 80%, within: 20 s}
    patience: 2 min
    acd: [voice]
absences:
  holiday: {paid: yes, credit: contract day}
breaks:
  lunch: {length: 30 min, paid: no, starts: 3 h to 5 h after start}
shifts:
  day: {code: D, start: 08:00-08:30 every 30 min, paid: 8 h, breaks: [lunch]}
  late: {code: L, start: 16:00-20:00 every 2 h, paid: 8 h, breaks: [lunch]}
contracts:
  full:
    hours: 40 per week
    shifts: [day, late]
    rules:
      - days per week: at most 5
      - rest between shifts: at least 11 h
pay: {base: 15}
END
	people "$1" 'a1,Ann,One,full' 'a2,Bob,One,full' 'a3,Cid,One,full'
	printf 'agent,skill\na1,desk\na2,desk\na3,desk\n' >"$1/skills.csv"
	tiny_history >"$1/history.csv"
}

# people DIR LINE...: who works there.
people() {
	people_dir=$1
	shift
	{
		echo id,name,team,contract
		printf '%s\n' "$@"
	} >"$people_dir/agents.csv"
}


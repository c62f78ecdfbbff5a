#!/bin/sh
# forecast_judge.sh [SHIFT_DAYS]: the program's own command line by the frozen
# protocol, on four public sets, scored by the independent judge beside them.
#
# Builds a site from each set, runs wfm forecast --as-of each origin, and
# prints what the update of a day under way gains, WAPE of intervals/days in
# per cent by days ahead, then the geometric means over the sets.  R's forecasts were made once and lie with the data;
# with moved origins only the planner's mean of the last four is compared.
# Set WFM; data and judge are in WFM_SHARED (../shared), else nothing is done.
set -eu
shift_days=${1:-0}
shared=${WFM_SHARED:-${srcdir:-.}/../shared}
judge=$shared/judge/forecast.py
for need in "$judge" "$shared/data/forecast"; do
	[ -e "$need" ] || { echo "no $need here: skipped"; exit 0; }
done
command -v python3 >/dev/null || { echo 'no python3 here: skipped'; exit 0; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Queue, interval, hours; nothing else of the site matters to a forecast.
site() { # NAME INTERVAL HOURS
	mkdir -p "$tmp/$1"
	cat >"$tmp/$1/site.yaml" <<-END
		site: {name: $1, time_zone: UTC, interval: $2 min, currency: USD}
		queues:
		  q:
		    name: q
		    hours: {$3}
		    service_level: {share: 80%, within: 20 s}
		shifts:
		  day: {start: 08:00, paid: 8 h}
		contracts:
		  full_time: {hours: 40 per week, shifts: [day]}
	END
	printf 'id,name,contract\np,P,full_time\n' >"$tmp/$1/agents.csv"
	printf 'agent,skill\np,q\n' >"$tmp/$1/skills.csv"
}

# A public holiday is closed, or open and unlike other days.
special_days() { # NAME HOURS
	awk -F, -v hours="$2" 'NR == 1 { print "date,name,hours"; next }
		{ print $1 "," $2 "," hours }' \
		"$shared/data/forecast/$1/holidays.csv" \
		>"$tmp/$1/special_days.csv"
}

# The interval's sums; what was not recorded is left out.
history() { # NAME FILE INTERVAL
	awk -F, -v m="$3" 'NR == 1 { print "queue,start,offered,aht"; next }
		$2 != "" {
			at = substr($1, 12, 2) * 60 + substr($1, 15, 2)
			at -= at % m
			key = sprintf("%s %02d:%02d", substr($1, 1, 10),
				      int(at / 60), at % 60)
			if (key != last && last != "")
				print "q," last "," sum ",180"
			sum = $2 + (key == last ? sum : 0)
			last = key
		}
		END { print "q," last "," sum ",180" }' \
		"$shared/data/forecast/$1/$2" >"$tmp/$1/raw.csv"
	"$WFM" import history "$tmp/$1/raw.csv" --site "$tmp/$1" >/dev/null
}

forecasts() { # NAME DAYS
	mkdir -p "$tmp/$1/out"
	for origin in $(python3 "$judge" "$1" --origins --shift "$shift_days")
	do
		"$WFM" forecast --site "$tmp/$1" --as-of "$origin" \
			--days "$2" --output "$tmp/$1/f.csv" >/dev/null
		cut -d , -f 2,3 "$tmp/$1/f.csv" >"$tmp/$1/out/$origin.csv"
	done
}

score() { # NAME FILE INTERVAL DAYS HOURS HOLIDAYS
	site "$1" "$3" "$5"
	special_days "$1" "$6"
	history "$1" "$2" "$3"
	forecasts "$1" "$4"
	python3 "$judge" "$1" "$tmp/$1/out" --shift "$shift_days" |
		sed "/ origins /d; s/^/$1 /" >>"$tmp/scores"
}

score bank_na calls_5min.csv 30 28 'mon-fri: 07:00-21:00, sat-sun: closed' closed
score bank_il calls_30min_1999.csv 30 28 'all: 00:00-24:00' normal
score seattle911 calls_60min.csv 60 91 'all: 00:00-24:00' normal
score ed_iowa arrivals_60min.csv 60 91 'all: 00:00-24:00' normal

# The rest of a day, given how it began: not for moved origins.
if [ "$shift_days" = 0 ]; then
	python3 "${srcdir:-.}/tests/bench/intraday.py" "$shared" bank_na 11:00 72
	python3 "${srcdir:-.}/tests/bench/intraday.py" "$shared" bank_il 12:00 121
fi

grep -v ' ratio ' "$tmp/scores" | awk '{
	printf "%-11s", $1; sub(/^[^ ]* /, ""); print }'
grep ' ratio ' "$tmp/scores" | awk '{ print "set " $1 ": " $3, $4, $5 }'
grep ' ratio ' "$tmp/scores" | awk '
	!($3 in n) { order[++models] = $3 }
	{ n[$3]++; interval[$3] += log($4); day[$3] += log($5) }
	END {
		for (k = 1; k <= models; k++) {
			m = order[k]
			printf "ratio %s %.3f %.3f\n", m,
				exp(interval[m] / n[m]), exp(day[m] / n[m])
		}
	}'

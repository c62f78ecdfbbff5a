#!/bin/sh
# forecast_judge.sh [SHIFT_DAYS]: the program's own command line by the frozen
# protocol, on four public sets, scored by the independent judge beside them.
#
# Builds a site from each set, runs wfm forecast --as-of each origin, and
# prints WAPE of intervals/days in per cent by days ahead beside the anchors,
# then `ratio ANCHOR INTERVAL DAILY`, geometric means over the sets, what the
# update of a day under way gains, and what queues gain from their sum.
#
# mean4 (mean of the last four ordinary same weekdays) is the judge's.  With R
# and its forecast package here stlf and tbats are made in this run, on cleaned
# histories (anchors.R); ANCHORS=recorded, or without R, those that were made
# once and lie with the data, and fourier_arima with them, are shown as such.
# Then the same with all origins moved by a week, by 17 days and by a month,
# against mean4; with SHIFT_DAYS only that.
#
# Which constants were chosen on which sets: the priors of the calendar
# regression, memories of the models and how far a day moves a level on all four
# together, by the mean over 30 shifts of the origins, even and odd ones apart;
# gains of the models when the method was researched, on six sets, these among
# them; those of the update of a day on the same four, two spans of days each.
#
# Set WFM; data and judge are in WFM_SHARED (../shared), else nothing is done.
set -eu
only=${1:-}
shared=${WFM_SHARED:-${srcdir:-.}/../shared}
judge=$shared/judge/forecast.py
for need in "$judge" "$shared/data/forecast"; do
	[ -e "$need" ] || { echo "no $need here: skipped"; exit 0; }
done
command -v python3 >/dev/null || { echo 'no python3 here: skipped'; exit 0; }
here=$(cd "$(dirname "$0")" && pwd)
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

# A public holiday is closed, or open and unlike other days.  Hours are given,
# since with "normal" ones it would be a day with a name but no holiday.
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

forecasts() { # NAME DAYS SHIFT
	rm -rf "$tmp/$1/out"
	mkdir -p "$tmp/$1/out"
	for origin in $(python3 "$judge" "$1" --origins --shift "$3"); do
		"$WFM" forecast --site "$tmp/$1" --as-of "$origin" \
			--days "$2" --output "$tmp/$1/f.csv" >/dev/null
		cut -d , -f 2,3 "$tmp/$1/f.csv" >"$tmp/$1/out/$origin.csv"
	done
}

# The folder of the data, with R's forecasts of this run where it can.
anchors() { # NAME
	mkdir -p "$tmp/data/$1"
	for f in "$shared/data/forecast/$1"/*; do
		ln -s "$(cd "$(dirname "$f")" && pwd)/${f##*/}" "$tmp/data/$1/"
	done
	[ "$made" = yes ] || return 0
	rm -f "$tmp/data/$1/anchors.csv.gz"
	Rscript "$here/anchors.R" "$shared/data/forecast" "$1" \
		"$tmp/data/$1/anchors.csv" tbats
	gzip "$tmp/data/$1/anchors.csv"
}

prepare() { # NAME FILE INTERVAL HOURS HOLIDAYS
	site "$1" "$3" "$4"
	special_days "$1" "$5"
	history "$1" "$2" "$3"
	anchors "$1"
}

score() { # SHIFT: one table of all sets into scores
	: >"$tmp/scores"
	for set in bank_na:28 bank_il:28 seattle911:91 ed_iowa:91; do
		name=${set%:*}
		forecasts "$name" "${set#*:}" "$1"
		python3 "$judge" "$name" "$tmp/$name/out" --shift "$1" \
			--data "$tmp/data" |
			sed "/ origins /d; s/^/$name /" >>"$tmp/scores"
	done
}

# Geometric means over the sets that an anchor has.
ratios() { # WORDS BEFORE
	grep ' ratio ' "$tmp/scores" | awk -v before="$1" '
		!($3 in n) { order[++models] = $3 }
		{ n[$3]++; interval[$3] += log($4); day[$3] += log($5) }
		END {
			for (k = 1; k <= models; k++) {
				m = order[k]
				printf "%sratio %s %.3f %.3f\n", before, m,
					exp(interval[m] / n[m]), exp(day[m] / n[m])
			}
		}'
}

made=no
if [ -z "$only" ] && [ "${ANCHORS:-}" != recorded ] &&
	Rscript -e 'library(forecast)' >/dev/null 2>&1; then
	made=yes
fi
prepare bank_na calls_5min.csv 30 'mon-fri: 07:00-21:00, sat-sun: closed' closed
prepare bank_il calls_30min_1999.csv 30 'all: 00:00-24:00' 00:00-24:00
prepare seattle911 calls_60min.csv 60 'all: 00:00-24:00' 00:00-24:00
prepare ed_iowa arrivals_60min.csv 60 'all: 00:00-24:00' 00:00-24:00
score "${only:-0}"
grep -v ' ratio ' "$tmp/scores" | awk '{
	printf "%-11s", $1; sub(/^[^ ]* /, ""); print }'
grep ' ratio ' "$tmp/scores" | awk '{ print "set " $1 ": " $3, $4, $5 }'
ratios ''
if [ -n "$only" ]; then
	exit 0
fi
if [ "$made" = yes ]; then
	echo 'stlf and tbats were made by R in this run'
else
	echo 'stlf, tbats and fourier_arima were made once by R and lie with the data'
fi
for days in 7 17 30; do
	score "$days"
	ratios "origins moved by $days days: "
done
# The rest of a day, given how it began: of a forecast made that morning and of
# one made a week ahead; first of all days that have enough before them, since
# 72 days alone leave the gain uncertain by some 4 points.
python3 "$here/intraday.py" "$shared" bank_na 11:00 132 1
for ahead in 1 7; do
	python3 "$here/intraday.py" "$shared" bank_na 11:00 72 $ahead 7 17 30
	python3 "$here/intraday.py" "$shared" bank_il 12:00 121 $ahead 7 17 30
done
# Queues and their sum, brought together.
for days in 0 3; do
	echo "bank_il by type of call, origins moved by $days days:"
	python3 "$here/queues.py" "$shared" "$days"
done

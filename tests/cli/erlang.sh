#!/bin/sh
# The calculators: golden numbers of published tables and of closed forms,
# clear answers to what cannot be, and whole tables.
. "${srcdir:-.}/tests/cli/lib.sh"

# near GOT WANTED: the same to 9 digits.
near() {
	awk -v got="$1" -v want="$2" 'BEGIN {
		d = got - want
		w = want < 0 ? -want : want
		exit !(got != "" && (d < 0 ? -d : d) <= 1e-9 * w)
	}'
}
# figure KEY: of the last answer in json.
figure() {
	sed -n 's/.*"'"$1"'": \([^,}]*\).*/\1/p' "$tmp/out" | tail -n 1
}
# is KEY WANTED QUESTION...
is() {
	key=$1
	number=$2
	shift 2
	status 0 erlang "$@" --format json
	near "$(figure "$key")" "$number" || complain \
		"wfm erlang $*: $key is $(figure "$key"), not $number"
}

# "Erlang for Excel": Agents(0.85, 15, 100, 180) is 8 and ASA(8, 100, 180) is
# 10 s, calls per hour.  Its Abandon(8, 30, 100, 180) of 9 % is not the tail
# it claims to be: C(8, 5) exp(-3 x 30/180) is 10.15 %.
hour="--calls 100 --interval 60 --aht 180"
is agents 8 agents --service-level 85 --within 15 $hour
is asa 10.035990399705396 asa --agents 8 $hour
is longer 0.10145226463338283 abandon --within 30 --agents 8 $hour

# The example of every tutorial: 100 calls of 180 s in half an hour, 80/20.
calls="--calls 100 --aht 180"
is agents 14 agents $calls
is level 0.8883500191794669 sla --agents 14 $calls
is level 0.7955947884177831 sla --agents 13 $calls
is queued 0.17413193359504983 queued --agents 14 $calls
is asa 7.835937011777243 asa --agents 14 $calls
is queue_size 0.4353298339876246 queue-size --agents 14 $calls
is queue_time 45 queue-time --agents 14 $calls
is utilisation 0.7142857142857143 utilisation --agents 14 $calls
is utilisation 0.7142857142857143 occupancy --agents 14 $calls
is service_time 56.15056104841761 service-time --service-level 95 --agents 14 $calls
is agents 14 agents-asa --asa 10 $calls
is load 10 traffic $calls
is level 0.8883500191794669 sla --agents 14 --load 10 --aht "3 min"

# Erlang A against the birth-death sum: 13 people lose 3.84 %, 12 lose 6.16 %.
is abandon 0.02283928653181876 abandon --agents 14 $calls --patience 120
is agents 13 agents $calls --patience "2 min" --max-abandon 5
is queued 0.193722234827367 agents $calls --patience 120 --max-abandon 5

# Inverses are tight: 108 calls are carried, 109 are not; what fractional
# agents keep exactly is the goal.
is calls 108 call-capacity --agents 14 --aht 180
is agents 14 agents --calls 108 --aht 180
is agents 15 agents --calls 109 --aht 180
is level 0.8 fractional-agents $calls
n=$(figure agents)
is calls 100 fractional-call-capacity --agents "$n" --aht 180

# Decimals as written: 21 / 0.7 is 30 and 42.5 / 0.85 is 50.
is rostered 30 agents --load 17 --aht 180 --shrinkage 30
[ "$(figure agents)" = 21 ] || complain "17 erlangs do not need 21 people"
is agents 50 agents --load 42.5 --aht 180 --max-occupancy 85 --service-level 50

# Lines.  30 lines lose 0.98 % of 20.3 erlangs, 29 lose 1.47 %; 8.108 is in
# the manual of erlang.com, 3 % in the example of voipcalculator.com.
is lines 30 lines --load 20.3
is blocking 0.009820281641429231 blocking --lines 30 --load 20.3
is load 8.1080427971844518 traffic --lines 15 --blocking 1
is blocking 0.029998983909248017 blocking --lines 200 --load 186.877 --redial 70
is lines 26 trunks --agents 14 $calls
is sheet 22 trunks --agents 14 $calls
is blocked 0.056819143386520859 sla --agents 14 $calls --lines 14

# One contact at a time is Erlang C; three that do not slow each other down
# need no more people, and no fewer than a third.
is agents 14 chat $calls --concurrency 1
is level 0.8883500191794669 chat $calls --concurrency 1 --agents 14
status 0 erlang chat $calls --concurrency 3 --format json
n=$(figure agents)
[ "$n" -le 14 ] && [ "$n" -ge 5 ] || complain "chat needs $n people"

# What is other than Erlang C or A.  One server with constant times waits
# a / 2(1 - a) of them (Pollaczek and Khinchine); the others are vectors.
is asa 50 asa --agents 1 --load 0.5 --aht 100 --spread 0
is queue_size 0.25 queue-size --agents 1 --load 0.5 --aht 100 --spread 0
is asa 20.449748110476004 asa --agents 100 --load 92 --aht 300 \
	--arrival-spread 122.47448713915890 --spread 141.42135623730951
is asa 5.8769527588328321893 asa --agents 14 --load 10 --aht 180 \
	--spread 70.71067811865476
is level 0.9046654001653065734 sla --agents 110 --load 100 --aht "4 min" \
	--patience "3 min" --load-spread 10
is level 0.82227116783786419598 sla --agents 14 --load 10 --aht 180 \
	--patience 300 --load-spread 25%
is offered 13.747426083612323396 sla --agents 14 --load 13 --aht 180 \
	--patience 120 --redial 50
is agents 112 agents --load 100 --aht 300 --patience 180 --load-spread 20
is agents 104 agents --load 100 --aht 300 --patience 180 --load-spread 10
is level 0.95 sla --agents 14 $calls --patience 120 --within 30.398042548086035
is service_time 30.398042548086035 service-time --agents 14 $calls --patience 120 \
	--service-level 95
is agents 13 agents $calls --patience 120 --redial 50
is agents 13 agents $calls --spread 50

# Other work: what 14 people at 85 % have left of 10 erlangs; 400 mails of five
# minutes in eight hours at 85 % are 4.9 people, at 30 % shrinkage 7.1.
is idle 1.9 blend --agents 14 $calls --max-occupancy 85
is agents 5 deferred --calls 400 --aht "5 min" --interval "8 h" \
	--max-occupancy 85 --shrinkage 30
is rostered 8 linear --calls 400 --aht "5 min" --interval "8 h" \
	--max-occupancy 85 --shrinkage 30

# The names of "Erlang for Excel", as they are written there.
goal="--service-level 80/20"
is agents 14 Agents $calls $goal
is agents 14 AgentsASA --asa 10 $calls
is asa 7.835937011777243 ASA --agents 14 $calls
is longer 0.11164998082053314 Abandon --within 20 --agents 14 $calls
is calls 108 CallCapacity --agents 14 --aht 180 $goal
is level 0.8 FractionalAgents $calls $goal
is agents 14 agents --load "$(status 0 erlang FractionalCallCapacity \
	--agents 14 --aht 180 $goal --format json
	figure load)" --aht 180
is queue_size 0.4353298339876246 QueueSize --agents 14 $calls
is queue_time 45 QueueTime --agents 14 $calls
is queued 0.17413193359504983 Queued --agents 14 $calls
is lines 26 Trunks --agents 14 $calls
is service_time 56.15056104841761 ServiceTime --service-level 95 --agents 14 $calls
is level 0.8883500191794669 SLA --agents 14 $calls
is utilisation 0.7142857142857143 Utilisation --agents 14 $calls

# The definition is named, the goal and what decides as well.
status 0 erlang agents $calls --patience 60 --abandons ignore
says out 'answered within 20 s / all answered'
says out '80 % answered'
says out 'the service level'
says out 'Erlang A'
status 0 erlang sla --agents 14 $calls
says out 'all offered'
says out 'Erlang C'
status 0 erlang sla --agents 3 $calls
says err 'grows without end'

# What cannot be gets a clear error, and soon.
refused() {
	want=$1
	words=$2
	shift 2
	timeout 10 "$WFM" erlang "$@" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$want" ] || complain "wfm erlang $*: exit $got, not $want"
	says err "$words"
	silent out
}
refused 64 'below 100' agents $calls --service-level 100
refused 64 'at least 0' agents $calls --within -3
refused 64 'above 0' agents $calls --patience 0
refused 64 'above 0' agents --calls 100 --aht 0
refused 64 'did you mean 80' agents $calls --service-level 0.8
refused 65 '1e+08 erlangs' agents --calls 1e9 --aht 180
refused 64 'needs --aht' agents --calls 100
refused 64 'need --aht' lines --calls 100
refused 64 'needs --calls or --load' agents --aht 180
refused 64 'give one' agents --load 3 $calls
refused 64 'no use for --lines' chat $calls --lines 3
refused 64 'no formula for two' sla --agents 9 $calls --lines 9 --spread 50
refused 64 'needs --patience' agents $calls --load-spread 10
refused 64 'wfm simulate' sla --agents 14 $calls --patience 60 --spread 50
refused 65 'only 80.78 % are ever' service-time --agents 9 $calls \
	--patience 120 --service-level 95
refused 64 'allowed is at least 0, at most 300 %' agents $calls --load-spread 301
refused 64 'needs --patience' agents $calls --max-abandon 5
refused 64 'needs --patience, or --within' abandon --agents 14 $calls
refused 65 'no number of lines' trunks --agents 9 $calls
refused 65 'grows without end' service-time --agents 9 $calls
refused 64 'one for each of 4' chat --calls 9 --aht 1,2,3 --concurrency 4
refused 64 'whole number' chat $calls --agents 2.5
refused 64 'hurt, ignore' agents $calls --abandons never
refused 64 'did you mean "agents"' agnets
refused 64 'wfm erlang --help' why
refused 64 'ask one question'
refused 64 'one question at a time' agents sla
refused 64 'above 0' agents $calls --patience ''
refused 64 'at least 0' agents $calls --service-level 80/-3
refused 64 'at most 1e+06' agents $calls --lines 1e7
for heavy in "" "--patience 60 --load-spread 300" "--spread 1000" \
	"--patience 60 --lines 1e6 --redial 90"; do
	# shellcheck disable=SC2086 # options
	timeout 10 "$WFM" erlang agents --load 1e7 --aht 180 $heavy \
		>"$tmp/out" || complain "ten million erlangs $heavy: no answer"
done
is load 10 traffic --calls 100 --aht 3:00

# Tables: rows that cannot be computed say why, the others are answered.
cat >"$tmp/rows.csv" <<'ROWS'
id,model,metric,n,a,aht,t,patience,k,p,target,extra,remark
1,erlang_c,required_agents,,10,180,20,,,,0.8,,"80/20, the usual"
2,erlang_b,blocking,-1,10,,,,,,,,
3,erlang_q,asa,1,1,,,,,,,,
4,erlang_c,asa,ten,5,180,,,,,,,
5,erlang_c,asa,8,5,180,,,,,,,
6,erlang_c,required_agents,,42.5,180,20,,,,0.5,max_occ=0.85,
7,erlang_c,required_agents,,42.5,180,20,,,,0.5,max_oc=0.85,
8,erlang_c,required_agents,,10,180,20,,,,1,,
9,erlang_c,required_agents,,10,180,-20,,,,0.8,,
10,erlang_a,required_agents_sl_offered,,10,180,20,0,,,0.8,,
11,erlang_c,sl,10,5,0,20,,,,,,
12,erlang_c,required_agents,,1.1e7,180,20,,,,0.8,,
ROWS
status 0 erlang --table "$tmp/rows.csv"
says err '9 of 12 rows'
says out '^8,.*,,target: above 0 and below 1$'
says out '^9,.*,,t: 0 s or more$'
says out '^10,.*,,patience: above 0 s$'
says out '^11,.*,,aht: above 0 s$'
says out '^12,.*,,a: 0 to 10^7 erlangs$'
says out '^id,model,.*,remark,value,error$'
says out '^1,.*,"80/20, the usual",14,$'
says out '^2,.*,,n: 0 to 10^8$'
says out '^3,.*no such model and metric$'
says out '^4,.*,n: not a number$'
says out '^5,.*,10.03599039970539[0-9]*,$'
says out '^6,.*,50,$'
says out '^7,.*,,max_oc: no such parameter in extra$'
cp "$tmp/out" "$tmp/first"
status 0 erlang --table "$tmp/first"
same "$tmp/out" "$tmp/first"
tr , ';' <"$tmp/rows.csv" | sed '2s/;the usual//; s/0\.8;/0,8;/' >"$tmp/semi"
status 0 erlang --table "$tmp/semi"
says out '^1,.*,14,$'
status 0 erlang --table "$tmp/rows.csv" --format json
says out '"id": "6", .*"value": 50'
status 0 erlang --models --format csv
says out '^erlang_c,asa,n a aht,'
printf 'id,modell\n1,x\n' >"$tmp/bad.csv"
refused 65 '"model" and "metric"' --table "$tmp/bad.csv"
refused 66 'none.csv' --table "$tmp/none.csv"

# All vectors within their tolerances; counts exactly.
vectors=${WFM_SHARED:-${srcdir:-.}/../shared}/data/erlang/erlang_vectors.csv
if [ -r "$vectors" ]; then
	cut -d, -f1-13 "$vectors" >"$tmp/vectors.csv"
	status 0 erlang --table "$tmp/vectors.csv"
	awk -F, 'function off(got, want) {
		return want == 0 ? (got < 0 ? -got : got) : \
			(got > want ? got - want : want - got) / \
			(want < 0 ? -want : want)
	}
	NR > 1 {
		n++
		limit = $2 == "mt_m_ct" ? 1e-9 : \
			$2 == "erlang_a_gamma_load" ? 1e-8 : 1e-11
		whole = $3 ~ /^required|^scheduled/
		if ($14 == "" || (whole ? $14 "" != $13 "" : \
				  off($14, $13) > limit)) {
			print $1, $2, $3, $14, "not", $13, $15
			bad++
		}
	}
	END { exit bad > 0 || n < 224 }' "$tmp/out" >"$tmp/off" ||
		complain "vectors: $(head -n 5 "$tmp/off")"
else
	echo "no vectors in $vectors: skipped"
fi
exit $failed

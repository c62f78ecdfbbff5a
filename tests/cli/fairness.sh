#!/bin/sh
# The ledger of what nobody likes, against the files it is made of.
. "${srcdir:-.}/tests/cli/lib.sh"

night "$tmp/site"
w=$(week "$tmp/site")
printf 'agent,what,value,as_of\nirakli.m,nights,4,2026-10-19\ndimitra.k,weekends,7,\n' \
	>"$tmp/site/balances.csv"
"$WFM" check --fairness --site "$tmp/site" --format csv >"$tmp/ledger" \
	2>"$tmp/err" </dev/null
silent err

# --- after is before and the period's; apart is from the fair share ---
awk -F, 'NR > 1 && ($4 + $5 != $6 || $6 - $7 != $8) { exit 1 }' \
	"$tmp/ledger" || complain "a line does not add up"

# --- what balances.csv says is carried in ---
grep -q '^irakli.m,[^,]*,nights,4,' "$tmp/ledger" ||
	complain "irakli.m does not begin with 4 nights"
grep -q '^dimitra.k,[^,]*,weekends,7,' "$tmp/ledger" ||
	complain "dimitra.k does not begin with 7 weekends"

# --- weekends of the period, counted in roster.csv ---
awk -F, '($2 == "2026-10-24" || $2 == "2026-10-25") && $6 == "work" {
	print $1 }' "$w/roster.csv" | sort -u >"$tmp/expected"
awk -F, '$3 == "weekends" && $5 == 1 { print $1 }' "$tmp/ledger" | sort \
	>"$tmp/found"
same "$tmp/found" "$tmp/expected"

# --- the share is a median: half of the contract at most beyond it ---
awk -F, 'NR > 1 { k = $2 FS $3; n[k]++; more[k] += $8 > 0; less[k] += $8 < 0 }
	END { for (k in n) if (2 * more[k] > n[k] || 2 * less[k] > n[k]) exit 1 }' \
	"$tmp/ledger" || complain "a fair share is no median"

# --- for people: within 80 columns, kinds that nobody has left out ---
"$WFM" check --fairness --site "$tmp/site" >"$tmp/out" 2>&1 </dev/null
says out 'fair share'
[ "$(awk 'length($0) > 80' "$tmp/out" | wc -l)" = 0 ] || complain "wider than 80"
! grep -q 'holidays' "$tmp/out" || complain "kinds that nobody has are listed"

exit $failed

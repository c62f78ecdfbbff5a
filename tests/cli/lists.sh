#!/bin/sh
# wfm import agents and requests: people and wishes that HR keeps elsewhere.
. "${srcdir:-.}/tests/cli/lib.sh"

site=$tmp/site
tiny "$site"
import() { # import STATUS ARGUMENTS...
	want=$1
	shift
	status "$want" import "$@" --site "$site"
}
cat >"$site/agents.csv" <<'END'
id,name,team,contract,hours,from,until
a1,Ann,East,full,,,
a2,Bob,East,full,32,2020-01-01,2026-06-30
a2,Bob,East,full,40,2026-07-01,
a3,Cyd,West,full,,,
END
cp "$site/agents.csv" "$tmp/agents.csv"

# --- dry: said, not done; HR's names, other columns, blank rows ---
cat >"$tmp/hr.csv" <<'END'
Weekly Hours;Employee ID;Phone;Name;Contract type

38.50;a1;555;Ann;full
;;;;
20;a4;556;"Dee; Jr";full
END
import 0 agents --dry-run "$tmp/hr.csv"
says err 'hr.csv: note: columns not read: Phone'
says out '1 added, 1 changed, 0 removed, 0 as they were'
says out '3 lines of .*agents.csv are not in the file and stay'
says out 'Nothing was written'
same "$site/agents.csv" "$tmp/agents.csv"
import 0 agents --dry-run --format csv "$tmp/hr.csv"
says out '^changed,a1,hours 38.50,hours -$'
says out '^added,a4,"name Dee; Jr, contract full, hours 20",$'

# --- done: the team and dates that HR has no column for stay ---
import 0 agents "$tmp/hr.csv"
cat >"$tmp/wanted" <<'END'
id,name,team,contract,hours,from,until
a1,Ann,East,full,38.50,,
a2,Bob,East,full,32,2020-01-01,2026-06-30
a2,Bob,East,full,40,2026-07-01,
a3,Cyd,West,full,,,
a4,Dee; Jr,,full,20,,
END
same "$site/agents.csv" "$tmp/wanted"
import 0 agents "$tmp/hr.csv"
says out '0 added, 0 changed, 0 removed, 2 as they were'
printf 'id,name,contract,hours\na1,Ann,full,38.5\n' >"$tmp/same.csv"
import 0 agents "$tmp/same.csv"
says out '0 added, 0 changed, 0 removed, 1 as they were'
same "$site/agents.csv" "$tmp/wanted"

# --- somebody of several lines in time: which one? ---
printf 'id,name,contract,hours\na2,Bob,full,30\n' >"$tmp/bob.csv"
import 65 agents "$tmp/bob.csv"
says err 'bob.csv:2:1: error: "a2" has several lines in time'
printf 'id,name,contract,hours,from\na2,Bob,full,30,2026-07-01\n' >"$tmp/bob.csv"
import 0 agents --dry-run --format csv "$tmp/bob.csv"
says out '^changed,a2,hours 30,hours 40$'
says out '^removed,a2,'
[ "$(wc -l <"$tmp/out")" -eq 3 ] || complain 'more changes than there are'

# --- the site as it would be is judged whole; nothing is written ---
import 65 agents --replace "$tmp/hr.csv"
says err 'skills.csv:[0-9]*:1: error: unknown agent "a2"'
printf 'id,name,contract,from\nb 1,Eve,full,\nb2,Fay,half,\nb3,Gus,full,1/2/2026\n' >"$tmp/bad.csv"
import 65 agents "$tmp/bad.csv"
says err 'bad.csv:2:1: error: id "b 1"'
says err 'bad.csv:3:8: error: .*"half"'
says err 'bad.csv:4:13: error: from "1/2/2026"'
printf 'id,name,contract,form\n' >"$tmp/bad.csv"
import 65 agents "$tmp/bad.csv"
says err 'bad.csv:1:18: error: unknown column "form"; did you mean "from"'
printf 'id,name,contract,Employee ID,ID\na9,x,full,1,2\n' >"$tmp/bad.csv"
import 65 agents "$tmp/bad.csv"
says err 'column "ID" is there twice'
printf 'name,phone\n' >"$tmp/bad.csv"
import 65 agents "$tmp/bad.csv"
says err 'column "id" is missing; found: name, phone'
printf 'PK\003\004 and nothing more' >"$tmp/bad.xlsx"
import 65 agents "$tmp/bad.xlsx"
printf '\320\317\021\340 and nothing more' >"$tmp/bad.xls"
for kind in agents absences roster; do
	import 65 $kind "$tmp/bad.xls"
	says err 'bad.xls: error: an old workbook (.xls) or one with a password'
done
import 66 agents "$tmp/nowhere.xlsx"
import 64 requests --sheet Wishes "$tmp/bad.csv"
import 64 agents "$tmp/hr.csv" "$tmp/bob.csv"
import 64 history --replace "$tmp/hr.csv"
import 64 roster --sheet Roster "$tmp/hr.csv"
same "$site/agents.csv" "$tmp/wanted"
[ -z "$(find "$site" -name '.wfm-*')" ] || complain 'temporary files stay'

# --- wishes: those of others and of other days stay ---
cat >"$site/requests.csv" <<'END'
agent,from,until,wish,what,weight
a1,2026-03-02,2026-03-02,want,off,30
a2,2026-03-03,2026-03-04,avoid,off,
END
cat >"$tmp/wishes.csv" <<'END'
Date,What,Wish,Employee
2026-03-03,off,want,a3
2026-03-03,off,want,a3
2026-03-02,work,want,a1
END
import 0 requests "$tmp/wishes.csv"
says out '1 added, 1 changed, 0 removed, 0 as they were'
cat >"$tmp/wanted" <<'END'
agent,from,until,wish,what,weight
a1,2026-03-02,2026-03-02,want,work,30
a2,2026-03-03,2026-03-04,avoid,off,
a3,2026-03-03,,want,off,
END
same "$site/requests.csv" "$tmp/wanted"
import 0 requests --replace --format csv "$tmp/wishes.csv"
says out '^removed,a2,'
[ "$(wc -l <"$site/requests.csv")" -eq 3 ] || complain 'not replaced'

exit $failed

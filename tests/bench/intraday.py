#!/usr/bin/env python3
"""intraday.py SHARED SET CUTOFF DAYS AHEAD [SHIFT...]: what wfm forecast --update gains.

For the last DAYS ordinary days of bank_na or bank_il: a forecast made AHEAD
days ahead (1: that morning), then the same updated with the intervals before
CUTOFF (HH:MM), by the command line named in WFM.  Prints the interval WAPE of the rest of the day
in per cent without and with the update, and the gain; then the same of the
DAYS ordinary days that end SHIFT days earlier, for each SHIFT.
"""
import csv
import datetime as dt
import os
import subprocess
import sys
import tempfile

SETS = {
    "bank_na": ("calls_5min.csv", "mon-fri: 07:00-21:00, sat-sun: closed", (420, 1260), 5, "closed"),
    "bank_il": ("calls_30min_1999.csv", "all: 00:00-24:00", (0, 1440), 7, "normal"),
}
SITE = """site: {name: s, time_zone: UTC, interval: 30 min, currency: USD}
queues:
  q:
    name: q
    hours: {HOURS}
    service_level: {share: 80%, within: 20 s}
shifts:
  day: {start: 08:00, paid: 8 h}
contracts:
  full_time: {hours: 40 per week, shifts: [day]}
"""


def wfm(site, *args):
    subprocess.run([os.environ["WFM"], *args, "--site", site], check=True, stdout=subprocess.DEVNULL)


def read(path):
    """{date: {minute: calls}} in half hours."""
    days = {}
    with open(path, newline="") as f:
        for row in csv.DictReader(f):
            if row["calls"] == "":
                continue
            when = dt.datetime.fromisoformat(row["start"][:16].replace("T", " "))
            minute = (when.hour * 60 + when.minute) // 30 * 30
            day = days.setdefault(when.date(), {})
            day[minute] = day.get(minute, 0) + float(row["calls"])
    return days


def write(path, days):
    with open(path, "w") as f:
        f.write("queue,start,offered,aht\n")
        for date, slots in sorted(days.items()):
            for m, calls in sorted(slots.items()):
                f.write(f"q,{date} {m // 60:02d}:{m % 60:02d},{calls:g},180\n")


def errors(put, run, site, actual, day, ahead, end, lo, hi):
    """Sums over the rest of the day: |error| before and after the update, calls."""
    first = day - dt.timedelta(days=ahead - 1)
    run("forecast", "--as-of", str(first), "--days", str(ahead))
    put("today.csv", {day: {m: c for m, c in actual[day].items() if m < end}})
    run("forecast", "--update", os.path.join(site, "today.csv"))
    weeks = os.path.join(site, "weeks", f"{first}+{ahead}")
    old = read(os.path.join(weeks, "forecast.csv"))[day]
    new = read(os.path.join(weeks, "forecast.today.csv"))[day]
    rest = {m: c for m, c in actual[day].items() if m >= end and lo <= m < hi}
    return (sum(abs(old.get(m, 0) - c) for m, c in rest.items()),
            sum(abs(new.get(m, 0) - c) for m, c in rest.items()),
            sum(rest.values()))


def main():
    shared, name, cutoff, many, ahead, *shifts = sys.argv[1:]
    file, hours, (lo, hi), week, holiday_hours = SETS[name]
    folder = os.path.join(shared, "data", "forecast", name)
    actual = read(os.path.join(folder, file))
    with open(os.path.join(folder, "holidays.csv")) as f:
        holidays = [(r["date"], r["name"]) for r in csv.DictReader(f)]
    special = {dt.date.fromisoformat(d) for d, _ in holidays}
    end = int(cutoff[:2]) * 60 + int(cutoff[3:])
    ordinary = [d for d in sorted(actual) if d not in special and (week == 7 or d.weekday() < 5)]
    last = {int(s): ordinary[-1] - dt.timedelta(days=int(s)) for s in ["0", *shifts]}
    spans = {s: [d for d in ordinary if d <= until][-int(many):] for s, until in last.items()}
    with tempfile.TemporaryDirectory() as site:
        def put(name, what):
            path = os.path.join(site, name)
            if isinstance(what, dict):
                return write(path, what)
            with open(path, "w") as f:
                f.write(what)

        def run(*args):
            wfm(site, *args)
        put("site.yaml", SITE.replace("HOURS", hours))
        put("agents.csv", "id,name,contract\np,P,full_time\n")
        put("skills.csv", "agent,skill\np,q\n")
        put("special_days.csv", "date,name,hours\n" + "".join(f"{d},{n},{holiday_hours}\n" for d, n in holidays))
        put("raw.csv", actual)
        run("import", "history", os.path.join(site, "raw.csv"))
        of = {d: errors(put, run, site, actual, d, int(ahead), end, lo, hi) for d in sorted(set().union(*spans.values()))}
    for shift, days in spans.items():
        before, after, total = (sum(of[d][k] for d in days) for k in range(3))
        print(f"{name} {cutoff}, {ahead} ahead, {days[0]} to {days[-1]}: {100 * before / total:.2f} {100 * after / total:.2f} "
              f"gain {100 * (1 - after / before):.1f} % ({len(days)} days)")


if __name__ == "__main__":
    main()

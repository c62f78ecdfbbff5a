#!/usr/bin/env python3
"""queues.py SHARED [SHIFT]: what bringing queues and their sum together gains.

Six types of calls of bank_il from sixteen Sundays on (SHIFT days later), 28
days ahead, by the command line named in WFM: once as one site, once each queue
as a site of its own.  Prints interval and day WAPE in per cent of each queue
and of their sum, by days ahead.
"""
import csv
import datetime as dt
import os
import sys
import tempfile

from intraday import SITE, wfm

TYPES = ["PS", "NW", "NE", "IN", "PE", "TT"]
QUEUE = SITE[SITE.index("  q:"):SITE.index("shifts:")].replace("HOURS", "all: 00:00-24:00")
FIRST, LAST, ORIGINS, AHEAD = dt.date(1999, 1, 1), dt.date(1999, 7, 31), 16, 28


def read(path):
    """{(type, date): 48 counts} of all types on each day that was recorded."""
    days = {}
    with open(path, newline="") as f:
        for row in csv.DictReader(f):
            when = dt.datetime.fromisoformat(row["start"])
            if row["type"] not in TYPES or when.date() > LAST:
                continue
            for q in TYPES:
                days.setdefault((q, when.date()), [0] * 48)
            days[row["type"], when.date()][when.hour * 2 + when.minute // 30] += float(row["calls"])
    return days


def site_of(folder, queues, actual, holidays):
    """A site with these queues and their history."""
    def put(name, text):
        with open(os.path.join(folder, name), "w") as f:
            f.write(text)
    put("site.yaml", SITE[:SITE.index("  q:")] + "".join(QUEUE.replace("q", q.lower(), 1) for q in queues)
        + SITE[SITE.index("shifts:"):])
    put("agents.csv", "id,name,contract\np,P,full_time\n")
    put("skills.csv", f"agent,skill\np,{queues[0].lower()}\n")
    put("special_days.csv", "date,name,hours\n" + "".join(f"{d},{n},normal\n" for d, n in holidays))
    put("raw.csv", "queue,start,offered,aht\n" + "".join(
        f"{q.lower()},{d} {s // 2:02d}:{s % 2 * 30:02d},{calls:g},180\n"
        for (q, d), slots in sorted(actual.items()) if q in queues for s, calls in enumerate(slots)))
    wfm(folder, "import", "history", os.path.join(folder, "raw.csv"))
    return folder


def forecast(site, origin):
    """{(type, date): 48 means}"""
    out, days = os.path.join(site, "out.csv"), {}
    wfm(site, "forecast", "--as-of", str(origin), "--days", str(AHEAD), "--output", out)
    with open(out, newline="") as f:
        for row in csv.DictReader(f):
            when = dt.datetime.fromisoformat(row["start"][:16])
            slots = days.setdefault((row["queue"].upper(), when.date()), [0] * 48)
            slots[when.hour * 2 + when.minute // 30] = float(row["calls"])
    return days


class Errors:
    """Sums of |error| of intervals and days and of calls, by queue."""

    def __init__(self):
        self.sums = {q: [0.0, 0.0, 0.0] for q in [*TYPES, "sum"]}

    def add(self, actual, said, day):
        rows = [(q, actual[q, day], said[q, day]) for q in TYPES]
        rows.append(("sum", *([sum(x) for x in zip(*(r[k] for r in rows))] for k in (1, 2))))
        for q, y, f in rows:
            to = self.sums[q]
            to[0] += sum(abs(a - b) for a, b in zip(y, f))
            to[1] += abs(sum(y) - sum(f))
            to[2] += sum(y)

    def line(self):
        return " ".join(f"{q} {100 * i / n:6.2f}/{100 * d / n:5.2f} " for q, (i, d, n) in self.sums.items())


def main():
    shared, shift = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    folder = os.path.join(shared, "data", "forecast", "bank_il")
    actual = read(os.path.join(folder, "queue_30min_9months.csv"))
    with open(os.path.join(folder, "holidays.csv")) as f:
        holidays = [(r["date"], r["name"]) for r in csv.DictReader(f)]
    special = {d for d, _ in holidays}
    origins = [dt.date(1999, 4, 4) + dt.timedelta(days=shift + 7 * k) for k in range(ORIGINS)]
    spans = {(1, 1): {}, (2, 7): {}, (8, 28): {}}
    with tempfile.TemporaryDirectory() as tmp:
        ways = {"apart": [[q] for q in TYPES], "together": [TYPES]}
        for way, groups in ways.items():
            sites = []
            for queues in groups:
                path = os.path.join(tmp, way + queues[0])
                os.mkdir(path)
                sites.append(site_of(path, queues, actual, holidays))
            for span in spans.values():
                span[way] = Errors()
            for origin in origins:
                said = {k: v for site in sites for k, v in forecast(site, origin).items()}
                for (first, last), span in spans.items():
                    for lead in range(first, last + 1):
                        day = origin + dt.timedelta(days=lead - 1)
                        if str(day) not in special and (TYPES[0], day) in actual:
                            span[way].add(actual, said, day)
    for (first, last), span in spans.items():
        for way, errors in span.items():
            print(f"days {first}-{last} {way}".ljust(20), errors.line())


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Published calendars as their readers see them.

    feeds.py WFM SITE NODE_READER

SITE is the night sample without its rules, planned.  Claims: every reader counts the events of
the roster, with their times; 200 random edits of the roster, each published,
change UID, SEQUENCE and DTSTAMP as RFC 5546 allows and nothing else; a
calendar that imports each publication by UID ends with the last roster and
nothing twice, khal's too.
"""
import csv
import datetime as dt
import glob
import json
import os
import random
import shutil
import subprocess
import sys

import icalendar

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ics  # noqa: E402  what the roster holds, lines, libical, khal

UTC = dt.timezone.utc
claim = ics.claim
STYLES = [
    "{times: utc}",
    "{times: local, cancelled: include}",
    "{times: local, organizer: p@example.org}",
    "{times: utc, breaks: events, cancelled: include}",
]


class Site:
    """A planned site."""

    def __init__(self, wfm, folder):
        self.wfm, self.folder = wfm, folder
        self.out = os.path.join(folder, "out")
        self.week = os.path.dirname(glob.glob(
            os.path.join(folder, "weeks", "*", "roster.csv"))[0])
        self.first = os.path.basename(self.week)[:10]
        path = os.path.join(folder, "site.yaml")
        with open(path, encoding="utf-8") as f:
            self.yaml, self.path = f.read(), path
        self.clock = 1790000000
        with open(os.path.join(folder, "absences.csv"),
                  encoding="utf-8") as f:
            self.away = {r["agent"] for r in csv.DictReader(f)}

    def style(self, style):
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(self.yaml + "\ncalendars: " + style + "\n")

    def publish(self):
        self.clock += 60
        done = subprocess.run(
            [self.wfm, "publish", "--site", self.folder, "--from", self.first,
             self.out], capture_output=True, text=True,
            env=dict(os.environ, SOURCE_DATE_EPOCH=str(self.clock)))
        claim(done.returncode == 0, "wfm publish:", done.stdout[-300:],
              done.stderr[-300:])
        return done.returncode == 0

    def files(self):
        """{person: path} of the calendars in force."""
        with open(os.path.join(self.folder, "feeds", "calendars.csv"),
                  encoding="utf-8") as f:
            return {r["id"]: os.path.join(r["folder"], r["file"])
                    for r in csv.DictReader(f)
                    if r["kind"] == "person" and r["state"] == "active"}

    def rows(self):
        with open(os.path.join(self.week, "roster.csv"), encoding="utf-8",
                  newline="") as f:
            head, *rows = csv.reader(f)
        days = {}
        for row in rows:
            days.setdefault((row[0], row[1]), []).append(row)
        return head, days

    def write(self, head, days):
        with open(os.path.join(self.week, "roster.csv"), "w",
                  encoding="utf-8", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(head)
            for rows in days.values():
                out.writerows(rows)


# --- hands ---

STARTS = ["%02d:%02d" % (h, m) for h in range(7, 13) for m in (0, 30)] + [
    "22:00", "22:30"]

ZONE = __import__("zoneinfo").ZoneInfo("Europe/London")


def duty(agent, date, start):
    """Eight hours of which half an hour is lunch, from a wall time."""
    begin = dt.datetime.fromisoformat(date + "T" + start).replace(
        tzinfo=ZONE).astimezone(UTC)
    cuts = [begin + dt.timedelta(minutes=m) for m in (0, 240, 270, 510)]
    say = [c.astimezone(ZONE).isoformat(timespec="minutes") for c in cuts]
    code = ("N" if start > "21" else "D") + start.replace(":", "")
    return [[agent, date, code, say[k], say[k + 1], what, "", ""]
            for k, what in enumerate(("work", "lunch", "work"))]


def edit(dice, days, away):
    """Move, swap, delete, add, re-add; in the week the clock goes back."""
    keys = sorted(k for k in days if k[0] not in away)
    key = dice.choice(keys)
    other = dice.choice([k for k in keys if k[1] == key[1]])
    what = dice.choice(["move", "swap", "delete", "add"])
    if what == "swap":
        mine, its = days[key], days[other]
        days[key] = [[key[0]] + r[1:] for r in its]
        days[other] = [[other[0]] + r[1:] for r in mine]
    elif what == "delete":
        days[key] = [[*key, "off", "", "", "", "", ""]]
    else:
        days[key] = duty(*key, dice.choice(STARTS))


# --- the independent judge ---

class Judge:
    """All that was ever said of each UID, and what may be said next."""

    def __init__(self):
        self.past = {}

    @staticmethod
    def look(data):
        """Judges one person's file; the events in force by UID."""
        calendar = icalendar.Calendar.from_ical(data)
        now = {}
        for e in calendar.walk("VEVENT"):
            uid = str(e["UID"])
            claim(uid not in now, uid, "twice in a file")
            start, end = e.decoded("DTSTART"), e.decoded("DTEND")
            if isinstance(start, dt.datetime):
                start, end = start.astimezone(UTC), end.astimezone(UTC)
            now[uid] = {
                "span": (start, end), "status": str(e["STATUS"]),
                "sequence": int(e["SEQUENCE"]), "stamp": e.decoded("DTSTAMP"),
                "break": e["CATEGORIES"].to_ical() == b"BREAK",
                "bytes": e.to_ical()}
        return now

    def publication(self, feeds, restyled):
        """restyled: words of any event may differ, times may not."""
        for uid, e in feeds.items():
            old = self.past.get(uid)
            if not old:
                claim(restyled or e["sequence"] == 0, uid, "begins at",
                      e["sequence"])
                continue
            claim(e["sequence"] >= old["sequence"] and
                  e["stamp"] >= old["stamp"], uid, "goes back")
            same = old["there"] and old["span"] == e["span"] and \
                old["status"] == e["status"]
            if restyled:
                continue
            claim((e["sequence"] == old["sequence"]) == same, uid,
                  old["span"], e["span"], "SEQUENCE", old["sequence"],
                  e["sequence"])
            claim((e["stamp"] == old["stamp"]) ==
                  (same and e["bytes"] == old["bytes"]), uid, "DTSTAMP")
        for old in self.past.values():
            old["there"] = False
        for uid, e in feeds.items():
            self.past[uid] = dict(e, there=True)


def spans(events):
    return {e["span"] for e in events.values()
            if e["status"] != "CANCELLED" and not e["break"]}


def law(site, rounds, dice):
    """Random edits, each published and judged; returns how many."""
    judge, n = Judge(), 0
    subscribed = {}  # by UID, as a program that imports by UID keeps them
    for k in range(rounds):
        if k % (rounds // len(STYLES)) == 0:
            site.style(STYLES[k * len(STYLES) // rounds])
            if not site.publish():
                return n
            again(site, judge, subscribed, fresh=True)
        head, days = site.rows()
        for _ in range(dice.randrange(1, 5)):
            edit(dice, days, site.away)
        site.write(head, days)
        if not site.publish():
            return n
        again(site, judge, subscribed)
        n += 1
    return n


def again(site, judge, subscribed, fresh=False):
    """Reads every calendar once more, as each of its subscribers does."""
    expected = ics.planned(site.week)
    everything = {}
    for agent, path in site.files().items():
        with open(path, "rb") as f:
            now = judge.look(f.read())
        claim(spans(now) == expected.get(agent, set()), agent,
              spans(now) ^ expected.get(agent, set()))
        claim(not set(now) & set(everything), agent, "has another's UID")
        everything.update(now)
    judge.publication(everything, fresh)
    for uid, e in everything.items():
        old = subscribed.get(uid)
        if not old or (e["sequence"], e["stamp"]) >= (
                old["sequence"], old["stamp"]):
            subscribed[uid] = e
    for uid in set(subscribed) - set(everything):
        del subscribed[uid]
    claim(sorted(map(str, (e["span"] for e in subscribed.values()
                           if e["status"] != "CANCELLED" and
                           not e["break"]))) ==
          sorted(map(str, (s for e in expected.values() for s in e))),
          "a subscriber holds something else than the roster")


# --- other readers ---

def as_text(span):
    return tuple(s.strftime("%Y-%m-%dT%H:%M:%SZ")
                 if isinstance(s, dt.datetime) else s.isoformat()
                 for s in span)


def node_agrees(site, script, style):
    """ical.js and node-ical; how many events each has found."""
    files = site.files()
    done = subprocess.run(["node", script], input="\n".join(files.values()),
                          capture_output=True, text=True)
    if done.returncode:
        print("no ical.js and node-ical here (NODE_PATH): not read by them")
        return {}
    expected, counts = ics.planned(site.week), {}
    owner = {path: agent for agent, path in files.items()}
    for line in done.stdout.splitlines():
        found = json.loads(line)
        agent = owner[found["file"]]
        got = {tuple(e[:2]) for uid, e in found["events"].items()
               if "-b" not in uid.split("@")[0].rsplit("-1", 1)[-1]}
        wanted = {as_text(s) for s in expected.get(agent, set())}
        claim(got == wanted, found["reader"], style, agent, got ^ wanted)
        counts[found["reader"]] = counts.get(found["reader"], 0) + len(got)
    return counts


def libical_agrees(site, style):
    legal = ics.restrictions()
    if not legal:
        return
    for path in glob.glob(os.path.join(site.out, "*.ics")):
        with open(path, "rb") as f:
            data = f.read()
        # An empty calendar stands for somebody who left.
        claim(legal(data) or b"BEGIN:VEVENT" not in data, path, style,
              "libical objects")
        if "utc" in style and "breaks" not in style:
            for what in ics.check_lines(data, set()):
                claim(False, path, what)


class KhalOfFeeds(ics.Khal):
    def take(self, files):
        self.run("import", "--batch", "-a", "one", *files)


def khal_agrees(site, khal):
    files = sorted(site.files().values())
    khal.take(files)
    expected = sorted(str(s) for e in ics.planned(site.week).values()
                      for s in e)
    first = dt.date.fromisoformat(site.first)
    shown = khal.events(first - dt.timedelta(2), 13)
    claim(not set(expected) - set(map(str, shown.values())), "khal lacks",
          set(expected) - set(map(str, shown.values())))
    return len(shown), len(expected)


def main():
    wfm, folder, script = sys.argv[1:4]
    site = Site(wfm, folder)
    dice = random.Random(7)
    for style in STYLES:
        site.style(style)
        if not site.publish():
            break
        n = sum(map(len, ics.planned(site.week).values()))
        counts = node_agrees(site, script, style)
        libical_agrees(site, style)
        for reader, found in counts.items():
            claim(found == n, reader, found, "of", n, "events")
        print("%-52s %d events%s" % (style, n, "".join(
            ", %s %d" % c for c in counts.items())))
    if shutil.which("khal"):
        site.style(STYLES[0])
        site.publish()
        khal = KhalOfFeeds(os.path.join(folder, "khal"))
        before = khal_agrees(site, khal)
        claim(before[0] == before[1], "khal shows", before)
        again_shown = khal_agrees(site, khal)
        claim(again_shown == before, "khal doubles", again_shown)
        # A duty that moves is the same event: khal has none more.
        head, days = site.rows()
        key = next(k for k in sorted(days) if len(days[k]) > 1)
        days[key] = duty(*key, "12:30")
        site.write(head, days)
        site.publish()
        moved = khal_agrees(site, khal)
        claim(moved == before, "khal after a move", moved)
        print("khal shows %d of %d events, imported three times" % moved)
    else:
        print("no khal here: nothing was imported")
    rounds = 200
    n = law(site, rounds, dice)
    claim(n == rounds, n, "rounds")
    print("%d edits published, judged and read again" % n)
    for b in ics.bad[:30]:
        print(b)
    print("%d claims broken" % len(ics.bad))
    return 1 if ics.bad else 0


if __name__ == "__main__":
    sys.exit(main())

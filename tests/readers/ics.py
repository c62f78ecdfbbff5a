#!/usr/bin/python3
"""Reads the calendars of planned sites with python3-icalendar, libical and
khal and compares them with roster.csv.

    ics.py WFM SITE...      each SITE has been planned

Claims: one event per duty and one per run of days of leave, times equal to
the second in UTC, in every reader; the lines obey RFC 5545; importing once
more, or after a change, leaves no event twice.
"""
import csv
import ctypes
import ctypes.util
import datetime as dt
import glob
import os
import re
import shutil
import subprocess
import sys

import icalendar

UTC = dt.timezone.utc
bad = []


def claim(true, *what):
    if not true:
        bad.append(" ".join(str(w) for w in what))


# --- what is to be there ---

def planned(folder):
    """{agent: {(start, end)}}: instants of duties, days of runs of leave."""
    duties, leave = {}, {}
    with open(os.path.join(folder, "roster.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            key = row["agent"], dt.date.fromisoformat(row["date"])
            if row["shift"] == "leave":
                leave.setdefault(key[0], set()).add(key[1])
            elif row["shift"] != "off":
                start, end = (dt.datetime.fromisoformat(row[k]).astimezone(UTC)
                              for k in ("start", "end"))
                old = duties.get(key, (start, end))
                duties[key] = min(old[0], start), max(old[1], end)
    events = {}
    for (agent, _), span in duties.items():
        events.setdefault(agent, set()).add(span)
    one = dt.timedelta(1)
    for agent, days in leave.items():
        for first in days:
            if first - one in days:
                continue
            until = first
            while until in days:
                until += one
            events.setdefault(agent, set()).add((first, until))
    return events


# --- our own reader of lines: RFC 5545, 3.1, 3.6, 3.8 ---

ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY",
        "DESCRIPTION", "STATUS", "TRANSP"}
NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
VALUES = {
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "DTSTART": r"\d{8}T\d{6}Z",
    "DTEND": r"\d{8}T\d{6}Z",
    "DTSTART;VALUE=DATE": r"\d{8}",
    "DTEND;VALUE=DATE": r"\d{8}",
    "SEQUENCE": r"\d+",
    "STATUS": r"TENTATIVE|CONFIRMED|CANCELLED",
    "TRANSP": r"OPAQUE|TRANSPARENT",
    "REFRESH-INTERVAL;VALUE=DURATION": r"P(T\d+[HMS]|\d+[DW])",
}
TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"}


def content_lines(data, say):
    """Unfolded lines of a file's bytes."""
    if not data.endswith(b"\r\n"):
        say("does not end with CRLF")
    raw = data.split(b"\r\n")[:-1]
    lines = []
    for n, line in enumerate(raw, 1):
        if b"\r" in line or b"\n" in line:
            say("a lone CR or LF in line %d" % n)
        if len(line) > 75:
            say("line %d has %d octets" % (n, len(line)))
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            say("line %d cuts a character" % n)
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8", "replace") for line in lines]


def check_event(event, uids, say):
    names = [k.split(";")[0] for k, _ in event]
    values = dict((k.split(";")[0], v) for k, v in event)
    for name in ONCE:
        if names.count(name) > 1:
            say("%s twice" % name)
    for name in NEEDED - set(names):
        say("no %s" % name)
    if len({k.split(";")[1:] == ["VALUE=DATE"] for k, _ in event
            if k.startswith(("DTSTART", "DTEND"))}) > 1:
        say("DTSTART and DTEND of two kinds")
    if values.get("DTEND", "") <= values.get("DTSTART", ""):
        say("DTEND %s, DTSTART %s" % (values.get("DTEND"),
                                      values.get("DTSTART")))
    if values.get("UID") in uids:
        say("UID %s twice" % values.get("UID"))
    uids.add(values.get("UID"))


def check_lines(data, uids):
    """What is wrong with the bytes of a calendar file, as a list of texts."""
    found = []
    say = found.append
    inside, event, head = [], None, []
    for line in content_lines(data, say):
        m = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^:;\"]+)*):(.*)", line, re.S)
        if not m or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line):
            say("not a content line: %r" % line)
            continue
        key, value = m.groups()
        if key in VALUES and not re.fullmatch(VALUES[key], value):
            say("%s: %r" % (key, value))
        if key in TEXTS and not re.fullmatch(
                r"([^\\;,]|\\[\\;,nN])*", value):
            say("%s is not escaped: %r" % (key, value))
        if key == "BEGIN":
            inside.append(value)
            event = [] if value == "VEVENT" else event
        elif key == "END":
            if not inside or inside.pop() != value:
                say("END:%s without its BEGIN" % value)
            if value == "VEVENT":
                check_event(event, uids, say)
        elif inside == ["VCALENDAR"]:
            head.append((key, value))
        elif inside == ["VCALENDAR", "VEVENT"]:
            event.append((key, value))
        else:
            say("outside: %r" % line)
    if inside:
        say("%s is not closed" % inside)
    if head.count(("VERSION", "2.0")) != 1:
        say("no VERSION:2.0")
    if sum(k == "PRODID" for k, _ in head) != 1:
        say("no PRODID")
    return found


def check_lines_would_tell(path):
    """Each kind of damage to a good file is found."""
    with open(path, "rb") as f:
        good = f.read()
    damages = {
        "LF": good.replace(b"\r\n", b"\n", 3),
        "long": good.replace(b"SUMMARY:", b"SUMMARY:" + 80 * b"x", 1),
        "no stamp": re.sub(rb"DTSTAMP.*\r\n", b"", good, count=1),
        "no uid": re.sub(rb"UID.*\r\n", b"", good, count=1),
        "no prodid": re.sub(rb"PRODID.*\r\n", b"", good, count=1),
        "uid twice": re.sub(rb"(?s)(BEGIN:VEVENT.*?END:VEVENT\r\n)",
                            rb"\1\1", good, count=1),
        "end first": re.sub(rb"DTEND(\S*):\d{4}", rb"DTEND\1:1999", good,
                            count=1),
        "a comma": good.replace(b"SUMMARY:", b"SUMMARY:a,b", 1),
        "cut": good[:len(good) // 2],
        "local": re.sub(rb"(DTSTART:\w+)Z", rb"\1", good, count=1),
    }
    claim(check_lines(good, set()) == [], path, check_lines(good, set()))
    for name, data in damages.items():
        claim(data != good and check_lines(data, set()),
              "the reader of lines does not see:", name)


# --- libical's own restrictions, RFC 5546 ---

def restrictions():
    """A function that says whether libical finds nothing wrong, or None."""
    name = ctypes.util.find_library("ical")
    if not name:
        print("no libical here: its restrictions were not checked")
        return None
    lib = ctypes.CDLL(name)
    lib.icalparser_parse_string.restype = ctypes.c_void_p
    lib.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for f in (lib.icalrestriction_check, lib.icalcomponent_count_errors,
              lib.icalcomponent_free):
        f.argtypes = [ctypes.c_void_p]

    def good(data):
        calendar = lib.icalparser_parse_string(data)
        if not calendar:
            return False
        legal = (lib.icalrestriction_check(calendar) == 1 and
                 lib.icalcomponent_count_errors(calendar) == 0)
        lib.icalcomponent_free(calendar)
        return legal
    return good


# --- python3-icalendar ---

def events_of(data):
    spans = []
    for e in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        start, end = e.decoded("DTSTART"), e.decoded("DTEND")
        if isinstance(start, dt.datetime):
            start, end = start.astimezone(UTC), end.astimezone(UTC)
        spans.append((start, end))
    return spans


def files_hold_the_roster(folder, legal):
    """Every calendar of a period; returns how many events there are."""
    expected = planned(folder)
    files = sorted(glob.glob(os.path.join(folder, "calendars", "*.ics")))
    agents = [os.path.basename(f)[:-4] for f in files]
    claim(set(agents) == set(expected), "files of", sorted(
        set(agents) ^ set(expected)))
    uids, n = set(), 0
    for agent, path in zip(agents, files):
        with open(path, "rb") as f:
            data = f.read()
        for what in check_lines(data, uids):
            claim(False, path, what)
        claim(not legal or legal(data), path, "libical objects")
        spans = events_of(data)
        claim(len(spans) == len(set(spans)), agent, "an event twice")
        claim(set(spans) == expected.get(agent, set()), agent, set(spans) ^
              expected.get(agent, set()))
        n += len(spans)
    claim(n == sum(len(e) for e in expected.values()), n, "events")
    claim(n > 0, "no events at all")
    check_lines_would_tell(files[0])
    return n


# --- khal ---

CONFIG = """[sqlite]
path = {0}/db
[calendars]
[[one]]
path = {0}/one
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = UTC
local_timezone = UTC
[default]
default_calendar = one
"""


class Khal:
    """A calendar of khal's in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(os.path.join(folder, "one"))
        with open(os.path.join(folder, "config"), "w") as f:
            f.write(CONFIG.format(folder))

    def run(self, *arguments):
        env = dict(os.environ, HOME=self.folder, LC_ALL="C.UTF-8",
                   XDG_CACHE_HOME=self.folder, XDG_DATA_HOME=self.folder)
        done = subprocess.run(
            ["khal", "-c", os.path.join(self.folder, "config"), *arguments],
            capture_output=True, text=True, env=env, timeout=300)
        claim(done.returncode == 0, "khal", arguments[0], done.stderr[-300:])
        return done.stdout

    def take(self, period):
        files = sorted(glob.glob(os.path.join(period, "calendars", "*.ics")))
        self.run("import", "--batch", "-a", "one", *files)

    def events(self, first, days):
        """{uid: (start, end)} as events_of has them."""
        text = self.run("list", "--once", "--day-format", "", "--format",
                        "{uid}|{start-long-full}|{end-long-full}|{all-day}",
                        str(first), "%dd" % days)
        events = {}
        for line in text.splitlines():
            if line.count("|") != 3:
                continue
            uid, start, end, whole = line.split("|")
            start, end = (dt.datetime.fromisoformat(t) for t in (start, end))
            claim(uid not in events, "khal shows twice:", uid)
            if whole == "True":
                events[uid] = start.date(), end.date() + dt.timedelta(1)
            else:
                events[uid] = (start.replace(tzinfo=UTC),
                               end.replace(tzinfo=UTC))
        return events

    def stored(self):
        return len(os.listdir(os.path.join(self.folder, "one")))


def khal_agrees(khal, folder, kept=0):
    """khal holds what the roster says, and kept older events."""
    expected = sorted(map(str, (
        span for spans in planned(folder).values() for span in spans)))
    m = re.match(r"(\d{4}-\d\d-\d\d)\+(\d+)$", os.path.basename(folder))
    first = dt.date.fromisoformat(m.group(1))
    shown = khal.events(first - dt.timedelta(2), int(m.group(2)) + 6)
    claim(khal.stored() == len(expected) + kept, "khal stores",
          khal.stored(), "of", len(expected))
    if kept:
        missing = set(expected) - set(map(str, shown.values()))
        claim(not missing, "khal lacks", missing)
    else:
        claim(sorted(map(str, shown.values())) == expected, "khal differs",
              set(map(str, shown.values())) ^ set(expected))


def change_the_roster(folder):
    """A planner's hand: the first duty begins half an hour later, as the
    csv has it, and the last duty becomes a day off."""
    path = os.path.join(folder, "roster.csv")
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    duties = [r for r in rows[1:] if r[2] not in ("off", "leave")]
    first, last = tuple(duties[0][:2]), tuple(duties[-1][:2])
    late = dt.timedelta(minutes=30)
    changed, dropped = [], False
    for r in rows:
        if tuple(r[:2]) == first:
            r[3:5] = [(dt.datetime.fromisoformat(t) + late).isoformat(
                timespec="minutes") for t in r[3:5]]
        if tuple(r[:2]) == last:
            if not dropped:
                changed.append(r[:2] + ["off", "", "", "", "", ""])
            dropped = True
            continue
        changed.append(r)
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(changed)


def importing_again_leaves_no_duplicates(wfm, site, folder):
    khal = Khal(os.path.join(site, "khal"))
    khal.take(folder)
    khal_agrees(khal, folder)
    khal.take(folder)
    khal_agrees(khal, folder)
    before = planned(folder)
    change_the_roster(folder)
    after = planned(folder)
    claim(sum(len(e) for e in after.values()) ==
          sum(len(e) for e in before.values()) - 1, "nothing was dropped")
    claim(len([a for a in before if before[a] != after.get(a)]) in (1, 2),
          "nothing was moved")
    done = subprocess.run([wfm, "export", "ics", "--site", site],
                          capture_output=True, text=True)
    claim(done.returncode == 0, "wfm export ics", done.stderr)
    khal.take(folder)
    # An import does not remove: the dropped duty is still in khal.
    khal_agrees(khal, folder, kept=1)


def long_nights(folder):
    """Duties that lie over the hour at which the clock goes back."""
    back = dt.datetime(2026, 10, 25, 1, tzinfo=UTC)
    return [span for spans in planned(folder).values() for span in spans
            if isinstance(span[0], dt.datetime) and span[0] < back < span[1]]


def main():
    wfm, sites = sys.argv[1], sys.argv[2:]
    legal = restrictions()
    nights = 0
    for site in sites:
        folder = os.path.dirname(glob.glob(
            os.path.join(site, "weeks", "*", "roster.csv"))[0])
        n = files_hold_the_roster(folder, legal)
        nights += len(long_nights(folder))
        if legal:
            data = open(glob.glob(os.path.join(folder, "calendars", "*"))[0],
                        "rb").read()
            claim(not legal(re.sub(rb"(DTEND.*\r\n)", rb"\1\1", data)),
                  "libical takes two ends")
        if shutil.which("khal"):
            importing_again_leaves_no_duplicates(wfm, site, folder)
        else:
            print("no khal here: nothing was imported")
        print("%s: %d events" % (os.path.basename(site), n))
    claim(nights > 0, "no duty lies over the change of the clock")
    for b in bad[:30]:
        print(b)
    print("%d claims broken" % len(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
